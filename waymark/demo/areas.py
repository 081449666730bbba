"""An area of the synthetic partnership with the people who act in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from waymark.access.readers import Reader, readers_for
from waymark.agencies.models import User
from waymark.agencies.roles import AGENCY_ROLES, ROLES
from waymark.casefile.acts import EVERYTHING, Actor
from waymark.casefile.packs import pack_on
from waymark.casefile.validation import may_act
from waymark.demo import partnership
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import People
from waymark.procedures.time import Moment

#: Who acts where a step leaves the choice, after the worker: who leads, the front door, the chair, partners.
_ORDER = ("team.manager", "contact.officer", "mash.manager", "chair", "police", "health", "education", "teacher")


@dataclass(frozen=True, slots=True)
class Area:
    """One area: its pack, and its people by the first part of their address, once for each of the pack's roles that they act in."""

    area: str
    pack: Pack
    actors: dict[str, tuple[Actor, ...]]
    readers: dict[str, Reader]

    def staff(self, worker: str) -> list[Actor]:
        """Who acts, in order of preference."""
        return [actor for local in (worker, *_ORDER) for actor in self.actors[local]]

    def one(self, local: str) -> Actor:
        """Somebody in the first of their roles."""
        return self.actors[local][0]

    def team(self, word: str) -> str:
        """The slug of a team."""
        return f"{partnership.SHORT[self.area]}-{word}"

    def agency(self, kind: str) -> str:
        """The slug of an agency."""
        return f"{partnership.SHORT[self.area]}-{kind}"


def set_up(area: str, began: datetime) -> Area:
    """Make an area's agencies, teams and users, in their posts since `began`."""
    day = Moment.at(began).day
    pack = pack_on(area, day)
    users = partnership.build(area, pack.title, day, began)
    posts = {place.local: place for place in partnership.PLACES}
    actors = {local: _actors(user, posts[local], area) for local, user in users.items()}
    return Area(area, pack, actors, {local: readers_for(user, day)[0] for local, user in users.items()})


def _actors(user: User, place: partnership.Place, area: str) -> tuple[Actor, ...]:
    agency = place.agency.format(a=partnership.SHORT[area])
    words = (*AGENCY_ROLES.get(agency.rpartition("-")[2], ()), *ROLES[place.role].acts_as)
    return tuple(Actor(person=user.person, role=word, agency=agency, scope=EVERYTHING) for word in words)


def who_may(staff: Sequence[Actor], named: Sequence[People], pack: Pack, other_than: str = "") -> Actor:
    """The first of the staff whom a step allows; if nobody is named, the first of all."""
    fit = (one for one in staff if one.person != other_than and (not named or may_act(named, one, pack)))
    return next(fit, staff[0])
