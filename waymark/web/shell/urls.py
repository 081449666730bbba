"""Addresses under /account/: signing in and out, passwords, choosing a post. Of allauth's pages only those that we mean to have."""

from allauth.account import views
from django.urls import path, re_path

from waymark.web.shell import accounts
from waymark.web.shell.sign_in import sign_in

urlpatterns = [
    path("", accounts.account, name="account"),
    path("post/", accounts.choose_post, name="account_post"),
    path("session/", accounts.session, name="account_session"),
    path("signup/", accounts.no_sign_up, name="account_signup"),
    path("login/", sign_in, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", accounts.no_sign_up, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
