"""Danger first; the area by postcode or choice; the right number at this minute."""

import pytest

from tests.access.people import reader
from tests.cast import FRIDAY, utc
from tests.web.report.reporter import Reporter
from waymark.casefile import packs
from waymark.manual.directory.actions import correct
from waymark.manual.directory.entries import entry_named
from waymark.web import clock

# Contacts of the packs, by area; their numbers are read there.
DAY = {
    "southampton": "southampton-crs",
    "hampshire": "hampshire-mash",
    "isle-of-wight": "isle-of-wight-mash",
    "portsmouth": "portsmouth-mash",
    "stoke-on-trent": "front-door",
    "cambridgeshire-peterborough": "cambridgeshire-mash",
}
NIGHT = {
    "hampshire": "hampshire-out-of-hours",
    "portsmouth": "portsmouth-out-of-hours",
    "stoke-on-trent": "emergency-duty-team",
    "cambridgeshire-peterborough": "emergency-duty-team",
}
NO_NIGHT = ("southampton", "isle-of-wight")
PRINTED = ("southampton", "hampshire", "isle-of-wight", "stoke-on-trent")

pytestmark = pytest.mark.django_db


def number(area, contact):
    """The telephone number of a pack's contact."""
    return packs.pack_on(area, FRIDAY.date()).contacts[contact].channels["phone"]


def door(area, now, who=None):
    with clock.at(now):
        return (who or Reporter()).opens(f"/report/area/{area}/")


def test_danger_comes_first_and_one_can_go_on_all_the_same(neighbour):
    neighbour.opens("/report/").sees("Is a child in danger now?")
    neighbour.posts("/report/").sees("Say whether a child is in danger now")
    neighbour.posts("/report/", danger="yes").sees("Call 999 now", "press 55", "Go on and tell social care")
    neighbour.opens("/report/area/southampton/?danger=yes").sees(
        "Police in an emergency: 999", "Call 999 when a child is in danger now"
    )


@pytest.mark.parametrize("area", PRINTED)
@pytest.mark.parametrize(
    ("now", "state"),
    [
        (utc(5, 16, 59), "Open now, until 17:00"),
        (utc(5, 17, 1), "Closed now. Opens at 08:30 on Friday 6 March 2026"),
        (utc(6, 16, 29), "Open now, until 16:30"),
        (utc(6, 16, 59), "Closed now. Opens at 08:30 on Monday 9 March 2026"),
        (utc(6, 17, 1), "Closed now. Opens at 08:30 on Monday 9 March 2026"),
        # Easter Monday; London is an hour ahead by then.
        (utc(6, 11, month=4), "Closed now. Opens at 08:30 on Tuesday 7 April 2026"),
        (utc(9, 6), "Closed now. Opens at 08:30 today"),
    ],
)
def test_every_area_with_printed_hours_says_whether_it_is_open_now(area, now, state):
    door(area, now).sees(state)


@pytest.mark.parametrize("area", sorted(DAY))
@pytest.mark.parametrize(
    "now", [utc(6, 16, 59), utc(6, 17, 1), utc(6, 11, month=4)], ids=["16:59", "17:01", "bank holiday"]
)
def test_every_area_shows_its_numbers_the_right_one_first(area, now):
    page = door(area, now).page
    if area in NO_NIGHT:
        assert "No out-of-hours number is given; call 999 if the child is in danger" in page
        assert page.index("No out-of-hours number is given") < page.index(number(area, DAY[area]))
        return
    day, night = page.index(number(area, DAY[area])), page.index(number(area, NIGHT[area]))
    # Friday is over at 16:30 where hours are printed, and so it is taken to be where they are not.
    assert night < day


def test_where_no_hours_are_printed_nothing_is_claimed():
    door("portsmouth", FRIDAY).sees("Office hours are not published").does_not_see("Open now", "Closed now")
    door("portsmouth", utc(8)).sees("Today is a Sunday, so try the out-of-hours number first")
    door("portsmouth", utc(5, 2)).sees("Offices are usually closed at this hour, so try the out-of-hours number first")


