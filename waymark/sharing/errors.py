"""Why a request or an answer was not recorded. What the person typed stays with the caller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


class NotShared(Exception):
    """Nothing was recorded."""


@dataclass
class BadEntry(NotShared):
    """What was given is not complete or cannot be. `problems`: field by field, how to mend it."""

    problems: Mapping[str, str]

    def __str__(self) -> str:
        return " ".join(self.problems.values())


class NoSuchRequest(NotShared):
    """No such request, as far as this person may know."""


@dataclass
class NoLongerOpen(NotShared):
    """Somebody has answered it, or it was withdrawn, in the meantime."""

    state: str
    by: str
    at: datetime
