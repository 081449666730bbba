"""Addresses below /guidance/<area>/documents/: documents loaded for search, for whoever may read them."""

from django.urls import URLPattern, URLResolver, path

from waymark.web.documents import views

app_name = "documents"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.documents, name="list"),
    path("load/", views.load, name="load"),
    path("<slug:document>/", views.one, name="one"),
    path("<slug:document>/withdraw/", views.withdraw, name="withdraw"),
]
