"""Opening one referral: may this reader, the file and how it stands, and what has changed since they last looked. Opening it is logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest

from waymark.access.errors import Denied, NotFound
from waymark.access.reading import log_read, who_read
from waymark.access.scopes import Scope
from waymark.agencies.queries import agency_names, names_of
from waymark.agencies.roles import Sight
from waymark.casefile.files import File
from waymark.casefile.queries import file_of, situation_of
from waymark.people.details import Details
from waymark.procedures.evaluation import EpisodeSituation, Situation
from waymark.procedures.history import Event, Kind
from waymark.web import clock
from waymark.web.shell.needs import request_scope
from waymark.work import front_door

#: What the log of readings calls this page.
READ = "screening"
#: Pages opened within so many seconds of each other are one look.
ONE_LOOK = 1800
BOARD_IS_FOR = "The referral board is for the front door and the teams of children's social care."


@dataclass(frozen=True)
class Look:
    """One referral as it is opened."""

    episode: str
    file: File
    situation: Situation
    scope: Scope
    now: datetime

    @cached_property
    def standing(self) -> EpisodeSituation:
        """How the referral itself stands."""
        return self.situation.episodes[self.episode]

    @cached_property
    def events(self) -> list[Event]:
        """What was done in it, in order of happening."""
        return [event for event in self.file.history.events if event.episode == self.episode]

    @cached_property
    def facts(self) -> dict[str, object]:
        """The kept facts of the file by name."""
        return {fact.name: fact.value for fact in self.file.history.given}

    @cached_property
    def details(self) -> Details:
        """Who the child is, as far as known."""
        return Details.from_facts(self.facts)

    @cached_property
    def names(self) -> dict[str, str]:
        """How everybody is called who did something in the file."""
        people = {event.by for event in self.file.history.events if event.by}
        return names_of(people | {str(self.facts.get("allocated-worker") or "")} - {""})

    @cached_property
    def agencies(self) -> dict[str, str]:
        """How the agencies are called that did something in the file."""
        return agency_names({event.agency for event in self.file.history.events if event.agency})

    @property
    def sequence(self) -> int:
        """How much had been written when it was opened."""
        return self.file.sequence + sum(sequence for _, sequence in self.file.others)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that somebody else has written."""

    what: str
    by: str
    at: datetime


def open_referral(request: HttpRequest, episode: str, *, log: bool = True) -> Look:
    """A referral for the front door. Errors: NotFound where the reader may not know of it; Denied, with why, where they do."""
    scope, now = request_scope(request), clock.now()
    if scope.reader.role.sees in (Sight.FIGURES, Sight.NONE):
        raise Denied(f"{BOARD_IS_FOR} Your post shows no child's file.")
    stream = front_door.stream_of(episode)
    if stream is None:
        raise NotFound
    stream = scope.require_file(stream)
    if scope.reader.role.sees is not Sight.AREA:
        raise Denied(BOARD_IS_FOR)
    file = file_of(stream)
    if episode not in file.history.episodes:
        raise NotFound
    look = Look(episode, file, situation_of(file, now), scope, now)
    if log:
        log_read(scope.reader, stream, READ, now=now)
    return look


def last_look(person: str, streams: Iterable[str], now: datetime) -> datetime | None:
    """When this person last looked at the file before the present look; None if they never have."""
    times = [one.at for one in who_read(*streams) if one.person == person]
    current = now
    for at in times:
        if (current - at).total_seconds() > ONE_LOOK:
            return at
        current = at
    return None


def changes(look: Look, since: datetime | None, *, but: str) -> list[Change]:
    """What others have written in the file since a moment, newest first. `but`: the person who looks."""
    if since is None:
        return []
    found = [
        Change(_what(event, look), look.names.get(event.by, event.by), event.recorded)
        for event in look.file.history.recorded_events
        if event.recorded > since and event.by != but and event.kind not in (Kind.OPENED, Kind.REPINNED)
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _what(event: Event, look: Look) -> str:
    standing = look.situation.episodes.get(event.episode)
    pack = standing.pack if standing is not None else look.standing.pack
    for entries in (pack.steps, pack.pathways, pack.duties, pack.gates, pack.cautions):
        if event.name in entries:
            title = entries[event.name].title
            break
    else:
        title = event.name
    if event.corrects:
        return f"Corrected: {title}"
    said = {
        Kind.PLANNED: "Planned: {}", Kind.CANCELLED: "Cancelled: {}", Kind.PROPOSED: "Proposed: {}", Kind.CLOSED: "Closed: {}",
        Kind.TOLD: "Told {who}: {}", Kind.WAIVED: "Waived: {}", Kind.CONSIDERED: "Considered: {}",
    }.get(event.kind, "{}")  # fmt: skip
    return said.format(title, who=event.told)
