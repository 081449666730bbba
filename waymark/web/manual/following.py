"""Hearing of changes: following a chapter or the whole manual, and what has changed since one last looked."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from waymark.manual.register import following as register
from waymark.manual.speaking import BadEntry
from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.guidance.places import Guidance, of_area
from waymark.web.manual.library import book_of
from waymark.web.manual.showing import page
from waymark.web.shell.areas import title_of
from waymark.web.shell.needs import signed_in


@dataclass(frozen=True, slots=True)
class Line:
    """A chapter that changed, or is followed: where it is read."""

    title: str
    href: str
    what: str
    area: str
    chapter: str = ""
    area_title: str = ""


@never_cache
@require_safe
@signed_in
@of_area
def mine(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """What the reader follows, in every area, and what has changed there."""
    person, now = request.reader.person, clock.now()  # type: ignore[attr-defined]
    changed = [
        Line(one.title, _href(one.area, one.chapter), one.what, one.area, one.chapter, _area(one.area))
        for one in register.changes_for(person, now)
    ]
    followed = [
        Line(_titled(one), _href(one.area, one.chapter), "", one.area, one.chapter, _area(one.area))
        for one in register.follows_of(person)
    ]
    return page(request, book_of(request, guidance), "manual/following.html", changed=changed, followed=followed)


@require_POST
@signed_in
@of_area
def change(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """Follow, follow no longer, or say that the changes have been seen."""
    person, now = request.reader.person, clock.now()  # type: ignore[attr-defined]
    chapter, do = request.POST.get("chapter", ""), request.POST.get("do", "")
    if do == "follow":
        try:
            register.follow(person=person, area=guidance.area, chapter=chapter, now=now)
        except BadEntry as refused:
            messages.info(request, str(refused))
        else:
            messages.success(request, "You are told when this changes: here, and by e-mail.")
    elif do == "stop":
        register.stop_following(person=person, area=guidance.area, chapter=chapter)
        messages.success(request, "You do not follow this any longer.")
    elif do == "seen":
        register.mark_seen(person=person, area=guidance.area, now=now)
        messages.success(request, "Marked as seen.")
    return redirect("manual:following", area=guidance.area)


def _href(area: str, chapter: str) -> str:
    if chapter.startswith(register.OWN):
        return reverse("manual:own-chapter", kwargs={"area": area, "name": chapter.removeprefix(register.OWN)})
    base = reverse("manual:contents", kwargs={"area": area})
    return f"{base}{chapter}/" if chapter else base


def _titled(one: register.Follow) -> str:
    return one.seen.chapters.get(one.chapter, [one.chapter])[0] if one.chapter else "The whole manual"


def _area(area: str) -> str:
    return title_of(area, Moment.at(clock.now()).day)
