"""What may make a duty arise: events, conditions that turn to yes, dates that arrive, other duties' lateness (2.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from waymark.procedures.evaluation.dependencies import Program
from waymark.procedures.evaluation.instances import DutyInstance
from waymark.procedures.evaluation.points import change_points
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.history import Event
from waymark.procedures.language import conditions as c
from waymark.procedures.language import dates as d
from waymark.procedures.language.entries import Duty, UponDate, UponLate
from waymark.procedures.time import Moment

#: Gives the instances of a duty, so that each is worked out once.
InstancesOf = Callable[[str], Sequence[DutyInstance]]


class Trigger(NamedTuple):
    """Something that may make a duty arise: `id` is the event's, the date's text or the late instance's id."""

    id: str
    moment: Moment
    point: Point
    recorded: datetime
    event: Event | None = None


class Triggers:
    """Finds what has made duties of one episode arise up to a point."""

    def __init__(self, program: Program, reasoner: Reasoner, now: Point, instances_of: InstancesOf) -> None:
        self.program = program
        self.instances_of = instances_of
        self.reasoner = reasoner
        self.view = reasoner.view
        self.timeline = reasoner.view.timeline
        self.now = now

    def of(self, duty: Duty) -> list[Trigger]:
        """Every trigger of a duty, oldest first."""
        if not duty.upon:
            return list(self._turns(duty))
        found: list[Trigger] = []
        for trigger in duty.upon:
            if isinstance(trigger, str):
                found += [self.event(event) for event in self.view.occurrences(trigger, self.now.position)]
            elif isinstance(trigger, UponDate):
                found += self._arrivals(trigger.date)
            elif isinstance(trigger, UponLate):
                found += self._latenesses(trigger.duty)
        if len(found) > 1:
            found.sort(key=lambda t: (t.point.position, t.point.instant, t.id))
        return found

    def event(self, event: Event) -> Trigger:
        """An event as a trigger."""
        return Trigger(event.id, event.occurred, self.timeline.upon(event), event.recorded, event)

    def _turns(self, duty: Duty) -> Iterator[Trigger]:
        """Each event (or given fact) at which `when` turns to yes."""
        assert duty.when is not None
        needs = self.program.needs(duty.when)
        opened = self.view.episode.opened
        start = self.timeline.upon(opened)
        if start.position > self.now.position:
            return
        before = False
        for point in [start, *change_points(needs, self.reasoner, start, self.now)]:
            if point.instant > self.now.instant:
                return
            holds = self.reasoner.test(duty.when, point) is True
            if holds and not before:
                yield self._turn(point)
            before = holds

    def _turn(self, point: Point) -> Trigger:
        event = self.timeline.events[point.position - 1]
        if event.occurred.start == point.instant:
            return self.event(event)
        moment = Moment.at(point.instant)
        return Trigger(moment.iso(), moment, point, point.instant)

    def _arrivals(self, date: d.DateExpression) -> list[Trigger]:
        """Each moment at which a date comes: recomputed whenever one of its sources changes."""
        probe = c.Reached(date)
        needs = self.program.needs_of_date(date)
        start = Point(0, self.timeline.starts[0]) if self.timeline.starts else self.now
        points = change_points(needs, self.reasoner, start, self.now)
        found: dict[str, Trigger] = {}
        for point in points:
            if self.reasoner.test(probe, point) is not True:
                continue
            moment = self.reasoner.date(date, point)
            assert isinstance(moment, Moment)
            if moment.iso() not in found:
                arrived = self.timeline.reached(moment) if moment.end <= point.instant else point
                found[moment.iso()] = Trigger(moment.iso(), moment, arrived, moment.end)
        return list(found.values())

    def _latenesses(self, duty: str) -> list[Trigger]:
        found = []
        for instance in self.instances_of(duty):
            if instance.overran and instance.due is not None:
                point = self.timeline.reached(instance.due)
                found.append(Trigger(instance.id, instance.due, point, max(instance.due.end, instance.known_since)))
        return found
