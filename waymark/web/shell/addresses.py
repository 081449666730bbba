"""Addresses of pages, quickly: a long list holds a thousand, and Django goes through all patterns for each."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from django.urls import NoReverseMatch, get_script_prefix, reverse

#: What an address may hold as it is.
_SAFE = "!$&'()*+,;=/~:@"


def address(name: str, *args: object) -> str:
    """The address of a page by its name, as Django's `reverse`. Errors: NoReverseMatch."""
    pieces = _pieces(get_script_prefix(), name, len(args))
    parts = [str(one) for one in args]
    if pieces is None or not all(part and "/" not in part and "\n" not in part for part in parts):
        return reverse(name, args=args)
    found = pieces[0]
    for part, piece in zip(parts, pieces[1:], strict=True):
        found += quote(part, safe=_SAFE) + piece
    return found


@cache
def _pieces(_prefix: str, name: str, count: int) -> tuple[str, ...] | None:
    """What stands around the parts of an address, asked once; None where a part may not be any text, so that Django has to look at it."""
    marks = [f":~{number}~:" for number in range(count)]
    try:
        rest = reverse(name, args=marks)
    except NoReverseMatch:
        return None
    pieces = []
    for mark in marks:
        piece, _, rest = rest.partition(mark)
        pieces.append(piece)
    return (*pieces, rest)
