"""Where the reader writes down every problem and what became of every counted element."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from waymark.exports.cin.problems import KINDS, Count, Problem, Severity, Topic, shown
from waymark.exports.cin.scanning import Element

SPECIFICATION = "Follow the census specification"
NO_DATA = ("http://www.w3.org/2001/XMLSchema-instance ", "http://www.w3.org/XML/1998/namespace ")
"""Namespaces whose attributes say how to read XML and nothing about a child."""


class Log:
    """The problems of what is being read now, and the counts of the file so far."""

    def __init__(self) -> None:
        """An empty log; `reference_date` and `child` are set as the reading proceeds."""
        self.counts = {kind: Count() for kind in KINDS}
        self.reference_date: date | None = None
        self.child = ""
        self._problems: list[Problem] = []

    def take(self) -> list[Problem]:
        """The problems since the last call."""
        problems, self._problems = self._problems, []
        return problems

    def read(self, kind: str) -> None:
        """Count one element as read."""
        self.counts[kind].read += 1

    def query(self, topic: Topic, place: str, line: int, value: str, reason: str, mend: str) -> None:
        """Something is used, but looks wrong."""
        self._add(Severity.QUERY, topic, place, line, value, reason, mend)

    def ignored(self, topic: Topic, place: str, line: int, value: str, reason: str, mend: str) -> None:
        """A value is not used; the row around it is."""
        self._add(Severity.IGNORED, topic, place, line, value, reason, mend)

    def refused(
        self, topic: Topic, element: Element, place: str, line: int, value: str, reason: str, mend: str
    ) -> None:
        """`element` cannot be used: count it and everything counted below it, and say so."""
        if element.name in self.counts:
            self.counts[element.name].refused += 1
        below = counted_below(element)
        for kind, number in below.items():
            self.counts[kind].refused_with_parent += number
        if below:
            lost = ", ".join(f"{number} {kind}" for kind, number in below.items())
            reason = f"{reason}; with it are refused {lost}"
        self._add(Severity.REFUSED, topic, place, line, value, reason, mend)

    def unknown(self, element: Element, place: str, expected: Iterable[str]) -> None:
        """An element that does not belong at this place: nothing in it is used."""
        place = f"{place}, {shown(element.name)}"
        near = closest(element.name[:60].lower(), tuple(sorted(expected)))
        mend = f"Perhaps {near} is meant" if near else SPECIFICATION
        self.unused(Topic.UNKNOWN, element, place, "is not an element that the census has here", mend)

    def unused(self, topic: Topic, element: Element, place: str, reason: str, mend: str) -> None:
        """Nothing in `element` is used: refused if there are rows in it, otherwise a value ignored."""
        value = text_below(element)
        if element.name in self.counts or counted_below(element):
            self.refused(topic, element, place, element.line, value, reason, mend)
        else:
            self.ignored(topic, place, element.line, value, reason, mend)

    def stray_text(self, place: str, line: int, text: str) -> None:
        """Text that stands between elements, where no value can be."""
        if text.strip():
            mend = "Remove the text, or put it into its own element"
            self.ignored(Topic.STRAY_TEXT, place, line, text, "is text between elements, which belongs to none", mend)

    def attributes(self, element: Element, place: str) -> None:
        """The attributes of an element; a census has none apart from those of XML Schema."""
        for name, value in element.attributes.items():
            if not name.startswith(NO_DATA):
                where = f"{place}, attribute {shown(name)}"
                reason = "is an attribute; a census has none"
                self.ignored(Topic.UNKNOWN, where, element.line, value, reason, SPECIFICATION)

    def _add(self, severity: Severity, topic: Topic, place: str, line: int, value: str, reason: str, mend: str) -> None:
        self._problems.append(Problem(place, line, shown(value), reason, mend, severity, topic, self.child))


def counted_below(element: Element) -> Counter[str]:
    """How many elements of each counted kind are below this one, at any depth."""
    below: Counter[str] = Counter()
    waiting = list(element.children)
    while waiting:
        child = waiting.pop()
        if child.name in KINDS:
            below[child.name] += 1
        waiting.extend(child.children)
    return Counter({kind: below[kind] for kind in KINDS if below[kind]})


def text_below(element: Element) -> str:
    """The text of an element and of all below it, in order, shortened as soon as it is long."""
    words: list[str] = []
    waiting = [element]
    while waiting and len(words) < 40:
        current = waiting.pop()
        words.append(current.value)
        waiting.extend(reversed(current.children))
    return " ".join(word for word in words if word)


@lru_cache(maxsize=256)
def closest(name: str, expected: tuple[str, ...]) -> str:
    """The expected element name that looks most like this lower-case one, or nothing."""
    lower = {known.lower(): known for known in expected}
    found = get_close_matches(name, lower, n=1, cutoff=0.8)
    return lower[found[0]] if found else ""
