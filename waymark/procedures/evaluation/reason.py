"""Working out dates, facts and conditions at a point in an episode (pack-language.md, 2.2, 2.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Protocol

from waymark.procedures.evaluation.instances import DutyInstance
from waymark.procedures.evaluation.logic import Truth, disjunction, negation
from waymark.procedures.evaluation.opening import within_hours
from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.evaluation.values import compare, number, plain
from waymark.procedures.evaluation.view import View, as_members, without_blanks
from waymark.procedures.language import conditions as c
from waymark.procedures.language import dates as d
from waymark.procedures.language.entries import Fact, FactValue
from waymark.procedures.language.given import GIVEN
from waymark.procedures.time import (
    ENGLAND,
    Duration,
    Moment,
    add,
    age_on,
    earliest,
    happened_within,
    has_passed,
    latest,
    next_date,
    subtract,
)

Row = Mapping[str, object]


class Missing(Enum):
    """Why a date is not there: its event has not happened (then it is not reached), or its fact is unknown."""

    EVENT = "event"
    FACT = "fact"


class DutyBook(Protocol):
    """Looks duties up for an episode: its own pathway's there, another pathway's in the episodes joined with it."""

    def instances_at(self, duty: str, point: Point) -> Sequence[DutyInstance]:
        """A duty's instances as things stood at a point."""

    def points_of(self, duty: str, start: Point, now: Point) -> Sequence[Point]:
        """The points between two at which they can change."""


