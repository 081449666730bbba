"""What every timed rule that cites a requirement gives, counted from one start: packs checked against a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from waymark.procedures.describe.conditions import describe_condition
from waymark.procedures.describe.words import date_words, length_words, quoted, sentence
from waymark.procedures.language import dates as d
from waymark.procedures.language.conditions import Condition
from waymark.procedures.language.entries import Duty, Fact, FactValue, UponDate
from waymark.procedures.language.pack import Pack, all_cites
from waymark.procedures.time import Duration, Moment, explain_add, explain_subtract, next_date
from waymark.procedures.time import earliest as first_of
from waymark.procedures.time import latest as last_of


@dataclass(frozen=True, slots=True)
class Clock:
    """One time that one rule gives. `due` is None where there are only urgent words, or where it hangs on an answer."""

    area: str
    rule: str
    due: Moment | None
    urgent: bool
    explanation: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A moment (None: it hangs on an answer) with the sentences that lead to it."""

    moment: Moment | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Length:
    """A length of time (None: it hangs on an answer) with what must be said about it."""

    duration: Duration | None
    said: tuple[str, ...] = ()


def clocks(pack: Pack, requirement: str, start: Moment) -> Iterator[Clock]:
    """Every timed duty and date fact of a pack that cites a requirement, itself or through the length that it uses."""
    used: set[str] = set()
    for duty in pack.duties.values():
        names = set(_facts_of(duty, pack))
        by_fact = {name for name in names if requirement in all_cites(pack.facts[name])}
        used |= by_fact
        if requirement in duty.cites or by_fact:
            yield from _duty_clocks(duty, pack, start)
    for fact in pack.facts.values():
        if requirement in all_cites(fact):
            yield from _fact_clocks(fact, pack, start, fact.name in used)


def _facts_of(duty: Duty, pack: Pack) -> Iterator[str]:
    lengths = [duty.within, duty.aim, duty.every, *(d.lengths(duty.due) if duty.due is not None else ())]
    for length in lengths:
        if isinstance(length, d.DurationOf) and length.fact in pack.facts:
            yield length.fact
    for base in d.bases(duty.due) if duty.due is not None else ():
        if isinstance(base, d.FactDate) and base.fact in pack.facts:
            yield base.fact


# Duties


def _duty_clocks(duty: Duty, pack: Pack, start: Moment) -> Iterator[Clock]:
    found = list(_duty_times(duty, pack, start))
    head = f"{quoted(duty.title)} ({duty.strength.value}), as if each trigger were {start}."
    for said, one in found:
        yield _clock(duty, pack, one.moment, False, (head, *said, *one.said))
    if not found and duty.urgent:
        words = f"The source gives no number, only: {duty.urgent}."
        yield _clock(duty, pack, None, True, (head, words))


def _duty_times(duty: Duty, pack: Pack, start: Moment) -> Iterator[tuple[tuple[str, ...], _Found]]:
    calculator = _Calculator(pack, start)
    for trigger in calculator.triggers(duty):
        if duty.within is not None:
            yield from (
                ((f"Limit: {length_words(duty.within, pack)}.",), one) for one in calculator.after(trigger, duty.within)
            )
        if duty.due is not None:
            yield from (((f"Due: {date_words(duty.due, pack)}.",), one) for one in calculator.date(duty.due))
        if duty.aim is not None:
            limit = duty.within is not None or duty.due is not None
            note = "Aim beside the limit" if limit else "Aim only, there is no limit"
            yield from (
                ((f"{note}: {length_words(duty.aim, pack)}.",), one) for one in calculator.after(trigger, duty.aim)
            )
        if duty.every is not None:
            words = f"Once done, again every {length_words(duty.every, pack)}, counted from when it was done."
            yield from (((words,), one) for one in calculator.after(trigger, duty.every))
    if not any((duty.within, duty.due, duty.aim, duty.every)):
        dates = [trigger.date for trigger in duty.upon if isinstance(trigger, UponDate)]
        yield from (
            (("No time is given after it arises; it arises when this is over.",), one)
            for date in dates
            for one in calculator.date(date)
        )


def _clock(rule: Duty | Fact, pack: Pack, due: Moment | None, urgent: bool, said: tuple[str, ...]) -> Clock:
    return Clock(pack.area, rule.name.replace("/", "."), due, urgent, said, tuple(sorted(all_cites(rule))))


# Facts


def _fact_clocks(fact: Fact, pack: Pack, start: Moment, used: bool) -> Iterator[Clock]:
    head = f"{quoted(fact.title)}, as if each date that it counts from were {start}."
    calculator = _Calculator(pack, start)
    if fact.type.value in ("date", "time"):
        found = [*calculator.fact_date(fact)]
    elif fact.type.value == "duration" and not used:
        found = [*calculator.after(_Found(start, ()), d.DurationOf(fact.name))]
    else:
        return
    for one in found:
        if one.moment is not None or fact.undecided:
            yield _clock(fact, pack, one.moment, False, (head, *one.said))


# Counting


