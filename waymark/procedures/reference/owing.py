"""What is owed in one episode: the instances of its duties and how each ends (pack-language.md, 2.4 to 2.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from waymark.procedures.history import Event
from waymark.procedures.language.entries import Duty, Strength
from waymark.procedures.language.people import answers_to, people_word
from waymark.procedures.reference.arising import Arising, Trigger
from waymark.procedures.reference.knowing import Absent, Mind
from waymark.procedures.reference.moments import Course, Then, by_order
from waymark.procedures.reference.owed import Life, Owed
from waymark.procedures.reference.seeing import Sight
from waymark.procedures.time import Moment, add, earliest, has_passed


@dataclass(frozen=True, slots=True)
class End:
    """What ends an instance; of several at one moment the least `rank` counts. `frozen`: when its due time was last live."""

    state: str
    moment: Moment
    then: Then
    by: str
    rank: int
    frozen: Then


@dataclass(frozen=True, slots=True)
class Turn:
    """One instance while it is worked out."""

    trigger: Trigger
    member: str
    first: bool
    end: End | None

    def stood(self, then: Then) -> bool:
        """Whether it was open at a moment."""
        return self.trigger.then.order <= then.order and (self.end is None or self.end.then.order > then.order)


class Debts:
    """What is owed in one episode."""

    def __init__(self, sight: Sight, mind: Mind, course: Course, arising: Arising) -> None:
        self.sight = sight
        self.mind = mind
        self.course = course
        self.arising = arising
        self._found: dict[tuple[str, Then], list[Life]] = {}

    def instances(self, name: str, now: Then) -> list[Life]:
        """Every instance of a duty as things stood at a moment."""
        if (name, now) not in self._found:
            self._found[name, now] = list(self._instances(self.sight.pack.duties[name], now))
        return self._found[name, now]

    def _instances(self, duty: Duty, now: Then) -> Iterator[Life]:
        triggers = self.arising.triggers(duty, now)
        if not duty.upon and not triggers and duty.when is not None and self.mind.holds(duty.when, now) is None:
            yield self._may_arise(duty, self.arising.upon(self.sight.episode.opened), now)
        for audience in duty.tell or (None,):
            one = duty if audience is None else replace(duty, tell=(audience,))
            yield from self._for_one_audience(one, triggers, now)

    def _for_one_audience(self, duty: Duty, triggers: list[Trigger], now: Then) -> Iterator[Life]:
        turns: list[Turn] = []
        for trigger in triggers:
            told = self.arising.told(duty, trigger, now)
            if told is False or not self.arising.lasts(duty, trigger.then):
                continue
            if told is None:
                yield self._may_arise(duty, trigger, now)
                continue
            for member, start in self.arising.members(duty, trigger, now):
                self._begin(duty, start, member, turns, now)
        yield from (self._life(duty, turn, now) for turn in turns)

    # How it goes on

    def _begin(self, duty: Duty, start: Trigger, member: str, turns: list[Turn], now: Then) -> None:
        """Adds what a trigger makes for one member, as `again` says where one is still open."""
        if any(turn.trigger.id == start.id and turn.member == member for turn in turns):
            return
        standing = next((turn for turn in turns if turn.member == member and turn.stood(start.then)), None)
        if standing is not None and duty.again == "keep":
            return
        if standing is not None and duty.again == "restart":
            end = End("superseded", start.moment, start.then, start.id, 5, self._frozen(start, standing.trigger))
            kept = [turn for turn in turns if turn.member != member or turn.trigger.then.order <= start.then.order]
            turns[:] = [replace(turn, end=end) if turn is standing else turn for turn in kept]
        self._chain(duty, start, member, turns, now)

    def _chain(self, duty: Duty, trigger: Trigger, member: str, turns: list[Turn], now: Then) -> None:
        """The instance of a trigger and, with `every`, those that follow. No act meets two turns of one chain."""
        used, first = {trigger.id}, True
        while self.arising.lasts(duty, trigger.then):
            if any(turn.trigger.id == trigger.id and turn.member == member for turn in turns):
                return
            end = self._end(duty, trigger, member, used, now, first=first)
            turns.append(Turn(trigger, member, first, end))
            if duty.every is None or end is None or end.state != "met":
                return
            used.add(end.by)
            met_by = next(event for event in now.events if event.id == end.by)
            trigger, first = self.arising.upon(met_by), False

    # How it ends

    def _end(
        self, duty: Duty, trigger: Trigger, member: str, used: set[str], now: Then, *, first: bool
    ) -> End | None:  # fmt: skip
        later = self.arising.after(trigger.then, now)
        closing = self.arising.closing(trigger, now, first=first)
        no = next((then for then in later if not self.arising.lasts(duty, then)), None)
        gone = next((then for then in later if self._left(duty, member, then)), None)
        ends = [
            self._met(duty, trigger, member, used, now),
            self._waived(duty, trigger, member, now),
            self._ended("lapsed", self.arising.at(no), trigger, 2) if no is not None else None,
            self._ended("lapsed", self.arising.at(gone), trigger, 3) if gone is not None else None,
            self._ended("lapsed", self.arising.upon(closing), trigger, 4) if closing is not None else None,
        ]
        found = [end for end in ends if end is not None]
        return min(found, key=lambda end: (end.then.order, end.rank), default=None)

    def _ended(self, state: str, by: Trigger, arisen: Trigger, rank: int) -> End:
        then = max(by.then, arisen.then, key=by_order)
        return End(state, by.moment, then, by.id if by.event is not None else "", rank, self._frozen(by, arisen))

    def _frozen(self, by: Trigger, arisen: Trigger) -> Then:
        """Just before the act that ends it (though not before it arose), or when time ended it."""
        return by.then if by.event is None else max(self.course.just_before(by.event), arisen.then, key=by_order)

    def _left(self, duty: Duty, member: str, then: Then) -> bool:
        """Whether a member is no longer in the group; that nobody can say who is in it ends nothing."""
        members = self.arising.group(duty.each, then) if duty.each is not None and member else None
        return members is not None and member not in members

    def _met(self, duty: Duty, trigger: Trigger, member: str, used: set[str], now: Then) -> End | None:
        for event in self._acts(duty, now):
            concerns = event.member == member if event.member else member in (event.agency, event.subject)
            after = not trigger.then.has(event) or _hour_unknown(event, trigger)
            if event.id not in used and after and (concerns or duty.each is None):
                return self._ended("met", self.arising.upon(event), trigger, 0)
        return None

    def _acts(self, duty: Duty, now: Then) -> list[Event]:
        """What would meet the duty, in the order in which it happened."""
        if duty.consider:
            return self.sight.own(f"{duty.name}.considered", now)
        if duty.tell:
            return [event for event in self.sight.own(f"{duty.pathway}.told", now) if _tells(duty, event)]
        own = [key for key in duty.do if key.partition("/")[0].partition(".")[0] == duty.pathway]
        here, subject = self.sight.rings[0], self.sight.episode.subject
        asked = [event for event in now.events if event.key in duty.do]
        return [event for event in asked if (event.episode in here if event.key in own else event.subject == subject)]

    def _waived(self, duty: Duty, trigger: Trigger, member: str, now: Then) -> End | None:
        for event in self.sight.own(f"{duty.name}.waived", now) if duty.waive is not None else []:
            if not trigger.then.has(event) and event.member in ("", member):
                return self._ended("waived", self.arising.upon(event), trigger, 1)
        return None

    # Its times

    def _life(self, duty: Duty, turn: Turn, now: Then) -> Life:
        end = turn.end
        due, aim, readings = self._due(duty, turn.trigger, now if end is None else end.frozen, first=turn.first)
        until = now.instant if end is None else end.moment
        overran = due is not None and duty.strength is not Strength.MAY and has_passed(due, until)
        state = ("late" if overran else "open") if end is None else end.state
        owed = Owed(
            duty=duty.name, episode=self.sight.episode.id, trigger=turn.trigger.id, member=turn.member,
            audience=_audience(duty), state="met late" if overran and state == "met" else state, due=due, aim=aim,
            readings=readings, arose=turn.trigger.moment, ended=end.moment if end else None,
            ended_by=end.by if end else "", overran=overran,
        )  # fmt: skip
        return Life(turn.trigger.then, owed)

    def _may_arise(self, duty: Duty, trigger: Trigger, now: Then) -> Life:
        open_for_all = self._life(duty, Turn(trigger, "", True, None), now)
        return Life(trigger.then, replace(open_for_all.owed, state="may arise", overran=False))

    def _due(
        self, duty: Duty, trigger: Trigger, at: Then, *, first: bool
    ) -> tuple[Moment | None, Moment | None, tuple[Moment, ...]]:  # fmt: skip
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


def _audience(duty: Duty) -> str:
    return people_word(duty.tell[0]) if duty.tell else ""


def _tells(duty: Duty, event: Event) -> bool:
    """Recorded from the duty, or telling one of its people about it or without saying about what."""
    addressed = any(answers_to(people, event.told) for people in duty.tell)
    if event.duty:
        return event.duty == duty.name and (addressed or not event.told)
    return addressed and event.about in ("", duty.about)


def _hour_unknown(event: Event, trigger: Trigger) -> bool:
    """Trap 9: on one day, an act known by its day alone and a trigger of a known hour, or the other way round."""
    just_one = event.occurred.known_to_the_day != trigger.moment.known_to_the_day
    return trigger.event is not None and just_one and event.occurred.day == trigger.moment.day
