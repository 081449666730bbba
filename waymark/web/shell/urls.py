"""Addresses under /account/: signing in and out, choosing a post."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.account.urls"))]
