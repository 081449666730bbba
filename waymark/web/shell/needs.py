"""What a view needs of whoever asks: decorators, and the actor that actions are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from waymark.access.scopes import Scope, scope_of
from waymark.agencies.roles import ROLES
from waymark.casefile.acts import Actor
from waymark.web.shell import unsent

View = Callable[..., HttpResponse]

SIGN_IN_AGAIN = (
    "You were signed out because nothing was done for a while. Sign in to go on where you were: what you wrote is kept."
)


def signed_in(view: View) -> View:
    """Somebody who is signed in and has chosen a post: `request.reader` is never None inside.

    Others are led to sign in or to choose, and come back to the same page. A form that was sent signed out is not read: once the same person has
    signed in, its page comes back, and `unsent.take(request)` gives what was sent.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refusal = _cannot_begin(request)
        return refusal if refusal is not None else view(request, *args, **kwargs)

    return asked


def needs_role(*roles: str) -> Callable[[View], View]:
    """Somebody signed in whose post has one of these roles (in users' words: "mash-manager"); others read 403 and who may."""
    assert set(roles) <= ROLES.keys(), roles

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.reader.role_word not in roles:  # type: ignore[attr-defined]
                titles = ", ".join(ROLES[one].title for one in roles)
                raise PermissionDenied(f"This page is for: {titles}.")
            return view(request, *args, **kwargs)

        return signed_in(asked)

    return decorate


def asked_by_the_page(view: View) -> View:
    """Marks a view that a page asks for by itself (live updates): it does not count as somebody at the keyboard. Use it outermost."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    asked.asked_by_the_page = True  # type: ignore[attr-defined]
    return asked


def request_actor(request: HttpRequest, roles_allowed: Iterable[str] = ()) -> Actor:
    """Who acts, for the actions of the case file: the reader, in the first of their roles that the step allows.

    Where it allows none of them they act in their main role, and the action refuses with the pack's reason.
    """
    reader = request.reader  # type: ignore[attr-defined]
    allowed = set(roles_allowed)
    role = next((one for one in reader.acts_as if one in allowed), reader.acts_as[0] if reader.acts_as else "")
    return Actor(person=reader.person, role=role, agency=reader.agency, scope=request_scope(request))


def request_scope(request: HttpRequest) -> Scope:
    """What the reader may see, worked out once for a request."""
    reader = request.reader  # type: ignore[attr-defined]
    kept = getattr(request, "_scope", None)
    if kept is None or kept.reader is not reader:
        kept = request._scope = scope_of(reader)  # type: ignore[attr-defined]
    return kept


def _cannot_begin(request: HttpRequest) -> HttpResponse | None:
    if not request.user.is_authenticated:
        if request.method == "POST":
            unsent.keep(request)
            messages.info(request, SIGN_IN_AGAIN)
        return redirect_to_login(request.get_full_path())
    if request.reader is None:  # type: ignore[attr-defined]
        if request.posts:  # type: ignore[attr-defined]
            return redirect(f"{reverse('account_post')}?{urlencode({'next': request.get_full_path()})}")
        return render(request, "account/no_post.html", status=403)
    return None
