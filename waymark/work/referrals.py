"""What the referral board shows of each child on a page of it, read in as many questions for many children as for few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from waymark.casefile.models import Alias, Answer, Episode, Subject
from waymark.casefile.translation import ACT
from waymark.ledger.models import Event as LedgerEvent
from waymark.people.models import Known
from waymark.work.front_door import REFERRAL, Standing, contacts_in_a_year
from waymark.work.models import Duty, OpenFile

#: The national question that every referral asks first.
DANGER = "referral/immediate-risk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One child's referral with what the board shows. `contacts` and `household_contacts` are of the last twelve months, this one included."""

    standing: Standing
    episode: Episode
    subject: Subject | None
    clock: Duty | None
    worker: str
    team: str
    danger: bool
    contacts: int
    household_contacts: int


def children(groups: Sequence[Sequence[Standing]], now: datetime) -> list[list[Child]]:
    """The children of a page. Those whose referrals came in at one moment, but not in one act, are parted."""
    shown = [one for group in groups for one in group]
    streams = sorted({one.stream for one in shown})
    episodes = Episode.objects.in_bulk([one.episode for one in shown])
    subjects = Subject.objects.in_bulk(streams)
    clocks = Duty.objects.in_bulk([one.clock for one in shown if one.clock])
    files = OpenFile.objects.in_bulk(streams)
    danger = set(
        Answer.objects.filter(stream__in=streams, question=DANGER, value="yes").values_list("episode", flat=True)
    )
    own, homes = _contacts(streams, now)
    acts = _acts([one.stream for group in groups if len(group) > 1 for one in group])

    def child(one: Standing) -> Child:
        file = files.get(one.stream)
        return Child(
            standing=one, episode=episodes[one.episode], subject=subjects.get(one.stream), clock=clocks.get(one.clock),
            worker=file.worker if file else "", team=file.team if file else "", danger=one.episode in danger,
            contacts=own.get(one.stream, 0), household_contacts=homes.get(one.stream, 0),
        )  # fmt: skip

    return [
        [child(one) for one in part]
        for group in groups
        for part in _parted([one for one in group if one.episode in episodes], acts)
        if part
    ]


def _contacts(streams: Sequence[str], now: datetime) -> tuple[dict[str, int], dict[str, int]]:
    """Contacts in a year about each child, and about all children known to live at the child's address."""
    home_of = dict(Known.objects.filter(stream__in=streams).exclude(household="").values_list("stream", "household"))
    members: defaultdict[str, set[str]] = defaultdict(set)
    for stream, home in Known.objects.filter(household__in=set(home_of.values())).values_list("stream", "household"):
        members[home].add(stream)
    found = contacts_in_a_year({*streams, *(one for those in members.values() for one in those)}, now)
    homes = {stream: sum(found.get(one, 0) for one in members[home]) for stream, home in home_of.items()}
    return found, homes


def _acts(streams: Collection[str]) -> Mapping[str, frozenset[str]]:
    """By file the numbers of the acts that were done in its referrals, wherever they were written."""
    if not streams:
        return {}
    stands_for = dict(Alias.objects.filter(stands_for__in=streams).values_list("stream", "stands_for"))
    rows = LedgerEvent.objects.filter(stream__in=[*streams, *stands_for], type=ACT, rule__startswith=f"{REFERRAL}/")
    found: defaultdict[str, set[str]] = defaultdict(set)
    for stream, number in rows.values_list("stream", "act_number"):
        found[stands_for.get(stream, stream)].add(number)
    return {stream: frozenset(numbers) for stream, numbers in found.items()}


def _parted(group: Sequence[Standing], acts: Mapping[str, frozenset[str]]) -> Iterable[list[Standing]]:
    """The children of a group by act: two belong together where one act was about both."""
    parts: list[list[Standing]] = []
    for one in group:
        mine = acts.get(one.stream, frozenset())
        same = next((part for part in parts if mine & acts.get(part[0].stream, frozenset())), None)
        if same is None:
            parts.append([one])
        else:
            same.append(one)
    return parts
