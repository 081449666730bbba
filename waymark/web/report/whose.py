"""Whose draft this is: that of whoever is signed in, or of the browser in which a member of the public began it or came back to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from waymark.web import clock
from waymark.web.report import drafts
from waymark.web.report.models import Report
from waymark.web.shell.needs import SIGN_IN_AGAIN

COOKIE = "waymark-report"

View = Callable[..., HttpResponse]
#: Keeps what a form holds in a draft, without answering.
Keeper = Callable[..., None]


def remember(response: HttpResponse, report_id: str, key: str) -> HttpResponse:
    """Let this browser be known again at this one draft, until it is closed."""
    response.set_cookie(
        COOKIE, key, path=_home(report_id), httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def forget(response: HttpResponse, report_id: str) -> HttpResponse:
    """Let this browser not be known any more."""
    response.delete_cookie(COOKIE, path=_home(report_id), samesite="Lax")
    return response


def writes(view: View | None = None, *, keeps: Keeper | None = None, after_sending: bool = False) -> Any:
    """A page of one draft, for its writer: the view is given the draft; to everybody else there is no such page.

    Somebody whose session has run out while they typed is sent to sign in, and what the form held is kept before (`keeps`). What has been sent
    shows its receipt instead, unless the page is for `after_sending`.
    """

    def decorate(inner: View) -> View:
        @never_cache
        @wraps(inner)
        def asked(request: HttpRequest, report_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
            report = Report.objects.filter(pk=report_id).first()
            by_key = drafts.by_key(report_id, request.COOKIES.get(COOKIE, "")) is not None
            if report is None:
                raise Http404
            if report.kind == Report.Kind.PUBLIC:
                if not by_key:
                    return redirect("report:come-back")
            elif not request.user.is_authenticated:
                return _sign_in_again(request, report, keeps if by_key else None, args, kwargs)
            elif not _signed_in_as(request, report):
                raise Http404
            if report.sent_at is not None and not after_sending:
                return redirect("report:sent", report.pk)
            return inner(request, report, *args, **kwargs)

        return asked

    return decorate(view) if view is not None else decorate


def _signed_in_as(request: HttpRequest, report: Report) -> bool:
    reader = request.reader  # type: ignore[attr-defined]
    return reader is not None and (reader.person, reader.agency) == (report.person, report.agency)


def _sign_in_again(
    request: HttpRequest, report: Report, keeps: Keeper | None, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST":
        if keeps is not None and report.sent_at is None:
            keeps(request, report, *args, now=clock.now(), **kwargs)
        messages.info(request, SIGN_IN_AGAIN)
    return redirect_to_login(request.get_full_path())


def _home(report_id: str) -> str:
    return reverse("report:tasks", args=[report_id])
