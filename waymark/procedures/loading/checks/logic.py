"""What can be said of conditions without knowing any case: whether one implies another, or excludes it."""

from __future__ import annotations

from functools import lru_cache

from waymark.procedures.language import conditions as c
from waymark.procedures.language.conditions import Comparison

CHOSEN = (Comparison.IS, Comparison.INCLUDES)


@lru_cache(maxsize=4096)
def implies(one: c.Condition, other: c.Condition) -> bool:
    """Whether `other` is surely yes wherever `one` is. No means: not shown."""
    if one == other:
        return True
    if isinstance(one, c.AnyOf):
        return all(implies(part, other) for part in one.parts)
    if isinstance(other, c.All):
        return all(implies(one, part) for part in other.parts)
    if isinstance(other, c.AnyOf) and any(implies(one, part) for part in other.parts):
        return True
    if isinstance(one, c.All):
        return any(implies(part, other) for part in one.parts)
    if isinstance(one, c.Not) and isinstance(other, c.Not):
        return implies(other.part, one.part)
    return _narrower(one, other)


def _narrower(one: c.Condition, other: c.Condition) -> bool:
    """Whether both ask the same, and every answer that satisfies `one` satisfies `other`."""
    if isinstance(one, c.Decided) and isinstance(other, c.Decided):
        return (one.step, one.across) == (other.step, other.across) and set(one.options) <= set(other.options)
    if not isinstance(one, c.FactTest) or not isinstance(other, c.FactTest):
        return False
    if (one.fact, one.at, one.of_row) != (other.fact, other.at, other.of_row):
        return False
    if other.comparison is Comparison.KNOWN and other.values == (True,):
        return one.comparison not in (Comparison.KNOWN, Comparison.ASKED)
    return one.comparison is other.comparison and one.comparison in CHOSEN and set(one.values) <= set(other.values)


def exclude(one: c.Condition | None, other: c.Condition | None) -> bool:
    """Whether two conditions can surely not hold together. No means: not shown."""
    return any(_opposed(a, b) for a in _joined(one) for b in _joined(other))


def _joined(condition: c.Condition | None) -> tuple[c.Condition, ...]:
    """The parts that must all hold."""
    if condition is None:
        return ()
    if isinstance(condition, c.All):
        return tuple(inner for part in condition.parts for inner in _joined(part))
    return (condition,)


def _opposed(one: c.Condition, other: c.Condition) -> bool:
    if isinstance(one, c.Not):
        return implies(other, one.part)
    if isinstance(other, c.Not):
        return implies(one, other.part)
    if isinstance(one, c.Decided) and isinstance(other, c.Decided):
        return (one.step, one.across) == (other.step, other.across) and not set(one.options) & set(other.options)
    if isinstance(one, c.FactTest) and isinstance(other, c.FactTest):
        same = (one.fact, one.at, one.of_row) == (other.fact, other.at, other.of_row)
        both_is = one.comparison is other.comparison is Comparison.IS
        return same and both_is and not set(one.values) & set(other.values)
    return False
