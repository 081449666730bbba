"""Building facts: answers that are worked out from exactly one source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from waymark.procedures.language.entries import (
    ASK_THE_AREA,
    AnswerType,
    Entry,
    Fact,
    FactRow,
    FactValue,
    LookUp,
    Reading,
)
from waymark.procedures.loading.asking import answer_type, read_options
from waymark.procedures.loading.conditions import group_name, measured, one_condition
from waymark.procedures.loading.dates import one_date, read_date
from waymark.procedures.loading.fields import Reader
from waymark.procedures.loading.names import ids_of
from waymark.procedures.loading.source import Items, Text, Tree, Words
from waymark.procedures.time import Duration

SOURCES = ("rows", "date", "count", "look-up", "given", "set")
EXAMPLES = {
    "duration": "10 working days",
    "number": "3",
    "money": "£30",
    "yes-no": "yes or no",
    "role": "the name of a role",
    "contact": "the name of a contact",
}


def build_fact(r: Reader, common: dict[str, Any]) -> Entry | None:
    """A fact from its words."""
    sources = [word for word in SOURCES if word in r.words.fields]
    if len(sources) != 1:
        found = " and ".join(sources) or "none"
        mend = f"Keep exactly one of {', '.join(SOURCES)}. A value that the area sets is `set: ask-the-area`."
        field = sources[-1] if sources else common["name"].rpartition("/")[2]
        r.problems.error(r.words.place, field, f"A fact has exactly one source; this has {found}.", mend)
        return None
    kind = answer_type(r, common["name"].rpartition("/")[2], False, what="fact")
    if kind is None:
        return None
    options, count = r.get("options"), r.get("count")
    return Fact(
        **common,
        strength=r.strength(None),
        type=kind,
        rows=_rows(r, kind),
        date=one_date(r, "date"),
        count=group_name(r, count, "count") if count is not None else None,
        look_up=_look_up(r),
        given=r.text("given") or None,
        set=_value(r, r.words.fields["set"], kind, "set") if "set" in r.words.fields else None,
        readings=_readings(r, kind),
        options=read_options(r, options, "options") if options is not None else None,
    )


def _rows(r: Reader, kind: AnswerType) -> tuple[FactRow, ...]:
    found: list[FactRow] = []
    for inner in _each_row(r, "rows", ("when", "value"), "row of a fact", "{when: a condition, value: yes}"):
        if found and found[-1].when is None:
            mend = "The row before it has no `when`; put that one last."
            r.problems.error(inner.words.place, "rows", "This row can never be reached.", mend)
        value_tree = inner.needed("value", "A row of a fact", "yes")
        value = _value(inner, value_tree, kind, "value") if value_tree is not None else None
        when = one_condition(inner, "when")
        if value is not None:
            found.append(FactRow(value=value, when=when))
    return tuple(found)


def _readings(r: Reader, kind: AnswerType) -> tuple[Reading, ...]:
    found = []
    example = "{value: 48 hours, cites: [NAT-23]}"
    for inner in _each_row(r, "readings", ("value", "cites", "note"), "reading", example):
        value_tree = inner.needed("value", "A reading", "48 hours")
        inner.needed("cites", "A reading", "[NAT-23]")
        value = _value(inner, value_tree, kind, "value") if value_tree is not None else None
        if value is not None:
            found.append(Reading(value=value, cites=inner.list_of_texts("cites")))
    return tuple(found)


def _each_row(r: Reader, key: str, words: tuple[str, ...], what: str, example: str) -> Iterator[Reader]:
    """A reader for each row of a list of rows."""
    tree = r.get(key)
    if tree is None:
        return
    if not isinstance(tree, Items):
        r.problems.error(tree.place, key, f"'{key}' is a list of rows.", f"Write `- {example}` for each.")
        return
    for item in tree.items:
        if isinstance(item, Words):
            inner = r.within(item)
            inner.only(words, what)
            yield inner
        else:
            r.problems.error(item.place, key, f"This is no {what}.", f"Write {example}.")


def _value(r: Reader, tree: Tree, kind: AnswerType, key: str) -> object | None:
    """A literal of the fact's type, a date, or another fact's value."""
    if isinstance(tree, Text) and tree.value == ASK_THE_AREA:
        return _ask_the_area(r, tree, key)
    if kind in (AnswerType.DATE, AnswerType.TIME):
        return read_date(r, tree, key)
    if not isinstance(tree, Text):
        r.problems.error(tree.place, key, f"This is no {kind.value}.", "Write one word.")
        return None
    word = tree.value
    literal = _literal(r, word, kind)
    if literal is not None:
        return literal
    if kind.value in EXAMPLES:
        return _named_value(r, tree, kind, key)
    named = r.names.find_fact(word, r.pathway) if key == "value" and word not in _own_options(r) else None
    return FactValue(fact=named) if named is not None else word


def _own_options(r: Reader) -> set[str]:
    """The ids of the fact's own options: such a word means the option, whatever else is called so."""
    tree = r.outermost.get("options")
    if not isinstance(tree, Text):
        return ids_of(tree)
    name = r.names.find("list", tree.value, r.pathway)
    return r.names.row_ids(name) if name is not None else set()


def _ask_the_area(r: Reader, tree: Text, key: str) -> object | None:
    if key == "set":
        return ASK_THE_AREA
    mend = "Give it a fact of its own with `set: ask-the-area`, and name that fact here."
    r.problems.error(tree.place, key, "Only `set` leaves a value to the area.", mend)
    return None


def _literal(r: Reader, word: str, kind: AnswerType) -> object | None:
    """The word as a value of a type that has a form of its own."""
    value = measured(word)
    if kind is AnswerType.DURATION:
        return value if isinstance(value, Duration) else None
    if kind in (AnswerType.NUMBER, AnswerType.MONEY):
        return value if isinstance(value, int | float) else None
    if kind is AnswerType.YES_NO:
        return word if word in ("yes", "no") else None
    if kind in (AnswerType.ROLE, AnswerType.CONTACT):
        return r.names.find(kind.value, word, r.pathway)
    return None


def _named_value(r: Reader, tree: Text, kind: AnswerType, key: str) -> FactValue | None:
    named = r.names.find_fact(tree.value, r.pathway)
    if named is not None and key == "value":
        return FactValue(fact=named)
    mend = f"Write {EXAMPLES[kind.value]}" + (", or the name of a fact." if key == "value" else ".")
    r.problems.error(tree.place, key, f"'{tree.value}' is no {kind.value}.", mend)
    return None


def _look_up(r: Reader) -> LookUp | None:
    tree = r.get("look-up")
    if tree is None:
        return None
    if not isinstance(tree, Words):
        mend = "Write {list: descriptors, rows: the-question, column: level}."
        r.problems.error(tree.place, "look-up", "A look-up names a list, rows and a column.", mend)
        return None
    inner = r.within(tree)
    inner.only(("list", "rows", "column"), "look-up")
    for word, example in (("list", "descriptors"), ("rows", "the-question"), ("column", "level")):
        inner.needed(word, "A look-up", example)
    named = inner.one_name("list", "list")
    rows = inner.get("rows")
    fact = inner.fact_name(rows, "rows") if rows is not None else None
    return LookUp(list=named, rows=fact, column=inner.text("column")) if named and fact else None
