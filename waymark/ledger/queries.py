"""Reading the ledger: by stream, as of a moment, or all of it. Answers are StoredEvents, never model instances."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from waymark.ledger.errors import EventNotFound
from waymark.ledger.events import StoredEvent, as_text
from waymark.ledger.hashing import ENVELOPE
from waymark.ledger.models import Event

STORED = (*ENVELOPE, "hash", "payload__content", "payload__redacted_by")
OCCURRED_AT, RECORDED_AT, CONTENT, REDACTED_BY = map(
    STORED.index, ("occurred_at", "recorded_at", "payload__content", "payload__redacted_by")
)
NAMES_ASKED_AT_ONCE = 500
LAST_OF = """
    SELECT event.stream, event.sequence, event.hash
    FROM (SELECT stream, max(sequence) AS sequence FROM ledger_event WHERE stream IN (%s) GROUP BY stream) AS latest
    JOIN ledger_event AS event ON event.stream = latest.stream AND event.sequence = latest.sequence"""


def stream_events(stream: str, since: int = 0) -> list[StoredEvent]:
    """A stream's events in order; with `since`, those after that sequence."""
    rows = Event.objects.filter(stream=stream, sequence__gt=since).order_by("sequence")
    return [_stored(row) for row in rows.values_list(*STORED)]


def events_of(streams: Sequence[str]) -> list[StoredEvent]:
    """The events of some streams, stream by stream, each in order."""
    found: list[StoredEvent] = []
    for start in range(0, len(streams), NAMES_ASKED_AT_ONCE):
        rows = Event.objects.filter(stream__in=streams[start : start + NAMES_ASKED_AT_ONCE])
        found += [_stored(row) for row in rows.order_by("stream", "sequence").values_list(*STORED)]
    return found


def events_as_of(
    stream: str, occurred_by: datetime | None = None, recorded_by: datetime | None = None
) -> list[StoredEvent]:
    """What had happened by a moment, or what was on record by a moment, or both, in the stream's order.

    `recorded_by` shows the file as somebody could have read it then, save that what has been redacted since stays so.
    Corrections are events like others: who reads decides what a correction replaces.
    """
    rows = Event.objects.filter(stream=stream).order_by("sequence")
    if occurred_by is not None:
        rows = rows.filter(occurred_at__lte=as_text(occurred_by))
    if recorded_by is not None:
        rows = rows.filter(recorded_at__lte=as_text(recorded_by))
    return [_stored(row) for row in rows.values_list(*STORED)]


def all_events(after_position: int = 0, batch: int = 2000) -> Iterator[StoredEvent]:
    """Every event in the order of writing, `batch` in memory at a time.

    No cursor stays open in between, so the reader may write while it reads and may go on later from any position.
    Positions have no gaps and become visible in order: whoever has seen position 7 will never see a new 6.
    """
    while True:
        rows = Event.objects.filter(position__gt=after_position).order_by("position").values_list(*STORED)[:batch]
        events = [_stored(row) for row in rows]
        yield from events
        if len(events) < batch:
            return
        after_position = events[-1].position


def event(event_id: str) -> StoredEvent:
    """The event with this id."""
    row = Event.objects.filter(id=event_id).values_list(*STORED).first()
    if row is None:
        raise EventNotFound(f"There is no event {event_id}.")
    return _stored(row)


def stream_sequence(stream: str) -> int:
    """Where a stream stands: the sequence of its last event, 0 if it has none."""
    return stream_sequences([stream])[stream]


def stream_sequences(streams: Iterable[str]) -> dict[str, int]:
    """Where many streams stand, asked in few questions."""
    return {stream: sequence for stream, (sequence, _) in last_of(list(streams)).items()}


def last_position() -> int:
    """How many events the ledger holds, which is the position of the last."""
    return Event.objects.order_by("-position").values_list("position", flat=True).first() or 0


def last_of(streams: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Each stream's last sequence and hash, (0, "") for a stream that is new."""
    found = dict.fromkeys(streams, (0, ""))
    for start in range(0, len(streams), NAMES_ASKED_AT_ONCE):
        some = streams[start : start + NAMES_ASKED_AT_ONCE]
        with connection.cursor() as cursor:
            cursor.execute(LAST_OF % ", ".join(["%s"] * len(some)), some)
            found |= {stream: (sequence, last_hash) for stream, sequence, last_hash in cursor}
    return found


def _stored(row: Sequence[Any]) -> StoredEvent:
    occurred_at, recorded_at, content = row[OCCURRED_AT], row[RECORDED_AT], row[CONTENT]
    values = (
        *row[:OCCURRED_AT],
        datetime.fromisoformat(occurred_at),
        *row[OCCURRED_AT + 1 : RECORDED_AT],
        datetime.fromisoformat(recorded_at),
        *row[RECORDED_AT + 1 : CONTENT],
        None if content is None else json.loads(content),
        row[REDACTED_BY] or "",
    )
    return StoredEvent._make(values)
