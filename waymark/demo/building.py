"""Builds the synthetic partnership: families arrive over eighteen months, and their children's lives are lived in the procedures."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from waymark.agencies.models import User
from waymark.agencies.roles import AGENCY_ROLES, ROLES
from waymark.casefile import projections, records
from waymark.casefile.actions import record
from waymark.casefile.acts import EVERYTHING, Act, Actor
from waymark.casefile.errors import NotRecorded, Refused
from waymark.casefile.packs import pack_on
from waymark.casefile.queries import file_of
from waymark.demo import names, partnership
from waymark.demo.answers import Answering
from waymark.demo.living import DAY, HOUR, Life
from waymark.people.details import Details
from waymark.people.persons import PROFESSIONAL, Person
from waymark.procedures.history import Kind
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment
from waymark.work import actions as work

MONTHS_BACK = 540 * DAY
#: Pathways in which a child has a worker, and the team that holds them.
ALLOCATED = {
    "assessment": "assessment", "section-47-enquiry": "assessment", "child-in-need-plan": "protection", "child-protection-plan": "protection",
}  # fmt: skip
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Built:
    """What was made."""

    children: int = 0
    families: int = 0
    acts: int = 0


@dataclass(frozen=True, slots=True)
class Area:
    """One area with its people as actors, by the first part of their address."""

    area: str
    pack: Pack
    actors: dict[str, tuple[Actor, ...]]

    def staff(self, worker: str) -> list[Actor]:
        """Who acts, in order of preference: the worker, who leads, the front door, the chair, partners."""
        order = (
            worker,
            "team.manager",
            "contact.officer",
            "mash.manager",
            "chair",
            "police",
            "health",
            "education",
            "teacher",
        )
        return [actor for local in order for actor in self.actors[local]]

    def one(self, local: str) -> Actor:
        """Somebody in the first of their roles."""
        return self.actors[local][0]


def build(*, children: int, seed: int, now: datetime, progress: Progress = lambda stage, done, of: None) -> Built:
    """Make agencies, users and `children` children with their histories, ending at `now`. The same seed makes the same data."""
    chance = random.Random(seed)
    began = _at(now.timestamp() - MONTHS_BACK - 60 * DAY)
    areas = [_area(area, began) for area in partnership.AREAS]
    built = Built()
    while built.children < children:
        area = areas[built.families % len(areas)]
        with transaction.atomic(), projections.held_back(now=now):
            _family(area, random.Random(chance.random()), built, children - built.children, now)
        built.families += 1
        progress("Families", built.children, children)
    return built


def _area(area: str, began: datetime) -> Area:
    pack = pack_on(area, Moment.at(began).day)
    users = partnership.build(area, pack.title, Moment.at(began).day, began)
    posts = {place.local: place for place in partnership.PLACES}
    return Area(area, pack, {local: _actors(user, posts[local], area) for local, user in users.items()})


def _actors(user: User, place: partnership.Place, area: str) -> tuple[Actor, ...]:
    agency = place.agency.format(a=partnership.SHORT[area])
    kind = agency.rpartition("-")[2]
    words = (*AGENCY_ROLES.get(kind, ()), *ROLES[place.role].acts_as)
    return tuple(Actor(person=user.person, role=word, agency=agency, scope=EVERYTHING) for word in words)


def _family(area: Area, chance: random.Random, built: Built, left: int, now: datetime) -> None:
    family = names.family(chance, area.area, built.families)
    arrival = _arrival(chance, now)
    referrer = area.one(chance.choice(("teacher", "teacher", "health", "police", "education")))
    act = _referral(area, chance, arrival, "referral/referral", referrer)
    streams = []
    number = f"demo-{built.families}"
    for position, child in enumerate(family.children[:left]):
        details = _details(family, child, arrival, built.children + position)
        people = [_person(name, relationship, family) for name, relationship in family.parents]
        people.append(
            Person(
                id="",
                name="Tarquin Headteacher",
                relationship="Head teacher",
                kind=PROFESSIONAL,
                agency=referrer.agency,
            )
        )
        streams.append(
            records.open_file(
                details=details, area=area.area, by=referrer, now=arrival, people=people, act=act, act_number=number
            )
        )
    for other in streams[1:]:
        records.connect_children(
            a=streams[0], b=other, relationship="sibling", by=referrer, now=arrival, in_household=True
        )
    fate = chance.random()
    worker = chance.choice(("social.worker", "social.worker2", "social.worker3"))
    for stream in streams:
        built.acts += sum(1 for _ in _live(area, stream, random.Random(fate), worker, arrival, now))
    built.children += len(streams)


def _arrival(chance: random.Random, now: datetime) -> datetime:
    """When a family is first referred: a quarter of them lately, so that there is work at every stage; by day, mostly on weekdays."""
    back = chance.uniform(0.1, 12) * DAY if chance.random() < 0.25 else chance.uniform(12 * DAY, MONTHS_BACK)
    moment = _at(now.timestamp() - back)
    shifted = moment.replace(
        hour=chance.choice((8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20)), minute=chance.randrange(60)
    )
    return min(shifted, _at(now.timestamp() - 2 * HOUR))


def _details(family: names.InventedFamily, child: names.InventedChild, arrival: datetime, number: int) -> Details:
    born = Moment.at(_at(arrival.timestamp() - child.age_in_days * DAY)).day
    unborn = child.age_in_days < 0
    return Details(
        name=f"Baby {family.family_name}" if unborn else child.name, born=None if unborn else born, due_date=born if unborn else None,
        sex="" if unborn else child.sex, nhs_number="" if unborn else names.nhs_number(number), address=family.address,
        postcode=family.postcode, school="" if unborn or child.age_in_days < 1000 else family.school, language="English",
    )  # fmt: skip


def _person(name: str, relationship: str, family: names.InventedFamily) -> Person:
    return Person(
        id="", name=name, relationship=relationship, in_household=relationship == "mother", parental_responsibility=True, phone=family.phone
    )  # fmt: skip


def _referral(area: Area, chance: random.Random, at: datetime, step: str, by: Actor) -> Act:
    answering = Answering(chance)
    moment = Moment.at(at)
    asked = area.pack.step_questions(step)
    answers = answering.answers(asked.values(), moment)
    answers |= {
        key: value for key, value in {"reporter-kind": "professional", "came-by": "online-form"}.items() if key in asked
    }
    return Act(
        name=step, occurred=moment, answers=answers, happened_anyway="Sent at once, because of the worry; the rest follows by telephone.",
    )  # fmt: skip


def _live(
    area: Area, stream: str, chance: random.Random, worker: str, began: datetime, now: datetime
) -> Iterator[datetime]:
    """One child's life: what the procedures ask, a worker, visits between, and sometimes a second referral."""
    life = Life(stream, area.area, area.staff(worker), chance, now)
    given: set[str] = set()
    visited = began
    last = began
    for moment in life.live(began):
        last = moment
        opened = _open_pathways(stream)
        if opened & ALLOCATED.keys() and not given and chance.random() < 0.9:
            _allocate(area, stream, worker, opened, moment)
            given.add(worker)
        if opened & ALLOCATED.keys() and moment.timestamp() - visited.timestamp() > chance.uniform(9, 30) * DAY:
            visited = moment
            _visit(area, stream, worker, chance, moment)
        yield moment
    again = last.timestamp() + chance.uniform(30, 220) * DAY
    if again < now.timestamp() and chance.random() < 0.35 and not _open_pathways(stream) & ALLOCATED.keys():
        second = _at(again)
        by = area.one(chance.choice(("teacher", "health", "police")))
        _try(stream, area, _referral(area, chance, second, "referral/referral", by), by, second)
        life = Life(stream, area.area, area.staff(worker), chance, now)
        yield from life.live(second)


