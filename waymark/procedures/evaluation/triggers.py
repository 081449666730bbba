"""What makes a duty arise: an event, the arrival of a date, another duty's lateness, a condition that turns to yes (pack-language.md, 2.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from waymark.procedures.evaluation.dependencies import Program
from waymark.procedures.evaluation.instances import DutyInstance
from waymark.procedures.evaluation.points import change_points
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Point, Timeline
from waymark.procedures.history import Event
from waymark.procedures.language import conditions as c
from waymark.procedures.language import dates as d
from waymark.procedures.language.entries import Duty, UponDate
from waymark.procedures.time import Moment, has_passed


class Trigger(NamedTuple):
    """Something that may make a duty arise: `id` is the event's, the date's text or the late instance's id."""

    id: str
    moment: Moment
    point: Point
    recorded: datetime
    event: Event | None = None


def upon_event(timeline: Timeline, event: Event) -> Trigger:
    """An event as a trigger."""
    return Trigger(event.id, event.occurred, timeline.upon(event), event.recorded, event)


def at_point(timeline: Timeline, point: Point) -> Trigger:
    """The event that made a point, or the time itself, as a trigger."""
    event = timeline.event_at(point)
    if event is not None:
        return upon_event(timeline, event)
    moment = Moment.at(point.instant)
    return Trigger(moment.iso(), moment, point, point.instant)


class Triggers:
    """Finds the triggers of duties in one episode up to a point."""

    def __init__(self, program: Program, reasoner: Reasoner, now: Point) -> None:
        self.program = program
        self.reasoner = reasoner
        self.view = reasoner.view
        self.timeline = reasoner.view.timeline
        self.now = now

    def of(self, duty: Duty) -> list[Trigger]:
        """Every trigger, oldest first, each once."""
        if not duty.upon:
            return list(self._turns(duty.when)) if duty.when is not None else []
        found: list[Trigger] = []
        for trigger in duty.upon:
            if isinstance(trigger, str):
                found += [upon_event(self.timeline, e) for e in self.view.occurrences(trigger, self.now.position)]
            elif isinstance(trigger, UponDate):
                found += self._arrivals(trigger.date)
            else:
                found += self._latenesses(trigger.duty)
        if len(duty.upon) > 1:
            found = list({trigger.id: trigger for trigger in reversed(found)}.values())
        if len(found) > 1:
            found.sort(key=lambda t: (t.point, t.id))
        return found

    def _turns(self, when: c.Condition) -> Iterator[Trigger]:
        """Each point from the opening on at which a condition turns to yes."""
        start = self.timeline.upon(self.view.episode.opened)
        if start.position > self.now.position:
            return
        before = False
        for point in [start, *change_points(self.program.needs(when), self.reasoner, start, self.now)]:
            holds = self.reasoner.test(when, point) is True
            if holds and not before:
                yield at_point(self.timeline, point)
            before = holds

    def _arrivals(self, date: d.DateExpression) -> list[Trigger]:
        """Each date that comes: recomputed whenever one of its sources changes. One known only afterwards came when it came."""
        start = self.timeline.beginning(self.now)
        found: dict[str, Trigger] = {}
        for point in [start, *change_points(self.program.needs_of_date(date), self.reasoner, start, self.now)]:
            moment = self.reasoner.date(date, point)
            if isinstance(moment, Moment) and has_passed(moment, point.instant) and moment.iso() not in found:
                arrived = self.timeline.reached(moment)
                found[moment.iso()] = Trigger(moment.iso(), moment, arrived, arrived.instant)
        return list(found.values())

    def _latenesses(self, duty: str) -> list[Trigger]:
        """Each instance of another duty that ran over, when it did: a later change of its due time does not undo that (trap 8)."""
        book = self.reasoner.duty_book
        assert book is not None
        entry = self.reasoner.pack.duties[duty]
        # Only a live due time, and only an instance that another may have replaced, can have been late and be so no more.
        changing = entry.due is not None or entry.again != "each"
        points = book.points_of(duty, self.timeline.beginning(self.now), self.now) if changing else ()
        found: dict[str, Trigger] = {}
        for point in [*points, self.now]:
            for instance in book.instances_at(duty, point):
                if instance.overran and instance.id not in found:
                    found[instance.id] = self._lateness(instance)
        return list(found.values())

    def _lateness(self, instance: DutyInstance) -> Trigger:
        """When an instance ran over; at the earliest when it arose."""
        assert instance.due is not None
        passed = self.timeline.reached(instance.due)
        if passed < instance.arose_point:
            return Trigger(instance.id, instance.arose, instance.arose_point, instance.known_since)
        return Trigger(instance.id, instance.due, passed, max(passed.instant, instance.known_since))
