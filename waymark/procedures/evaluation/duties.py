"""What is owed in an episode: triggers, instances and how they end (pack-language.md, 2.4 to 2.6)."""

from __future__ import annotations

from collections.abc import Container
from typing import Final, NamedTuple

from waymark.procedures.evaluation.dependencies import CompiledDuty, Program
from waymark.procedures.evaluation.ending import Ending, close_of, first_match, first_no, waiver_of
from waymark.procedures.evaluation.instances import DutyInstance, State
from waymark.procedures.evaluation.logic import Truth
from waymark.procedures.evaluation.members import Members
from waymark.procedures.evaluation.points import change_points
from waymark.procedures.evaluation.reason import Missing, Reasoner
from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.evaluation.triggers import Trigger, Triggers, upon_event
from waymark.procedures.language import conditions as c
from waymark.procedures.language.entries import Duty, Strength
from waymark.procedures.time import Duration, Moment, add, earliest, has_passed

# Members as constants: looking one up on its class costs more than a comparison does.
_MAY: Final = Strength.MAY
_OPEN: Final = State.OPEN
_LATE: Final = State.LATE
_MET: Final = State.MET
_MET_LATE: Final = State.MET_LATE
_SUPERSEDED: Final = State.SUPERSEDED


class Turn(NamedTuple):
    """One instance while it is worked out: of a trigger, for a member, the first of its rhythm or a later one."""

    trigger: Trigger
    member: str
    first: bool
    ending: Ending | None


