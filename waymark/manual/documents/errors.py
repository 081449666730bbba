"""Why a document was not loaded or withdrawn."""

from __future__ import annotations

from waymark.manual.speaking import NotDone


class NotAllowed(NotDone):
    """Only the partnership's business team, for its own areas, and the system administrator do this."""

    def __str__(self) -> str:
        return (
            "Only the business team of the area's partnership or a system administrator loads and withdraws documents."
        )


class Unreadable(NotDone):
    """The file cannot be read as a document. Its words say what is wrong, where, and how to mend it."""


class DocumentNotFound(LookupError):
    """There is no such document, or none that this reader may open: nobody is told which."""
