"""The same referral, on the Friday before a bank holiday, under the procedures of four areas.

A school refers a child on Friday 22 May 2026 at 16:50; Monday 25 May is the spring bank holiday. At 17:05 harm is suspected and the front door
says so in its own way.
"""

from pathlib import Path

import pytest

from waymark.procedures.explain import explain_duty
from waymark.procedures.loading import Library
from waymark.procedures.scenario import read_scenarios

PACKS = Path(__file__).resolve().parents[2] / "packs"

STORY = """
example: A school refers at 16:50 on the Friday before a bank holiday
area: {area}
given:
  born: 2015-03-01
  home-area: {area}
  agencies-involved: [police, health]
events:
  - at: 2026-05-22T16:50
    step: referral/referral
    by: practitioner
    agency: school
    answers:
      reporter-kind: professional
  - at: 2026-05-22T17:05
{said}
now: 2026-05-22T17:10
"""

SUSPECTED = {
    "southampton": "    step: referral/rate\n    decides: red-harm",
    "hampshire": "    step: referral/next-step\n    decides: section-47-enquiries",
    "cambridgeshire-peterborough": "    step: referral/screening",
    "stoke-on-trent": "    step: referral/next-step\n    decides: section-47-enquiries",
}


@pytest.fixture(scope="module")
def library():
    return Library.read(PACKS)


def situation(library, area):
    text = STORY.format(area=area, said=SUSPECTED[area])
    (scenario,) = read_scenarios(text, "the story", lambda name, edition: library.pack(name, edition=edition))
    return scenario.situation()


def clocks(library, area):
    """What is owed with a time: the duty, its limit and its aim."""
    found = set()
    for one in situation(library, area).duties:
        if one.due is not None and one.outstanding:
            found.add((one.duty.name, one.due.due_iso(), one.aim.due_iso() if one.aim else ""))
    return found


def test_no_two_of_the_four_areas_have_the_same_clocks(library):
    seen = {area: frozenset(clocks(library, area)) for area in SUSPECTED}

    assert len(set(seen.values())) == 4, seen


def test_southampton_holds_a_strategy_discussion_within_six_hours_of_the_referral(library):
    assert ("referral/strategy-in-six-hours", "2026-05-22T22:50:00+01:00", "") in clocks(library, "southampton")


def test_hampshire_holds_it_on_the_same_day(library):
    limits = {due for duty, due, _ in clocks(library, "hampshire") if "strategy-discussion" in duty}

    assert limits == {"2026-05-22T23:59:59+01:00"}


def test_cambridgeshire_aims_to_decide_the_same_day_and_must_by_tuesday(library):
    wanted = ("referral/decide-next-step", "2026-05-26T23:59:59+01:00", "2026-05-22T23:59:59+01:00")

    assert wanted in clocks(library, "cambridgeshire-peterborough")


def test_stoke_has_the_national_working_day_over_the_bank_holiday(library):
    assert clocks(library, "stoke-on-trent") == {("referral/acknowledge", "2026-05-26T23:59:59+01:00", "")}


@pytest.mark.parametrize("area", SUSPECTED)
def test_every_clock_says_its_rule_its_counting_and_its_source(library, area):
    for standing in situation(library, area).episodes.values():
        for one in standing.duties:
            if one.due is None or not one.outstanding:
                continue
            why = explain_duty(one, standing)

            assert why.arithmetic, one.duty.name
            assert why.cites
            assert why.place.startswith("packs/")
            if "working day" in str(one.length):
                assert any("Spring bank holiday" in sentence for sentence in why.sentences()), why.sentences()
