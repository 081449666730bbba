"""Which number now, and which area: what the first page of a report reads from the packs of each area."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from waymark.procedures.evaluation.reason import within_hours
from waymark.procedures.language.entries import Contact
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library
from waymark.procedures.time import Moment

PACKS = Path(__file__).parents[2] / "packs"
AREAS = (
    "cambridgeshire-peterborough",
    "hampshire",
    "isle-of-wight",
    "portsmouth",
    "southampton",
    "stoke-on-trent",
)
AUDIENCES = {"public", "professional", "emergency"}
WEDNESDAY = Moment.parse("2026-05-20T11:00")
WEDNESDAY_NIGHT = Moment.parse("2026-05-20T23:00")
BANK_HOLIDAY = Moment.parse("2026-05-25T11:00")


@cache
def pack_of(area: str) -> Pack:
    return Library.read(PACKS).pack(area)


@pytest.fixture(params=AREAS)
def pack(request) -> Pack:
    return pack_of(request.param)


def answering(pack: Pack, audience: str, now: Moment) -> set[str]:
    """The contacts to show: each row's own, or while that is closed the one that stands in for it."""
    found = set()
    for row in pack.lists["front-door"].rows:
        if audience in row.columns["for"]:
            contact = pack.contacts[row.columns["contact"][0]]
            found.add(open_now(pack, contact, now).name)
    return found


def open_now(pack: Pack, contact: Contact, now: Moment) -> Contact:
    closed = contact.hours is not None and not within_hours(contact, now)
    return pack.contacts[contact.otherwise] if closed and contact.otherwise else contact


def districts(pack: Pack) -> dict[str, bool]:
    return {row.id: row.columns.get("border") == ("yes",) for row in pack.lists["districts"].rows}


def test_everybody_has_somebody_to_ring(pack):
    rows = pack.lists["front-door"].rows

    assert {audience for row in rows for audience in row.columns["for"]} == AUDIENCES
    assert all(len(row.columns["contact"]) == 1 and row.columns["contact"][0] in pack.contacts for row in rows)


@pytest.mark.parametrize(
    ("area", "audience", "now", "contacts"),
    [
        ("hampshire", "public", WEDNESDAY, {"hampshire-mash"}),
        ("hampshire", "professional", WEDNESDAY, {"hampshire-professionals"}),
        ("hampshire", "professional", WEDNESDAY_NIGHT, {"hampshire-out-of-hours"}),
        ("hampshire", "public", BANK_HOLIDAY, {"hampshire-out-of-hours"}),
        ("hampshire", "emergency", BANK_HOLIDAY, {"emergency-999"}),
        ("isle-of-wight", "public", WEDNESDAY_NIGHT, {"isle-of-wight-no-night-number"}),
        ("isle-of-wight", "professional", WEDNESDAY_NIGHT, {"isle-of-wight-professionals"}),
        ("portsmouth", "public", WEDNESDAY_NIGHT, {"portsmouth-mash"}),
        ("southampton", "professional", WEDNESDAY, {"southampton-professionals"}),
        ("stoke-on-trent", "public", WEDNESDAY_NIGHT, {"emergency-duty-team"}),
        ("stoke-on-trent", "public", BANK_HOLIDAY, {"emergency-duty-team"}),
        ("stoke-on-trent", "professional", WEDNESDAY, {"front-door"}),
        ("cambridgeshire-peterborough", "public", WEDNESDAY, {"cambridgeshire-mash", "peterborough-mash"}),
    ],
)
def test_the_number_is_the_one_that_answers_at_this_minute(area, audience, now, contacts):
    assert answering(pack_of(area), audience, now) == contacts


def test_a_line_without_known_hours_names_who_answers_at_night(pack):
    """Where the source prints no hours, the page shows both numbers; nobody is left with a line that may be closed."""
    for row in pack.lists["front-door"].rows:
        contact = pack.contacts[row.columns["contact"][0]]
        assert "emergency" in row.columns["for"] or contact.otherwise in pack.contacts


def test_a_district_is_the_first_half_of_a_postcode(pack):
    assert districts(pack)
    assert all(re.fullmatch(r"[A-Z]{1,2}[0-9]{1,2}", district) for district in districts(pack))


def test_a_district_of_two_areas_is_marked_as_border_in_both():
    known = {area: districts(pack_of(area)) for area in AREAS}
    shared = {d for a in AREAS for b in AREAS if a != b for d in known[a].keys() & known[b].keys()}

    assert {"SO16", "PO6"} <= shared
    assert not [(area, d) for area in AREAS for d in shared & known[area].keys() if not known[area][d]]


def test_where_two_councils_share_an_area_each_district_says_whose_it_is():
    pack = pack_of("cambridgeshire-peterborough")
    councils = {council for row in pack.lists["front-door"].rows for council in row.columns["council"]}

    assert councils == {"cambridgeshire", "peterborough"}
    assert all(set(row.columns["council"]) <= councils for row in pack.lists["districts"].rows)
