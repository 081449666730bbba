"""A form as topics: one for each form that it uses, then its own questions. A topic is what one page asks."""

from __future__ import annotations

from dataclasses import dataclass

from waymark.procedures.language.entries import Question
from waymark.procedures.language.pack import Pack


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that belong together, under the name of the form that holds them (short, for addresses) and its title."""

    name: str
    title: str
    say: str
    questions: tuple[Question, ...]
    cites: tuple[str, ...] = ()
    form: str = ""


def topics(pack: Pack, form: str) -> tuple[Topic, ...]:
    """The topics of a form, each form once, in the order in which it is asked."""
    found: dict[str, Topic] = {}
    _collect(pack, form, found)
    return tuple(found.values())


def _collect(pack: Pack, name: str, found: dict[str, Topic]) -> None:
    entry = pack.forms[name]
    for used in entry.use:
        _collect(pack, used, found)
    if entry.own_questions and name not in found:
        short = name.replace("/", "--")
        found[name] = Topic(short, entry.title, entry.say, entry.own_questions, entry.cites, name)
