"""How long ago a limit passed, or how long is left, in plain words."""

from datetime import date, datetime, timedelta
from typing import Final

from waymark.procedures.time.holidays import ENGLAND, WorkingCalendar
from waymark.procedures.time.moments import Moment, day_in_words, has_passed

__all__ = ["clock_words", "overdue_by", "time_left"]

_IN_HOURS_UNTIL: Final = timedelta(hours=48)
_COUNTED_DOWN: Final = timedelta(hours=6)
_ONE_DAY: Final = timedelta(days=1)
_ONE_MINUTE: Final = timedelta(minutes=1)


def overdue_by(due: Moment, now: datetime, calendar: WorkingCalendar = ENGLAND) -> str:
    """How long ago a limit passed: "3 working days", "2 days" (no working day among them), "5 hours", "20 minutes".

    In: the limit, and the present instant with its zone. Out: whole units that are over, never rounded up;
    "not overdue" if it has not passed.
    """
    if not has_passed(due, now):
        return "not overdue"
    return _in_words(due, Moment.at(now), due, calendar)


def time_left(due: Moment, now: datetime, calendar: WorkingCalendar = ENGLAND) -> str:
    """How long until a limit passes, in the words of `overdue_by`; "today" if it is the end of this very day.

    Out: whole units that are left, never rounded up; "none" if the limit has passed.
    """
    if has_passed(due, now):
        return "none"
    return _in_words(Moment.at(now), due, due, calendar)


def clock_words(due: Moment, now: datetime, calendar: WorkingCalendar = ENGLAND) -> str:
    """A running clock as a screen says it: "Overdue by 3 working days", "2 hours 10 minutes left", "Due today by 17:00", "Due Friday 27 March".

    In: the limit, and the present instant with its zone. Out: hours and minutes for the last six hours before a limit to the minute; before
    that its day, with the year if that is another, and London's time of day (with its zone where a clock shows it twice).
    """
    if has_passed(due, now):
        return f"Overdue by {overdue_by(due, now, calendar)}"
    present = Moment.at(now)
    left = due.start - present.start
    if not due.known_to_the_day and left <= _COUNTED_DOWN:
        return f"{_hours_and_minutes(left)} left"
    by = "" if due.known_to_the_day else f" by {str(due).rpartition(' at ')[2]}"
    if due.day == present.day:
        return f"Due today{by}"
    if due.day - present.day == _ONE_DAY:
        return f"Due tomorrow{by}"
    return f"Due {day_in_words(due.day, year=due.day.year != present.day.year)}{by}"


def _hours_and_minutes(left: timedelta) -> str:
    hours, minutes = divmod(left // _ONE_MINUTE, 60)
    parts = [_counted(count, word) for count, word in ((hours, "hour"), (minutes, "minute")) if count]
    return " ".join(parts) or "Less than a minute"


def _in_words(earlier: Moment, later: Moment, due: Moment, calendar: WorkingCalendar) -> str:
    elapsed = later.start - earlier.start
    if not due.known_to_the_day and elapsed < _IN_HOURS_UNTIL:
        return _time_in_words(elapsed)
    return _days_in_words(earlier.day, later.day, calendar)


def _days_in_words(earlier: date, later: date, calendar: WorkingCalendar) -> str:
    if earlier == later:
        return "today"
    if working := calendar.between(earlier, later):
        return _counted(working, "working day")
    return _counted((later - earlier).days, "day")


def _time_in_words(elapsed: timedelta) -> str:
    minutes = elapsed // _ONE_MINUTE
    if minutes < 1:
        return "less than a minute"
    return _counted(minutes, "minute") if minutes < 60 else _counted(minutes // 60, "hour")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
