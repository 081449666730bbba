"""Choices by Hypothesis, which can shrink them, or by a seeded generator, which is quick: the same code makes packs and histories of both."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Choose(Protocol):
    """Where random choices come from."""

    def number(self, least: int, most: int) -> int: ...

    def one_of(self, values: Sequence[T]) -> T: ...

    def some_of(self, values: Sequence[T], least: int, most: int) -> list[T]: ...


class Drawn:
    """Choices drawn by Hypothesis."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def number(self, least: int, most: int) -> int:
        return self._draw(st.integers(least, most))

    def one_of(self, values: Sequence[T]) -> T:
        return values[self._draw(st.integers(0, len(values) - 1))]

    def some_of(self, values: Sequence[T], least: int, most: int) -> list[T]:
        places = self._draw(st.lists(st.integers(0, len(values) - 1), min_size=least, max_size=most, unique=True))
        return [values[place] for place in places]


class Seeded:
    """Choices that follow from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def number(self, least: int, most: int) -> int:
        return self._random.randint(least, most)

    def one_of(self, values: Sequence[T]) -> T:
        return self._random.choice(values)

    def some_of(self, values: Sequence[T], least: int, most: int) -> list[T]:
        return self._random.sample(values, min(self._random.randint(least, most), len(values)))
