"""What those who lead ask: which children have no worker, who carries how much, and what waits for a signature.

As in `queries`: every one starts from a scope, a Q over `stream` and `area`, and asks as often for many rows as for few.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from waymark.casefile.models import Subject
from waymark.work.filters import ROW, Group, WorkFilter, sets_of
from waymark.work.models import OpenFile, Proposal
from waymark.work.proposals import WAITING
from waymark.work.queries import PAGE


@dataclass(frozen=True, slots=True)
class ChildInHand:
    """A child with an open episode: who has it, and how much is owed (and overdue) for it."""

    row: OpenFile
    child: Subject | None
    owed: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Children:
    """Some of a list of children, and how many there are of it in all."""

    rows: Sequence[ChildInHand]
    total: int


@dataclass(frozen=True, slots=True)
class Workload:
    """What one worker carries. The lists: `children_of`, and `WorkFilter(person=...)`, with `group=Group.OVERDUE` for the last."""

    worker: str
    children: int
    owed: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposed act that waits for a signature, with the child whom it is about."""

    row: Proposal
    child: Subject | None


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """Some of what waits for a signature, and how much there is of it in all."""

    rows: Sequence[Waiting]
    total: int


def unallocated(scope: Q, *, now: datetime, team: str | None = None, offset: int = 0, limit: int = PAGE) -> Children:
    """Children for whom something is owed by an allocated worker, and who have none; the longest waiting first."""
    return _children(without_worker(scope, team), now, offset, limit)


def without_worker(scope: Q, team: str | None = None) -> QuerySet[OpenFile]:
    """The files of `unallocated`."""
    found = OpenFile.objects.filter(Q(wants_worker=True, worker=""), scope)
    return found if team is None else found.filter(team=team)


def children_of(worker: str, scope: Q, *, now: datetime, offset: int = 0, limit: int = PAGE) -> Children:
    """The children allocated to a worker who have an open episode."""
    return _children(OpenFile.objects.filter(scope, worker=worker), now, offset, limit)


def _children(found: QuerySet[OpenFile], now: datetime, offset: int, limit: int) -> Children:
    rows = list(found.order_by("open_since", "stream")[offset : offset + limit])
    streams = [row.stream for row in rows]
    owed = WorkFilter(scope=Q(stream__in=streams)).rows(now).values("stream").annotate(
        owed=Count(ROW), overdue=Count(ROW, filter=Group.OVERDUE.q(now))
    )  # fmt: skip
    numbers = {one["stream"]: (one["owed"], one["overdue"]) for one in owed}
    children = Subject.objects.in_bulk(streams)
    shown = [ChildInHand(row, children.get(row.stream), *numbers.get(row.stream, (0, 0))) for row in rows]
    return Children(shown, found.count())


def workloads(scope: Q, *, now: datetime, team: str | None = None) -> list[Workload]:
    """Per worker, who carries the most first: children with an open episode, what is owed, and what is overdue of it."""
    files = OpenFile.objects.filter(scope).exclude(worker="")
    if team is not None:
        files = files.filter(team=team)
    children = dict(files.values_list("worker").annotate(number=Count(ROW)).order_by())
    duties = WorkFilter(scope=scope, team=team).rows(now).exclude(assigned_to="")
    numbers = duties.values_list("assigned_to").annotate(
        owed=Count(ROW), overdue=Count(ROW, filter=Group.OVERDUE.q(now))
    )  # fmt: skip
    owed = {worker: (open_, late) for worker, open_, late in numbers.order_by()}
    found = [Workload(one, children.get(one, 0), *owed.get(one, (0, 0))) for one in {*children, *owed}]
    return sorted(found, key=lambda one: (-one.overdue, -one.owed, -one.children, one.worker))


def waiting_for_authorisation(
    person: str, roles: Iterable[str], scope: Q, *, offset: int = 0, limit: int = PAGE
) -> WaitingPage:
    """Proposed acts, neither signed nor returned, which one of these roles may sign and somebody else has proposed; the oldest first."""
    found = authorisable(person, roles, scope)
    rows = list(found.order_by("proposed_at", "event")[offset : offset + limit])
    children = Subject.objects.in_bulk({row.stream for row in rows})
    return WaitingPage([Waiting(row, children.get(row.stream)) for row in rows], found.count())


def authorisable(person: str, roles: Iterable[str], scope: Q) -> QuerySet[Proposal]:
    """The proposals of `waiting_for_authorisation`."""
    waiting = Proposal.objects.filter(Q(state=WAITING), scope, signs__in=sets_of(roles))
    return waiting.exclude(proposed_by=person)


def proposed_by(person: str, scope: Q) -> QuerySet[Proposal]:
    """What somebody has proposed that still waits, or that was returned to them for changes; the newest first."""
    return Proposal.objects.filter(scope, proposed_by=person, state__in=(WAITING, "returned")).order_by("-proposed_at")
