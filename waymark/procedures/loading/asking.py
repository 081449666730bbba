"""Building what is asked and worked out: forms with their questions, lists with their rows, facts, contacts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from waymark.procedures.language.conditions import Across
from waymark.procedures.language.entries import (
    ASK_THE_AREA,
    AnswerType,
    Contact,
    Entry,
    Fact,
    FactRow,
    FactValue,
    Form,
    Hours,
    LookUp,
    NamedList,
    Option,
    Options,
    Question,
    Reading,
)
from waymark.procedures.loading.expressions import group_name, measured, one_condition, one_date, read_date, read_opens
from waymark.procedures.loading.fields import Reader
from waymark.procedures.loading.names import full_name
from waymark.procedures.loading.problems import nearest
from waymark.procedures.loading.source import Items, Text, Tree, Words

QUESTION_WORDS = (
    "ask", "type", "options", "strength", "when", "each", "prefill", "reason", "words", "across", "help", "say", "cites", "questions",
)  # fmt: skip
ROW_WORDS = ("id", "title", "say", "strength", "when", "opens", "closes")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_options(r: Reader, tree: Tree, key: str) -> Options | None:
    """The name of a list, or options written in place."""
    if isinstance(tree, Text):
        name = r.name_of("list", tree, key)
        return Options(list=name, rows=()) if name else None
    if isinstance(tree, Items):
        rows = tuple(row for row in (_row(r, item, ()) for item in tree.items) if row is not None)
        _refuse_twice(r, tree, [row.id for row in rows])
        return Options(list=None, rows=rows)
    r.problems.error(tree.place, key, "Options are the name of a list or a list of ids.", "Write [agreed, refused].")
    return None


def _refuse_twice(r: Reader, tree: Tree, ids: list[str]) -> None:
    for row_id in sorted({row_id for row_id in ids if ids.count(row_id) > 1}):
        r.problems.error(tree.place, "rows", f"The row '{row_id}' is written twice.", "Keep one.")


def _row(r: Reader, tree: Tree, columns: tuple[str, ...]) -> Option | None:
    if isinstance(tree, Text):
        return Option(id=tree.value, title=_in_words(tree.value))
    if not isinstance(tree, Words):
        r.problems.error(tree.place, "rows", "A row is an id or holds words.", "Write {id: advice, title: Advice}.")
        return None
    inner = r.within(tree)
    inner.only((*ROW_WORDS, *columns), "row of this list")
    if inner.needed("id", "A row", "advice") is None:
        return None
    opens = tree.fields.get("opens")
    row_id = inner.text("id")
    return Option(
        id=row_id,
        title=inner.text("title") or _in_words(row_id),
        say=inner.text("say"),
        strength=inner.strength(None),
        when=one_condition(inner, "when"),
        opens=read_opens(inner, opens, "opens") if opens is not None else None,
        closes=inner.yes("closes"),
        columns={column: inner.list_of_texts(column) for column in columns if column in tree.fields},
    )


def _in_words(word: str) -> str:
    return word.replace("-", " ").capitalize() if re.fullmatch(r"[a-z0-9-]+", word) else word


def _list(r: Reader, common: dict[str, Any]) -> Entry:
    columns = r.list_of_texts("columns")
    tree = r.needed("rows", "A list", "[one, two]")
    items = tree.items if isinstance(tree, Items) else ()
    rows = tuple(row for row in (_row(r, item, columns) for item in items) if row is not None)
    if tree is not None:
        _refuse_twice(r, tree, [row.id for row in rows])
    return NamedList(**common, strength=r.strength(None), columns=columns, rows=rows)


def _form(r: Reader, common: dict[str, Any]) -> Entry:
    tree = r.get("questions")
    questions: tuple[Question, ...] = ()
    if isinstance(tree, Words):
        questions = _questions(r, tree, lambda short: full_name(short, r.pathway))
    elif tree is not None:
        r.problems.error(tree.place, "questions", "Questions have names.", "Write `name:` and below it `ask`, `type`.")
    use = r.each_of("use", lambda part, key: r.name_of("form", part, key))
    if not questions and not use:
        r.needed("questions", "A form", "what is asked")
    return Form(**common, strength=r.strength(None), own_questions=questions, use=use)


def _questions(r: Reader, tree: Words, name: Callable[[str], str]) -> tuple[Question, ...]:
    found = []
    for short, words in tree.fields.items():
        if not isinstance(words, Words):
            r.problems.error(words.place, short, f"The question '{short}' holds no words.", "Write `ask` and `type` below it.")
            continue
        question = _question(r.within(words), name(short), short)
        if question is not None:
            found.append(question)
    return tuple(found)


def _question(r: Reader, name: str, short: str) -> Question | None:
    r.only(QUESTION_WORDS, "question")
    r.needed("ask", f"The question '{short}'", '"What is the concern?"')
    options_tree, prefill, each = r.get("options"), r.get("prefill"), r.get("each")
    inner = r.get("questions")
    rows: tuple[Question, ...] = ()
    if isinstance(inner, Words):
        rows = _questions(r.within(inner, group=name), inner, lambda word: word)
    kind = _answer_type(r, short, bool(rows))
    if kind is None:
        return None
    if options_tree is None and kind in (AnswerType.CHOICE, AnswerType.CHOICES):
        r.problems.error(r.words.place, "options", f"The question '{short}' is a choice without options.", "Name a list or write [one, two].")
    words = r.choice("words", ("verbatim", "own"), "own")
    return Question(
        name=name,
        ask=r.text("ask"),
        type=kind,
        options=read_options(r, options_tree, "options") if options_tree is not None else None,
        strength=r.strength(None),
        when=one_condition(r, "when"),
        each=_each(r, each) if each is not None else None,
        prefill=_prefill(r, prefill) if prefill is not None else None,
        reason=r.choice("reason", ("never", "if-blank", "always", "yes"), "never"),
        verbatim=words == "verbatim",
        across=Across(r.choice("across", [a.value for a in Across], "episode")),
        help=r.text("help"),
        say=r.text("say"),
        cites=r.list_of_texts("cites"),
        questions=rows,
    )


def _answer_type(r: Reader, short: str, has_rows: bool) -> AnswerType | None:
    word = r.text("type")
    if not word:
        if has_rows:
            return AnswerType.ROWS
        if "options" in r.words.fields:
            return AnswerType.CHOICE
        r.needed("type", f"The question '{short}'", "yes-no")
        return None
    known = [t.value for t in AnswerType]
    if word not in known:
        r.problems.error(r.place("type"), "type", f"'{word}' is no type of answer.", nearest(word, known) or f"Write one of: {', '.join(known)}.")
        return None
    return AnswerType(word)


def _each(r: Reader, tree: Tree) -> str | None:
    return "rows" if isinstance(tree, Text) and tree.value == "rows" else group_name(r, tree, "each")


def _prefill(r: Reader, tree: Tree) -> str | None:
    return "member" if isinstance(tree, Text) and tree.value == "member" else r.fact_name(tree, "prefill")


def _fact(r: Reader, common: dict[str, Any]) -> Entry | None:
    sources = [word for word in ("rows", "date", "count", "look-up", "given", "set") if word in r.words.fields]
    if len(sources) != 1:
        found = " and ".join(sources) or "none"
        mend = "Keep exactly one of rows, date, count, look-up, given, set. A value that the area sets is `set: ask-the-area`."
        r.problems.error(r.words.place, common["name"].rpartition("/")[2], f"A fact has exactly one source; this has {found}.", mend)
        return None
    r.needed("type", "A fact", "yes-no")
    kind = _answer_type(r, common["name"], False)
    if kind is None:
        return None
    options = r.get("options")
    count = r.get("count")
    return Fact(
        **common,
        strength=r.strength(None),
        type=kind,
        rows=_fact_rows(r, kind),
        date=one_date(r, "date"),
        count=group_name(r, count, "count") if count is not None else None,
        look_up=_look_up(r),
        given=r.text("given") or None,
        set=_value(r, r.words.fields["set"], kind, "set") if "set" in r.words.fields else None,
        readings=_readings(r, kind),
        options=read_options(r, options, "options") if options is not None else None,
    )


def _fact_rows(r: Reader, kind: AnswerType) -> tuple[FactRow, ...]:
    tree = r.get("rows")
    found: list[FactRow] = []
    for item in tree.items if isinstance(tree, Items) else ():
        if not isinstance(item, Words):
            r.problems.error(item.place, "rows", "A row of a fact has `when` and `value`.", "Write {when: a condition, value: yes}.")
            continue
        inner = r.within(item)
        inner.only(("when", "value"), "row of a fact")
        value_tree = inner.needed("value", "A row of a fact", "yes")
        if value_tree is None:
            continue
        if found and found[-1].when is None:
            r.problems.error(item.place, "rows", "This row can never be reached.", "The row before it has no `when`; put that one last.")
        value = _value(inner, value_tree, kind, "value")
        if value is not None:
            found.append(FactRow(value=value, when=one_condition(inner, "when")))
    return tuple(found)


def _value(r: Reader, tree: Tree, kind: AnswerType, key: str) -> object | None:
    """A literal of the fact's type, a date, or another fact's value."""
    if kind in (AnswerType.DATE, AnswerType.TIME):
        return ASK_THE_AREA if isinstance(tree, Text) and tree.value == ASK_THE_AREA else read_date(r, tree, key)
    if not isinstance(tree, Text):
        r.problems.error(tree.place, key, f"This is no {kind.value}.", "Write one word.")
        return None
    word = tree.value
    if word == ASK_THE_AREA:
        return word
    if kind is AnswerType.DURATION:
        length = measured(word)
        return length if length is not None else _named_value(r, tree, kind, key)
    if kind in (AnswerType.NUMBER, AnswerType.MONEY):
        number = measured(word)
        return number if isinstance(number, int | float) else _named_value(r, tree, kind, key)
    if kind is AnswerType.YES_NO:
        return word if word in ("yes", "no") else _named_value(r, tree, kind, key)
    if kind in (AnswerType.ROLE, AnswerType.CONTACT):
        found = r.names.find(kind.value, word, r.pathway)
        return found if found is not None else _named_value(r, tree, kind, key)
    named = r.names.find_fact(word, r.pathway)
    return FactValue(fact=named) if named is not None and key == "value" else word


def _named_value(r: Reader, tree: Text, kind: AnswerType, key: str) -> FactValue | None:
    named = r.names.find_fact(tree.value, r.pathway)
    if named is not None:
        return FactValue(fact=named)
    example = {"duration": "10 working days", "number": "3", "yes-no": "yes"}.get(kind.value, f"a {kind.value}")
    r.problems.error(tree.place, key, f"'{tree.value}' is no {kind.value}.", f"Write {example} or the name of a fact.")
    return None


def _look_up(r: Reader) -> LookUp | None:
    tree = r.get("look-up")
    if not isinstance(tree, Words):
        return None
    inner = r.within(tree)
    inner.only(("list", "rows", "column"), "look-up")
    named = inner.one_name("list", "list")
    rows = inner.needed("rows", "A look-up", "descriptors")
    fact = inner.fact_name(rows, "rows") if rows is not None else None
    return LookUp(list=named, rows=fact, column=inner.text("column")) if named and fact else None


def _readings(r: Reader, kind: AnswerType) -> tuple[Reading, ...]:
    tree = r.get("readings")
    found = []
    for item in tree.items if isinstance(tree, Items) else ():
        if not isinstance(item, Words):
            r.problems.error(item.place, "readings", "A reading has `value` and `cites`.", "Write {value: 48 hours, cites: [ID]}.")
            continue
        inner = r.within(item)
        inner.only(("value", "cites", "note"), "reading")
        value_tree = inner.needed("value", "A reading", "48 hours")
        value = _value(inner, value_tree, kind, "value") if value_tree is not None else None
        if value is not None:
            found.append(Reading(value=value, cites=inner.list_of_texts("cites")))
    return tuple(found)


def _contact(r: Reader, common: dict[str, Any]) -> Entry:
    channels = r.get("channels")
    return Contact(
        **common,
        strength=r.strength(None),
        for_area=r.text("area") or None,
        channels={key: value.value for key, value in channels.fields.items() if isinstance(value, Text)} if isinstance(channels, Words) else {},
        hours=_hours(r),
        otherwise=r.one_name("contact", "otherwise"),
        restricted=r.yes("restricted"),
        checked=r.text("checked"),
    )


def _hours(r: Reader) -> Hours | None:
    tree = r.get("hours")
    if not isinstance(tree, Words):
        return None
    opening: dict[int, tuple[int, int]] = {}
    holidays = False
    for key, value in tree.fields.items():
        days = _days(key)
        times = re.fullmatch(r"(\d\d):(\d\d)-(\d\d):(\d\d)", value.value) if isinstance(value, Text) else None
        if key == "bank-holidays":
            holidays = isinstance(value, Text) and value.value == "open"
        elif days is None or times is None:
            r.problems.error(value.place, "hours", f"'{key}' has no hours that can be read.", "Write mon-thu: 08:30-17:00, every-day: 08:00-20:00 or bank-holidays: open.")
        else:
            start_h, start_m, end_h, end_m = (int(part) for part in times.groups())
            opening.update(dict.fromkeys(days, (start_h * 60 + start_m, end_h * 60 + end_m)))
    return Hours(opening=opening, holidays=holidays)


def _days(word: str) -> range | None:
    if word == "every-day":
        return range(7)
    first, _, last = word.partition("-")
    if first in DAYS and (last in DAYS or not last):
        return range(DAYS.index(first), DAYS.index(last or first) + 1)
    return None


BUILDERS_OF_ANSWERS: dict[str, Callable[[Reader, dict[str, Any]], Entry | None]] = {
    "form": _form, "list": _list, "fact": _fact, "contact": _contact,
}  # fmt: skip
