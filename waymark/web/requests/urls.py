"""Addresses: information asked of partner agencies."""

from django.urls import URLPattern, URLResolver, path

from waymark.web.requests import views

app_name = "requests"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.overview, name="list"),
    path("<slug:number>/", views.one, name="one"),
    path("<slug:number>/sent/", views.sent, name="sent"),
    path("<slug:number>/withdraw/", views.withdraw, name="withdraw"),
]
