"""A moment asked about: what had happened by it, and the time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from waymark.procedures.history import Event
from waymark.procedures.language.entries import Hours
from waymark.procedures.time import Duration, Moment, MomentError, add, first_instant_after, happened_within


@dataclass(frozen=True, slots=True)
class Then:
    """The events that had happened, oldest first, and the time. Two are equal if as much had happened and the time is the same."""

    events: tuple[Event, ...] = field(compare=False)
    instant: datetime
    count: int

    @property
    def order(self) -> tuple[int, datetime]:
        """Sorts moments of one course of events."""
        return self.count, self.instant

    def has(self, event: Event) -> bool:
        """Whether an event had happened."""
        return any(one.id == event.id for one in self.events)


def by_order(then: Then) -> tuple[int, datetime]:
    """The sort key of moments."""
    return then.order


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that happened, in the order of `history.event_order`."""

    events: tuple[Event, ...]

    def upon(self, event: Event) -> Then:
        """Just after an event."""
        return self._then(self._place(event) + 1, event.occurred.start)

    def just_before(self, event: Event) -> Then:
        """Just before an event, at its time."""
        return self._then(self._place(event), event.occurred.start)

    def clock_reaches(self, instant: datetime) -> Then:
        """When the clock reaches an instant: before whatever happens at it."""
        return self._then(sum(1 for event in self.events if event.occurred.start < instant), instant)

    def arrives(self, limit: Moment) -> Then:
        """When a limit has just passed."""
        return self.clock_reaches(first_instant_after(limit))

    def by(self, now: datetime) -> Then:
        """Everything up to and including now."""
        return self._then(sum(1 for event in self.events if event.occurred.start <= now), now)

    def _place(self, event: Event) -> int:
        return next(place for place, one in enumerate(self.events) if one.id == event.id)

    def _then(self, count: int, instant: datetime) -> Then:
        return Then(self.events[:count], instant, count)


def runs_out(happened: Moment, length: Duration) -> datetime:
    """The first instant at which something did not happen within a length any more; day by day, since months differ."""
    instant = first_instant_after(add(happened, length))
    while happened_within(happened, length, Moment.at(instant)):
        instant = next_midnight(instant)
    return instant


def next_midnight(instant: datetime) -> datetime:
    """The first instant of the next London day."""
    return first_instant_after(Moment.on(Moment.at(instant).day))


def opening_and_closing(hours: Hours, instant: datetime) -> Iterator[datetime]:
    """When an office next opens and closes on the London day of an instant."""
    day = Moment.at(instant).day
    # A night that begins on any weekday or bank holiday may end on this one; a moment too many does no harm.
    every_span = (span for spans in (*hours.opening.values(), hours.on_holidays) for span in spans)
    for minutes in sorted({edge % (24 * 60) for span in every_span for edge in span}):
        try:
            yield Moment.parse(f"{day.isoformat()}T{minutes // 60:02}:{minutes % 60:02}").start
        except MomentError:
            continue
