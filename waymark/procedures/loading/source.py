"""Reads YAML as a tree of words with their places: every scalar a string, duplicate keys and cleverness refused.

Ordinary loaders turn `yes` into a boolean, `17:00` into 1020 and let a second `facts:` replace the first
(pack-language.md, section 5, trap 1). Here only the parser's events are used, so nothing is ever converted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from waymark.procedures.language.entries import Place
from waymark.procedures.loading.problems import Problems

#: Deeper nesting than any pack needs; a hostile file stops here instead of exhausting the stack.
DEEPEST = 40
#: The fast parser where it is there.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: More than any pack file needs (the catalogue is the longest).
LONGEST = 2_000_000


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
        self.events = yaml.parse(text, Loader=LOADER)

    def place(self, event: yaml.Event) -> Place:
        return Place(self.file, event.start_mark.line + 1 if event.start_mark is not None else 1)

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
        if not isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent):
            raise ValueError(f"unexpected end at line {place.line}")
        if event.anchor is not None:
            mend = "Write the words out where they are needed."
            self.problems.error(place, "", f"The anchor &{event.anchor} is not allowed.", mend)
        if isinstance(event, yaml.ScalarEvent):
            if event.tag is not None:
                self.problems.error(
                    place, "", f"The tag {_tag(event.tag)} is not allowed.", "Leave it out; every value is a word."
                )
            quoted = event.style in ("'", '"')
            if event.value == "" and not quoted:
                return None
            return Text(event.value.strip() if not quoted else event.value, place, quoted)
        if event.tag is not None and event.tag not in ("!",):
            self.problems.error(place, "", f"The tag {_tag(event.tag)} is not allowed.", "Leave it out.")
        return self.items(place, depth) if isinstance(event, yaml.SequenceStartEvent) else self.words(place, depth)

    def items(self, place: Place, depth: int) -> Items:
        found: list[Tree] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            item = self.tree(event, depth + 1)
            if item is None:
                self.problems.error(
                    self.place(event), "", "An item of this list is empty.", "Write it or take the dash away."
                )
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
            if key in places:
                mend = f"Keep one; the first is at line {places[key].line}."
                self.problems.error(here, key, f"The word '{key}' is written twice.", mend)
                continue
            places[key] = here
            if value is None:
                mend = "Write a value or take the word away."
                if " " in key:
                    mend = "It looks like the tail of a sentence with a comma: put the whole sentence in quotes."
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


def _tag(name: str) -> str:
    """A tag as people write it."""
    return name.replace("tag:yaml.org,2002:", "!!")


class _TooDeepError(Exception):
    def __init__(self, place: Place) -> None:
        super().__init__(str(place))
        self.place = place


def read_text(path: Path, file: str, problems: Problems) -> str | None:
    """The text of a file, or None with what is wrong noted at its line."""
    try:
        data = path.read_bytes()
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        mend = "Save it as UTF-8 text; a word pasted from elsewhere on this line is the likely cause."
        problems.error(Place(file, line), "", "This line is not UTF-8 text.", mend)
    except OSError as fault:
        mend = "Look at the file's permissions, and whether it is a file at all."
        problems.error(Place(file, 1), "", f"The file cannot be read ({fault.strerror}).", mend)
    return None


def read_documents(text: str, file: str, problems: Problems) -> list[Tree]:
    """The documents of a YAML text as trees; faults go to `problems` and never raise."""
    if len(text) > LONGEST:
        mend = "Split it into files of one pathway each."
        problems.error(Place(file, 1), "", f"The file is longer than {LONGEST:,} characters.", mend)
        return []
    try:
        return list(_Reader(text, file, problems).documents())
    except yaml.YAMLError as fault:
        _not_yaml(text, fault, file, problems)
    except _TooDeepError as fault:
        message = f"The words are nested more than {DEEPEST} deep."
        problems.error(fault.place, "", message, "No pack needs that; write it flatter.")
    except (StopIteration, RuntimeError, ValueError, OverflowError) as fault:
        problems.error(Place(file, 1), "", f"The file cannot be read as YAML ({fault}).", "Save it as UTF-8 text.")
    return []


def _not_yaml(text: str, fault: yaml.YAMLError, file: str, problems: Problems) -> None:
    """Say where a text stops being YAML."""
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "start_mark", None)
    position = getattr(fault, "position", None)
    line = 1
    if mark is not None:
        line = min(mark.line, text.count("\n")) + 1
    elif isinstance(position, int):
        line = text.encode("utf-8", "replace")[:position].count(b"\n") + 1
    detail = getattr(fault, "problem", None) or getattr(fault, "reason", None) or str(fault).splitlines()[0]
    mend = "Look at this line and the one before: indentation, an open bracket, a quote, or a sentence with ': ' in it."
    problems.error(Place(file, line), "", f"This is not readable as YAML ({detail}).", mend)
