"""Moments: instants and whole days, how they are read, shown, ordered, and when they are over."""

import pickle
from contextlib import suppress
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.procedures.time.strategies import days, instants, moments
from waymark.procedures.time import Moment, MomentError, earliest, has_passed, latest, limit_order, start_order

ONE_SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("text", "utc", "words"),
    [
        ("2026-04-02T16:50", "2026-04-02T15:50:00+00:00", "Thursday 2 April 2026 at 16:50"),
        ("2026-01-02T16:50", "2026-01-02T16:50:00+00:00", "Friday 2 January 2026 at 16:50"),
        ("2026-04-02T16:50:07", "2026-04-02T15:50:07+00:00", "Thursday 2 April 2026 at 16:50:07"),
        ("2026-04-02T16:50Z", "2026-04-02T16:50:00+00:00", "Thursday 2 April 2026 at 17:50"),
        ("2026-04-02T16:50+01:00", "2026-04-02T15:50:00+00:00", "Thursday 2 April 2026 at 16:50"),
        ("2026-04-02T00:30+05:00", "2026-04-01T19:30:00+00:00", "Wednesday 1 April 2026 at 20:30"),
        ("2026-10-25T01:30+01:00", "2026-10-25T00:30:00+00:00", "Sunday 25 October 2026 at 01:30 (BST)"),
        ("2026-10-25T01:30+00:00", "2026-10-25T01:30:00+00:00", "Sunday 25 October 2026 at 01:30 (GMT)"),
    ],
)
def test_a_time_is_londons_unless_it_says_otherwise(text, utc, words):
    moment = Moment.parse(text)
    assert moment.start.isoformat() == moment.end.isoformat() == utc
    assert str(moment) == words
    assert not moment.known_to_the_day


@pytest.mark.parametrize(
    ("text", "start", "end", "due"),
    [
        ("2026-12-29", "2026-12-29T00:00:00", "2026-12-29T23:59:59", "2026-12-29T23:59:59+00:00"),
        ("2026-05-22", "2026-05-21T23:00:00", "2026-05-22T22:59:59", "2026-05-22T23:59:59+01:00"),
        ("2026-03-29", "2026-03-29T00:00:00", "2026-03-29T22:59:59", "2026-03-29T23:59:59+01:00"),
        ("2026-10-25", "2026-10-24T23:00:00", "2026-10-25T23:59:59", "2026-10-25T23:59:59+00:00"),
    ],
)
def test_a_day_runs_from_midnight_to_midnight_in_london(text, start, end, due):
    moment = Moment.parse(text)
    assert moment.known_to_the_day
    assert (moment.start.isoformat(), moment.end.isoformat()) == (f"{start}+00:00", f"{end}+00:00")
    assert (moment.iso(), moment.due_iso(), moment.local) == (text, due, None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("02/04/2026", "Write a date as 2026-04-02"),
        ("2026-4-2", "Write a date as 2026-04-02"),
        ("20260402", "Write a date as 2026-04-02"),
        ("2026-W14-4", "Write a date as 2026-04-02"),
        ("2026-04-02 16:50", "2026-04-02T16:50"),
        ("2026-04-02T1650", "2026-04-02T16:50"),
        ("2026-04-02\n", "Write a date"),
        ("٢٠٢٦-04-02", "Write a date"),
        ("", "Write a date"),
        ("2026-02-30", "does not exist"),
        ("2026-04-02T24:30", "does not exist"),
        ("2026-04-02T16:50+99:00", "does not exist"),
        ("0001-01-01", "not between 1800 and 2999"),
        ("9999-12-31", "not between 1800 and 2999"),
        ("0001-01-01T00:00", "not between 1800 and 2999"),
        ("9999-12-31T23:59-10:00", "not between 1800 and 2999"),
        ("2026-03-29T01:30", "never happened in London"),
        ("2026-10-25T01:30", "happened twice in London: the clocks went back. Add +01:00 or +00:00"),
    ],
)
def test_a_refusal_says_what_is_wrong(text, told):
    with pytest.raises(MomentError) as refused:
        Moment.parse(text)
    assert told in str(refused.value)


@given(st.text() | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}([+-][0-9]{2}:[0-9]{2})?)?"))
def test_any_text_is_read_or_refused_with_words(text):
    with suppress(MomentError):
        assert Moment.parse(Moment.parse(text).iso()) == Moment.parse(text)


