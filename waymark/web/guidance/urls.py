"""Addresses: guidance, area by area. Open to everybody; none holds anything about a child."""

from django.urls import URLPattern, URLResolver, include, path

from waymark.web.guidance import views

_AREA = "<slug:area>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.areas_of_guidance, name="guidance"),
    path(_AREA, views.area, name="guidance-area"),
    path(f"{_AREA}manual/", include("waymark.web.manual.urls")),
    path(f"{_AREA}levels/", include("waymark.web.thresholds.urls")),
    path(f"{_AREA}tools/", include("waymark.web.tools.urls")),
    path(f"{_AREA}documents/", include("waymark.web.documents.urls")),
    path(_AREA, include("waymark.web.directory.urls")),
    path(_AREA, include("waymark.web.search.urls")),
]
