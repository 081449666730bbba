"""Prompts for hearing the child: each says for which ages and ways of communicating it is, and at which steps it is shown."""

from functools import cache
from pathlib import Path

import pytest

from waymark.procedures.language.asking import NamedList
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library

PACKS = Path(__file__).parents[2] / "packs"
AREAS = [
    "national",
    "cambridgeshire-peterborough",
    "hampshire",
    "isle-of-wight",
    "portsmouth",
    "southampton",
    "stoke-on-trent",
]
AGES = ("0-4", "5-10", "11-17")
NEEDS = {"any", "no-words", "hearing", "other-language", "learning-disability", "autism"}


@cache
def pack_of(area: str) -> Pack:
    return Library.read(PACKS).pack(area)


def prompts_of(area: str) -> NamedList:
    return pack_of(area).lists["voice-of-the-child/voice-prompts"]


@pytest.mark.parametrize("area", AREAS)
def test_each_prompt_says_for_whom_and_where_in_words_that_the_pages_know(area):
    for prompt in prompts_of(area).rows:
        assert set(prompt.columns["ages"]) <= set(AGES), prompt.id
        assert set(prompt.columns["need"]) <= NEEDS, prompt.id
        assert set(prompt.columns["at"]) <= pack_of(area).steps.keys(), prompt.id
        assert prompt.cites, prompt.id


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("step", ["case-record/visit", "assessment/child-seen"])
@pytest.mark.parametrize("age", AGES)
def test_whoever_sees_a_child_of_any_age_finds_a_prompt(area, step, age):
    found = [row for row in prompts_of(area).rows if age in row.columns["ages"] and step in row.columns["at"]]
    assert any("any" in row.columns["need"] for row in found)


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("need", sorted(NEEDS))
def test_each_way_of_communicating_has_a_prompt_of_its_own(area, need):
    assert [row for row in prompts_of(area).rows if need in row.columns["need"]]
