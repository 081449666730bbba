"""What people read when something cannot be shown or done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int, title: str, *lines: str) -> HttpResponse:
    return render(request, "shell/error.html", {"title": title, "lines": lines}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent what no page of ours asks for."""
    return _page(request, 400, "That could not be read", "Go back, load the page anew and try again.")


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known, and not allowed; the reason is said."""
    reason = str(exception or "") or "Your post does not allow this."
    return _page(request, 403, "You cannot do this", reason, "If you think that you should, ask your manager.")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing that this reader may know of."""
    return _page(request, 404, "Page not found", "Check the address, or go back to where you came from.")


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault."""
    return _page(
        request, 500, "Something went wrong here", "It is not your fault. What you had saved is kept. Try again in a moment.",
        "If a child is in danger now, call 999.",
    )  # fmt: skip


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's key has run out, mostly because somebody has signed in or out since."""
    return _page(
        request, 403, "This form has been open too long", "Go back: what you typed is still on the page.",
        "Load the page anew in another tab, sign in there, then send this one again.",
    )  # fmt: skip
