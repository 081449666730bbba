"""Who speaks for a partnership in its guidance, and why something was not done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

#: The role that keeps a partnership's guidance: it serves every agency, and opens no child's file.
SPEAKER = "business-manager"


class By(Protocol):
    """Who asks for a change: a `waymark.access.readers.Reader`, or the machine."""

    @property
    def person(self) -> str: ...
    @property
    def role_word(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def areas(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class _Machine:
    areas: tuple[str, ...]
    person: str = "command-line"
    role_word: str = SPEAKER
    agency: str = ""


def the_machine(area: str) -> By:
    """Whoever runs this machine, for commands: they may do for an area what its business manager may."""
    return _Machine((area,))


def speaks_for(by: By | None, area: str) -> bool:
    """Whether somebody may speak for an area's partnership."""
    return by is not None and by.role_word == SPEAKER and area in by.areas


class NotDone(Exception):
    """Nothing was changed."""


@dataclass
class NotAllowed(NotDone):
    """Only the partnership's business manager may do this, for areas of their own."""

    person: str
    what: str

    def __str__(self) -> str:
        return f"{self.person} may not {self.what}: a partnership business manager of that area does that."


@dataclass
class BadEntry(NotDone):
    """What was given cannot be. `problems`: field by field, how to mend it."""

    problems: Mapping[str, str]

    def __str__(self) -> str:
        return " ".join(self.problems.values())
