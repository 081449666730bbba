"""What is owed, for the worklist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from waymark.procedures.evaluation import State
from waymark.work.models import Duty

_OUTSTANDING = (State.OPEN.value, State.HELD.value)


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed, with what a worklist shows."""

    row: Duty
    late: bool


def worklist(now: datetime, *, area: str | None = None, limit: int = 50) -> Iterator[Owed]:
    """What is outstanding: the urgent without a time first, then by due time, the longest overdue before the rest."""
    found = Duty.objects.filter(state__in=_OUTSTANDING, observable=True).exclude(strength="may")
    if area is not None:
        found = found.filter(area=area)
    late = found.filter(late_from__lte=now).order_by("late_from", "stream", "key")[:limit]
    rows = [Owed(row, True) for row in late]
    urgent = found.filter(late_from__isnull=True).exclude(urgent="").order_by("arose_at", "key")[: max(limit - len(rows), 0)]
    rows += [Owed(row, False) for row in urgent]
    soon = found.filter(late_from__gt=now).order_by("late_from", "stream", "key")[: max(limit - len(rows), 0)]
    yield from (*rows, *(Owed(row, False) for row in soon))


def counts(now: datetime, *, area: str | None = None) -> dict[str, int]:
    """How many are overdue, running, and without a time: each the length of its list."""
    found = Duty.objects.filter(state__in=_OUTSTANDING, observable=True).exclude(strength="may")
    if area is not None:
        found = found.filter(area=area)
    return {
        "overdue": found.filter(late_from__lte=now).count(),
        "running": found.filter(late_from__gt=now).count(),
        "without a time": found.filter(late_from__isnull=True).count(),
    }
