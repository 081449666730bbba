"""What is owed in one episode: triggers, instances, and how each ends (pack-language.md, 2.4 to 2.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from waymark.procedures.history import Event
from waymark.procedures.language.conditions import PathwayOpen, walk
from waymark.procedures.language.dates import DateExpression
from waymark.procedures.language.entries import Duty, Strength, UponDate, UponLate
from waymark.procedures.language.people import answers_to, people_word
from waymark.procedures.reference.knowing import Absent, Mind, Truth
from waymark.procedures.reference.moments import Course, Then, by_order
from waymark.procedures.reference.seeing import Sight, closing_of
from waymark.procedures.time import Moment, add, earliest, has_passed


@dataclass(frozen=True, slots=True)
class Trigger:
    """What makes a duty arise. `event` is None where a date or time did it."""

    id: str
    moment: Moment
    then: Then
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class End:
    """What ends an instance; of several at one moment the least `rank` counts. `frozen` is when its due time was last live."""

    state: str
    moment: Moment
    then: Then
    by: str
    rank: int
    frozen: Then


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One instance, as it can be compared with the fast evaluator's."""

    duty: str
    episode: str
    trigger: str
    member: str
    audience: str
    state: str
    due: Moment | None
    aim: Moment | None
    readings: tuple[Moment, ...]
    arose: Moment
    ended: Moment | None
    ended_by: str
    overran: bool
    held_by: str = ""

    @property
    def identity(self) -> str:
        """Episode, duty, trigger, member and audience."""
        return "|".join((self.episode, self.duty, self.trigger, self.member, self.audience))

    @property
    def outstanding(self) -> bool:
        """Whether something is still to be done."""
        return self.state in ("open", "late", "held")


@dataclass(frozen=True, slots=True)
class Turn:
    """One instance while it is worked out."""

    trigger: Trigger
    member: str
    first: bool
    end: End | None


