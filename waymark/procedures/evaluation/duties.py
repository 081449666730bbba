"""What is owed in an episode: triggers, instances and how they end (pack-language.md, 2.4 to 2.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from waymark.procedures.evaluation.dependencies import CompiledDuty, Program
from waymark.procedures.evaluation.ending import Ending, close_of, first_match, first_no, waiver_of
from waymark.procedures.evaluation.instances import DutyInstance, State
from waymark.procedures.evaluation.logic import Truth
from waymark.procedures.evaluation.points import change_points
from waymark.procedures.evaluation.reason import Missing, Reasoner
from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.history import Event
from waymark.procedures.language import conditions as c
from waymark.procedures.language import dates as d
from waymark.procedures.language.entries import Duty, Strength, UponDate, UponLate
from waymark.procedures.time import Duration, Moment, add, earliest, has_passed

# Members as constants: looking one up on its class costs more than a comparison does.
_MAY: Final = Strength.MAY
_OPEN: Final = State.OPEN
_LATE: Final = State.LATE
_MET: Final = State.MET
_MET_LATE: Final = State.MET_LATE
_DONE: Final = frozenset({State.MET, State.MET_LATE})


class Trigger(NamedTuple):
    """Something that may make a duty arise: `id` is the event's, the date's text or the late instance's id."""

    id: str
    moment: Moment
    point: Point
    recorded: datetime
    event: Event | None = None


