"""Addresses: users, their posts, agencies and teams."""

from django.urls import path

from waymark.web.people import views

app_name = "people"
urlpatterns = [
    path("", views.overview, name="list"),
    path("add/", views.add, name="add"),
    path("agencies/", views.agencies, name="agencies"),
    path("agencies/add/", views.add_agency, name="add_agency"),
    path("agencies/teams/add/", views.add_team, name="add_team"),
    path("<int:number>/", views.one, name="one"),
    path("<int:number>/posts/add/", views.give, name="give"),
    path("<int:number>/posts/<int:post>/end/", views.end, name="end"),
]
