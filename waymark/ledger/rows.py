"""Stored rows, page by page, and what each must be: the inner loop of verification."""

from collections.abc import Iterable
from typing import Any

from django.db import DatabaseError, connections

from waymark.ledger import hashing
from waymark.ledger.events import REDACTION
from waymark.ledger.hashing import ENVELOPE
from waymark.ledger.models import Event
from waymark.ledger.report import Findings

Row = tuple[Any, ...]

ROWS_IN_MEMORY = 5000
COLUMNS = (*ENVELOPE, "hash", "payload__position", "payload__content", "payload__salt", "payload__redacted_by")
ID, STREAM, SEQUENCE, TYPE, CORRECTS, PAYLOAD_HASH = map(
    ENVELOPE.index, ("id", "stream", "sequence", "type", "corrects", "payload_hash")
)
HASH = len(ENVELOPE)


def last_position(using: str) -> int:
    """The position of the last event."""
    return Event.objects.using(using).order_by("-position").values_list("position", flat=True).first() or 0


def page(after: int, upto: int, using: str) -> list[Row]:
    """The next rows, exactly as stored."""
    query = Event.objects.using(using).filter(position__gt=after, position__lte=upto).order_by("position")
    query = query.values_list(*COLUMNS)[:ROWS_IN_MEMORY]
    try:
        return list(query)
    except DatabaseError:
        connection = connections[using]
        if connection.vendor != "sqlite":
            raise
        # SQLite stores any bytes as text. Read them so that the row can be named, instead of failing on the whole page.
        connection.connection.text_factory = lambda stored: stored.decode("utf-8", "surrogateescape")
        try:
            return list(query.all())
        finally:
            connection.connection.text_factory = str


def hash_of(row: Row) -> str:
    """The stored hash of a row, or nothing if it is no text that can be hashed on."""
    stored = row[HASH]
    return stored if isinstance(stored, str) and stored.isascii() else ""


def check_page(page: Iterable[Row], after: int, upto: int, using: str, found: Findings) -> None:
    """Report each row of a page that is not what was written, and each gap between rows."""
    expected, redacted, redactions = after + 1, [], []
    for row in page:
        if row[0] != expected:
            _report_gap(expected, row[0] - 1, found)
        expected = row[0] + 1
        if not _envelope_holds(row):
            found.add(
                "The event has been altered: its envelope does not give its hash.", row[STREAM], row[SEQUENCE], row[ID]
            )
        if not _payload_holds(row):
            redacted.append(row)
        if row[TYPE] == REDACTION:
            redactions.append(row)
    if redacted:
        _check_redacted(redacted, using, found)
    if redactions:
        _check_redactions(redactions, using, found)
    if not page:
        _report_gap(expected, upto, found)


def _report_gap(first: int, last: int, found: Findings) -> None:
    which = f"position {first} is" if first == last else f"positions {first} to {last} are"
    found.add(f"Events have been removed: {which} missing.")


def _envelope_holds(row: Row) -> bool:
    try:
        return bool(hashing.event_hash(row[:HASH]) == row[HASH])
    except (ValueError, TypeError):
        return False


def _payload_holds(row: Row) -> bool:
    """Whether the payload is there and is the one that was written."""
    _, content, salt, redacted_by = row[HASH + 1 :]
    if type(content) is not str or type(salt) is not str or redacted_by != "":
        return False
    try:
        return bool(hashing.payload_hash(salt, content) == row[PAYLOAD_HASH])
    except ValueError:
        return False


def _check_redacted(rows: list[Row], using: str, found: Findings) -> None:
    """Payloads that are not as written must have been redacted, wholly, by a redaction that names the event."""
    names = {row[-1] for row in rows if isinstance(row[-1], str) and row[-1].isascii()}
    query = Event.objects.using(using).filter(id__in=names, type=REDACTION)
    rightful = set(query.values_list("id", "corrects", "stream"))
    for row in rows:
        position, content, salt, redacted_by = row[HASH + 1 :]
        if position is None:
            what = "Its payload has been removed."
        elif content is not None or salt is not None:
            what = "The payload has been altered: it does not give its hash."
        elif (redacted_by, row[ID], row[STREAM]) not in rightful:
            what = "Its payload is empty, and no redaction says why."
        else:
            continue
        found.add(what, row[STREAM], row[SEQUENCE], row[ID])


def _check_redactions(rows: list[Row], using: str, found: Findings) -> None:
    """What a redaction names must be empty."""
    names = [row[CORRECTS] for row in rows if isinstance(row[CORRECTS], str) and row[CORRECTS].isascii()]
    query = Event.objects.using(using).filter(id__in=names, payload__content__isnull=True)
    emptied = set(query.values_list("id", "payload__redacted_by"))
    for row in rows:
        if (row[CORRECTS], row[ID]) not in emptied:
            what = "It redacts an event whose payload is there again, or which is gone."
            found.add(what, row[STREAM], row[SEQUENCE], row[ID])
