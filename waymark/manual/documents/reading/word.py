"""Word documents (.docx)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from waymark.manual.documents.errors import Unreadable
from waymark.manual.documents.reading.pieces import Piece, tidy

#: What unpacks to more, or to so many times its size, is meant to fill a machine and not to be read.
MOST_BYTES, MOST_TIMES, MOST_FILES = 200_000_000, 200, 5_000


def pieces(path: Path) -> Iterator[Piece]:
    """The paragraphs and the rows of tables in their order, under their headings."""
    _check(path)
    try:
        document = docx.Document(str(path))
        heading = ""
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                yield from _rows(block, heading)
            elif isinstance(block, Paragraph) and (text := tidy(block.text)):
                if _is_heading(block):
                    heading = text[:200]
                yield Piece(text, heading)
    except (OpcError, LxmlError, KeyError, ValueError, zipfile.BadZipFile, AttributeError) as broken:
        raise Unreadable(
            "The Word document is damaged and cannot be read. Open it in Word, save it again as .docx, and load that."
        ) from broken


def _check(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            files = archive.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError) as broken:
        raise Unreadable("The Word document is damaged: it is no whole archive. Send it again.") from broken
    unpacked, packed = sum(one.file_size for one in files), sum(one.compress_size for one in files)
    if len(files) > MOST_FILES or unpacked > MOST_BYTES or unpacked > MOST_TIMES * max(packed, 10_000):
        raise Unreadable(
            "The Word document unpacks to far more than it should. Copy its text into a new document and load that."
        )


def _is_heading(paragraph: Paragraph) -> bool:
    style = paragraph.style
    return style is not None and (style.name or "").lower().startswith(("heading", "title"))


def _rows(table: Table, heading: str) -> Iterator[Piece]:
    """A line a row; a cell that reaches over several columns stands once."""
    for row in table.rows:
        cells = dict.fromkeys(tidy(cell.text) for cell in row.cells)
        if text := " – ".join(cell for cell in cells if cell):
            yield Piece(text, heading)
