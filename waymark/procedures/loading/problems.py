"""What is wrong in a pack, said so that a practice manager can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from waymark.procedures.language.entries import Place

#: How much of a word that was not understood is shown again.
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what is wrong, what to write instead. A warning does not stop the pack from loading."""

    place: Place
    field: str
    message: str
    mend: str
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning" if self.warning else "error"
        where = f"{self.place}: {kind}: {self.field}: " if self.field else f"{self.place}: {kind}: "
        return f"{where}{self.message} {self.mend}".rstrip()


class PackError(Exception):
    """A pack does not load. `problems` holds every fault, each with file, line, field and what to write instead."""

    def __init__(self, area: str, problems: list[Problem]) -> None:
        self.area = area
        self.problems = problems
        shown = "\n".join(str(problem) for problem in problems[:20])
        super().__init__(f"The pack of {area} does not load:\n{shown}")


class Problems:
    """Collects problems, each once, so that one check shows all of them. `errors` are those that stop the pack."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self.errors: list[Problem] = []
        self._seen: set[Problem] = set()

    def error(self, place: Place, field: str, message: str, mend: str = "") -> None:
        """Note a fault that stops the pack from loading."""
        self._add(Problem(place, _short(field), _short(message), mend))

    def warn(self, place: Place, field: str, message: str, mend: str = "") -> None:
        """Note a fault that only deserves a look."""
        self._add(Problem(place, _short(field), _short(message), mend, warning=True))

    def _add(self, problem: Problem) -> None:
        if problem in self._seen:
            return
        self._seen.add(problem)
        self.found.append(problem)
        if not problem.warning:
            self.errors.append(problem)


def _short(text: str) -> str:
    return text if len(text) <= 2 * SHOWN else f"{text[:SHOWN]} … {text[-SHOWN:]}"


def nearest(word: str, words: Iterable[str]) -> str:
    """A hint naming the known words closest to a misspelt one, or the whole list where it is short."""
    return _nearest(word[:SHOWN], frozenset(words))


@lru_cache(maxsize=512)
def _nearest(word: str, words: frozenset[str]) -> str:
    known = sorted(words)
    close = difflib.get_close_matches(word, known, n=3, cutoff=0.6)
    if close:
        return f"Did you mean {' or '.join(close)}?"
    if 0 < len(known) <= 12:
        return f"Write one of: {', '.join(known)}."
    return ""
