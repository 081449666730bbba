"""Reading the six dates (pack-language.md, section 1)."""

from __future__ import annotations

from waymark.procedures.language.dates import (
    After,
    Before,
    DateExpression,
    Earliest,
    EventDate,
    FactDate,
    Latest,
    Next,
    PlannedDate,
)
from waymark.procedures.loading.fields import Reader
from waymark.procedures.loading.source import Text, Tree, Words
from waymark.procedures.time import MomentError, parse_day_and_month

FORMS = "{after: D, by: N}, {before: D, by: N}, {earliest: [D, D]}, {latest: [D, D]}, {next: 31 August, after: D}"


def read_date(reader: Reader, tree: Tree, key: str) -> DateExpression | None:
    """One of the six dates."""
    if isinstance(tree, Text):
        return _named(reader, tree, key)
    if isinstance(tree, Words):
        inner = reader.within(tree)
        if "next" in tree.fields:
            return _next(inner)
        for word, kind in (("earliest", Earliest), ("latest", Latest)):
            if word in tree.fields:
                inner.only((word,), "date")
                dates: tuple[DateExpression, ...] = inner.each_of(word, lambda part, at: read_date(reader, part, at))
                return kind(dates) if dates else None
        for word, counted in (("after", After), ("before", Before)):
            if word in tree.fields:
                return _counted(inner, word, counted)
    reader.problems.error(tree.place, key, "This is no date.", f"Write the name of a step or of a date, or {FORMS}.")
    return None


def one_date(reader: Reader, key: str) -> DateExpression | None:
    """The date behind a word, if it is there."""
    tree = reader.get(key)
    return None if tree is None else read_date(reader, tree, key)


def _named(reader: Reader, tree: Text, key: str) -> DateExpression | None:
    event = reader.names.find_event(tree.value, reader.pathway)
    if event is not None:
        base, _, suffix = event.partition(".")
        return PlannedDate(base) if suffix == "planned" else EventDate(event)
    fact = reader.names.find_fact(tree.value, reader.pathway)
    if fact is not None:
        return FactDate(fact)
    reader.unknown("step", tree, key, "step or date")
    return None


def _counted(reader: Reader, word: str, kind: type[After] | type[Before]) -> DateExpression | None:
    reader.only((word, "by"), "date")
    base_tree = reader.get(word)
    by_tree = reader.needed("by", "A counted date", "10 working days")
    if base_tree is None or by_tree is None:
        return None
    base, by = read_date(reader, base_tree, word), reader.length(by_tree, "by")
    return kind(base, by) if base is not None and by is not None else None


def _next(reader: Reader) -> DateExpression | None:
    reader.only(("next", "after"), "date")
    after_tree = reader.needed("after", "The next day of a year", "annual-report")
    after = read_date(reader, after_tree, "after") if after_tree is not None else None
    try:
        day, month = parse_day_and_month(reader.text("next"))
    except MomentError as fault:
        reader.problems.error(reader.place("next"), "next", str(fault), "For example `next: 31 August`.")
        return None
    return Next(day, month, after) if after is not None else None
