"""Addresses below /guidance/<area>/: one search box over the manual, levels of need, the directory and loaded documents."""

from django.urls import URLPattern, URLResolver

app_name = "search"
urlpatterns: list[URLPattern | URLResolver] = []
