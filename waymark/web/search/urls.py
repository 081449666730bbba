"""Addresses below /guidance/<area>/: one search box over the manual, levels of need, the directory and loaded documents."""

from django.urls import URLPattern, URLResolver, path

from waymark.web.search import views

app_name = "search"
urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", views.results, name="results"),
    path("search/suggest/", views.suggestions, name="suggest"),
]
