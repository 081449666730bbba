"""Where the bytes of a census file come from: a path or a binary stream, in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from os import PathLike
from pathlib import Path
from typing import BinaryIO

from waymark.exports.cin.problems import CensusFileError

Source = str | PathLike[str] | BinaryIO

PIECE = 64 * 1024

OTHER_FORMATS: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "a gzip archive", "Unpack it and give the .xml file inside"),
    (b"PK\x03\x04", "a zip archive or an Excel workbook", "Unpack it and give the .xml file inside"),
    (b"BZh", "a bzip2 archive", "Unpack it and give the .xml file inside"),
    (b"\xfd7zXZ", "an xz archive", "Unpack it and give the .xml file inside"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it and give the .xml file inside"),
    (b"%PDF", "a PDF document", "Give the .xml file that was sent to the Department for Education"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office document", "Give the .xml file of the return"),
)


def pieces(source: Source) -> Iterator[bytes]:
    """Yield the file piece by piece, the first one checked for other file formats.

    Raises CensusFileError when it cannot be opened or read, is empty, or is plainly something
    else. A stream is read from where it stands and stays open; it must give bytes.
    """
    first = True
    try:
        with _opened(source) as stream:
            while piece := stream.read(PIECE):
                if not isinstance(piece, bytes):
                    raise TypeError("a census is read from a binary stream: open the file with mode 'rb'")
                if first:
                    _refuse_other_formats(piece)
                first = False
                yield piece
    except OSError as error:
        why = error.strerror or str(error) or type(error).__name__
        raise CensusFileError(f"the file cannot be read ({why})", "Check its name and your permission") from error
    if first:
        raise CensusFileError("the file is empty", "Produce the return again and give the whole file")


def _opened(source: Source) -> AbstractContextManager[BinaryIO]:
    """The stream itself, or the file at the path, closed when done."""
    if isinstance(source, str | PathLike):
        try:
            return Path(source).open("rb")
        except ValueError as error:  # a NUL character in the path
            raise CensusFileError("the file name is not valid", "Check the name of the file") from error
    return nullcontext(source)


def _refuse_other_formats(start: bytes) -> None:
    """Raise CensusFileError when the first bytes are those of a well-known other format."""
    for signature, what, mend in OTHER_FORMATS:
        if start.startswith(signature):
            raise CensusFileError(f"the file is {what}, not XML", mend)
