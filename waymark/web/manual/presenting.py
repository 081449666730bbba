"""The manual as its templates need it: contents with ticks and dates, and a section's or chapter's heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from waymark.manual.book import Chapter, Heading, Section, chapter, headings, parts
from waymark.manual.book.chapters import Part
from waymark.web.manual.addresses import Addresses
from waymark.web.manual.library import Book


@dataclass(frozen=True, slots=True)
class Entry:
    """A chapter in the contents."""

    heading: Heading
    href: str
    own: bool
    """The area itself, not only a parent of it, says something in it."""
    overdue: bool
    found: tuple[tuple[str, str], ...] = ()
    """Sections whose titles match what was looked for: title and address."""


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the manual in the contents."""

    name: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The chapter or section before or after this one."""

    title: str
    href: str


def contents(book: Book, today: date, looked_for: str = "") -> tuple[Group, ...]:
    """The parts with their chapters; with words to look for, only what has all of them in a title."""
    addresses = Addresses(book.area, book.asked)
    words = looked_for.casefold().split()
    groups = (
        Group(part.name, part.title, tuple(_entries(part, book, addresses, today, words))) for part in parts(book.pack)
    )
    return tuple(group for group in groups if group.entries)


def _entries(part: Part, book: Book, addresses: Addresses, today: date, words: list[str]) -> Iterator[Entry]:
    for heading in part.chapters:
        found = tuple(_sections(book, heading, addresses, words)) if words else ()
        if not words or found or has_words(f"{heading.title} {heading.say}", words):
            own = book.area in heading.areas
            yield Entry(heading, addresses.chapter(heading.name), own, overdue(heading.review, today), found)


def _sections(book: Book, heading: Heading, addresses: Addresses, words: list[str]) -> Iterator[tuple[str, str]]:
    for section in chapter(book.pack, heading.name).sections:
        if section.kind in ("guide", "list") and has_words(section.title, words):
            yield section.title, addresses.section(heading.name, section.name)


def has_words(text: str, words: Iterable[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)


def overdue(review: date | None, today: date) -> bool:
    """Whether the text should have been looked at again by now."""
    return review is not None and review < today


def neighbours_of_chapter(book: Book, name: str) -> tuple[Neighbour | None, Neighbour | None]:
    """The chapters before and after one, in the order of the contents."""
    addresses = Addresses(book.area, book.asked)
    order = [(one.title, addresses.chapter(one.name)) for part in parts(book.pack) for one in part.chapters]
    here = [one.name for part in parts(book.pack) for one in part.chapters].index(name)
    return _around(order, here)


def neighbours_of_section(book: Book, of: Chapter, section: Section) -> tuple[Neighbour | None, Neighbour | None]:
    """The sections before and after one in its chapter."""
    addresses = Addresses(book.area, book.asked)
    order = [(one.title, addresses.section(of.name, one.name)) for one in of.sections]
    return _around(order, [one.name for one in of.sections].index(section.name))


def _around(order: list[tuple[str, str]], here: int) -> tuple[Neighbour | None, Neighbour | None]:
    before = Neighbour(*order[here - 1]) if here else None
    after = Neighbour(*order[here + 1]) if here + 1 < len(order) else None
    return before, after


def part_title(book: Book, name: str) -> str:
    """The title of the part under which a chapter stands."""
    return next((part.title for part in parts(book.pack) if any(one.name == name for one in part.chapters)), "")


def known_chapter(book: Book, name: str) -> bool:
    """Whether the edition has such a chapter."""
    return any(heading.name == name for heading in headings(book.pack))
