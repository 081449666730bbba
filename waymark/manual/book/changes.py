"""What changed between two editions of a manual, and what differs between the chapters of two areas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from waymark.manual.book.chapters import chapter, headings
from waymark.manual.book.document import Heading
from waymark.manual.book.names import SHARED
from waymark.procedures.difference import EntryDifference, compare
from waymark.procedures.language.pack import Pack


@dataclass(frozen=True, slots=True)
class ChapterChanges:
    """What differs in one chapter between two packs."""

    name: str
    title: str
    entries: tuple[EntryDifference, ...]


@lru_cache(maxsize=32)
def changes_between(here: Pack, there: Pack) -> tuple[ChapterChanges, ...]:
    """What differs between two packs, chapter by chapter: two editions of one area (older first), or two areas."""
    found: dict[str, list[EntryDifference]] = {}
    for entry in compare(here, there):
        found.setdefault(chapter_of(entry), []).append(entry)
    titles = {heading.name: heading.title for heading in (*headings(there), *headings(here))}
    order = [heading.name for heading in _both(here, there)]
    return tuple(ChapterChanges(name, titles[name], tuple(found[name])) for name in order if name in found)


def changes_in(here: Pack, there: Pack, name: str) -> tuple[EntryDifference, ...]:
    """What differs in one chapter."""
    return next((one.entries for one in changes_between(here, there) if one.name == name), ())


def chapter_of(entry: EntryDifference) -> str:
    """The chapter in which something differs."""
    return entry.name if entry.kind == "pathway" else entry.pathway or SHARED


@lru_cache(maxsize=64)
def digests(pack: Pack) -> dict[str, str]:
    """A short digest of what each chapter says: it changes when a word of it does. Order, citations and dates of review do not count."""
    return {heading.name: _digest(chapter(pack, heading.name).text) for heading in headings(pack)}


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _both(here: Pack, there: Pack) -> Iterable[Heading]:
    known = {heading.name for heading in headings(here)}
    return (*headings(here), *(heading for heading in headings(there) if heading.name not in known))
