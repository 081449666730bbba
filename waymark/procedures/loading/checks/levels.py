"""A level looked up from descriptors suggests; it never decides (pack-language.md, section 4, item 3, and trap 20)."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.procedures.language import conditions as c
from waymark.procedures.language import dates as d
from waymark.procedures.language import entries as e
from waymark.procedures.language.entries import AnswerType
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import FactPeople
from waymark.procedures.loading.checks.report import Path, Report
from waymark.procedures.loading.checks.types import Types
from waymark.procedures.loading.checks.written import dates_of, lengths_of, people_of, questions_of, tests_of

#: What a list may be looked up for without putting a child on a level: prices, services, people, places.
NO_LEVEL = frozenset({AnswerType.MONEY, AnswerType.CONTACT, AnswerType.ROLE, AnswerType.PERSON, AnswerType.AREA})


def check_levels(pack: Pack, report: Report) -> None:
    """A looked-up level feeds `suggest` and `consider`, and nothing else."""
    levels = _levels(pack)
    if not levels:
        return
    for entry in pack.entries():
        if isinstance(entry, e.Fact) or (isinstance(entry, e.Duty) and entry.consider):
            continue
        for path, name in _names_of(entry):
            if name in levels:
                message = f"'{name}' rests on a level looked up from ticks: a list would decide here."
                mend = "Let a step `suggest:` it, a person decide, and test what was decided."
                report.error(entry, path, message, mend)


def _levels(pack: Pack) -> set[str]:
    """The facts that are looked up from ticks, and those worked out from them."""
    types = Types(pack)
    found = {
        fact.name
        for fact in pack.facts.values()
        if fact.look_up and fact.type not in NO_LEVEL and types.type_of(fact.look_up.rows) is AnswerType.CHOICES
    }
    grew = bool(found)
    while grew:
        more = {fact.name for fact in pack.facts.values() if any(name in found for _, name in _names_of(fact))}
        grew = not more <= found
        found |= more
    return found


def _names_of(entry: e.Entry) -> Iterator[tuple[Path, str]]:
    """Every fact that an entry uses other than by `suggest`."""
    for test in tests_of(entry):
        if isinstance(test.condition, c.FactTest) and not test.condition.of_row:
            yield (*test.path, "fact"), test.condition.fact
    for path, date in dates_of(entry):
        if isinstance(date, d.FactDate):
            yield path, date.fact
    for path, length in lengths_of(entry):
        if isinstance(length, d.DurationOf):
            yield path, length.fact
    for path, people in people_of(entry):
        if isinstance(people, FactPeople):
            yield path, people.fact
    for path, question, _ in questions_of(entry):
        if question.prefill is not None:
            yield (*path, "prefill"), question.prefill
    if isinstance(entry, e.Fact):
        yield from _names_of_fact(entry)


def _names_of_fact(fact: e.Fact) -> Iterator[tuple[Path, str]]:
    for number, row in enumerate(fact.rows):
        if isinstance(row.value, e.FactValue):
            yield ("rows", number, "value"), row.value.fact
    if fact.look_up is not None:
        yield ("look-up", "rows"), fact.look_up.rows
    if fact.count is not None:
        yield ("count",), fact.count