class DutyWorker:
    """Works out the instances of duties in one episode up to a point."""

    def __init__(
        self, program: Program, reasoner: Reasoner, now: Point, instances_of: Callable[[str], Sequence[DutyInstance]]
    ) -> None:
        """`instances_of` gives the instances of another duty, so that each is worked out once."""
        self.program = program
        self.instances_of = instances_of
        self.reasoner = reasoner
        self.view = reasoner.view
        self.timeline = reasoner.view.timeline
        self.now = now

    def instances(self, compiled: CompiledDuty) -> list[DutyInstance]:
        """Every instance of a duty, oldest trigger first, and one that "may arise" for each trigger still undecided."""
        triggers = self._triggers(compiled.duty)
        if not triggers:
            return self._standing_unknown(compiled.duty)
        return [instance for variant in compiled.variants for instance in self._variant(variant, triggers)]

    def _standing_unknown(self, duty: Duty) -> list[DutyInstance]:
        """A duty without a trigger of its own whose condition cannot be told yet stands under "may arise" (2.2)."""
        if duty.upon or duty.when is None or self.reasoner.test(duty.when, self.now) is not None:
            return []
        return [self._may_arise(duty, self._event_trigger(self.view.episode.opened))]

    def _variant(self, duty: Duty, triggers: list[Trigger]) -> list[DutyInstance]:
        members = _Members(self, duty) if duty.each is not None else None
        found: list[DutyInstance] = []
        open_by_member: dict[str, int] = {}
        for trigger in triggers:
            arises = self._arises(duty, trigger)
            if arises is None:
                found.append(self._may_arise(duty, trigger))
            elif arises and members is None:
                self._arise(duty, trigger, "", found, open_by_member)
            elif arises and members is not None:
                for member, arose in members.of(trigger):
                    self._arise(duty, arose, member, found, open_by_member)
        return found

    # Triggers

    def _triggers(self, duty: Duty) -> list[Trigger]:
        if not duty.upon:
            return list(self._turns(duty))
        found: list[Trigger] = []
        for trigger in duty.upon:
            if isinstance(trigger, str):
                found += [self._event_trigger(e) for e in self.view.occurrences(trigger, self.now.position)]
            elif isinstance(trigger, UponDate):
                found += self._arrivals(trigger.date)
            elif isinstance(trigger, UponLate):
                found += self._latenesses(trigger.duty)
        if len(found) > 1:
            found.sort(key=lambda t: (t.point.position, t.point.instant, t.id))
        return found

    def _event_trigger(self, event: Event) -> Trigger:
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
            return self._event_trigger(event)
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

    # Whether it arises

    def _arises(self, duty: Duty, trigger: Trigger) -> Truth:
        """The condition is settled at the trigger, or at the first later moment when it can be told (2.4); until then
        it is unknown.
        """
        if not duty.upon or duty.when is None:
            return True
        holds = self.reasoner.test(duty.when, trigger.point)
        return self._first_told(duty.when, trigger.point) if holds is None else holds

    def _first_told(self, condition: c.Condition, start: Point) -> bool | None:
        for point in change_points(self.program.needs(condition), self.reasoner, start, self.now):
            holds = self.reasoner.test(condition, point)
            if holds is not None:
                return holds
        return None

    def _may_arise(self, duty: Duty, trigger: Trigger) -> DutyInstance:
        due, aim, length, readings = self._due(duty, trigger, self.now)
        return DutyInstance(
            duty=duty, episode=self.view.episode.id, trigger=trigger.id, member="", state=State.MAY_ARISE,
            arose=trigger.moment, known_since=trigger.recorded, arose_position=trigger.point.position, due=due, aim=aim,
            length=length, readings=readings, unknown=tuple(sorted(self.unknown_in(duty.when))),
        )  # fmt: skip

    def unknown_in(self, condition: c.Condition | None) -> set[str]:
        """The questions and facts of a condition that have no value yet."""
        names = {part.fact for part in c.walk(condition) if isinstance(part, c.FactTest) and not part.of_row}
        return {name for name in names if self.reasoner.fact(name, self.now) is None}

    # Its life

    def _arise(
        self, duty: Duty, trigger: Trigger, member: str, found: list[DutyInstance], open_by_member: dict[str, int]
    ) -> None:
        previous = open_by_member.get(member)
        if previous is not None and duty.again != "each":
            before = found[previous]
            still_open = before.ended_position is None or before.ended_position > trigger.point.position
            if still_open and duty.again == "keep":
                return
            if still_open:
                found[previous] = replace(
                    before, state=State.SUPERSEDED, ended=trigger.moment, ended_position=trigger.point.position,
                    ended_by=trigger.id, overran=before.due is not None and has_passed(before.due, trigger.moment),
                    held_by="",
                )  # fmt: skip
        for instance in self._chain(duty, trigger, member):
            found.append(instance)
            open_by_member[member] = len(found) - 1

    def _chain(self, duty: Duty, trigger: Trigger, member: str) -> Iterator[DutyInstance]:
        """The instance of a trigger and, with `every`, those that follow from what met it."""
        used = {trigger.id}
        instance = self._live(duty, trigger, member, used, first=True)
        while instance is not None:
            yield instance
            if duty.every is None or instance.state not in _DONE:
                return
            used.add(instance.ended_by)
            trigger = self._event_trigger(self.timeline.events[self.timeline.position_of[instance.ended_by]])
            instance = self._live(duty, trigger, member, used, first=False)

    def _live(self, duty: Duty, trigger: Trigger, member: str, used: set[str], *, first: bool) -> DutyInstance | None:
        if duty.while_ is not None and self.reasoner.test(duty.while_, trigger.point) is False:
            return None
        ending = self._ending(duty, trigger, member, used)
        if ending is None:
            due, aim, length, readings = self._due(duty, trigger, self.now, first=first)
            overran = due is not None and duty.strength is not _MAY and has_passed(due, self.now.instant)
            return DutyInstance(
                duty=duty, episode=self.view.episode.id, trigger=trigger.id, member=member,
                state=_LATE if overran else _OPEN, arose=trigger.moment, known_since=trigger.recorded,
                arose_position=trigger.point.position, due=due, aim=aim, length=length, readings=readings,
                overran=overran, holder=duty.by,
            )  # fmt: skip
        # A live due time is frozen as it stood just before what ended the duty: that act may itself set the next date.
        at = self.now if duty.due is None else Point(ending.position - 1, ending.moment.start)
        due, aim, length, readings = self._due(duty, trigger, at, first=first)
        overran = due is not None and duty.strength is not _MAY and has_passed(due, ending.moment)
        return DutyInstance(
            duty=duty, episode=self.view.episode.id, trigger=trigger.id, member=member,
            state=_MET_LATE if overran and ending.state is _MET else ending.state, arose=trigger.moment,
            known_since=trigger.recorded, arose_position=trigger.point.position, due=due, aim=aim, length=length,
            readings=readings, ended=ending.moment, ended_position=ending.position, ended_by=ending.by, overran=overran,
            holder=duty.by,
        )  # fmt: skip

    def _ending(self, duty: Duty, trigger: Trigger, member: str, used: set[str]) -> Ending | None:
        """The first of: met, waived, lapsed, closed. At the same position what met it counts."""
        start, now = trigger.point, self.now
        best = first_match(self.view, duty, start, trigger.moment, member, now, used)
        waived = waiver_of(self.view, duty, start, member, now)
        if waived is not None and waived.before(best):
            best = waived
        closed = close_of(self.view, start, trigger.id, now)
        if closed is not None and closed.before(best):
            best = closed
        if duty.while_ is not None:
            lapsed = first_no(self.program, self.reasoner, duty.while_, start, now)
            if lapsed is not None and lapsed.before(best):
                best = lapsed
        if member:
            left = _Members(self, duty).left(member, trigger)
            if left is not None and left.before(best):
                best = left
        return best

    def aged(self, instance: DutyInstance) -> DutyInstance:
        """The same instance at a later moment, where nothing but time has changed."""
        outstanding = instance.state in (State.OPEN, State.LATE) and instance.due is not None
        if not outstanding or instance.duty.strength is Strength.MAY:
            return instance
        assert instance.due is not None
        overran = has_passed(instance.due, self.now.instant)
        return replace(instance, overran=overran, state=State.LATE if overran else State.OPEN)

    # Its times

    def _due(
        self, duty: Duty, trigger: Trigger, at: Point, *, first: bool = True
    ) -> tuple[Moment | None, Moment | None, Duration | None, tuple[Moment, ...]]:
        """Limit (or aim alone), aim beside it, the length counted, and the readings that the area has not chosen
        between.
        """
        counted = duty.within if first and duty.within is not None else (duty.every or duty.within)
        if isinstance(counted, Duration) and duty.due is None and duty.aim is None:
            return add(trigger.moment, counted), None, counted, ()
        length: Duration | None = None
        readings: tuple[Moment, ...] = ()
        due: Moment | None = None
        if duty.due is not None and first:
            date = self.reasoner.date(duty.due, at)
            due = None if isinstance(date, Missing) else date
        elif counted is not None:
            length = self.reasoner.length(counted, trigger.point)
            readings = tuple(add(trigger.moment, reading) for reading in self.reasoner.readings(counted))
            due = add(trigger.moment, length) if length is not None else (earliest(readings) if readings else None)
        aim = self.reasoner.length(duty.aim, trigger.point) if duty.aim is not None else None
        aimed = add(trigger.moment, aim) if aim is not None else None
        return (due if due is not None else aimed), aimed, length if length is not None else aim, readings


