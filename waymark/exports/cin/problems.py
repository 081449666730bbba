"""What is wrong with a file or with a value in it, and the count of what became of every row.

Three severities: a row is *refused* (it cannot be used, nor can anything below it), a *value is
ignored* (its row is used without it), or a value is used but looks wrong (*query*).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_SHOWN = 80

KINDS = (
    "Child",
    "CINdetails",
    "Assessments",
    "AssessmentFactors",
    "CINPlanDates",
    "Section47",
    "ChildProtectionPlans",
    "CPPreviewDate",
    "PreProceedingsandFGDM",
    "Disability",
)
"""The elements that are counted, as they are called in the file."""


class CensusFileError(Exception):
    """The whole file cannot be used: not a census, not XML, broken, or unsafe.

    `line` is the line in the file where that shows (None if it is not about a line) and
    `how_to_mend` says what to do. Whoever has stored anything from the file must undo it.
    """

    def __init__(self, reason: str, how_to_mend: str, line: int | None = None) -> None:
        """Keep the parts; `str()` gives one sentence for people."""
        self.reason = reason
        self.how_to_mend = how_to_mend
        self.line = line
        where = f"Line {line}: " if line else ""
        super().__init__(f"{where}{reason}. {how_to_mend}.")


class Severity(StrEnum):
    """What happened to the row or value that the problem is about."""

    REFUSED = "refused"
    IGNORED = "value ignored"
    QUERY = "query"


class Topic(StrEnum):
    """What sort of problem it is, for grouping in a summary."""

    MISSING = "essential value missing"
    UNREADABLE = "value cannot be read"
    EMPTY = "element is empty"
    SPELLING = "unusual spelling"
    CODE = "code outside the code set"
    ORDER = "dates out of order"
    FUTURE = "date after the reference date"
    YEAR = "impossible year"
    STRAY_TEXT = "text between elements"
    UNKNOWN = "unknown or misplaced element"
    REPEATED = "repeated"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing the reader did not use, or used with doubt.

    `place` names it in words; `line` is its line in the file; `value` is what stands there
    (shortened, unprintable characters written as codes; it may be personal data); `child` is the
    LAchildID where known, otherwise empty.
    """

    place: str
    line: int
    value: str
    reason: str
    how_to_mend: str
    severity: Severity
    topic: Topic
    child: str = ""

    def __str__(self) -> str:
        """One line for a list."""
        value = f" {self.value!r}" if self.value else ""
        return f"{self.severity}: line {self.line}, {self.place}:{value} {self.reason}. {self.how_to_mend}."


@dataclass(slots=True)
class Count:
    """What became of the elements of one kind.

    `found` is counted by the XML scanner wherever the element stands; the other three by what the
    reader did. After a whole reading `found == read + refused + refused_with_parent`.
    """

    found: int = 0
    read: int = 0
    refused: int = 0
    refused_with_parent: int = 0

    @property
    def adds_up(self) -> bool:
        """Whether every element found is accounted for."""
        return self.found == self.read + self.refused + self.refused_with_parent


def shown(value: str) -> str:
    """A value fit for a message: one line, no control characters, not longer than a line."""
    words = " ".join(value.split())
    cut = words[:LONGEST_SHOWN]
    clean = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)
    return clean if len(words) <= LONGEST_SHOWN else f"{clean}…"
