"""Users, posts and agencies as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from waymark.agencies.models import Agency, Post, User
from waymark.agencies.queries import names_of
from waymark.agencies.roles import ROLES
from waymark.ledger.queries import stream_events
from waymark.web.shell.areas import title_of
from waymark.web.shell.words import moment, short_day

_SAID = {"user-added": "Was added", "post-given": "Was given a post", "post-ended": "A post was ended"}


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the list."""

    number: int
    name: str
    email: str
    posts: Sequence[str]
    active: bool


@dataclass(frozen=True, slots=True)
class Held:
    """One post of somebody."""

    number: int
    title: str
    where: str
    areas: str
    time: str
    now: bool
    over: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An agency with its teams."""

    slug: str
    name: str
    kind: str
    areas: str
    teams: Sequence[tuple[str, str]]


def people(found: Iterable[tuple[User, list[Post]]], text: str) -> list[Person]:
    """The list; with a text those whose name, address or posts hold it."""
    lines = [
        Person(
            user.pk, user.name, user.email, [f"{ROLES[one.role].title}, {_where(one)}" for one in posts], user.is_active
        )
        for user, posts in found
    ]
    wanted = text.casefold()
    return [one for one in lines if wanted in " ".join((one.name, one.email, *one.posts)).casefold()]


def posts(held: Iterable[Post], today: date) -> list[Held]:
    """Somebody's posts, newest first."""
    return [
        Held(
            number=one.pk, title=ROLES[one.role].title, where=_where(one), areas=_titled(one.areas, today), time=_time(one),
            now=one.starts <= today and (one.ends is None or one.ends >= today), over=one.ends is not None and one.ends < today,
        )
        for one in held
    ]  # fmt: skip


def history(user: User) -> list[tuple[str, str, str]]:
    """What was changed about somebody, when and by whom, newest first."""
    events = [one for one in stream_events(user.person) if one.type in _SAID]
    names = names_of({one.by for one in events})
    return [(moment(one.recorded_at), _words(one.type, one.payload or {}), names[one.by]) for one in reversed(events)]


def agency(one: Agency, today: date) -> Shown:
    """One agency."""
    teams = [(team.name, title_of(team.area, today)) for team in sorted(one.teams.all(), key=lambda team: team.name)]
    return Shown(one.slug, one.name, one.get_kind_display(), _titled(one.areas, today), teams)


def _words(kind: str, payload: dict) -> str:
    if kind == "post-given" and payload.get("role") in ROLES:
        return f"Was given a post: {ROLES[payload['role']].title}"
    if kind == "post-ended" and payload.get("ends"):
        return f"A post was ended with {short_day(date.fromisoformat(payload['ends']))}"
    return _SAID[kind]


def _where(one: Post) -> str:
    return f"{one.team.name}, {one.agency.name}" if one.team else one.agency.name


def _time(one: Post) -> str:
    return f"{short_day(one.starts)} to {short_day(one.ends)}" if one.ends else f"From {short_day(one.starts)}"


def _titled(areas: Iterable[str], today: date) -> str:
    return ", ".join(title_of(one, today) for one in areas)
