"""To which area a concern goes: by the postcode district of the child's home, or by choice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from waymark.casefile import packs
from waymark.procedures.language.entries import NamedList
from waymark.procedures.language.pack import Pack

FRONT_DOOR, DISTRICTS = "front-door", "districts"
PATHWAY = "referral"

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class Area:
    """An area to which a concern can be sent."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a postcode says. `areas` none: not one of ours; several, or `border`: the person is asked."""

    district: str
    areas: tuple[Area, ...]
    border: bool


def areas(on: date) -> list[Area]:
    """Every area whose pack, on a day, has a referral pathway and says whom to ring, by title."""
    found = [Area(slug, pack.title) for slug in packs.library().areas() if (pack := _pack(slug, on)) is not None]
    return sorted(found, key=lambda one: one.title)


def area(slug: str, on: date) -> Area | None:
    """The area of this name, if a concern can be sent there."""
    return next((one for one in areas(on) if one.slug == slug), None)


def areas_of(postcode: str, on: date) -> Found | None:
    """The areas in which a postcode, or its first half, lies. None: this is no postcode."""
    district = district_of(postcode)
    if not district:
        return None
    found, border = [], False
    for one in areas(on):
        listed = list_named(packs.pack_on(one.slug, on), DISTRICTS)
        row = next((row for row in listed.rows if row.id.upper() == district), None) if listed is not None else None
        if row is not None:
            found.append(one)
            border = border or "yes" in row.columns.get("border", ())
    return Found(district, tuple(found), border)


def councils_of(area_slug: str, postcode: str, on: date) -> tuple[str, ...]:
    """Which of several councils in one area a postcode belongs to; none where the area is one, or nothing is known."""
    district = district_of(postcode)
    listed = list_named(packs.pack_on(area_slug, on), DISTRICTS)
    rows = listed.rows if listed is not None else ()
    return next((row.columns.get("council", ()) for row in rows if district and row.id.upper() == district), ())


def district_of(postcode: str) -> str:
    """The first half of a postcode, in capitals; "" where this is no postcode."""
    found = _POSTCODE.fullmatch("".join(postcode.upper().split())[:8])
    return found[1] if found else ""


def list_named(pack: Pack, short: str) -> NamedList | None:
    """A list of a pack by its short name, wherever it stands."""
    return next((one for name, one in pack.lists.items() if name.rpartition("/")[2] == short), None)


def _pack(slug: str, on: date) -> Pack | None:
    """The area's pack of a day, if concerns can be sent there."""
    try:
        pack = packs.pack_on(slug, on)
    except LookupError:  # it has no edition yet on this day
        return None
    return pack if PATHWAY in pack.pathways and list_named(pack, FRONT_DOOR) is not None else None
