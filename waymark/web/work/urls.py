"""Addresses: my work and my team's."""

from django.urls import URLPattern, URLResolver, path

from waymark.web.work import figures, handing, managing, views

app_name = "work"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.mine, name="mine"),
    path("free/", views.free, name="free"),
    path("authorise/", views.authorise, name="authorise"),
    path("proposed/", views.proposed, name="proposed"),
    path("notices/", views.my_notices, name="notices"),
    path("notices/read/", views.read_notices, name="read-notices"),
    path("duty/", handing.duty, name="duty"),
    path("team/", managing.team, name="team"),
    path("team/all/", managing.everything, name="all"),
    path("team/children/", managing.children, name="children"),
    path("team/allocate/<str:child>/", managing.allocate, name="allocate"),
    path("timeliness/", figures.timely, name="timeliness"),
]
