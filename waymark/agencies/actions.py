"""Who works where as what. Every change writes an event, so that who held which post when can be shown years later.

Only a system administrator may change this, or whoever runs the machine (`THE_MACHINE`, for commands).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.db import transaction

from waymark.agencies.errors import BadEntry, NotAllowed
from waymark.agencies.models import Agency, AgencyKind, Post, Team, User, address
from waymark.agencies.roles import ROLES
from waymark.ledger import actions as ledger
from waymark.ledger.events import NewEvent
from waymark.ledger.queries import stream_sequence

ADMINISTRATOR = "system-administrator"


class By(Protocol):
    """Who asks for a change: a `waymark.access.readers.Reader`, or the machine."""

    @property
    def person(self) -> str: ...
    @property
    def role_word(self) -> str: ...
    @property
    def agency(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Machine:
    person: str = "command-line"
    role_word: str = ADMINISTRATOR
    agency: str = ""


THE_MACHINE: By = _Machine()


@transaction.atomic
def add_agency(*, slug: str, name: str, kind: str, areas: Sequence[str], by: By, now: datetime) -> Agency:
    """An agency that works in these areas. Errors: NotAllowed, BadEntry."""
    _check(by)
    problems = _slug_problems(slug, Agency.objects.filter(slug=slug).exists())
    if kind not in AgencyKind.values:
        problems["kind"] = f"The kind is one of {', '.join(AgencyKind.values)}."
    _refuse(problems | _name_problems(name))
    agency = Agency.objects.create(slug=slug, name=name.strip(), kind=kind, areas=list(areas))
    _write(f"agency:{slug}", "agency-added", {"name": agency.name, "kind": kind, "areas": agency.areas}, by, now)
    return agency


@transaction.atomic
def add_team(*, slug: str, name: str, agency: str, area: str, by: By, now: datetime) -> Team:
    """A team of an agency, in one area. Errors: NotAllowed, BadEntry."""
    _check(by)
    problems = _slug_problems(slug, Team.objects.filter(slug=slug).exists())
    if not Agency.objects.filter(slug=agency).exists():
        problems["agency"] = f"There is no agency '{agency}'."
    _refuse(problems | _name_problems(name))
    team = Team.objects.create(slug=slug, name=name.strip(), agency_id=agency, area=area)
    _write(f"agency:{agency}", "team-added", {"team": slug, "name": team.name, "area": area}, by, now)
    return team


@transaction.atomic
def add_user(*, email: str, name: str, password: str | None = None, by: By, now: datetime) -> User:
    """Somebody who may sign in. Without a password they set one by "I have forgotten my password". Errors: NotAllowed, BadEntry."""
    _check(by)
    problems: dict[str, str] = {}
    try:
        validate_email(address(email))
    except ValidationError:
        problems["email"] = f"'{email}' is no e-mail address." if email.strip() else "Give an e-mail address."
    if User.objects.filter(email=address(email)).exists():
        problems["email"] = f"There is a user with the address {address(email)} already."
    _refuse(problems | _name_problems(name))
    user = User.objects.create_user(email, name, joined_at=now, password=password)
    _write(user.person, "user-added", {"name": user.name, "email": user.email}, by, now)
    return user


@transaction.atomic
def give_post(
    *,
    user: User,
    role: str,
    agency: str,
    team: str = "",
    areas: Sequence[str] = (),
    starts: date,
    ends: date | None = None,
    by: By,
    now: datetime,
) -> Post:
    """Give a user a role in an agency, perhaps in a team, in some of its areas (all where none is named). Errors: NotAllowed, BadEntry."""
    _check(by)
    works_in = Agency.objects.filter(slug=agency).first()
    found_team = Team.objects.filter(slug=team).first() if team else None
    _refuse(_post_problems(role, agency, works_in, team, found_team, areas, (starts, ends)))
    assert works_in is not None  # _post_problems refused it
    chosen = list(areas) or ([found_team.area] if found_team else list(works_in.areas))
    post = Post.objects.create(
        user=user, agency=works_in, team=found_team, role=role, areas=chosen, starts=starts, ends=ends
    )
    _write(user.person, "post-given", _said(post), by, now)
    return post


@transaction.atomic
def end_post(*, post: int, ends: date, by: By, now: datetime) -> Post:
    """End a post with the day `ends`, its last. Errors: NotAllowed, BadEntry."""
    _check(by)
    found = Post.objects.select_related("user").filter(pk=post).first()
    if found is None:
        raise BadEntry({"post": f"There is no post {post}."})
    if ends < found.starts:
        raise BadEntry({"ends": f"The post began on {found.starts}; it cannot end before."})
    found.ends = ends
    found.save(update_fields=["ends"])
    _write(found.user.person, "post-ended", {"post": post, "ends": ends.isoformat()}, by, now)
    return found


def _check(by: By) -> None:
    if by.role_word != ADMINISTRATOR:
        raise NotAllowed(by.person)


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise BadEntry(problems)


def _slug_problems(slug: str, taken: bool) -> dict[str, str]:
    try:
        validate_slug(slug)
    except ValidationError:
        return {"slug": f"'{slug}' is no short name: small letters, digits and hyphens."}
    return {"slug": f"'{slug}' is taken already."} if taken else {}


def _name_problems(name: str) -> dict[str, str]:
    return {} if name.strip() else {"name": "Give a name."}


def _post_problems(
    role: str,
    agency: str,
    works_in: Agency | None,
    team: str,
    found_team: Team | None,
    areas: Sequence[str],
    days: tuple[date, date | None],
) -> dict[str, str]:
    problems: dict[str, str] = {}
    if role not in ROLES:
        problems["role"] = f"'{role}' is no role. Roles: {', '.join(ROLES)}."
    if works_in is None:
        problems["agency"] = f"There is no agency '{agency}'."
    elif strange := sorted(set(areas) - set(works_in.areas)):
        problems["areas"] = f"{works_in.name} does not work in {', '.join(strange)}."
    if team and (found_team is None or found_team.agency_id != agency):
        problems["team"] = f"{agency} has no team '{team}'."
    starts, ends = days
    if ends is not None and ends < starts:
        problems["ends"] = "A post cannot end before it begins."
    return problems


def _said(post: Post) -> dict[str, Any]:
    return {
        "post": post.pk, "role": post.role, "agency": post.agency_id, "team": post.team_id or "", "areas": post.areas,
        "starts": post.starts.isoformat(), "ends": post.ends.isoformat() if post.ends else "",
    }  # fmt: skip


def _write(stream: str, what: str, payload: dict[str, Any], by: By, now: datetime) -> None:
    event = NewEvent(type=what, payload=payload, occurred_at=now, by=by.person, role=by.role_word, agency=by.agency)
    ledger.append(stream=stream, expected_sequence=stream_sequence(stream), events=[event], now=now)
