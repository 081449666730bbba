"""When a service can be reached: open now, until when, or from when again (bank holidays as in its hours)."""

from __future__ import annotations

from datetime import date

from waymark.procedures.evaluation.reason import within_hours
from waymark.procedures.language.entries import Contact
from waymark.procedures.time import ENGLAND, Duration, Moment, Unit, add

__all__ = ["closes_at", "opens_next", "within_hours"]

#: A service that opens on no day of three weeks is not one whose opening can be told.
_LOOK_AHEAD = 21
_WHOLE_DAY = 24 * 60


def closes_at(contact: Contact, moment: Moment) -> Moment | None:
    """When the opening in which a moment lies ends; None where the service is closed then, or its hours are not known."""
    if within_hours(contact, moment) is not True:
        return None
    span = _span(contact, moment.day)
    return _at(moment.day, span[1]) if span is not None else None


def opens_next(contact: Contact, moment: Moment) -> Moment | None:
    """The first opening after a moment at which the service is closed; None where it is open, or its hours are not known."""
    if within_hours(contact, moment) is not False:
        return None
    day = moment.day
    for _ in range(_LOOK_AHEAD):
        span = _span(contact, day)
        if span is not None and (opens := _at(day, span[0])).start > moment.start:
            return opens
        day = _day_after(day)
    return None


def _span(contact: Contact, day: date) -> tuple[int, int] | None:
    """From which minute to which the service is open on a day."""
    hours = contact.hours
    if hours is None or (not hours.holidays and ENGLAND.holiday_name(day) is not None):
        return None
    return hours.opening.get(day.weekday())


def _at(day: date, minute: int) -> Moment:
    if minute >= _WHOLE_DAY:
        day, minute = _day_after(day), minute - _WHOLE_DAY
    return Moment.parse(f"{day.isoformat()}T{minute // 60:02}:{minute % 60:02}")


def _day_after(day: date) -> date:
    return add(Moment.on(day), Duration(1, Unit.DAY)).day
