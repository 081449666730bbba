"""Why something in the manual's register was not done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class NotDone(Exception):
    """Nothing was changed."""


@dataclass
class NotAllowed(NotDone):
    """Only the partnership's business team may do this, for its own areas."""

    person: str
    area: str

    def __str__(self) -> str:
        return f"{self.person} may not change chapters of {self.area}: a partnership business manager of that area does that."


@dataclass
class BadEntry(NotDone):
    """What was given cannot be. `problems`: field by field, how to mend it."""

    problems: Mapping[str, str]

    def __str__(self) -> str:
        return " ".join(self.problems.values())
