"""Why something about a contact was not done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class NotDone(Exception):
    """Nothing was changed."""


@dataclass
class NotYours(NotDone):
    """Only the partnership business team of the area may speak for it."""

    person: str
    area: str

    def __str__(self) -> str:
        return f"{self.person} may not confirm contacts of {self.area}: its partnership business manager does that."


@dataclass
class BadEntry(NotDone):
    """What was given cannot be. `problems`: field by field, how to mend it."""

    problems: Mapping[str, str]

    def __str__(self) -> str:
        return " ".join(self.problems.values())


class Moved(NotDone):
    """Somebody else has spoken, or the pack has changed, since the page was opened."""
