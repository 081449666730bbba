"""Confirming, correcting and choosing, for the partnership business team of an area; and what is due."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from waymark.manual.directory import actions
from waymark.manual.directory.actions import Moved
from waymark.manual.directory.entries import Entry, period_of
from waymark.manual.speaking import BadEntry, NotAllowed
from waymark.web.directory.presenters import Desk
from waymark.web.directory.views import entry_page
from waymark.web.guidance.places import Guidance, of_area
from waymark.web.shell.needs import signed_in

MEANWHILE = "Somebody else has said something about this service since you opened the page. Look at it again."
CHANNEL = "channel-"


@never_cache
@require_safe
@signed_in
@of_area
def due(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """What the area must look at again."""
    desk = Desk(request, guidance)
    if not desk.may_confirm:
        raise PermissionDenied("This page is for: Partnership business manager of this area.")
    late = desk.due()
    cards = [desk.card(one) for one in late]
    return render(
        request,
        "directory/due.html",
        {"guidance": guidance, "desk": desk, "cards": cards, "kept": len(desk.entries) - len(late), "period": period_of(desk.pack)},
    )  # fmt: skip


@require_POST
@signed_in
@of_area
def confirm(request: HttpRequest, guidance: Guidance, name: str) -> HttpResponse:
    """It is still right."""
    return _said(request, guidance, name, "Confirmed.", lambda entry, seen, desk: actions.confirm(
        area=guidance.area, entry=entry, seen=seen, by=desk.reader, now=desk.now
    ))  # fmt: skip


@require_POST
@signed_in
@of_area
def correct(request: HttpRequest, guidance: Guidance, name: str) -> HttpResponse:
    """It is otherwise."""
    sent = {key.removeprefix(CHANNEL): value for key, value in request.POST.items() if key.startswith(CHANNEL)}
    more, kind = request.POST.get("more", ""), request.POST.get("more-kind", "")
    if more.strip() and kind in ("phone", "second-phone", "night-phone", "text", "email", "web", "post"):
        sent[kind] = more
    return _said(request, guidance, name, "Your correction is shown from now on.", lambda entry, seen, desk: actions.correct(
        area=guidance.area, entry=entry, channels={one: sent[one] for one in sent if _known(one, entry, kind)},
        reason=request.POST.get("reason", ""), seen=seen, by=desk.reader, now=desk.now,
    ))  # fmt: skip


@require_POST
@signed_in
@of_area
def choose(request: HttpRequest, guidance: Guidance, name: str) -> HttpResponse:
    """This one of the readings holds."""
    chosen = request.POST.get("reading", "")
    number = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 3 else -1
    return _said(request, guidance, name, "Only this one is shown from now on.", lambda entry, seen, desk: actions.choose(
        area=guidance.area, entry=entry, reading=number, reason=request.POST.get("reason", ""), seen=seen, by=desk.reader,
        now=desk.now,
    ))  # fmt: skip


def _known(channel: str, entry: Entry, added: str) -> bool:
    return channel == added or channel in entry.contact.channels or channel in entry.printed


def _said(
    request: HttpRequest, guidance: Guidance, name: str, done: str, say: Callable[[Entry, int, Desk], None]
) -> HttpResponse:
    desk = Desk(request, guidance)
    entry = desk.entry(name)
    if entry is None or entry.neighbours:
        raise Http404
    seen = request.POST.get("seen", "")
    try:
        if not (seen.isascii() and seen.isdigit() and len(seen) < 10):
            raise Moved
        say(entry, int(seen), desk)
    except NotAllowed as refusal:
        raise PermissionDenied("This is for: Partnership business manager of this area.") from refusal
    except BadEntry as refusal:
        return entry_page(request, desk, name, status=400, problems=dict(refusal.problems))
    except Moved:
        return entry_page(request, desk, name, status=409, problems={"seen": MEANWHILE})
    messages.success(request, f"{entry.title}: {done}")
    return redirect("directory:entry", area=guidance.area, name=name)
