"""Builds the synthetic partnership: families arrive over eighteen months, and their children's lives are lived in the procedures."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from waymark.casefile import projections, records
from waymark.casefile.acts import Act, Actor
from waymark.casefile.errors import NotRecorded
from waymark.casefile.kept import details as details_of
from waymark.casefile.queries import file_of
from waymark.demo import areas, families, names, partnership
from waymark.demo.answers import Answering
from waymark.demo.areas import Area
from waymark.demo.around import Around, recorded
from waymark.demo.levels import from_the_chart
from waymark.demo.living import Life
from waymark.demo.moments import DAY, HOUR, at, weekday_before
from waymark.procedures.history import Kind
from waymark.procedures.time import Moment

MONTHS_BACK = 540 * DAY
REFERRAL = "referral/referral"
WORKERS = ("social.worker", "social.worker2", "social.worker3")
REFERRERS = ("teacher", "teacher", "health", "police", "education")
#: Of the families, those who are first heard of in the last days, in the last weeks, and before.
FRESH, LATELY = 0.12, 0.15
#: One in so many files is a second one about a child whom somebody knows already: for the front door to match.
UNMATCHED = 40
#: How often there is another referral after all work has ended.
AGAIN = 0.45
HOURS = (8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20)
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Built:
    """What was made. `lived`: the file of the first child of each family, by area."""

    children: int = 0
    families: int = 0
    acts: int = 0
    lived: dict[str, list[str]] = field(default_factory=dict)


def build(*, children: int, seed: int, now: datetime, progress: Progress = lambda stage, done, of: None) -> Built:
    """Make agencies, users and `children` children with their histories, ending at `now`. The same seed makes the same data."""
    chance = random.Random(seed)
    began = at(now.timestamp() - MONTHS_BACK - 60 * DAY)
    progress("Agencies and users", 0, len(partnership.AREAS))
    all_areas = []
    for area in partnership.AREAS:
        all_areas.append(areas.set_up(area, began))
        progress("Agencies and users", len(all_areas), len(partnership.AREAS))
    built = Built(lived={area: [] for area in partnership.AREAS})
    twice = children // UNMATCHED
    while built.children < children:
        area = all_areas[built.families % len(all_areas)]
        own = random.Random(chance.random())
        left = children - twice - built.children
        with transaction.atomic(), projections.held_back(now=now):
            made = _family(area, own, built, left, now) if left > 0 else _known_already(area, own, built, now)
        built.children += made
        built.families += 1
        progress("Children", built.children, children)
    return built


def _family(area: Area, chance: random.Random, built: Built, left: int, now: datetime) -> int:
    """One family: its children's files, opened by one referral, and their lives until now. Out: how many children."""
    family = names.family(chance, area.area, built.families)
    arrival = _arrival(chance, now)
    referrer = area.one(chance.choice(REFERRERS))
    act, number = _referral(area, chance, arrival), f"demo-{built.families}"
    streams = []
    for position, child in enumerate(family.children[:left]):
        details = families.details(family, child, arrival, built.children + position)
        around = families.people(family, area.agency("school"))
        streams.append(_opened(area, details, around, act, number, referrer, arrival))
    for other in streams[1:]:
        records.connect_children(
            a=streams[0], b=other, relationship="sibling", by=referrer, now=arrival, in_household=True
        )
    fate, worker = chance.random(), chance.choice(WORKERS)
    for stream in streams:
        # Children of one home live much the same.
        built.acts += _live(area, stream, random.Random(fate), worker, arrival, now)
    built.lived[area.area].append(streams[0])
    return len(streams)


def _known_already(area: Area, chance: random.Random, built: Built, now: datetime) -> int:
    """A referral of the last days about a child with a file, sent by somebody who does not know of it. It lies on the board unmatched."""
    known = chance.choice(built.lived[area.area] or [one for some in built.lived.values() for one in some])
    details = replace(details_of(file_of(known)), nhs_number="", school="")
    arrival = _late(now, chance.uniform(0.3, 1.2) * DAY)
    local = chance.choice(("health", "police"))
    act, number = _referral(area, chance, arrival), f"demo-{built.families}"
    stream = _opened(area, details, [], act, number, area.one(local), arrival)
    built.acts += _live(area, stream, chance, chance.choice(WORKERS), arrival, now)
    return 1


def _opened(area: Area, details, people, act: Act, number: str, by: Actor, now: datetime) -> str:
    """A new file with its referral, which says why it was sent in spite of a gate where there is one."""
    more = {"details": details, "area": area.area, "by": by, "now": now, "people": people, "act_number": number}
    try:
        return records.open_file(act=act, **more)
    except NotRecorded:
        anyway = replace(act, happened_anyway="Sent at once, because of the worry; the rest follows by telephone.")
        return records.open_file(act=anyway, **more)


def _arrival(chance: random.Random, now: datetime) -> datetime:
    """When a family is first referred: many of them lately, so that there is work at every stage; by day, mostly on weekdays."""
    kind = chance.random()
    if kind < FRESH:
        return _late(now, chance.uniform(0.1, 3) * DAY)
    back = chance.uniform(2, 16) * DAY if kind < FRESH + LATELY else chance.uniform(16 * DAY, MONTHS_BACK)
    moment = at(now.timestamp() - back).replace(hour=chance.choice(HOURS), minute=chance.randrange(60))
    return at(weekday_before(moment.timestamp()))


def _late(now: datetime, back: float) -> datetime:
    """So long ago, by day and, at a weekend, on the Friday before."""
    moment = at(now.timestamp() - back)
    if moment.hour < HOURS[0]:
        moment = at(moment.timestamp() - 10 * HOUR)
    return at(weekday_before(moment.timestamp()))


def _referral(area: Area, chance: random.Random, now: datetime) -> Act:
    moment, asked = Moment.at(now), area.pack.step_questions(REFERRAL)
    said = {"reporter-kind": "professional", "came-by": "online-form"}
    answers = {
        **Answering(chance).answers(asked.values(), moment),
        **{key: value for key, value in said.items() if key in asked},
        **from_the_chart(area.pack, asked, chance),
    }
    return Act(name=REFERRAL, occurred=moment, answers=answers)


def _live(area: Area, stream: str, chance: random.Random, worker: str, began: datetime, now: datetime) -> int:
    """One child's life, sometimes with another referral after all work has ended. Out: how many acts."""
    acts = 0
    while True:
        life = Life(stream, area, worker, chance, now)
        around, last = Around(life), began.timestamp()
        for situation, clock in life.live(began):
            around.look(situation, clock)
            last = clock
        acts += life.acts
        again = weekday_before(last + chance.uniform(30, 220) * DAY)
        if again > now.timestamp() or chance.random() > AGAIN or _is_open(life):
            return acts
        began = at(again)
        by = area.one(chance.choice(("teacher", "health", "police")))
        if not recorded(stream, _referral(area, chance, began), by, area.area, began):
            return acts


def _is_open(life: Life) -> bool:
    """Whether anything is: what comes in meanwhile is a contact about open work, not another referral."""
    history = life.file.history
    closed = {event.episode for event in history.events if event.kind is Kind.CLOSED}
    return not closed.issuperset(history.episodes)
