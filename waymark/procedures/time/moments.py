"""When something happened or is due: an exact instant, or a London day of which no hour is known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, Self

from waymark.procedures.time.london import GMT, instants_of, midnight, zone_at

__all__ = [
    "Moment",
    "MomentError",
    "day_in_words",
    "earliest",
    "first_instant_after",
    "has_passed",
    "latest",
    "limit_order",
    "start_order",
]

FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2999
_ONE_SECOND: Final = timedelta(seconds=1)
_ONE_DAY: Final = timedelta(days=1)
_ONE_MICROSECOND: Final = timedelta(microseconds=1)
_WRITTEN: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_HOW_TO_WRITE: Final = "Write a date as 2026-04-02 or a London time as 2026-04-02T16:50."
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class MomentError(ValueError):
    """A date or time that cannot be used. The message says what is wrong and what to write instead."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An exact instant, or a whole London day when only the date is known.

    Build one with `at`, `on` or `parse`. Two moments are equal if they are the same instant or the same day; a day
    never equals an instant. Moments have no single order: a day begins before the things that happen on it and ends
    after them, so sort with `start_order` (what happened) or `limit_order` (what is due).
    """

    value: date | datetime
    """The instant in UTC, or the date."""
    day: date = field(init=False, repr=False, compare=False)
    """The London date."""

    def __post_init__(self) -> None:
        value = self.value
        if isinstance(value, datetime):
            value = _in_utc(value)
            object.__setattr__(self, "value", value)
            zone = zone_at(value)
            day = value.date() if zone is GMT else value.astimezone(zone).date()
        else:
            day = value
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise MomentError(f"The year {day.year} is not between {FIRST_YEAR} and {LAST_YEAR}.")
        object.__setattr__(self, "day", day)

    @classmethod
    def at(cls, instant: datetime) -> Self:
        """The exact moment of a datetime that carries its zone. Errors: `MomentError` if it carries none."""
        return cls(instant)

    @classmethod
    def on(cls, day: date) -> "Moment":
        """The whole London day of a date. Errors: `MomentError` if given a time as well."""
        return whole_day(day)

    @classmethod
    def parse(cls, text: str) -> "Moment":
        """Read "2026-04-02", "2026-04-02T16:50" (London time) or a time with its offset, "2026-04-02T16:50+01:00".

        Errors: `MomentError`, with what to write instead, for other text, a day or time that does not exist, a time
        that the clocks leave out in spring, and a time that happens twice on the night they go back.
        """
        found = _WRITTEN.fullmatch(text)
        if not found:
            raise MomentError(f'"{text[:40]}" is not a date or time. {_HOW_TO_WRITE}')
        day, time, offset = found.groups()
        try:
            if time is None:
                return cls.on(date.fromisoformat(day))
            read = datetime.fromisoformat(text)
        except MomentError:
            raise
        except ValueError as error:
            raise MomentError(f'"{text}" does not exist: {error}. {_HOW_TO_WRITE}') from None
        return cls(read if offset else _only_instant(read))

    @property
    def known_to_the_day(self) -> bool:
        """Whether only the date is known."""
        return not isinstance(self.value, datetime)

    @property
    def start(self) -> datetime:
        """The instant in UTC; of a whole day, its first."""
        return self.value if isinstance(self.value, datetime) else _midnight(self.value)

    @property
    def end(self) -> datetime:
        """The instant in UTC; of a whole day, 23:59:59 by London's clocks. Ask `has_passed` whether it is over."""
        return self.value if isinstance(self.value, datetime) else _midnight(self.value + _ONE_DAY) - _ONE_SECOND

    @property
    def local(self) -> datetime | None:
        """The time that London's clocks showed, with its offset; None if only the date is known."""
        return self.value.astimezone(zone_at(self.value)) if isinstance(self.value, datetime) else None

    def iso(self) -> str:
        """London's own time with its offset, "2026-04-02T16:50:00+01:00", or the date. `parse` reads it back."""
        return (self.local or self.value).isoformat()

    def due_iso(self) -> str:
        """The end as London's own time to the second with its offset, "2026-12-29T23:59:59+00:00"."""
        end = self.end
        return end.astimezone(zone_at(end)).isoformat(timespec="seconds")

    def __str__(self) -> str:
        """Plain words: "Friday 22 May 2026", or "Thursday 2 April 2026 at 16:50"."""
        local = self.local
        if local is None:
            return day_in_words(self.day)
        clock = local.strftime("%H:%M:%S" if local.second else "%H:%M")
        twice = len(instants_of(local.replace(tzinfo=None))) > 1
        return f"{day_in_words(self.day)} at {clock}{f' ({local.tzname()})' if twice else ''}"


