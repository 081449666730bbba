"""What somebody sent after their session had ended: kept until they have signed in again, so that they need not type it twice.

It is given back to the same person only. Who that is says a signed cookie, which outlives the session and opens nothing.
"""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

COOKIE, KEPT = "wm-was", "unsent"
_SALT = "waymark.web.shell.unsent"
#: A day's work. More than a form's text is not kept.
SECONDS, LONGEST = 12 * 60 * 60, 300_000
_NEVER = frozenset({"csrfmiddlewaretoken", "password", "oldpassword", "password1", "password2"})


def remember_who(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser know, in a way that it can neither read nor change unnoticed, who was signed in last."""
    who = signing.dumps(request.user.pk, salt=_SALT)
    if _who(request) != request.user.pk:
        response.set_cookie(
            COOKIE, who, max_age=SECONDS, httponly=True, samesite="Lax", secure=request.is_secure(), path="/"
        )


def keep(request: HttpRequest) -> None:
    """Keep what was sent signed out, for this page and whoever was signed in."""
    who = _who(request)
    sent = {name: values for name, values in request.POST.lists() if name not in _NEVER}
    if who is not None and sum(len(text) for texts in sent.values() for text in texts) <= LONGEST:
        request.session[KEPT] = {"who": who, "path": request.path, "sent": sent}


def take(request: HttpRequest) -> QueryDict | None:
    """What this person sent to this page before they had to sign in again, once; None where there is nothing."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    if kept is None or kept["path"] != request.path or request.method != "GET":
        return None
    del request.session[KEPT]
    if kept["who"] != request.user.pk:
        return None
    found = QueryDict(mutable=True)
    for name, values in kept["sent"].items():
        found.setlist(name, values)
    return found


def _who(request: HttpRequest) -> Any:
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
