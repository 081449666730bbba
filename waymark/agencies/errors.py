"""Why something about agencies, teams, posts or users was not done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class NotDone(Exception):
    """Nothing was changed."""


@dataclass
class NotAllowed(NotDone):
    """Only a system administrator may do this."""

    person: str

    def __str__(self) -> str:
        return f"{self.person} may not change users, posts or agencies: a system administrator does that."


@dataclass
class BadEntry(NotDone):
    """What was given cannot be. `problems`: field by field, how to mend it."""

    problems: Mapping[str, str]

    def __str__(self) -> str:
        return " ".join(self.problems.values())
