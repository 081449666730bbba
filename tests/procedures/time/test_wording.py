"""How late and how soon, in plain words."""

import pytest
from hypothesis import given

from tests.procedures.time.strategies import instants, moments
from waymark.procedures.time import Moment, has_passed, overdue_by, time_left


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
