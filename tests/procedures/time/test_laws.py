"""Laws of counting that hold for every start and every limit."""

from datetime import timedelta

from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.procedures.time.strategies import days, durations, instants, moments
from waymark.procedures.time import (
    ENGLAND,
    Duration,
    Moment,
    Unit,
    add,
    days_between,
    explain_add,
    explain_subtract,
    has_passed,
    subtract,
    working_days_between,
)

CALENDAR_UNITS = [unit for unit in Unit if unit is not Unit.HOUR]
ONE_DAY = timedelta(days=1)


def slowly(day, count, step):
    """The obvious way: walk day by day and count the worked ones."""
    while count:
        day += step
        count -= ENGLAND.is_working(day)
    return day


@given(moments, durations(Unit.WORKING_DAY))
def test_working_days_are_counted_as_one_would_on_the_wall(start, duration):
    assert add(start, duration) == Moment.on(slowly(start.day, duration.count, ONE_DAY))
    assert subtract(start, duration) == Moment.on(slowly(start.day, duration.count, -ONE_DAY))


@given(moments, durations())
@example(Moment.parse("2026-05-22T23:59:59.5"), Duration.parse("same day"))
def test_a_limit_is_never_before_its_start_nor_after_it_when_counted_back(start, duration):
    assert not has_passed(add(start, duration), start)
    assert subtract(start, duration).start <= start.start


@given(moments, moments, durations())
def test_a_later_start_never_has_an_earlier_limit(a, b, duration):
    earlier, later = sorted([a, b], key=lambda moment: moment.start)
    assert add(earlier, duration).end <= add(later, duration).end
    assert subtract(earlier, duration).start <= subtract(later, duration).start


@given(moments, st.sampled_from([unit for unit in Unit if unit is not Unit.SAME_DAY]), st.integers(0, 100))
def test_one_more_is_later(start, unit, count):
    assert add(start, Duration(count, unit)).end < add(start, Duration(count + 1, unit)).end


@given(moments, durations(*CALENDAR_UNITS))
def test_limits_in_days_and_longer_are_whole_london_days(start, duration):
    limit = add(start, duration)
    assert limit.known_to_the_day
    assert limit == add(Moment.on(start.day), duration)
    assert limit.due_iso()[10:19] == "T23:59:59"


@given(moments, durations(Unit.HOUR))
def test_hours_are_elapsed_across_clock_changes(start, duration):
    limit = add(start, duration)
    assert limit.start - start.start == timedelta(hours=duration.count)
    assert subtract(limit, duration).start == start.start


@given(instants, st.integers(0, 3000))
def test_24_hours_end_at_the_same_time_of_day_or_an_hour_beside_it(instant, count):
    start = Moment.at(instant)
    limit = add(start, Duration(24 * count, Unit.HOUR))
    apart = limit.local.replace(tzinfo=None) - start.local.replace(tzinfo=None)
    assert apart - count * ONE_DAY == limit.local.utcoffset() - start.local.utcoffset()


@given(moments, durations(Unit.DAY, Unit.WEEK, Unit.SAME_DAY))
def test_days_and_weeks_come_back(start, duration):
    assert subtract(add(start, duration), duration) == Moment.on(start.day)
    assert days_between(start, add(start, duration)) == duration.count * (7 if duration.unit is Unit.WEEK else 1)


@given(days, durations(Unit.WORKING_DAY))
def test_working_days_come_back_to_a_working_day(day, duration):
    there = add(Moment.on(day), duration)
    assume(duration.count)
    assert ENGLAND.is_working(there.day)
    assert working_days_between(day, there.day) == duration.count
    back = subtract(there, duration).day
    assert back <= day if not ENGLAND.is_working(day) else back == day


@given(days, st.integers(0, 100), st.integers(0, 100))
def test_working_days_add_up(day, a, b):
    start = Moment.on(day)
    twice = add(add(start, Duration(a, Unit.WORKING_DAY)), Duration(b, Unit.WORKING_DAY))
    assert twice == add(start, Duration(a + b, Unit.WORKING_DAY))


@given(days, days, days)
def test_working_days_between_add_up(a, b, c):
    assert working_days_between(a, b) == -working_days_between(b, a)
    assert working_days_between(a, b) + working_days_between(b, c) == working_days_between(a, c)


@given(moments, durations(Unit.MONTH, Unit.YEAR))
def test_months_end_on_the_corresponding_date_or_the_last_of_a_shorter_month(start, duration):
    months = duration.count * (12 if duration.unit is Unit.YEAR else 1)
    limit = add(start, duration).day
    assert (limit.year * 12 + limit.month) - (start.day.year * 12 + start.day.month) == months
    assert limit.day == start.day.day or (limit.day < start.day.day and (limit + ONE_DAY).day == 1)


@given(moments, durations(Unit.YEAR))
def test_a_year_is_twelve_months(start, duration):
    assert add(start, duration) == add(start, Duration(duration.count * 12, Unit.MONTH))


@given(moments, durations())
def test_a_limit_has_not_passed_until_its_end(start, duration):
    limit = add(start, duration)
    assert not has_passed(limit, limit.end)
    assert has_passed(limit, limit.end + timedelta(seconds=1))


@given(moments, durations(Unit.WORKING_DAY), st.booleans())
def test_an_explanation_accounts_for_every_day(start, duration, backwards):
    counting = (explain_subtract if backwards else explain_add)(start, duration)
    assert counting.result == (subtract if backwards else add)(start, duration)
    skipped = [day for day, _ in counting.skipped]
    assert skipped == sorted(skipped)
    assert not any(ENGLAND.is_working(day) for day in skipped)
    assert len(skipped) + duration.count == abs(days_between(start, counting.result))


@given(moments, durations(), st.booleans())
def test_every_limit_can_be_explained(start, duration, backwards):
    counting = (explain_subtract if backwards else explain_add)(start, duration)
    assert all(sentence.endswith((".", ").")) for sentence in counting.sentences())
