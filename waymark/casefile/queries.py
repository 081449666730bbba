"""Histories and situations out of the ledger, as they stand now or stood at any moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from waymark.casefile import aliases, packs
from waymark.casefile.files import File, own_file, together
from waymark.casefile.models import Alias, Episode, Subject
from waymark.casefile.summary import tidy_reference
from waymark.casefile.translation import REMAINS
from waymark.ledger import queries as ledger
from waymark.ledger.events import StoredEvent
from waymark.ledger.models import Event as LedgerEvent
from waymark.procedures.evaluation import Situation, evaluate
from waymark.procedures.evaluation.evaluate import PackOf
from waymark.procedures.language.pack import Pack

__all__ = [
    "File", "all_files", "episode_by_reference", "file_of", "files_from", "files_of", "find_subject", "own_files_of", "situation_of",
    "subject", "summaries",
]  # fmt: skip

STREAMS_AT_ONCE = 400


def file_of(stream: str, *, occurred_by: datetime | None = None, recorded_by: datetime | None = None) -> File:
    """A subject's file, as of a moment of happening, of recording, or both. Of an alias: the file into which it is (or was by then) read."""
    streams = sorted({stream, *aliases.matched_with([stream])})
    stored = {one: ledger.events_as_of(one, recorded_by=recorded_by) for one in streams}
    remains = {one: _remains(one) if recorded_by is not None else None for one in streams}
    own = {one: own_file(one, events, remains[one]) for one, events in stored.items()}
    file = own[stream] if len(own) == 1 else _joined(own, stored)[stream]
    if occurred_by is None:
        return file
    return replace(file, history=file.history.occurred_by(occurred_by))


def files_of(streams: Iterable[str]) -> Iterator[File]:
    """Many subjects' files, read in few questions: one for each stream that is asked for, of an alias that into which it is read."""
    wanted = list(streams)
    for start in range(0, len(wanted), STREAMS_AT_ONCE):
        some = wanted[start : start + STREAMS_AT_ONCE]
        matched = aliases.matched_with(some)
        stored = _stored_of({*some, *matched})
        own = {one: own_file(one, stored.get(one, [])) for one in {*some, *matched}}
        joined = _joined({one: own[one] for one in matched}, stored) if matched else {}
        yield from (joined.get(stream) or own[stream] for stream in some)


def own_files_of(streams: Iterable[str]) -> Iterator[File]:
    """What stands in each stream itself, whatever it is matched with: for imports, which compare with what they wrote there."""
    wanted = list(streams)
    for start in range(0, len(wanted), STREAMS_AT_ONCE):
        some = wanted[start : start + STREAMS_AT_ONCE]
        stored = _stored_of(some)
        yield from (own_file(stream, stored.get(stream, [])) for stream in some)


def files_from(stored: Iterable[StoredEvent]) -> Iterator[File]:
    """Files out of all the events of their streams, each stream's in one run and in order; none of them matched with another."""
    for stream, events in groupby(stored, key=lambda one: one.stream):
        yield own_file(stream, list(events))


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
    exact = Subject.objects.filter(stream=aliases.canonical(reference)).first()
    if exact is not None:
        return exact
    found = list(Subject.objects.filter(reference=reference)[:2])
    if not found:
        read_elsewhere = Alias.objects.filter(stream__endswith=f":{reference}").values("stands_for")
        found = list(Subject.objects.filter(stream__in=read_elsewhere)[:2])
    return found[0] if len(found) == 1 else None


def summaries(streams: Iterable[str]) -> dict[str, Subject]:
    """What lists show of these children, by the stream that was asked for (an alias too). Two questions, however many there are."""
    stands_for = aliases.canonical_of(streams)
    rows = Subject.objects.in_bulk(list(set(stands_for.values())))
    return {stream: rows[main] for stream, main in stands_for.items() if main in rows}


def subject(stream: str) -> Subject | None:
    """What lists show of one child; None if there is no such file."""
    return summaries([stream]).get(stream)


def episode_by_reference(text: str) -> Episode | None:
    """The episode of a reference, however it was typed; None if there is none, or (once in many millions) two."""
    found = list(Episode.objects.filter(reference=tidy_reference(text))[:2])
    return found[0] if len(found) == 1 else None


def _remains(stream: str) -> list[StoredEvent]:
    """What remains of what was ever redacted: an earlier view lacks what has been removed since, and nothing else."""
    rows = LedgerEvent.objects.filter(stream=stream, type=REMAINS).order_by("sequence").values_list(*ledger.STORED)
    return [ledger._stored(row) for row in rows]


def _stored_of(streams: Iterable[str]) -> dict[str, list[StoredEvent]]:
    rows = LedgerEvent.objects.filter(stream__in=list(streams)).order_by("stream", "sequence")
    events = (ledger._stored(row) for row in rows.values_list(*ledger.STORED))
    return {stream: list(found) for stream, found in groupby(events, key=lambda one: one.stream)}


def _joined(own: Mapping[str, File], stored: Mapping[str, Sequence[StoredEvent]]) -> dict[str, File]:
    """For each of these streams the file that it is part of."""
    stands_for = aliases.stands_for({stream: stored.get(stream, []) for stream in own})
    files = {file.stream: file for file in together(own, stands_for)}
    return {stream: files[aliases.resolved(stream, stands_for)] for stream in own}
