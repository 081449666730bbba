"""Which agencies have to do with a child, worked out from what was done, asked and arranged. `waymark.access` decides what follows from it.

An agency whose act opened an episode *referred*; whatever else it does in that episode belongs to the referral. In any other episode it *acted*.
Acting and being invited last while any work with the child is going on; being asked lasts until the answer. Standing in the list of the people around
a child gives no agency anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from waymark.access import projections
from waymark.access.files import Place
from waymark.access.projections import Involved, Why
from waymark.casefile.aliases import canonical_of
from waymark.casefile.bulk import insert_rows
from waymark.casefile.models import Subject
from waymark.casefile.queries import File
from waymark.procedures.evaluation import Situation
from waymark.procedures.history import Event, History, Kind
from waymark.procedures.time import Moment
from waymark.sharing.requests import requests_in

#: The kept fact of a meeting that was arranged (`waymark.meetings.book` writes it).
INVITED = "meeting:"


def follow(files: Sequence[tuple[File, Situation | None]]) -> None:
    """Write who is involved with these subjects (a follower of the case file's projections)."""
    rows = [row for file, _ in files for row in involved(file.stream, file.history)]
    projections.write([file.stream for file, _ in files], rows, insert=insert_rows)


def involved(stream: str, history: History) -> Iterator[Involved]:
    """One row for each agency and reason, from the first time on."""
    over = _ended(history)
    times: dict[tuple[str, Why], list[datetime]] = {}
    for agency, why, at in (*_acted(history), *_invited(history)):
        times.setdefault((agency, why), []).append(at)
    for (agency, why), at in times.items():
        lasts = why is Why.REFERRED or over is None or max(at) > over
        yield Involved(stream, agency, why, min(at), None if lasts else over)
    yield from _asked(stream, history)


def places(streams: Sequence[str]) -> Mapping[str, Place]:
    """Where these files are, for `waymark.access.files`: one that is read into another's is where that is."""
    stands = canonical_of(streams)
    areas = dict(Subject.objects.filter(stream__in=set(stands.values())).values_list("stream", "area"))
    return {stream: Place(main, areas[main]) for stream, main in stands.items() if main in areas}


def _ended(history: History) -> datetime | None:
    """When the last of the work with a child ended; None while any goes on."""
    closed = {event.episode: event.occurred.start for event in history.events if event.kind is Kind.CLOSED}
    if not history.episodes or any(episode not in closed for episode in history.episodes):
        return None
    return max(closed.values())


def _acted(history: History) -> Iterator[tuple[str, Why, datetime]]:
    opened_by = _opened_by(history)
    for event in history.events:
        if event.agency and event.kind not in (Kind.OPENED, Kind.CLOSED, Kind.REPINNED):
            referred = opened_by.get(event.episode) == event.agency
            yield event.agency, Why.REFERRED if referred else Why.ACTED, event.occurred.start


def _opened_by(history: History) -> dict[str, str]:
    """By episode that came from no other: the agency whose act opened it."""
    by_id: dict[str, Event] = {event.id: event for event in history.events}
    return {
        one.id: by_id[one.opened.cause].agency
        for one in history.episodes.values()
        if not one.came_from and one.opened.cause in by_id
    }


def _invited(history: History) -> Iterator[tuple[str, Why, datetime]]:
    """Meetings are kept as rows with the `agencies` that are called, since when (`called-at`), and why one was `cancelled`."""
    for fact in history.given:
        if fact.name.startswith(INVITED) and isinstance(fact.value, Mapping) and not fact.value.get("cancelled"):
            agencies, called = fact.value.get("agencies"), fact.value.get("called-at")
            if isinstance(called, Moment) and isinstance(agencies, tuple | list):
                yield from ((str(agency), Why.INVITED, called.start) for agency in agencies)


def _asked(stream: str, history: History) -> Iterator[Involved]:
    """One row for each agency asked: still, while one question at least is open."""
    found: dict[str, list] = {}
    for one in requests_in(stream, history):
        found.setdefault(one.agency, []).append(one)
    for agency, asked in found.items():
        ends = [one.ended_at for one in asked]
        until = None if None in ends else max(end for end in ends if end is not None)
        yield Involved(stream, agency, Why.ASKED, min(one.asked_at for one in asked), until)
