"""How late and how soon, in plain words."""

import pytest
from hypothesis import given

from tests.procedures.time.strategies import instants, moments
from waymark.procedures.time import Moment, clock_words, has_passed, overdue_by, time_left


@pytest.mark.parametrize(
    ("due", "now", "overdue", "left"),
    [
        ("2026-05-22", "2026-05-22T23:59", "not overdue", "today"),
        ("2026-05-22", "2026-05-23T00:00", "1 day", "none"),  # a Saturday: no working day has passed yet
        ("2026-05-22", "2026-05-25T09:00", "3 days", "none"),
        ("2026-05-22", "2026-05-26T09:00", "1 working day", "none"),
        ("2026-05-22", "2026-05-28T09:00", "3 working days", "none"),
        ("2026-05-26", "2026-05-22T09:00", "not overdue", "1 working day"),
        ("2026-05-24", "2026-05-22T09:00", "not overdue", "2 days"),
        ("2026-05-22T10:00", "2026-05-22T10:00", "not overdue", "less than a minute"),
        ("2026-05-22T10:00", "2026-05-22T10:00:30", "less than a minute", "none"),
        ("2026-05-22T10:00", "2026-05-22T10:01:30", "1 minute", "none"),
        ("2026-05-22T10:00", "2026-05-22T11:00", "1 hour", "none"),
        ("2026-05-22T10:00", "2026-05-22T12:59", "2 hours", "none"),
        ("2026-05-22T10:00", "2026-05-24T09:59", "47 hours", "none"),
        ("2026-05-22T10:00", "2026-05-24T10:00", "2 days", "none"),
        ("2026-05-22T10:00", "2026-05-27T09:00", "2 working days", "none"),
        ("2026-05-22T10:00", "2026-05-22T09:15", "not overdue", "45 minutes"),
        ("2026-05-22T10:00", "2026-05-21T09:00", "not overdue", "25 hours"),
        ("2026-05-22T10:00", "2026-05-19T09:00", "not overdue", "3 working days"),
        ("2026-03-29T12:00", "2026-03-28T12:00", "not overdue", "23 hours"),  # the clocks go forward in between
    ],
)
def test_how_late_and_how_soon(due, now, overdue, left):
    due, now = Moment.parse(due), Moment.parse(now).start
    assert (overdue_by(due, now), time_left(due, now)) == (overdue, left)


@given(moments, instants)
def test_a_limit_is_either_overdue_or_has_time_left(due, now):
    assert (overdue_by(due, now) != "not overdue") is (time_left(due, now) == "none") is has_passed(due, now)


@pytest.mark.parametrize(
    ("due", "now", "words"),
    [
        # Friday 27 March; Good Friday is 3 April and Easter Monday 6 April.
        ("2026-03-27", "2026-03-20T09:00", "Due Friday 27 March"),
        ("2026-03-27", "2026-03-26T23:59", "Due tomorrow"),
        ("2026-03-27", "2026-03-27T00:00", "Due today"),
        ("2026-03-27", "2026-03-27T23:59:59", "Due today"),
        ("2026-03-27", "2026-03-28T00:00", "Overdue by 1 day"),  # a Saturday
        ("2026-03-27", "2026-03-30T08:00", "Overdue by 1 working day"),
        ("2026-04-02", "2026-04-06T12:00", "Overdue by 4 days"),  # nothing but Easter since
        ("2026-04-02", "2026-04-07T12:00", "Overdue by 1 working day"),
        ("2026-12-31", "2026-12-30T09:00", "Due tomorrow"),
        ("2027-01-04", "2026-12-30T09:00", "Due Monday 4 January 2027"),
        ("2026-03-27T17:00", "2026-03-24T09:00", "Due Friday 27 March by 17:00"),
        ("2026-03-27T17:00", "2026-03-26T17:00", "Due tomorrow by 17:00"),
        ("2026-03-27T17:00", "2026-03-27T10:59:59", "Due today by 17:00"),
        ("2026-03-27T17:00", "2026-03-27T11:00", "6 hours left"),
        ("2026-03-27T17:00", "2026-03-27T14:50", "2 hours 10 minutes left"),
        ("2026-03-27T17:00", "2026-03-27T15:59", "1 hour 1 minute left"),
        ("2026-03-27T17:00", "2026-03-27T16:59:30", "Less than a minute left"),
        ("2026-03-27T17:00", "2026-03-27T17:00", "Less than a minute left"),
        ("2026-03-27T17:00", "2026-03-27T17:00:01", "Overdue by less than a minute"),
        ("2026-03-27T17:00", "2026-03-27T22:00", "Overdue by 5 hours"),
        # The clocks go forward at one on 29 March: from half past midnight to three is an hour and a half.
        ("2026-03-29T03:00", "2026-03-29T00:30", "1 hour 30 minutes left"),
        # They go back at two on 25 October, and show half past one twice.
        ("2026-10-25T01:30+00:00", "2026-10-24T12:00", "Due tomorrow by 01:30 (GMT)"),
        ("2026-10-25T01:30+00:00", "2026-10-25T01:30+01:00", "1 hour left"),
    ],
)
def test_a_running_clock_as_a_screen_says_it(due, now, words):
    assert clock_words(Moment.parse(due), Moment.parse(now).start) == words


@given(moments, instants)
def test_a_clock_says_overdue_exactly_when_its_limit_has_passed(due, now):
    assert clock_words(due, now).startswith("Overdue by ") is has_passed(due, now)
