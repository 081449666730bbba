"""What every page of guidance shows: whose guidance it is, and the ways to the other parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from waymark.casefile import packs
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.report import areas

#: Title, name of the address, and what it is for, of each part in the order of the navigation.
_PARTS = (
    ("Who to call", "directory:who-to-call", "The number to ring now, for what worries you, at this hour"),
    (
        "Levels of need",
        "thresholds:start",
        "What you see, where the area's chart places it, and what helps at each level",
    ),
    ("Manual", "manual:contents", "What is done, by whom, by when, and what to know about each kind of harm"),
    ("Tools", "tools:list", "Questions that help you to think a worry through; nothing is kept"),
    ("Directory", "directory:list", "Services and contacts, with hours and who may use them"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an area's guidance."""

    title: str
    href: str
    say: str
    current: bool


@dataclass(frozen=True, slots=True)
class Guidance:
    """An area's guidance as it holds today: its pack, and the ways to its parts."""

    area: str
    title: str
    pack: Pack
    parts: tuple[Part, ...]
    search: str
    """Where the search box sends; "" while there is no search."""


def guidance_of(area: str, path: str = "") -> Guidance:
    """The guidance of an area in which people work. Raises Http404 for a name that is none; `path` marks the current part."""
    today = Moment.at(clock.now()).day
    known = areas.area(area, today)
    if known is None:
        raise Http404
    found = [(title, href, say) for title, name, say in _PARTS if (href := _address(name, area))]
    here = max((href for _, href, _ in found if path.startswith(href)), key=len, default="")
    parts = tuple(Part(title, href, say, href == here) for title, href, say in found)
    return Guidance(area, known.title, packs.pack_on(area, today), parts, _address("search:results", area))


def of_area(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives a view the `Guidance` of the `area` in its address, and every template `guidance`."""

    @wraps(view)
    def asked(request: HttpRequest, area: str, **rest: Any) -> HttpResponse:
        guidance = guidance_of(area, request.path)
        request.guidance = guidance  # type: ignore[attr-defined]
        return view(request, guidance, **rest)

    return asked


def _address(name: str, area: str) -> str:
    try:
        return reverse(name, kwargs={"area": area})
    except NoReverseMatch:
        return ""
