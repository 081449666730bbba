"""How timely were we: for each clock what was met, met late, is overdue or running, and how long it took.

Figures are functions of the rows of duties and the moment asked about, so any count can show the children behind it, and a report as of an
earlier day counts what stood then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from waymark.casefile import packs
from waymark.casefile.queries import all_files, situation_of
from waymark.procedures.evaluation import State
from waymark.procedures.time import Moment, days_between, working_days_between
from waymark.work.holding import Assignment
from waymark.work.models import Duty
from waymark.work.rows import COLUMNS, duty_rows


class Standing(StrEnum):
    """How one clock of one child stands at the moment asked about."""

    MET = "met"
    MET_LATE = "met late"
    OVERDUE = "overdue"
    RUNNING = "running"
    ENDED_OTHERWISE = "ended otherwise"
    """Waived, lapsed or superseded."""


#: Rows without a clock, or which a return cannot show, are no part of the figures.
_COUNTED = (Standing.MET, Standing.MET_LATE, Standing.OVERDUE, Standing.RUNNING, Standing.ENDED_OTHERWISE)


@dataclass(frozen=True, slots=True)
class ClockOfChild:
    """One clock of one child."""

    stream: str
    duty: str
    arose: date
    due: str
    standing: Standing
    ended: date | None
    taken: int | None
    """Days from the start to the end (working days where the limit counts them), for what was done."""
    over: int
    """Days by which it was or is late, in the same unit."""


@dataclass(slots=True)
class ClockFigures:
    """All children's clocks of one duty."""

    duty: str
    title: str
    unit: str
    counts: dict[Standing, int] = field(default_factory=lambda: dict.fromkeys(_COUNTED, 0))
    taken: list[int] = field(default_factory=list)
    over: list[int] = field(default_factory=list)

    @property
    def median(self) -> float | None:
        """The median days taken by those that were done."""
        return percentile(self.taken, 50)

    @property
    def ninetieth(self) -> float | None:
        """The ninetieth percentile of the days taken."""
        return percentile(self.taken, 90)


@dataclass(slots=True)
class Timeliness:
    """The report: figures by duty, and how many duties a return cannot show."""

    as_of: datetime
    figures: dict[str, ClockFigures] = field(default_factory=dict)
    children: int = 0
    not_shown: int = 0
    not_shown_duties: set[str] = field(default_factory=set)


def rows_as_pinned(area: str | None = None) -> Iterator[Duty]:
    """The duties as each file's own pinned procedures have them; of one area's files where it is named."""
    found = Duty.objects.exclude(due="")
    if area is not None:
        found = found.filter(area=area)
    yield from found.order_by("duty", "late_from", "stream").iterator(chunk_size=2000)


def rows_under(area: str, now: datetime) -> Iterator[Duty]:
    """The duties that every file in the ledger would have under an area's procedures."""
    for file in all_files():
        if file.history.episodes:
            situation = situation_of(file, now, lambda episode: packs.pack_on(area, episode.opened.occurred.day))
            rows = (
                Duty(**dict(zip(COLUMNS, row, strict=True)))
                for row in duty_rows(file.stream, situation, Assignment.of(file))
            )
            yield from (row for row in rows if row.due)


def timeliness(rows: Iterable[Duty], as_of: datetime) -> Timeliness:
    """The figures of these rows as they stood at a moment."""
    report = Timeliness(as_of)
    children: set[str] = set()
    for row in rows:
        one = clock_of(row, as_of)
        if one is None:
            continue
        if not row.observable:
            report.not_shown += 1
            report.not_shown_duties.add(row.duty)
            continue
        children.add(row.stream)
        figures = report.figures.setdefault(row.duty, ClockFigures(row.duty, row.title, _unit(row)))
        figures.counts[one.standing] += 1
        if one.taken is not None and one.standing in (Standing.MET, Standing.MET_LATE):
            figures.taken.append(one.taken)
        if one.over:
            figures.over.append(one.over)
    report.children = len(children)
    return report


def clock_of(row: Duty, as_of: datetime) -> ClockOfChild | None:
    """One row as it stood at a moment; None if it had not yet arisen."""
    if row.arose_at > as_of or row.late_from is None:
        return None
    ended = row.ended_at is not None and row.ended_at <= as_of
    until = row.ended_at if ended and row.ended_at is not None else as_of
    late = until >= row.late_from
    if not ended:
        standing = Standing.OVERDUE if late and row.strength != "may" else Standing.RUNNING
    elif row.state in (State.MET.value, State.MET_LATE.value):
        standing = Standing.MET_LATE if row.state == State.MET_LATE.value else Standing.MET
    else:
        standing = Standing.ENDED_OTHERWISE
    ended_on = row.ended_on if ended else None
    taken = _counted(row, row.arose_on, ended_on) if ended_on is not None else None
    over = (
        _counted(row, Moment.parse(row.due).day, Moment.at(until).day)
        if late and standing in (Standing.MET_LATE, Standing.OVERDUE)
        else 0
    )
    return ClockOfChild(row.stream, row.duty, row.arose_on, row.due, standing, ended_on, taken, over)


def percentile(values: list[int], percent: int) -> float | None:
    """The percentile by linear interpolation between ranks; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    rank = (len(ordered) - 1) * percent / 100
    low = int(rank)
    high = min(low + 1, len(ordered) - 1)
    return round(ordered[low] + (ordered[high] - ordered[low]) * (rank - low), 1)


def _counted(row: Duty, first: date, last: date) -> int:
    if row.counts_working_days:
        return working_days_between(first, last)
    return days_between(Moment.on(first), Moment.on(last))


def _unit(row: Duty) -> str:
    return "working days" if row.counts_working_days else "days"
