"""Tables worked out from the ledger: subjects, episodes, answers, and (through `followers`) whatever lies above.

They are disposable: `rebuild` empties and makes them again, and the result equals what was kept live (tests/casefile).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields
from datetime import datetime
from functools import partial
from multiprocessing import get_context

import django
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from waymark.casefile import aliases
from waymark.casefile.bulk import Row, insert_rows
from waymark.casefile.kept import AREA, area_of, facts_of
from waymark.casefile.models import Answer, Episode, Subject
from waymark.casefile.queries import File, files_of, situation_of
from waymark.casefile.summary import CaseSummary, EpisodeSummary, episode_summaries, reference_of, summary_of
from waymark.casefile.translation import encode
from waymark.ledger.models import Event as LedgerEvent
from waymark.people import projections as people
from waymark.people.details import FACTS
from waymark.procedures.evaluation import Situation
from waymark.procedures.history import History, Kind

#: Called for each batch of files with their situations, after the tables of this app are written. Apps above add theirs.
Follower = Callable[[Sequence[tuple[File, Situation | None]]], None]
followers: list[Follower] = []

BATCH = 400
_NOTHING_SAID = EpisodeSummary()

#: A file in which one of these is known can be searched for.
FINDING = frozenset(FACTS.values())

SHOWN = tuple(field.name for field in fields(CaseSummary))
SUBJECT = ("stream", "reference", "sequence", *SHOWN)
OF_EPISODE = tuple(field.name for field in fields(EpisodeSummary))
EPISODE = (
    "id", "stream", "pathway", "pin", "came_from", "opened_as", "opened_at", "closed_at", "area", "reference", "referred_by", "referrer",
    *OF_EPISODE,
)  # fmt: skip
ANSWER = ("stream", "episode", "question", "value", "event", "answered_at")


_held_back: ContextVar[set[str] | None] = ContextVar("held_back", default=None)


@contextmanager
def held_back(*, now: datetime) -> Iterator[None]:
    """Let the projections of what is written inside wait until the end, and be worked out once, as of `now`: for writing much at once."""
    waiting: set[str] = set()
    token = _held_back.set(waiting)
    try:
        yield
    finally:
        _held_back.reset(token)
    bring_up_to_date(sorted(waiting), now=now)


def catch_up(streams: Sequence[str], *, now: datetime) -> None:
    """Work out the projections of some streams at once, although others wait (`held_back`)."""
    token = _held_back.set(None)
    try:
        bring_up_to_date(streams, now=now)
    finally:
        _held_back.reset(token)


def bring_up_to_date(streams: Sequence[str], *, now: datetime) -> None:
    """Work out the projections of some streams anew, as of now, and of every stream that is or was matched with one of them."""
    waiting = _held_back.get()
    if waiting is not None:
        waiting.update(streams)
        return
    for start in range(0, len(streams), BATCH):
        some = streams[start : start + BATCH]
        all_of_them = sorted({*some, *aliases.matched_with(some)})
        work_out(list({file.stream: file for file in files_of(all_of_them)}.values()), now=now)


def work_out(files: Sequence[File], *, now: datetime) -> None:
    """Work out the projections of some files that have just been read, as of now."""
    situations = [situation_of(file, now) if file.history.episodes else None for file in files]
    for situation in situations:
        if situation is not None:
            situation.duties  # noqa: B018 (worked out here, so that others wait only while rows are written)
    write(list(zip(files, situations, strict=True)))


@transaction.atomic
def write(files: Sequence[tuple[File, Situation | None]]) -> None:
    """Replace the rows of these files. Under a stream that is read into another's file nothing stands."""
    streams = [stream for file, _ in files for stream in file.streams]
    Subject.objects.filter(stream__in=streams).delete()
    Episode.objects.filter(stream__in=streams).delete()
    Answer.objects.filter(stream__in=streams).delete()
    answers = (row for file, situation in files if situation for row in _answers(file, situation))
    facts = {file.stream: facts_of(file) for file, _ in files}
    insert_rows(
        Subject, SUBJECT, (_subject(file, situation, facts[file.stream]) for file, situation in files if file.sequence)
    )
    insert_rows(Episode, EPISODE, (row for file, situation in files for row in _episodes(file, situation)))
    insert_rows(Answer, ANSWER, answers)
    _write_people([file for file, _ in files], facts)
    read_elsewhere = [(File(alias, History(()), 0), None) for file, _ in files for alias in file.aliases]
    for follower in followers:
        follower([*files, *read_elsewhere])


