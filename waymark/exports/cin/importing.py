"""Importing a census return: every child's history into the ledger, once.

A second import of the same file adds nothing; a newer file adds what is new and corrects what has changed. The whole file is imported or none of
it: one transaction, after a first pass that reads to the end of the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from os import PathLike

from django.db import transaction

from waymark.casefile import packs, projections
from waymark.casefile.queries import File, files_from, own_files_of
from waymark.casefile.translation import encode, given_to_ledger, to_ledger
from waymark.exports.cin.authorities import area_of
from waymark.exports.cin.histories import SHOWN_BY_A_RETURN, ChildHistory, history_of, stream_of
from waymark.exports.cin.problems import Count, Problem, Severity, Topic, shown
from waymark.exports.cin.reading import CensusReading, check_whole_file, read_census
from waymark.exports.cin.records import CensusHeader, ChildRecord
from waymark.ledger import actions as ledger
from waymark.ledger.events import NewEvent, StreamAppend
from waymark.procedures.history import Event, Given, History, Kind
from waymark.procedures.time import Moment

CHILDREN_AT_ONCE = 250

#: The given fact that says what a return can show about a child (see `waymark.work`).
SHOWN = "shown-by-return"


@dataclass(slots=True)
class ImportSummary:
    """What became of a file. `counts` adds up, kind by kind; `problems` lists every row or value that was not simply used."""

    area: str
    header: CensusHeader = field(default_factory=CensusHeader)
    counts: dict[str, Count] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    children: int = 0
    events_added: int = 0
    events_corrected: int = 0
    facts_added: int = 0
    already_there: int = 0
    unusable_dates: list[str] = field(default_factory=list)


@transaction.atomic
def import_census(
    path: str | PathLike[str],
    *,
    now: datetime,
    by: str,
    area: str | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> ImportSummary:
    """Import one file. `progress(stage, done, of)` is called in bytes. Errors: CensusFileError, and then nothing is stored."""
    told = progress or (lambda stage, done, of: None)
    whole = check_whole_file(path, progress=lambda done: told("Checking", done, 0))
    reading = read_census(path, progress=lambda done: told("Importing", done, whole.size))
    writer = _Writer(reading, now, by, area)
    for children in _batches(reading, writer.summary):
        writer.write(children)
    writer.summary.header = reading.header
    writer.summary.counts = reading.counts
    return writer.summary


def _batches(reading: CensusReading, summary: ImportSummary) -> Iterator[list[ChildRecord]]:
    """Children a few hundred at a time; one that the file repeats begins a new batch, so that it meets its earlier rows."""
    batch: list[ChildRecord] = []
    seen: set[str] = set()
    for item in reading:
        if isinstance(item, Problem):
            summary.problems.append(item)
            continue
        if len(batch) >= CHILDREN_AT_ONCE or item.la_child_id in seen:
            yield batch
            batch, seen = [], set()
        batch.append(item)
        seen.add(item.la_child_id)
    if batch:
        yield batch


class _Writer:
    def __init__(self, reading: CensusReading, now: datetime, by: str, area: str | None) -> None:
        self.reading = reading
        self.now = now
        self.by = by
        self.chosen = area
        self.summary = ImportSummary(area or "")
        self.keeper = packs.Keeper()
        self.repeated = Counter[str]()

    def write(self, children: Sequence[ChildRecord]) -> None:
        """Append what is new about these children, and work their duties out."""
        lea = self.reading.header.lea
        area = self.chosen or area_of(lea)
        self.summary.area = area
        files = {file.stream: file for file in own_files_of(stream_of(lea, child) for child in children)}
        appends = []
        for child in children:
            file = files[stream_of(lea, child)]
            said = _said(file.history)
            made = self._history(child, lea, said)
            self.summary.unusable_dates += [f"{d.place}: {d.value} ({d.reason})" for d in made.dropped]
            rows = [*self._new_facts(made, file, child), *self._new_events(made, file, said, area)]
            if rows:
                appends.append(StreamAppend(stream=made.stream, expected_sequence=file.sequence, events=rows))
        self.summary.children += len(children)
        if not appends:
            return
        stored = ledger.append_many(appends, now=self.now)
        begun = {append.stream for append in appends if not append.expected_sequence}
        projections.work_out(list(files_from(one for one in stored if one.stream in begun)), now=self.now)
        projections.bring_up_to_date([a.stream for a in appends if a.stream not in begun], now=self.now)

    def _history(self, child: ChildRecord, lea: str | None, said: Mapping[str, Event]) -> ChildHistory:
        if child.repeats is None:
            return history_of(child, lea)
        self.repeated[child.la_child_id] += 1

        def agrees(events: Sequence[Event]) -> bool:
            return all(event.id not in said or _same(said[event.id], event) for event in events)

        return history_of(child, lea, times=self.repeated[child.la_child_id] + 1, agrees=agrees)

    def _new_events(self, made: ChildHistory, file: File, said: Mapping[str, Event], area: str) -> Iterator[NewEvent]:
        standing = {event.id: event for event in file.history.events}
        corrections = Counter(event.corrects for event in file.history.recorded_events if event.corrects)
        for event in made.events:
            if event.id not in said and event.id not in file.redacted:
                self.summary.events_added += 1
                yield to_ledger(replace(event, by=self.by, pin=self._pin(event, area)))
            elif event.id in standing and event.id not in file.redacted and not _same(said[event.id], event):
                self.summary.events_corrected += 1
                number = corrections[event.id] + 1
                right = replace(
                    event,
                    id=f"{event.id}.corrected-{number}",
                    corrects=event.id,
                    by=self.by,
                    pin=standing[event.id].pin,
                )
                yield to_ledger(right, because="A newer return says so")
            else:
                self.summary.already_there += 1

    def _new_facts(self, made: ChildHistory, file: File, child: ChildRecord) -> Iterator[NewEvent]:
        held = {fact.name: encode(fact.value) for fact in file.history.given}
        shown = Given(name=SHOWN, value=tuple(sorted(SHOWN_BY_A_RETURN)))
        for fact in (*made.given, shown):
            if fact.name in file.redacted or held.get(fact.name) == encode(fact.value):
                continue
            if child.repeats is not None and fact.name in held:
                self.summary.problems.append(_other_fact(child, fact))
                continue
            self.summary.facts_added += 1
            yield given_to_ledger(fact, by=self.by, occurred=Moment.at(self.now))

    def _pin(self, event: Event, area: str) -> str:
        return self.keeper.pin(area, event.occurred.day) if event.kind is Kind.OPENED else event.pin


def _other_fact(child: ChildRecord, fact: Given) -> Problem:
    value = fact.value.iso() if isinstance(fact.value, Moment) else str(fact.value)
    reason = f"({fact.name}) differs from what Child {child.repeats} says of the same child, which is used"
    return Problem(
        child.place,
        child.line,
        shown(value),
        reason,
        "Say the same in both",
        Severity.IGNORED,
        Topic.REPEATED,
        shown(child.la_child_id),
    )


def _said(history: History) -> dict[str, Event]:
    """The newest account of each event that a return gave. What people have corrected since is theirs: an old return does not undo it."""
    found: dict[str, Event] = {}
    for event in history.recorded_events:
        if not event.corrects:
            found[event.id] = event
        elif event.id.startswith(f"{event.corrects}.corrected-"):
            found[event.corrects] = event
    return found


def _same(held: Event, said: Event) -> bool:
    """Whether a newer return says the same of an event."""
    return (held.occurred, held.option, encode(held.answers), held.came_from, held.cause) == (
        said.occurred, said.option, encode(said.answers), said.came_from, said.cause,
    )  # fmt: skip
