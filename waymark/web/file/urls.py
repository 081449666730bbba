"""Addresses: the case file."""

from django.urls import URLPattern, URLResolver

app_name = "file"
urlpatterns: list[URLPattern | URLResolver] = []
