"""Lengths of time: what a pack may write, what it is told instead, which of two is surely not later."""

from contextlib import suppress

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.procedures.time.strategies import durations, moments
from waymark.procedures.time import Duration, DurationError, Moment, Unit, add, limit_order, provably_not_later


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("1 hour", 1, Unit.HOUR),
        ("72 hours", 72, Unit.HOUR),
        ("1 working day", 1, Unit.WORKING_DAY),
        ("15 working days", 15, Unit.WORKING_DAY),
        ("8 days", 8, Unit.DAY),
        ("6 weeks", 6, Unit.WEEK),
        ("3 months", 3, Unit.MONTH),
        ("10 years", 10, Unit.YEAR),
        ("same day", 0, Unit.SAME_DAY),
        ("0 days", 0, Unit.DAY),
    ],
)
def test_a_duration_is_read_and_written_the_same(text, count, unit):
    assert Duration.parse(text) == Duration(count, unit)
    assert str(Duration.parse(text)) == text


def test_years_and_months_together_are_months():
    assert Duration.parse("17 years 6 months") == Duration(210, Unit.MONTH)
    assert Duration.parse("1 year 1 month") == Duration(13, Unit.MONTH)


@given(durations())
def test_what_is_written_can_be_read(duration):
    assert Duration.parse(str(duration)) == duration


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("15 business days", 'Say "working day"'),
        ("5 school days", "School days are not a unit"),
        ("90 minutes", "write hours"),
        ("a fortnight", 'Write "2 weeks"'),
        ("1 days", 'write "1 day"'),
        ("2 working day", 'write "2 working days"'),
        ("02 weeks", 'write "2 weeks"'),
        ("15  Working Days", '"15 working days"'),
        ("1.5 hours", "whole number of a smaller unit"),
        ("-3 days", '"before" and a positive length'),
        ("two weeks", 'such as "15 working days"'),
        ("P15D", 'such as "15 working days"'),
        ("10000000 days", "at most 999,999"),
        ("１５ days", 'such as "15 working days"'),
        ("", 'such as "15 working days"'),
        ("days " * 1000, 'such as "15 working days"'),
    ],
)
def test_a_refusal_says_what_to_write(text, told):
    with pytest.raises(DurationError) as refused:
        Duration.parse(text)
    assert told in str(refused.value)
    assert len(str(refused.value)) < 250


@given(st.text() | st.from_regex(r"[0-9]+ (working )?(day|hour|month)s?", fullmatch=True))
def test_any_text_is_read_or_refused_with_words(text):
    with suppress(DurationError):
        assert Duration.parse(str(Duration.parse(text))) == Duration.parse(text)


@pytest.mark.parametrize(
    ("count", "unit"),
    [(-1, Unit.DAY), (1.5, Unit.HOUR), (True, Unit.DAY), (1, Unit.SAME_DAY), (1, "day"), (10**6, Unit.HOUR)],
)
def test_a_duration_that_makes_no_sense_cannot_be_built(count, unit):
    with pytest.raises(DurationError):
        Duration(count, unit)


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        ("10 working days", "15 working days", True),
        ("15 working days", "15 working days", True),
        ("15 working days", "10 working days", False),
        ("24 hours", "1 working day", True),
        ("25 hours", "1 working day", False),
        ("48 hours", "1 working day", False),
        ("48 hours", "2 working days", True),
        ("1 working day", "48 hours", False),
        ("14 days", "2 weeks", True),
        ("2 weeks", "14 days", True),
        ("15 days", "2 weeks", False),
        ("12 months", "1 year", True),
        ("1 year", "11 months", False),
        # All of these cannot be shown, so they are no.
        ("24 hours", "1 day", False),  # on the night the clocks go forward, 24 hours end a day later
        ("1 day", "1 working day", False),
        ("28 days", "1 month", False),
        ("same day", "1 working day", False),
        ("same day", "1 day", False),
        ("1 hour", "same day", False),
        ("same day", "same day", True),
    ],
)
def test_which_limit_is_surely_not_later(a, b, answer):
    assert provably_not_later(Duration.parse(a), Duration.parse(b)) is answer


COMPARABLE = st.sampled_from(
    [(Unit.HOUR, Unit.WORKING_DAY), (Unit.DAY, Unit.WEEK), (Unit.WEEK, Unit.DAY), (Unit.MONTH, Unit.YEAR)]
) | st.sampled_from(Unit).map(lambda unit: (unit, unit))


@given(moments, COMPARABLE.flatmap(lambda units: st.tuples(*map(durations, units))))
@example(Moment.parse("2026-05-24T23:59:59.5"), (Duration.parse("24 hours"), Duration.parse("1 working day")))
def test_what_is_provably_not_later_never_is(start, pair):
    a, b = pair
    assume(provably_not_later(a, b))
    assert limit_order(add(start, a)) <= limit_order(add(start, b))


def test_why_24_hours_and_1_day_cannot_be_ordered():
    before_the_clocks_go_forward = Moment.parse("2026-03-28T23:30")
    assert add(before_the_clocks_go_forward, Duration.parse("24 hours")).iso() == "2026-03-30T00:30:00+01:00"
    assert add(before_the_clocks_go_forward, Duration.parse("1 day")).iso() == "2026-03-29"
