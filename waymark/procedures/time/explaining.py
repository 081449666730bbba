"""How a limit was counted, in words that a person can check with a calendar on the wall."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from waymark.procedures.time.counting import add, subtract
from waymark.procedures.time.durations import Duration, Unit
from waymark.procedures.time.holidays import ENGLAND, WorkingCalendar
from waymark.procedures.time.london import zone_at
from waymark.procedures.time.moments import Moment, day_in_words, month_name

__all__ = ["Counting", "explain_add", "explain_subtract"]

_MOST_WEEKEND_DAYS_NAMED = 4
_HOLIDAY = "bank holiday: "
_END_OF_DAY = "the limit is the end of that day (23:59:59)."


@dataclass(frozen=True, slots=True)
class Counting:
    """One limit with its arithmetic."""

    start: Moment
    duration: Duration
    result: Moment
    skipped: tuple[tuple[date, str], ...] = ()
    """Days passed over, in the order of the calendar: "Saturday", "Sunday" or "bank holiday: Easter Monday"."""
    assumptions: tuple[str, ...] = ()
    """What had to be supposed, as sentences."""
    backwards: bool = False
    """Whether it was counted back from the start."""

    def sentences(self) -> tuple[str, ...]:
        """The whole arithmetic in plain English: where it starts, what was skipped, where it ends, what was assumed."""
        if self.duration.unit is Unit.WORKING_DAY:
            steps = self._in_working_days()
        elif self.duration.unit is Unit.HOUR:
            steps = self._in_hours()
        else:
            steps = self._in_calendar_days()
        return (*steps, *self.assumptions)

    def _in_working_days(self) -> Iterator[str]:
        yield f"Day 0 is {day_in_words(self.start.day)}."
        if self.skipped:
            yield f"Skipped: {', '.join(self._skipped_in_words())}."
        which = f"Day {self.duration.count}{' before it' if self.backwards else ''}"
        yield f"{which} is {day_in_words(self.result.day)}; {_END_OF_DAY}"

    def _skipped_in_words(self) -> Iterator[str]:
        weekend = [day for day, reason in self.skipped if not reason.startswith(_HOLIDAY)]
        if many := len(weekend) > _MOST_WEEKEND_DAYS_NAMED:
            first, last = (self._dated(day) for day in (weekend[0], weekend[-1]))
            yield f"{len(weekend)} Saturdays and Sundays ({first} to {last})"
        for day, reason in self.skipped:
            if reason.startswith(_HOLIDAY):
                yield f"{self._dated(day)} ({reason.removeprefix(_HOLIDAY)})"
            elif not many:
                yield self._dated(day)

    def _dated(self, day: date) -> str:
        return day_in_words(day, year=day.year != self.start.day.year)

    def _in_hours(self) -> Iterator[str]:
        yield f"Counted {'back ' if self.backwards else ''}from {_instant_in_words(self.start)}."
        yield f"{str(self.duration).capitalize()} of elapsed time, through nights, weekends and bank holidays."
        if zone_at(self.start.start) is not zone_at(self.result.start):
            yield "The clocks change in between, so the time of day moves by an hour."
        yield f"The limit is {self.result}."

    def _in_calendar_days(self) -> Iterator[str]:
        if not self.duration.count:
            yield f"The same day is {day_in_words(self.result.day)}; {_END_OF_DAY}"
            return
        yield f"Counted {'back ' if self.backwards else ''}from {day_in_words(self.start.day)}."
        if self.duration.unit in (Unit.DAY, Unit.WEEK):
            yield "Every day counts, weekends and bank holidays too."
        elif self.start.day.day != self.result.day.day:
            month = f"{month_name(self.result.day)} {self.result.day.year}"
            yield f"{month} has no day {self.start.day.day}, so its last day counts."
        way = "before" if self.backwards else "later"
        yield f"{str(self.duration).capitalize()} {way} is {day_in_words(self.result.day)}; {_END_OF_DAY}"


def explain_add(start: Moment, duration: Duration, calendar: WorkingCalendar = ENGLAND) -> Counting:
    """The limit that `add` gives, with its arithmetic. Errors: as for `add`."""
    result = add(start, duration, calendar)
    return _counting(start, duration, result, calendar, backwards=False)


def explain_subtract(start: Moment, duration: Duration, calendar: WorkingCalendar = ENGLAND) -> Counting:
    """The limit that `subtract` gives, with its arithmetic. Errors: as for `add`."""
    result = subtract(start, duration, calendar)
    return _counting(start, duration, result, calendar, backwards=True)


def _counting(
    start: Moment, duration: Duration, result: Moment, calendar: WorkingCalendar, *, backwards: bool
) -> Counting:
    skipped: tuple[tuple[date, str], ...] = ()
    if duration.unit is Unit.WORKING_DAY:
        first, last = sorted((start.day, result.day))
        skipped = tuple(_not_worked(first, last, calendar))
    assumptions = tuple(_assumptions(start, duration, result, calendar))
    return Counting(start, duration, result, skipped, assumptions, backwards)


def _not_worked(first: date, last: date, calendar: WorkingCalendar) -> Iterator[tuple[date, str]]:
    """The days strictly between two days that are not worked, with the reason."""
    for ahead in range(1, (last - first).days):
        day = first + timedelta(days=ahead)
        if reason := calendar.reason_not_worked(day):
            yield day, reason


def _assumptions(start: Moment, duration: Duration, result: Moment, calendar: WorkingCalendar) -> Iterator[str]:
    if duration.unit is Unit.HOUR and start.known_to_the_day:
        yield "The time of day is not known: counted from the start of the day."
    if duration.unit is not Unit.WORKING_DAY:
        return
    days = (start.day, result.day)
    if not all(calendar.covers(day) for day in days):
        years = f"{calendar.first_year} to {calendar.last_year}"
        yield f"Bank holidays are known only for {years}: outside those years only weekends were skipped."
    elif any(calendar.projected(day) for day in days):
        yield f"Bank holidays after {calendar.published_to} are projected, not yet official."


def _instant_in_words(moment: Moment) -> str:
    return f"{moment} at 00:00" if moment.known_to_the_day else str(moment)
