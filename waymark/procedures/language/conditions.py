"""The twelve conditions of the pack language (section 1). They are closed, cannot recurse, and hold no expressions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from waymark.procedures.language.dates import DateExpression, Length


class Across(StrEnum):
    """How far a condition, caution or count looks."""

    EPISODE = "episode"
    FILE = "file"
    HOUSEHOLD = "household"
    LINKED = "linked"


class Comparison(StrEnum):
    """How a fact is tested."""

    IS = "is"
    INCLUDES = "includes"
    UNDER = "under"
    OVER = "over"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    KNOWN = "known"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class FactTest:
    """A fact compared with one or more values; `at` names the event as of which it is worked out.

    `of_row` says that the name is a question of the repeated group being tested by `some` or `none`.
    """

    fact: str
    comparison: Comparison
    values: tuple[object, ...]
    at: str | None = None
    of_row: bool = False


@dataclass(frozen=True, slots=True)
class GroupTest:
    """`some` (any member has) or `none` (no member has) of a group of people or of repeated answers."""

    group: str
    has: Condition
    none: bool


@dataclass(frozen=True, slots=True)
class Happened:
    event: str
    times: int = 1
    within: Length | None = None
    after: DateExpression | None = None
    before: DateExpression | None = None
    present: tuple[str, ...] = ()
    across: Across = Across.EPISODE


@dataclass(frozen=True, slots=True)
class Decided:
    step: str
    options: tuple[str, ...]
    across: Across = Across.EPISODE


@dataclass(frozen=True, slots=True)
class PathwayOpen:
    pathway: str
    across: Across = Across.EPISODE


@dataclass(frozen=True, slots=True)
class DutyOpen:
    duty: str


@dataclass(frozen=True, slots=True)
class DutyLate:
    duty: str


@dataclass(frozen=True, slots=True)
class Reached:
    date: DateExpression


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """A contact's hours hold at the moment asked about, or at the named event."""

    contact: str
    at: str | None = None


Condition = (
    All
    | AnyOf
    | Not
    | FactTest
    | GroupTest
    | Happened
    | Decided
    | PathwayOpen
    | DutyOpen
    | DutyLate
    | Reached
    | OfficeHours
)


def walk(condition: Condition | None) -> Iterator[Condition]:
    """The condition and everything inside it."""
    if condition is None:
        return
    yield condition
    if isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from walk(part)
    elif isinstance(condition, Not):
        yield from walk(condition.part)
    elif isinstance(condition, GroupTest):
        yield from walk(condition.has)
