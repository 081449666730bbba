"""Addresses below /guidance/<area>/: the procedures manual. Chapters and sections keep theirs for ever."""

from django.urls import URLPattern, URLResolver, path

from waymark.web.manual import changes, following, own, views

app_name = "manual"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.contents, name="contents"),
    path("changes/", changes.between_editions, name="changes"),
    path("changes.atom", changes.feed, name="feed"),
    path("compare/<slug:chapter>/", changes.between_areas, name="compare"),
    path("following/", following.mine, name="following"),
    path("following/change/", following.change, name="follow"),
    path("own/", own.every_own, name="own"),
    path("own/add/", own.add, name="own-add"),
    path("own/<slug:name>/", own.one_own, name="own-chapter"),
    path("own/<slug:name>/change/", own.change, name="own-change"),
    path("own/<slug:name>/withdraw/", own.withdraw, name="own-withdraw"),
    path("<slug:chapter>.txt", views.download, name="download"),
    path("<slug:chapter>/", views.whole_chapter, name="chapter"),
    path("<slug:chapter>/<slug:section>/", views.one_section, name="section"),
]
