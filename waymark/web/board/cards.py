"""A page of the board as plain data: a card for each referral, a line for each child."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from waymark.agencies.queries import agency_names, names_of, team_names
from waymark.casefile.packs import pack_on
from waymark.people.details import Details
from waymark.procedures.time import Moment
from waymark.web.board.clocks import in_words, loudness
from waymark.web.board.filters import COLOURS
from waymark.web.file.words import age_at
from waymark.work.front_door import REFERRAL, Tab
from waymark.work.models import Duty
from waymark.work.referrals import Child, Group


@dataclass(frozen=True, slots=True)
class CardClock:
    """The leading clock of a child's referral."""

    words: str
    kind: str
    title: str
    key: str
    free: bool
    """Whether nobody has it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One child on a card."""

    episode: str
    stream: str
    name: str
    age: str
    born: date | None
    due_date: date | None
    reference: str
    stage: str
    tab: Tab
    decided: str
    colour: str
    rating: str
    clock: CardClock | None
    more: int
    """What else is owed, beside the leading clock."""
    with_whom: str
    contacts: int
    household_contacts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One referral: what came in once, about one child or several."""

    received: datetime
    concern: str
    referrer: str
    danger: bool
    area: str
    colour: str
    lines: tuple[Line, ...]
    others: tuple[tuple[str, str, str], ...]
    """Other children of the same referral that are not listed here: episode, name and where it stands."""


def cards(groups: Sequence[Group], now: datetime) -> list[Card]:
    """The cards of a page, in its order."""
    every = [child for group in groups for child in group.children]
    assigned = {one.clock.assigned_to for one in every if one.clock}
    said = {one.episode.referrer for one in every if _is_user(one.episode.referrer)}
    people = names_of({*assigned, *said, *(one.row.worker for one in every)} - {""})
    teams = team_names({one.team for one in every} - {""})
    agencies = agency_names({one.episode.referred_by for one in every} - {""})
    return [_card(group, people, teams, agencies, now) for group in groups if group.children]


def _card(
    group: Sequence[Child],
    people: Mapping[str, str],
    teams: Mapping[str, str],
    agencies: Mapping[str, str],
    now: datetime,
) -> Card:
    first = group.children[0].episode
    colours = [one.row.rating for one in group.children]
    return Card(
        received=first.opened_at,
        concern=next((one.episode.concern for one in group.children if one.episode.concern), ""),
        referrer=_referrer(people.get(first.referrer, first.referrer), agencies.get(first.referred_by, "")),
        danger=any(one.danger for one in group.children),
        area=pack_on(first.area, Moment.at(now).day).title,
        colour=next((colour for colour in COLOURS if colour in colours), ""),
        lines=tuple(_line(one, people, teams, now) for one in group.children),
        others=tuple((one.pk, name or "Child not named", Tab(one.tab).title) for one, name in group.others),
    )


def _referrer(person: str, agency: str) -> str:
    """Who told of the concern: a name and an agency, or a member of the public, of whom a board shows no name."""
    return ", ".join(filter(None, (person if agency else "", agency))) or "A member of the public"


def _is_user(person: str) -> bool:
    return person.startswith("user:")


def _line(one: Child, people: Mapping[str, str], teams: Mapping[str, str], now: datetime) -> Line:
    subject, today = one.subject, Moment.at(now).day
    who = Details(
        name=subject.name if subject else "",
        born=subject.born if subject else None,
        due_date=subject.due_date if subject else None,
    )
    named = who.name or (subject.preferred_name if subject else "")
    return Line(
        episode=one.row.pk,
        stream=one.row.stream,
        name=named or ("Unborn child" if who.unborn else "Child not named"),
        age=age_at(who, today),
        born=who.born,
        due_date=who.due_date,
        reference=one.episode.reference,
        stage=one.episode.stage,
        tab=Tab(one.row.tab),
        decided=_decided(one.episode.area, one.episode.decided, today),
        colour=one.row.rating,
        rating=COLOURS.get(one.row.rating, one.row.rating.capitalize()) if one.row.rating else "",
        clock=_clock(one.clock, now) if one.clock else None,
        more=max(0, one.row.owed - 1),
        with_whom=_with_whom(one, people, teams),
        contacts=one.contacts,
        household_contacts=one.household_contacts,
    )


def _clock(row: Duty, now: datetime) -> CardClock:
    due = Moment.parse(row.due) if row.due else None
    return CardClock(
        in_words(due, row.urgent, now), loudness(due, row.urgent, now), row.title, row.key, not row.assigned_to
    )


def _with_whom(one: Child, people: Mapping[str, str], teams: Mapping[str, str]) -> str:
    """The allocated worker; else who has taken what leads; else the team."""
    person = one.row.worker or (one.clock.assigned_to if one.clock else "")
    team = teams.get(one.team, "")
    return ", ".join(filter(None, (people.get(person, ""), team)))


@lru_cache(maxsize=1 << 10)
def _decided(area: str, option: str, day: date) -> str:
    """A decision in the area's words."""
    if not option:
        return ""
    pack = pack_on(area, day)
    steps: Iterable = (step for step in pack.steps.values() if step.pathway == REFERRAL and step.decides is not None)
    return next(
        (row.title for step in steps for row in step.decides.rows if row.id == option),
        option.replace("-", " ").capitalize(),
    )
