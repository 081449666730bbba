"""Building what is asked and worked out: forms with their questions, lists with their rows, facts, contacts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from waymark.procedures.language.conditions import Across
from waymark.procedures.language.entries import AnswerType, Entry, Form, NamedList, Option, Options, Question
from waymark.procedures.loading.conditions import group_name, one_condition
from waymark.procedures.loading.fields import Reader
from waymark.procedures.loading.layers import HOW_TO_NAME, NAME
from waymark.procedures.loading.names import full_name
from waymark.procedures.loading.phrases import read_opens
from waymark.procedures.loading.problems import nearest
from waymark.procedures.loading.source import Items, Text, Tree, Words

QUESTION_WORDS = (
    "ask", "type", "options", "strength", "when", "each", "prefill", "reason", "words", "across", "help", "say",
    "cites", "questions",
)  # fmt: skip
ROW_WORDS = ("id", "title", "say", "strength", "when", "opens", "closes", "cites")


def read_options(r: Reader, tree: Tree, key: str) -> Options | None:
    """The name of a list, or options written in place."""
    if isinstance(tree, Text):
        name = r.name_of("list", tree, key)
        return Options(list=name, rows=()) if name else None
    if isinstance(tree, Items):
        rows = tuple(row for row in (_row(r, item, ()) for item in tree.items) if row is not None)
        _refuse_twice(r, tree, rows, key)
        return Options(list=None, rows=rows)
    r.problems.error(tree.place, key, "Options are the name of a list or a list of ids.", "Write [agreed, refused].")
    return None


def _refuse_twice(r: Reader, tree: Items, rows: tuple[Option, ...], key: str) -> None:
    for row_id, times in Counter(row.id for row in rows).items():
        if times > 1:
            place = next((item.place for item in reversed(tree.items) if _id_of(item) == row_id), tree.place)
            r.problems.error(place, key, f"The row '{row_id}' is written twice.", "Keep one.")


def _id_of(item: Tree) -> str:
    tree = item.fields.get("id") if isinstance(item, Words) else item
    return tree.value if isinstance(tree, Text) else ""


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
        cites=inner.list_of_texts("cites"),
        columns={column: inner.list_of_texts(column) for column in columns if column in tree.fields},
    )


def _in_words(word: str) -> str:
    return word.replace("-", " ").capitalize() if re.fullmatch(r"[a-z0-9-]+", word) else word


def _list(r: Reader, common: dict[str, Any]) -> Entry:
    columns = r.list_of_texts("columns")
    clash = sorted(set(columns) & set(ROW_WORDS))
    if clash:
        mend = f"Call it something other than {', '.join(ROW_WORDS)}."
        r.problems.error(r.place("columns"), "columns", f"Every row has '{clash[0]}' already.", mend)
    tree = r.needed("rows", "A list", "[one, two]")
    rows: tuple[Option, ...] = ()
    if isinstance(tree, Items):
        rows = tuple(row for row in (_row(r, item, columns) for item in tree.items) if row is not None)
        _refuse_twice(r, tree, rows, "rows")
    elif tree is not None:
        r.problems.error(tree.place, "rows", "The rows of a list stand one below the other.", "Write `- id: advice`.")
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
        place = tree.key_places.get(short, words.place)
        if not NAME.fullmatch(short):
            r.problems.error(place, short, f"'{short}' is not a name.", HOW_TO_NAME)
        if not isinstance(words, Words):
            mend = "Write `ask` and `type` below it."
            r.problems.error(place, short, f"The question '{short}' holds no words.", mend)
            continue
        question = _question(r.within(words), name(short), short)
        if question is not None:
            found.append(question)
    return tuple(found)


def _question(r: Reader, name: str, short: str) -> Question | None:
    r.only(QUESTION_WORDS, "question")
    r.needed("ask", f"The question '{short}'", '"What is the concern?"')
    options_tree, prefill, each = r.get("options"), r.get("prefill"), r.get("each")
    rows = _inner_questions(r, name)
    kind = answer_type(r, short, bool(rows))
    if kind is None:
        return None
    return Question(
        name=name,
        ask=r.text("ask"),
        type=kind,
        options=_options(r, options_tree, kind, short),
        strength=r.strength(None),
        when=one_condition(r, "when"),
        each=_each(r, each) if each is not None else None,
        prefill=_prefill(r, prefill) if prefill is not None else None,
        reason=r.choice("reason", ("never", "if-blank", "always", "yes"), "never"),
        verbatim=r.choice("words", ("verbatim", "own"), "own") == "verbatim",
        across=Across(r.choice("across", [a.value for a in Across], "episode")),
        help=r.text("help"),
        say=r.text("say"),
        cites=r.list_of_texts("cites"),
        questions=rows,
    )


def _inner_questions(r: Reader, name: str) -> tuple[Question, ...]:
    """The questions of one row, where rows are repeated."""
    tree = r.get("questions")
    if tree is None:
        return ()
    if isinstance(tree, Words):
        return _questions(r.within(tree, group=name), tree, lambda word: word)
    r.problems.error(tree.place, "questions", "Questions have names.", "Write `name:` and below it `ask`, `type`.")
    return ()


def _options(r: Reader, tree: Tree | None, kind: AnswerType, short: str) -> Options | None:
    chosen = kind in (AnswerType.CHOICE, AnswerType.CHOICES)
    if tree is None:
        if chosen:
            mend = "Name a list or write [one, two]."
            r.problems.error(r.words.place, "options", f"The question '{short}' is a choice without options.", mend)
        return None
    if not chosen:
        mend = "Say `type: choice` or `type: choices`, or take the options away."
        r.problems.error(tree.place, "options", f"A {kind.value} has no options.", mend)
    return read_options(r, tree, "options")


def answer_type(r: Reader, short: str, has_rows: bool, what: str = "question") -> AnswerType | None:
    """The type of a question or fact, as written or as its rows and options imply."""
    word = r.text("type")
    known = [t.value for t in AnswerType]
    if word in known:
        return AnswerType(word)
    if word:
        mend = nearest(word, known) or f"Write one of: {', '.join(known)}."
        r.problems.error(r.place("type"), "type", f"'{word}' is no type of answer.", mend)
    elif has_rows:
        return AnswerType.ROWS
    elif "options" in r.words.fields:
        return AnswerType.CHOICE
    else:
        r.needed("type", f"The {what} '{short}'", "yes-no")
    return None


def _each(r: Reader, tree: Tree) -> str | None:
    return "rows" if isinstance(tree, Text) and tree.value == "rows" else group_name(r, tree, "each")


def _prefill(r: Reader, tree: Tree) -> str | None:
    return "member" if isinstance(tree, Text) and tree.value == "member" else r.fact_name(tree, "prefill")


BUILDERS_OF_ANSWERS: dict[str, Callable[[Reader, dict[str, Any]], Entry | None]] = {"form": _form, "list": _list}
