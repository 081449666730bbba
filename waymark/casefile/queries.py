"""Histories and situations out of the ledger, as they stand now or stood at any moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from waymark.casefile import packs
from waymark.casefile.models import Subject
from waymark.casefile.translation import REMAINS, from_ledger
from waymark.ledger import queries as ledger
from waymark.ledger.events import StoredEvent
from waymark.ledger.models import Event as LedgerEvent
from waymark.procedures.evaluation import Situation, evaluate
from waymark.procedures.evaluation.evaluate import PackOf
from waymark.procedures.history import History
from waymark.procedures.language.pack import Pack

STREAMS_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class File:
    """One subject's history as it was read, and where its stream stood. `redacted`: the acts, and names of facts, that were removed."""

    stream: str
    history: History
    sequence: int
    redacted: frozenset[str] = frozenset()


def file_of(stream: str, *, occurred_by: datetime | None = None, recorded_by: datetime | None = None) -> File:
    """A subject's file, as of a moment of happening, of recording, or both."""
    stored = ledger.events_as_of(stream, occurred_by=None, recorded_by=recorded_by)
    file = _file(stream, stored, _remains(stream) if recorded_by is not None else None)
    if occurred_by is None:
        return file
    return replace(file, history=file.history.occurred_by(occurred_by))


def files_of(streams: Iterable[str]) -> Iterator[File]:
    """Many subjects' files, read in few questions."""
    wanted = list(streams)
    for start in range(0, len(wanted), STREAMS_AT_ONCE):
        some = wanted[start : start + STREAMS_AT_ONCE]
        rows = LedgerEvent.objects.filter(stream__in=some).order_by("stream", "sequence").values_list(*ledger.STORED)
        found = {file.stream: file for file in files_from(ledger._stored(row) for row in rows)}
        yield from (found.get(stream) or File(stream, History(()), 0) for stream in some)


def files_from(stored: Iterable[StoredEvent]) -> Iterator[File]:
    """Files out of all the events of their streams, each stream's in one run and in order."""
    for stream, events in groupby(stored, key=lambda one: one.stream):
        yield _file(stream, list(events))


def all_files(after: str = "") -> Iterator[File]:
    """Every subject's file, in the order of streams."""
    while True:
        streams = list(
            Subject.objects.filter(stream__gt=after)
            .order_by("stream")
            .values_list("stream", flat=True)[:STREAMS_AT_ONCE]
        )
        if not streams:
            return
        yield from files_of(streams)
        after = streams[-1]


def situation_of(file: File, now: datetime, pack: Pack | PackOf | None = None) -> Situation:
    """How a file stands at a moment: each episode under its pinned pack, or all under another."""
    return evaluate(file.history, pack or packs.pack_of, now)


def find_subject(reference: str) -> Subject | None:
    """The subject with this stream or this reference (as a return or an agency names the child); None if unknown or not unique."""
    exact = Subject.objects.filter(stream=reference).first()
    if exact is not None:
        return exact
    found = list(Subject.objects.filter(reference=reference)[:2])
    return found[0] if len(found) == 1 else None


def _remains(stream: str) -> list[StoredEvent]:
    """What remains of what was ever redacted: an earlier view lacks what has been removed since, and nothing else."""
    rows = LedgerEvent.objects.filter(stream=stream, type=REMAINS).order_by("sequence").values_list(*ledger.STORED)
    return [ledger._stored(row) for row in rows]


def _file(stream: str, stored: list[StoredEvent], remains: list[StoredEvent] | None = None) -> File:
    events, given = from_ledger(stored, remains)
    gone = ((one.payload or {}) for one in stored if one.type == REMAINS)
    redacted = frozenset(str(left.get("id") or left.get("name")) for left in gone)
    return File(stream, History(events, given), stored[-1].sequence if stored else 0, redacted)
