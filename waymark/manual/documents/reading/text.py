"""Plain text (.txt)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from waymark.manual.documents.errors import Unreadable
from waymark.manual.documents.reading.pieces import SHORT, Piece, lines, tidy

_NUMBERED = re.compile(r"(\d+(\.\d+)*\.?|[A-Z]\.|Appendix \w+|Section \d+|Chapter \d+)\s+\S")
#: Control characters that no text has; tab, line ends and form feed are no such.
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")


def pieces(path: Path) -> Iterator[Piece]:
    """The paragraphs, each with the lines in which it stands, under the last line that looks like a heading."""
    rows = [tidy(line) for line in _decoded(path.read_bytes()).splitlines()]
    heading, held, first = "", list[str](), 1
    for number, line in enumerate(rows, 1):
        alone = (number == 1 or not rows[number - 2]) and (number == len(rows) or not rows[number])
        title = _looks_like_heading(line, alone=alone)
        if held and (title or not line or sum(map(len, held)) >= SHORT):
            yield Piece(" ".join(held), heading, lines(first, number - 1))
            held = []
        if title:
            heading = line[:200]
        if line:
            first = first if held else number
            held.append(line)
    if held:
        yield Piece(" ".join(held), heading, lines(first, len(rows)))


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


def _looks_like_heading(line: str, *, alone: bool) -> bool:
    """A short line with a number before it, in capitals, or with empty lines around it, that ends no sentence."""
    if not 3 <= len(line) <= 90 or line.endswith((".", ",", ";", ":")):
        return False
    short = alone and len(line) <= 70 and len(line.split()) <= 9 and line[0].isupper()
    return short or bool(_NUMBERED.match(line)) or (line.isupper() and any(c.isalpha() for c in line))
