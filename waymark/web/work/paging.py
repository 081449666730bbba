"""Which part of a long list a page shows, and the addresses of the parts before and after."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from waymark.work.queries import PAGE

_FURTHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Paging:
    """Addresses of the previous and the next page; empty where there is none."""

    earlier: str
    later: str


def offset_of(request: HttpRequest) -> int:
    """From which line on the address asks for; anything that is no number is the beginning."""
    text = request.GET.get("from", "0")
    return min(int(text), _FURTHEST) if text.isdecimal() and text.isascii() else 0


def paging(request: HttpRequest, total: int) -> Paging:
    """The way on and back in a list of `total` lines."""
    offset = offset_of(request)
    earlier = address(request, **{"from": str(max(offset - PAGE, 0))}) if offset else ""
    later = address(request, **{"from": str(offset + PAGE)}) if offset + PAGE < total else ""
    return Paging(earlier, later)


def address(request: HttpRequest, **changes: str) -> str:
    """This page with something else in its address; what is empty is left out."""
    query = {key: value for key, value in {**request.GET.dict(), **changes}.items() if value}
    return f"{request.path}?{urlencode(query)}" if query else request.path
