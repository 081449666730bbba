"""Writing the ledger: append, correct, redact. There is no other way in.

Every action is one transaction. Inside a caller's transaction it becomes part of that one, and other writers wait until
it ends: write first, then bring projections up to date, and keep the transaction short.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from waymark.ledger import hashing, queries, writing
from waymark.ledger.errors import AlreadyRedacted, EventNotFound, StreamMoved
from waymark.ledger.events import REDACTION, NewEvent, StoredEvent, StreamAppend, as_text, new_ids
from waymark.ledger.models import Event

ROWS_IN_MEMORY = 5000


def append(*, stream: str, expected_sequence: int, events: Sequence[NewEvent], now: datetime) -> list[StoredEvent]:
    """Write events at the end of a stream, if it stands where its writer believes; otherwise StreamMoved."""
    return append_many([StreamAppend(stream=stream, expected_sequence=expected_sequence, events=events)], now=now)


@transaction.atomic
def append_many(appends: Iterable[StreamAppend], *, now: datetime) -> list[StoredEvent]:
    """Write to several streams, all or nothing. A stream may be named once."""
    appends = list(appends)
    streams = [each.stream for each in appends]
    if len(set(streams)) < len(streams):
        raise ValueError("A stream is named twice: put its events into one StreamAppend.")
    if any(event.type == REDACTION for each in appends for event in each.events):
        raise ValueError("A redaction is written with redact().")
    writing.wait_for_turn()
    last = queries.last_of(streams)
    _refuse_if_moved(appends, last)
    _refuse_unknown_corrections(appends)
    return _write(appends, last, now)


def correct(*, event_id: str, expected_sequence: int, event: NewEvent, now: datetime) -> StoredEvent:
    """Write an event that puts an earlier one right, in the earlier one's stream. Both stay."""
    wrong = queries.event(event_id)
    right = replace(event, corrects=wrong.id)
    return append(stream=wrong.stream, expected_sequence=expected_sequence, events=[right], now=now)[0]


@transaction.atomic
def redact(
    *,
    event_id: str,
    reason: str,
    by: str,
    now: datetime,
    role: str = "",
    agency: str = "",
    pack: str = "",
    rule: str = "",
) -> StoredEvent:
    """Destroy what an event says, and write who did so and why. The envelope stays, so the chain still holds.

    `reason` and `rule` say why without repeating what is removed. There is no way back.
    """
    if not reason.strip():
        raise ValueError("A redaction needs a reason.")
    writing.wait_for_turn()
    target = queries.event(event_id)
    if target.payload is None:
        raise AlreadyRedacted(f"The payload of {event_id} was removed by {target.redacted_by}.")
    redaction = NewEvent(
        type=REDACTION, payload={"reason": reason}, occurred_at=now, by=by,
        role=role, agency=agency, pack=pack, rule=rule, corrects=event_id,
    )  # fmt: skip
    last = queries.last_of([target.stream])
    where = StreamAppend(stream=target.stream, expected_sequence=last[target.stream][0], events=[redaction])
    stored = _write([where], last, now)[0]
    writing.blank(target.position, stored.id)
    return stored


def _refuse_if_moved(appends: Iterable[StreamAppend], last: dict[str, tuple[int, str]]) -> None:
    for each in appends:
        actual = last[each.stream][0]
        if actual != each.expected_sequence:
            since = queries.stream_events(each.stream, since=each.expected_sequence)
            raise StreamMoved(each.stream, each.expected_sequence, actual, since)


def _refuse_unknown_corrections(appends: Iterable[StreamAppend]) -> None:
    named = [(event.corrects, each.stream) for each in appends for event in each.events if event.corrects]
    for start in range(0, len(named), queries.NAMES_ASKED_AT_ONCE):
        some = named[start : start + queries.NAMES_ASKED_AT_ONCE]
        known = set(Event.objects.filter(id__in=[name for name, _ in some]).values_list("id", "stream"))
        for event_id, stream in some:
            if (event_id, stream) not in known:
                raise EventNotFound(f"There is no event {event_id} in {stream} to correct.")


def _write(appends: Iterable[StreamAppend], last: dict[str, tuple[int, str]], now: datetime) -> list[StoredEvent]:
    """Insert batch by batch. The caller holds the writers' lock and has asked what had to be asked."""
    position = queries.last_position()
    planned = ((each.stream, event) for each in appends for event in each.events)
    stored: list[StoredEvent] = []
    while batch := list(islice(planned, ROWS_IN_MEMORY)):
        rows = list(_chained(batch, last, position, now))
        writing.insert(writing.EVENT, (envelope for envelope, _, _, _ in rows))
        writing.insert(writing.PAYLOAD, ((envelope[0], content, salt, "") for envelope, content, salt, _ in rows))
        stored += (_as_stored(envelope, event, now) for envelope, _, _, event in rows)
        position += len(batch)
    return stored


Row = tuple[tuple[Any, ...], str, str, NewEvent]


def _chained(
    batch: Sequence[tuple[str, NewEvent]], last: dict[str, tuple[int, str]], position: int, now: datetime
) -> Iterator[Row]:
    """Each event's envelope with its hash, its payload's text and salt; `last` moves on with it."""
    recorded_at = as_text(now)
    for event_id, (stream, event) in zip(new_ids(now, len(batch)), batch, strict=True):
        sequence, previous_hash = last[stream]
        sequence, position = sequence + 1, position + 1
        content, salt = hashing.canonical(event.payload), hashing.new_salt()
        envelope = (
            position, event_id, stream, sequence, event.type, event.type_version,
            as_text(event.occurred_at), event.occurred_precision, recorded_at,
            event.by, event.role, event.agency, event.pack, event.rule,
            event.act_number or event_id, event.corrects, hashing.payload_hash(salt, content), previous_hash,
        )  # fmt: skip
        event_hash = hashing.event_hash(envelope)
        last[stream] = (sequence, event_hash)
        yield (*envelope, event_hash), content, salt, event


def _as_stored(row: Sequence[Any], event: NewEvent, now: datetime) -> StoredEvent:
    stored = StoredEvent._make((*row, event.payload, ""))
    return stored._replace(occurred_at=event.occurred_at, recorded_at=now)
