"""What is owed in an episode: triggers, instances and how they end (pack-language.md, 2.4 to 2.6)."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Final

from waymark.procedures.evaluation.dependencies import CompiledDuty, Program
from waymark.procedures.evaluation.ending import Ending, close_of, first_match, first_no, waiver_of
from waymark.procedures.evaluation.instances import DutyInstance, State
from waymark.procedures.evaluation.logic import Truth
from waymark.procedures.evaluation.points import change_points
from waymark.procedures.evaluation.reason import Missing, Reasoner
from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.evaluation.triggers import InstancesOf, Trigger, Triggers
from waymark.procedures.language import conditions as c
from waymark.procedures.language.entries import Duty, Strength
from waymark.procedures.time import Duration, Moment, add, earliest, has_passed

# Members as constants: looking one up on its class costs more than a comparison does.
_MAY: Final = Strength.MAY
_OPEN: Final = State.OPEN
_LATE: Final = State.LATE
_MET: Final = State.MET
_MET_LATE: Final = State.MET_LATE
_DONE: Final = frozenset({State.MET, State.MET_LATE})


class DutyWorker:
    """Works out the instances of duties in one episode up to a point."""

    def __init__(self, program: Program, reasoner: Reasoner, now: Point, instances_of: InstancesOf) -> None:
        self.program = program
        self.triggers = Triggers(program, reasoner, now, instances_of)
        self.reasoner = reasoner
        self.view = reasoner.view
        self.timeline = reasoner.view.timeline
        self.now = now

    def instances(self, compiled: CompiledDuty) -> list[DutyInstance]:
        """Every instance of a duty, oldest trigger first, and one that "may arise" for each trigger still undecided."""
        triggers = self.triggers.of(compiled.duty)
        if not triggers:
            return self._standing_unknown(compiled.duty)
        if len(compiled.variants) == 1:
            return self._variant(compiled.duty, triggers)
        return [instance for variant in compiled.variants for instance in self._variant(variant, triggers)]

    def _standing_unknown(self, duty: Duty) -> list[DutyInstance]:
        """A duty without a trigger of its own whose condition cannot be told yet stands under "may arise" (2.2)."""
        if duty.upon or duty.when is None or self.reasoner.test(duty.when, self.now) is not None:
            return []
        return [self._may_arise(duty, self.triggers.event(self.view.episode.opened))]

    def _variant(self, duty: Duty, triggers: list[Trigger]) -> list[DutyInstance]:
        members = _Members(self, duty) if duty.each is not None else None
        found: list[DutyInstance] = []
        open_by_member: dict[str, int] = {}
        always = not duty.upon or duty.when is None
        for trigger in triggers:
            arises = always or self._arises(duty.when, trigger)
            if arises is None:
                found.append(self._may_arise(duty, trigger))
            elif arises and members is None:
                self._arise(duty, trigger, "", found, open_by_member)
            elif arises and members is not None:
                for member, arose in members.of(trigger):
                    self._arise(duty, arose, member, found, open_by_member)
        return found

    # Whether it arises

    def _arises(self, when: c.Condition | None, trigger: Trigger) -> Truth:
        """The condition is settled at the trigger, or at the first later moment when it can be told (2.4)."""
        assert when is not None
        holds = self.reasoner.test(when, trigger.point)
        return self._first_told(when, trigger.point) if holds is None else holds

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
                found[previous] = before._replace(
                    state=State.SUPERSEDED, ended=trigger.moment, ended_position=trigger.point.position,
                    ended_by=trigger.id, overran=before.due is not None and has_passed(before.due, trigger.moment),
                    held_by="",
                )  # fmt: skip
        instance = self._live(duty, trigger, member, (trigger.id,), first=True)
        if instance is not None:
            found.append(instance)
            if duty.every is not None:
                found += self._turns(duty, instance, member, {trigger.id})
            open_by_member[member] = len(found) - 1

    def _turns(self, duty: Duty, instance: DutyInstance, member: str, used: set[str]) -> Iterator[DutyInstance]:
        """What follows from an instance of a duty with `every`: once met, it arises again from what met it."""
        while instance.state in _DONE:
            used.add(instance.ended_by)
            again = self.triggers.event(self.timeline.events[self.timeline.position_of[instance.ended_by]])
            following = self._live(duty, again, member, used, first=False)
            if following is None:
                return
            yield following
            instance = following

    def _live(
        self, duty: Duty, trigger: Trigger, member: str, used: Container[str], *, first: bool
    ) -> DutyInstance | None:
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

    def _ending(self, duty: Duty, trigger: Trigger, member: str, used: Container[str]) -> Ending | None:
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
        return instance._replace(overran=overran, state=State.LATE if overran else State.OPEN)

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
