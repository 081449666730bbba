"""Counting limits forward and back: the only arithmetic on dates and times in the project."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from waymark.procedures.time.durations import Duration, Unit
from waymark.procedures.time.holidays import ENGLAND, WorkingCalendar
from waymark.procedures.time.moments import MONTH_NAMES, Moment, MomentError, whole_day

__all__ = [
    *("add", "age_on", "birthday", "days_between", "happened_within"),
    *("next_date", "parse_day_and_month", "subtract", "working_days_between"),
]

# Members as constants: looking one up on its class costs as much as counting a limit does.
_HOUR: Final = Unit.HOUR
_WORKING_DAY: Final = Unit.WORKING_DAY
_WEEK: Final = Unit.WEEK
_MONTH: Final = Unit.MONTH
_YEAR: Final = Unit.YEAR


def add(start: Moment, duration: Duration, calendar: WorkingCalendar = ENGLAND) -> Moment:
    """The limit that ends a duration after a start.

    Working days: the whole of the Nth working day after the day of the start, which is day 0 whether worked or not.
    Hours: the exact instant so many elapsed hours later, whatever the clocks do; from a whole day, from its start.
    Days and weeks: the whole of that day. Months and years: the whole of the corresponding date, or of the last day of
    a shorter month. Same day: the whole of the day of the start.
    Errors: `MomentError` if the limit falls outside the years that a `Moment` can hold.
    """
    if duration.unit is _WORKING_DAY:
        return whole_day(calendar.after(start.day, duration.count))
    return _shifted(start, duration.unit, duration.count)


def subtract(start: Moment, duration: Duration, calendar: WorkingCalendar = ENGLAND) -> Moment:
    """The limit that lies a duration before a start, such as a planned date: `add`, counted back.

    Working days: the whole of the Nth working day before. Hours: the exact instant; from a whole day, counted back from
    its start. The other units: the whole of that day. Errors: as for `add`.
    """
    if duration.unit is _WORKING_DAY:
        return whole_day(calendar.before(start.day, duration.count))
    return _shifted(start, duration.unit, -duration.count)


def _shifted(start: Moment, unit: Unit, count: int) -> Moment:
    try:
        if unit is _HOUR:
            return Moment(start.start + timedelta(hours=count))
        if unit is _MONTH or unit is _YEAR:
            return whole_day(_corresponding_date(start.day, count if unit is _MONTH else count * 12))
        return whole_day(start.day + timedelta(days=count * 7 if unit is _WEEK else count))
    except OverflowError:
        raise MomentError(f"Counting {count} {unit.value}s from {start} leaves the calendar.") from None


def _corresponding_date(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def happened_within(happened: Moment, duration: Duration, before: Moment, calendar: WorkingCalendar = ENGLAND) -> bool:
    """Whether something happened in the last so many days, hours or months before a moment, that moment included."""
    return subtract(before, duration, calendar).start <= happened.start <= before.end


def next_date(day: int, month: int, after: Moment) -> Moment:
    """The first such date strictly after the day of a moment, such as the next 31 August.

    Next 29 February is in the next leap year. Errors: `MomentError` if no year has the date.
    """
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2000, month)[1]:
        raise MomentError(f"No year has a day {day} of month {month}.")
    for year in range(after.day.year, after.day.year + 9):
        if day <= monthrange(year, month)[1] and date(year, month, day) > after.day:
            return Moment.on(date(year, month, day))
    raise AssertionError("a date of the year recurs within eight years")


def parse_day_and_month(text: str) -> tuple[int, int]:
    """Read "31 August" as (31, 8), for `next_date`. Errors: `MomentError`, with what to write instead."""
    found = re.fullmatch(r"([0-9]{1,2}) ([A-Z][a-z]+)", text)
    if not found or found[2] not in MONTH_NAMES:
        raise MomentError(f'"{text[:40]}" is not a day of the year. Write a number and a month, such as "31 August".')
    day, month = int(found[1]), MONTH_NAMES.index(found[2]) + 1
    if not 1 <= day <= monthrange(2000, month)[1]:
        raise MomentError(f'"{text}" does not exist: {found[2]} has {monthrange(2000, month)[1]} days at most.')
    return day, month


def working_days_between(a: date, b: date, calendar: WorkingCalendar = ENGLAND) -> int:
    """How many working days lie after `a`, up to and including `b`; negative if `b` is earlier.

    So the limit of N working days from `a` lies N working days after it.
    """
    return calendar.between(a, b)


def days_between(a: Moment, b: Moment) -> int:
    """How many days the London date of `b` lies after that of `a`; negative if it is earlier. Times play no part."""
    return (b.day - a.day).days


def age_on(born: date, day: date) -> int:
    """Completed years of age on a day. Errors: `MomentError` if the day is before birth.

    An age is reached at the first moment of the birthday (Family Law Reform Act 1969, section 9). Somebody born on
    29 February has, in a year without one, completed the year only when 28 February is over, so on 1 March: the Act
    speaks of the anniversary and does not move it back; we know of no case that says otherwise.
    """
    if day < born:
        raise MomentError(f"{day.isoformat()} is before the birth on {born.isoformat()}: there is no age yet.")
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, age: int) -> date:
    """The first day of an age: the birthday, or 1 March for 29 February in a year without one. See `age_on`.

    Errors: `MomentError` for an age under 0 or a year that no calendar has.
    """
    year = born.year + age
    if age < 0 or year > 9999:
        raise MomentError(f"{age} is not an age.")
    if born.day > monthrange(year, born.month)[1]:
        return date(year, 3, 1)
    return born.replace(year=year)
