"""How areas are called on pages."""

from __future__ import annotations

from datetime import date

from waymark.casefile.packs import library, pack_on
from waymark.procedures.loading import PackError


def title_of(area: str, on: date) -> str:
    """The title of the area's pack that holds on a day; where none can be read, its short name in words."""
    try:
        return pack_on(area, on).title
    except (PackError, LookupError):
        return area.replace("-", " ").title()


def choices(on: date) -> list[tuple[str, str]]:
    """Every area whose packs are installed, with its title, by title."""
    return sorted(((area, title_of(area, on)) for area in library().areas()), key=lambda one: one[1])
