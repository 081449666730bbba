"""Addresses: a step of a pathway as a page: its form, drafts, refusals."""

from django.urls import URLPattern, URLResolver

app_name = "steps"
urlpatterns: list[URLPattern | URLResolver] = []
