"""The points in time at which an answer can change, so that nothing else need be asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from waymark.procedures.evaluation.dependencies import Dependencies
from waymark.procedures.evaluation.opening import edges
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.language.entries import Contact
from waymark.procedures.time import Duration, Moment, MomentError, add, birthday, first_instant_after, happened_within

#: The limits whose passing matters too, as they stand at a point: those of a duty that is asked whether it is late.
LimitsAt = Callable[[Point], Iterable[Moment]]


def change_points(
    needs: Dependencies, reasoner: Reasoner, start: Point, now: Point, limits_at: LimitsAt | None = None
) -> list[Point]:
    """Every point after `start`, up to `now`, at which something that matters happens, arrives or runs out.

    `now` itself is one of them unless only events matter.
    """
    timeline = reasoner.view.timeline
    points = {timeline.points[p] for p in _positions(needs, reasoner, start.position, now.position)}
    for name in needs.given:
        for fact in timeline.given.get(name, ()):
            if fact.since is not None and start.instant < fact.since.start <= now.instant:
                points.add(timeline.clock_reaches(fact.since.start))
    if reasoner.duty_book is not None:
        for duty in needs.duties:
            points.update(reasoner.duty_book.points_of(duty, start, now))
    # What a point is counted to may be counted otherwise from there on, so those found are asked in their turn.
    fresh = {start, *points} if needs.by_time or limits_at is not None else set()
    while fresh:
        coming = {i for i in instants(needs, reasoner, fresh, limits_at) if start.instant < i <= now.instant}
        fresh = {timeline.clock_reaches(i) for i in coming} - points
        points |= fresh
    if needs.by_time or needs.given or needs.duties or limits_at is not None:
        points.add(now)
    return sorted(points)


def _positions(needs: Dependencies, reasoner: Reasoner, first: int, end: int) -> Iterator[int]:
    """The positions from `first` to before `end` of the events that matter."""
    timeline = reasoner.view.timeline
    tracks = [timeline.anywhere(key) for key in needs.touches]
    tracks += [timeline.asked_anywhere.get(question) for question in needs.questions]
    for track in tracks:
        if track is not None and first <= track.positions[-1]:
            positions = track.positions
            yield from positions[bisect_left(positions, first) : bisect_left(positions, end)]


def instants(
    needs: Dependencies, reasoner: Reasoner, points: Iterable[Point], limits_at: LimitsAt | None = None
) -> Iterator[datetime]:
    """The instants at which, from some points on, dates arrive, look-backs run out, birthdays come, and working days and hours begin."""
    for point in points:
        for date in needs.dates:
            found = reasoner.date(date, point)
            if isinstance(found, Moment):
                yield first_instant_after(found)
        for key, length, across in needs.look_backs:
            duration = reasoner.length(length, point)
            for event in reasoner.view.occurrences(key, point.position, across) if duration is not None else ():
                yield _runs_out(event.occurred, duration)
        for contact in needs.contacts:
            yield from _hours(reasoner.pack.contacts[contact], point.instant)
        if "working-day" in needs.given:
            yield _midnight(point.instant)
        if "age" in needs.given:
            yield from _birthday(reasoner, point)
        for limit in limits_at(point) if limits_at is not None else ():
            yield first_instant_after(limit)


@lru_cache(maxsize=1 << 12)
def _runs_out(happened: Moment, length: Duration) -> datetime:
    """The first instant at which something did not happen within a length any more. (A month back from 31 March is 28 February as well.)"""
    instant = first_instant_after(add(happened, length))
    while happened_within(happened, length, Moment.at(instant)):
        instant = _midnight(instant)
    return instant


def _midnight(instant: datetime) -> datetime:
    """The first instant of the next day."""
    return first_instant_after(Moment.on(Moment.at(instant).day))


def _hours(contact: Contact, instant: datetime) -> Iterator[datetime]:
    """When an office opens and closes on that day, and when the day is over."""
    yield _midnight(instant)
    day = Moment.at(instant).day
    for minute in edges(contact.hours, day) if contact.hours is not None else ():
        try:
            yield Moment.parse(f"{day.isoformat()}T{minute // 60:02}:{minute % 60:02}").start
        except MomentError:
            continue


def _birthday(reasoner: Reasoner, point: Point) -> Iterator[datetime]:
    """The next birthday, or the birth."""
    born = reasoner.view.given("born", point)
    if born is not None and isinstance(born.value, Moment):
        age = reasoner.fact("age", point)
        yield Moment.on(birthday(born.value.day, age + 1 if isinstance(age, int) else 0)).start
