"""What has happened: dated, typed events and the facts that the product gives (pack-language.md, 2.1).

A history is a *set*: the order in which events arrive does not matter. Corrections are applied here, so that everything
after sees only what is now held to be true; filter with `known_at` first to see what was held true at an earlier
moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType

from waymark.procedures.time import Moment, start_order


class Kind(StrEnum):
    """What sort of event. For `told`, `considered` and `waived`, see the fields that they use."""

    DONE = "done"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    PROPOSED = "proposed"
    OPENED = "opened"
    CLOSED = "closed"
    TOLD = "told"
    CONSIDERED = "considered"
    WAIVED = "waived"
    REPINNED = "repinned"


#: Answers that are states of a question and no values (2.16).
NOT_KNOWN = "not-known"
REFUSED = "refused"

_ENDINGS = {kind: "" if kind is Kind.DONE else f".{kind.value}" for kind in Kind}
_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One recorded act or happening.

    `name` is the full name of the step (done, planned, cancelled, proposed), of the pathway (opened, closed, repinned,
    told), of the duty (considered), or of the gate, caution or duty (waived). `occurred` is when it happened in the
    world, `recorded` (UTC) when it was written down. `sequence` orders events that share both.
    """

    id: str
    kind: Kind = Kind.DONE
    name: str
    episode: str
    subject: str
    occurred: Moment
    recorded: datetime
    sequence: int = 0
    by: str = ""
    role: str = ""
    agency: str = ""
    answers: Mapping[str, object] = field(default_factory=lambda: _NOTHING)
    """By the question's short name, as asked by the step's form."""
    option: str = ""
    """The option decided; for `considered`, did or did-not."""
    stands: bool = True
    """False for the decision of an inquorate meeting: the meeting was held, its decision is only proposed (2.12)."""
    planned_for: Moment | None = None
    told: str = ""
    about: str = ""
    duty: str = ""
    """The duty that a `told` answers, where it was recorded from that duty."""
    member: str = ""
    """The member of a group whom the act concerns (duties with `each`)."""
    present: tuple[str, ...] = ()
    reason: str = ""
    grounds: str = ""
    corrects: str = ""
    annuls: bool = False
    """With `corrects`: the corrected event never happened."""
    opened_as: str = ""
    came_from: str = ""
    """The episode from which an opened episode came."""
    cause: str = ""
    """The act of which an `opened` or `closed` is the consequence."""
    pin: str = ""

    @property
    def key(self) -> str:
        """The name under which conditions, triggers and dates find the event."""
        return self.name + _ENDINGS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A fact given by the product, from a moment on (`since` None: always). Names are those of the typed register."""

    name: str
    value: object
    since: Moment | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Episode:
    """One run of a pathway about one subject."""

    id: str
    pathway: str
    subject: str
    opened: Event
    as_: str
    came_from: str
    pin: str


class History:
    """The set of events about one file (and whatever of the household or linked files may be seen), corrections
    applied.
    """

    def __init__(self, events: Iterable[Event], given: Iterable[Given] = ()) -> None:
        """In: events in any order, no id twice. Out: `events` in (occurred, recorded, sequence) order. ValueError on a
        repeated id.
        """
        self.recorded_events = in_order_of_recording(events)
        self.given = tuple(given)
        self.events = in_order_of_happening(_effective(self.recorded_events))
        self.episodes = _episodes(self.events)

    def known_at(self, moment: datetime) -> History:
        """The history as it was recorded by a moment (UTC)."""
        return History((e for e in self.recorded_events if e.recorded <= moment), self.given)

    def occurred_by(self, moment: datetime) -> History:
        """The history of what had happened by a moment (UTC), as now known."""
        kept = [e for e in self.events if e.occurred.start <= moment]
        return History((replace(e, corrects="") for e in kept), self.given)

    def with_events(self, *events: Event) -> History:
        """This history and more events."""
        return History((*self.recorded_events, *events), self.given)

    def with_appended(self, event: Event) -> History:
        """This history and one event that comes after all others, is no correction and opens no episode anew: a cheap
        `with_events`.
        """
        longer = History.__new__(History)
        longer.recorded_events = (*self.recorded_events, event)
        longer.given = self.given
        longer.events = (*self.events, event)
        longer.episodes = (
            self.episodes
            if event.kind is not Kind.OPENED
            else {**self.episodes, event.episode: _episode(event, event.pin)}
        )
        return longer


def event_order(event: Event) -> tuple[tuple[datetime, bool], datetime, int, str]:
    """The sort key: occurred, recorded, sequence; a day without an hour comes before the hours of that day."""
    return start_order(event.occurred), event.recorded, event.sequence, event.id


def in_order_of_happening(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events by when they happened."""
    return tuple(sorted(events, key=event_order))


def in_order_of_recording(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events by when they were recorded, refusing a repeated id."""
    found = tuple(sorted(events, key=attrgetter("recorded", "sequence", "id")))
    if len({event.id for event in found}) < len(found):
        twice, _ = Counter(event.id for event in found).most_common(1)[0]
        raise ValueError(f"The event {twice} is in the history twice.")
    return found


def _effective(events: tuple[Event, ...]) -> list[Event]:
    """The events as now held true: a correction stands in the place (id and order of recording) of what it corrects."""
    if not any(event.corrects for event in events):
        return list(events)
    standing: dict[str, Event] = {event.id: event for event in events if not event.corrects}
    original: dict[str, str] = {event.id: event.id for event in standing.values()}
    for event in events:
        if not event.corrects:
            continue
        root = original.get(event.corrects, event.corrects)
        original[event.id] = root
        first = standing.get(root)
        if first is None:
            continue
        if event.annuls:
            del standing[root]
        else:
            standing[root] = replace(event, id=root, recorded=first.recorded, sequence=first.sequence, corrects="")
    return list(standing.values())


def _episodes(events: tuple[Event, ...]) -> dict[str, Episode]:
    pins = {event.episode: event.pin for event in events if event.kind is Kind.REPINNED}
    return {
        event.episode: _episode(event, pins.get(event.episode, event.pin))
        for event in events
        if event.kind is Kind.OPENED
    }


def _episode(opened: Event, pin: str) -> Episode:
    return Episode(
        opened.episode, opened.name, opened.subject, opened, opened.opened_as or "root", opened.came_from, pin
    )
