"""Every meeting that decides about a child has a chair, people who must be there, an agenda and a list to decide by, in every area."""

from functools import cache
from pathlib import Path

import pytest

from waymark.procedures.language.entries import Step
from waymark.procedures.language.people import people_word
from waymark.procedures.loading import Library

PACKS = Path(__file__).parents[2] / "packs"
AREAS = (
    "national",
    "cambridgeshire-peterborough",
    "hampshire",
    "isle-of-wight",
    "portsmouth",
    "southampton",
    "stoke-on-trent",
)
STRATEGY = ("strategy-discussion/strategy-discussion", "section-47-enquiry/further-strategy-discussion")
CONFERENCES = (
    "child-protection-conference/initial-conference",
    "child-protection-conference/transfer-in-conference",
    "child-protection-plan/review-conference",
)


@cache
def steps_of(area: str) -> dict[str, Step]:
    return dict(Library.read(PACKS).pack(area).steps)


def invited(step: Step) -> set[str]:
    return {people_word(member.who) for member in step.meeting.members}


def must_come(step: Step) -> set[str]:
    """Those without whom the meeting is not quorate whatever else is so."""
    assert step.meeting.quorum is None
    return {people_word(member.who) for member in step.meeting.members if member.must and member.when is None}


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("name", STRATEGY)
def test_a_strategy_discussion_needs_social_care_police_and_health(area, name):
    step = steps_of(area)[name]

    assert must_come(step) == {"social-care", "police", "health"}
    assert {"school", "referring-agency", "agencies-involved"} <= invited(step)
    assert step.decides is not None
    assert step.meeting.chair is not None
    assert step.meeting.agenda is not None


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("name", CONFERENCES)
def test_a_conference_is_chaired_by_somebody_independent_and_hears_child_and_family(area, name):
    step = steps_of(area)[name]

    assert people_word(step.meeting.chair) == "conference-chair"
    assert must_come(step) == {"social-care"}
    assert {"child", "agencies-involved"} <= invited(step)
    assert {"parents", "family"} & invited(step)
    assert step.decides is not None
    assert step.meeting.agenda is not None


@pytest.mark.parametrize("area", AREAS)
def test_a_core_group_is_led_by_the_childs_worker_and_brings_the_family_in(area):
    step = steps_of(area)["child-protection-plan/core-group"]

    assert people_word(step.meeting.chair) == "allocated-worker"
    assert must_come(step) == {"social-care"}
    assert {"child", "parents", "agencies-involved"} <= invited(step)
    assert step.meeting.agenda is not None


@pytest.mark.parametrize("area", AREAS)
def test_a_conference_writes_down_views_outline_plan_dissent_and_the_next_days(area):
    pack = Library.read(PACKS).pack(area)
    asked = set(pack.step_questions("child-protection-conference/initial-conference"))

    assert {"childs-views-at-conference", "agrees-with-decision", "dissent", "category-of-abuse"} <= asked
    assert {"outline-plan", "plan-lead", "first-core-group-on", "first-review-on"} <= asked
    assert "next-review-on" in pack.step_questions("child-protection-plan/review-conference")
