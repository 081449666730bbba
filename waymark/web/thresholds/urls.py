"""Addresses below /guidance/<area>/: the levels-of-need navigator: which levels an area's chart prints for what somebody sees."""

from django.urls import URLPattern, URLResolver

app_name = "thresholds"
urlpatterns: list[URLPattern | URLResolver] = []
