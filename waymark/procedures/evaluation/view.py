"""What one episode sees: its own events, those of its parts and those of the episodes that it came from, nearest first
(2.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from waymark.procedures.evaluation.timeline import Point, Timeline, Track, merged
from waymark.procedures.history import NOT_KNOWN, REFUSED, Episode, Event, Given
from waymark.procedures.language.conditions import Across
from waymark.procedures.language.entries import Question
from waymark.procedures.language.people import GROUPS

#: A question that was asked and has no value.
NO_VALUE = frozenset({NOT_KNOWN, REFUSED, "", None})


class View:
    """Look-ups for one episode of a timeline. Rings are groups of episodes, nearest first: itself with its parts, then
    whence it came.
    """

    def __init__(self, timeline: Timeline, episode: Episode) -> None:
        self.timeline = timeline
        self.pack = timeline.pack
        self.episode = episode
        self.refresh()

    def refresh(self) -> None:
        """Work out the rings again, after an episode was opened."""
        self.rings = tuple(self._rings())
        self.own = self.rings[0]
        self.seen = tuple(episode for ring in self.rings for episode in ring)
        self.childless = len(self.own) == 1
        self.alone = len(self.seen) == 1

    def _rings(self) -> Iterator[tuple[str, ...]]:
        seen: set[str] = set()
        current: str = self.episode.id
        while current and current not in seen:
            ring = self._with_parts(current, seen)
            seen.update(ring)
            yield ring
            known = self.timeline.episodes.get(current)
            current = known.came_from if known else ""

    def _with_parts(self, episode: str, seen: set[str]) -> tuple[str, ...]:
        found = [episode]
        for part in self.timeline.parts.get(episode, ()):
            if part not in seen:
                found += self._with_parts(part, seen | set(found))
        return tuple(found)

    def last(self, key: str, position: int, across: Across = Across.EPISODE) -> Event | None:
        """The newest event of a key before a position, in the nearest ring that has one."""
        if across is not Across.EPISODE:
            return max((t.last(position) for t in self._tracks(key, across)), key=self.position, default=None)
        return self._newest(self.timeline.in_episode, key, position) if key in self.timeline.keys else None

    def _newest(self, tracks: Mapping[tuple[str, str], Track], name: str, position: int) -> Event | None:
        for ring in self.rings:
            newest: Event | None = None
            for episode in ring:
                track = tracks.get((episode, name))
                event = track.last(position) if track else None
                if event is not None and (newest is None or self.position(event) > self.position(newest)):
                    newest = event
            if newest is not None:
                return newest
        return None

    def last_decision(self, step: str, position: int, across: Across = Across.EPISODE) -> Event | None:
        """The newest decision of a step that stands, in the nearest ring that has one; what is only proposed replaces nothing (2.9)."""
        if step not in self.timeline.keys:
            return None
        found = self.timeline.in_episode
        rings = (
            [[t for e in ring if (t := found.get((e, step)))] for ring in self.rings]
            if across is Across.EPISODE
            else [self._tracks(step, across)]
        )
        for tracks in rings:
            newest = max((track.last_decision(position) for track in tracks), key=self.position, default=None)
            if newest is not None:
                return newest
        return None

    def position(self, event: Event | None) -> int:
        """Where an event stands in the order; before all for None."""
        return -1 if event is None else self.timeline.position_of[event.id]

    def occurrences(self, key: str, position: int, across: Across = Across.EPISODE) -> Sequence[Event]:
        """Every event of a key before a position, oldest first."""
        if key not in self.timeline.keys:
            return ()
        if self.alone and across is Across.EPISODE:
            track = self.timeline.in_episode.get((self.episode.id, key))
            return track.before(position) if track else ()
        tracks = self._tracks(key, across)
        if not tracks:
            return ()
        return tracks[0].before(position) if len(tracks) == 1 else merged(tracks, position)

    def own_tracks(self, key: str) -> list[Track]:
        """What happened under a key in this episode and in its parts."""
        if key not in self.timeline.keys:
            return []
        found = self.timeline.in_episode
        if self.childless:
            track = found.get((self.episode.id, key))
            return [track] if track else []
        return [track for episode in self.own if (track := found.get((episode, key)))]

    def _tracks(self, key: str, across: Across) -> list[Track]:
        timeline = self.timeline
        if across is Across.FILE:
            track = timeline.on_file(self.episode.subject, key)
            return [track] if track else []
        if across is Across.HOUSEHOLD:
            track = timeline.anywhere(key)
            return [track] if track else []
        episodes = self.linked() if across is Across.LINKED else self.seen
        return [t for e in episodes if (t := timeline.in_episode.get((e, key)))]

    def linked(self) -> list[str]:
        """Every episode that is joined with this one by opening, in either direction."""
        found, waiting = [], [self.episode.id]
        seen = set(waiting)
        while waiting:
            current = waiting.pop()
            found.append(current)
            known = self.timeline.episodes.get(current)
            near = [*self.timeline.born_of.get(current, ()), *([known.came_from] if known and known.came_from else [])]
            waiting += [e for e in near if e not in seen]
            seen.update(near)
        return found

    def answer(self, question: Question, position: int) -> tuple[bool, object | None]:
        """Whether a question has been asked, and its value (None: not known, refused or blank)."""
        name = question.name
        event = self._asked(question, name, position)
        if event is None:
            return False, None
        return True, without_blanks(event.answers[name.rpartition("/")[2]], question)

    def _asked(self, question: Question, name: str, position: int) -> Event | None:
        if name not in self.timeline.asked:
            return None
        if question.across is not Across.EPISODE:
            track = self.timeline.asked_on_file.get((self.episode.subject, name))
            return track.last(position) if track else None
        return self._newest(self.timeline.asked_in_episode, name, position)

    def given(self, name: str, point: Point) -> Given | None:
        """What the product gave for this subject by a moment; the newest wins."""
        newest: Given | None = None
        for fact in self.timeline.given.get(name, ()):
            if fact.subject not in ("", self.episode.subject):
                continue
            if fact.since is None or fact.since.start <= point.instant:
                newest = fact
        return newest

    def group(self, name: str, point: Point) -> tuple[object, ...] | None:
        """The members of a built-in group, or of a question that names people or repeats rows; None if nobody has said."""
        if name in GROUPS:
            given = self.given(name, point)
            value = given.value if given else None
        else:
            question = self.pack.questions.get(name)
            value = self.answer(question, point.position)[1] if question else None
        return as_members(value)

    def is_open(self, pathway: str, point: Point, across: Across) -> bool:
        """Whether an episode of a pathway is open at a point."""
        if across is Across.EPISODE:
            candidates: Sequence[str] = self.seen
        elif across is Across.LINKED:
            candidates = self.linked()
        else:
            candidates = list(self.timeline.episodes)
        subject = self.episode.subject if across is Across.FILE else None
        return any(self._open(e, pathway, point, subject) for e in candidates)

    def _open(self, episode: str, pathway: str, point: Point, subject: str | None) -> bool:
        known = self.timeline.episodes.get(episode)
        if known is None or known.pathway != pathway or (subject is not None and known.subject != subject):
            return False
        if self.position(known.opened) >= point.position:
            return False
        closed = self.timeline.closed_by.get(episode)
        return closed is None or self.position(closed) >= point.position


def as_members(value: object | None) -> tuple[object, ...] | None:
    """A value as the members of a group."""
    if value is None:
        return None
    return tuple(value) if isinstance(value, tuple | list) else (value,)


def without_blanks(value: object, question: Question | None) -> object | None:
    """None for an answer that is no value: blank, not known or refused, unless the question offers it as an option."""
    if isinstance(value, str) and value in NO_VALUE:
        chosen = question is not None and question.options is not None and question.options.get(value) is not None
        return value if chosen else None
    return value
