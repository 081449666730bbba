"""Signing in: what of allauth and axes is done our way, and the pages around it."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_reset
from axes.utils import reset
from django.conf import settings
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waymark.agencies.models import User, address
from waymark.web.shell.middleware import POST, prolong, seconds_left
from waymark.web.shell.needs import asked_by_the_page, signed_in

#: What is said after something was done, by allauth's names. About anything else the page itself speaks.
_SAID = {"account/messages/password_changed.txt": "Your password has been changed."}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by the agencies' administrators; nobody makes one for themselves."""

    error_messages = {  # noqa: RUF012 (as the library declares it)
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right. Check both.",
        "too_many_login_attempts": "There were too many wrong passwords from here. Wait a minute, then try again.",
        "account_inactive": "The e-mail address or the password is not right. Check both.",
        "enter_current_password": "Enter your present password as it is.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say only what the next page does not say itself."""
        if message_template in _SAID:
            messages.success(request, _SAID[message_template])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's account."""
        return reverse("account")


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Which address somebody tried to sign in with, as we write it, so that capitals give nobody further guesses."""
    given = (credentials or {}).get("email") or (credentials or {}).get("login") or request.POST.get("login", "")
    return address(str(given))


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """After too many wrong passwords, known address or not: how long to wait, and what to do instead."""
    # Whole minutes; the setting is in hours.
    wait = round(settings.AXES_COOLOFF_TIME * 60)
    tries = settings.AXES_FAILURE_LIMIT
    return render(request, "account/locked_out.html", {"wait": wait, "tries": tries}, status=429)


@receiver(password_reset)
def _let_in_again(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Whoever has proved by e-mail who they are need not wait, and need not ask anybody."""
    reset(username=user.email)


@never_cache
@require_safe
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, and what I can change."""
    return render(request, "account/account.html")


@never_cache
def choose_post(request: HttpRequest) -> HttpResponse:
    """In which of several posts to work now: it decides what one sees."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    onwards = _own_page(request, request.POST.get("next") or request.GET.get("next", ""))
    found = next((one for one in request.posts if str(one.post) == request.POST.get("post")), None)  # type: ignore[attr-defined]
    if request.method == "POST" and found is not None:
        request.session[POST] = found.post
        return redirect(onwards)
    if len(request.posts) < 2:  # type: ignore[attr-defined]
        return redirect(onwards)
    context = {"posts": request.posts, "next": onwards, "missing": request.method == "POST"}  # type: ignore[attr-defined]
    return render(request, "account/post.html", context)


@never_cache
@asked_by_the_page
def session(request: HttpRequest) -> HttpResponse:
    """How many seconds the session has left. Asking does not prolong it; sending does."""
    there = request.user.is_authenticated
    if request.method == "POST" and there:
        prolong(request)
    if request.method == "POST" and "application/json" not in request.headers.get("Accept", ""):
        return redirect(_own_page(request, request.META.get("HTTP_REFERER", "")))
    return JsonResponse({"seconds": max(0, seconds_left(request)) if there else 0, "signed-in": there})


def no_sign_up(request: HttpRequest) -> HttpResponse:
    """Where accounts come from."""
    return render(request, "account/no_sign_up.html")


def _own_page(request: HttpRequest, wanted: str) -> str:
    """The address if it is one of ours, otherwise the first page: nobody is sent elsewhere."""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and ours else "/"