class Reasoner:
    """Answers for one episode. `duty_book` tells of duties as they stood at a point; facts and cautions never ask it."""

    def __init__(self, view: View, duty_book: DutyBook | None = None) -> None:
        self.view = view
        self.pack = view.pack
        self.duty_book = duty_book
        self._tables: dict[tuple[str, int, object], object | None] = {}

    # Conditions

    def test(self, condition: c.Condition, point: Point, row: Row | None = None) -> Truth:
        """Yes, no or unknown."""
        return _TESTS[type(condition)](self, condition, point, row)

    def _all(self, test: c.All, point: Point, row: Row | None) -> Truth:
        """`conjunction`, stopping at the first no."""
        result: Truth = True
        for part in test.parts:
            holds = _TESTS[type(part)](self, part, point, row)
            if holds is False:
                return False
            if holds is None:
                result = None
        return result

    def _any(self, test: c.AnyOf, point: Point, row: Row | None) -> Truth:
        """`disjunction`, stopping at the first yes."""
        result: Truth = False
        for part in test.parts:
            holds = _TESTS[type(part)](self, part, point, row)
            if holds is True:
                return True
            if holds is None:
                result = None
        return result

    def _fact(self, test: c.FactTest, point: Point, row: Row | None) -> Truth:
        if test.at is not None:
            event = self.view.last(test.at, point.position)
            if event is None:
                return None
            point = self.view.timeline.upon(event)
        if test.comparison is c.Comparison.ASKED:
            return self.asked(test.fact, point, row if test.of_row else None) is test.values[0]
        value = (
            without_blanks(row.get(test.fact), None) if test.of_row and row is not None else self.fact(test.fact, point)
        )
        if test.comparison is c.Comparison.KNOWN:
            return (value is not None) is test.values[0]
        return None if value is None else compare(test.comparison, value, test.values)

    def _happened(self, test: c.Happened, point: Point, row: Row | None) -> Truth:
        events = self.view.occurrences(test.event, point.position, test.across)
        if len(events) < test.times:
            return False
        if test.within is None and test.after is None and test.before is None and not test.present:
            return True
        after = self.date(test.after, point) if test.after is not None else None
        before = self.date(test.before, point) if test.before is not None else None
        if after is Missing.EVENT or before is Missing.EVENT:
            return False
        length = self.length(test.within, point) if test.within is not None else None
        unknown = after is Missing.FACT or before is Missing.FACT or (test.within is not None and length is None)
        now = Moment.at(point.instant)
        counted = 0
        for event in events:
            inside = length is None or happened_within(event.occurred, length, now)
            later = not isinstance(after, Moment) or has_passed(after, event.occurred)
            sooner = not isinstance(before, Moment) or not has_passed(before, event.occurred)
            if inside and later and sooner and set(test.present) <= set(event.present):
                counted += 1
        if counted < test.times:
            return False
        return None if unknown else True

    def _decided(self, test: c.Decided, point: Point, row: Row | None) -> Truth:
        event = self.view.last_decision(test.step, point.position, test.across)
        return event is not None and event.option in test.options

    def _group(self, test: c.GroupTest, point: Point, row: Row | None) -> Truth:
        members = self.group(test.group, point)
        if members is None:
            return None
        rows = [member if isinstance(member, Mapping) else {} for member in members]
        found = disjunction(self.test(test.has, point, member) for member in rows)
        return negation(found) if test.none else found

    def _reached(self, test: c.Reached, point: Point, row: Row | None) -> Truth:
        date = self.date(test.date, point)
        if isinstance(date, Missing):
            return None if date is Missing.FACT else False
        return has_passed(date, point.instant)

    def _hours(self, test: c.OfficeHours, point: Point, row: Row | None) -> Truth:
        if test.at is not None:
            event = self.view.last(test.at, point.position)
            if event is None or event.occurred.known_to_the_day:
                return None
            point = self.view.timeline.upon(event)
        return within_hours(self.pack.contacts[test.contact], Moment.at(point.instant))

    def _duty(self, duty: str, what: str, point: Point) -> Truth:
        if self.duty_book is None:
            raise TypeError("A fact or caution may not ask whether a duty is open or late.")
        instances = self.duty_book.instances_at(duty, point)
        return any(i.outstanding if what == "open" else i.overran for i in instances)

    # Facts

    def asked(self, name: str, point: Point, row: Row | None = None) -> bool:
        """Whether a question has been put; a fact that is worked out counts as asked once it is known."""
        if row is not None:
            return name in row
        question = self.pack.questions.get(name)
        if question is not None:
            return self.view.answer(question, point.position)[0]
        return self.fact(name, point) is not None

    def fact(self, name: str, point: Point) -> object | None:
        """A fact's value as it stands at a point, or None where it is unknown."""
        question = self.pack.questions.get(name)
        if question is not None:
            return self.view.answer(question, point.position)[1]
        entry = self.pack.facts.get(name)
        if entry is None:
            return self._given(name, point)
        if entry.set is not None:
            return None if entry.undecided else plain(entry.set)
        if entry.given is not None:
            return self._given(entry.short_name, point)
        key = (name, point.position, point.instant)
        if key not in self._tables:
            self._tables[key] = self._work_out(entry, point)
        return self._tables[key]

    def _work_out(self, entry: Fact, point: Point) -> object | None:
        if entry.date is not None:
            return self._date_or_none(entry.date, point)
        if entry.count is not None:
            return self._count(entry.count, point)
        if entry.look_up is not None:
            return self._look_up(entry, point)
        for row in entry.rows:
            found = True if row.when is None else self.test(row.when, point)
            if found is None:
                return None
            if found:
                return self._value(row.value, point)
        return None

    def _value(self, value: object, point: Point) -> object | None:
        if isinstance(value, FactValue):
            return self.fact(value.fact, point)
        if isinstance(value, d.DateExpression):
            return self._date_or_none(value, point)
        return value

    def _date_or_none(self, date: d.DateExpression, point: Point) -> Moment | None:
        found = self.date(date, point)
        return None if isinstance(found, Missing) else found

    def _count(self, name: str, point: Point) -> int | None:
        members = self.group(name, point)
        return None if members is None else len(members)

    def group(self, name: str, point: Point) -> tuple[object, ...] | None:
        """The members of a group: built-in, a question's or a fact's; None if nobody has said who or which."""
        return as_members(self.fact(name, point)) if name in self.pack.facts else self.view.group(name, point)

    def _look_up(self, entry: Fact, point: Point) -> object | None:
        look_up = entry.look_up
        assert look_up is not None
        ticked = self.fact(look_up.rows, point)
        if ticked is None:
            return None
        chosen = ticked if isinstance(ticked, tuple | list) else (ticked,)
        rows = [row for row in self.pack.lists[look_up.list].rows if row.id in chosen]
        cells = sorted({cell for row in rows for cell in row.columns.get(look_up.column, ())})
        if entry.type.value in ("choices", "people"):
            return tuple(cells)
        if len(cells) != 1:
            return None
        return number(cells[0]) if entry.type.value in ("number", "money") else cells[0]

    def _given(self, name: str, point: Point) -> object | None:
        if name == "working-day":
            return "yes" if ENGLAND.is_working(Moment.at(point.instant).day) else "no"
        if name == "age":
            born = self.view.given("born", point)
            if born is None or not isinstance(born.value, Moment):
                return None
            today = Moment.at(point.instant).day
            return age_on(born.value.day, today) if born.value.day <= today else None
        given = self.view.given(name, point)
        return given.value if given else None

    def unknown_in(self, condition: c.Condition | None, point: Point) -> set[str]:
        """The questions, facts and groups of a condition that have no value yet."""
        parts = list(c.walk(condition))
        facts = {part.fact for part in parts if isinstance(part, c.FactTest) and not part.of_row}
        groups = {part.group for part in parts if isinstance(part, c.GroupTest)}
        return {name for name in facts if self.fact(name, point) is None} | {
            name for name in groups if self.group(name, point) is None
        }

    # Dates and durations

    def date(self, date: d.DateExpression, point: Point) -> Moment | Missing:
        """A date as it stands at a point, or why it is not there."""
        if isinstance(date, d.EventDate):
            event = self.view.last(date.event, point.position)
            return event.occurred if event else Missing.EVENT
        if isinstance(date, d.PlannedDate):
            return self._planned(date.step, point)
        if isinstance(date, d.FactDate):
            value = self.fact(date.fact, point)
            return value if isinstance(value, Moment) else Missing.FACT
        if isinstance(date, d.Earliest | d.Latest):
            return self._outermost(date, point)
        if isinstance(date, d.Next):
            after = self.date(date.after, point)
            return after if isinstance(after, Missing) else next_date(date.day, date.month, after)
        base, by = self.date(date.base, point), self.length(date.by, point)
        if isinstance(base, Missing):
            return base
        if by is None:
            return Missing.FACT
        return add(base, by) if isinstance(date, d.After) else subtract(base, by)

    def _planned(self, step: str, point: Point) -> Moment | Missing:
        planned = self.view.last(f"{step}.planned", point.position)
        cancelled = self.view.last(f"{step}.cancelled", point.position)
        if planned is None or planned.planned_for is None:
            return Missing.EVENT
        position = self.view.timeline.position_of
        if cancelled is not None and position[cancelled.id] > position[planned.id]:
            return Missing.EVENT
        return planned.planned_for

    def _outermost(self, date: d.Earliest | d.Latest, point: Point) -> Moment | Missing:
        found = [self.date(part, point) for part in date.dates]
        known = [moment for moment in found if isinstance(moment, Moment)]
        if not known:
            return Missing.FACT if Missing.FACT in found else Missing.EVENT
        return earliest(known) if isinstance(date, d.Earliest) else latest(known)

    def length(self, length: d.Length, point: Point) -> Duration | None:
        """A duration, or None where its fact is unknown or left to the area."""
        if isinstance(length, Duration):
            return length
        value = self.fact(length.fact, point)
        if isinstance(value, str):
            value = Duration.parse(value)
        return value if isinstance(value, Duration) else None

    def readings(self, length: d.Length) -> tuple[Duration, ...]:
        """The durations between which an area has not yet decided, if `length` is such a fact (2.15)."""
        if isinstance(length, Duration):
            return ()
        entry = self.pack.facts.get(length.fact)
        if entry is None or not entry.undecided:
            return ()
        return tuple(reading.value for reading in entry.readings if isinstance(reading.value, Duration))


_TESTS: dict[type, Callable[[Reasoner, Any, Point, Row | None], Truth]] = {
    c.All: Reasoner._all,
    c.AnyOf: Reasoner._any,
    c.Not: lambda r, t, p, row: negation(r.test(t.part, p, row)),
    c.FactTest: Reasoner._fact,
    c.Happened: Reasoner._happened,
    c.Decided: Reasoner._decided,
    c.GroupTest: Reasoner._group,
    c.Reached: Reasoner._reached,
    c.OfficeHours: Reasoner._hours,
    c.PathwayOpen: lambda r, t, p, row: r.view.is_open(t.pathway, p, t.across),
    c.DutyOpen: lambda r, t, p, row: r._duty(t.duty, "open", p),
    c.DutyLate: lambda r, t, p, row: r._duty(t.duty, "late", p),
}

__all__ = ["GIVEN", "Missing", "Reasoner", "within_hours"]
