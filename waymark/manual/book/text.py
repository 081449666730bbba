"""A chapter as plain text, no wider than a page: for files and downloads."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from waymark.manual.book.document import Block, Chapter, Item, Points, Table, Terms
from waymark.procedures.language.pack import Pack

_WIDTH = 96


def chapter_text(chapter: Chapter, pack: Pack, address: str = "") -> str:
    """A chapter under a line that says its area, edition and, where one is given, the address at which to look for changes."""
    head = f"{pack.title}: edition {pack.edition.name}, since {pack.edition.starts}. A print is right only on its day"
    head += f": check {address} for changes." if address else "."
    return "\n".join((*textwrap.wrap(head, _WIDTH, break_long_words=False), "", *_chapter(chapter), ""))


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield from _heading(chapter.title, "═")
    yield from textwrap.wrap(chapter.say, _WIDTH)
    for section in chapter.sections:
        strength = f" ({section.strength})" if section.strength else ""
        yield from ("", *_heading(f"{section.title}{strength}", "─"))
        for block in section.blocks:
            yield from _block(block)


def _heading(text: str, mark: str) -> tuple[str, str]:
    return text, mark * min(len(text), _WIDTH)


def _block(block: Block) -> Iterator[str]:
    lines = list(block.lines())
    if isinstance(block, Item):
        first, *lines = lines
        yield from ("", *textwrap.wrap(f"{first} ({block.strength})" if block.strength else first, _WIDTH))
    elif isinstance(block, Points) and block.label:
        label, *lines = lines
        yield from textwrap.wrap(label, _WIDTH)
    bullet = "• " if isinstance(block, Points | Terms | Table) else "  " if isinstance(block, Item) else ""
    for line in lines:
        yield from textwrap.wrap(line, _WIDTH, initial_indent=bullet, subsequent_indent=" " * len(bullet))
