"""Which kind of file something is, by its content; its name is only compared."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from waymark.manual.documents.errors import Unreadable
from waymark.manual.documents.reading import pdf, text, web, word
from waymark.manual.documents.reading.pieces import MOST_LETTERS, Piece

#: The kinds that are taken: how people call them, the endings of their names, and what reads them.
FORMS: dict[str, tuple[str, tuple[str, ...], Callable[[Path], Iterator[Piece]]]] = {
    "docx": ("Word document", ("docx",), word.pieces),
    "pdf": ("PDF", ("pdf",), pdf.pieces),
    "html": ("web page", ("html", "htm"), web.pieces),
    "txt": ("plain text", ("txt", "text", "md"), text.pieces),
}
TAKEN = "Load a Word document (.docx), a PDF (.pdf), a saved web page (.html) or plain text (.txt)."
_PAGE = re.compile(rb"<(!doctype\s+html|html|head|body|article|main|h1|p)[\s>]", re.IGNORECASE)


def read(path: Path, file_name: str) -> tuple[str, list[Piece]]:
    """The kind of a file and everything that it says. Errors: Unreadable, with what is wrong, where, and how to mend it."""
    form = form_of(path, file_name)
    found: list[Piece] = []
    letters = 0
    for piece in FORMS[form][2](path):
        letters += len(piece.text)
        if letters > MOST_LETTERS:
            where = f" It was left at {piece.place}." if piece.place else ""
            raise Unreadable(
                f"The document holds more than {MOST_LETTERS // 1_000_000} million letters.{where} Load it in parts."
            )
        found.append(piece)
    if not found:
        raise Unreadable(
            f"No text was found in {file_name}. If it is a picture or a scan, have its text recognised (OCR) first."
        )
    return form, found


def form_of(path: Path, file_name: str) -> str:
    """`docx`, `pdf`, `html` or `txt`. Errors: Unreadable for anything else, and for a name that says otherwise."""
    with path.open("rb") as file:
        head = file.read(4096)
    form = _by_content(path, head, file_name)
    ending = file_name.rpartition(".")[2].lower() if "." in file_name else ""
    words, endings, _ = FORMS[form]
    if ending not in endings:
        named = f"is called .{ending[:10]}" if ending else "has no ending"
        raise Unreadable(
            f"The file {named}, but what is in it is a {words}. Give it the ending .{endings[0]}, or load another. {TAKEN}"
        )
    return form


def _by_content(path: Path, head: bytes, file_name: str) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise Unreadable("The file is empty.")
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        if _is_word(path):
            return "docx"
        raise Unreadable(f"An archive or another Office file is not taken. {TAKEN}")
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Unreadable(
            "This is an older Word document (.doc), or one locked with a password. Save it without a password as .docx."
        )
    if b"\x00" in head:
        raise Unreadable(f"{file_name}: this kind of file is not taken. {TAKEN}")
    return "html" if _PAGE.search(start) and not file_name.lower().endswith((".txt", ".md")) else "txt"


def _is_word(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return False
