"""One row of the census (an element with single values and rows below it), read value by value.

A `Row` sorts what its element holds by the shape of its kind, so that everything which is not
part of that shape is reported: text between elements, unknown elements, second copies of single
values. Its methods give typed values and write every doubt into the log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from waymark.exports.cin import values
from waymark.exports.cin.codes import CodeSet
from waymark.exports.cin.log import Log
from waymark.exports.cin.problems import Topic
from waymark.exports.cin.scanning import LONGEST_TEXT, Element
from waymark.exports.cin.shapes import Shape
from waymark.exports.cin.values import Parsed, T


@dataclass(frozen=True, slots=True)
class DateSeen:
    """A date as read: the element it stands in and its value."""

    element: Element
    value: date


class Row:
    """One row while it is being read.

    `elements` is normally one element; a block such as ChildIdentifiers that wrongly occurs twice
    is read as one row. `dates` collects the dates read so far, by element name.
    """

    def __init__(self, elements: Sequence[Element], place: str, shape: Shape, log: Log) -> None:
        """Nothing is reported yet: the row may still be refused as a whole."""
        self.element = elements[0]
        self.place = place
        self.log = log
        self.dates: dict[str, DateSeen] = {}
        self._elements = elements
        self._shape = shape
        self._single: dict[str, Element] = {}
        self._several: dict[str, list[Element]] = {}
        self._odd = False
        for element in elements:
            self._sort(element)

    def _sort(self, element: Element) -> None:
        """Put what is in the element where it belongs; note whether anything calls for a report."""
        single, several = self._single, self._several
        odd = bool(element.texts or element.attributes)
        for child in element.children:
            name = child.name
            if name in self._shape.single:
                odd = odd or name in single or bool(child.children or child.attributes)
                single.setdefault(name, child)
            elif name in self._shape.several:
                several.setdefault(name, []).append(child)
            else:
                odd = True
        self._odd = self._odd or odd

    def essential_date(self, name: str) -> date | None:
        """The date without which the row is nothing; if it cannot be had, the row is refused."""
        element = self._single.get(name)
        text = element.value if element is not None else ""
        place = f"{self.place}, {name}"
        if element is None or not text:
            line = self.element.line if element is None else element.line
            reason = "is missing, and the row cannot be used without it"
            self.log.refused(Topic.MISSING, self.element, place, line, "", reason, "Give the date as YYYY-MM-DD")
            return None
        parsed = values.parse_date(text)
        if parsed.value is None:
            reason = f"{parsed.reason}, and the row cannot be used without it"
            self.log.refused(Topic.UNREADABLE, self.element, place, element.line, text, reason, parsed.how_to_mend)
            return None
        self.accept()
        return self.date(name)

    def accept(self) -> None:
        """The row will be used: report everything in it that does not belong."""
        if not self._odd:
            return
        for element in self._elements:
            self.log.attributes(element, self.place)
            for line, text in element.texts:
                self.log.stray_text(self.place, line, text)
            for child in element.children:
                self._check_child(child)

    def _check_child(self, child: Element) -> None:
        if child.name in self._shape.single:
            self._check_value(child)
        elif child.name not in self._shape.several:
            self.log.unknown(child, self.place, self._shape.names)

    def _check_value(self, child: Element) -> None:
        """Report attributes and elements inside a single value, and a second copy of it."""
        place = f"{self.place}, {child.name}"
        self.log.attributes(child, place)
        for inner in child.children:
            self.log.unknown(inner, place, ())
        first = self._single[child.name]
        if first is not child:
            reason = f"is here a second time (the first, {first.value[:40]!r} on line {first.line}, is used)"
            self.log.ignored(Topic.REPEATED, place, child.line, child.value, reason, "Leave only the right one")

    def date(self, name: str) -> date | None:
        """An optional date."""
        value = self._take(name, values.parse_date)
        if value is not None:
            self.dates[name] = DateSeen(self._single[name], value)
        return value

    def flag(self, name: str) -> bool | None:
        """An optional yes or no."""
        return self._take(name, values.parse_flag)

    def number(self, name: str) -> int | None:
        """An optional whole number."""
        return self._take(name, values.parse_number)

    def code(self, name: str, codes: CodeSet) -> str | None:
        """An optional code, kept as given."""
        element = self._single.get(name)
        if element is None:
            return None
        value = element.value
        if value in codes.meanings:  # nearly always; the long way only finds words for a doubt
            return value
        return read_value(element, f"{self.place}, {name}", self.log, partial(values.parse_code, codes=codes))

    def text(self, name: str, parse: Callable[[str], Parsed[str]] = values.parse_text) -> str | None:
        """An optional text."""
        return self._take(name, parse)

    def year(self, name: str) -> int | None:
        """An optional year."""
        return self._take(name, values.parse_year)

    def _take(self, name: str, parse: Callable[[str], Parsed[T]]) -> T | None:
        element = self._single.get(name)
        if element is None:
            return None
        if 0 < element.length <= LONGEST_TEXT:
            parsed = parse(element.value)
            if parsed.value is not None and not parsed.reason:
                return parsed.value
        return read_value(element, f"{self.place}, {name}", self.log, parse)

    def several(self, name: str) -> Iterator[tuple[str, Element]]:
        """The elements of this name with their numbered places; one that repeats another is queried."""
        elements = self._several.get(name, [])
        seen: dict[object, int] = {}
        for number, element in enumerate(elements, 1):
            place = f"{self.place}, {name} {number}"
            if len(elements) > 1 and name in self._shape.compared:
                first = seen.setdefault(content(element), number)
                if first != number:
                    mend = "Leave only one, if they are the same thing"
                    self.log.query(
                        Topic.REPEATED, place, element.line, "", f"says exactly the same as {name} {first}", mend
                    )
            yield place, element


def read_value(element: Element, place: str, log: Log, parse: Callable[[str], Parsed[T]]) -> T | None:
    """The value of one element, or None with a problem in the log when it is blank or unreadable."""
    text = element.value
    if not text:
        log.query(Topic.EMPTY, place, element.line, "", "is empty, and taken as not given", "Leave the element out")
        return None
    if element.length > LONGEST_TEXT:
        reason = f"is {element.length} characters long, which no census value is"
        log.ignored(Topic.UNREADABLE, place, element.line, text, reason, "Give the value alone")
        return None
    parsed = parse(text)
    if parsed.value is None:
        log.ignored(parsed.topic, place, element.line, text, parsed.reason, parsed.how_to_mend)
    elif parsed.reason:
        log.query(parsed.topic, place, element.line, text, parsed.reason, parsed.how_to_mend)
    return parsed.value


def merged_block(row: Row, name: str, shape: Shape) -> Row | None:
    """A block of single values within `row`; one that occurs twice is read as one, and queried."""
    blocks = [element for _, element in row.several(name)]
    if not blocks:
        return None
    block = Row(blocks, f"{row.place}, {name}", shape, row.log)
    for second in blocks[1:]:
        reason = f"is here a second time (the first is on line {blocks[0].line}); both are read as one"
        row.log.query(Topic.REPEATED, block.place, second.line, "", reason, "Leave only one")
    block.accept()
    return block


def content(element: Element) -> object:
    """What an element says, comparable: two rows with equal content say exactly the same."""
    return (element.name, element.value, tuple(content(child) for child in element.children))
