"""When a duty arises in one episode: its triggers, its condition, its members (pack-language.md, 2.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from waymark.procedures.history import Event
from waymark.procedures.language.dates import DateExpression
from waymark.procedures.language.entries import Duty, UponDate, UponLate
from waymark.procedures.reference.knowing import Absent, Mind, Truth
from waymark.procedures.reference.moments import Course, Then, by_order
from waymark.procedures.reference.owed import Life
from waymark.procedures.reference.seeing import Sight, closing_of
from waymark.procedures.time import Moment, has_passed


@dataclass(frozen=True, slots=True)
class Trigger:
    """What makes a duty arise. `event` is None where a date or time did it."""

    id: str
    moment: Moment
    then: Then
    event: Event | None = None


class Arising:
    """Finds what makes duties arise in one episode."""

    def __init__(
        self,
        sight: Sight,
        mind: Mind,
        course: Course,
        moments: Callable[[], list[Then]],
        others: Callable[[str, Then], list[Life]],
    ) -> None:
        """`moments` are those worth asking about; `others(duty, then)` a duty's instances in the episodes seen."""
        self.sight = sight
        self.mind = mind
        self.course = course
        self.moments = moments
        self.others = others

    def upon(self, event: Event) -> Trigger:
        """An event as a trigger."""
        return Trigger(event.id, event.occurred, self.course.upon(event), event)

    def at(self, then: Then) -> Trigger:
        """The event that made a moment, or the time itself, as a trigger."""
        event = then.events[-1] if then.events else None
        if event is not None and event.occurred.start == then.instant:
            return self.upon(event)
        return Trigger(Moment.at(then.instant).iso(), Moment.at(then.instant), then)

    def up_to(self, now: Then) -> list[Then]:
        """Every moment worth asking about, up to and including now."""
        return [then for then in [*self.moments(), now] if then.order <= now.order]

    def after(self, start: Then, now: Then) -> list[Then]:
        """Of these, those after another moment."""
        return [then for then in self.up_to(now) if start.order < then.order]

    def triggers(self, duty: Duty, now: Then) -> list[Trigger]:
        """Every trigger of a duty, oldest first, each once."""
        found = list(self._turns_to_yes(duty, now)) if not duty.upon else []
        for upon in duty.upon:
            if isinstance(upon, UponDate):
                found += self._arrivals(upon.date, now)
            elif isinstance(upon, UponLate):
                found += self._latenesses(upon.duty, now)
            else:
                found += [self.upon(event) for event in self.sight.seen(upon, now)]
        once = {trigger.id: trigger for trigger in reversed(found)}
        return sorted(once.values(), key=lambda trigger: (trigger.then.order, trigger.id))

    def _turns_to_yes(self, duty: Duty, now: Then) -> Iterator[Trigger]:
        start = self.course.upon(self.sight.episode.opened)
        before: Truth = False
        for then in [start, *self.after(start, now)]:
            holds = duty.when is not None and self.mind.holds(duty.when, then)
            if holds and not before:
                yield self.at(then)
            before = holds

    def _arrivals(self, date: DateExpression, now: Then) -> Iterator[Trigger]:
        for then in self.up_to(now):
            limit = self.mind.date(date, then)
            if not isinstance(limit, Absent) and has_passed(limit, then.instant):
                yield Trigger(limit.iso(), limit, self.course.arrives(limit))

    def _latenesses(self, duty: str, now: Then) -> Iterator[Trigger]:
        """When an instance ran over; at the earliest when it arose."""
        for then in self.up_to(now):
            for life in self.others(duty, then):
                if life.owed.overran and life.owed.due is not None:
                    passed = self.course.arrives(life.owed.due)
                    moment = life.owed.arose if passed.order < life.arose.order else life.owed.due
                    yield Trigger(life.owed.identity, moment, max(passed, life.arose, key=by_order))

    def told(self, duty: Duty, trigger: Trigger, now: Then) -> Truth:
        """`when` at the trigger, or at the first later moment when it can be told."""
        if not duty.upon or duty.when is None:
            return True
        answers = (self.mind.holds(duty.when, then) for then in [trigger.then, *self.after(trigger.then, now)])
        return next((answer for answer in answers if answer is not None), None)

    def lasts(self, duty: Duty, then: Then) -> bool:
        """`while` is not definitely no."""
        return duty.while_ is None or self.mind.holds(duty.while_, then) is not False

    def members(self, duty: Duty, trigger: Trigger, now: Then) -> list[tuple[str, Trigger]]:
        """Who is in the group at the trigger, and whoever is found later, until the duty lapses for this trigger."""
        if duty.each is None:
            return [("", trigger)]
        found = dict.fromkeys(self.group(duty.each, trigger.then) or (), trigger)
        for then in self.after(trigger.then, now):
            if not self.lasts(duty, then) or self.closing(trigger, then, first=True) is not None:
                break
            for member in self.group(duty.each, then) or ():
                found.setdefault(member, replace(self.at(then), id=trigger.id))
        return sorted(found.items(), key=lambda pair: (pair[1].then.order, pair[0]))

    def group(self, name: str, then: Then) -> list[str] | None:
        """The names of a group's members (of a row, its first cell); None if nobody has said who is in it."""
        members = self.mind.group(name, then)
        if members is None:
            return None
        return [str(next(iter(one.values()), "")) if isinstance(one, Mapping) else str(one) for one in members]

    def closing(self, trigger: Trigger, now: Then, *, first: bool) -> Event | None:
        """The closing after a trigger, unless it is what raised this (the next turn of a rhythm was raised before)."""
        closing = closing_of(self.sight.episode, now)
        if closing is None or trigger.then.has(closing) or (first and closing.cause == trigger.id):
            return None
        return closing
