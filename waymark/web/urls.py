"""Addresses of the web application, part by part."""

from django.urls import include, path

from waymark.web.shell.views import home

urlpatterns = [
    path("", home, name="home"),
    path("account/", include("waymark.web.shell.urls")),
    path("report/", include("waymark.web.report.urls")),
    path("board/", include("waymark.web.board.urls")),
    path("child/<str:child>/step/", include("waymark.web.steps.urls")),
    path("child/", include("waymark.web.file.urls")),
    path("work/", include("waymark.web.work.urls")),
    path("meetings/", include("waymark.web.meetings.urls")),
    path("requests/", include("waymark.web.requests.urls")),
    path("people/", include("waymark.web.people.urls")),
    path("guidance/", include("waymark.web.guidance.urls")),
]
