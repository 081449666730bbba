"""England's working days, against the official list and against an independent calculation."""

from datetime import date, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given

from tests.procedures.time.official_list import BY_PROCLAMATION, MOVED_AWAY, PUBLISHED
from tests.procedures.time.strategies import days
from waymark.procedures.time import ENGLAND, LAST_PUBLISHED_YEAR, WorkingCalendar, parse_day_and_month


def off(year):
    return sorted(day for day in ENGLAND.holidays if day.year == year)


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_calendar_is_the_official_list(year):
    official = [parse_day_and_month(day) for day in PUBLISHED[year].split(", ")]
    assert off(year) == [date(year, month, day) for day, month in official]


def test_the_last_published_year_is_the_last_on_the_list():
    assert max(PUBLISHED) == LAST_PUBLISHED_YEAR


@pytest.mark.parametrize("year", range(1990, 2061))
def test_the_calendar_is_what_the_holidays_package_works_out(year):
    computed = country_holidays("GB", subdiv="ENG", years=year)
    assert off(year) == sorted(day for day in computed if day.weekday() < 5)


@pytest.mark.parametrize(("day", "name"), BY_PROCLAMATION.items())
def test_days_given_by_proclamation_are_off(day, name):
    assert ENGLAND.holiday_name(date.fromisoformat(day)) == name


@pytest.mark.parametrize("day", MOVED_AWAY)
def test_a_holiday_that_was_moved_leaves_a_working_day(day):
    assert ENGLAND.is_working(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-05-22", None),
        ("2026-05-23", "Saturday"),
        ("2026-05-24", "Sunday"),
        ("2026-05-25", "bank holiday: Spring bank holiday"),
        ("2026-12-25", "bank holiday: Christmas Day"),
        ("2026-12-26", "Saturday"),
        ("2026-12-28", "bank holiday: Boxing Day, substitute"),
        ("2022-12-27", "bank holiday: Christmas Day, substitute"),
        ("2022-01-03", "bank holiday: New Year's Day, substitute"),
        ("2026-12-24", None),  # Christmas Eve is worked
        ("2026-03-17", None),  # St Patrick's Day is Northern Ireland's
        ("2026-11-30", None),  # St Andrew's Day is Scotland's
    ],
)
def test_why_a_day_is_not_worked(day, reason):
    assert ENGLAND.reason_not_worked(date.fromisoformat(day)) == reason


@pytest.mark.parametrize(
    ("day", "covered", "projected"),
    [
        ("1989-12-31", False, False),
        ("1990-01-01", True, False),
        ("2027-12-31", True, False),
        ("2028-01-01", True, True),
        ("2060-12-31", True, True),
        ("2061-01-01", False, True),
    ],
)
def test_the_calendar_says_how_far_it_can_be_trusted(day, covered, projected):
    day = date.fromisoformat(day)
    assert (ENGLAND.covers(day), ENGLAND.projected(day)) == (covered, projected)


@given(days)
def test_every_day_is_worked_or_has_a_reason(day):
    assert ENGLAND.is_working(day) == (ENGLAND.reason_not_worked(day) is None)


def test_another_calendar_can_be_given():
    christmas = date(2026, 12, 25)
    shop = WorkingCalendar({christmas: "Christmas"}, first_year=2026, last_year=2026, published_to=2026)
    assert shop.after(christmas - timedelta(days=1), 1) == date(2026, 12, 28)
    assert shop.after(christmas, 30) == date(2027, 2, 5)
