"""Addresses below /guidance/<area>/: the procedures manual: chapters and sections made from the packs."""

from django.urls import URLPattern, URLResolver

app_name = "manual"
urlpatterns: list[URLPattern | URLResolver] = []
