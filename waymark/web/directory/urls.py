"""Addresses below /guidance/<area>/: the directory of services, and whom to call now."""

from django.urls import URLPattern, URLResolver

app_name = "directory"
urlpatterns: list[URLPattern | URLResolver] = []
