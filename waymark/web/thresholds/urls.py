"""Addresses below /guidance/<area>/levels/: the levels-of-need navigator. What is ticked may follow the question mark; nothing else does."""

from django.urls import URLPattern, URLResolver, path

from waymark.web.thresholds import views, views_compare

app_name = "thresholds"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.start, name="start"),
    path("find/", views.find_descriptors, name="find"),
    path("part/<slug:domain>/", views.domain, name="domain"),
    path("level/<slug:level>/", views.level, name="level"),
    path("result/", views.result, name="result"),
    path("compare/", views_compare.compare_areas, name="compare"),
]
