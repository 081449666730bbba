"""Which meetings there are; always from the reader's scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from waymark.casefile.models import Subject
from waymark.meetings.book import HELD, PLANNED
from waymark.meetings.models import Meeting
from waymark.procedures.time import Duration, Moment, Unit, subtract

#: How long a meeting that was planned and not recorded stays on the list, and a held one.
RECENT = Duration(1, Unit.MONTH)


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting with the child whom it is about."""

    row: Meeting
    child: Subject | None


def ahead(scope: Q, *, now: datetime, limit: int = 100) -> list[Listed]:
    """Planned meetings, the next first; those whose time is over and that nobody has recorded stand before them."""
    since = subtract(Moment.at(now), RECENT).start
    return _listed(
        Meeting.objects.filter(scope, state=PLANNED, starts_at__gte=since).order_by("starts_at", "id")[:limit]
    )


def lately(scope: Q, *, now: datetime, limit: int = 100) -> list[Listed]:
    """Meetings held in the last month, the newest first."""
    since = subtract(Moment.at(now), RECENT).start
    return _listed(Meeting.objects.filter(scope, state=HELD, starts_at__gte=since).order_by("-starts_at", "id")[:limit])


def meeting(number: str, scope: Q) -> Meeting | None:
    """One meeting, if the reader may see it."""
    return Meeting.objects.filter(scope, pk=number).first()


def _listed(rows: Sequence[Meeting]) -> list[Listed]:
    rows = list(rows)
    children = Subject.objects.in_bulk({row.stream for row in rows})
    return [Listed(row, children.get(row.stream)) for row in rows]
