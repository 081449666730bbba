"""Addresses below /guidance/<area>/: the directory, each service in it, and whom to call now."""

from django.urls import URLPattern, URLResolver, path

from waymark.web.directory import confirming, views

app_name = "directory"
urlpatterns: list[URLPattern | URLResolver] = [
    path("who-to-call/", views.who_to_call, name="who-to-call"),
    path("directory/", views.directory, name="list"),
    path("directory/directory.csv", views.as_csv, name="csv"),
    path("directory/due/", confirming.due, name="due"),
    path("directory/<slug:name>/", views.entry, name="entry"),
    path("directory/<slug:name>/confirm/", confirming.confirm, name="confirm"),
    path("directory/<slug:name>/correct/", confirming.correct, name="correct"),
    path("directory/<slug:name>/choose/", confirming.choose, name="choose"),
]
