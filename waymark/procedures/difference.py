"""What differs between the packs of two areas, word by word in plain English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from waymark.procedures.describe import describe_condition, describe_entry, kind_of
from waymark.procedures.describe.asking import option_lines, question_lines
from waymark.procedures.describe.barriers import reach_words, waive_sentence
from waymark.procedures.describe.duties import triggers_words, what_is_owed
from waymark.procedures.describe.entries import ABOUT_SOURCE, overlaid_sentences
from waymark.procedures.describe.steps import meeting_lines, opens_words
from waymark.procedures.describe.words import (
    date_words,
    each_words,
    every_words,
    in_words,
    length_words,
    listed,
    people_words,
    quoted,
)
from waymark.procedures.language import entries as e
from waymark.procedures.language.conditions import Condition
from waymark.procedures.language.pack import Pack, all_cites

#: One word of an entry: what it is called, the value behind it, and the value in plain English ("" if not said).
Word = tuple[str, object, str]
#: Words whose plain English may differ though the entry is the same: a limit that is a fact set by the area.
_FOLLOWED = frozenset({"limit", "due", "aim", "every"})


@dataclass(frozen=True, slots=True)
class WordDifference:
    """One word that differs; an empty side says nothing about it."""

    word: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """An entry that only one pack has (`where` is "here" or "there"), or that differs ("both")."""

    where: str
    kind: str
    name: str
    pathway: str
    title: str
    words: tuple[WordDifference, ...]
    sentences: tuple[str, ...]
    why: tuple[str, ...]
    cites_here: tuple[str, ...]
    cites_there: tuple[str, ...]


def compare(here: Pack, there: Pack) -> tuple[EntryDifference, ...]:
    """Every entry that is not the same in two packs, by pathway (shared entries last), kind and name."""
    found = [
        one
        for field in fields(here)
        for one in _of_kind(getattr(here, field.name), getattr(there, field.name), here, there)
    ]
    pathways = [*here.pathways, *(name for name in there.pathways if name not in here.pathways), ""]
    kinds = {field.name: index for index, field in enumerate(fields(here))}
    order = {kind: kinds[field] for kind, field in _FIELDS.items()}
    return tuple(sorted(found, key=lambda one: (pathways.index(one.pathway), order[one.kind], one.name)))


_FIELDS = {
    "pathway": "pathways", "step": "steps", "duty": "duties", "gate": "gates", "caution": "cautions", "form": "forms",
    "list": "lists", "fact": "facts", "guide": "guides", "role": "roles", "contact": "contacts", "access": "access",
    "keep": "keep", "measure": "measures",
}  # fmt: skip


def _of_kind(mine: object, theirs: object, here: Pack, there: Pack) -> Iterator[EntryDifference]:
    if not isinstance(mine, Mapping) or not isinstance(theirs, Mapping):
        return
    for name in [*mine, *(name for name in theirs if name not in mine)]:
        one, other = mine.get(name), theirs.get(name)
        if one is None:
            yield _alone(theirs[name], there, "there")
        elif other is None:
            yield _alone(one, here, "here")
        elif words := tuple(_differing(one, other, here, there)):
            yield _both(one, other, words, here, there)


def _alone(entry: e.Entry, pack: Pack, where: str) -> EntryDifference:
    described = describe_entry(entry, pack)
    lines = described.sentences or tuple(line for detail in described.details[:1] for line in detail.lines)
    cites = tuple(sorted(all_cites(entry)))
    return EntryDifference(
        where, described.kind, entry.name, _pathway(entry), described.title, (), lines,
        tuple(overlaid_sentences(entry, pack)), cites if where == "here" else (), cites if where == "there" else (),
    )  # fmt: skip


def _both(one: e.Entry, other: e.Entry, words: tuple[WordDifference, ...], here: Pack, there: Pack) -> EntryDifference:
    why = dict.fromkeys((*overlaid_sentences(one, here), *overlaid_sentences(other, there)))
    return EntryDifference(
        "both", kind_of(one), one.name, _pathway(one), one.title, words, (), tuple(why),
        tuple(sorted(all_cites(one))), tuple(sorted(all_cites(other))),
    )  # fmt: skip


def _pathway(entry: e.Entry) -> str:
    return entry.pathway or ""


def _differing(one: e.Entry, other: e.Entry, here: Pack, there: Pack) -> Iterator[WordDifference]:
    mine = {word: (value, said) for word, value, said in _words(one, here)}
    theirs = {word: (value, said) for word, value, said in _words(other, there)}
    for word in [*mine, *(word for word in theirs if word not in mine)]:
        value, said = mine.get(word, (None, ""))
        other_value, other_said = theirs.get(word, (None, ""))
        if said != other_said and (value != other_value or word in _FOLLOWED):
            yield WordDifference(word, said, other_said)


# The words of each kind


def _words(entry: e.Entry, pack: Pack) -> Iterator[Word]:
    yield "title", entry.title, entry.title
    strength = entry.strength.value if entry.strength is not None else ""
    yield "strength", strength, strength
    yield from _WORDS.get(type(entry), _as_described)(entry, pack)


def _as_described(entry: e.Entry, pack: Pack) -> Iterator[Word]:
    described = describe_entry(entry, pack)
    rule = " ".join(described.sentences)
    yield "what it says", rule, rule
    for detail in described.details:
        if detail.label not in ABOUT_SOURCE:
            lines = "; ".join(detail.lines)
            yield detail.label.lower(), lines, lines


def _duty(duty: e.Duty, pack: Pack) -> Iterator[Word]:
    yield "what is owed", (duty.do, duty.tell, duty.consider, duty.about), what_is_owed(duty, pack)
    yield "who", duty.by, people_words(duty.by, pack) or "the allocated worker"
    yield "arises upon", duty.upon, triggers_words(duty, pack)
    yield "if", duty.when, _condition(duty.when, pack)
    yield "as long as", duty.while_, _condition(duty.while_, pack)
    yield "limit", duty.within, length_words(duty.within, pack) if duty.within is not None else ""
    yield "due", duty.due, date_words(duty.due, pack) if duty.due is not None else ""
    yield "aim", duty.aim, length_words(duty.aim, pack) if duty.aim is not None else ""
    yield "urgency", duty.urgent, duty.urgent
    yield "every", duty.every, every_words(duty.every, pack) if duty.every is not None else ""
    yield "for each of", duty.each, each_words(duty.each, pack) if duty.each is not None else ""
    yield "how", duty.how, duty.how
    yield "when it comes up again", duty.again, duty.again
    yield "waived", duty.waive, waive_sentence(duty.waive, pack) if duty.waive is not None else ""


def _step(step: e.Step, pack: Pack) -> Iterator[Word]:
    yield "who", step.by, people_words(step.by, pack)
    yield "offered when", step.when, _condition(step.when, pack)
    yield "form", step.form, quoted(pack.forms[step.form].title) if step.form is not None else ""
    if step.decides is not None and step.decides.list is None:
        yield from _rows(step.decides.rows, pack)
    elif step.decides is not None and step.decides.list is not None:
        yield "decides between", step.decides.list, quoted(pack.lists[step.decides.list].title)
    yield "signed by", step.signs, people_words(step.signs, pack, "and")
    yield "reason", step.reason, step.reason
    yield "meeting", step.meeting, " ".join(meeting_lines(step.meeting, pack)) if step.meeting is not None else ""
    yield "opens", step.opens, "; ".join(opens_words(opens, pack) for opens in step.opens)
    yield "closes the pathway", step.closes, "yes" if step.closes else "no"


def _gate(gate: e.Gate, pack: Pack) -> Iterator[Word]:
    yield "before", gate.before, reach_words(gate.before, pack)
    yield "needs", gate.needs, _condition(gate.needs, pack)
    yield "if", gate.when, _condition(gate.when, pack)
    yield "waived", gate.waive, waive_sentence(gate.waive, pack) if gate.waive is not None else ""


def _form(form: e.Form, pack: Pack) -> Iterator[Word]:
    yield "begins with the questions of", form.use, listed(quoted(pack.forms[name].title) for name in form.use)
    for question in form.own_questions:
        yield f"question on {in_words(question.name)}", question, " ".join(question_lines(question, pack))


def _list(entry: e.NamedList, pack: Pack) -> Iterator[Word]:
    yield from _rows(entry.rows, pack)


def _rows(rows: tuple[e.Option, ...], pack: Pack) -> Iterator[Word]:
    for row in rows:
        yield f"option {in_words(row.id)}", row, next(option_lines((row,), pack))


def _condition(condition: Condition | None, pack: Pack) -> str:
    return describe_condition(condition, pack) if condition is not None else ""


_WORDS: dict[type, Callable[[Any, Pack], Iterator[Word]]] = {
    e.Duty: _duty, e.Step: _step, e.Gate: _gate, e.Form: _form, e.NamedList: _list,
}  # fmt: skip