def _write_people(files: Sequence[File], facts: Mapping[str, Mapping[str, object]]) -> None:
    """What finds a child again, of every file about whom anything is known."""
    known = {
        file.stream: {**facts[file.stream], AREA: area_of(file, facts[file.stream])}
        for file in files
        if not FINDING.isdisjoint(facts[file.stream])
    }
    gone = [stream for file in files for stream in file.streams if stream not in known]
    people.write(known, gone=gone, insert=insert_rows)


def rebuild(*, now: datetime, progress: Callable[[int], None] | None = None, processes: int = 1) -> int:
    """Empty every projection and make it again from the ledger, in bounded memory. Out: how many subjects.

    With more than one process, each works subjects out for itself and waits for the others only to write.
    """
    done = 0
    with transaction.atomic():
        once = aliases.all_matched()
        aliases.project_all()
        write([(File(stream, History(()), 0), None) for stream in sorted(once | aliases.all_matched())])
    for stray in _strays():
        write([(File(stray, History(()), 0), None)])
    for count in _rebuilt(now, processes):
        done += count
        if progress is not None:
            progress(done)
    return done


def _rebuilt(now: datetime, processes: int) -> Iterator[int]:
    """Batch by batch, how many subjects."""
    one_batch = partial(_rebuild_batch, now)
    if processes == 1:
        yield from map(one_batch, _all_streams())
        return
    with get_context("spawn").Pool(processes, initializer=django.setup) as pool:
        yield from pool.imap_unordered(one_batch, list(_all_streams()))


def _rebuild_batch(now: datetime, streams: list[str]) -> int:
    """Each file once, by whoever has the stream under which it stands, so that no two processes write the same rows."""
    stands_for = aliases.canonical_of(streams)
    main = [stream for stream in streams if stands_for[stream] == stream]
    work_out(list(files_of(main)), now=now)
    return len(streams)


def _strays() -> set[str]:
    """Streams of rows behind which no event stands."""
    known = LedgerEvent.objects.filter(stream=OuterRef("stream"))
    tables = (Subject, Episode, Answer)
    return {
        stream
        for table in tables
        for stream in table.objects.filter(~Exists(known)).values_list("stream", flat=True).distinct()
    }


#: Streams about who works where, which `waymark.agencies` writes and reads, and about contacts and own chapters (`waymark.manual`).
_NO_FILE = (
    Q(stream__startswith="agency:")
    | Q(stream__startswith="user:")
    | Q(stream__startswith="contact:")
    | Q(stream__startswith="manual:")
)


def _all_streams() -> Iterator[list[str]]:
    after = ""
    while True:
        found = (
            LedgerEvent.objects.filter(~_NO_FILE, stream__gt=after)
            .order_by("stream")
            .values_list("stream", flat=True)
            .distinct()[:BATCH]
        )
        streams = list(found)
        if not streams:
            return
        yield streams
        after = streams[-1]


def _subject(file: File, situation: Situation | None, facts: Mapping[str, object]) -> Row:
    shown = summary_of(file, situation, facts)
    return (file.stream, file.stream.rpartition(":")[2], file.sequence, *(getattr(shown, name) for name in SHOWN))


def _episodes(file: File, situation: Situation | None) -> Iterator[Row]:
    closed = {event.episode: event.occurred.start for event in file.history.events if event.kind is Kind.CLOSED}
    said = episode_summaries(file, situation) if situation is not None else {}
    for one in file.history.episodes.values():
        opened, shown = one.opened, said.get(one.id, _NOTHING_SAID)
        yield (
            one.id, file.stream, one.pathway, one.pin, one.came_from, one.as_, opened.occurred.start, closed.get(one.id),
            one.pin.partition("@")[0], reference_of(one.id), opened.agency, opened.by, *(getattr(shown, name) for name in OF_EPISODE),
        )  # fmt: skip


def _answers(file: File, situation: Situation) -> Iterator[Row]:
    newest: dict[tuple[str, str], Row] = {}
    for event in file.history.events:
        standing = situation.episodes.get(event.episode)
        if standing is None or not event.answers:
            continue
        asked = standing.pack.step_questions(event.name)
        for short, value in event.answers.items():
            if short in asked:
                name = asked[short].name
                newest[event.episode, name] = (
                    file.stream, event.episode, name, encode(value), event.id, event.occurred.start,
                )  # fmt: skip
    yield from newest.values()
