"""Children: found by name, sound, number or postcode among those whose files the reader may open; and those opened lately."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from waymark.access.reading import read_by
from waymark.access.scopes import Scope
from waymark.agencies.queries import names_of, team_names
from waymark.casefile.models import Subject
from waymark.casefile.queries import episode_by_reference, summaries
from waymark.people.details import Details
from waymark.people.queries import Candidate, find_by_text
from waymark.procedures.time import Moment
from waymark.web.file.status import Tag, in_tags
from waymark.web.file.tasks import Clock
from waymark.web.file.words import age_at
from waymark.web.shell.streams import slug_of
from waymark.work.queries import first_of

FOUND, RECENT = 30, 10
#: So many of the newest lines of the log are looked through for different children.
_LOOKED_THROUGH = 150


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
    candidates = find_by_text(scope.subjects(), text, FOUND)
    if candidates:
        return _children({one.stream: one for one in candidates}, now)
    return _children(dict.fromkeys(_by_reference(scope, text)), now)


def recent(scope: Scope, now: datetime) -> list[Child]:
    """The children whose files the reader opened last."""
    streams = list(dict.fromkeys(one.stream for one in read_by(scope.reader.person, _LOOKED_THROUGH)))[: RECENT * 2]
    may = scope.may_see_of(streams)
    return _children(dict.fromkeys([one for one in streams if one in may][:RECENT]), now)


def _by_reference(scope: Scope, text: str) -> list[str]:
    """The file with exactly this reference: a child of a return has no name to look for."""
    episode = episode_by_reference(text)
    named = [episode.stream] if episode is not None else []
    rows = Subject.objects.filter(scope.subjects(), reference=text).values_list("stream", flat=True)
    may = scope.may_see_of(named)
    return [*(one for one in named if one in may), *rows[:FOUND]]


def _children(wanted: Mapping[str, Candidate | None], now: datetime) -> list[Child]:
    """The lines of a list, with as many questions for many children as for one."""
    if not wanted:
        return []
    rows = summaries(wanted)
    workers = names_of(row.allocated_worker for row in rows.values() if row.allocated_worker)
    teams = team_names(row.allocated_team for row in rows.values() if row.allocated_team)
    due = _next_due([row.stream for row in rows.values()], now)
    called = {
        stream: ", ".join(filter(None, (workers.get(row.allocated_worker, ""), teams.get(row.allocated_team, ""))))
        for stream, row in rows.items()
    }
    today = Moment.at(now).day
    return [
        _child(rows[stream], candidate, called[stream], due.get(rows[stream].stream), today)
        for stream, candidate in wanted.items()
        if stream in rows
    ]


def _child(row: Subject, found: Candidate | None, worker: str, due: tuple[str, Clock] | None, today: date) -> Child:
    details = Details(name=row.name, preferred_name=row.preferred_name, born=row.born, due_date=row.due_date)
    address = ", ".join(filter(None, (found.address.replace("\n", ", "), found.postcode))) if found else row.postcode
    name = row.name or row.preferred_name or ("Unborn child" if details.unborn else row.reference)
    return Child(
        slug=slug_of(row.stream), name=name, age=age_at(details, today), address=address, tags=tuple(in_tags(row.tags)), worker=worker,
        due=due[0] if due else "", clock=due[1] if due else None, why=tuple(reason.words for reason in found.reasons) if found else (),
        against=found.against if found else (),
    )  # fmt: skip


def _next_due(streams: Sequence[str], now: datetime) -> dict[str, tuple[str, Clock]]:
    """The most pressing thing of each child. The scope was asked when the children were found."""
    found: dict[str, tuple[str, Clock]] = {}
    for stream, one in first_of(streams, now=now).items():
        css = (
            "wm-overdue"
            if one.late
            else "wm-in-time"
            if one.row.due
            else "wm-urgent"
            if one.row.urgent
            else "wm-no-limit"
        )
        found[stream] = (one.row.title, Clock(one.words, css))
    return found
