"""When a service can be reached: open now, until when, or from when again (bank holidays as in its hours)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from waymark.procedures.evaluation.logic import Truth
from waymark.procedures.language.entries import Contact, Hours, Span
from waymark.procedures.time import ENGLAND, Duration, Moment, Unit, add, subtract

__all__ = ["closes_at", "edges", "opens_next", "within_hours"]

#: A service that opens on no day of three weeks is not one whose opening can be told.
_LOOK_AHEAD = 21
_WHOLE_DAY = 24 * 60


def within_hours(contact: Contact, moment: Moment) -> Truth:
    """Whether a contact's hours hold at an instant; unknown where none are given."""
    if contact.hours is None or moment.local is None:
        return None
    now = _minute(moment)
    return any(opens <= now < closes for opens, closes in _from_last_night(contact.hours, moment.day))


def closes_at(contact: Contact, moment: Moment) -> Moment | None:
    """When the opening in which a moment lies ends; None where it has no end, the service is closed then, or its hours are not known."""
    if contact.hours is None or within_hours(contact, moment) is not True:
        return None
    now, until = _minute(moment), 0
    for opens, closes in _days_ahead(contact.hours, moment.day):
        if opens <= max(now, until) and closes > now:
            until = max(until, closes)
    return None if until >= _LOOK_AHEAD * _WHOLE_DAY else _at(moment.day, until)


def opens_next(contact: Contact, moment: Moment) -> Moment | None:
    """The first opening after a moment at which the service is closed; None where it is open, or its hours are not known."""
    if contact.hours is None or within_hours(contact, moment) is not False:
        return None
    now = _minute(moment)
    first = next((opens for opens, _ in _days_ahead(contact.hours, moment.day) if opens > now), None)
    return None if first is None else _at(moment.day, first)


def edges(hours: Hours, day: date) -> list[int]:
    """The minutes of a day at which the service opens or closes; what began the evening before may close on it."""
    both = {minute for span in _from_last_night(hours, day) for minute in span}
    return sorted(minute for minute in both if 0 <= minute < _WHOLE_DAY)


def _from_last_night(hours: Hours, day: date) -> Iterator[Span]:
    """The spans that touch a day, in its minutes: those of the evening before reach into it from below nought."""
    for opens, closes in _spans(hours, subtract(Moment.on(day), Duration(1, Unit.DAY)).day):
        yield opens - _WHOLE_DAY, closes - _WHOLE_DAY
    yield from _spans(hours, day)


def _days_ahead(hours: Hours, day: date) -> Iterator[Span]:
    """The spans from the evening before a day until three weeks later, in minutes of that day."""
    yield from _from_last_night(hours, day)
    for ahead in range(1, _LOOK_AHEAD):
        day = _day_after(day)
        for opens, closes in _spans(hours, day):
            yield opens + ahead * _WHOLE_DAY, closes + ahead * _WHOLE_DAY


def _spans(hours: Hours, day: date) -> tuple[Span, ...]:
    return hours.spans(day.weekday(), holiday=ENGLAND.holiday_name(day) is not None)


def _minute(moment: Moment) -> int:
    return moment.local.hour * 60 + moment.local.minute if moment.local is not None else 0


def _at(day: date, minute: int) -> Moment:
    while minute >= _WHOLE_DAY:
        day, minute = _day_after(day), minute - _WHOLE_DAY
    return Moment.parse(f"{day.isoformat()}T{minute // 60:02}:{minute % 60:02}")


def _day_after(day: date) -> date:
    return add(Moment.on(day), Duration(1, Unit.DAY)).day
