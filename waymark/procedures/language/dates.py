"""The six dates of the pack language (section 1). All names are fully qualified when a value is built."""

from __future__ import annotations

from dataclasses import dataclass

from waymark.procedures.time import Duration


@dataclass(frozen=True, slots=True)
class DurationOf:
    """A duration worked out by a fact or answered at a question, named in full."""

    fact: str


Length = Duration | DurationOf


@dataclass(frozen=True, slots=True)
class EventDate:
    """When the newest event of this key occurred: `referral/referral`, `assessment.opened`."""

    event: str


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """The time for which a step is now planned: `child-protection-conference/initial-conference.planned`."""

    step: str


@dataclass(frozen=True, slots=True)
class FactDate:
    """A date that was answered, given or worked out."""

    fact: str


@dataclass(frozen=True, slots=True)
class After:
    """`by` after `base`."""

    base: DateExpression
    by: Length


@dataclass(frozen=True, slots=True)
class Before:
    """`by` before `base`."""

    base: DateExpression
    by: Length


@dataclass(frozen=True, slots=True)
class Earliest:
    """The earliest of the dates that are known."""

    dates: tuple[DateExpression, ...]


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest of the dates that are known."""

    dates: tuple[DateExpression, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """The next such day of the year strictly after another date."""

    day: int
    month: int
    after: DateExpression


DateExpression = EventDate | PlannedDate | FactDate | After | Before | Earliest | Latest | Next


def bases(date: DateExpression) -> tuple[EventDate | PlannedDate | FactDate, ...]:
    """The named dates that an expression finally rests on, in reading order."""
    if isinstance(date, EventDate | PlannedDate | FactDate):
        return (date,)
    if isinstance(date, After | Before):
        return bases(date.base)
    if isinstance(date, Next):
        return bases(date.after)
    return tuple(base for part in date.dates for base in bases(part))


def lengths(date: DateExpression) -> tuple[Length, ...]:
    """Every duration that an expression adds or takes away."""
    if isinstance(date, After | Before):
        return (date.by, *lengths(date.base))
    if isinstance(date, Next):
        return lengths(date.after)
    if isinstance(date, Earliest | Latest):
        return tuple(length for part in date.dates for length in lengths(part))
    return ()
