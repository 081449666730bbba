"""The referral board: every live contact and referral of a reader's areas, in the order in which it presses, and the numbers over it.

*Live* is an open referral on which something is still to be decided, or in which something is owed that the front door may do. Where it stands
(`Tab`) follows from what was decided and what is owed, whatever the area calls its steps. Its *leading clock* is the most pressing of what the front
door owes in it, in the order of every worklist: overdue, the longest before; then what is urgent without a time; then the soonest due; then the rest.
What only the referrer or another agency can do is no clock of the front door's.

A number and its list come of the same `BoardFilter`. The number of questions put to the database does not grow with what is on the board.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from waymark.casefile.models import Episode
from waymark.casefile.packs import pack_on
from waymark.casefile.validation import OPEN_ROLES
from waymark.procedures.time import Duration, Moment, Unit, subtract
from waymark.work.models import Duty, Holders, OpenFile, Proposal
from waymark.work.proposals import WAITING

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
class Standing:
    """One child's referral among others: enough to order and count it."""

    episode: str
    stream: str
    opened: datetime
    tab: Tab
    press: tuple[int, float]
    clock: str
    """The key of the leading clock's row; empty where nothing is owed."""
    owed: int


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the board: children whose referrals came in one act stand together. `numbers` are of children, by tab."""

    groups: Sequence[Sequence[Standing]]
    numbers: Mapping[Tab, int]
    total: int
    page: int
    pages: int


def board(wanted: BoardFilter, *, now: datetime, page: int = 1) -> Board:
    """A page of the board in the order asked for, with the numbers of every tab under the same filter."""
    rows = _rows(wanted, now)
    live = _standings(rows.filter(_live(wanted)), wanted, now)
    numbers = Counter(one.tab for one in live)
    finished = rows.filter(_finished(wanted))
    numbers[Tab.FINISHED] = finished.count()
    groups = _grouped((one for one in live if wanted.tab in (None, one.tab)), wanted.sort)
    many = numbers[Tab.FINISHED] if wanted.tab is Tab.FINISHED else len(groups)
    pages = max(1, -(-many // PAGE))
    page = min(max(page, 1), pages)
    shown = slice((page - 1) * PAGE, page * PAGE)
    some = _done(finished, wanted, shown) if wanted.tab is Tab.FINISHED else groups[shown]
    total = sum(
        number
        for tab, number in numbers.items()
        if tab is wanted.tab or (wanted.tab is None and tab is not Tab.FINISHED)
    )
    return Board(some, numbers, total, page, pages)


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


def _rows(wanted: BoardFilter, now: datetime) -> QuerySet[Episode]:
    """The open referrals that the filter lets through, whatever their tab."""
    found = Episode.objects.filter(wanted.scope, pathway=REFERRAL, closed_at=None)
    if wanted.area:
        found = found.filter(area=wanted.area)
    if wanted.rating:
        found = found.filter(rating="" if wanted.rating == "none" else wanted.rating)
    if wanted.streams is not None or wanted.reference:
        found = found.filter(Q(stream__in=wanted.streams or ()) | Q(reference=wanted.reference))
    if wanted.allocated is not None:
        has = Q(stream__in=OpenFile.objects.exclude(worker="").values("stream"))
        found = found.filter(has if wanted.allocated else ~has)
    if wanted.mine:
        mine = _duties(wanted).filter(assigned_to=wanted.mine)
        found = found.filter(
            Q(stream__in=OpenFile.objects.filter(worker=wanted.mine).values("stream"))
            | Q(id__in=mine.values("episode"))
        )
    if wanted.overdue:
        found = found.filter(id__in=_duties(wanted).filter(late_from__lte=now).values("episode"))
    return found


def _live(wanted: BoardFilter) -> Q:
    return _undecided() | Q(id__in=_duties(wanted).values("episode"))


def _finished(wanted: BoardFilter) -> Q:
    return ~_undecided() & ~Q(id__in=_duties(wanted).values("episode"))


def _undecided() -> Q:
    """Nothing was decided, and nothing came of it (of a referral that a return tells of, only what came of it is known)."""
    return Q(decided="") & ~Exists(Episode.objects.filter(stream=OuterRef("stream"), came_from=OuterRef("id")))


def _duties(wanted: BoardFilter) -> QuerySet[Duty]:
    """What is owed in referrals and the front door may do."""
    return Duty.objects.filter(wanted.scope, listed=True, pathway=REFERRAL, holders__in=_held_here())


def _held_here() -> list[str]:
    return [words for words in Holders.objects.values_list("words", flat=True) if _is_held_here(words)]


@lru_cache(maxsize=1 << 10)
def _is_held_here(words: str) -> bool:
    held = frozenset(words.strip("|").split("|"))
    return bool(held & FRONT_DOOR) or (bool(held & OPEN_ROLES) and not held & ELSEWHERE)


def _standings(rows: QuerySet[Episode], wanted: BoardFilter, now: datetime) -> list[Standing]:
    owed: defaultdict[str, list[tuple[tuple[int, float], str, str]]] = defaultdict(list)
    for key, episode, step, late, urgent, arose in _duties(wanted).values_list(
        "key", "episode", "step", "late_from", "urgent", "arose_at"
    ):
        owed[episode].append((_press(late, bool(urgent), arose, now), key, step))
    signing = set(Proposal.objects.filter(state=WAITING).values_list("episode", flat=True))
    found = []
    for episode, stream, area, opened, stage, decided in rows.values_list(
        "id", "stream", "area", "opened_at", "stage", "decided"
    ):
        here = owed.get(episode, ())
        first = min(here, default=((4, opened.timestamp()), "", ""))
        tab = _tab(area, stage, decided, {step for _, _, step in here}, episode in signing, now)
        found.append(Standing(episode, stream, opened, tab, first[0], first[1], len(here)))
    return found


def _press(late: datetime | None, urgent: bool, arose: datetime, now: datetime) -> tuple[int, float]:
    """How much something presses: the less, the more."""
    if late is None:
        return (1 if urgent else 3), arose.timestamp()
    return (0 if late <= now else 2), late.timestamp()


def _tab(area: str, stage: str, decided: str, owed: set[str], signing: bool, now: datetime) -> Tab:
    deciding, starting = _steps(area, Moment.at(now).day)
    if signing:
        return Tab.SIGNING
    if decided and not owed & deciding:
        return Tab.OWED
    return Tab.NEW if not decided and stage in starting else Tab.SCREENING


@lru_cache(maxsize=256)
def _steps(area: str, day: date) -> tuple[frozenset[str], frozenset[str]]:
    """The steps of an area's referral that decide, by name, and the titles of those that begin it."""
    pack = pack_on(area, day)
    own = [step for step in pack.steps.values() if step.pathway == REFERRAL]
    starts = pack.pathways[REFERRAL].starts if REFERRAL in pack.pathways else ()
    deciding = frozenset(step.name for step in own if step.decides is not None)
    return deciding, frozenset(step.title for step in own if step.name in starts) | {""}


def _grouped(standings: Iterable[Standing], sort: Sort) -> list[list[Standing]]:
    """Children whose referrals came in at the same moment stand together, at the place of the one that presses most."""
    together: defaultdict[datetime, list[Standing]] = defaultdict(list)
    for one in standings:
        together[one.opened].append(one)
    groups = [sorted(group, key=lambda one: (one.press, one.episode)) for group in together.values()]
    if sort is Sort.PRESSING:
        return sorted(groups, key=lambda group: (group[0].press, group[0].episode))
    return sorted(groups, key=lambda group: (group[0].opened, group[0].episode), reverse=sort is Sort.NEWEST)


def _done(rows: QuerySet[Episode], wanted: BoardFilter, some: slice) -> list[list[Standing]]:
    """Some of those on which nothing is left to do, child by child: there may be very many."""
    newest = rows.order_by("opened_at" if wanted.sort is Sort.OLDEST else "-opened_at", "id")[some]
    return [
        [Standing(episode, stream, opened, Tab.FINISHED, (4, opened.timestamp()), "", 0)]
        for episode, stream, opened in newest.values_list("id", "stream", "opened_at")
    ]
