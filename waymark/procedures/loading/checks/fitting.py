"""Tests that fit the type of what they test, and options that exist."""

from __future__ import annotations

import re
from collections.abc import Iterable

from waymark.procedures.language import conditions as c
from waymark.procedures.language import entries as e
from waymark.procedures.language.conditions import Comparison
from waymark.procedures.language.entries import AnswerType
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import GROUPS
from waymark.procedures.loading.checks.report import Path, Report
from waymark.procedures.loading.checks.types import NUMBERS, Types
from waymark.procedures.loading.checks.written import Test, tests_of
from waymark.procedures.loading.problems import nearest
from waymark.procedures.time import Duration, DurationError

COMPARED = (Comparison.UNDER, Comparison.OVER, Comparison.AT_LEAST, Comparison.AT_MOST)
#: Types whose answers are not words, so that no word can be written beside `is`.
NEVER_IS = {
    AnswerType.TEXT: "What is written freely cannot be compared; ask it as a choice, or test `known: yes`.",
    AnswerType.DATE: "Write {reached: the-date}, or test `known: yes`.",
    AnswerType.TIME: "Write {reached: the-time}, or test `known: yes`.",
    AnswerType.BODY_MAP: "Test `known: yes`.",
    AnswerType.ROWS: "Test its rows: {some: the-rows, has: {fact: …}}, or a fact that counts them.",
}


def check_tests(pack: Pack, report: Report) -> None:
    """Every test of a fact, a decision or a presence must be one that can be answered."""
    types = Types(pack)
    for entry in pack.entries():
        for test in tests_of(entry):
            if isinstance(test.condition, c.FactTest):
                _check_fact(entry, test, test.condition, types, report)
            elif isinstance(test.condition, c.Decided):
                _check_decided(entry, test.path, test.condition, types, report)
            elif isinstance(test.condition, c.Happened):
                _check_present(entry, test.path, test.condition, pack, report)


def _check_fact(entry: e.Entry, test: Test, fact: c.FactTest, types: Types, report: Report) -> None:
    kind = types.type_of(fact.fact, test.group if fact.of_row else None)
    how = fact.comparison
    if kind is None or how in (Comparison.KNOWN, Comparison.ASKED):
        return
    path = (*test.path, how.value)
    if how in COMPARED:
        _check_compared(entry, path, fact, kind, report)
    elif how is Comparison.INCLUDES and kind not in (AnswerType.CHOICES, AnswerType.PEOPLE):
        message = f"'{fact.fact}' is a {kind.value}, of which there is only one."
        report.error(entry, path, message, "Write `is:`.")
    elif how is Comparison.IS and kind is AnswerType.CHOICES:
        message = f"Several can be ticked at '{fact.fact}'."
        report.error(entry, path, message, "Write `includes:`; joined by `all` where every one must be ticked.")
    elif kind in NEVER_IS:
        report.error(entry, path, f"'{fact.fact}' is a {kind.value}.", NEVER_IS[kind])
    else:
        _check_values(entry, path, test, fact, types, report)


def _check_values(entry: e.Entry, path: Path, test: Test, fact: c.FactTest, types: Types, report: Report) -> None:
    group = test.group if fact.of_row else None
    kind, values, source = (
        types.type_of(fact.fact, group),
        types.values_of(fact.fact, group),
        types.source(fact.fact, group),
    )
    assert kind is not None
    faults = {str(value): _fault_of(str(value), kind, values, types.pack) for value in fact.values}
    dropped = types.dropped(entry, source.options if source is not None else None)
    for value, mend in faults.items():
        if mend and not (dropped and not all(faults.values())):
            report.error(entry, path, f"'{fact.fact}' is never '{value}'{_by(dropped)}.", mend)


def _by(dropped: e.Overlaid | None) -> str:
    """Who took an option away, if somebody did."""
    return f", since {dropped.area} laid its own list over ({dropped.place})" if dropped is not None else ""


def _check_compared(entry: e.Entry, path: Path, fact: c.FactTest, kind: AnswerType, report: Report) -> None:
    what = f"'{fact.fact}' is a {kind.value}"
    if kind not in NUMBERS:
        mend = "Only numbers and money are compared so. For a date write {reached: …}; for a choice write `is:`."
        if kind is AnswerType.CHOICES:
            mend = "Compare a fact of `type: number` that says `count:` of it."
        report.error(entry, path, f"{what}.", mend)
    elif isinstance(fact.values[0], Duration):
        report.error(entry, path, f"{what}, not a length of time.", f"Write a number: `{path[-1]}: 18`.")


def _fault_of(value: str, kind: AnswerType, values: frozenset[str] | None, pack: Pack) -> str:
    """What to write instead of a value that a fact can never have; empty if it can."""
    if values is not None:
        return "" if value in values else nearest(value, values) or f"It can be {_some(values)}."
    if kind in NUMBERS:
        return "" if re.fullmatch(r"£?-?[0-9]+(\.[0-9]+)?", value) else "Write a number."
    if kind is AnswerType.DURATION:
        try:
            Duration.parse(value)
        except DurationError as fault:
            return str(fault)
    if kind is AnswerType.ROLE and value not in pack.roles:
        return nearest(value, pack.roles) or "Write the full name of a role."
    if kind is AnswerType.CONTACT and value not in pack.contacts:
        return nearest(value, pack.contacts) or "Write the full name of a contact."
    return ""


def _some(values: Iterable[str]) -> str:
    known = sorted(values)
    return ", ".join(known[:12]) + (", …" if len(known) > 12 else "")


def _check_decided(entry: e.Entry, path: Path, test: c.Decided, types: Types, report: Report) -> None:
    step = types.pack.steps[test.step]
    if step.decides is None:
        mend = "Test {happened: …}, or give the step `decides:` with its options."
        report.error(entry, (*path, "decided"), f"The step '{test.step}' decides nothing.", mend)
        return
    ids = {row.id for row in step.decides.rows}
    dropped = types.dropped(entry, step.decides)
    if dropped is not None and ids & set(test.options):
        return
    for option in test.options:
        if option not in ids:
            mend = nearest(option, ids) or f"It decides between {_some(ids)}."
            message = f"The step '{test.step}' has no option '{option}'{_by(dropped)}."
            report.error(entry, (*path, "is"), message, mend)


def _check_present(entry: e.Entry, path: Path, test: c.Happened, pack: Pack, report: Report) -> None:
    known = GROUPS | {role.rpartition("/")[2] for role in pack.roles} | pack.roles.keys()
    for word in test.present:
        if word not in known:
            message = f"Nobody is named '{word}' who could have been there."
            report.error(entry, (*path, "with"), message, nearest(word, known) or "Write a role or a group.")
