"""More data than can be lived one by one: the histories of children who were, written again for others, some weeks apart."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from waymark.casefile.actions import take_over
from waymark.casefile.acts import EVERYTHING, Actor
from waymark.casefile.kept import AREA
from waymark.casefile.queries import all_files
from waymark.demo import names
from waymark.demo.partnership import AREAS
from waymark.ledger.queries import last_position
from waymark.procedures.history import Event, Given, History, Kind
from waymark.procedures.time import Duration, Moment, Unit, subtract

AT_ONCE = 200
#: A copy of what has ended lies up to so many weeks before its original; of what is open, at the same time, or all of it would be overdue.
EARLIEST = Duration(40, Unit.WEEK)
BY = Actor(person="demonstration", role="social-worker", agency="synthetic", scope=EVERYTHING)
_IDS = ("id", "episode", "came_from", "cause", "corrects")


def copy(
    *, children: int, events: int, seed: int, now: datetime, progress: Callable[[str, int, int], None] = lambda *_: None
) -> int:
    """Write copies until there are so many children and at least so many events. Out: how many copies."""
    originals = [file.history for file in all_files() if file.history.episodes]
    chance = random.Random(seed)
    made, written = 0, last_position()
    stories = _stories(originals, chance, len(originals))
    while made < children - len(originals) or written < events:
        wanted = min(AT_ONCE, max(children - len(originals) - made, AT_ONCE if written < events else 0))
        batch = list(islice(stories, wanted))
        take_over(histories=batch, by=BY, now=now)
        made += len(batch)
        written += sum(len(history.recorded_events) + len(history.given) for _, history in batch)
        progress("Copies", made, max(children - len(originals), made))
    return made


def _stories(originals: list[History], chance: random.Random, number: int) -> Iterator[tuple[str, History]]:
    """Endless copies, each with a name and an address of its own."""
    while True:
        number += 1
        original = chance.choice(originals)
        stream = f"child:copy{number:07d}"
        weeks = chance.randrange(0, EARLIEST.count) if _has_ended(original) else 0
        events = [_moved(event, stream, weeks) for event in original.recorded_events]
        yield stream, History(events, _facts(original, chance, number, weeks))


def _has_ended(original: History) -> bool:
    closed = {event.episode for event in original.events if event.kind is Kind.CLOSED}
    return closed.issuperset(original.episodes)


def _facts(original: History, chance: random.Random, number: int, weeks: int) -> list[Given]:
    area = next((str(one.value) for one in original.given if one.name == AREA), AREAS[0])
    family = names.family(chance, area, number)
    own = {
        "name": family.children[0].name, "sex": family.children[0].sex, "address": family.address, "postcode": family.postcode,
        "nhs-number": names.nhs_number(number),
    }  # fmt: skip
    kept = [
        replace(one, value=own.get(one.name, _earlier(one.value, weeks)), since=_earlier(one.since, weeks))
        for one in original.given
        # Who and what belongs to the original child alone is not written again.
        if ":" not in one.name
    ]
    return [one for one in kept if one.value != ""]


def _moved(event: Event, stream: str, weeks: int) -> Event:
    """An event some weeks earlier, in a subject and episodes of its own."""
    renamed = {field: f"{stream}.{getattr(event, field)}" for field in _IDS if getattr(event, field)}
    answers = {name: _earlier(value, weeks) for name, value in event.answers.items()}
    return replace(
        event, subject=stream, occurred=_earlier(event.occurred, weeks), answers=answers,
        planned_for=_earlier(event.planned_for, weeks), **renamed,
    )  # fmt: skip


def _earlier(value, weeks: int):
    if not isinstance(value, Moment):
        return value
    hours = not value.known_to_the_day
    return subtract(value, Duration(weeks * (168 if hours else 1), Unit.HOUR if hours else Unit.WEEK))
