"""An answer that is being written: kept every few seconds, and found again by its writer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from waymark.casefile import drafts
from waymark.sharing.models import InformationRequest
from waymark.web import clock
from waymark.web.requests.presenters import Form
from waymark.web.shell import unsent
from waymark.web.shell.words import clock_time

KIND = "information-answer"
FIELDS = ("known", "text", "lawful-basis")


def begun(request: HttpRequest, asked: InformationRequest) -> Form:
    """What this person has written so far: sent after their session ended, or kept while they wrote."""
    returned = unsent.take(request)
    if returned is not None:
        _save(request, asked, returned.dict())
        return Form.read(returned.dict())
    kept = drafts.load(kind=KIND, subject=asked.pk, by=request.user.person)  # type: ignore[union-attr]
    return Form.read(kept.data) if kept is not None else Form()


def keep(request: HttpRequest, asked: InformationRequest) -> HttpResponse:
    """Keep what was written so far; for the page's script in a word, for a person who pressed the button with the list."""
    _save(request, asked, request.POST.dict())
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"saved": clock_time(clock.now()), "asked": []})
    messages.success(request, "What you wrote is kept. Only you see it until you send it.")
    return redirect("requests:list")


def forget(request: HttpRequest, asked: InformationRequest) -> None:
    """The answer was sent."""
    drafts.discard(kind=KIND, subject=asked.pk, by=request.user.person)  # type: ignore[union-attr]


def _save(request: HttpRequest, asked: InformationRequest, sent: dict[str, str]) -> None:
    data = {name: sent.get(name, "") for name in FIELDS}
    by = request.user.person  # type: ignore[union-attr]
    before = drafts.load(kind=KIND, subject=asked.pk, by=by)
    drafts.save(kind=KIND, subject=asked.pk, data=data, version=before.version if before else 0, by=by, now=clock.now())