def day_in_words(day: date, *, year: bool = True) -> str:
    """ "Friday 22 May 2026", or without the year "Friday 22 May"."""
    words = f"{_WEEKDAYS[day.weekday()]} {day.day} {month_name(day)}"
    return f"{words} {day.year}" if year else words


def month_name(day: date) -> str:
    """ "May"."""
    return MONTH_NAMES[day.month - 1]


def has_passed(limit: Moment, at: Moment | datetime) -> bool:
    """Whether a limit is over at a moment: strictly after its instant, or once its London day has ended.

    `at` may be now or when a thing was done. A thing of which only the day is known is taken at the start of that day,
    so nobody is called late on an hour that nobody wrote down.
    """
    instant = at.start if isinstance(at, Moment) else _in_utc(at)
    if isinstance(limit.value, datetime):
        return instant > limit.value
    return instant >= _midnight(limit.value + _ONE_DAY)


def first_instant_after(limit: Moment) -> datetime:
    """The first instant (UTC) at which a limit has passed: see `has_passed`."""
    if isinstance(limit.value, datetime):
        return limit.value + _ONE_MICROSECOND
    return _midnight(limit.value + _ONE_DAY)


def start_order(moment: Moment) -> tuple[datetime, bool]:
    """A sort key for what happened: by first instant; a whole day comes before everything at an hour of that day."""
    return moment.start, not moment.known_to_the_day


def limit_order(moment: Moment) -> tuple[datetime, bool]:
    """A sort key for what is due: by when it is over; a whole day comes after everything at an hour of that day."""
    if isinstance(moment.value, datetime):
        return moment.value, True
    return _midnight(moment.value + _ONE_DAY), False


def earliest(moments: Iterable[Moment]) -> Moment:
    """The moment that is over first. Errors: `MomentError` if there are none."""
    return min(_some(moments), key=limit_order)


def latest(moments: Iterable[Moment]) -> Moment:
    """The moment that is over last. Errors: `MomentError` if there are none."""
    return max(_some(moments), key=limit_order)


def _some(moments: Iterable[Moment]) -> list[Moment]:
    found = list(moments)
    if not found:
        raise MomentError("There is no earliest or latest of no dates at all.")
    return found


def _in_utc(instant: datetime) -> datetime:
    if instant.tzinfo is UTC:
        return instant
    if instant.utcoffset() is None:
        raise MomentError(f"{instant.isoformat()} says no time zone; a time without one may be an hour out.")
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise MomentError(f"The year {instant.year} is not between {FIRST_YEAR} and {LAST_YEAR}.") from None


def _only_instant(local: datetime) -> datetime:
    """The one instant of a local time that was written without an offset."""
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise MomentError(f"The year {local.year} is not between {FIRST_YEAR} and {LAST_YEAR}.")
    instants = instants_of(local)
    shown = local.isoformat(timespec="minutes")
    if not instants:
        raise MomentError(f"{shown} never happened in London: the clocks went forward past it. Check the time.")
    if len(instants) > 1:
        forms = " or ".join(f"{instant.astimezone(zone_at(instant)).isoformat()[-6:]}" for instant in instants)
        raise MomentError(f"{shown} happened twice in London: the clocks went back. Add {forms} to say which.")
    return instants[0]


@lru_cache(maxsize=1 << 16)
def whole_day(day: date) -> Moment:
    """`Moment.on`, kept: the same day is the same object."""
    if isinstance(day, datetime):
        raise MomentError(f"{day.isoformat()} is a time; a whole day is a date alone.")
    return Moment(day)


_midnight = lru_cache(maxsize=1 << 16)(midnight)