@given(moments)
def test_what_is_shown_can_be_read_back(moment):
    assert Moment.parse(moment.iso()) == moment
    assert Moment.parse(moment.due_iso()).start == moment.end.replace(microsecond=0)


@given(instants, st.integers(-14, 14))
def test_the_same_instant_is_the_same_moment_in_every_zone(instant, hours):
    elsewhere = Moment.at(instant.astimezone(timezone(timedelta(hours=hours))))
    assert elsewhere == Moment.at(instant)
    assert hash(elsewhere) == hash(Moment.at(instant))
    assert elsewhere.start.tzinfo is UTC


@given(moments)
def test_a_moment_lies_in_its_day(moment):
    day = Moment.on(moment.day)
    assert day.start <= moment.start <= moment.end < day.end + ONE_SECOND
    assert pickle.loads(pickle.dumps(moment)) == moment


def test_a_day_is_never_an_instant():
    day = Moment.on(date(2026, 4, 2))
    assert day != Moment.at(day.start)
    assert day != Moment.at(day.end)


def test_a_moment_that_makes_no_sense_cannot_be_built():
    with pytest.raises(MomentError, match="no time zone"):
        Moment.at(datetime.fromisoformat("2026-04-02T16:50"))
    with pytest.raises(MomentError, match="a date alone"):
        Moment.on(datetime(2026, 4, 2, tzinfo=UTC))
    with pytest.raises(FrozenInstanceError):
        Moment.on(date(2026, 4, 2)).day = date(2026, 4, 3)


@pytest.mark.parametrize(
    ("limit", "at", "passed"),
    [
        ("2026-04-02T16:50", "2026-04-02T16:49:59", False),
        ("2026-04-02T16:50", "2026-04-02T16:50", False),  # in the very second: still in time
        ("2026-04-02T16:50", "2026-04-02T16:50:01", True),
        ("2026-04-02", "2026-04-02T23:59:59.999", False),
        ("2026-04-02", "2026-04-03T00:00", True),
        ("2026-04-02", "2026-04-02", False),
        ("2026-04-02", "2026-04-03", True),
        ("2026-04-02T16:50", "2026-04-02", False),  # nobody wrote down the hour: not called late
        ("2026-04-02T16:50", "2026-04-03", True),
    ],
)
def test_when_a_limit_is_over(limit, at, passed):
    limit, at = Moment.parse(limit), Moment.parse(at)
    assert has_passed(limit, at) is has_passed(limit, at.start) is passed


def test_now_has_to_say_its_zone():
    with pytest.raises(MomentError, match="no time zone"):
        has_passed(Moment.on(date(2026, 4, 2)), datetime.fromisoformat("2026-04-02T16:50"))


def test_a_day_begins_before_and_ends_after_what_happens_on_it():
    day, first, last, next_day = (
        Moment.parse(text) for text in ("2026-04-02", "2026-04-02T00:00", "2026-04-02T23:59:59.9", "2026-04-03T00:00")
    )
    for mixed in permutations([day, first, last, next_day]):
        assert sorted(mixed, key=start_order) == [day, first, last, next_day]
        assert sorted(mixed, key=limit_order) == [first, last, day, next_day]
        assert (earliest(mixed), latest(mixed)) == (first, next_day)


def test_there_is_no_earliest_of_nothing():
    with pytest.raises(MomentError):
        earliest([])
    with pytest.raises(MomentError):
        latest(iter([]))


@given(st.lists(moments, min_size=1), moments)
def test_earliest_and_latest(several, other):
    assert earliest(several) in several
    assert all(limit_order(earliest(several)) <= limit_order(each) <= limit_order(latest(several)) for each in several)
    assert earliest(several) == earliest(reversed(several))
    assert earliest([earliest(several), other]) == earliest([*several, other])
    assert latest([latest(several), other]) == latest([*several, other])


@given(moments, moments, instants)
def test_of_two_limits_the_earlier_passes_first(a, b, now):
    if has_passed(latest([a, b]), now):
        assert has_passed(earliest([a, b]), now)


@given(days)
def test_the_same_day_is_the_same_object(day):
    assert Moment.on(day) is Moment.on(day)