class _Calculator:
    """Works dates and lengths out with every named date at the start; of a table, each row gives one result."""

    def __init__(self, pack: Pack, start: Moment) -> None:
        self.pack = pack
        self.start = start

    def triggers(self, duty: Duty) -> Iterator[_Found]:
        """Where counting begins: the start, or the date upon whose arrival the duty arises."""
        dates = [trigger.date for trigger in duty.upon if isinstance(trigger, UponDate)]
        if not dates or len(dates) < len(duty.upon):
            yield _Found(self.start, ())
        for date in dates:
            yield from self.date(date)

    def after(self, base: _Found, length: d.Length, *, back: bool = False) -> Iterator[_Found]:
        """So long after (or before) a moment: one result for each value that the length may have."""
        for one in self.lengths(length):
            said = (*base.said, *one.said)
            if base.moment is None or one.duration is None:
                yield _Found(None, said)
                continue
            counted = explain_subtract(base.moment, one.duration) if back else explain_add(base.moment, one.duration)
            yield _Found(counted.result, (*said, *counted.sentences()))

    def date(self, date: d.DateExpression) -> Iterator[_Found]:
        """A date expression: one result for each choice that its facts leave."""
        if isinstance(date, d.EventDate | d.PlannedDate):
            yield _Found(self.start, ())
        elif isinstance(date, d.FactDate):
            fact = self.pack.facts.get(date.fact)
            yield from self.fact_date(fact) if fact is not None else iter((_Found(self.start, ()),))
        elif isinstance(date, d.After | d.Before):
            for base in self.date(date.base):
                yield from self.after(base, date.by, back=isinstance(date, d.Before))
        elif isinstance(date, d.Next):
            yield from (self._next(date, base) for base in self.date(date.after))
        else:
            yield self._outermost(date)

    def _next(self, date: d.Next, base: _Found) -> _Found:
        if base.moment is None:
            return base
        return _Found(next_date(date.day, date.month, base.moment), (*base.said, sentence(date_words(date, self.pack))))

    def _outermost(self, date: d.Earliest | d.Latest) -> _Found:
        counted = [part for part in date.dates if not self._is_answer(part)] or list(date.dates)
        left_out = tuple(
            f"Left out, as not answered: {date_words(part, self.pack)}." for part in date.dates if part not in counted
        )
        found = [one for part in counted for one in self.date(part)]
        known = [one.moment for one in found if one.moment is not None]
        said = (*dict.fromkeys(line for one in found for line in one.said), *left_out)
        if not known:
            return _Found(None, said)
        moment = first_of(known) if isinstance(date, d.Earliest) else last_of(known)
        which = "first" if isinstance(date, d.Earliest) else "last"
        return _Found(moment, said if len(counted) == 1 else (*said, f"The {which} of these is {moment}."))

    def _is_answer(self, date: d.DateExpression) -> bool:
        """A date that somebody answers: the engine, too, takes the first or last of the dates that are known."""
        return isinstance(date, d.FactDate) and date.fact in self.pack.questions

    def fact_date(self, fact: Fact) -> Iterator[_Found]:
        """The dates that a date fact may have."""
        if fact.date is not None:
            yield from self.date(fact.date)
        elif fact.rows:
            for row in fact.rows:
                yield from (_Found(one.moment, (self._if(row.when), *one.said)) for one in self._value_date(row.value))
        elif fact.given is not None:
            yield _Found(self.start, ())
        elif fact.undecided:
            yield _Found(None, ("The area has not set this date.",))

    def _value_date(self, value: object) -> Iterator[_Found]:
        if isinstance(value, FactValue):
            yield from self.date(d.FactDate(value.fact))
        elif isinstance(value, d.DateExpression):
            yield from self.date(value)

    def lengths(self, length: d.Length) -> Iterator[_Length]:
        """The values that a length may have."""
        if isinstance(length, Duration):
            yield _Length(length)
            return
        fact = self.pack.facts.get(length.fact)
        if fact is None:
            yield _Length(None, (sentence(f"The time is {length_words(length, self.pack)}"),))
        elif isinstance(fact.set, Duration):
            yield _Length(fact.set, (f"{quoted(fact.title)} is set to {fact.set}.",))
        elif fact.undecided:
            yield from self._readings(fact)
        else:
            yield from self._rows(fact)

    def _readings(self, fact: Fact) -> Iterator[_Length]:
        if not fact.readings:
            yield _Length(None, (f"The area has not set {quoted(fact.title)}.",))
        for one in fact.readings:
            which = f"One of {len(fact.readings)} readings of {quoted(fact.title)}, {', '.join(one.cites)}"
            note = f"{which}; the area has not chosen."
            yield _Length(one.value if isinstance(one.value, Duration) else None, (note,))

    def _rows(self, fact: Fact) -> Iterator[_Length]:
        for row in fact.rows:
            if isinstance(row.value, FactValue):
                inner = self.lengths(d.DurationOf(row.value.fact))
            else:
                inner = iter((_Length(row.value if isinstance(row.value, Duration) else None),))
            yield from (_Length(one.duration, (self._if(row.when), *one.said)) for one in inner)

    def _if(self, when: Condition | None) -> str:
        return sentence(f"If {describe_condition(when, self.pack)}") if when is not None else "Otherwise."
