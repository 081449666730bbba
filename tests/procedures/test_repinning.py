"""A child moves area: what is owed under the receiving area's rules, beside what was owed before."""

from pathlib import Path

import pytest

from waymark.procedures.evaluation.repinning import what_changes
from waymark.procedures.loading import Library
from waymark.procedures.scenario import read_scenarios

PACKS = Path(__file__).resolve().parents[2] / "packs"
STORY = """
area: national
events:
  - at: 2026-03-02T10:00
    step: referral/referral
  - at: 2026-03-02T16:00
    step: referral/next-step
    decides: section-17-assessment
  - at: 2026-03-03T09:00
    step: assessment/assessment-started
    answers:
      later-assessment: no
now: 2026-03-20T09:00
"""


@pytest.fixture(scope="module")
def library():
    return Library.read(PACKS)


@pytest.fixture
def scenario(library):
    return read_scenarios(STORY, "the story", lambda area, edition: library.pack(area, edition=edition))[0]


def changes(scenario, library, area, pathway):
    before = library.pack("national")
    episode = next(e.id for e in scenario.history.episodes.values() if e.pathway == pathway)
    found = what_changes(scenario.history, before, library.pack(area), episode, scenario.now)
    return {change.duty: change for change in found}


def test_the_receiving_areas_shorter_limit_is_shown_beside_the_old_one(scenario, library):
    change = changes(scenario, library, "cambridgeshire-peterborough", "assessment")["assessment/conclude-assessment"]

    assert change.before.due.iso() == "2026-05-07"
    assert change.after.due.iso() == "2026-04-22"


def test_what_was_met_stays_met_and_is_no_change(scenario, library):
    assert "referral/decide-next-step" not in changes(scenario, library, "stoke-on-trent", "referral")


def test_what_only_the_receiving_area_asks_for_is_new(scenario, library):
    found = changes(scenario, library, "cambridgeshire-peterborough", "assessment")

    assert any(change.before is None for change in found.values())


def test_going_over_to_the_same_rules_changes_nothing(scenario, library):
    assert not changes(scenario, library, "national", "assessment")