def _open_pathways(stream: str) -> set[str]:
    history = file_of(stream).history
    closed = {event.episode for event in history.events if event.kind is Kind.CLOSED}
    return {one.pathway for one in history.episodes.values() if one.id not in closed}


def _allocate(area: Area, stream: str, worker: str, opened: set[str], moment: datetime) -> None:
    kind = ALLOCATED[sorted(opened & ALLOCATED.keys())[-1]]
    manager = next(one for one in area.actors["team.manager"] if one.role == "manager")
    projections.catch_up([stream], now=moment)
    work.allocate(
        stream=stream,
        worker=area.one(worker).person,
        team=f"{partnership.SHORT[area.area]}-{kind}",
        by=manager,
        now=moment,
    )


def _visit(area: Area, stream: str, worker: str, chance: random.Random, moment: datetime) -> None:
    step = "case-record/visit"
    seen = chance.random() < 0.92
    answering = Answering(chance)
    alone = chance.random() < 0.7
    said = {"seen": "yes" if seen else "no"}
    if seen:
        said |= {
            "seen-alone": "yes" if alone else "no",
            "seen-where": "at home",
            "childs-words": answering.childs_words(),
        }
        said |= (
            {}
            if alone
            else {"not-seen-alone-reason": "The mother stayed in the room; asked to be alone the next time."}
        )
    else:
        said |= {"not-seen-reason": "Nobody opened, although the visit was agreed."}
    asked = area.pack.step_questions(step)
    answers: dict[str, object] = {key: value for key, value in said.items() if key in asked}
    answers |= {
        key: value for key, value in answering.answers(asked.values(), Moment.at(moment)).items() if key not in said
    }
    _try(stream, area, Act(name=step, occurred=Moment.at(moment), answers=answers), area.one(worker), moment)


def _try(stream: str, area: Area, act: Act, by: Actor, now: datetime) -> None:
    """Record an act; what the procedures refuse does not happen."""
    try:
        record(stream=stream, act=act, by=by, area=area.area, now=now)
    except (Refused, NotRecorded):
        return


def _at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
