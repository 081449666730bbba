"""The referral board: every live contact and referral of a reader's areas, in the order in which it presses, and the numbers over it.

*Live* is an open referral on which something is still to be decided, or in which something is owed that the front door may do. Where it stands
(`Tab`) follows from what was decided and what is owed, whatever the area calls its steps: it is new until something was done, in screening while a
decision is owed or none was made, to be signed while a proposal waits, then decided with something owed, then finished. Its *leading clock* is the
most pressing of what the front door owes in it, in the order of every worklist: overdue, the longest before; then what is urgent without a time;
then the soonest due; then the rest. What only the referrer or another agency can do is no clock of the front door's.

A number and its list come of the same `BoardFilter`. The number of questions put to the database does not grow with what is on the board, and
each is answered by an index of the table that `board_rows` keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from django.db.models import Count, Q, QuerySet

from waymark.casefile.models import Episode
from waymark.casefile.validation import OPEN_ROLES
from waymark.procedures.time import Duration, Moment, Unit, subtract
from waymark.work.models import Duty, Referral

REFERRAL = "referral"
PAGE = 25
#: Repeat contacts are counted back over so long.
YEAR = Duration(12, Unit.MONTH)
#: In packs' words, who works at a front door or decides for it. Whoever holds one of their posts answers to these (`Role.held_by`).
FRONT_DOOR = frozenset({"call-handler", "mash", "social-worker", "manager", "social-care"})
#: A duty that names one of these is theirs alone, although everybody is one of "practitioners".
ELSEWHERE = frozenset({"referrer", "referring-agency", "agencies-involved", "allocated-worker"})


class Tab(StrEnum):
    """Where a referral stands."""

    NEW = "new"
    SCREENING = "screening"
    SIGNING = "signing"
    OWED = "owed"
    FINISHED = "finished"

    @property
    def title(self) -> str:
        """In words."""
        return _TITLES[self]


_TITLES = {
    Tab.NEW: "New", Tab.SCREENING: "In screening", Tab.SIGNING: "To be signed", Tab.OWED: "Decided, something owed", Tab.FINISHED: "Finished",
}  # fmt: skip


_LIVE = [tab.value for tab in Tab if tab is not Tab.FINISHED]


class Sort(StrEnum):
    """In which order a list stands."""

    PRESSING = "pressing"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardFilter:
    """Which referrals. `scope`: what the reader may see, over `stream` and `area`. What is empty or None does not narrow.

    `rating` is a colour, or "none"; `allocated` whether a worker has the child; `mine` the person who has the child or something owed in it;
    `streams` and `reference` together are what a search has found, one or the other.
    """

    scope: Q
    tab: Tab | None = None
    area: str = ""
    rating: str = ""
    allocated: bool | None = None
    overdue: bool = False
    mine: str = ""
    streams: tuple[str, ...] | None = None
    reference: str = ""
    sort: Sort = Sort.PRESSING

    def but(self, **changes: object) -> BoardFilter:
        """This filter with something else in it."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the board: children whose referrals came in by one act stand together, at the place of the one that presses most.

    `numbers` are of children, by tab; `total` is how many the list holds.
    """

    groups: Sequence[Sequence[Referral]]
    numbers: Mapping[Tab, int]
    total: int
    page: int
    pages: int


def board(wanted: BoardFilter, *, now: datetime, page: int = 1) -> Board:
    """A page of the board in the order asked for, with the numbers of every tab under the same filter."""
    rows = _rows(wanted, now)
    found = rows.values("tab").annotate(number=Count("*")).order_by("tab").values_list("tab", "number")
    numbers = {Tab(tab): number for tab, number in found}
    chosen = rows.filter(tab=wanted.tab) if wanted.tab else rows.filter(tab__in=_LIVE)
    total = sum(
        number for tab, number in numbers.items() if (tab is wanted.tab if wanted.tab else tab is not Tab.FINISHED)
    )
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    return Board(_together(_page(chosen, wanted.sort, now, (page - 1) * PAGE)), numbers, total, page, pages)


def siblings(referrals: Iterable[Referral], scope: Q) -> list[Referral]:
    """The other children of the same referrals, as far as the reader may see them: those that a page does not list."""
    shown = list(referrals)
    acts = {one.act for one in shown} - {""}
    others = Referral.objects.filter(scope, act__in=acts).exclude(pk__in=[one.pk for one in shown])
    # Put in order here: asked for in order, the database would go through a whole area by age.
    return sorted(others, key=lambda one: (one.opened_at, one.pk))


def leading(one: Referral, now: datetime) -> str:
    """The key of the duty that leads: what is overdue; else what is urgent without a time; else what is due first; else what has no time."""
    late = one.late_from is not None and one.late_from <= now
    return one.timed if late or (one.timed and not one.urgent) else one.untimed


def stream_of(episode: str) -> str | None:
    """The file in which a referral stands; None if there is no such referral."""
    return Episode.objects.filter(pk=episode, pathway=REFERRAL).values_list("stream", flat=True).first()


def live_referrals(streams: Iterable[str]) -> dict[str, str]:
    """The newest open referral of each of these children who has one."""
    rows = Episode.objects.filter(stream__in=list(streams), pathway=REFERRAL, closed_at=None).order_by(
        "opened_at", "id"
    )
    return dict(rows.values_list("stream", "id"))


def roles_for(duty: str) -> frozenset[str]:
    """The role words that may hold something owed, by the key of its row; empty if it is not owed any more."""
    found = Duty.objects.filter(pk=duty).values_list("holders", flat=True).first()
    return frozenset((found or "").strip("|").split("|"))


def contacts_in_a_year(streams: Iterable[str], now: datetime) -> dict[str, int]:
    """How many contacts and referrals each of these children has had in the last twelve months, in one question."""
    since = subtract(Moment.at(now), YEAR).start
    rows = Episode.objects.filter(stream__in=list(streams), pathway=REFERRAL, opened_at__gte=since)
    return dict(rows.values("stream").annotate(number=Count("pk")).values_list("stream", "number"))


# How it is found out.


def _rows(wanted: BoardFilter, now: datetime) -> QuerySet[Referral]:
    """The open referrals that the filter lets through, whatever their tab."""
    found = Referral.objects.filter(wanted.scope)
    if wanted.area:
        found = found.filter(area=wanted.area)
    if wanted.rating:
        found = found.filter(rating="" if wanted.rating == "none" else wanted.rating)
    if wanted.streams is not None or wanted.reference:
        named = Episode.objects.filter(reference=wanted.reference, pathway=REFERRAL).values("id")
        found = found.filter(Q(stream__in=wanted.streams or ()) | Q(pk__in=named))
    if wanted.allocated is not None:
        found = found.exclude(worker="") if wanted.allocated else found.filter(worker="")
    if wanted.mine:
        mine = Duty.objects.filter(listed=True, assigned_to=wanted.mine, pathway=REFERRAL)
        found = found.filter(Q(worker=wanted.mine) | Q(pk__in=mine.values("episode")))
    return found.filter(late_from__lte=now) if wanted.overdue else found


def _page(rows: QuerySet[Referral], sort: Sort, now: datetime, skip: int) -> list[Referral]:
    if sort is not Sort.PRESSING:
        return list(rows.order_by("opened_at" if sort is Sort.OLDEST else "-opened_at", "episode")[skip : skip + PAGE])
    found: list[Referral] = []
    kinds = _kinds(now)
    numbers = rows.aggregate(**{name: Count("area", filter=which) for name, (which, _) in kinds.items()})
    for name, (which, order) in kinds.items():
        if len(found) < PAGE and skip < numbers[name]:
            found += rows.filter(which).order_by(order, "episode")[skip : skip + PAGE - len(found)]
        skip = max(skip - numbers[name], 0)
    return found


def _kinds(now: datetime) -> dict[str, tuple[Q, str]]:
    """How referrals press, in order, and what orders those that press alike."""
    later = Q(late_from__gt=now)
    untimed = Q(late_from=None)
    return {
        "overdue": (Q(late_from__lte=now), "late_from"),
        "at_once": ((later | untimed) & Q(urgent=True), "opened_at"),
        "running": (later & Q(urgent=False), "late_from"),
        "no_time": (untimed & Q(urgent=False), "opened_at"),
    }


def _together(page: Iterable[Referral]) -> list[list[Referral]]:
    """The children of a page by the act in which their referrals came in."""
    found: dict[str, list[Referral]] = {}
    for one in page:
        found.setdefault(one.act or one.pk, []).append(one)
    return list(found.values())


@lru_cache(maxsize=1 << 10)
def is_held_here(words: str) -> bool:
    """Whether the front door may do something, by the role words that may hold it (as `Holders.words`)."""
    held = frozenset(words.strip("|").split("|"))
    return bool(held & FRONT_DOOR) or (bool(held & OPEN_ROLES) and not held & ELSEWHERE)
