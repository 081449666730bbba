"""Whom to call now: ten journeys of people who have never seen the directory, and what holds for all of them. The packs' own contacts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from waymark.manual.directory.calling import (
    CHILD,
    EMERGENCY,
    FAMILY,
    PROFESSIONAL,
    PUBLIC,
    ROUTINE,
    URGENT,
    Advice,
    Caller,
    Why,
    whom_to_call,
    with_urgency,
)
from waymark.manual.directory.entries import concerns_of, councils_of, entries_of
from waymark.manual.directory.standing import Now
from waymark.procedures.loading import Library
from waymark.procedures.time import Moment

PACKS = Path(__file__).parents[3] / "packs"
AREAS = (
    "cambridgeshire-peterborough",
    "hampshire",
    "isle-of-wight",
    "portsmouth",
    "southampton",
    "stoke-on-trent",
)
FRIDAY_1530, WEDNESDAY_2PM, NIGHT = "2026-11-20T15:30", "2026-11-18T14:00", "2026-11-19T02:00"
SUNDAY, SPRING_BANK_HOLIDAY, AT_23 = "2026-11-22T10:00", "2026-05-25T11:00", "2026-11-19T23:00"


@cache
def library():
    return Library.read(PACKS)


def asks(area: str, when: str, **caller: object) -> Advice:
    """Somebody asks, at a London time."""
    moment = Moment.parse(when)
    pack = library().pack(area, on=moment.day)
    who = with_urgency(Caller(**{"concern": "child-at-risk", "who": PROFESSIONAL} | caller))
    return whom_to_call(pack, entries_of(pack, {}, moment.start), who, moment)


def called(advice: Advice) -> list[str]:
    """The contacts that are named, the first answer first."""
    return [one.entry.name for one in (advice.first, *advice.others) if one is not None]


def number(advice: Advice) -> str:
    assert advice.first is not None
    return advice.first.entry.contact.channels["phone"]


# Ten journeys


def test_a_teacher_at_half_past_three_on_a_friday_in_portsmouth():
    # Given a source that says office hours and prints none; when a teacher asks on a Friday afternoon
    advice = asks("portsmouth", FRIDAY_1530)
    # Then the MASH is the first answer, said to be probably open, and the night's number stands by
    assert number(advice) == "02392 688793"
    assert advice.first.standing.now is Now.LIKELY_OPEN
    assert called(advice)[:2] == ["portsmouth-mash", "portsmouth-out-of-hours"]


def test_a_gp_in_peterborough_at_night():
    # When a GP asks at two in the morning, for a child who lives in Peterborough
    advice = asks("cambridgeshire-peterborough", NIGHT, council="peterborough")
    # Then the duty team of the night answers in the MASH's place, and the MASH comes with its opening
    assert (called(advice)[0], number(advice)) == ("emergency-duty-team", "01733 234724")
    assert advice.first.instead_of.name == "peterborough-mash"
    mash = next(one for one in advice.others if one.entry.name == "peterborough-mash")
    assert mash.standing.opens == Moment.parse("2026-11-19T08:30")
    assert "cambridgeshire-mash" not in called(advice)


def test_a_neighbour_on_the_isle_of_wight_on_a_bank_holiday():
    # Given that no source prints a number for nights and holidays; when a neighbour asks on one
    advice = asks("isle-of-wight", SPRING_BANK_HOLIDAY, who=PUBLIC)
    # Then the honest answer: no such number is known, 999 in danger; the MASH opens tomorrow
    assert (called(advice)[0], number(advice)) == ("isle-of-wight-no-night-number", "999")
    assert advice.others[0].entry.name == "isle-of-wight-mash"
    assert advice.others[0].standing.opens == Moment.parse("2026-05-26T08:30")
    # And if it can wait, the MASH comes first
    assert called(asks("isle-of-wight", SPRING_BANK_HOLIDAY, who=PUBLIC, urgency=ROUTINE))[0] == "isle-of-wight-mash"


def test_a_youth_worker_in_southampton_worried_about_a_place():
    # When a youth worker worries about a place where young people come to harm, in office hours
    advice = asks("southampton", WEDNESDAY_2PM, concern="place-or-group")
    # Then the line that opens the way to the Young People's Service, then the police who gather what is known of places
    assert called(advice)[:2] == ["southampton-professionals", "police-101"]
    assert number(advice) == "023 8083 2300"
    assert "young-peoples-service" in called(advice)
    # In the evening, when that line is shut and no number stands in, the police
    assert called(asks("southampton", "2026-11-18T20:00", concern="place-or-group"))[0] == "police-101"


def test_a_school_in_stoke_with_an_allegation_against_a_coach():
    advice = asks("stoke-on-trent", WEDNESDAY_2PM, concern="adult-who-works-with-children")
    assert (called(advice)[0], number(advice)) == ("lado", "01782 235100")
    assert advice.first.why is Why.SERVICE


def test_a_mother_in_cambridgeshire_fleeing_before_a_forced_marriage():
    area, fleeing = (
        "cambridgeshire-peterborough",
        {"concern": "forced-marriage", "who": FAMILY, "council": "cambridgeshire"},
    )
    # When she can speak now, the unit that stops forced marriages, then social care
    safe = asks(area, WEDNESDAY_2PM, **fleeing)
    assert (called(safe)[0], number(safe)) == ("forced-marriage-unit", "0207 008 0151")
    assert "cambridgeshire-mash" in called(safe)
    # When they are in danger now, the police before anybody
    danger = asks(area, WEDNESDAY_2PM, **fleeing, urgency=EMERGENCY)
    assert (called(danger)[0], number(danger)) == ("police-emergency", "999")
    assert "forced-marriage-unit" in called(danger)


def test_a_midwife_in_hampshire():
    advice = asks("hampshire", "2026-11-19T10:00", concern="unborn-baby")
    assert (called(advice)[0], number(advice)) == ("hampshire-professionals", "01329 225379")
    assert advice.no_service


def test_a_child_of_14_in_peterborough_who_wants_to_talk_at_23():
    # When a child asks at 23:00, however much it presses
    for urgency in (URGENT, ROUTINE):
        advice = asks(
            "cambridgeshire-peterborough",
            AT_23,
            concern="talk",
            who=CHILD,
            age=14,
            council="peterborough",
            urgency=urgency,
        )
        # Then the line for children, and what can be read or written to at night; nothing that sleeps comes before
        assert (called(advice)[0], number(advice)) == ("childline", "0800 1111")
        assert "kooth" in called(advice)
        assert "chathealth" not in called(advice), "which is Cambridgeshire's"


def test_a_hospital_doctor_with_a_bruised_baby_in_portsmouth_on_sunday():
    advice = asks("portsmouth", SUNDAY, concern="physical-abuse", age=0)
    assert (called(advice)[0], number(advice)) == ("portsmouth-out-of-hours", "0300 555 1373")


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-12-27T10:00", "emergency-duty-team"),  # a Sunday
        ("2027-12-27T10:00", "emergency-duty-team"),  # the day off for Christmas Day, which falls on a Saturday
        ("2028-12-27T10:00", "front-door"),  # an ordinary Wednesday
    ],
)
def test_a_teacher_in_stoke_on_27_december(day, first):
    advice = asks("stoke-on-trent", day)
    assert called(advice)[0] == first
    assert number(advice) == {"emergency-duty-team": "01782 234234", "front-door": "01782 235100"}[first]


# What holds everywhere


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("when", [WEDNESDAY_2PM, AT_23, SPRING_BANK_HOLIDAY])
@pytest.mark.parametrize("who", [PUBLIC, CHILD, FAMILY, PROFESSIONAL])
def test_whoever_asks_about_a_child_at_risk_is_given_a_number_that_may_be_rung(area, when, who):
    for council in councils_of(library().pack(area)) or ("",):
        advice = asks(area, when, who=who, council=council)
        assert advice.first is not None
        assert any("phone" in name for name in advice.first.entry.contact.channels)
        assert advice.first.why is not Why.LATER


@pytest.mark.parametrize("area", AREAS)
def test_in_danger_now_it_is_999_whatever_the_concern(area):
    for concern in concerns_of(library().pack(area)):
        advice = asks(area, AT_23, concern=concern.id, who=PUBLIC, urgency=EMERGENCY)
        assert number(advice).startswith("999"), concern.id


@pytest.mark.parametrize("area", AREAS)
def test_nobody_is_named_twice_or_for_another_area(area):
    pack = library().pack(area)
    for concern in concerns_of(pack):
        named = called(asks(area, WEDNESDAY_2PM, concern=concern.id))
        assert len(named) == len(set(named)), concern.id
        assert {pack.contacts[one].for_area for one in named} <= {None, *library().lineage(area)}


def test_lines_for_professionals_are_counted_and_not_named_until_somebody_signs_in():
    asked = {"concern": "parental-mental-health", "who": PROFESSIONAL, "council": "cambridgeshire"}
    stranger = asks("cambridgeshire-peterborough", WEDNESDAY_2PM, **asked)
    known = asks("cambridgeshire-peterborough", WEDNESDAY_2PM, **asked, signed_in=True)
    assert stranger.kept_back > 0
    assert not [one for one in called(stranger) if one == "first-response-professionals"]
    assert known.kept_back == 0
    assert "first-response-professionals" in called(known)


def test_a_service_for_another_age_is_not_named():
    young = asks("cambridgeshire-peterborough", WEDNESDAY_2PM, concern="young-carer", who=CHILD, age=12)
    grown = asks("cambridgeshire-peterborough", WEDNESDAY_2PM, concern="young-carer", who=CHILD, age=19)
    assert "caring-together" in called(young)
    assert "caring-together" not in called(grown)


def test_where_the_sources_name_nobody_the_front_door_is_not_made_up_for_it():
    advice = asks("hampshire", WEDNESDAY_2PM, concern="whistleblowing", urgency=ROUTINE)
    assert called(advice) == ["advice-before-whistleblowing"]
    assert asks("hampshire", WEDNESDAY_2PM, concern="disagreement").first is None
