"""Who asks, in which of their posts; and how long they have been away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from waymark.access.readers import Reader, readers_for
from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.shell import unsent

#: Session keys: the post in which somebody works now, and when they last did something themselves (seconds since 1970).
POST, ACTIVE = "post", "active"
#: A session is not written down more often than this: each time costs a write.
SECONDS_BETWEEN_WRITES = 60


class PostMiddleware:
    """Sets `request.reader` (None: signed out, no post at present, or several and none chosen yet) and `request.posts`, those to choose from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request, knowing who asks."""
        if request.user.is_authenticated and seconds_left(request) <= 0:
            logout(request)
        posts: Sequence[Reader] = ()
        if request.user.is_authenticated:
            posts = readers_for(request.user, Moment.at(clock.now()).day)
        request.posts, request.reader = posts, chosen(posts, request.session.get(POST))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.user.is_authenticated:
            unsent.remember_who(request, response)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Whatever a person asks for themselves prolongs their session; what the page asks for by itself does not."""
        if request.user.is_authenticated and not getattr(view, "asked_by_the_page", False):
            prolong(request)


def chosen(posts: Sequence[Reader], post: int | None) -> Reader | None:
    """The reader in this post, in the only one, or nobody yet."""
    if len(posts) == 1:
        return posts[0]
    return next((one for one in posts if one.post == post), None)


def prolong(request: HttpRequest) -> None:
    """Count the time away from the keyboard from now."""
    now, before = clock.now().timestamp(), request.session.get(ACTIVE, 0)
    if abs(now - before) >= SECONDS_BETWEEN_WRITES:
        request.session[ACTIVE] = now


def seconds_left(request: HttpRequest) -> int:
    """How long the session lasts if its owner does nothing more."""
    active = request.session.get(ACTIVE)
    now = clock.now().timestamp()
    return int(settings.SESSION_COOKIE_AGE - (now - active if active else 0))
