"""An index over a history: for every name, when it happened, so that "as it stood then" is a binary search.

Every event has a position in the total order of the history. A *point* is a position and an instant: what stands at a
point is decided by the events before that position and by the time alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from waymark.procedures.history import Episode, Event, Given, History, Kind
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment, first_instant_after, start_order

_DONE: Final = Kind.DONE
_CLOSED: Final = Kind.CLOSED
_WAIVED: Final = Kind.WAIVED
_EVER = datetime.min.replace(tzinfo=UTC), False


class Point(NamedTuple):
    """The events before `position` have happened; the time is `instant` (UTC)."""

    position: int
    instant: datetime


class Track:
    """Positions in order, and what happened at each. Never empty once it is in an index."""

    __slots__ = ("events", "positions")

    def __init__(self) -> None:
        self.positions: list[int] = []
        self.events: list[Event] = []

    def append(self, position: int, event: Event) -> None:
        """Add the newest."""
        self.positions.append(position)
        self.events.append(event)

    def before(self, position: int) -> Sequence[Event]:
        """The events before a position, oldest first."""
        if self.positions[-1] < position:
            return self.events
        return self.events[: bisect_left(self.positions, position)]

    def last(self, position: int) -> Event | None:
        """The newest event before a position."""
        if self.positions[-1] < position:
            return self.events[-1]
        index = bisect_left(self.positions, position)
        return self.events[index - 1] if index else None

    def last_decision(self, position: int) -> Event | None:
        """The newest event before a position whose decision stands."""
        index = bisect_left(self.positions, position)
        while index:
            index -= 1
            event = self.events[index]
            if event.option and event.stands:
                return event
        return None


class Timeline:
    """A history indexed for one pack."""

    def __init__(self, history: History, pack: Pack) -> None:
        self.pack = pack
        self.events: list[Event] = []
        self.starts: list[datetime] = []
        self.points: list[Point] = []
        self.position_of: dict[str, int] = {}
        self.keys: set[str] = set()
        self.in_episode: defaultdict[tuple[str, str], Track] = defaultdict(Track)
        self._on_file: defaultdict[tuple[str, str], Track] = defaultdict(Track)
        self._anywhere: defaultdict[str, Track] = defaultdict(Track)
        self._widely_indexed = 0
        self.asked_in_episode: defaultdict[tuple[str, str], Track] = defaultdict(Track)
        self.asked: set[str] = set()
        self.asked_on_file: defaultdict[tuple[str, str], Track] = defaultdict(Track)
        self.asked_anywhere: defaultdict[str, Track] = defaultdict(Track)
        self.episodes: dict[str, Episode] = dict(history.episodes)
        self.parts: defaultdict[str, list[str]] = defaultdict(list)
        self.born_of: defaultdict[str, list[str]] = defaultdict(list)
        self.closed_by: dict[str, Event] = {}
        self.waives = False
        self.given: defaultdict[str, list[Given]] = defaultdict(list)
        for fact in history.given:
            self.given[fact.name].append(fact)
        for facts in self.given.values():
            facts.sort(key=_given_order)
        for event in history.events:
            self.append(event)
        for episode in self.episodes.values():
            self._relate(episode)

    def append(self, event: Event) -> None:
        """Index an event that comes after all others in the order."""
        position = len(self.events)
        self.events.append(event)
        start = event.occurred.start
        self.starts.append(start)
        self.points.append(Point(position + 1, start))
        self.position_of[event.id] = position
        key, kind = event.key, event.kind
        self.keys.add(key)
        self.in_episode[event.episode, key].append(position, event)
        if event.answers and kind is _DONE:
            self._index_answers(position, event)
        if kind is _CLOSED:
            self.closed_by.setdefault(event.episode, event)
        elif kind is _WAIVED:
            self.waives = True

    def _index_answers(self, position: int, event: Event) -> None:
        asked = self.pack.step_questions(event.name)
        for short in event.answers:
            question = asked.get(short)
            if question is not None:
                self.asked.add(question.name)
                self.asked_in_episode[event.episode, question.name].append(position, event)
                self.asked_on_file[event.subject, question.name].append(position, event)
                self.asked_anywhere[question.name].append(position, event)

    def open_episode(self, episode: Episode) -> None:
        """Know an episode that has just been opened."""
        self.episodes[episode.id] = episode
        self._relate(episode)

    def _relate(self, episode: Episode) -> None:
        if episode.came_from:
            if episode.as_ == "part":
                self.parts[episode.came_from].append(episode.id)
            self.born_of[episode.came_from].append(episode.id)

    def anywhere(self, key: str) -> Track | None:
        """What happened under a key in the whole history."""
        self._index_widely()
        return self._anywhere.get(key)

    def on_file(self, subject: str, key: str) -> Track | None:
        """What happened under a key on a subject's whole file."""
        self._index_widely()
        return self._on_file.get((subject, key))

    def _index_widely(self) -> None:
        """Most histories ask only episode by episode, so the wider tracks are made when they are first asked for."""
        if self._widely_indexed == len(self.events):
            return
        for position in range(self._widely_indexed, len(self.events)):
            event = self.events[position]
            key = event.key
            self._on_file[event.subject, key].append(position, event)
            self._anywhere[key].append(position, event)
        self._widely_indexed = len(self.events)

    def at(self, instant: datetime) -> Point:
        """The point at which everything up to an instant has happened."""
        return Point(bisect_right(self.starts, instant), instant)

    def upon(self, event: Event) -> Point:
        """The point just after an event."""
        return self.points[self.position_of[event.id]]

    def clock_reaches(self, instant: datetime) -> Point:
        """The point at which it becomes that time: before whatever happens at it."""
        return Point(bisect_left(self.starts, instant), instant)

    def reached(self, moment: Moment) -> Point:
        """The point at which a date is over."""
        return self.clock_reaches(first_instant_after(moment))

    def just_before(self, point: Point) -> Point:
        """The point just before the event that made another."""
        return Point(point.position - 1, point.instant)

    def event_at(self, point: Point) -> Event | None:
        """The event that made a point, or None where time alone did."""
        event = self.events[point.position - 1] if point.position else None
        return event if event is not None and event.occurred.start == point.instant else None

    def beginning(self, now: Point) -> Point:
        """Before anything happened and before any given fact changed."""
        instants = [fact.since.start for facts in self.given.values() for fact in facts if fact.since is not None]
        return Point(0, min([*instants, *self.starts[:1], now.instant]))


def _given_order(fact: Given) -> tuple[tuple[datetime, bool], bool, str]:
    """By the moment from which it holds; of two at once the one about this subject wins. (The rest only makes it one order.)"""
    return start_order(fact.since) if fact.since is not None else _EVER, fact.subject != "", repr(fact.value)


def merged(tracks: Iterable[Track], position: int) -> list[Event]:
    """The events of several tracks before a position, oldest first."""
    found: list[tuple[int, Event]] = []
    for track in tracks:
        for at, event in zip(track.positions, track.events, strict=True):
            if at >= position:
                break
            insort(found, (at, event), key=lambda pair: pair[0])
    return [event for _, event in found]
