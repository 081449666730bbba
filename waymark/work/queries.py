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
    """What is outstanding: overdue first, the longest before the rest; then what is urgent without a time; then by due time; then the rest."""
    found = Duty.objects.filter(state__in=_OUTSTANDING, observable=True).exclude(strength="may")
    if area is not None:
        found = found.filter(area=area)
    timeless = found.filter(late_from__isnull=True).order_by("arose_at", "key")
    groups = (
        (found.filter(late_from__lte=now).order_by("late_from", "stream", "key"), True),
        (timeless.exclude(urgent=""), False),
        (found.filter(late_from__gt=now).order_by("late_from", "stream", "key"), False),
        (timeless.filter(urgent=""), False),
    )
    left = limit
    for rows, late in groups:
        for row in rows[:left] if left else ():
            left -= 1
            yield Owed(row, late)


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
