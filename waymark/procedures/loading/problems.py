"""What is wrong in a pack, said so that a practice manager can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from waymark.procedures.language.entries import Place


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what is wrong, and what to write instead. A warning does not stop the pack from loading."""

    place: Place
    field: str
    message: str
    mend: str
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning" if self.warning else "error"
        where = f"{self.place}: {kind}: {self.field}: " if self.field else f"{self.place}: {kind}: "
        return f"{where}{self.message} {self.mend}".rstrip()


class Problems:
    """Collects problems, so that one check shows all of them."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def error(self, place: Place, field: str, message: str, mend: str = "") -> None:
        """Note a fault that stops the pack from loading."""
        self._add(Problem(place, field, message, mend))

    def warn(self, place: Place, field: str, message: str, mend: str = "") -> None:
        """Note a fault that only deserves a look."""
        self._add(Problem(place, field, message, mend, warning=True))

    def _add(self, problem: Problem) -> None:
        if problem not in self.found:
            self.found.append(problem)

    @property
    def errors(self) -> list[Problem]:
        """The faults that stop the pack, in the order of files and lines."""
        return [p for p in self.found if not p.warning]


def nearest(word: str, words: Iterable[str]) -> str:
    """A hint naming the known words closest to a misspelt one, or the whole list where it is short."""
    known = sorted(set(words))
    close = difflib.get_close_matches(word, known, n=3, cutoff=0.6)
    if close:
        return f"Did you mean {' or '.join(close)}?"
    if 0 < len(known) <= 12:
        return f"Write one of: {', '.join(known)}."
    return ""
