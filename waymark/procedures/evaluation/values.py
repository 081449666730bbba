"""Comparing what is known with what a pack wrote."""

from __future__ import annotations

from collections.abc import Mapping

from waymark.procedures.evaluation.logic import Truth
from waymark.procedures.language import conditions as c
from waymark.procedures.language.entries import ASK_THE_AREA
from waymark.procedures.time import Duration


def plain(value: object) -> object | None:
    """A set value; None where the area has not decided."""
    return None if value == ASK_THE_AREA else value


def number(text: str) -> object:
    """The number that a word is, with or without its pound sign."""
    number = float(text.removeprefix("£"))
    return int(number) if number.is_integer() else number


def compare(comparison: c.Comparison, value: object, values: tuple[object, ...]) -> Truth:
    """Whether a known value is one of those wanted, or under or over a number."""
    if comparison in (c.Comparison.IS, c.Comparison.INCLUDES):
        held = value if isinstance(value, tuple | list) else (value,)
        return any(_same(answer_of(part), wanted) for part in held for wanted in values)
    limit = values[0]
    if not isinstance(value, int | float) or not isinstance(limit, int | float):
        return None
    return {
        c.Comparison.UNDER: value < limit,
        c.Comparison.OVER: value > limit,
        c.Comparison.AT_LEAST: value >= limit,
        c.Comparison.AT_MOST: value <= limit,
    }[comparison]


def answer_of(part: object) -> object:
    """What one member of a group answered, where a question is asked of each: `{member, answer}`; anything else as it is."""
    return part["answer"] if isinstance(part, Mapping) and part.keys() == {"member", "answer"} else part


def _same(value: object, wanted: object) -> bool:
    if value == wanted:
        return True
    if isinstance(value, int | float) and isinstance(wanted, str):
        try:
            return float(wanted.removeprefix("£")) == value
        except ValueError:
            return False
    return isinstance(value, Duration) and str(value) == wanted
