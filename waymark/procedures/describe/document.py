"""What a description is made of: plain values that a terminal, a page or a manual can lay out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Detail:
    """Lines under a label: a form's questions, a list's rows, what an area changed."""

    label: str
    lines: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = ()
    """Where the detail is a table: its rows, the heading row first. `lines` is then the same in words."""


@dataclass(frozen=True, slots=True)
class Description:
    """An entry in plain English."""

    title: str
    sentences: tuple[str, ...]
    details: tuple[Detail, ...] = ()
    kind: str = ""
    name: str = ""
    strength: str = ""
    area: str = ""
    cites: tuple[str, ...] = ()

    def text(self) -> str:
        """All of it as one text, for tests and for searching."""
        lines = [self.title, *self.sentences]
        for detail in self.details:
            lines += [detail.label, *detail.lines]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Section:
    """Descriptions under a heading."""

    heading: str
    entries: tuple[Description, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A pathway, or what all pathways of a pack share, ready to be printed."""

    name: str
    title: str
    sentences: tuple[str, ...]
    sections: tuple[Section, ...] = field(default=())

    def entries(self) -> Iterator[Description]:
        """Every description in it."""
        for section in self.sections:
            yield from section.entries
