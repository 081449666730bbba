"""Addresses below /guidance/<area>/: the procedures manual. Chapters and sections keep theirs for ever."""

from django.urls import URLPattern, URLResolver, path

from waymark.web.manual import views

app_name = "manual"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.contents, name="contents"),
    path("<slug:chapter>/", views.whole_chapter, name="chapter"),
    path("<slug:chapter>/<slug:section>/", views.one_section, name="section"),
]
