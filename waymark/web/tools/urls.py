"""Addresses below /guidance/<area>/: screening and reflection tools to fill in without keeping anything."""

from django.urls import URLPattern, URLResolver

app_name = "tools"
urlpatterns: list[URLPattern | URLResolver] = []
