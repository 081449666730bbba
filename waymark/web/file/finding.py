"""Children: found by name, sound, number or postcode among those whose files the reader may open; and those opened lately."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from waymark.access.reading import read_by
from waymark.access.scopes import Scope
from waymark.agencies.queries import names_of, team_names
from waymark.casefile.models import Episode, Subject
from waymark.people.details import Details
from waymark.people.models import Known
from waymark.people.queries import Candidate, find_by_text
from waymark.procedures.time import Moment
from waymark.web.file.status import STANDINGS, Tag
from waymark.web.file.tasks import Clock
from waymark.web.file.words import age_at
from waymark.web.shell.streams import slug_of
from waymark.work.filters import WorkFilter
from waymark.work.models import OpenFile
from waymark.work.queries import page, words

FOUND, RECENT = 30, 10
#: So many of the newest lines of the log are looked through for different children.
_LOOKED_THROUGH = 150
#: So many of the first things owed are read to find each child's first.
_OWED = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One child in a list. `why`: how they were found; `against`: what speaks against it."""

    slug: str
    name: str
    age: str
    address: str
    tags: tuple[Tag, ...]
    worker: str
    due: str
    clock: Clock | None
    why: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def found(scope: Scope, text: str, now: datetime) -> list[Child]:
    """Whom these words may mean, likeliest first."""
    text = text.strip()
    candidates = find_by_text(scope.subjects(), text, FOUND) or _by_reference(scope, text)
    return _children([_of_candidate(one) for one in candidates], now)


def recent(scope: Scope, now: datetime) -> list[Child]:
    """The children whose files the reader opened last."""
    streams = list(dict.fromkeys(one.stream for one in read_by(scope.reader.person, _LOOKED_THROUGH)))
    may = scope.may_see_of(streams[: RECENT * 2])
    wanted = [one for one in streams if one in may][:RECENT]
    known = {row.stream: row for row in Known.objects.filter(stream__in=wanted)}
    return _children([_of_known(stream, known.get(stream)) for stream in wanted], now)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Who:
    stream: str
    name: str
    details: Details
    why: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def _by_reference(scope: Scope, text: str) -> Sequence[Candidate]:
    """The file with exactly this reference: a child of a return has no name to look for."""
    rows = Subject.objects.filter(scope.subjects(), reference=text)[:FOUND]
    return [
        Candidate(row.stream, "", "", row.born, None, "", "", "", "", row.area, (), ()) for row in rows
    ]  # fmt: skip


def _of_candidate(one: Candidate) -> _Who:
    details = Details(
        name=one.name, preferred_name=one.preferred_name, born=one.born, due_date=one.due_date, address=one.address, postcode=one.postcode,
    )  # fmt: skip
    why = tuple(reason.words for reason in one.reasons)
    return _Who(stream=one.stream, name=one.name, details=details, why=why, against=one.against)


def _of_known(stream: str, row: Known | None) -> _Who:
    if row is None:
        return _Who(stream=stream, name="", details=Details())
    details = Details(
        name=row.name, preferred_name=row.preferred_name, born=row.born, due_date=row.due_date, address=row.address, postcode=row.postcode,
    )  # fmt: skip
    return _Who(stream=stream, name=row.name, details=details)


def _children(who: Sequence[_Who], now: datetime) -> list[Child]:
    """The lines of a list, with as many questions for many children as for one."""
    streams = [one.stream for one in who]
    if not streams:
        return []
    today = Moment.at(now).day
    tags, workers, due = _tags(streams), _workers(streams), _next_due(streams, now)
    return [_child(one, today, tags, workers, due) for one in who]


def _child(one: _Who, today: date, tags: Mapping, workers: Mapping, due: Mapping) -> Child:
    unborn = (Tag("Unborn", "purple"),) if one.details.unborn else ()
    title, clock = due.get(one.stream, ("", None))
    address = ", ".join(filter(None, (one.details.address.replace("\n", ", "), one.details.postcode)))
    return Child(
        slug=slug_of(one.stream), name=one.name or ("Unborn child" if one.details.unborn else one.stream.rpartition(":")[2]),
        age=age_at(one.details, today), address=address, tags=(*unborn, *tags.get(one.stream, ())), worker=workers.get(one.stream, ""),
        due=title, clock=clock, why=one.why, against=one.against,
    )  # fmt: skip


def _tags(streams: Iterable[str]) -> dict[str, tuple[Tag, ...]]:
    rows = Episode.objects.filter(stream__in=list(streams), closed_at=None).values_list("stream", "pathway")
    opened: dict[str, set[str]] = {}
    for stream, pathway in rows:
        opened.setdefault(stream, set()).add(pathway)
    return {
        stream: tuple(Tag(text, colour) for pathway, (text, colour) in STANDINGS.items() if pathway in some)
        for stream, some in opened.items()
    }


def _workers(streams: Iterable[str]) -> dict[str, str]:
    rows = list(OpenFile.objects.filter(stream__in=list(streams)).values_list("stream", "worker", "team"))
    names = names_of(worker for _, worker, _ in rows if worker)
    teams = team_names(team for _, _, team in rows if team)
    return {
        stream: ", ".join(filter(None, (names.get(worker, ""), teams.get(team, "")))) for stream, worker, team in rows
    }


def _next_due(streams: Sequence[str], now: datetime) -> dict[str, tuple[str, Clock]]:
    """The most pressing thing of each child. The scope was asked when the children were found."""
    found: dict[str, tuple[str, Clock]] = {}
    for one in page(WorkFilter(scope=Q(stream__in=streams)), now=now, limit=_OWED).rows:
        css = (
            "wm-overdue"
            if one.late
            else "wm-in-time"
            if one.row.due
            else "wm-urgent"
            if one.row.urgent
            else "wm-no-limit"
        )
        found.setdefault(one.row.stream, (one.row.title, Clock(words(one.row, now), css)))
    return found