class DutyWorker:
    """Works out the instances of duties in one episode up to a point."""

    def __init__(self, program: Program, reasoner: Reasoner, now: Point) -> None:
        self.program = program
        self.reasoner = reasoner
        self.view = reasoner.view
        self.timeline = reasoner.view.timeline
        self.now = now
        self.triggers = Triggers(program, reasoner, now)

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
        return [self._may_arise(duty, upon_event(self.timeline, self.view.episode.opened))]

    def _variant(self, duty: Duty, triggers: list[Trigger]) -> list[DutyInstance]:
        members = Members(self.program, self.reasoner, duty, self.now) if duty.each is not None else None
        undecided: list[DutyInstance] = []
        turns: list[Turn] = []
        always = not duty.upon or duty.when is None
        for trigger in triggers:
            arises = always or self._arises(duty.when, trigger)
            if arises is None:
                if duty.while_ is None or self.reasoner.test(duty.while_, trigger.point) is not False:
                    undecided.append(self._may_arise(duty, trigger))
            elif arises and members is None:
                self._arise(duty, trigger, "", turns)
            elif arises and members is not None:
                for member, arose in members.of(trigger):
                    self._arise(duty, arose, member, turns)
        found = undecided + [self._instance(duty, turn) for turn in turns]
        return sorted(found, key=lambda instance: instance.arose_point) if undecided else found

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
            duty=duty, episode=self.view.episode.id, trigger=trigger.id, member="", state=State.MAY_ARISE, arose=trigger.moment,
            known_since=trigger.recorded, arose_point=trigger.point, due=due, aim=aim, length=length, readings=readings,
            unknown=tuple(sorted(self.unknown_in(duty.when))),
        )  # fmt: skip

    def unknown_in(self, condition: c.Condition | None) -> set[str]:
        """The questions and facts of a condition that have no value yet."""
        return self.reasoner.unknown_in(condition, self.now)

    # Its life

    def _arise(self, duty: Duty, trigger: Trigger, member: str, turns: list[Turn]) -> None:
        """What a trigger makes for one member; `again` says what where one is still open. Nothing arises twice of one trigger."""
        if duty.every is not None and _made(turns, trigger, member):
            return
        if duty.while_ is not None and self.reasoner.test(duty.while_, trigger.point) is False:
            return
        standing = _standing(turns, trigger, member) if duty.again != "each" else None
        if standing is not None and duty.again == "keep":
            return
        if standing is not None:
            position = trigger.point.position - 1 if trigger.event is not None else None
            ending = Ending(_SUPERSEDED, trigger.moment, trigger.point, trigger.id, 5, position, standing.trigger.point)
            turns[turns.index(standing)] = standing._replace(ending=ending)
            # What would have followed in its rhythm does not follow any more.
            turns[:] = [turn for turn in turns if turn.member != member or turn.trigger.point <= trigger.point]
        self._chain(duty, trigger, member, turns)

    def _chain(self, duty: Duty, trigger: Trigger, member: str, turns: list[Turn]) -> None:
        """The instance of a trigger and, with `every`, those that follow from what met it."""
        ending = self._ending(duty, trigger, member, (trigger.id,), first=True)
        turns.append(Turn(trigger, member, True, ending))
        used = {trigger.id}
        while duty.every is not None and ending is not None and ending.state is _MET:
            used.add(ending.by)
            trigger = upon_event(self.timeline, self.timeline.events[self.timeline.position_of[ending.by]])
            lapsed = duty.while_ is not None and self.reasoner.test(duty.while_, trigger.point) is False
            if lapsed or _made(turns, trigger, member):
                return
            ending = self._ending(duty, trigger, member, used, first=False)
            turns.append(Turn(trigger, member, False, ending))

    def _instance(self, duty: Duty, turn: Turn) -> DutyInstance:
        trigger, ending = turn.trigger, turn.ending
        # A live due time is frozen as it stood just before what ended the duty: that act may itself set the next date.
        at = self.now if ending is None or duty.due is None else ending.just_before
        due, aim, length, readings = self._due(duty, trigger, at, first=turn.first)
        overran = (
            due is not None
            and duty.strength is not _MAY
            and has_passed(due, self.now.instant if ending is None else ending.moment)
        )
        if ending is None:
            return DutyInstance(
                duty=duty, episode=self.view.episode.id, trigger=trigger.id, member=turn.member, state=_LATE if overran else _OPEN,
                arose=trigger.moment, known_since=trigger.recorded, arose_point=trigger.point, due=due, aim=aim, length=length,
                readings=readings, overran=overran, holder=duty.by,
            )  # fmt: skip
        return DutyInstance(
            duty=duty, episode=self.view.episode.id, trigger=trigger.id, member=turn.member,
            state=_MET_LATE if overran and ending.state is _MET else ending.state,
            arose=trigger.moment, known_since=trigger.recorded, arose_point=trigger.point, due=due, aim=aim, length=length,
            readings=readings, ended=ending.moment, ended_point=ending.point, ended_by=ending.by, overran=overran, holder=duty.by,
        )  # fmt: skip

    def _ending(self, duty: Duty, trigger: Trigger, member: str, used: Container[str], *, first: bool) -> Ending | None:
        """The first of: met, waived, lapsed, left, closed. At the same point what met it counts."""
        start, now = trigger.point, self.now
        best = first_match(
            self.view, duty, start, trigger.moment if trigger.event is not None else None, member, now, used
        )
        waived = waiver_of(self.view, duty, start, member, now)
        if waived is not None and waived.before(best):
            best = waived
        closed = close_of(self.view, start, trigger.id, now, first=first)
        if closed is not None and closed.before(best):
            best = closed
        if duty.while_ is not None:
            lapsed = first_no(self.program, self.reasoner, duty.while_, start, now)
            if lapsed is not None and lapsed.before(best):
                best = lapsed
        if member:
            left = Members(self.program, self.reasoner, duty, now).left(member, trigger)
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
        """Limit (or aim alone), aim beside it, the length counted, and the readings that the area has not chosen between."""
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


def _made(turns: list[Turn], trigger: Trigger, member: str) -> bool:
    return any(turn.trigger.id == trigger.id and turn.member == member for turn in turns)


def _standing(turns: list[Turn], trigger: Trigger, member: str) -> Turn | None:
    """The turn of a member that is open at a further trigger: if any, the last one that began by then."""
    begun = (turn for turn in reversed(turns) if turn.member == member and turn.trigger.point <= trigger.point)
    last = next(begun, None)
    return last if last is not None and (last.ending is None or last.ending.point > trigger.point) else None
