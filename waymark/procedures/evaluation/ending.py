"""How an instance ends: met, waived, lapsed or closed with its episode (pack-language.md, 2.5)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from waymark.procedures.evaluation.dependencies import Program
from waymark.procedures.evaluation.instances import State
from waymark.procedures.evaluation.points import change_points
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Point, Timeline, Track
from waymark.procedures.evaluation.view import View
from waymark.procedures.history import Event
from waymark.procedures.language import conditions as c
from waymark.procedures.language.entries import Duty
from waymark.procedures.language.people import answers_to
from waymark.procedures.time import Moment

# Members as constants: looking one up on its class costs more than finding an ending does.
_MET: Final = State.MET
_WAIVED: Final = State.WAIVED
_LAPSED: Final = State.LAPSED


class Ending(NamedTuple):
    """How and when an instance ended. `rank` decides between endings of one position: what met it comes first."""

    state: State
    moment: Moment
    point: Point
    by: str
    rank: int
    position: int | None
    """Of the act that ended it; None where time did."""
    start: Point

    @property
    def just_before(self) -> Point:
        """When a live due time was last live: before the act that ended the instance, or as time ended it."""
        if self.position is None:
            return self.point
        return max(Point(self.position, self.moment.start), self.start)

    def before(self, other: Ending | None) -> bool:
        """Whether this is the ending that counts of the two."""
        return other is None or (self.point, self.rank) < (other.point, other.rank)


def ended_by(state: State, event: Event, position: int, rank: int, start: Point) -> Ending:
    """Ended by an act; where that stands before the trigger in the order (trap 9), as soon as the duty arose."""
    point = Point(position + 1, event.occurred.start)
    return Ending(state, event.occurred, max(point, start), event.id, rank, position, start)


def ended_at(timeline: Timeline, point: Point, rank: int, start: Point) -> Ending:
    """Lapsed at a point: by the event that made it, or by time."""
    event = timeline.event_at(point)
    if event is not None:
        return ended_by(_LAPSED, event, point.position - 1, rank, start)
    return Ending(_LAPSED, Moment.at(point.instant), point, "", rank, None, start)


def first_match(
    view: View, duty: Duty, start: Point, arose: Moment | None, member: str, now: Point, used: Container[str] = ()
) -> Ending | None:
    """The first act after the trigger that meets the duty; `used` acts met an earlier turn of the same rhythm. `arose`: of an act."""
    best, end = None, now.position
    for track in _tracks(view, duty):
        for index in _from_trigger(track, start.position, arose):
            if track.positions[index] >= end:
                break
            event = track.events[index]
            if (
                event.id not in used
                and (not duty.each or _concerns(event, member))
                and (not duty.tell or _tells(duty, event))
            ):
                best, end = event, track.positions[index]
                break
    return ended_by(_MET, best, end, 0, start) if best is not None else None


def _tracks(view: View, duty: Duty) -> Iterable[Track]:
    """Where to look for what meets a duty: a step of another pathway counts anywhere on the subject's file (2.5)."""
    if duty.do:
        found: list[Track] = []
        for key in duty.do:
            if _pathway_of(key) == duty.pathway:
                found += view.own_tracks(key)
            elif (track := view.timeline.on_file(view.episode.subject, key)) is not None:
                found.append(track)
        return found
    return view.own_tracks(f"{duty.pathway}.told" if duty.tell else f"{duty.name}.considered")


@lru_cache(maxsize=1 << 14)
def _pathway_of(key: str) -> str:
    return key.partition("/")[0].partition(".")[0]


def _from_trigger(track: Track, position: int, arose: Moment | None) -> Iterable[int]:
    """Which of a track's events come after a trigger: those later in the order, and before them those of the same day, where the hour of
    just one of the two is known (pack-language.md, trap 9)."""
    after = bisect_left(track.positions, position)
    later = range(after, len(track.events))
    if arose is None or not after or track.events[after - 1].occurred.day < arose.day:
        return later
    sooner = after
    while sooner and track.events[sooner - 1].occurred.day >= arose.day:
        sooner -= 1
    known_to_the_day = arose.known_to_the_day
    same_day = [
        index
        for index in range(sooner, after)
        if (happened := track.events[index].occurred).day == arose.day and happened.known_to_the_day != known_to_the_day
    ]
    return [*same_day, *later]


def _concerns(event: Event, member: str) -> bool:
    """The member is named, or is the agency that acted, or the subject of the act."""
    return event.member == member if event.member else member in (event.agency, event.subject)


def _tells(duty: Duty, event: Event) -> bool:
    if event.duty:
        return event.duty == duty.name and (not event.told or _addressed(duty, event.told))
    return _addressed(duty, event.told) and event.about in ("", duty.about)


def _addressed(duty: Duty, told: str) -> bool:
    return any(answers_to(people, told) for people in duty.tell)


def waiver_of(view: View, duty: Duty, start: Point, member: str, now: Point) -> Ending | None:
    """The first waive of this duty after the trigger, if it may be waived."""
    if duty.waive is None or not view.timeline.waives:
        return None
    best: Ending | None = None
    for track in view.own_tracks(f"{duty.name}.waived"):
        for index in range(bisect_left(track.positions, start.position), len(track.events)):
            event, position = track.events[index], track.positions[index]
            if position >= now.position:
                break
            if event.member in ("", member):
                ending = ended_by(_WAIVED, event, position, 1, start)
                best = ending if ending.before(best) else best
                break
    return best


def first_no(program: Program, reasoner: Reasoner, condition: c.Condition, start: Point, now: Point) -> Ending | None:
    """The first moment after the trigger at which a `while` is definitely no."""
    for point in change_points(program.needs(condition), reasoner, start, now):
        if reasoner.test(condition, point) is False:
            return ended_at(reasoner.view.timeline, point, 2, start)
    return None


def close_of(view: View, start: Point, trigger: str, now: Point, *, first: bool = True) -> Ending | None:
    """The closing of the episode; what arises from the very act that closes is still owed, but not the next turn of a rhythm."""
    closed = view.timeline.closed_by.get(view.episode.id)
    if closed is None or (first and closed.cause == trigger):
        return None
    position = view.timeline.position_of[closed.id]
    if not start.position <= position < now.position:
        return None
    return ended_by(_LAPSED, closed, position, 4, start)
