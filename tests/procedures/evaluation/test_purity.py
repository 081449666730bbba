"""Why it ends and gives one answer (pack-language.md, 2.18)."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.agreement.comparing import everything
from tests.procedures.evaluation.stories import check, small, story
from waymark.procedures.evaluation import Running, evaluate
from waymark.procedures.history import Event, History, Kind
from waymark.procedures.time import Moment, MomentError

PACK = small("""
    steps: {letter: {}, reply: {}, reason: {}}
    duties:
      reply: {upon: letter, do: reply, within: 2 days, every: 1 week}
      say-why: {upon: {late: reply}, do: reason}
      hurry: {when: {open: reply}, consider: hurrying}
""")
STORY = """
    events:
      - {at: 2026-04-07T10:00, step: plan/letter}
      - {at: 2026-04-08T10:00, step: plan/letter}
      - {at: 2026-04-20T10:00, step: plan/reply}
    now: 2026-06-01T12:00
"""


def test_evaluation_adds_no_event():
    told = story(PACK, STORY)
    events = told.history.recorded_events
    everything(evaluate(told.history, PACK, told.now))
    assert told.history.recorded_events is events


def test_every_yields_at_most_one_open_instance_and_missed_cycles_do_not_pile_up():
    situation = check(PACK, STORY)
    assert len([i for i in situation.duties if i.duty.name == "plan/reply" and i.outstanding]) == 1


def test_the_answer_is_of_the_moment_asked_about_and_an_hour_without_a_zone_is_refused():
    told = story(PACK, STORY)
    with pytest.raises((MomentError, TypeError)):
        everything(evaluate(told.history, PACK, datetime(2026, 6, 1, 12)))  # noqa: DTZ001


def test_an_event_is_in_a_history_once():
    told = story(PACK, STORY)
    first = told.history.recorded_events[0]
    with pytest.raises(ValueError, match="twice"):
        History([*told.history.recorded_events, first])
    with pytest.raises(ValueError, match="twice"):
        Running(told.history, PACK, told.now).add(first, told.now)


def test_a_history_of_nothing_owes_nothing():
    now = Moment.parse("2026-04-07T10:00").start
    assert not evaluate(History([]), PACK, now).episodes


def test_what_happens_in_an_episode_that_was_never_opened_is_no_fault():
    moment = Moment.parse("2026-04-07T10:00")
    stray = Event(id="x", name="plan/letter", episode="E", subject="child", occurred=moment, recorded=moment.start)
    assert not evaluate(History([stray]), PACK, moment.start).episodes


def test_what_has_not_happened_yet_is_not_taken_for_done():
    moment, later = Moment.parse("2026-04-07T10:00"), Moment.parse("2026-04-09T10:00")
    fields = {"episode": "E", "subject": "child", "recorded": moment.start}
    opened = Event(id="o", name="plan", kind=Kind.OPENED, occurred=moment, **fields)
    letter = Event(id="l", name="plan/letter", occurred=later, **fields)
    history = History([opened, letter])
    assert not evaluate(history, PACK, Moment.parse("2026-04-08T10:00").start).duties
    assert evaluate(history, PACK, later.start).duties
