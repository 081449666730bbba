"""What the layout shows on every page: who is signed in as what, and where they can go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from waymark.access.readers import Reader
from waymark.agencies.roles import Sight


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the navigation."""

    title: str
    href: str
    current: bool


#: Title, name of the address, and who may go there.
_PLACES: tuple[tuple[str, str, frozenset[Sight]], ...] = (
    ("My work", "work:mine", frozenset({Sight.AREA})),
    ("Referrals", "board:board", frozenset({Sight.AREA})),
    ("Children", "file:find", frozenset({Sight.AREA, Sight.INVOLVED})),
    ("Team", "work:team", frozenset({Sight.AREA})),
    ("Information requests", "requests:list", frozenset({Sight.INVOLVED})),
    ("Meetings", "meetings:list", frozenset({Sight.AREA, Sight.INVOLVED})),
    ("My referrals", "report:mine", frozenset({Sight.OWN_REFERRALS, Sight.INVOLVED})),
    ("Timeliness", "work:timeliness", frozenset({Sight.FIGURES})),
    ("People and agencies", "people:list", frozenset({Sight.NONE})),
    ("Guidance", "guidance", frozenset(Sight)),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of the layout."""
    reader: Reader | None = getattr(request, "reader", None)
    return {
        "reader": reader,
        "places": places(reader, request.path) if reader is not None else [],
        "messages": get_messages(request),
        "demo": settings.WAYMARK_DEMO,
        "session_seconds": settings.SESSION_COOKIE_AGE if reader is not None else 0,
    }


def places(reader: Reader, path: str) -> list[Entry]:
    """Where this reader can go."""
    found = [
        (title, href)
        for title, name, sights in _PLACES
        if reader.role.sees in sights and (name != "work:team" or reader.role.leads) and (href := _address(name))
    ]
    # Of two places that lie within each other the nearer one is the current one.
    here = max((href for _, href in found if path.startswith(href)), key=len, default="")
    return [Entry(title, href, href == here) for title, href in found]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
