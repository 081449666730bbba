"""Every written history beside the packs holds: for the evaluator, and for the slow reference."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.agreement.comparing import disagreements
from waymark.procedures.expectations import differences
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library
from waymark.procedures.scenario import Scenario, read_scenarios

PACKS = Path(__file__).parents[2] / "packs"


@cache
def library() -> Library:
    return Library.read(PACKS)


def pack_for(area: str, edition: str | None) -> Pack:
    return library().pack(area, edition=edition)


def examples() -> list[tuple[str, int, str]]:
    """(file, number of the document in it, title), without reading the packs."""
    found = []
    for path in sorted(PACKS.glob("*/examples/*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines()
        titles = [line.removeprefix("example:").strip(" \"'") for line in lines if line.startswith("example:")]
        found += [(str(path.relative_to(PACKS)), number, title) for number, title in enumerate(titles)]
    return found


@cache
def scenarios(file: str) -> tuple[Scenario, ...]:
    return tuple(read_scenarios((PACKS / file).read_text(encoding="utf-8"), f"packs/{file}", pack_for))


def in_a_word(value: object) -> str:
    return str(value).replace("/examples/", "/").replace(".yaml", "")


@pytest.mark.parametrize(("file", "number", "title"), examples(), ids=in_a_word)
def test_every_example_holds(file: str, number: int, title: str):
    scenario = scenarios(file)[number]
    found = differences(scenario)
    assert not found, "\n".join([title, *found])


@pytest.mark.parametrize(("file", "number", "title"), examples(), ids=in_a_word)
def test_the_reference_agrees_on_every_example(file: str, number: int, title: str):
    scenario = scenarios(file)[number]
    found = disagreements(scenario.situation(), scenario.history, scenario.pack, scenario.now)
    assert not found, "\n".join([title, *found])


@pytest.mark.parametrize("file", sorted({file for file, _, _ in examples()}), ids=in_a_word)
def test_every_document_of_a_file_is_read(file: str):
    assert len(scenarios(file)) == sum(1 for name, _, _ in examples() if name == file)
