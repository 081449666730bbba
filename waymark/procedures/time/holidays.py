"""Which days are worked: a calendar of weekends and holidays, and England's."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from waymark.procedures.time import england
from waymark.procedures.time.moments import MomentError

__all__ = ["ENGLAND", "LAST_PUBLISHED_YEAR", "WorkingCalendar"]

LAST_PUBLISHED_YEAR: Final = england.LAST_PUBLISHED_YEAR
_SATURDAY: Final = 5
_WEEKEND_NAMES: Final = {5: "Saturday", 6: "Sunday"}
_ONE_DAY: Final = timedelta(days=1)


class WorkingCalendar:
    """Monday to Friday, without the holidays of a list that covers a run of years.

    In: `holidays`, each with its name; `first_year` and `last_year`, both covered; `published_to`, the last year whose
    holidays are official rather than projected. Outside the years covered only weekends are skipped; `covers` says so.

    Within them a question is one look-up in two tables: how many working days there are up to each day, and which day
    the nth working day is.
    """

    def __init__(self, holidays: Mapping[date, str], *, first_year: int, last_year: int, published_to: int) -> None:
        self.holidays: Final = dict(holidays)
        self._days_off: Final = sorted(day for day in holidays if day.weekday() < _SATURDAY)
        self.first_year: Final = first_year
        self.last_year: Final = last_year
        self.published_to: Final = published_to
        self.first_ordinal: Final = date(first_year, 1, 1).toordinal()
        self.working: Final[list[date]] = []
        """Every working day of the years covered, in order."""
        self.up_to: Final[list[int]] = []
        """For each day covered, how many working days there are from the first day up to and including it."""
        for ordinal in range(self.first_ordinal, date(last_year, 12, 31).toordinal() + 1):
            day = date.fromordinal(ordinal)
            if self.is_working(day):
                self.working.append(day)
            self.up_to.append(len(self.working))

    def is_working(self, day: date) -> bool:
        """Whether a day is neither Saturday, Sunday nor a holiday."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def holiday_name(self, day: date) -> str | None:
        """The name of the holiday taken on a weekday, or None. A holiday on a weekend is named on its substitute."""
        return self.holidays.get(day)

    def reason_not_worked(self, day: date) -> str | None:
        """ "Saturday", "Sunday", "bank holiday: Easter Monday", or None for a working day."""
        if weekend := _WEEKEND_NAMES.get(day.weekday()):
            return weekend
        name = self.holiday_name(day)
        return f"bank holiday: {name}" if name else None

    def projected(self, day: date) -> bool:
        """Whether the holidays of a day's year are expected, not yet official."""
        return day.year > self.published_to

    def covers(self, day: date) -> bool:
        """Whether the list of holidays reaches a day's year."""
        return self.first_year <= day.year <= self.last_year

    def after(self, day: date, count: int) -> date:
        """The `count`th working day after a day, which itself is day 0. Errors: `MomentError` beyond the year 9999."""
        if not count:
            return day
        index = day.toordinal() - self.first_ordinal
        if index >= 0:
            try:
                return self.working[self.up_to[index] + count - 1]
            except IndexError:
                pass
        return self._walk(day, count, _ONE_DAY)

    def before(self, day: date, count: int) -> date:
        """The `count`th working day before a day, which itself is day 0. Errors: `MomentError` before the year 1."""
        if not count:
            return day
        index = day.toordinal() - self.first_ordinal - 1
        if 0 <= index < len(self.up_to):
            position = self.up_to[index] - count
            if position >= 0:
                return self.working[position]
        return self._walk(day, count, -_ONE_DAY)

    def between(self, first: date, second: date) -> int:
        """How many working days lie after the first day, up to and including the second; negative if it is earlier."""
        return self._worked_up_to(second) - self._worked_up_to(first)

    def _worked_up_to(self, day: date) -> int:
        """How many days up to and including this one are worked, since the Monday that was 1 January of the year 1."""
        weeks, rest = divmod(day.toordinal(), 7)
        return weeks * 5 + min(rest, 5) - bisect_right(self._days_off, day)

    def _walk(self, day: date, count: int, step: timedelta) -> date:
        """Count day by day: for days that the tables do not reach."""
        try:
            while count:
                day += step
                count -= self.is_working(day)
        except OverflowError:
            raise MomentError("Counting these working days leaves the calendar.") from None
        return day


ENGLAND: Final = WorkingCalendar(
    england.BANK_HOLIDAYS,
    first_year=england.FIRST_YEAR,
    last_year=england.LAST_YEAR,
    published_to=england.LAST_PUBLISHED_YEAR,
)
"""England's working days, 1990 to 2060: official to `LAST_PUBLISHED_YEAR`, projected after it."""
