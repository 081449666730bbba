"""Lists of work: mine, what may be taken, my team's. Each has tiles that count it, and a grouping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from waymark.access.readers import Reader
from waymark.web.clock import now
from waymark.web.shell.needs import request_scope
from waymark.web.work import presenters
from waymark.web.work.paging import Paging, address, offset_of, paging
from waymark.work import managing, notices, queries
from waymark.work.filters import Group, WorkFilter

GROUPINGS = {"": "One list", "date": "Date", "child": "Child", "family": "Family"}
_FIRST = {"from": ""}
_GROUPED = {"date": queries.by_date, "child": queries.by_child, "family": queries.by_family}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPage:
    """A list of work with its numbers."""

    title: str
    tiles: list[presenters.Tile]
    blocks: list[presenters.Block]
    total: int
    chosen: Group | None
    by: str
    groupings: list[tuple[str, str, bool]]
    pages: Paging
    all_of_it: str
    empty: str


def chosen_group(request: HttpRequest) -> Group | None:
    """The group named in the address; anything else is no group."""
    word = request.GET.get("group", "").upper()
    return Group[word] if word in Group.__members__ else None


def work_page(request: HttpRequest, wanted: WorkFilter, title: str, empty: str) -> WorkPage:
    """A page of the list that a filter makes, narrowed and grouped as the address says."""
    at, group = now(), chosen_group(request)
    by = request.GET.get("by", "") if request.GET.get("by", "") in GROUPINGS else ""
    narrowed = wanted if group is None else wanted.but(group=group)
    numbers = queries.counts(wanted, now=at)
    found = queries.page(narrowed, now=at, offset=offset_of(request))
    kept = {key: value for key, value in request.GET.dict().items() if key not in ("from", "group") and value}
    return WorkPage(
        title=title,
        tiles=presenters.tiles(numbers, request.path, group, kept),
        blocks=_blocks(found, by, request, at),
        total=found.total,
        chosen=group,
        by=by,
        groupings=[(words, address(request, by=word, **_FIRST), word == by) for word, words in GROUPINGS.items()],
        pages=paging(request, found.total),
        all_of_it=address(request, group="", **_FIRST) if group else "",
        empty=empty,
    )


def _blocks(found: queries.Page, by: str, request: HttpRequest, at: datetime) -> list[presenters.Block]:
    person = request.reader.person  # type: ignore[attr-defined]
    if by:
        return presenters.blocks(_GROUPED[by](found.rows), by, person, at)
    rows = presenters.rows_of(found.rows, person, at)
    return [presenters.Block("", rows)] if rows else []


def tabs(request: HttpRequest) -> list[presenters.Tile]:
    """The lists beside each other, with how much each holds."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    scope, at = request_scope(request).subjects(), now()
    mine = sum(queries.counts(queries.mine(reader.person, scope), now=at).values())
    free = sum(queries.counts(queries.takeable(reader.acts_as, scope), now=at).values())
    found = [
        _tab(request, "work:mine", mine, "My work"),
        _tab(request, "work:free", free, "Up for taking"),
        _tab(request, "work:proposed", managing.proposed_by(reader.person, scope).count(), "Sent for authorisation"),
        _tab(request, "work:notices", notices.unread(reader.person).count(), "Notices"),
    ]
    waiting = managing.authorisable(reader.person, reader.acts_as, scope).count()
    if waiting or reader.role.leads:
        found.insert(2, _tab(request, "work:authorise", waiting, "Waiting for my authorisation"))
    return found


def _tab(request: HttpRequest, name: str, number: int, words: str) -> presenters.Tile:
    where = presenters.href(name)
    return presenters.Tile(number, words, where, False, request.path == where)
