"""Reads YAML as a tree of words with their places: every scalar a string, duplicate keys and cleverness refused.

Ordinary loaders turn `yes` into a boolean, `17:00` into 1020 and let a second `facts:` replace the first (pack-language.md, section 5,
trap 1). Here only the parser's events are used, so nothing is ever converted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from waymark.procedures.language.entries import Place
from waymark.procedures.loading.problems import Problems

#: Deeper nesting than any pack needs; a hostile file stops here instead of exhausting the stack.
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Text:
    """A word or sentence."""

    value: str
    place: Place
    quoted: bool


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Tree, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Words:
    """Keys and what stands behind them."""

    fields: dict[str, Tree]
    place: Place
    key_places: dict[str, Place]


Tree = Text | Items | Words


class _Reader:
    def __init__(self, text: str, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.events = yaml.parse(text, Loader=yaml.CSafeLoader)

    def place(self, event: yaml.Event) -> Place:
        return Place(self.file, event.start_mark.line + 1)

    def documents(self) -> Iterator[Tree]:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                tree = self.tree(next(self.events), 0)
                if tree is not None:
                    yield tree

    def tree(self, event: yaml.Event, depth: int) -> Tree | None:
        place = self.place(event)
        if depth > DEEPEST:
            raise _TooDeepError(place)
        if isinstance(event, yaml.AliasEvent):
            self.problems.error(place, "", f"The alias *{event.anchor} is not allowed.", "Write the words out.")
            return None
        if event.anchor is not None:
            self.problems.error(place, "", f"The anchor &{event.anchor} is not allowed.", "Write the words out where they are needed.")
        if isinstance(event, yaml.ScalarEvent):
            if event.tag is not None:
                self.problems.error(place, "", f"The tag {event.tag} is not allowed.", "Leave it out; every value is a word.")
            quoted = event.style in ("'", '"')
            if event.value == "" and not quoted:
                return None
            return Text(event.value.strip() if not quoted else event.value, place, quoted)
        if event.tag is not None and event.tag not in ("!",):
            self.problems.error(place, "", f"The tag {event.tag} is not allowed.", "Leave it out.")
        return self.items(place, depth) if isinstance(event, yaml.SequenceStartEvent) else self.words(place, depth)

    def items(self, place: Place, depth: int) -> Items:
        found: list[Tree] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            item = self.tree(event, depth + 1)
            if item is None:
                self.problems.error(self.place(event), "", "An item of this list is empty.", "Write it or take the dash away.")
            else:
                found.append(item)
        return Items(tuple(found), place)

    def words(self, place: Place, depth: int) -> Words:
        found: dict[str, Tree] = {}
        places: dict[str, Place] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.key(event, depth)
            value = self.tree(next(self.events), depth + 1)
            if key is None:
                continue
            here = self.place(event)
            if key in found or key in places:
                self.problems.error(here, key, f"The word '{key}' is written twice.", f"Keep one; the first is at line {places[key].line}.")
                continue
            places[key] = here
            if value is None:
                mend = "Write a value or take the word away. If it is the tail of a sentence with a comma, put the sentence in quotes."
                self.problems.error(here, key, f"'{key}' has no value.", mend)
                continue
            found[key] = value
        return Words(found, place, places)

    def key(self, event: yaml.Event, depth: int) -> str | None:
        tree = self.tree(event, depth + 1)
        if isinstance(tree, Text):
            if tree.value == "<<" and not tree.quoted:
                self.problems.error(tree.place, "<<", "A merge is not allowed.", "Write the words out.")
                return None
            return tree.value
        self.problems.error(self.place(event), "", "A key must be a single word.", "Write a name before the colon.")
        return None


class _TooDeepError(Exception):
    def __init__(self, place: Place) -> None:
        super().__init__(str(place))
        self.place = place


def read_documents(text: str, file: str, problems: Problems) -> list[Tree]:
    """The documents of a YAML text as trees; faults go to `problems` and never raise."""
    try:
        return list(_Reader(text, file, problems).documents())
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None) or getattr(fault, "start_mark", None)
        line = mark.line + 1 if mark is not None else 1
        detail = getattr(fault, "problem", None) or str(fault).splitlines()[0]
        mend = "Look at this line and the one before: indentation, an open bracket or quote, or a sentence with ': ' that needs quotes."
        problems.error(Place(file, line), "", f"This is not readable as YAML ({detail}).", mend)
    except _TooDeepError as fault:
        problems.error(fault.place, "", f"The words are nested more than {DEEPEST} deep.", "No pack needs that; write it flatter.")
    except (StopIteration, RuntimeError, ValueError, OverflowError) as fault:
        problems.error(Place(file, 1), "", f"The file cannot be read as YAML ({fault}).", "Save it as UTF-8 text.")
    return []
