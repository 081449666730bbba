"""The points in time at which an answer can change, so that nothing else need be asked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime

from waymark.procedures.evaluation.dependencies import Dependencies
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.time import Moment, MomentError, add, birthday, first_instant_after


def change_points(needs: Dependencies, reasoner: Reasoner, start: Point, now: Point) -> list[Point]:
    """Every point after `start`, up to and including `now`, at which something that matters happens, arrives or runs
    out.
    """
    timeline = reasoner.view.timeline
    points = {timeline.points[p] for p in _positions(needs, reasoner, start.position, now.position)}
    if needs.by_time:
        instants = set(_instants(needs, reasoner, [start, *points, now]))
        points.update(timeline.at(i) for i in instants if start.instant < i <= now.instant)
    for name in needs.given:
        for fact in timeline.given.get(name, ()):
            if fact.since is not None and start.instant < fact.since.start <= now.instant:
                points.add(timeline.at(fact.since.start))
    points.add(now)
    return sorted(points)


def _positions(needs: Dependencies, reasoner: Reasoner, first: int, end: int) -> Iterator[int]:
    """The positions from `first` to before `end` of the events that matter."""
    timeline = reasoner.view.timeline
    subject = reasoner.view.episode.subject
    tracks = [timeline.anywhere(key) for key in needs.touches]
    tracks += [timeline.asked_on_file.get((subject, question)) for question in needs.questions]
    for track in tracks:
        if track is not None and first <= track.positions[-1]:
            positions = track.positions
            yield from positions[bisect_left(positions, first) : bisect_left(positions, end)]


def _instants(needs: Dependencies, reasoner: Reasoner, points: list[Point]) -> Iterator[datetime]:
    """The instants just after dates arrive, look-backs run out, birthdays come and working days begin."""
    for point in points:
        for date in needs.dates:
            found = reasoner.date(date, point)
            if isinstance(found, Moment):
                yield first_instant_after(found)
        for key, length in needs.look_backs:
            duration = reasoner.length(length, point)
            event = reasoner.view.last(key, point.position)
            if duration is not None and event is not None:
                yield first_instant_after(add(event.occurred, duration))
    if "age" in needs.given:
        yield from _birthdays(reasoner, points[-1])


def _birthdays(reasoner: Reasoner, now: Point) -> Iterator[datetime]:
    born = reasoner.view.given("born", now)
    if born is None or not isinstance(born.value, Moment):
        return
    for age in range(1, 26):
        try:
            yield Moment.on(birthday(born.value.day, age)).start
        except MomentError:
            return
