"""Reading the six dates, the twelve conditions, waives, options and reaches."""

from __future__ import annotations

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
from waymark.procedures.language.entries import ACTS, Opens, Reach, Waive
from waymark.procedures.loading.fields import Reader
from waymark.procedures.loading.problems import nearest
from waymark.procedures.loading.source import Items, Text, Tree, Words
from waymark.procedures.time import Duration, DurationError

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
DATE_WORDS = ("after", "before", "earliest", "latest", "next")


def read_date(reader: Reader, tree: Tree, key: str) -> DateExpression | None:
    """One of the six dates."""
    if isinstance(tree, Text):
        return _named_date(reader, tree, key)
    if isinstance(tree, Words):
        if "next" in tree.fields:
            return _next(reader.within(tree), key)
        for word, kind in (("earliest", Earliest), ("latest", Latest)):
            if word in tree.fields:
                reader.within(tree).only((word,), "date")
                dates = reader.within(tree).each_of(word, lambda part, at: read_date(reader, part, at))
                return kind(dates) if dates else None
        for word, counted in (("after", After), ("before", Before)):
            if word in tree.fields:
                return _counted(reader.within(tree), word, counted)
    reader.problems.error(tree.place, key, "This is no date.", "Write a name, or {after: D, by: N}, {before: …}, {earliest: […]}, {latest: […]}, {next: 31 August, after: D}.")
    return None


def one_date(reader: Reader, key: str) -> DateExpression | None:
    """The date behind a word, if it is there."""
    tree = reader.get(key)
    return None if tree is None else read_date(reader, tree, key)


def _named_date(reader: Reader, tree: Text, key: str) -> DateExpression | None:
    event = reader.names.find_event(tree.value, reader.pathway)
    if event is not None:
        base, dot, suffix = event.partition(".")
        return PlannedDate(base) if suffix == "planned" else EventDate(event)
    fact = reader.names.find_fact(tree.value, reader.pathway)
    if fact is not None:
        return FactDate(fact)
    reader.unknown("step", tree, key)
    return None


def _counted(reader: Reader, word: str, kind: type[After] | type[Before]) -> DateExpression | None:
    reader.only((word, "by"), "date")
    base_tree = reader.get(word)
    by_tree = reader.needed("by", "A counted date", "10 working days")
    if base_tree is None or by_tree is None:
        return None
    base, by = read_date(reader, base_tree, word), reader.length(by_tree, "by")
    return kind(base, by) if base is not None and by is not None else None


def _next(reader: Reader, key: str) -> DateExpression | None:
    reader.only(("next", "after"), "date")
    day_word, _, month_word = reader.text("next").partition(" ")
    after_tree = reader.needed("after", "The next day of a year", "annual-report")
    if not day_word.isdigit() or month_word.lower() not in MONTHS or not 1 <= int(day_word) <= 31:
        reader.problems.error(reader.place("next"), "next", f"'{reader.text('next')}' is no day of a year.", "Write it as 31 August.")
        return None
    after = read_date(reader, after_tree, "after") if after_tree is not None else None
    return Next(int(day_word), MONTHS.index(month_word.lower()) + 1, after) if after is not None else None


def read_condition(reader: Reader, tree: Tree, key: str) -> Condition | None:
    """One of the twelve conditions."""
    if not isinstance(tree, Words):
        reader.problems.error(tree.place, key, "This is no condition.", "Write for example {fact: age, under: 18} or {happened: referral}.")
        return None
    main = [word for word in READERS if word in tree.fields]
    if "happened" in main:
        main = ["happened"]
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
    tree = reader.get("fact")
    assert tree is not None
    name, of_row = _fact_or_row(reader, tree)
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
    words = reader.list_of_texts(comparison.value)
    if comparison in (Comparison.KNOWN, Comparison.ASKED):
        return (reader.yes(comparison.value),)
    if comparison in (Comparison.IS, Comparison.INCLUDES):
        return words
    word = words[0] if len(words) == 1 else ""
    value = measured(word)
    if value is None:
        mend = "Write one number, or one duration such as 3 months."
        reader.problems.error(reader.place(comparison.value), comparison.value, f"'{word}' cannot be compared.", mend)
        return ()
    return (value,)


def measured(word: str) -> object | None:
    """A number (money without its sign) or a duration, or None."""
    try:
        number = float(word.removeprefix("£"))
        return int(number) if number.is_integer() else number
    except ValueError:
        pass
    try:
        return Duration.parse(word)
    except DurationError:
        return None