def test_by_day_the_office_comes_first_even_where_its_hours_are_not_printed():
    page = door("portsmouth", utc(6, 15, 30)).page
    assert page.index(number("portsmouth", DAY["portsmouth"])) < page.index(number("portsmouth", NIGHT["portsmouth"]))


def test_a_number_that_the_area_has_corrected_is_the_one_that_is_shown():
    pack = packs.pack_on("southampton", FRIDAY.date())
    entry = entry_named(pack, "southampton-crs", {}, FRIDAY)
    by = reader("business-manager", name="Perpetua Business")
    correct(
        area="southampton", entry=entry, channels={"phone": "01632 960123"}, reason="Rang.", seen=0, by=by, now=FRIDAY
    )
    door("southampton", FRIDAY).sees("01632 960123").does_not_see("023 8083 3004")


@pytest.mark.covers("REF-F04")
def test_professionals_are_given_their_own_line(signed_in):
    door("southampton", FRIDAY).does_not_see(number("southampton", "southampton-professionals"))
    teacher = signed_in(reader("professional-referrer", "elm-street-school", "Tarquin Headteacher"))
    door("southampton", FRIDAY, teacher).sees(number("southampton", "southampton-professionals")).does_not_see(
        number("southampton", DAY["southampton"])
    )


@pytest.mark.parametrize(
    ("postcode", "area"),
    [
        ("SO14 1CC", "southampton"),
        ("po301ab", "isle-of-wight"),
        ("st1", "stoke-on-trent"),
        ("CB1", "cambridgeshire-peterborough"),
        ("RG21", "hampshire"),
    ],
)
def test_a_postcode_or_its_first_half_leads_to_the_area(neighbour, postcode, area):
    neighbour.posts("/report/area/?danger=no", postcode=postcode)
    assert neighbour.address.startswith(f"/report/area/{area}/")
    assert "1AA" not in neighbour.address


def test_of_an_area_with_two_councils_only_the_right_one_is_shown(neighbour):
    area = "cambridgeshire-peterborough"
    peterborough, cambridgeshire = number(area, "peterborough-mash"), number(area, "cambridgeshire-mash")
    neighbour.posts("/report/area/?danger=no", postcode="PE1").sees(peterborough).does_not_see(cambridgeshire)
    # Chosen without a postcode, both are
    neighbour.posts("/report/area/?danger=no", area="cambridgeshire-peterborough").sees(peterborough, cambridgeshire)


def test_a_postcode_on_a_border_is_asked_about_and_not_guessed(neighbour):
    neighbour.posts("/report/area/?danger=no", postcode="SO16 9CC")
    neighbour.sees(
        "SO16 lies in more than one of these areas", "Hampshire", "Southampton", "Another council"
    ).does_not_see("Stoke")
    neighbour.posts("/report/area/?danger=no", postcode="SO16 9CC", area="southampton").sees("Telephone or write")
    neighbour.posts("/report/area/?danger=no", postcode="ST3").sees(
        "lies partly in Stoke-on-Trent and partly in another"
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"postcode": "ZZ9 9CC"}, "ZZ9 is in none of these areas"),
        ({"postcode": "by the sea"}, "Enter a postcode, like SO14"),
        ({}, "Enter a postcode or choose the area"),
        ({"area": "atlantis"}, "Enter a postcode or choose the area"),
        ({"area": "elsewhere"}, "Tell the council where the child lives"),
    ],
)
def test_wherever_the_child_lives_the_page_says_what_to_do(neighbour, said, answer):
    neighbour.posts("/report/area/?danger=no", **said).sees(answer)


def test_only_areas_that_say_whom_to_ring_can_be_chosen(neighbour):
    page = neighbour.opens("/report/area/").page
    assert all(title in page for title in ("Southampton", "Stoke-on-Trent", "Isle of Wight", "Portsmouth"))
    assert "Constabulary" not in page
    assert neighbour.opens("/report/area/national/").status == 404
    assert neighbour.opens("/report/area/hips/").status == 404
