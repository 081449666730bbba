"""Prompts to hear the child: those of a step, for the child's age and way of communicating."""

import pytest

from tests.procedures.loading.small_packs import CATALOGUE, FILES, HEAD
from waymark.manual.prompts import prompts_at
from waymark.procedures.loading import Library

THEME = (
    HEAD
    + """
pathway: voice-of-the-child
title: Voice
about: child
cites: [NAT-01]
lists:
  voice-prompts:
    columns: [ages, need, at]
    cites: [NAT-01]
    rows:
      - {id: look, title: Look at how the baby moves, ages: 0-4, need: any, at: referral/meeting, cites: [NAT-02]}
      - {id: draw, title: Draw together, ages: ["5-10", "11-17"], need: [any, no-words], at: referral/meeting}
      - {id: sign, title: Ask in sign, need: hearing, at: [referral/meeting, referral/next-step]}
"""
)


def prompts(step: str, age: int | None = None):
    pack = Library({**FILES, "packs/national/voice.yaml": THEME}, CATALOGUE).pack("national")
    return [(one.text, one.need) for one in prompts_at(pack, step, age)]


DRAW = [("Draw together", "any"), ("Draw together", "no-words")]
SIGN = [("Ask in sign", "hearing")]


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (4, [("Look at how the baby moves", "any"), *SIGN]),
        (5, [*DRAW, *SIGN]),
        (17, [*DRAW, *SIGN]),
        (None, [("Look at how the baby moves", "any"), *DRAW, *SIGN]),
    ],
)
def test_given_a_child_of_an_age_when_they_are_met_then_the_prompts_fit_and_without_an_age_all_are_shown(age, expected):
    assert prompts("referral/meeting", age) == expected


def test_given_another_step_when_prompts_are_asked_for_then_only_its_own_come():
    assert prompts("referral/next-step", 6) == SIGN
    assert prompts("referral/referral", 6) == []


def test_given_a_pack_without_prompts_when_they_are_asked_for_then_there_are_none():
    assert prompts_at(Library(FILES, CATALOGUE).pack("national"), "referral/meeting") == ()
