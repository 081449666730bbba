"""Chapters of a manual as plain text, no wider than a page."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from waymark.cli.output import table_text
from waymark.procedures.describe import Chapter, Description, Detail

WIDTH = 96
_INDENT = "  "


def chapter_text(chapter: Chapter) -> str:
    """A chapter: its title, its sections, an entry below the other."""
    return "\n".join(_chapter(chapter)).rstrip()


def heading(text: str, mark: str) -> tuple[str, str]:
    """A heading and the line under it."""
    return text, mark * min(len(text), WIDTH)


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield from heading(chapter.title, "═")
    yield from _wrapped(" ".join(chapter.sentences), "")
    for section in chapter.sections:
        yield ""
        yield from heading(section.heading, "─")
        for described in section.entries:
            yield from _entry(described)
            yield ""


def _entry(described: Description) -> Iterator[str]:
    mark = f" ({described.strength})" if described.strength and described.kind != "duty" else ""
    yield from _wrapped(f"{described.title}{mark}", "", "  ")
    if described.sentences:
        yield from _wrapped(" ".join(described.sentences), _INDENT)
    for detail in described.details:
        yield from _detail(detail)


def _detail(detail: Detail) -> Iterator[str]:
    if len(detail.table) > 1:
        yield f"{_INDENT}{detail.label}:"
        head, *rows = detail.table
        yield from (f"{_INDENT}{line}" for line in table_text(head, rows, width=WIDTH - 2, lines=True).splitlines())
    elif len(detail.lines) == 1:
        yield from _wrapped(f"{detail.label}: {detail.lines[0]}", _INDENT)
    elif detail.lines:
        yield f"{_INDENT}{detail.label}:"
        for line in detail.lines:
            yield from _wrapped(f"• {line}", _INDENT * 2, _INDENT * 3)


def _wrapped(text: str, indent: str, hanging: str | None = None) -> list[str]:
    after = indent if hanging is None else hanging
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=after, break_on_hyphens=False)
