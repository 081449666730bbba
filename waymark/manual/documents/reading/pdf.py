"""PDF files."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from waymark.manual.documents.errors import Unreadable
from waymark.manual.documents.reading.pieces import Piece, tidy

MOST_PAGES = 3_000
#: It complains of every small fault in a file; we say what matters ourselves.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def pieces(path: Path) -> Iterator[Piece]:
    """The text of each page, paragraph by paragraph as far as the file tells."""
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(
                "The PDF is locked with a password. Save it without one (Print, Save as PDF) and load that."
            )
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable(
                f"The PDF has {len(reader.pages)} pages; up to {MOST_PAGES} can be loaded. Load it in parts."
            )
        found = False
        for number, page in enumerate(reader.pages, 1):
            for text in _paragraphs(page.extract_text() or ""):
                found = True
                yield Piece(text, "", f"page {number}")
    except Unreadable:
        raise
    except (PyPdfError, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as broken:
        raise Unreadable(
            "The PDF is damaged and cannot be read. Open it, print it as a PDF again, and load that."
        ) from broken
    if not found:
        raise Unreadable(
            "No text was found in the PDF: its pages are pictures. Have its text recognised (OCR) first, then load it."
        )


def _paragraphs(text: str) -> Iterator[str]:
    """Lines that run on are put together; a line that ends a sentence ends the paragraph."""
    held = ""
    for line in map(tidy, text.splitlines()):
        if held and (not line or held.endswith((".", "!", "?", ":"))):
            yield held
            held = ""
        held = f"{held[:-1]}{line}" if held.endswith("-") and line[:1].islower() else f"{held} {line}".strip()
    if held:
        yield held
