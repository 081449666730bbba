"""Addresses below /guidance/<area>/tools/. What is filled in is kept nowhere."""

from django.urls import URLPattern, URLResolver, path

from waymark.web.tools import views

app_name = "tools"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.tools, name="list"),
    path("<slug:chapter>/<slug:name>/", views.tool, name="tool"),
]
