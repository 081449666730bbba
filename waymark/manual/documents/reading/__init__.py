"""The text of files: what each kind of file says, piece by piece, with its place. Nothing in a file is run or fetched."""

from waymark.manual.documents.reading.kinds import FORMS, read
from waymark.manual.documents.reading.pieces import Piece, passages

__all__ = ["FORMS", "Piece", "passages", "read"]
