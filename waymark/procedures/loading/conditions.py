"""Reading the twelve conditions (pack-language.md, section 1)."""

from __future__ import annotations

import re
from collections.abc import Callable

from waymark.procedures.language.conditions import (
    Across,
    All,
    AnyOf,
    Comparison,
    Condition,
    Decided,
    DutyLate,
    DutyOpen,
    FactTest,
    GroupTest,
    Happened,
    Not,
    OfficeHours,
    PathwayOpen,
    Reached,
)
from waymark.procedures.loading.dates import one_date
from waymark.procedures.loading.fields import Reader
from waymark.procedures.loading.source import Text, Tree, Words
from waymark.procedures.time import Duration, DurationError

NUMBER = re.compile(r"£?-?[0-9]{1,12}(\.[0-9]{1,6})?", re.ASCII)


def read_condition(reader: Reader, tree: Tree, key: str) -> Condition | None:
    """One of the twelve conditions. What cannot be read as one is always noted."""
    before = len(reader.problems.errors)
    found = _condition(reader, tree, key)
    if found is None and len(reader.problems.errors) == before:
        reader.problems.error(tree.place, key, "This is no condition.", f"Begin with one of: {', '.join(READERS)}.")
    return found


def _condition(reader: Reader, tree: Tree, key: str) -> Condition | None:
    if not isinstance(tree, Words):
        mend = "Write for example {fact: age, under: 18} or {happened: referral}; join several with `all:` or `any:`."
        reader.problems.error(tree.place, key, "This is no condition.", mend)
        return None
    main = [word for word in READERS if word in tree.fields]
    if len(main) != 1:
        found = f"It holds {' and '.join(main)}." if main else f"It holds {', '.join(tree.fields) or 'nothing'}."
        mend = f"A condition begins with exactly one of: {', '.join(READERS)}. Join several with all or any."
        reader.problems.error(tree.place, key, f"This is no single condition. {found}", mend)
        return None
    return READERS[main[0]](reader.within(tree))


def one_condition(reader: Reader, key: str) -> Condition | None:
    """The condition behind a word, if it is there."""
    tree = reader.get(key)
    return None if tree is None else read_condition(reader, tree, key)


def _parts(reader: Reader, word: str) -> tuple[Condition, ...]:
    reader.only((word,), "condition")
    return reader.each_of(word, lambda tree, key: read_condition(reader, tree, key))


def _all(reader: Reader) -> Condition | None:
    parts = _parts(reader, "all")
    return All(parts) if parts else None


def _any(reader: Reader) -> Condition | None:
    parts = _parts(reader, "any")
    return AnyOf(parts) if parts else None


def _not(reader: Reader) -> Condition | None:
    reader.only(("not",), "condition")
    part = one_condition(reader, "not")
    return Not(part) if part is not None else None


def _fact(reader: Reader) -> Condition | None:
    reader.only(("fact", "at", *(c.value for c in Comparison)), "test of a fact")
    used = [c for c in Comparison if c.value in reader.words.fields]
    if len(used) != 1:
        mend = f"Write one of: {', '.join(c.value for c in Comparison)}. Join several tests with all."
        reader.problems.error(reader.words.place, "fact", "A fact is tested in exactly one way.", mend)
        return None
    name, of_row = _fact_or_row(reader, reader.words.fields["fact"])
    at_tree = reader.get("at")
    at = reader.event(at_tree, "at") if at_tree is not None else None
    values = _values(reader, used[0])
    if name is None or not values:
        return None
    return FactTest(name, used[0], values, at, of_row)


def _fact_or_row(reader: Reader, tree: Tree) -> tuple[str | None, bool]:
    if reader.group is not None and isinstance(tree, Text):
        row = f"{reader.group}.{tree.value}"
        if row in reader.names.by_kind.get("row-question", set()):
            return tree.value, True
    return reader.fact_name(tree, "fact"), False


def _values(reader: Reader, comparison: Comparison) -> tuple[object, ...]:
    if comparison in (Comparison.KNOWN, Comparison.ASKED):
        return (reader.yes(comparison.value),)
    words = reader.list_of_texts(comparison.value)
    if comparison in (Comparison.IS, Comparison.INCLUDES):
        return words
    word = words[0] if len(words) == 1 else ""
    value = measured(word)
    if value is None:
        mend = f"Write one number: `{comparison.value}: 18`."
        reader.problems.error(reader.place(comparison.value), comparison.value, f"'{word}' cannot be compared.", mend)
        return ()
    return (value,)


