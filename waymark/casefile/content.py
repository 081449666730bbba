"""What a file is, by its content. A name is only compared with what was found: a program called report.pdf is still a program."""

from __future__ import annotations

import re
import zipfile
from email.parser import BytesHeaderParser
from pathlib import Path

from waymark.casefile.errors import BadAct

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT, MAIL = "text/plain", "message/rfc822"

#: Kinds that are taken, with the endings that their names may have and how people call them.
TAKEN: dict[str, tuple[tuple[str, ...], str]] = {
    PDF: (("pdf",), "PDF"),
    PNG: (("png",), "PNG picture"),
    JPEG: (("jpg", "jpeg", "jfif"), "JPEG picture"),
    DOCX: (("docx",), "Word document"),
    XLSX: (("xlsx",), "Excel workbook"),
    TEXT: (("txt", "text", "log", "md", "csv", "eml"), "plain text"),
    MAIL: (("eml",), "e-mail"),
}
WHAT_IS_TAKEN = "Send a PDF, a PNG or JPEG picture, a Word document (.docx), an Excel workbook (.xlsx), plain text (.txt) or an e-mail (.eml)."

_HEAD = 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Control characters that no text has; tab, line ends and form feed are no such.
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")


def type_of(path: Path, file_name: str) -> str:
    """The media type of a file that is taken. Raises BadAct, field "document", with what to do instead."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    found = _by_first_bytes(path, head) or _text(path, file_name)
    if found is None:
        raise _refusal(f"This kind of file is not taken. {WHAT_IS_TAKEN}")
    ending = file_name.rpartition(".")[2].lower() if "." in file_name else ""
    endings, words = TAKEN[found]
    if ending and ending not in endings:
        raise _refusal(
            f"The file is called .{ending[:10]}, but is {_a(words)}. Give it the right name, or send another."
        )
    return found


def _by_first_bytes(path: Path, head: bytes) -> str | None:
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"PK\x03\x04"):
        return _office(path)
    if head.startswith(_OLD_OFFICE):
        raise _refusal("This is an older or a locked Office file. Save it without a password as .docx, .xlsx or PDF.")
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        raise _refusal("This is a picture in a form that many computers cannot show (HEIC). Save it as a JPEG picture.")
    return None


def _office(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        raise _refusal("The file is damaged and cannot be opened.") from broken
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _refusal("The file holds macros, which are programs. Save it without macros.")
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return DOCX
        if "xl/workbook.xml" in names:
            return XLSX
    raise _refusal(f"An archive is not taken: send its files one by one. {WHAT_IS_TAKEN}")


def _text(path: Path, file_name: str) -> str | None:
    content = path.read_bytes()
    if _NOT_TEXT.search(content):
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            content.decode("cp1252")
        except UnicodeDecodeError:
            return None
    if file_name.lower().endswith(".eml"):
        headers = BytesHeaderParser().parsebytes(content[:65536])
        return MAIL if headers["From"] and (headers["Date"] or headers["Message-ID"] or headers["Subject"]) else TEXT
    if re.search(rb"<(?:!doctype\s+html|html|script|svg)\b", content[:65536], re.IGNORECASE):
        return None
    return TEXT


def _a(words: str) -> str:
    return words if words == "plain text" else f"{'an' if words[0] in 'aeiouAEIO' else 'a'} {words}"


def _refusal(words: str) -> BadAct:
    return BadAct({"document": words})
