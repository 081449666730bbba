"""What the manual is made of: plain values that a page, a search index, a terminal or a printer can lay out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from waymark.manual.book.names import SHARED
from waymark.procedures.describe import Detail
from waymark.procedures.language.pack import Edition


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the manual something stands: a section of a chapter, and the place inside it ("" for its top)."""

    chapter: str
    section: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry named elsewhere: its title, its kind, and where the manual prints it."""

    title: str
    kind: str
    spot: Spot
    chapter_title: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    shape: ClassVar[str] = "paragraph"
    text: str

    def lines(self) -> Iterator[str]:
        """Its text, for search and terminals."""
        yield self.text


@dataclass(frozen=True, slots=True)
class Note:
    """What is odd about the source, in small type."""

    shape: ClassVar[str] = "note"
    text: str

    def lines(self) -> Iterator[str]:
        """Its text, for search and terminals."""
        yield self.text


@dataclass(frozen=True, slots=True)
class Points:
    """Lines under a label, which may be empty."""

    shape: ClassVar[str] = "points"
    items: tuple[str, ...]
    label: str = ""

    def lines(self) -> Iterator[str]:
        """The label, then a line each."""
        if self.label:
            yield self.label
        yield from self.items


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the heading row first."""

    shape: ClassVar[str] = "table"
    rows: tuple[tuple[str, ...], ...]
    label: str = ""

    def lines(self) -> Iterator[str]:
        """A line a row, its cells apart."""
        for row in self.rows:
            yield " – ".join(cell for cell in row if cell)


@dataclass(frozen=True, slots=True)
class Term:
    """A row of a list: what it is called, what that means, and what else is said of it."""

    id: str
    title: str
    text: str = ""
    strength: str = ""
    notes: tuple[str, ...] = ()
    anchor: str = ""
    """Its place inside the section; only questions have one."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The rows of a list, as definitions where any is explained, else as points."""

    shape: ClassVar[str] = "terms"
    rows: tuple[Term, ...]

    @property
    def explained(self) -> bool:
        """Whether any row says more than its title."""
        return any(row.text or row.notes for row in self.rows)

    def lines(self) -> Iterator[str]:
        """A line a row."""
        for row in self.rows:
            said = ". ".join(part for part in (row.text, *row.notes) if part)
            yield f"{row.title}: {said}" if said else row.title


@dataclass(frozen=True, slots=True)
class Item:
    """An entry in full: a step, a duty, a gate, a list …"""

    shape: ClassVar[str] = "item"
    anchor: str
    kind: str
    name: str
    title: str
    strength: str = ""
    limit: str = ""
    """The time that it gives, in words."""
    sentences: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    blocks: tuple[Block, ...] = ()
    note: str = ""
    area: str = ""
    """Whose entry it is, where it is not national."""
    changes: tuple[str, ...] = ()
    """What areas did to it, and why."""
    cites: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    """Other entries that it leads to."""
    restricted: bool = False
    """Only for practitioners: what it says is no part of any text that the public can read or search."""

    def lines(self) -> Iterator[str]:
        """Its title and all that it says; of a restricted one the title alone."""
        yield self.title
        if self.restricted:
            return
        if self.limit:
            yield self.limit
        yield from self.sentences
        for detail in self.details:
            yield detail.label
            yield from detail.lines
        for block in self.blocks:
            yield from block.lines()


@dataclass(frozen=True, slots=True)
class Sources:
    """The requirements on which a chapter rests: each id with the titles of the entries that carry it out."""

    shape: ClassVar[str] = "sources"
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def lines(self) -> Iterator[str]:
        """Nothing: ids say nothing to somebody who searches."""
        return iter(())


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that an area added or changed: where it stands, whose it is, what was done and why."""

    link: Link
    area: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different in an area: what it changed and why, and what each of its layers only added."""

    shape: ClassVar[str] = "changes"
    changed: tuple[Change, ...]
    added: tuple[tuple[str, tuple[Link, ...]], ...]
    """An area's title and the entries that it adds."""

    def lines(self) -> Iterator[str]:
        """A line for each change, and one for what each area adds."""
        for row in self.changed:
            yield f"{row.link.title}: {' '.join(row.words)}"
        for area, links in self.added:
            yield f"{area} adds: {'; '.join(link.title for link in links)}"


Block = Paragraph | Note | Points | Table | Terms | Item | Sources | Changes


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a chapter with a permanent address: a guide, a list, or one that is made from the entries of one kind."""

    chapter: str
    name: str
    title: str
    kind: str
    """`guide`, `list`, or for a generated section its own name: steps, clocks, first, cautions …"""
    strength: str = ""
    cites: tuple[str, ...] = ()
    area: str = ""
    """Whose it is, where all of it is one area's; "" where it is national or mixed."""
    blocks: tuple[Block, ...] = ()
    changes: tuple[str, ...] = ()
    used_by: tuple[Link, ...] = ()
    """The steps at which it helps."""
    related: tuple[Link, ...] = ()
    """The rules that it explains."""

    @property
    def text(self) -> str:
        """All that it says, as one text for search; restricted contacts by title alone."""
        lines = [self.title]
        for block in self.blocks:
            lines += block.lines()
        lines += [link.title for link in (*self.related, *self.used_by)] if self.kind in ("guide", "list") else []
        return "\n".join(lines)

    @property
    def items(self) -> tuple[Item, ...]:
        """The entries that it prints in full."""
        return tuple(block for block in self.blocks if isinstance(block, Item))


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter as the contents list it."""

    name: str
    title: str
    say: str
    part: str
    """A row of the shared list `manual-parts`; "" for what all procedures share."""
    review: date | None
    covers: tuple[str, ...]
    """The chapters of printed manuals that it covers: "HIPS 3.1"."""
    theme: bool
    """Guidance on a subject; else a procedure with steps."""
    areas: tuple[str, ...]
    """The areas, national aside, that say something in it."""
    written: bool
    """It holds more than its head."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A pathway or theme of an area's pack, or what all of them share."""

    name: str
    title: str
    say: str
    part: str
    review: date | None
    editions: tuple[Edition, ...]
    """The editions of the areas that say something in it, oldest first."""
    covers: tuple[str, ...]
    sections: tuple[Section, ...]
    theme: bool = False
    area: str = ""
    areas: tuple[str, ...] = ()

    def section(self, name: str) -> Section | None:
        """The section of that name, if there is one."""
        return next((section for section in self.sections if section.name == name), None)

    @property
    def see_also(self) -> tuple[tuple[str, str], ...]:
        """The other chapters to which its sections lead, by name and title."""
        found: dict[str, str] = {}
        for section in self.sections:
            for link in (*section.used_by, *section.related, *(one for item in section.items for one in item.links)):
                if link.spot.chapter not in (self.name, SHARED):
                    found.setdefault(link.spot.chapter, link.chapter_title)
        return tuple(found.items())

    @property
    def text(self) -> str:
        """All of it as one text."""
        return "\n".join([self.title, self.say, *(section.text for section in self.sections)])
