"""How an instance ends: met, waived, lapsed or closed with its episode (pack-language.md, 2.5)."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from waymark.procedures.evaluation.dependencies import Program
from waymark.procedures.evaluation.instances import State
from waymark.procedures.evaluation.points import change_points
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.evaluation.view import View
from waymark.procedures.history import Event
from waymark.procedures.language import conditions as c
from waymark.procedures.language.entries import Duty
from waymark.procedures.language.people import answers_to
from waymark.procedures.time import Moment


@dataclass(frozen=True, slots=True)
class Ending:
    """How and when an instance ended. `rank` decides between endings of one position: what met it comes first."""

    state: State
    moment: Moment
    position: int
    by: str
    rank: int


def first_match(
    view: View, duty: Duty, start: Point, arose: Moment, member: str, now: Point, used: Container[str] = ()
) -> Ending | None:
    """The first act after the trigger that meets the duty; `used` acts met an earlier turn of the same rhythm."""
    best: tuple[int, Event] | None = None
    for event in _candidates(view, duty, now):
        position = view.timeline.position_of[event.id]
        if best is not None and position >= best[0]:
            continue
        if event.id not in used and (not duty.each or _concerns(event, member)) and _after(view, event, position, start, arose):
            best = (position, event)
    if best is None:
        return None
    position, event = best
    return Ending(State.MET, event.occurred, max(position + 1, start.position), event.id, 0)


def _concerns(event: Event, member: str) -> bool:
    """The member is named, or is the agency that acted, or the subject of the act."""
    return event.member == member if event.member else member in (event.agency, event.subject)


def _after(view: View, event: Event, position: int, start: Point, arose: Moment) -> bool:
    """Later in the order; or on the same day, where the hour of just one of the two is known (pack-language.md, trap 9)."""
    if position >= start.position:
        return True
    one_without_hour = event.occurred.known_to_the_day != arose.known_to_the_day
    return one_without_hour and event.occurred.day == arose.day


def _candidates(view: View, duty: Duty, now: Point) -> Iterable[Event]:
    if duty.do:
        for key in duty.do:
            own = key.partition("/")[0] == duty.pathway
            yield from view.own_occurrences(key, now.position) if own else view.timeline.on_file_before(view.episode.subject, key, now.position)
    elif duty.tell:
        for event in view.own_occurrences(f"{duty.pathway}.told", now.position):
            if _tells(duty, event):
                yield event
    else:
        yield from (e for e in view.own_occurrences(f"{duty.name}.considered", now.position))


def _tells(duty: Duty, event: Event) -> bool:
    if event.duty:
        return event.duty == duty.name and (not event.told or _addressed(duty, event.told))
    return _addressed(duty, event.told) and event.about in ("", duty.about)


def _addressed(duty: Duty, told: str) -> bool:
    return any(answers_to(people, told) for people in duty.tell)


def waiver_of(view: View, duty: Duty, start: Point, member: str, now: Point) -> Ending | None:
    """The first waive of this duty after the trigger."""
    for event in view.own_occurrences(f"{duty.name}.waived", now.position):
        position = view.timeline.position_of[event.id]
        if position >= start.position and event.member in ("", member):
            return Ending(State.WAIVED, event.occurred, position + 1, event.id, 1)
    return None


def first_no(program: Program, reasoner: Reasoner, condition: c.Condition, start: Point, now: Point) -> Ending | None:
    """The first moment after the trigger at which a `while` is definitely no."""
    timeline = reasoner.view.timeline
    for point in change_points(program.needs(condition), reasoner, start, now):
        if reasoner.test(condition, point) is False:
            event = timeline.events[point.position - 1] if point.position else None
            at_event = event is not None and event.occurred.start == point.instant
            moment = event.occurred if event is not None and at_event else Moment.at(point.instant)
            return Ending(State.LAPSED, moment, point.position, event.id if event is not None and at_event else "", 2)
    return None


def close_of(view: View, start: Point, trigger: str, now: Point) -> Ending | None:
    """The closing of the episode; what arises from the very act that closes is still owed."""
    closed = view.timeline.closed_by.get(view.episode.id)
    if closed is None or closed.cause == trigger:
        return None
    position = view.timeline.position_of[closed.id]
    if not start.position <= position < now.position:
        return None
    return Ending(State.LAPSED, closed.occurred, position + 1, closed.id, 4)
