"""Limits, counted forward and back: examples that can be checked with a calendar on the wall."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.procedures.time.strategies import days, moments
from waymark.procedures.time import (
    Duration,
    Moment,
    MomentError,
    add,
    age_on,
    birthday,
    days_between,
    happened_within,
    next_date,
    parse_day_and_month,
    subtract,
    working_days_between,
)


@pytest.mark.parametrize(
    ("start", "duration", "limit"),
    [
        # A Friday afternoon before a bank holiday (Monday 25 May 2026).
        ("2026-05-22T16:50", "1 working day", "2026-05-26"),
        ("2026-05-22T16:50", "24 hours", "2026-05-23T16:50:00+01:00"),
        ("2026-05-22T16:50", "same day", "2026-05-22"),
        ("2026-05-22T16:50", "15 working days", "2026-06-15"),
        ("2026-05-22T16:50", "45 working days", "2026-07-27"),
        # The hour of day 0 makes no difference, nor does a day that is not worked.
        ("2026-05-22T00:00", "1 working day", "2026-05-26"),
        ("2026-05-22T23:59", "1 working day", "2026-05-26"),
        ("2026-05-23", "1 working day", "2026-05-26"),
        ("2026-05-25", "1 working day", "2026-05-26"),
        ("2026-05-23", "0 working days", "2026-05-23"),
        # Half past midnight in London is still the evening before by Greenwich: London's day counts.
        ("2026-05-29T00:30", "1 working day", "2026-06-01"),
        ("2026-05-28T23:30Z", "1 working day", "2026-06-01"),
        # Easter 2026 and Christmas 2026 with its substitute day.
        ("2026-04-02", "1 working day", "2026-04-07"),
        ("2026-04-02", "3 working days", "2026-04-09"),
        ("2026-12-24", "1 working day", "2026-12-29"),
        ("2026-12-21", "5 working days", "2026-12-30"),
        # Bank holidays that a proclamation gave or moved.
        ("2022-06-01", "1 working day", "2022-06-06"),
        ("2022-09-16", "1 working day", "2022-09-20"),
        ("2020-05-01", "1 working day", "2020-05-04"),
        ("1999-12-30", "1 working day", "2000-01-04"),
        # Hours are elapsed, whatever the clocks do; of a day alone, they count from its start.
        ("2026-03-28T12:00", "24 hours", "2026-03-29T13:00:00+01:00"),
        ("2026-10-24T12:00", "24 hours", "2026-10-25T11:00:00+00:00"),
        ("2026-10-24T12:00", "72 hours", "2026-10-27T11:00:00+00:00"),
        ("2026-10-24T02:30", "23 hours", "2026-10-25T01:30:00+01:00"),
        ("2026-10-24T02:30", "24 hours", "2026-10-25T01:30:00+00:00"),
        ("2026-04-02", "48 hours", "2026-04-04T00:00:00+01:00"),
        ("2026-04-02T16:50", "0 hours", "2026-04-02T16:50:00+01:00"),
        # Days and weeks count weekends and holidays.
        ("2026-05-22T16:50", "8 days", "2026-05-30"),
        ("2026-05-22", "6 weeks", "2026-07-03"),
        ("2026-05-22", "0 days", "2026-05-22"),
        # Months and years end on the corresponding date, or the last day of a shorter month.
        ("2026-05-22", "3 months", "2026-08-22"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2028-01-31", "1 month", "2028-02-29"),
        ("2026-08-31", "6 months", "2027-02-28"),
        ("2026-02-28", "1 month", "2026-03-28"),
        ("2026-11-30", "3 months", "2027-02-28"),
        ("2028-02-29", "1 year", "2029-02-28"),
        ("2028-02-29", "4 years", "2032-02-29"),
        ("2010-03-15", "17 years 6 months", "2027-09-15"),
        ("2026-12-31T23:30", "1 month", "2027-01-31"),
        # Beyond the list of holidays: weekends only.
        ("1985-05-03", "1 working day", "1985-05-06"),
        ("2060-12-30", "3 working days", "2061-01-04"),
        ("2075-12-24", "1 working day", "2075-12-25"),
    ],
)
def test_a_limit(start, duration, limit):
    assert add(Moment.parse(start), Duration.parse(duration)).iso() == limit


@pytest.mark.parametrize(
    ("planned", "duration", "limit"),
    [
        ("2026-05-26T10:00", "1 working day", "2026-05-22"),
        ("2026-05-26", "2 working days", "2026-05-21"),
        ("2026-05-25", "1 working day", "2026-05-22"),
        ("2026-05-24", "1 working day", "2026-05-22"),
        ("2026-04-07", "5 working days", "2026-03-27"),
        ("2026-05-24", "0 working days", "2026-05-24"),
        ("2026-03-29T12:00", "24 hours", "2026-03-28T11:00:00+00:00"),
        ("2026-10-25T12:00", "24 hours", "2026-10-24T13:00:00+01:00"),
        ("2026-04-02", "48 hours", "2026-03-31T00:00:00+01:00"),
        ("2026-05-22", "2 weeks", "2026-05-08"),
        ("2026-03-31", "1 month", "2026-02-28"),
        ("2026-05-22T10:00", "same day", "2026-05-22"),
        ("2028-02-29", "1 year", "2027-02-28"),
        ("1990-01-03", "2 working days", "1989-12-29"),
    ],
)
def test_a_limit_counted_back(planned, duration, limit):
    assert subtract(Moment.parse(planned), Duration.parse(duration)).iso() == limit


@pytest.mark.parametrize("duration", ["999999 hours", "999999 working days", "999999 days", "999999 weeks"])
@pytest.mark.parametrize("start", ["2999-12-31", "1800-01-01"])
def test_a_limit_outside_the_calendar_is_refused_with_words(start, duration):
    count = add if start > "2" else subtract
    with pytest.raises(MomentError):
        count(Moment.parse(start), Duration.parse(duration))


@pytest.mark.parametrize("duration", ["999999 months", "999999 years", "999999 weeks"])
@pytest.mark.parametrize("count", [add, subtract])
def test_a_limit_outside_every_calendar_is_refused_with_words(count, duration):
    with pytest.raises(MomentError):
        count(Moment.parse("2026-05-22"), Duration.parse(duration))


@pytest.mark.parametrize(
    ("day", "after", "found"),
    [
        ("31 August", "2026-08-30", "2026-08-31"),
        ("31 August", "2026-08-31", "2027-08-31"),
        ("31 August", "2026-08-31T00:00", "2027-08-31"),
        ("1 January", "2026-12-31T23:59", "2027-01-01"),
        ("29 February", "2026-05-22", "2028-02-29"),
        ("29 February", "2096-02-29", "2104-02-29"),
    ],
)
def test_the_next_such_date(day, after, found):
    assert next_date(*parse_day_and_month(day), Moment.parse(after)).iso() == found


@pytest.mark.parametrize("text", ["31 June", "0 May", "31 august", "August 31", "31/8", "1 Mai", ""])
def test_a_day_that_no_year_has_is_refused(text):
    with pytest.raises(MomentError):
        parse_day_and_month(text)


@pytest.mark.parametrize(("day", "month"), [(31, 6), (0, 5), (1, 13), (1, 0), (30, 2)])
def test_there_is_no_next_such_date(day, month):
    with pytest.raises(MomentError):
        next_date(day, month, Moment.parse("2026-05-22"))


@pytest.mark.parametrize(
    ("a", "b", "working"),
    [
        ("2026-05-22", "2026-05-26", 1),
        ("2026-05-22", "2026-05-25", 0),
        ("2026-05-26", "2026-05-22", -1),
        ("2026-05-22", "2026-05-22", 0),
        ("2026-01-01", "2026-12-31", 253),
        ("1989-12-29", "1990-01-02", 1),  # from before the list of holidays into it
        ("2061-01-04", "2060-12-30", -3),  # and back out of it: Friday, Monday, Tuesday
    ],
)
def test_working_days_between(a, b, working):
    assert working_days_between(date.fromisoformat(a), date.fromisoformat(b)) == working


def test_days_between_are_london_days():
    assert days_between(Moment.parse("2026-05-22T23:59"), Moment.parse("2026-05-23T00:01")) == 1
    assert days_between(Moment.parse("2026-05-22"), Moment.parse("2026-05-01T12:00")) == -21


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2008-05-05", "2026-05-04", 17),
        ("2008-05-05", "2026-05-05", 18),
        ("2008-05-05", "2008-05-05", 0),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2024-02-28", 15),
        ("2008-02-29", "2024-02-29", 16),
    ],
)
def test_age(born, day, age):
    born, day = date.fromisoformat(born), date.fromisoformat(day)
    assert age_on(born, day) == age


def test_nobody_has_an_age_before_birth():
    with pytest.raises(MomentError, match="before the birth"):
        age_on(date(2026, 5, 5), date(2026, 5, 4))
    with pytest.raises(MomentError):
        birthday(date(2026, 5, 5), -1)


@given(days, st.integers(1, 100))
@example(date(2008, 2, 29), 18)
@example(date(2008, 2, 29), 16)
def test_an_age_begins_on_the_birthday(born, age):
    first = birthday(born, age)
    assert age_on(born, first) == age
    assert age_on(born, subtract(Moment.on(first), Duration.parse("1 day")).day) == age - 1


@pytest.mark.parametrize(
    ("happened", "duration", "before", "answer"),
    [
        ("2026-05-01", "30 days", "2026-05-31", True),
        ("2026-04-30", "30 days", "2026-05-31", False),
        ("2026-05-31T10:00", "30 days", "2026-05-31T09:00", False),  # not yet
        ("2026-05-31T10:00", "24 hours", "2026-06-01T10:00", True),
        ("2026-05-31T09:59", "24 hours", "2026-06-01T10:00", False),
    ],
)
def test_what_happened_lately(happened, duration, before, answer):
    assert happened_within(Moment.parse(happened), Duration.parse(duration), Moment.parse(before)) is answer


@given(moments)
def test_what_happens_now_happened_within_anything(moment):
    assert happened_within(moment, Duration.parse("0 hours"), moment)
    assert happened_within(moment, Duration.parse("same day"), moment)
