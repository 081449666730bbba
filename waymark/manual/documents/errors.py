"""Why a document was not loaded or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class NotDone(Exception):
    """Nothing was changed."""


class NotAllowed(NotDone):
    """Only the partnership's business team, for its own areas, and the system administrator do this."""

    def __str__(self) -> str:
        return (
            "Only the business team of the area's partnership or a system administrator loads and withdraws documents."
        )


class Unreadable(NotDone):
    """The file cannot be read as a document. Its words say what is wrong, where, and how to mend it."""


@dataclass
class BadEntry(NotDone):
    """What was said of the document cannot be. `problems`: field by field, how to mend it."""

    problems: Mapping[str, str]

    def __str__(self) -> str:
        return " ".join(self.problems.values())


class DocumentNotFound(LookupError):
    """There is no such document, or none that this reader may open: nobody is told which."""
