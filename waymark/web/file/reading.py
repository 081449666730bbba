"""One child's file, read once for a page: opened through the reader's scope, with a line in the log of who read what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import HttpRequest

from waymark.access.readers import Reader
from waymark.access.reading import log_read
from waymark.agencies.queries import agency_names, names_of, team_names
from waymark.casefile.chronology import Kept, kept_facts
from waymark.casefile.queries import File, file_of, situation_of
from waymark.casefile.summary import CaseSummary, summary_of
from waymark.casefile.translation import ACT, REMAINS, with_remains
from waymark.ledger.events import StoredEvent
from waymark.ledger.queries import stream_events
from waymark.people.details import Details
from waymark.people.persons import Person, persons
from waymark.procedures.evaluation import Situation
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.file.keeping_back import KeptBack, kept_back, without
from waymark.web.shell.needs import request_scope
from waymark.web.shell.streams import slug_of, stream_of
from waymark.work.holding import Assignment


@dataclass(frozen=True, slots=True)
class AsOf:
    """The moment at which a file is looked at, and which clock counts: when things were written down, or when they happened.

    `query` is what of an address asks for it, so that a record opened from there is shown as it stood then.
    """

    at: datetime
    recorded: bool
    query: str = ""


class CaseFile:
    """What a page shows of one child. Everything is worked out at most once."""

    def __init__(self, stream: str, now: datetime, as_of: AsOf | None = None, reader: Reader | None = None) -> None:
        """`file` is the whole file, from which everything is worked out; what a page shows of it is `shown`."""
        self.stream = stream
        self.reader = reader
        self.slug = slug_of(stream)
        self.as_of = as_of
        self.now = as_of.at if as_of is not None else now
        self.file: File = _read(stream, as_of)

    @property
    def today(self) -> date:
        """The day of the page."""
        return Moment.at(self.now).day

    @cached_property
    def situation(self) -> Situation | None:
        """How everything stands; None while no pathway has begun."""
        return situation_of(self.file, self.now) if self.file.history.episodes else None

    @cached_property
    def kept_back(self) -> KeptBack:
        """What the procedures keep back from this reader."""
        return kept_back(self.situation, self.reader) if self.reader is not None else {}

    @cached_property
    def shown(self) -> File:
        """The file as this reader sees it."""
        return without(self.file, self.situation, self.kept_back)

    @cached_property
    def kept(self) -> Mapping[str, object]:
        """What the product keeps about the child, by name."""
        return {fact.name: fact.value for fact in self.file.history.given if fact.subject in ("", self.stream)}

    @cached_property
    def details(self) -> Details:
        """Who the child is."""
        return Details.from_facts(self.kept)

    @cached_property
    def people(self) -> list[Person]:
        """Who is around the child."""
        return persons(self.kept)

    @cached_property
    def pack(self) -> Pack | None:
        """The rules of the newest episode: its area's contacts are shown."""
        standings = list(self.situation.episodes.values()) if self.situation is not None else []
        return standings[-1].pack if standings else None

    @cached_property
    def summary(self) -> CaseSummary:
        """How the case stands, as every list of children says it too."""
        return summary_of(self.file, self.situation, self.kept)

    @property
    def area(self) -> str:
        """The area whose file this is."""
        return self.summary.area

    @cached_property
    def stored(self) -> list[StoredEvent]:
        """The ledger's own events: what an act breached, why it was corrected, when a fact was kept."""
        streams = dict.fromkeys((*self.file.streams, *(stream for stream, _ in self.file.others)))
        found = [one for stream in streams for one in stream_events(stream)]
        return [one for one in found if self.as_of is None or not self.as_of.recorded or one.recorded_at <= self.now]

    @cached_property
    def facts(self) -> list[Kept]:
        """Every fact as it was kept, in order."""
        own = set(self.file.streams)
        return kept_facts(one for one in self.stored if one.stream in own)

    @cached_property
    def acts(self) -> Mapping[str, StoredEvent]:
        """The ledger's event behind each of the engine's, by the engine's id."""
        remains = [one for one in self.stored if one.type == REMAINS]
        acts = [one for one in self.stored if one.type == ACT]
        return {(one.payload or {}).get("id", one.id): one for one in with_remains(acts, remains)}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """How everybody who appears in the file is called."""
        said = {event.by for event in self.file.history.recorded_events}
        return names_of(said | {fact.by for fact in self.facts} | self._workers())

    @cached_property
    def agencies(self) -> Mapping[str, str]:
        """How every agency that appears in the file is called."""
        return agency_names({event.agency for event in self.file.history.recorded_events if event.agency})

    @cached_property
    def team_name(self) -> str:
        """The team that has the case."""
        team = str(self.kept.get("allocated-team") or "")
        return team_names([team])[team] if team else ""

    @cached_property
    def assignment(self) -> Assignment:
        """Who has the file, and who has taken single tasks of it."""
        return Assignment.of(self.file)

    @property
    def worker(self) -> str:
        """Who has the case: a person word, or nobody."""
        return str(self.kept.get("allocated-worker") or "")

    @cached_property
    def worker_name(self) -> str:
        """How the allocated worker is called; empty if there is none."""
        return names_of([self.worker])[self.worker] if self.worker else ""

    def _workers(self) -> set[str]:
        rows = (value for name, value in self.kept.items() if name.startswith(("taken:", "document:")))
        named = {str(row.get(key) or "") for row in rows if isinstance(row, Mapping) for key in ("to", "by")}
        past = {str(fact.value) for fact in self.facts if fact.name == "allocated-worker"}
        return (named | past | {self.worker}) - {""}


def open_case(request: HttpRequest, child: str, what: str, *, as_of: AsOf | None = None, why: str = "") -> CaseFile:
    """The file of a child for whoever asks, with a line in the log. `child` is as in addresses.

    Errors: the access layer's NotFound (404) and Denied (403, with the reason).
    """
    stream = request_scope(request).require_file(stream_of(child))
    now = clock.now()
    case = CaseFile(stream, now, as_of, request.reader)  # type: ignore[attr-defined]
    log_read(request.reader, stream, what, now=now, why=why)  # type: ignore[attr-defined]
    return case


def _read(stream: str, as_of: AsOf | None) -> File:
    if as_of is None:
        return file_of(stream)
    return file_of(stream, recorded_by=as_of.at) if as_of.recorded else file_of(stream, occurred_by=as_of.at)
