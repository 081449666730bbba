"""What the pages of work show, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import NoReverseMatch

from waymark.agencies.queries import names_of
from waymark.casefile.models import Subject
from waymark.casefile.packs import pack_on
from waymark.procedures.describe.words import people_words, upper_first
from waymark.procedures.time import Duration, Moment, Unit, has_passed, subtract
from waymark.web.shell.addresses import address
from waymark.web.shell.streams import slug_of
from waymark.web.shell.words import moment
from waymark.work.filters import Group
from waymark.work.managing import ChildInHand
from waymark.work.models import Duty, Proposal
from waymark.work.queries import Heading, Owed

#: A limit this near is shown as soon.
SOON = Duration(24, Unit.HOUR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing owed, as a line of a worklist."""

    key: str
    child: str
    child_href: str
    what: str
    href: str
    why: str
    since: str
    clock: str
    clock_class: str
    assigned: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under one heading; the heading is empty where the list is not grouped."""

    heading: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that opens exactly its list."""

    number: int
    words: str
    href: str
    loud: bool
    current: bool = False


def rows_of(owed: Iterable[Owed], person: str, now: datetime) -> list[Row]:
    """The lines of some rows; the names of all whose work it is are asked at once."""
    owed = list(owed)
    names = names_of({one.row.assigned_to for one in owed} - {""})
    return [_row(one, names, person, now) for one in owed]


def blocks(headings: Iterable[Heading], by: str, person: str, now: datetime) -> list[Block]:
    """Grouped lines; each heading in words."""
    headings = list(headings)
    rows = iter(rows_of((one for heading in headings for one in heading.rows), person, now))
    made = []
    for heading in headings:
        own = [next(rows) for _ in heading.rows]
        made.append(Block(_heading(heading, by), own))
    return made


def _heading(heading: Heading, by: str) -> str:
    children = list(dict.fromkeys(child_name(one.child, one.row.stream) for one in heading.rows))
    if by == "date":
        return f"Due {heading.key}" if heading.key else "No time given"
    return " and ".join(filter(None, [", ".join(children[:-1]), children[-1]]))


def _row(one: Owed, names: dict[str, str], person: str, now: datetime) -> Row:
    row = one.row
    member = f" ({row.member})" if row.member else ""
    return Row(
        key=row.key, child=child_name(one.child, row.stream), child_href=href("file:overview", slug_of(row.stream)),
        what=row.title + member, href=_where(row.stream, row), why=row.why, since=moment(Moment.parse(row.since)),
        clock=one.words, clock_class=_loudness(one, now), assigned=names.get(row.assigned_to, ""),
        mine=row.assigned_to == person,
    )  # fmt: skip


def who_may_do(row: Duty, now: datetime) -> str:
    """Who may do a thing, in the words of its area's pack; "" where the pack names nobody."""
    duty = pack_on(row.area, Moment.at(now).day).duties.get(row.duty)
    if duty is not None and duty.by:
        return upper_first(people_words(duty.by, pack_on(row.area, Moment.at(now).day)))
    return upper_first(row.holder.replace("-", " "))


def _where(stream: str, row: Duty) -> str:
    """The page on which it is done; for what is told or considered, the child's tasks."""
    if row.step:
        pathway, _, step = row.step.partition("/")
        found = href("steps:step", slug_of(stream), pathway, step)
        # A step of another pathway opens or continues an episode of its own.
        own = row.episode if pathway == row.pathway else ""
        return f"{found}?{urlencode({'episode': own})}" if found and own else found
    name = {"tell": "steps:tell", "consider": "steps:consider"}.get(row.kind, "")
    found = href(name, slug_of(stream)) if name else ""
    return f"{found}?{urlencode({'duty': row.key})}" if found else href("file:tasks", slug_of(stream))


def _loudness(one: Owed, now: datetime) -> str:
    if one.late:
        return "wm-overdue"
    if not one.row.due:
        return "wm-urgent" if one.row.urgent else "wm-no-limit"
    due = Moment.parse(one.row.due)
    near = due.day == Moment.at(now).day or has_passed(subtract(Moment.at(due.start), SOON), now)
    return "wm-soon" if near else "wm-in-time"


def child_name(child: Subject | None, stream: str) -> str:
    """How a list calls a child: the name, or the reference of one who came without (from a return)."""
    if child is None:
        return stream.rpartition(":")[2]
    return child.name or child.reference


def href(name: str, *args: object) -> str:
    """An address; "" where this installation has no such page."""
    try:
        return address(name, *args)
    except NoReverseMatch:
        return ""


def tiles(numbers: dict[Group, int], path: str, chosen: Group | None, more: Mapping[str, str]) -> list[Tile]:
    """The numbers over a list, each opening the part that it counts."""
    words = {
        Group.OVERDUE: "overdue", Group.URGENT: "urgent, no time given", Group.RUNNING: "with time left", Group.UNTIMED: "no time limit",
    }  # fmt: skip
    return [
        Tile(
            number=number, words=words[group], href=f"{path}?{urlencode({**more, 'group': group.name.lower()})}",
            loud=group is Group.OVERDUE and number > 0, current=group is chosen,
        )
        for group, number in numbers.items()
        if number or group is Group.OVERDUE
    ]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """Something proposed, as a line of a list."""

    child: str
    child_href: str
    what: str
    href: str
    by: str
    since: str
    returned: str
    comment: str


def proposal(row: Proposal, child: Subject | None, names: Mapping[str, str]) -> ProposalRow:
    """A proposal with where to read and sign it."""
    pathway, _, step = row.step.partition("/")
    where = href("steps:step", slug_of(row.stream), pathway, step)
    return ProposalRow(
        child=child_name(child, row.stream), child_href=href("file:overview", slug_of(row.stream)), what=row.title,
        href=f"{where}?{urlencode({'episode': row.episode})}" if where else "", by=names.get(row.proposed_by, ""),
        since=moment(row.proposed_at), returned=names.get(row.returned_by, "") if row.returned_by else "", comment=row.comment,
    )  # fmt: skip


def children_of(streams: Iterable[str]) -> dict[str, Subject]:
    """The children of some rows, asked at once."""
    return Subject.objects.in_bulk(set(streams))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildRow:
    """A child with an open episode, as a line of a list."""

    name: str
    href: str
    allocate: str
    waiting_since: str
    owed: int
    overdue: int


def child_in_hand(one: ChildInHand) -> ChildRow:
    """A child with what is owed for it."""
    slug = slug_of(one.row.stream)
    return ChildRow(
        name=child_name(one.child, one.row.stream), href=href("file:overview", slug), allocate=href("work:allocate", slug),
        waiting_since=moment(one.row.open_since), owed=one.owed, overdue=one.overdue,
    )  # fmt: skip
