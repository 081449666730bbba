"""A subject's file put together from the ledger's events: its own stream's, and those of the streams that are read into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from waymark.casefile import aliases
from waymark.casefile.translation import REMAINS, from_ledger
from waymark.ledger.events import StoredEvent
from waymark.procedures.history import Event, Given, History

#: Facts about one stream's own beginnings, which say nothing about the file into which it is read.
_OWN = frozenset({aliases.SAME_PERSON, "shown-by-return"})


@dataclass(frozen=True, slots=True)
class File:
    """One subject's history as it was read, and where its stream stood. `redacted`: the acts, and names of facts, that were removed.

    `aliases` are the streams that are read into this one; `others` every further stream of which something was read, and where it stood.
    """

    stream: str
    history: History
    sequence: int
    redacted: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    others: tuple[tuple[str, int], ...] = ()

    @property
    def streams(self) -> tuple[str, ...]:
        """The stream and those that are read into it."""
        return (self.stream, *self.aliases)


def own_file(stream: str, stored: Sequence[StoredEvent], remains: Sequence[StoredEvent] | None = None) -> File:
    """The file of one stream alone."""
    events, given = from_ledger(stored, remains)
    gone = ((one.payload or {}) for one in stored if one.type == REMAINS)
    redacted = frozenset(str(left.get("id") or left.get("name")) for left in gone)
    return File(stream, History(events, given), stored[-1].sequence if stored else 0, redacted)


def together(own: Mapping[str, File], stands_for: Mapping[str, str]) -> Iterator[File]:
    """The files of some streams that are, or once were, matched: each stream that stands for itself with what belongs to it.

    In: each stream's own file, and which stream is read into which.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for stream in own:
        groups[aliases.resolved(stream, stands_for)].append(stream)
    owners = aliases.owners({stream: file.history for stream, file in own.items()})
    home = {episode: aliases.resolved(stream, stands_for) for episode, stream in owners.items()}
    for main, streams in groups.items():
        if main in own:
            yield _one(own, main, sorted(streams, key=lambda one: (one != main, one)), home)


def _one(own: Mapping[str, File], main: str, streams: Sequence[str], home: Mapping[str, str]) -> File:
    """What belongs to one file: everything of its streams but the episodes that are another's, and its episodes wherever they were written."""
    events: list[Event] = []
    read = set(streams)
    for stream, file in own.items():
        for event in file.history.recorded_events:
            if home.get(event.episode, main if stream in streams else "") == main:
                read.add(stream)
                events.append(event if event.subject == main else replace(event, subject=main))
    return File(
        main,
        History(events, _facts([own[stream] for stream in streams])),
        own[main].sequence,
        frozenset().union(*(own[stream].redacted for stream in read)),
        tuple(one for one in streams if one != main),
        tuple((stream, own[stream].sequence) for stream in sorted(read) if stream != main),
    )


def _facts(files: Sequence[File]) -> list[Given]:
    """The first file's facts, and of the others those of which the ones before say nothing."""
    found = list(files[0].history.given)
    known = {one.name for one in found}
    for file in files[1:]:
        new = [one for one in file.history.given if one.name not in known and one.name not in _OWN]
        known |= {one.name for one in new}
        found += new
    return found
