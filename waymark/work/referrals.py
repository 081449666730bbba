"""What the referral board shows of each child on a page of it, read in as many questions for many children as for few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from waymark.casefile.models import Answer, Episode, Subject
from waymark.people.models import Known
from waymark.work.front_door import contacts_in_a_year, leading, siblings
from waymark.work.models import Duty, Referral

#: The national question that every referral asks first.
DANGER = "referral/immediate-risk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One child's referral with what the board shows. `contacts` and `household_contacts` are of the last twelve months, this one included."""

    row: Referral
    episode: Episode
    subject: Subject | None
    clock: Duty | None
    team: str
    danger: bool
    contacts: int
    household_contacts: int


@dataclass(frozen=True, slots=True)
class Group:
    """One referral on a page: the children listed there, and others of the same referral that the list does not hold here."""

    children: Sequence[Child]
    others: Sequence[tuple[Referral, str]]
    """With their names."""


def groups(page: Sequence[Sequence[Referral]], scope: Q, now: datetime) -> list[Group]:
    """The referrals of a page with everything that it shows."""
    shown = [one for group in page for one in group]
    others = siblings(shown, scope)
    streams = sorted({one.stream for one in shown})
    episodes = Episode.objects.in_bulk([one.pk for one in shown])
    subjects = Subject.objects.in_bulk(sorted({*streams, *(one.stream for one in others)}))
    clocks = Duty.objects.in_bulk([key for one in shown if (key := leading(one, now))])
    asked = Answer.objects.filter(stream__in=streams, question=DANGER, value="yes")
    danger = set(asked.values_list("episode", flat=True))
    own, homes = _contacts(streams, now)

    def child(one: Referral) -> Child:
        subject = subjects.get(one.stream)
        return Child(
            row=one, episode=episodes[one.pk], subject=subject, clock=clocks.get(leading(one, now)),
            team=subject.allocated_team if subject else "", danger=one.pk in danger, contacts=own.get(one.stream, 0),
            household_contacts=homes.get(one.stream, 0),
        )  # fmt: skip

    return [
        Group(
            [child(one) for one in group if one.pk in episodes],
            [(one, _name(subjects.get(one.stream))) for one in others if one.act == group[0].act and one.act],
        )
        for group in page
    ]


def _name(subject: Subject | None) -> str:
    return (subject.name or subject.preferred_name) if subject else ""


def _contacts(streams: Sequence[str], now: datetime) -> tuple[dict[str, int], dict[str, int]]:
    """Contacts in a year about each child, and about all children known to live at the child's address."""
    home_of = dict(Known.objects.filter(stream__in=streams).exclude(household="").values_list("stream", "household"))
    members: defaultdict[str, set[str]] = defaultdict(set)
    for stream, home in Known.objects.filter(household__in=set(home_of.values())).values_list("stream", "household"):
        members[home].add(stream)
    found = contacts_in_a_year({*streams, *(one for those in members.values() for one in those)}, now)
    homes = {stream: sum(found.get(one, 0) for one in members[home]) for stream, home in home_of.items()}
    return found, homes
