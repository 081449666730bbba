"""Writing rows for spreadsheets, with formulas neutralised: a cell that would be run is written as text."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

#: What a spreadsheet takes for the beginning of a formula, some of them also in the wide form.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(out: TextIO, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a head and rows as CSV. Numbers stay numbers; a text that a spreadsheet would run gets an apostrophe before it."""
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])


def safe_cell(cell: object) -> object:
    """A cell that no spreadsheet runs."""
    if isinstance(cell, str) and cell.startswith(_RUNS):
        return f"'{cell}"
    return "" if cell is None else cell
