"""What the page on which a worry is reported needs from each area: topics in order, short for the public, nothing asked twice."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library
from waymark.procedures.scenario import read_scenarios

PACKS = Path(__file__).parents[2] / "packs"
AREAS = (
    "cambridgeshire-peterborough",
    "hampshire",
    "isle-of-wight",
    "portsmouth",
    "southampton",
    "stoke-on-trent",
)
#: The most that a member of the public who writes online is asked.
SHORT = 16

WROTE_ONLINE = """
example: A neighbour writes online
area: {area}
events:
  - at: 2026-05-20T21:00
    step: referral/contact
    answers:
      reporter-kind: public
      came-by: online-form
      levels-used: no
now: 2026-05-20T21:01
"""


@cache
def library() -> Library:
    return Library.read(PACKS)


@pytest.fixture(params=AREAS)
def pack(request) -> Pack:
    return library().pack(request.param)


def asked(pack: Pack, step: str) -> set[str]:
    return set(pack.step_questions(f"referral/{step}"))


def topics(pack: Pack, step: str) -> tuple[str, ...]:
    return tuple(name.removeprefix("referral/") for name in pack.forms[pack.steps[f"referral/{step}"].form].use)


def put_to_a_neighbour_who_writes_online(pack: Pack) -> list[str]:
    text = WROTE_ONLINE.format(area=pack.area)
    (scenario,) = read_scenarios(text, "a neighbour", lambda name, edition: library().pack(name, edition=edition))
    situation = scenario.situation()
    (contact,) = situation.of_pathway("referral")
    return [
        short
        for short, question in pack.step_questions("referral/contact").items()
        if question.when is None or contact.reasoner.test(question.when, situation.point) is not False
    ]


@pytest.mark.parametrize("step", ["contact", "referral"])
def test_a_report_is_asked_for_by_topic_and_begins_with_the_danger(pack, step):
    first = topics(pack, step)

    assert len(first) >= 3
    assert first[0] == "danger-now"
    assert {"who-tells-us", "the-concern"} <= set(first)
    assert all(pack.forms[f"referral/{name}"].title for name in first)


@pytest.mark.parametrize("step", ["contact", "referral"])
def test_a_report_tells_fact_from_opinion_and_keeps_the_childs_own_words(pack, step):
    assert {"reporter-kind", "came-by", "referrer-name", "referrer-contact", "concern"} <= asked(pack, step)
    assert {"facts-told", "opinions-told", "childs-own-words", "immediate-risk"} <= asked(pack, step)
    assert pack.questions["referral/childs-own-words"].verbatim
    assert not pack.questions["referral/facts-told"].verbatim


def test_a_professional_is_asked_the_four_questions_and_about_agreement_help_and_level(pack):
    four = {"domestic-abuse", "mental-illness", "substance-misuse", "learning-difficulties"}

    assert four <= asked(pack, "referral")
    assert {"permission", "permission-ground", "permission-reasons", "parents-informed"} <= asked(pack, "referral")
    assert {"help-tried", "help-done"} & asked(pack, "referral")
    assert "level-of-need" in asked(pack, "referral")


def test_a_neighbour_who_writes_online_is_asked_little(pack):
    put = put_to_a_neighbour_who_writes_online(pack)

    assert {"concern", "childs-own-words", "immediate-risk", "referrer-contact", "no-name-because"} <= set(put)
    assert len(put) <= SHORT, put


def test_nothing_is_asked_twice_in_a_report(pack):
    for step in ("contact", "referral"):
        form = pack.steps[f"referral/{step}"].form
        times = Counter(question.name for question in pack.form_questions(form))
        assert not [name for name, count in times.items() if count > 1]