class Debts:
    """What is owed in one episode."""

    def __init__(
        self,
        sight: Sight,
        mind: Mind,
        course: Course,
        moments: Callable[[], list[Then]],
        others: Callable[[str, Then], list[Life]],
    ) -> None:
        """`moments` are those worth asking about; `others(duty, then)` are a duty's instances in the episodes that this one sees."""
        self.sight = sight
        self.mind = mind
        self.course = course
        self.moments = moments
        self.others = others
        self._found: dict[tuple[str, Then], list[Life]] = {}

    def instances(self, name: str, now: Then) -> list[Life]:
        """Every instance of a duty as things stood at a moment."""
        if (name, now) not in self._found:
            self._found[name, now] = list(self._instances(self.sight.pack.duties[name], now))
        return self._found[name, now]

    def _instances(self, duty: Duty, now: Then) -> Iterator[Life]:
        triggers = self._triggers(duty, now)
        if not duty.upon and not triggers and duty.when is not None and self.mind.holds(duty.when, now) is None:
            yield self._may_arise(duty, self._by(self.sight.episode.opened), now)
        for audience in duty.tell or (None,):
            one = duty if audience is None else replace(duty, tell=(audience,))
            yield from self._for_one_audience(one, triggers, now)

    def _for_one_audience(self, duty: Duty, triggers: list[Trigger], now: Then) -> Iterator[Life]:
        turns: list[Turn] = []
        for trigger in triggers:
            told = True if not duty.upon else self._told(duty, trigger, now)
            if told is False or self._while(duty, trigger.then) is False:
                continue
            if told is None:
                yield self._may_arise(duty, trigger, now)
                continue
            for member, start in self._members(duty, trigger, now):
                self._begin(duty, start, member, turns, now)
        yield from (self._life(duty, turn, now) for turn in turns)

    # When it arises

    def _by(self, event: Event) -> Trigger:
        return Trigger(event.id, event.occurred, self.course.upon(event), event)

    def _at(self, then: Then) -> Trigger:
        """The event that made this moment, or the time itself."""
        event = then.events[-1] if then.events else None
        if event is not None and event.occurred.start == then.instant:
            return self._by(event)
        return Trigger(Moment.at(then.instant).iso(), Moment.at(then.instant), then)

    def _triggers(self, duty: Duty, now: Then) -> list[Trigger]:
        found = list(self._turns_to_yes(duty, now)) if not duty.upon else []
        for upon in duty.upon:
            if isinstance(upon, UponDate):
                found += self._arrivals(upon.date, now)
            elif isinstance(upon, UponLate):
                found += self._latenesses(upon.duty, now)
            else:
                found += [self._by(event) for event in self.sight.seen(upon, now)]
        unique = {trigger.id: trigger for trigger in reversed(found)}
        return sorted(unique.values(), key=lambda trigger: (trigger.then.order, trigger.id))

    def _from(self, start: Then, now: Then) -> list[Then]:
        """Every moment worth asking about after `start` and up to now."""
        return [then for then in [*self.moments(), now] if start.order < then.order <= now.order]

    def _turns_to_yes(self, duty: Duty, now: Then) -> Iterator[Trigger]:
        start = self.course.upon(self.sight.episode.opened)
        before: Truth = False
        for then in [start, *self._from(start, now)] if duty.when is not None else []:
            assert duty.when is not None
            holds = self.mind.holds(duty.when, then)
            if holds and not before:
                yield self._at(then)
            before = holds

    def _arrivals(self, date: DateExpression, now: Then) -> Iterator[Trigger]:
        for then in (then for then in [*self.moments(), now] if then.order <= now.order):
            limit = self.mind.date(date, then)
            if not isinstance(limit, Absent) and has_passed(limit, then.instant):
                yield Trigger(limit.iso(), limit, self.course.arrives(limit))

    def _latenesses(self, duty: str, now: Then) -> Iterator[Trigger]:
        for then in (then for then in [*self.moments(), now] if then.order <= now.order):
            for life in self.others(duty, then):
                if life.owed.overran and life.owed.due is not None:
                    passes = self.course.arrives(life.owed.due)
                    late_at_birth = passes.order < life.arose.order
                    yield Trigger(
                        life.owed.identity,
                        life.owed.arose if late_at_birth else life.owed.due,
                        max(passes, life.arose, key=by_order),
                    )

    def _told(self, duty: Duty, trigger: Trigger, now: Then) -> Truth:
        """`when` at the trigger, or at the first later moment when it can be told."""
        if duty.when is None:
            return True
        answers = (self.mind.holds(duty.when, then) for then in [trigger.then, *self._from(trigger.then, now)])
        return next((answer for answer in answers if answer is not None), None)

    def _while(self, duty: Duty, then: Then) -> Truth:
        return True if duty.while_ is None else self.mind.holds(duty.while_, then)

    def _members(self, duty: Duty, trigger: Trigger, now: Then) -> list[tuple[str, Trigger]]:
        """Who is in the group at the trigger, and whoever is found later, as long as the duty has not lapsed for this trigger."""
        if duty.each is None:
            return [("", trigger)]
        found = dict.fromkeys(self._group(duty, trigger.then) or (), trigger)
        for then in self._from(trigger.then, now):
            closed = self._closed(trigger, then, first=True)
            if self._while(duty, then) is False or closed is not None:
                break
            for member in self._group(duty, then) or ():
                found.setdefault(member, replace(self._at(then), id=trigger.id))
        return sorted(found.items(), key=lambda pair: (pair[1].then.order, pair[0]))

    def _group(self, duty: Duty, then: Then) -> list[str] | None:
        assert duty.each is not None
        members = self.mind.group(duty.each, then)
        return (
            None
            if members is None
            else [str(next(iter(m.values()), "")) if isinstance(m, Mapping) else str(m) for m in members]
        )

    # How it goes on

    def _begin(self, duty: Duty, start: Trigger, member: str, turns: list[Turn], now: Then) -> None:
        """Adds what a trigger makes for one member, as `again` says where one is still open."""
        if any(turn.trigger.id == start.id and turn.member == member for turn in turns):
            return
        standing = next((turn for turn in turns if turn.member == member and _stood(turn, start.then)), None)
        if standing is not None and duty.again == "keep":
            return
        if standing is not None and duty.again == "restart":
            end = End("superseded", start.moment, start.then, start.id, 5, self._frozen(start, standing.trigger))
            kept = [turn for turn in turns if turn.member != member or turn.trigger.then.order <= start.then.order]
            turns[:] = [replace(turn, end=end) if turn is standing else turn for turn in kept]
        self._chain(duty, start, member, turns, now)

    def _chain(self, duty: Duty, trigger: Trigger, member: str, turns: list[Turn], now: Then) -> None:
        """The instance of a trigger and, with `every`, those that follow from what met it. No act meets two turns of one chain."""
        used, first = {trigger.id}, True
        while self._while(duty, trigger.then) is not False:
            if any(turn.trigger.id == trigger.id and turn.member == member for turn in turns):
                return
            end = self._end(duty, trigger, member, used, now, first=first)
            turns.append(Turn(trigger, member, first, end))
            if duty.every is None or end is None or end.state != "met":
                return
            used.add(end.by)
            trigger, first = self._by(next(event for event in now.events if event.id == end.by)), False

    # How it ends

    def _end(self, duty: Duty, trigger: Trigger, member: str, used: set[str], now: Then, *, first: bool) -> End | None:
        ends = [
            self._met(duty, trigger, member, used, now),
            self._waived(duty, trigger, member, now),
            self._closed(trigger, now, first=first),
        ]
        for then in self._from(trigger.then, now):
            if self._while(duty, then) is False:
                ends.append(self._ended("lapsed", self._at(then), trigger, 2))
                break
        for then in self._from(trigger.then, now) if member else []:
            members = self._group(duty, then)
            if members is not None and member not in members:
                ends.append(self._ended("lapsed", self._at(then), trigger, 3))
                break
        return min((end for end in ends if end is not None), key=lambda end: (end.then.order, end.rank), default=None)

    def _ended(self, state: str, by: Trigger, arisen: Trigger, rank: int) -> End:
        then = max(by.then, arisen.then, key=by_order)
        return End(state, by.moment, then, by.id if by.event is not None else "", rank, self._frozen(by, arisen))

    def _frozen(self, by: Trigger, arisen: Trigger) -> Then:
        """Just before the act that ends it (though not before it arose), or when time ended it."""
        return max(self.course.just_before(by.event), arisen.then, key=by_order) if by.event is not None else by.then

    def _met(self, duty: Duty, trigger: Trigger, member: str, used: set[str], now: Then) -> End | None:
        for event in self._acts(duty, now):
            concerns = not duty.each or (
                event.member == member if event.member else member in (event.agency, event.subject)
            )
            if event.id not in used and concerns and (not trigger.then.has(event) or _hour_unknown(event, trigger)):
                return self._ended("met", self._by(event), trigger, 0)
        return None

    def _acts(self, duty: Duty, now: Then) -> list[Event]:
        """What would meet the duty, in the order in which it happened."""
        if duty.consider:
            return self.sight.own(f"{duty.name}.considered", now)
        if duty.tell:
            return [event for event in self.sight.own(f"{duty.pathway}.told", now) if self._tells(duty, event)]
        subject = self.sight.episode.subject
        keys = {key: key.partition("/")[0].partition(".")[0] == duty.pathway for key in duty.do}
        return [
            e
            for e in now.events
            if e.key in keys and (e.episode in self.sight.rings[0] if keys[e.key] else e.subject == subject)
        ]

    def _tells(self, duty: Duty, event: Event) -> bool:
        """Recorded from the duty, or telling one of its people about it or without saying about what."""
        addressed = any(answers_to(people, event.told) for people in duty.tell)
        if event.duty:
            return event.duty == duty.name and (addressed or not event.told)
        return addressed and event.about in ("", duty.about)

    def _waived(self, duty: Duty, trigger: Trigger, member: str, now: Then) -> End | None:
        for event in self.sight.own(f"{duty.name}.waived", now) if duty.waive is not None else []:
            if not trigger.then.has(event) and event.member in ("", member):
                return self._ended("waived", self._by(event), trigger, 1)
        return None

    def _closed(self, trigger: Trigger, now: Then, *, first: bool) -> End | None:
        """The closing of the episode, unless it is what raised this (the next turn of a rhythm was raised before)."""
        closing = closing_of(self.sight.episode, now)
        if closing is None or trigger.then.has(closing) or (first and closing.cause == trigger.id):
            return None
        return self._ended("lapsed", self._by(closing), trigger, 4)

    # Its times

    def _life(self, duty: Duty, turn: Turn, now: Then) -> Life:
        end = turn.end
        due, aim, readings = self._due(duty, turn.trigger, now if end is None else end.frozen, first=turn.first)
        overran = (
            due is not None
            and duty.strength is not Strength.MAY
            and has_passed(due, now.instant if end is None else end.moment)
        )
        state = (
            ("late" if overran else "open")
            if end is None
            else "met late"
            if end.state == "met" and overran
            else end.state
        )
        return Life(
            turn.trigger.then, self._owed(duty, turn.trigger, turn.member, state, due, aim, readings, end, overran)
        )

    def _may_arise(self, duty: Duty, trigger: Trigger, now: Then) -> Life:
        due, aim, readings = self._due(duty, trigger, now, first=True)
        return Life(trigger.then, self._owed(duty, trigger, "", "may arise", due, aim, readings, None, False))

    def _owed(
        self, duty: Duty, trigger: Trigger, member: str, state: str, due: Moment | None, aim: Moment | None, readings: tuple[Moment, ...],
        end: End | None, overran: bool,
    ) -> Owed:  # fmt: skip
        return Owed(
            duty=duty.name, episode=self.sight.episode.id, trigger=trigger.id, member=member, audience=people_word(duty.tell[0]) if duty.tell else "",
            state=state, due=due, aim=aim, readings=readings, arose=trigger.moment, ended=end.moment if end else None,
            ended_by=end.by if end else "", overran=overran,
        )  # fmt: skip

    def _due(
        self, duty: Duty, trigger: Trigger, at: Then, *, first: bool
    ) -> tuple[Moment | None, Moment | None, tuple[Moment, ...]]:
        """The limit (or, with none, the aim), the aim, and the limits between which the area has not decided."""
        aim = self.mind.length(duty.aim, trigger.then) if duty.aim is not None else None
        aimed = None if aim is None else add(trigger.moment, aim)
        if duty.due is not None and first:
            date = self.mind.date(duty.due, at)
            return (aimed if isinstance(date, Absent) else date), aimed, ()
        counted = duty.within if first and duty.within is not None else duty.every or duty.within
        if counted is None:
            return aimed, aimed, ()
        length = self.mind.length(counted, trigger.then)
        readings = tuple(add(trigger.moment, reading) for reading in self.mind.readings(counted))
        due = earliest(readings) if readings else None if length is None else add(trigger.moment, length)
        return (aimed if due is None else due), aimed, readings


@dataclass(frozen=True, slots=True)
class Life:
    """An instance and the moment at which it arose."""

    arose: Then
    owed: Owed


def holds_up_closing(duty: Duty, owed: Owed) -> bool:
    """Whether an outstanding `must` stands before closing: not what ends with the episode, nor a rhythm that is not late."""
    ends_with_it = any(isinstance(part, PathwayOpen) and part.pathway == duty.pathway for part in walk(duty.while_))
    rhythm = duty.every is not None and not owed.overran
    return duty.strength is Strength.MUST and owed.outstanding and not ends_with_it and not rhythm


def _stood(turn: Turn, then: Then) -> bool:
    return turn.trigger.then.order <= then.order and (turn.end is None or turn.end.then.order > then.order)


def _hour_unknown(event: Event, trigger: Trigger) -> bool:
    """Trap 9: on one day, an act known by its day alone and a trigger of a known hour, or the other way round."""
    arose = trigger.moment
    return (
        trigger.event is not None
        and event.occurred.known_to_the_day != arose.known_to_the_day
        and event.occurred.day == arose.day
    )
