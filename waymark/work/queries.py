"""What is owed: my work, my team's, what nobody has, and the numbers over it.

Every query starts from `scope`, a Q over `stream` and `area` of what the reader may see, and asks the database as often for many rows as for
few. A number and its list come of the same `WorkFilter`. Before answering, a few files in which time has changed something are worked out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import OperationalError, connection
from django.db.models import Count, Min, Q, QuerySet

from waymark.casefile.models import Subject
from waymark.procedures.time import Moment, clock_words, day_in_words
from waymark.work import projections
from waymark.work.filters import ROW, Group, WorkFilter
from waymark.work.models import Duty, OpenFile

PAGE = 50


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed, with what a worklist shows. `family` is the same for children of one household; `child` None in a broken table."""

    row: Duty
    late: bool
    words: str
    """Its clock: "Overdue by 3 working days"."""
    child: Subject | None = None
    family: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a list, and how many there are of it in all."""

    rows: Sequence[Owed]
    counts: dict[Group, int]
    offset: int
    limit: int

    @property
    def total(self) -> int:
        """How many the whole list holds."""
        return sum(self.counts.values())

    @property
    def more(self) -> bool:
        """Whether something follows after this page."""
        return self.offset + self.limit < self.total


@dataclass(frozen=True, slots=True)
class Heading:
    """Rows of a page under one heading: `key` is a stream, a family or a date."""

    key: str
    rows: Sequence[Owed]


def page(wanted: WorkFilter, *, now: datetime, offset: int = 0, limit: int = PAGE) -> Page:
    """A page of a list: overdue first, the longest before the rest; then urgent without a time; then by due time; then the rest."""
    _catch_up(now)
    listed = wanted.rows(now)
    numbers = _numbers(listed, now)
    left, skip, found = limit, offset, []
    for group, number in numbers.items():
        if left and skip < number:
            rows = listed.filter(group.q(now)).order_by(*group.order)[skip : skip + left]
            found += list(rows)
            left = limit - len(found)
        skip = max(skip - number, 0)
    return Page(_shown(found, now), numbers, offset, limit)


def my_work(person: str, scope: Q, *, now: datetime, offset: int = 0, limit: int = PAGE) -> Page:
    """What is mine: what I have taken or been given, and what falls to me as a child's allocated worker."""
    return page(mine(person, scope), now=now, offset=offset, limit=limit)


def mine(person: str, scope: Q) -> WorkFilter:
    """The filter of `my_work`."""
    return WorkFilter(scope=scope, person=person)


def team_work(team: str, scope: Q, *, now: datetime, offset: int = 0, limit: int = PAGE) -> Page:
    """What is owed for the children of a team, whoever has it."""
    return page(WorkFilter(scope=scope, team=team), now=now, offset=offset, limit=limit)


def up_for_taking(roles: Iterable[str], scope: Q, *, now: datetime, offset: int = 0, limit: int = PAGE) -> Page:
    """What nobody has and one of these roles may take."""
    return page(takeable(roles, scope), now=now, offset=offset, limit=limit)


def takeable(roles: Iterable[str], scope: Q) -> WorkFilter:
    """The filter of `up_for_taking`."""
    return WorkFilter(scope=scope, roles=frozenset(roles), unassigned=True)


def counts(wanted: WorkFilter, *, now: datetime) -> dict[Group, int]:
    """How many stand how: each the length of the list of `wanted.but(group=...)`."""
    _catch_up(now)
    return _numbers(wanted.rows(now), now)


def _numbers(listed: QuerySet[Duty], now: datetime) -> dict[Group, int]:
    kinds = {group.name: Count(ROW, filter=group.q(now)) for group in Group}
    found = listed.aggregate(**kinds)
    return {group: found[group.name] for group in Group}


def overdue_by_type(scope: Q, *, now: datetime, team: str | None = None) -> list[tuple[str, str, int]]:
    """Duty, title and how many are overdue, the most first. The list: `WorkFilter(duty=..., group=Group.OVERDUE)`."""
    _catch_up(now)
    late = WorkFilter(scope=scope, team=team, group=Group.OVERDUE).rows(now)
    numbers = late.values("duty").annotate(named=Min("title"), number=Count(ROW)).order_by("-number", "duty")
    return list(numbers.values_list("duty", "named", "number"))


def child_duties(stream: str, *, now: datetime) -> list[Owed]:
    """All that is owed for one child, in the order of a worklist. Whoever asks has asked already whether the file may be read."""
    wanted = WorkFilter(scope=Q(), stream=stream)
    return list(page(wanted, now=now, limit=1000).rows)


def first_of(streams: Iterable[str], *, now: datetime) -> dict[str, Owed]:
    """The most pressing thing of each of these children for whom something is owed. Whoever asks has asked already whether they may be seen."""
    _catch_up(now)
    found: dict[str, Duty] = {}
    for row in sorted(Duty.objects.filter(listed=True, stream__in=list(streams)), key=lambda one: _pressing(one, now)):
        found.setdefault(row.stream, row)
    return {one.row.stream: one for one in _shown(list(found.values()), now)}


def _pressing(row: Duty, now: datetime) -> tuple[int, datetime, str]:
    """Where a row stands in the order of every list (`Group` and its order)."""
    if row.late_from is not None:
        return 0 if row.late_from <= now else 2, row.late_from, row.key
    return 1 if row.urgent else 3, row.arose_at, row.key


def by_child(rows: Iterable[Owed]) -> list[Heading]:
    """The rows of a page child by child, the most pressing child first."""
    return _under((one.row.stream, one) for one in rows)


def by_family(rows: Iterable[Owed]) -> list[Heading]:
    """The rows of a page family by family."""
    return _under((one.family or one.row.stream, one) for one in rows)


def by_date(rows: Iterable[Owed]) -> list[Heading]:
    """The rows of a page under the London days on which they are due; the key is the day in words, or empty."""
    return _under((day_in_words(Moment.parse(one.row.due).day) if one.row.due else "", one) for one in rows)


def _under(pairs: Iterable[tuple[str, Owed]]) -> list[Heading]:
    found: defaultdict[str, list[Owed]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return [Heading(key, rows) for key, rows in found.items()]


def worklist(now: datetime, *, area: str | None = None, limit: int = PAGE) -> Iterator[Owed]:
    """All that is outstanding, for the command, which sees everything."""
    yield from page(WorkFilter(scope=Q(), area=area), now=now, limit=limit).rows


def _catch_up(now: datetime) -> None:
    """Work out a few files in which time has changed something. Somebody else's writing does not hold up a reader."""
    try:
        projections.tick(now=now, at_most=projections.IN_PASSING)
    except OperationalError as fault:
        if connection.in_atomic_block or "lock" not in str(fault):
            raise


def _shown(rows: Sequence[Duty], now: datetime) -> list[Owed]:
    streams = {row.stream for row in rows}
    children = Subject.objects.in_bulk(streams) if streams else {}
    families = dict(OpenFile.objects.filter(stream__in=streams).values_list("stream", "family")) if streams else {}
    return [
        Owed(
            row, row.late_from is not None and row.late_from <= now, words(row, now), children.get(row.stream),
            families.get(row.stream, ""),
        )
        for row in rows
    ]  # fmt: skip


def words(row: Duty, now: datetime) -> str:
    """A duty's clock as a screen says it; its urgency where no time is given."""
    if row.due:
        return clock_words(Moment.parse(row.due), now)
    return row.urgent[:1].upper() + row.urgent[1:] if row.urgent else "No time given"
