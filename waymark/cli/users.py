"""`waymark users …`: agencies, teams, and who works there as what. Whoever runs this machine may do all of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import click

from waymark.cli.database import in_words, known_areas, moment_now, ready
from waymark.cli.output import show_json, show_table

_json = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
_role = click.option("--role", required=True, help="The role, such as mash-manager; `waymark users roles` lists them.")
_agency = click.option("--agency", required=True, help="The agency's short name.")
_team = click.option("--team", default="", help="The team's short name.")
_areas = click.option(
    "--area", "areas", multiple=True, help="An area of the post. Without: all of its team's or agency's."
)
_day = click.DateTime(["%Y-%m-%d"])


@click.group()
def users() -> None:
    """Agencies, teams and users: who may sign in, and as what they work."""


@users.command()
@_json
def roles(as_json: bool) -> None:
    """The roles that a post can have, and how much of the children's files each sees.

    Example: waymark users roles
    """
    from waymark.agencies.roles import ROLES

    if as_json:
        show_json([{"role": one.word, "title": one.title, "sees": one.sees.value} for one in ROLES.values()])
        return
    show_table(("role", "called", "sees"), [(one.word, one.title, one.sees.value) for one in ROLES.values()])


@users.command()
@click.argument("slug")
@click.option("--name", required=True, help="The agency's name.")
@click.option("--kind", required=True, help="council, police, health, school or voluntary.")
@click.option("--area", "areas", multiple=True, required=True, help="An area in which it works; may be given again.")
@_json
@in_words()
def agency(slug: str, name: str, kind: str, areas: tuple[str, ...], as_json: bool) -> None:
    """Add an agency under a short name.

    Exit codes: 0 added, 1 refused with the reason.

    Example: waymark users agency solent-police --name "Solent Police" --kind police --area southampton
    """
    ready()
    known_areas(*areas)
    from waymark.agencies.actions import THE_MACHINE, add_agency

    with _refused_in_words():
        add_agency(slug=slug, name=name, kind=kind, areas=areas, by=THE_MACHINE, now=moment_now())
    _done(as_json, {"agency": slug, "name": name}, f"{name} is added as {slug}.")


@users.command()
@click.argument("slug")
@click.option("--name", required=True, help="The team's name.")
@_agency
@click.option("--area", required=True, help="The area on which it works.")
@_json
@in_words()
def team(slug: str, name: str, agency: str, area: str, as_json: bool) -> None:
    """Add a team of an agency under a short name.

    Exit codes: 0 added, 1 refused with the reason.

    Example: waymark users team southampton-mash --name MASH --agency southampton-council --area southampton
    """
    ready()
    known_areas(area)
    from waymark.agencies.actions import THE_MACHINE, add_team

    with _refused_in_words():
        add_team(slug=slug, name=name, agency=agency, area=area, by=THE_MACHINE, now=moment_now())
    _done(as_json, {"team": slug, "name": name, "agency": agency}, f"{name} is added as {slug}.")


@users.command()
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@_role
@_agency
@_team
@_areas
@click.option("--starts", type=_day, help="First day of the post (2026-03-02). Without: today.")
@click.option(
    "--password-stdin", is_flag=True, help="Read a password from standard input. Without: they set one by e-mail."
)
@_json
@in_words()
def add(email: str, name: str, password_stdin: bool, as_json: bool, starts: datetime | None, **post: Any) -> None:
    """Add somebody who may sign in, with their first post.

    Exit codes: 0 added, 1 refused with the reason.

    Example: waymark users add m.teamlead@example.invalid --name "Montgomery Teamlead" --role mash-manager --agency southampton-council
    """
    ready()
    from django.db import transaction

    from waymark.agencies.actions import THE_MACHINE, add_user

    known_areas(*post["areas"])
    now = moment_now()
    password = _password(email, name) if password_stdin else None
    with _refused_in_words(), transaction.atomic():
        user = add_user(email=email, name=name, password=password, by=THE_MACHINE, now=now)
        number = _give(user, post, starts, None, now)
    how = "" if password else ' They set a password with "I have forgotten my password" on the sign-in page.'
    _done(
        as_json, {"user": user.person, "email": user.email, "post": number}, f"{name} may sign in as {user.email}.{how}"
    )


@users.command()
@click.argument("email")
@click.option("--role", default="", help="The role of a further post; `waymark users roles` lists them.")
@click.option("--agency", default="", help="The agency's short name.")
@_team
@_areas
@click.option("--starts", type=_day, help="First day of the post (2026-03-02). Without: today.")
@click.option("--ends", type=_day, help="Last day of the post.")
@click.option(
    "--end",
    "post",
    type=int,
    help="End this post of theirs instead (its number in `waymark users list`); last day: --ends, or today.",
)
@_json
@in_words()
def post(
    email: str, post: int | None, starts: datetime | None, ends: datetime | None, as_json: bool, **given: Any
) -> None:
    """Give somebody a further post, or end one.

    Exit codes: 0 done, 1 refused with the reason, 2 no such user or nothing to do.

    Example: waymark users post m.teamlead@example.invalid --role team-manager --agency southampton-council --starts 2026-03-02
    """
    ready()
    from waymark.agencies.queries import user_by_email

    user = user_by_email(email)
    if user is None:
        raise click.UsageError(f"There is no user with the address {email}.")
    if post is None and not (given["role"] and given["agency"]):
        raise click.UsageError("Give --role and --agency for a further post, or --end with the number of one to end.")
    known_areas(*given["areas"])
    now, until = moment_now(), ends.date() if ends else None
    with _refused_in_words():
        if post is not None:
            _end(user, post, until or _today(now), now)
            _done(
                as_json,
                {"user": user.person, "post": post, "ends": str(until or _today(now))},
                f"Post {post} is ended.",
            )
            return
        number = _give(user, given, starts, until, now)
    _done(as_json, {"user": user.person, "post": number}, f"{user.name} has post {number}: {given['role']}.")


@users.command(name="list")
@_json
@in_words()
def list_users(as_json: bool) -> None:
    """Who may sign in, and the posts that they hold today.

    Example: waymark users list
    """
    ready()
    from waymark.agencies.queries import all_users

    found = all_users(_today(moment_now()))
    if as_json:
        show_json([_as_json(user, posts) for user, posts in found])
        return
    rows = [
        (user.name, user.email, str(one.pk), one.role, one.team_id or one.agency_id, ", ".join(one.areas))
        for user, posts in found
        for one in posts
    ]
    rows += [(user.name, user.email, "", "no post", "", "") for user, posts in found if not posts]
    show_table(("name", "address", "post", "role", "team or agency", "areas"), sorted(rows))


def _as_json(user: Any, posts: Any) -> dict[str, Any]:
    held = [
        {"post": one.pk, "role": one.role, "agency": one.agency_id, "team": one.team_id or "", "areas": one.areas}
        for one in posts
    ]
    return {"user": user.person, "name": user.name, "email": user.email, "may-sign-in": user.is_active, "posts": held}


def _give(user: Any, post: dict[str, Any], starts: datetime | None, ends: date | None, now: datetime) -> int:
    from waymark.agencies.actions import THE_MACHINE, give_post

    first = starts.date() if starts else _today(now)
    return give_post(user=user, **post, starts=first, ends=ends, by=THE_MACHINE, now=now).pk


def _end(user: Any, post: int, ends: date, now: datetime) -> None:
    from waymark.agencies.actions import THE_MACHINE, end_post

    if not user.posts.filter(pk=post).exists():
        raise click.UsageError(f"{user.name} has no post {post}.")
    end_post(post=post, ends=ends, by=THE_MACHINE, now=now)


def _password(email: str, name: str) -> str:
    """The first line of standard input, if it is good enough."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from waymark.agencies.models import User

    given = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(given, User(email=email, name=name))
    except ValidationError as weak:
        raise click.ClickException(" ".join(weak.messages)) from weak
    return given


def _today(now: datetime) -> date:
    from waymark.procedures.time import Moment

    return Moment.at(now).day


@contextmanager
def _refused_in_words() -> Iterator[None]:
    from waymark.agencies.errors import NotDone

    try:
        yield
    except NotDone as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _done(as_json: bool, value: dict[str, Any], words: str) -> None:
    if as_json:
        show_json(value)
    else:
        click.echo(words)
