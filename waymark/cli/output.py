"""What all commands share: tables that fit a page, JSON that is only JSON, errors in one sentence."""

from __future__ import annotations

import io
import json
import shutil
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table

#: No table or paragraph is wider, so that a page printed from it stays whole.
WIDEST = 100


def show_json(value: Any) -> None:
    """Prints a value as JSON, and nothing else."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def table_text(heads: Sequence[str], rows: Iterable[Sequence[str]], *, width: int = WIDEST, lines: bool = False) -> str:
    """A table as text: columns share the width, long cells wrap."""
    table = Table(box=box.SIMPLE_HEAD if not lines else box.SQUARE, show_lines=lines, pad_edge=False, header_style="")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(cell.replace("[", r"\[") for cell in row))
    page = io.StringIO()
    Console(file=page, width=width, no_color=True, highlight=False).print(table)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines())


def show_table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, lines: bool = False) -> None:
    """Prints a table no wider than the terminal and than a page."""
    click.echo(table_text(heads, rows, width=page_width(), lines=lines))


def wrapped(text: str, indent: str = "") -> str:
    """A paragraph no wider than a page."""
    return textwrap.fill(text, page_width(), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def page_width() -> int:
    """The width to print at: the terminal's, up to a page's; a page's where there is no terminal."""
    return max(60, min(WIDEST, shutil.get_terminal_size((WIDEST, 40)).columns))