def _group(word: str) -> Callable[[Reader], Condition | None]:
    def read(reader: Reader) -> Condition | None:
        reader.only((word, "has"), "test of a group")
        tree = reader.get(word)
        assert tree is not None
        group = group_name(reader, tree, word)
        has_tree = reader.needed("has", "A test of a group", "{fact: received, is: yes}")
        if group is None or not isinstance(has_tree, Words):
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
        reader.problems.error(tree.place, key, "A role is no group.", "Name a group, or a question that names people.")
    return named


def _happened(reader: Reader) -> Condition | None:
    reader.only(("happened", "times", "within", "after", "before", "with", "across", "is"), "test of what happened")
    tree = reader.get("happened")
    assert tree is not None
    event = reader.event(tree, "happened")
    times = reader.text("times", "1")
    if not times.isdigit() or int(times) < 1:
        reader.problems.error(reader.place("times"), "times", f"'{times}' is no number of times.", "Write a whole number.")
        times = "1"
    after, before = one_date(reader, "after"), one_date(reader, "before")
    within, across = reader.one_length("within"), _across(reader)
    present = reader.list_of_texts("with")
    return Happened(event, int(times), within, after, before, present, across) if event else None


def _across(reader: Reader) -> Across:
    return Across(reader.choice("across", [a.value for a in Across], "episode"))


def _decided(reader: Reader) -> Condition | None:
    reader.only(("decided", "is", "across"), "test of a decision")
    tree = reader.get("decided")
    assert tree is not None
    step = reader.name_of("step", tree, "decided")
    options = reader.list_of_texts("is")
    if not options:
        reader.problems.error(reader.words.place, "is", "A decision is tested against an option.", "Write `is: the-option`.")
    return Decided(step, options, _across(reader)) if step and options else None


def _open(reader: Reader) -> Condition | None:
    reader.only(("open", "across"), "test of what is open")
    tree = reader.get("open")
    if not isinstance(tree, Text):
        return None
    if tree.value in reader.names.by_kind.get("pathway", set()):
        return PathwayOpen(tree.value, _across(reader))
    duty = reader.name_of("duty", tree, "open")
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
    "all": _all, "any": _any, "not": _not, "fact": _fact, "some": _group("some"), "none": _group("none"), "happened": _happened,
    "decided": _decided, "open": _open, "late": _late, "reached": _reached, "hours": _hours,
}  # fmt: skip


def read_reach(reader: Reader, key: str) -> Reach:
    """What a gate or caution concerns: steps, forms, `{act: …}`, close."""
    steps: set[str] = set()
    forms: set[str] = set()
    acts: set[str] = set()
    close = False
    tree = reader.get(key)
    for item in tree.items if isinstance(tree, Items) else (() if tree is None else (tree,)):
        if isinstance(item, Words):
            act = reader.within(item).choice("act", sorted(ACTS), "close")
            reader.within(item).only(("act",), "kind of act")
            acts.add(act)
        elif isinstance(item, Text) and item.value == "close":
            close = True
        elif isinstance(item, Text):
            step = reader.names.find("step", item.value, reader.pathway)
            form = reader.names.find("form", item.value, reader.pathway)
            if step is not None:
                steps.add(step)
            elif form is not None:
                forms.add(form)
            else:
                reader.unknown("step", item, key)
    return Reach(steps=frozenset(steps), forms=frozenset(forms), acts=frozenset(acts), close=close)


def read_waive(reader: Reader, key: str = "waive") -> Waive | None:
    """Who may waive a rule and on which grounds."""
    tree = reader.get(key)
    if tree is None:
        return None
    if not isinstance(tree, Words):
        reader.problems.error(tree.place, key, "A waive says who, on which grounds, with a reason.", "Write {by: manager, reason: yes}.")
        return None
    inner = reader.within(tree)
    inner.only(("by", "grounds", "reason"), "waive")
    return Waive(by=inner.each_of("by", inner.people), grounds=inner.one_name("list", "grounds"))


def read_opens(reader: Reader, tree: Tree, key: str) -> Opens | None:
    """A pathway to be opened, and how it belongs to this one."""
    if not isinstance(tree, Words):
        reader.problems.error(tree.place, key, "`opens` names a pathway and how it belongs.", "Write {pathway: assessment, as: linked}.")
        return None
    inner = reader.within(tree)
    inner.only(("pathway", "as", "for"), "opening")
    pathway_tree = inner.needed("pathway", "An opening", "assessment")
    word = pathway_tree.value if isinstance(pathway_tree, Text) else ""
    known = reader.names.by_kind.get("pathway", set())
    if word not in known:
        reader.problems.error(inner.place("pathway"), "pathway", f"There is no pathway '{word}'.", nearest(word, known))
        return None
    for_tree = inner.get("for")
    group = group_name(inner, for_tree, "for") if for_tree is not None else None
    return Opens(pathway=word, as_=inner.choice("as", ("part", "linked", "successor"), "linked"), for_each=group)
