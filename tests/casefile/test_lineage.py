"""From where an episode comes that somebody opens while others are open."""

import pytest

from tests.cast import AMBROSIA, FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, WORKER, at, decide, refer, told_referrer
from waymark.casefile.actions import record
from waymark.casefile.acts import Act
from waymark.casefile.queries import file_of, situation_of

pytestmark = pytest.mark.django_db


def _assessed_and_closed():
    """A referral of Monday that led to an assessment and was closed on Wednesday, having been acknowledged."""
    refer()
    record(stream=AMBROSIA, act=told_referrer(MONDAY), by=WORKER, area="national", now=MONDAY)
    decide("section-17-assessment", when=TUESDAY)
    record(
        stream=AMBROSIA,
        act=Act(name="referral/close-referral", occurred=at(WEDNESDAY)),
        by=WORKER,
        area="national",
        now=WEDNESDAY,
    )


def test_a_new_referral_about_a_child_in_assessment_owes_its_own_answers_from_its_own_day():
    # Given a child who is being assessed after a first referral
    _assessed_and_closed()

    # When a school refers the child again on Thursday
    refer(when=THURSDAY)

    # Then the new referral stands for itself: nothing in it arose before Thursday
    situation = situation_of(file_of(AMBROSIA), FRIDAY)
    newest = situation.of_pathway("referral")[-1]
    assert newest.episode.came_from == ""
    owed = [one for one in newest.duties if one.outstanding]
    assert owed
    assert all(one.arose.start >= THURSDAY for one in owed)


def test_a_strategy_discussion_that_is_called_during_an_assessment_comes_from_it():
    _assessed_and_closed()

    held = Act(
        name="strategy-discussion/strategy-discussion", occurred=at(THURSDAY), option="no-further-action",
        present=("social-care", "police", "health"), happened_anyway="Called at once by telephone.",
    )  # fmt: skip
    record(stream=AMBROSIA, act=held, by=WORKER, area="national", now=THURSDAY)

    episodes = file_of(AMBROSIA).history.episodes
    called = next(one for one in episodes.values() if one.pathway == "strategy-discussion")
    assert episodes[called.came_from].pathway == "assessment"
