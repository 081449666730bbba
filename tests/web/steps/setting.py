"""People who work in an invented council everywhere, and a child whose file has begun."""

from __future__ import annotations

from dataclasses import replace

from tests.cast import EVERYTHING, MONDAY, Actor
from waymark.agencies import actions as agencies
from waymark.agencies.models import Agency, User
from waymark.casefile.actions import give, record
from waymark.procedures.history import Given
from waymark.procedures.time import Moment

PASSWORD = "invented-Passw0rd-only"
CHILD = "child:ambrosia"
AREAS = (
    "national",
    "cambridgeshire-peterborough",
    "southampton",
    "hampshire",
    "portsmouth",
    "isle-of-wight",
    "stoke-on-trent",
    "hips",
    "hampshire-police",
)


def agency(slug: str = "testshire") -> Agency:
    """An agency that works everywhere: the council, or `testshire-police` and its like."""
    kind = slug.partition("-")[2] or "council"
    found = Agency.objects.filter(slug=slug).first()
    by = agencies.THE_MACHINE
    return found or agencies.add_agency(
        slug=slug, name=slug.replace("-", " ").title(), kind=kind, areas=AREAS, by=by, now=MONDAY
    )


def user(role: str, name: str, works_for: str = "testshire", areas: tuple[str, ...] = AREAS) -> User:
    """Somebody with one post."""
    agency(works_for)
    email = f"{name.split()[0].lower()}@example.invalid"
    made = agencies.add_user(email=email, name=name, by=agencies.THE_MACHINE, now=MONDAY)
    agencies.give_post(
        user=made, role=role, agency=works_for, areas=areas, starts=MONDAY.date(), by=agencies.THE_MACHINE, now=MONDAY
    )
    return made


def begin(
    actor: Actor, act, stream: str = CHILD, area: str = "national", name: str = "Ambrosia Testcase", now=MONDAY
) -> None:
    """A file that begins with an act, and the child's name."""
    record(stream=stream, act=act, by=replace(actor, scope=EVERYTHING), area=area, now=now)
    give(
        stream=stream,
        given=[Given(name="name", value=name)],
        by=replace(actor, scope=EVERYTHING),
        occurred=Moment.at(now),
        now=now,
    )
