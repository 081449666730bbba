"""Addresses: meetings."""

from django.urls import URLPattern, URLResolver, path

from waymark.web.meetings import views

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.ahead, name="list"),
    path("arrange/<str:child>/<slug:pathway>/<slug:step>/", views.arrange, name="arrange"),
    path("<slug:number>/", views.meeting, name="meeting"),
    path("<slug:number>/invitation.ics", views.calendar, name="calendar"),
    path("<slug:number>/call-off/", views.call_off, name="call-off"),
    path("<slug:number>/minutes/", views.minutes, name="minutes"),
]
