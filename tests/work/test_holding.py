"""Who may hold what a pack asks, in role words, and whether it falls to the allocated worker and the team."""

import pytest

from tests.cast import MONDAY, refer
from tests.procedures.evaluation.stories import small, story
from tests.work.teams import TEAM, WILHELMINA, allocate
from waymark.work.holding import falls_to_team, falls_to_worker, holders_of
from waymark.work.models import Duty
from waymark.work.rows import why

ROLES = """
roles:
  worker: {title: Worker}
  allocated-worker: {title: Allocated worker, held-by: [worker]}
  social-care: {title: Social care, held-by: [worker, manager]}
  practitioner: {title: Anybody who works with children}
"""
EVENTS = """
given: [{name: agencies-involved, value: [police, health]}]
events:
  - {at: 2026-04-07T10:00, step: plan/letter, answers: {whom: police}}
now: 2026-04-08
"""
PACK = """
steps: {letter: {form: letter-form}, reply: {by: police}}
forms: {letter-form: {questions: {whom: {ask: Who is it, type: role}}}}
"""


def standing(duty, steps=PACK):
    situation = story(small(f"{steps}duties: {{one: {{upon: letter, {duty}}}}}", shared=ROLES), EVENTS).situation()
    return next(iter(situation.episodes.values()))


def held(duty, steps=PACK):
    """For each instance, its role words."""
    found = standing(duty, steps)
    return [set(holders_of(found, one)) for one in found.duties]


@pytest.mark.parametrize(
    ("duty", "words"),
    [
        ("by: police, do: reply", {"police"}),
        ("by: [police, social-care], do: reply", {"police", "social-care", "worker", "manager"}),
        ("do: reply", {"police"}),  # whoever does the step
        ("tell: police", {"allocated-worker", "worker"}),  # nobody is named
        ("by: parents, do: reply", {"parents"}),
        ("by: members, do: reply", {"members", "practitioner"}),  # practitioners whom only the file can name
        ("by: whom, do: reply", {"police"}),  # whoever was answered
    ],
)
def test_who_may_hold_a_duty(duty, words):
    assert held(duty) == [words]


def test_what_each_of_several_agencies_owes_is_that_agencys():
    assert held("by: agencies-involved, each: agencies-involved, do: reply") == [{"health"}, {"police"}]


def test_whom_nobody_has_named_yet_anybody_may_be():
    silent = PACK.replace("whom:", "who-else: {ask: Who else, type: role}, whom:")
    assert held("by: who-else, do: reply", silent) == [{"who-else", "practitioner"}]


@pytest.mark.parametrize(
    ("words", "worker", "team"),
    [
        ({"worker"}, True, True),
        ({"allocated-worker"}, True, True),
        ({"manager"}, False, True),
        ({"police"}, False, False),
        ({"police", "practitioner"}, True, True),
        ({"anyone"}, True, True),
    ],
)
def test_to_whom_it_falls(words, worker, team):
    pack = standing("do: reply").pack
    assert (falls_to_worker(frozenset(words), pack), falls_to_team(frozenset(words), pack)) == (worker, team)


def test_from_what_it_arose():
    late = "duties:\n  first: {upon: letter, do: reply, within: 2 hours, title: Answer the letter}\n"
    late += (
        "  second: {upon: {late: first}, do: reply}\n  third: {upon: {date: {after: letter, by: 2 hours}}, do: reply}\n"
    )
    (found,) = story(small(PACK + late, shared=ROLES), EVENTS).situation().episodes.values()

    assert [why(found, one.trigger) for one in found.duties] == ["Letter", "Late: Answer the letter", "A date came"]


@pytest.mark.django_db
def test_what_falls_to_another_agency_is_not_the_workers():
    """Southampton has whoever refers tell the police in parallel, and the front door rate the referral."""
    refer(area="southampton")
    allocate(now=MONDAY)
    found = {row.duty: row for row in Duty.objects.all()}
    police, rating = found["referral/tell-police-in-parallel"], found["referral/rate-the-referral"]

    assert (police.assigned_to, police.assigned_team, police.holders) == (
        "",
        "",
        "|referring-agency|safeguarding-lead|",
    )
    assert (rating.assigned_to, rating.assigned_team) == (WILHELMINA, TEAM)
