"""Addresses: a step of a pathway as a page: its form, drafts, refusals."""

from django.urls import URLPattern, URLResolver, path

from waymark.web.steps import views, views_duties, views_menu

app_name = "steps"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views_menu.menu, name="menu"),
    path("tell/", views_duties.tell, name="tell"),
    path("consider/", views_duties.consider, name="consider"),
    path("waive/", views_duties.waive, name="waive"),
    path("done/<str:event>/", views_menu.done, name="done"),
    path("<str:pathway>/<str:step>/", views.step, name="step"),
    path("<str:pathway>/<str:step>/draft/", views.draft, name="draft"),
]
