"""Plain text (.txt)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from waymark.manual.documents.errors import Unreadable
from waymark.manual.documents.reading.pieces import SHORT, Piece, tidy

_NUMBERED = re.compile(r"(\d+(\.\d+)*\.?|[A-Z]\.|Appendix \w+|Section \d+|Chapter \d+)\s+\S")
#: Control characters that no text has; tab, line ends and form feed are no such.
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")


def pieces(path: Path) -> Iterator[Piece]:
    """The paragraphs, each with the lines in which it stands, under the last line that looks like a heading."""
    lines = _decoded(path.read_bytes()).splitlines()
    heading, held, first, length = "", [], 1, 0
    for number, line in enumerate(map(tidy, lines), 1):
        title = _looks_like_heading(line)
        if held and (title or not line or length >= SHORT):
            yield Piece(" ".join(held), heading, _place(first, number - 1))
            held, length = [], 0
        if title:
            heading = line[:200]
        if line:
            first = first if held else number
            held.append(line)
            length += len(line)
    if held:
        yield Piece(" ".join(held), heading, _place(first, len(lines)))


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NO_TEXT.search(text):
            return text
    raise Unreadable(
        "The file is no plain text: it holds characters that no text has. Save it as UTF-8 text and load that."
    )


def _looks_like_heading(line: str) -> bool:
    """A short line with a number before it, or in capitals, that ends no sentence."""
    if not 3 <= len(line) <= 90 or line.endswith((".", ",", ";", ":")):
        return False
    return bool(_NUMBERED.match(line)) or (line.isupper() and any(c.isalpha() for c in line))


def _place(first: int, last: int) -> str:
    return f"line {first}" if last <= first else f"lines {first} to {last}"