class _Members:
    """The members over whom a duty fans out: a member found later gets an instance then, one who leaves ends it."""

    def __init__(self, worker: DutyWorker, duty: Duty) -> None:
        self.worker = worker
        self.group = duty.each

    def of(self, trigger: Trigger) -> list[tuple[str, Trigger]]:
        """Each member with the trigger from which the member's clock runs."""
        if self.group is None:
            return [("", trigger)]
        found: dict[str, Trigger] = {}
        for point in [trigger.point, *self._points(trigger)]:
            for member in self._at(point):
                if member not in found:
                    found[member] = trigger if point is trigger.point else self._found_at(trigger, point)
        return sorted(found.items(), key=lambda pair: (pair[1].point.position, pair[0]))

    def left(self, member: str, trigger: Trigger) -> Ending | None:
        """When a member left the group."""
        for point in self._points(trigger):
            if member not in self._at(point):
                return Ending(State.LAPSED, Moment.at(point.instant), point.position, "", 3)
        return None

    def _at(self, point: Point) -> list[str]:
        assert self.group is not None
        return [_label(member) for member in self.worker.view.group(self.group, point)]

    def _points(self, trigger: Trigger) -> list[Point]:
        assert self.group is not None
        needs = self.worker.program.needs_of_group(self.group)
        return change_points(needs, self.worker.reasoner, trigger.point, self.worker.now)

    def _found_at(self, trigger: Trigger, point: Point) -> Trigger:
        moment = Moment.at(point.instant)
        return Trigger(trigger.id, moment, point, point.instant)


def _label(member: object) -> str:
    return str(next(iter(member.values()), "")) if isinstance(member, dict) else str(member)