def measured(word: str) -> object | None:
    """A number (money without its sign) or a duration, or None."""
    if NUMBER.fullmatch(word):
        number = float(word.removeprefix("£"))
        return int(number) if number.is_integer() else number
    try:
        return Duration.parse(word)
    except DurationError:
        return None


def _group(word: str) -> Callable[[Reader], Condition | None]:
    def read(reader: Reader) -> Condition | None:
        reader.only((word, "has"), "test of a group")
        group = group_name(reader, reader.words.fields[word], word)
        has_tree = reader.needed("has", "A test of a group", "{fact: received, is: yes}")
        if group is None or has_tree is None:
            return None
        has = read_condition(reader.within(reader.words, group=group), has_tree, "has")
        return GroupTest(group, has, none=word == "none") if has is not None else None

    return read


def group_name(reader: Reader, tree: Tree, key: str) -> str | None:
    """A built-in group, a repeated group of questions, or a question or fact that names people."""
    people = reader.people(tree, key)
    if people is None:
        return None
    named = getattr(people, "group", None) or getattr(people, "fact", None)
    if named is None:
        mend = "Name a group, or a question that names people."
        reader.problems.error(tree.place, key, "A role is no group.", mend)
    return named


def _happened(reader: Reader) -> Condition | None:
    if "is" in reader.words.fields:
        mend = "A decision is tested with {decided: the-step, is: the-option}."
        reader.problems.error(reader.place("is"), "is", "What happened is not compared with an option.", mend)
        return None
    reader.only(("happened", "times", "within", "after", "before", "with", "across"), "test of what happened")
    event = reader.event(reader.words.fields["happened"], "happened")
    times = reader.count("times", "Write a whole number, for example `times: 3`.")
    after, before = one_date(reader, "after"), one_date(reader, "before")
    within, across = reader.one_length("within"), _across(reader)
    present = reader.list_of_texts("with")
    return Happened(event, times or 1, within, after, before, present, across) if event else None


def _across(reader: Reader) -> Across:
    return Across(reader.choice("across", [a.value for a in Across], "episode"))


def _decided(reader: Reader) -> Condition | None:
    reader.only(("decided", "is", "across"), "test of a decision")
    step = reader.name_of("step", reader.words.fields["decided"], "decided")
    options = reader.list_of_texts("is")
    if "is" not in reader.words.fields:
        mend = "Write `is: the-option`."
        reader.problems.error(reader.words.place, "is", "A decision is tested against an option.", mend)
    return Decided(step, options, _across(reader)) if step and options else None


def _open(reader: Reader) -> Condition | None:
    reader.only(("open", "across"), "test of what is open")
    tree = reader.words.fields["open"]
    if isinstance(tree, Text) and tree.value in reader.names.by_kind.get("pathway", set()):
        return PathwayOpen(tree.value, _across(reader))
    if "across" in reader.words.fields:
        mend = "Take `across` away; only a pathway is looked for beyond this episode."
        reader.problems.error(reader.place("across"), "across", "A duty is open in its own episode.", mend)
    duty = reader.name_of("duty", tree, "open", "pathway or duty")
    return DutyOpen(duty) if duty else None


def _late(reader: Reader) -> Condition | None:
    reader.only(("late",), "test of lateness")
    duty = reader.one_name("duty", "late")
    return DutyLate(duty) if duty else None


def _reached(reader: Reader) -> Condition | None:
    reader.only(("reached",), "test of a date")
    date = one_date(reader, "reached")
    return Reached(date) if date is not None else None


def _hours(reader: Reader) -> Condition | None:
    reader.only(("hours", "at"), "test of opening hours")
    contact = reader.one_name("contact", "hours")
    at_tree = reader.get("at")
    at = reader.event(at_tree, "at") if at_tree is not None else None
    return OfficeHours(contact, at) if contact else None


READERS: dict[str, Callable[[Reader], Condition | None]] = {
    "all": _all, "any": _any, "not": _not, "fact": _fact, "some": _group("some"), "none": _group("none"),
    "happened": _happened, "decided": _decided, "open": _open, "late": _late, "reached": _reached, "hours": _hours,
}  # fmt: skip
