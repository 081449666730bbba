"""The twelve conditions as clauses that can follow "if", "while" or "unless"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from waymark.procedures.describe.words import (
    date_words,
    event_words,
    fact_words,
    group_words,
    length_words,
    listed,
    quoted,
    role_words,
    step_words,
)
from waymark.procedures.language import conditions as c
from waymark.procedures.language.entries import AnswerType, Fact, Question
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import GROUPS

ACROSS_WORDS = {
    c.Across.EPISODE: "",
    c.Across.FILE: " (anywhere on the file)",
    c.Across.HOUSEHOLD: " (for anyone in the household)",
    c.Across.LINKED: " (in a linked episode)",
}
_COMPARED = {
    c.Comparison.UNDER: "under",
    c.Comparison.OVER: "over",
    c.Comparison.AT_LEAST: "at least",
    c.Comparison.AT_MOST: "at most",
}
#: Given facts that read better in words of their own: (if yes, if no).
_GIVEN_YES_NO = {
    "looked-after": ("the child is looked after", "the child is not looked after"),
    "working-day": ("it is a working day", "it is not a working day"),
    "school-age": ("the child is of school age", "the child is not of school age"),
}
_GIVEN_KNOWN = {
    "allocated-worker": ("the child has an allocated worker", "the child has no allocated worker"),
}


def describe_condition(condition: c.Condition, pack: Pack) -> str:
    """A condition in plain English: "the answer to “Was the child seen?” is yes and “Referral” has been recorded"."""
    return _Clause(pack).say(condition, True)


class _Clause:
    """Says conditions; `yes` is whether the condition or its contrary is meant, so that "not (…)" is never printed."""

    def __init__(self, pack: Pack, group: str | None = None) -> None:
        self.pack = pack
        self.group = group

    def say(self, condition: c.Condition, yes: bool, depth: int = 0) -> str:
        if isinstance(condition, c.Not):
            return self.say(condition.part, not yes, depth)
        if isinstance(condition, c.All | c.AnyOf):
            return self._joined(condition, yes, depth)
        return _LEAVES[type(condition)](self, condition, yes)

    def _joined(self, condition: c.All | c.AnyOf, yes: bool, depth: int) -> str:
        every = isinstance(condition, c.All) is yes
        parts = [self.say(part, yes, depth + 1) for part in condition.parts]
        if len(parts) == 1:
            return parts[0]
        if depth == 0 and (len(parts) > 2 or any(_is_joined(part) for part in condition.parts)):
            lettered = [f"({chr(ord('a') + index)}) {part}" for index, part in enumerate(parts)]
            return f"{'all' if every else 'one or more'} of these hold: {'; '.join(lettered)}"
        if depth == 0:
            return listed(parts, "and" if every else "or")
        if len(parts) == 2:
            return f"{'both' if every else 'either'} {listed(parts, 'and' if every else 'or')}"
        return f"{'all' if every else 'any'} of [{'; '.join(parts)}]"

    def fact(self, test: c.FactTest, yes: bool) -> str:
        at = f", as it stood at {event_words(test.at, self.pack)}" if test.at else ""
        return f"{self._fact(test, yes)}{at}"

    def _fact(self, test: c.FactTest, yes: bool) -> str:
        name = f"{self.group}.{test.fact}" if test.of_row and self.group else test.fact
        if test.comparison in (c.Comparison.KNOWN, c.Comparison.ASKED):
            return self._known(name, test.comparison, (test.values[0] is not False) is yes)
        if test.comparison in _COMPARED:
            subject = "the child" if name == "age" else fact_words(self.pack, name)
            way = f"{_COMPARED[test.comparison]} {test.values[0]}"
            return f"{subject} is {'' if yes else 'not '}{way}"
        if name in _GIVEN_YES_NO and len(test.values) == 1:
            return _GIVEN_YES_NO[name][0 if (test.values[0] == "yes") is yes else 1]
        return self._is(name, test, yes)

    def _known(self, name: str, comparison: c.Comparison, known: bool) -> str:
        if name in _GIVEN_KNOWN:
            return _GIVEN_KNOWN[name][0 if known else 1]
        question = self.pack.questions.get(name)
        if question is None:
            return f"{fact_words(self.pack, name)} is {'' if known else 'not '}known"
        done = "answered" if comparison is c.Comparison.KNOWN else "asked"
        return f"{quoted(question.ask)} has {'' if known else 'not '}been {done}"

    def _is(self, name: str, test: c.FactTest, yes: bool) -> str:
        subject = fact_words(self.pack, name)
        asked: Question | Fact | None = self.pack.questions.get(name) or self.pack.facts.get(name)
        if asked is not None and asked.type is AnswerType.YES_NO and test.values in (("yes",), ("no",)):
            value = test.values[0] if yes else {"yes": "no", "no": "yes"}[str(test.values[0])]
            return f"{subject} is {value}"
        values = listed((value_words(self.pack, name, value) for value in test.values), "or")
        several = asked is not None and asked.type in (AnswerType.CHOICES, AnswerType.PEOPLE)
        verb = "includes" if several or test.comparison is c.Comparison.INCLUDES else "is"
        return f"{subject} {verb if yes else {'is': 'is not', 'includes': 'does not include'}[verb]} {values}"

    def members(self, test: c.GroupTest, yes: bool) -> str:
        inner = _Clause(self.pack, test.group)
        if test.group in GROUPS or test.group not in self.pack.questions:
            who = group_words(test.group, self.pack)
        else:
            who = f"the rows under {quoted(self.pack.questions[test.group].ask)}"
        none = test.none is yes
        return f"for {'none' if none else 'at least one'} of {who} it is so that {inner.say(test.has, True, 1)}"

    def happened(self, test: c.Happened, yes: bool) -> str:
        extra = f" {'at least ' if yes else ''}{test.times} times" if test.times > 1 else ""
        if test.within is not None:
            extra += f" in the last {length_words(test.within, self.pack)}"
        if test.after is not None:
            extra += f" after {date_words(test.after, self.pack)}"
        if test.before is not None:
            extra += f" before {date_words(test.before, self.pack)}"
        if test.present:
            extra += f" with {listed(role_words(role, self.pack) for role in test.present)} there"
        return f"{_done(test.event, self.pack, yes)}{extra}{ACROSS_WORDS[test.across]}"

    def decided(self, test: c.Decided, yes: bool) -> str:
        way = "is" if yes else "is not"
        options = options_words(test, self.pack)
        return f"the decision at {step_words(test.step, self.pack)} {way} {options}{ACROSS_WORDS[test.across]}"

    def open_(self, test: c.PathwayOpen, yes: bool) -> str:
        return f"{step_words(test.pathway, self.pack)} is {'' if yes else 'not '}open{ACROSS_WORDS[test.across]}"

    def owed(self, test: c.DutyOpen, yes: bool) -> str:
        return f"{duty_title(test.duty, self.pack)} is {'still' if yes else 'not'} owed"

    def late(self, test: c.DutyLate, yes: bool) -> str:
        return f"{duty_title(test.duty, self.pack)} is {'' if yes else 'not '}late"

    def reached(self, test: c.Reached, yes: bool) -> str:
        return f"{date_words(test.date, self.pack)} {'has passed' if yes else 'has not passed yet'}"

    def hours(self, test: c.OfficeHours, yes: bool) -> str:
        contact = self.pack.contacts[test.contact].title if test.contact in self.pack.contacts else test.contact
        when = f"{event_words(test.at, self.pack)} came" if test.at else "it is"
        return f"{when} {'within' if yes else 'outside'} the hours of {contact}"


def options_words(test: c.Decided, pack: Pack) -> str:
    """The options of a decision by their titles."""
    step = pack.steps.get(test.step)
    titles = {row.id: row.title for row in step.decides.rows} if step is not None and step.decides else {}
    return listed((quoted(titles.get(option, option.replace("-", " "))) for option in test.options), "or")


def _is_joined(condition: c.Condition) -> bool:
    """Whether a part is itself several parts."""
    while isinstance(condition, c.Not):
        condition = condition.part
    return isinstance(condition, c.All | c.AnyOf) and len(condition.parts) > 1


def _done(event: str, pack: Pack, yes: bool) -> str:
    suffix = event.partition(".")[2]
    done = suffix if suffix in ("planned", "cancelled", "proposed", "opened", "closed") else "recorded"
    return f"{step_words(event, pack)} has {'' if yes else 'not '}been {done}"


def duty_title(duty: str, pack: Pack) -> str:
    """A duty by its title."""
    return quoted(pack.duties[duty].title if duty in pack.duties else duty.rpartition("/")[2].replace("-", " "))


def value_words(pack: Pack, name: str, value: object) -> str:
    """A value of a fact in words: an option's title, a role's, a number, a yes."""
    entry: Question | Fact | None = pack.questions.get(name) or pack.facts.get(name)
    row = entry.options.get(str(value)) if entry is not None and entry.options is not None else None
    if row is not None:
        return quoted(row.title)
    if name == "role-of-user" or (entry is not None and entry.type is AnswerType.ROLE):
        return role_words(str(value), pack)
    if entry is not None and entry.type is AnswerType.CONTACT and value in pack.contacts:
        return pack.contacts[str(value)].title
    text = str(value)
    return text.replace("-", " ") if " " not in text and not text[:1].isdigit() else text


def simple(condition: c.Condition) -> bool:
    """Whether a condition is short enough to stand inside a sentence."""
    return not isinstance(condition, c.All | c.AnyOf) or (
        len(condition.parts) <= 2 and not any(_is_joined(part) for part in condition.parts)
    )


def unwrapped(condition: c.Condition) -> tuple[c.Condition, bool]:
    """A condition without its outer negations, and whether what is left is meant as it stands."""
    yes = True
    while isinstance(condition, c.Not):
        condition, yes = condition.part, not yes
    return condition, yes


_LEAVES: dict[type, Callable[[_Clause, Any, bool], str]] = {
    c.FactTest: _Clause.fact,
    c.GroupTest: _Clause.members,
    c.Happened: _Clause.happened,
    c.Decided: _Clause.decided,
    c.PathwayOpen: _Clause.open_,
    c.DutyOpen: _Clause.owed,
    c.DutyLate: _Clause.late,
    c.Reached: _Clause.reached,
    c.OfficeHours: _Clause.hours,
}
