"""What is known at a moment: the twelve conditions, the facts, the six dates (pack-language.md, 2.2, 2.3, 2.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum

from waymark.procedures.history import Event
from waymark.procedures.language import conditions as c
from waymark.procedures.language import dates as d
from waymark.procedures.language.entries import AnswerType, Contact, Fact, FactValue, Hours, Span
from waymark.procedures.reference.moments import Course, Then
from waymark.procedures.reference.seeing import Sight, is_built_in, without_blanks
from waymark.procedures.time import (
    ENGLAND,
    Duration,
    Moment,
    Unit,
    add,
    age_on,
    earliest,
    happened_within,
    has_passed,
    latest,
    next_date,
    subtract,
)

#: Yes, no, or None for unknown.
Truth = bool | None
Row = Mapping[str, object]


class Absent(Enum):
    """Why there is no date."""

    NOT_HAPPENED = "what it is counted from has not happened"
    UNKNOWN = "a fact that it rests on is unknown"


def every(values: Iterable[Truth]) -> Truth:
    """All of them: no if one is no, else unknown if one is unknown."""
    found = list(values)
    return False if False in found else None if None in found else True


def some(values: Iterable[Truth]) -> Truth:
    """Any of them: yes if one is yes, else unknown if one is unknown."""
    found = list(values)
    return True if True in found else None if None in found else False


def opposite(value: Truth) -> Truth:
    """Not: the opposite of unknown is unknown."""
    return None if value is None else not value


class Mind:
    """What can be told in one episode at a moment."""

    def __init__(self, sight: Sight, course: Course, duty_was: Callable[[str, str, Then], bool]) -> None:
        """`duty_was(duty, "open" or "late", then)` looks a duty up for this episode."""
        self.sight = sight
        self.pack = sight.pack
        self.course = course
        self.duty_was = duty_was
        self._told: dict[tuple[int, Then], Truth] = {}
        self._facts: dict[tuple[str, Then], object | None] = {}

    # Conditions

    def holds(self, condition: c.Condition, then: Then, row: Row | None = None) -> Truth:
        """Yes, no or unknown, as it stood then."""
        if row is not None:
            return self._holds(condition, then, row)
        if (id(condition), then) not in self._told:
            self._told[id(condition), then] = self._holds(condition, then, None)
        return self._told[id(condition), then]

    def _holds(self, test: c.Condition, then: Then, row: Row | None) -> Truth:
        match test:
            case c.All(parts):
                return every(self.holds(part, then, row) for part in parts)
            case c.AnyOf(parts):
                return some(self.holds(part, then, row) for part in parts)
            case c.Not(part):
                return opposite(self.holds(part, then, row))
            case c.FactTest():
                return self._fact_test(test, then, row)
            case c.GroupTest(group, has, none):
                members = self.group(group, then)
                if members is None:
                    return None
                found = some(self.holds(has, then, m if isinstance(m, Mapping) else {}) for m in members)
                return opposite(found) if none else found
            case c.Happened():
                return self._happened(test, then)
            case c.Decided(step, options, across):
                decision = self.sight.last_decision(step, then, across)
                return decision is not None and decision.option in options
            case c.PathwayOpen(pathway, across):
                return self.sight.is_open(pathway, then, across)
            case c.DutyOpen(duty):
                return self.duty_was(duty, "open", then)
            case c.DutyLate(duty):
                return self.duty_was(duty, "late", then)
            case c.Reached(date):
                limit = self.date(date, then)
                if isinstance(limit, Absent):
                    return False if limit is Absent.NOT_HAPPENED else None
                return has_passed(limit, then.instant)
            case c.OfficeHours(contact, at):
                return self._hours(self.pack.contacts[contact], at, then)

    def _fact_test(self, test: c.FactTest, then: Then, row: Row | None) -> Truth:
        if test.at is not None:
            event = self.sight.last(test.at, then)
            if event is None:
                return None
            then = self.course.upon(event)
        if test.of_row and row is not None:
            value, asked = self._cell(test.fact, row), test.fact in row
        else:
            value, asked = self.fact(test.fact, then), self.asked(test.fact, then)
        if test.comparison is c.Comparison.ASKED:
            return asked is test.values[0]
        if test.comparison is c.Comparison.KNOWN:
            return (value is not None) is test.values[0]
        return None if value is None else compares(test.comparison, value, test.values)

    def _cell(self, short: str, row: Row) -> object | None:
        return without_blanks(row.get(short), None)

    def _happened(self, test: c.Happened, then: Then) -> Truth:
        counted = [self._counts(test, event, then) for event in self.sight.seen(test.event, then, test.across)]
        if counted.count(True) >= test.times:
            return True
        return None if counted.count(True) + counted.count(None) >= test.times else False

    def _counts(self, test: c.Happened, event: Event, then: Then) -> Truth:
        """Whether one occurrence is of the sort asked for."""
        asked: list[Truth] = [set(test.present) <= set(event.present)]
        if test.after is not None:
            asked.append(self._passed(test.after, event, then))
        if test.before is not None:
            asked.append(self._not_passed(test.before, event, then))
        if test.within is not None:
            length = self.length(test.within, then)
            asked.append(None if length is None else happened_within(event.occurred, length, Moment.at(then.instant)))
        return every(asked)

    def _passed(self, date: d.DateExpression, event: Event, then: Then) -> Truth:
        limit = self.date(date, then)
        if isinstance(limit, Absent):
            return False if limit is Absent.NOT_HAPPENED else None
        return has_passed(limit, event.occurred)

    def _not_passed(self, date: d.DateExpression, event: Event, then: Then) -> Truth:
        """Nothing is before what has not happened."""
        return False if self.date(date, then) is Absent.NOT_HAPPENED else opposite(self._passed(date, event, then))

    def _hours(self, contact: Contact, at: str | None, then: Then) -> Truth:
        moment = Moment.at(then.instant)
        if at is not None:
            event = self.sight.last(at, then)
            if event is None or event.occurred.known_to_the_day:
                return None
            moment = event.occurred
        if contact.hours is None or moment.local is None:
            return None
        minute, a_day = moment.local.hour * 60 + moment.local.minute, 24 * 60
        last_night = _opening(contact.hours, subtract(Moment.on(moment.day), Duration(1, Unit.DAY)).day)
        today = _opening(contact.hours, moment.day)
        return any(opens <= minute < closes for opens, closes in today) or any(
            opens <= minute + a_day < closes for opens, closes in last_night
        )

    # Facts

    def asked(self, name: str, then: Then) -> bool:
        """Whether a question was put; what is worked out or given counts as asked once it is known."""
        question = self.pack.questions.get(name)
        if question is not None:
            return self.sight.answered(question, then) is not None
        return self.fact(name, then) is not None

    def fact(self, name: str, then: Then) -> object | None:
        """The value of a question, a fact or something given, as it stood then; None if unknown."""
        if (name, then) not in self._facts:
            self._facts[name, then] = self._fact(name, then)
        return self._facts[name, then]

    def _fact(self, name: str, then: Then) -> object | None:
        question, entry = self.pack.questions.get(name), self.pack.facts.get(name)
        if question is not None:
            return self.sight.answer(question, then)
        if entry is None or entry.given is not None:
            return self._given(name if entry is None else entry.short_name, then)
        if entry.set is not None:
            return None if entry.undecided else entry.set
        if entry.date is not None:
            return self._value(entry.date, then)
        if entry.count is not None:
            members = self.group(entry.count, then)
            return None if members is None else len(members)
        if entry.look_up is not None:
            return self._look_up(entry, then)
        for row in entry.rows:
            applies = True if row.when is None else self.holds(row.when, then)
            if applies is not False:
                return self._value(row.value, then) if applies else None
        return None

    def _value(self, value: object, then: Then) -> object | None:
        if isinstance(value, FactValue):
            return self.fact(value.fact, then)
        if isinstance(value, d.DateExpression):
            date = self.date(value, then)
            return None if isinstance(date, Absent) else date
        return value

    def _look_up(self, entry: Fact, then: Then) -> object | None:
        look_up = entry.look_up
        ticked = self.group(look_up.rows, then) if look_up is not None else None
        if look_up is None or ticked is None:
            return None
        rows = [row for row in self.pack.lists[look_up.list].rows if row.id in ticked]
        cells = {cell for row in rows for cell in row.columns.get(look_up.column, ())}
        if entry.type in (AnswerType.CHOICES, AnswerType.PEOPLE):
            return tuple(sorted(cells))
        if len(cells) != 1:
            return None
        cell = cells.pop()
        return as_number(cell) if entry.type in (AnswerType.NUMBER, AnswerType.MONEY) else cell

    def _given(self, name: str, then: Then) -> object | None:
        today = Moment.at(then.instant).day
        if name == "working-day":
            return "yes" if ENGLAND.is_working(today) else "no"
        if name == "age":
            born = self.sight.given("born", then)
            return age_on(born.day, today) if isinstance(born, Moment) and born.day <= today else None
        return self.sight.given(name, then)

    def group(self, name: str, then: Then) -> tuple[object, ...] | None:
        """The members of a group, or the rows that were answered; None if nobody has said who or which."""
        value = self.sight.given(name, then) if is_built_in(name) else self.fact(name, then)
        if value is None:
            return None
        return tuple(value) if isinstance(value, tuple | list) else (value,)

    # Dates and lengths

    def date(self, date: d.DateExpression, then: Then) -> Moment | Absent:
        """A date as it stood then."""
        match date:
            case d.EventDate(key):
                event = self.sight.last(key, then)
                return Absent.NOT_HAPPENED if event is None else event.occurred
            case d.PlannedDate(step):
                return self._planned(step, then)
            case d.FactDate(fact):
                value = self.fact(fact, then)
                return value if isinstance(value, Moment) else Absent.UNKNOWN
            case d.Earliest(dates) | d.Latest(dates):
                return self._outermost(date, [self.date(part, then) for part in dates])
            case d.Next(day, month, after):
                start = self.date(after, then)
                return start if isinstance(start, Absent) else next_date(day, month, start)
            case d.After(base, by) | d.Before(base, by):
                start, length = self.date(base, then), self.length(by, then)
                if isinstance(start, Absent):
                    return start
                if length is None:
                    return Absent.UNKNOWN
                return add(start, length) if isinstance(date, d.After) else subtract(start, length)

    def _planned(self, step: str, then: Then) -> Moment | Absent:
        planned = self.sight.last(f"{step}.planned", then)
        cancelled = self.sight.last(f"{step}.cancelled", then)
        if planned is None or planned.planned_for is None:
            return Absent.NOT_HAPPENED
        if cancelled is not None and self.course.upon(cancelled).order > self.course.upon(planned).order:
            return Absent.NOT_HAPPENED
        return planned.planned_for

    def _outermost(self, date: d.Earliest | d.Latest, found: list[Moment | Absent]) -> Moment | Absent:
        known = [moment for moment in found if isinstance(moment, Moment)]
        if known:
            return earliest(known) if isinstance(date, d.Earliest) else latest(known)
        return Absent.UNKNOWN if Absent.UNKNOWN in found else Absent.NOT_HAPPENED

    def length(self, length: d.Length, then: Then) -> Duration | None:
        """A duration, or None where its fact is unknown or not decided by the area."""
        value = length if isinstance(length, Duration) else self.fact(length.fact, then)
        if isinstance(value, str):
            return Duration.parse(value)
        return value if isinstance(value, Duration) else None

    def readings(self, length: d.Length) -> tuple[Duration, ...]:
        """The lengths between which the area has not decided (2.15)."""
        entry = None if isinstance(length, Duration) else self.pack.facts.get(length.fact)
        if entry is None or not entry.undecided:
            return ()
        return tuple(reading.value for reading in entry.readings if isinstance(reading.value, Duration))


def compares(comparison: c.Comparison, value: object, wanted: tuple[object, ...]) -> Truth:
    """Whether a known value is one of those wanted, or under or over a number."""
    if comparison in (c.Comparison.IS, c.Comparison.INCLUDES):
        held = value if isinstance(value, tuple | list) else (value,)
        said = [one["answer"] if isinstance(one, Mapping) and set(one) == {"member", "answer"} else one for one in held]
        return any(same(one, other) for one in said for other in wanted)
    limit = wanted[0]
    if not isinstance(value, int | float) or not isinstance(limit, int | float):
        return None
    if comparison is c.Comparison.UNDER:
        return value < limit
    if comparison is c.Comparison.OVER:
        return value > limit
    return value >= limit if comparison is c.Comparison.AT_LEAST else value <= limit


def same(value: object, wanted: object) -> bool:
    """Whether a value is what a pack wrote, which writes numbers and durations as words."""
    if isinstance(value, int | float) and isinstance(wanted, str):
        return as_number(wanted) == value
    return value == wanted or (isinstance(value, Duration) and str(value) == wanted)


def as_number(text: str) -> object:
    """The number that a word is; the word itself if it is none."""
    try:
        number = float(text.removeprefix("£"))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _opening(hours: Hours, day: date) -> tuple[Span, ...]:
    if ENGLAND.holiday_name(day) is None or (hours.holidays and not hours.on_holidays):
        return hours.opening.get(day.weekday(), ())
    return hours.on_holidays
