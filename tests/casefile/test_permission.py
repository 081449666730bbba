"""Nobody writes in a file that is not theirs, whatever a screen has let through."""

from dataclasses import dataclass, replace

import pytest

from tests.cast import AMBROSIA, BALTHAZAR, MONDAY, TUESDAY, WORKER, at, next_step, refer, referral
from waymark.casefile.actions import correct, give, record, redact, take_over
from waymark.casefile.acts import Actor
from waymark.casefile.errors import NotYours
from waymark.casefile.queries import file_of
from waymark.ledger.queries import last_position
from waymark.procedures.history import Given

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Only:
    """Somebody who may work on one file, and begin files in one area."""

    stream: str = ""
    area: str = ""

    def may_work_on(self, stream: str) -> bool:
        return stream == self.stream

    def may_open_in(self, area: str) -> bool:
        return bool(area) and area == self.area


STRANGER = replace(WORKER, scope=Only())
AMBROSIAS_WORKER = replace(WORKER, scope=Only(stream=AMBROSIA))
FRONT_DOOR = replace(WORKER, scope=Only(area="national"))


@pytest.mark.parametrize(
    "attempt",
    [
        lambda event: record(
            stream=AMBROSIA, act=next_step(TUESDAY, "section-17-assessment"), by=STRANGER, area="national", now=TUESDAY
        ),
        lambda event: give(
            stream=AMBROSIA, given=[Given(name="school", value="Elm")], by=STRANGER, occurred=at(TUESDAY), now=TUESDAY
        ),
        lambda event: correct(stream=AMBROSIA, event_id=event, act=None, by=STRANGER, reason="Not so", now=TUESDAY),
        lambda event: redact(stream=AMBROSIA, event_id=event, by=STRANGER, reason="Not so", now=TUESDAY),
        lambda event: take_over(histories=[(BALTHAZAR, file_of(AMBROSIA).history)], by=STRANGER, now=TUESDAY),
    ],
    ids=["record", "give", "correct", "redact", "take over"],
)
def test_a_stranger_writes_nothing(attempt):
    # Given a child with a referral, and somebody who has nothing to do with the child
    stored = refer()
    before = last_position()
    # When they try to write
    with pytest.raises(NotYours):
        attempt(stored[-1].id)
    # Then nothing is written
    assert last_position() == before


def test_somebody_who_has_been_given_no_scope_may_do_nothing():
    with pytest.raises(NotYours):
        record(
            stream=AMBROSIA,
            act=referral(MONDAY),
            by=Actor(person="user:1", role="practitioner"),
            area="national",
            now=MONDAY,
        )


def test_the_child_s_own_worker_may_write():
    refer()
    stored = record(
        stream=AMBROSIA,
        act=next_step(TUESDAY, "section-17-assessment"),
        by=AMBROSIAS_WORKER,
        area="national",
        now=TUESDAY,
    )
    assert stored


def test_the_front_door_of_an_area_may_begin_a_file_there_and_nowhere_else():
    assert record(stream=AMBROSIA, act=referral(MONDAY), by=FRONT_DOOR, area="national", now=MONDAY)
    with pytest.raises(NotYours, match="hampshire"):
        record(stream=BALTHAZAR, act=referral(MONDAY), by=FRONT_DOOR, area="hampshire", now=MONDAY)


def test_whoever_may_begin_a_file_may_not_go_on_writing_in_it_without_more():
    refer()
    with pytest.raises(NotYours):
        record(
            stream=AMBROSIA,
            act=next_step(TUESDAY, "section-17-assessment"),
            by=FRONT_DOOR,
            area="national",
            now=TUESDAY,
        )
