"""A ledger as big as a large partnership's, in the scratch database of WAYMARK_DATABASE_URL:
`python -m bench.web_data --children 100000 --events 1000000`.

Three children in five were referred, nothing followed, and the referral is closed; three in ten are somewhere between a referral and a plan, most
of them with a worker and a team; the others wait at the front door. All are invented, and the same numbers give the same data. The events are
appended in bulk and the tables are then made from them, as a restored installation makes them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from bench.evaluation import believable
from bench.measuring import Row, spent
from waymark.ledger.events import NewEvent, StreamAppend
from waymark.procedures.history import Event, Given, Kind
from waymark.procedures.time import Moment

CHILDREN, EVENTS = 100_000, 1_000_000
AT_ONCE = 1000
NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
AREAS = ("cambridgeshire-peterborough", "southampton", "hampshire", "national")
WORKERS, TEAMS = 800, 80
#: What an average child has beside the events of those at work: facts, and the referrals of the others.
REST = 7.4
FIRST = ("Ambrosia", "Balthazar", "Clementina", "Dagobert", "Euphemia", "Florizel", "Gwendoline", "Horatio")
LAST = ("Testcase", "Placeholder", "Notareal", "Specimen", "Madeup", "Fictional", "Sampleton", "Pretend")


def load(children: int, events: int) -> Row:
    """Fill an empty ledger with so many children and about so many events, and make the tables."""
    from waymark.casefile import projections
    from waymark.casefile.packs import Keeper
    from waymark.ledger import actions as ledger
    from waymark.ledger.models import Event as Stored

    if Stored.objects.exists():
        raise SystemExit("The ledger is not empty. Name a scratch database in WAYMARK_DATABASE_URL.")
    keeper, each = Keeper(), events / children
    for first in range(0, children, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, children))
        ledger.append_many([_stream(number, each, keeper) for number in numbers], now=NOW)
        _tell("children written", numbers.stop, children)
    processes = min(os.cpu_count() or 1, 4)
    projections.rebuild(now=NOW, progress=lambda done: _tell("files worked out", done, children), processes=processes)
    return {"children": children, "events": Stored.objects.count()}


def _stream(number: int, each: float, keeper: Any) -> StreamAppend:
    """One child's events; `each` is how many a child has on average."""
    from waymark.casefile.translation import given_to_ledger, to_ledger

    chance = Random(number)
    child, area = f"child:SYN{number:08d}", chance.choice(AREAS)
    sort = chance.random()
    size = round((each - REST) / 0.3 + chance.randint(-4, 4)) if sort < 0.3 else 0
    events = (
        _at_work(child, max(size, 4), chance)
        if size
        else _closed(child, chance)
        if sort < 0.9
        else _waiting(child, chance)
    )
    if sort >= 0.95 and area == AREAS[0]:
        events.append(_proposed(events[-1]))
    begun = events[0].occurred
    rows: list[NewEvent] = [
        given_to_ledger(fact, by="bench", occurred=begun) for fact in _facts(number, area, chance, worked=bool(size))
    ]
    for event in events:
        pin = keeper.pin(area, event.occurred.day) if event.kind is Kind.OPENED else ""
        rows.append(to_ledger(replace(event, subject=child, by="bench", role="social-worker", pin=pin)))
    return StreamAppend(stream=child, expected_sequence=0, events=rows)


def _facts(number: int, area: str, chance: Random, *, worked: bool) -> Iterator[Given]:
    yield Given(name="name", value=f"{chance.choice(FIRST)} {chance.choice(LAST)}-{number}")
    yield Given(name="born", value=Moment.on(date(2009, 1, 1) + timedelta(days=chance.randint(0, 6000))))
    yield Given(name="area", value=area)
    if worked and chance.random() < 0.9:
        worker = chance.randrange(WORKERS)
        yield Given(name="allocated-worker", value=f"user:{worker}")
        yield Given(name="allocated-team", value=f"team-{worker % TEAMS}")


def _at_work(child: str, size: int, chance: Random) -> list[Event]:
    """Between a referral and a plan; the last event is in the last weeks."""
    begin = NOW.date() - timedelta(days=4 * size + chance.randint(5, 60))
    return believable(size, child.removeprefix("child:"), begin)


def _closed(child: str, chance: Random) -> list[Event]:
    events = _waiting(child, chance, longest=700)
    day, episode = events[0].occurred.day, events[0].episode
    common = {"episode": episode, "subject": child, "recorded": NOW}
    decided = Moment.on(day + timedelta(days=1))
    closed = Moment.on(day + timedelta(days=3))
    told = {"told": "referrer", "about": "receipt", "duty": "referral/acknowledge"}
    return [
        *events,
        Event(id=f"{child}:3", kind=Kind.TOLD, name="referral", occurred=decided, sequence=3, **told, **common),
        Event(
            id=f"{child}:4",
            name="referral/next-step",
            occurred=decided,
            sequence=4,
            option="no-further-action",
            **common,
        ),
        Event(id=f"{child}:5", name="referral/close-referral", occurred=closed, sequence=5, **common),
        Event(
            id=f"{child}:6",
            kind=Kind.CLOSED,
            name="referral",
            occurred=closed,
            sequence=6,
            cause=f"{child}:5",
            **common,
        ),
    ]


def _waiting(child: str, chance: Random, longest: int = 12) -> list[Event]:
    at = Moment.at(NOW - timedelta(days=chance.randint(longest // 4, longest), minutes=chance.randint(0, 600)))
    common = {"episode": f"referral-{child}", "subject": child, "recorded": NOW, "occurred": at}
    return [
        Event(id=f"{child}:1", kind=Kind.OPENED, name="referral", sequence=1, cause=f"{child}:2", **common),
        Event(
            id=f"{child}:2", name="referral/referral", sequence=2, answers={"reporter-kind": "professional"}, **common
        ),
    ]


def _proposed(referral: Event) -> Event:
    """An outcome that a manager of that area still has to sign."""
    said = {"answers": {}, "option": "no-further-action", "reason": "Help is in place at school."}
    return replace(
        referral, id=f"{referral.subject}:3", kind=Kind.PROPOSED, name="referral/next-step", sequence=3, **said
    )


def _tell(what: str, done: int, of: int) -> None:
    """Progress, for a person who waits."""
    print(f"\r  {done:,} of {of:,} {what} ", end="\n" if done >= of else "", file=sys.stderr, flush=True)


def main() -> None:
    """Load, and say as JSON what it took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymark.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=CHILDREN)
    parser.add_argument("--events", type=int, default=EVENTS)
    chosen = parser.parse_args()
    call_command("migrate", verbosity=0)
    print(json.dumps(spent(lambda: load(chosen.children, chosen.events))))


if __name__ == "__main__":
    main()
