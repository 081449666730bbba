"""Verification of a ledger of a million events, and the projections made again from it: `python -m bench rebuild`.

The ledger holds invented children with 20 events each, written straight into it, a thousand children to a transaction.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench.evaluation import AREA, believable
from bench.measuring import Row, apart, new_database, spent
from waymark.ledger.events import StreamAppend
from waymark.procedures.history import Kind

CHILDREN = 50_000
EVENTS_EACH = 20
AT_ONCE = 1000
BEGIN = date(2024, 4, 1)
NOW = datetime(2026, 5, 2, 9, 0, tzinfo=UTC)


def run(*, quick: bool = False) -> list[Row]:
    """Rows with `events`, `seconds`, `events per second` and `peak megabytes`."""
    children = CHILDREN // 50 if quick else CHILDREN
    rows = []
    with new_database() as (folder, environment):
        for what, name in (("write", "written"), ("verify", "verified"), ("rebuild", "projections rebuilt")):
            found = apart("bench.rebuild", what, children, environment=environment)
            events = children * EVENTS_EACH
            found |= {"events": events, "events per second": round(events / max(found["seconds"], 0.1))}
            rows.append({"name": f"{events:,} events {name}", **found})
        size = sum(file.stat().st_size for file in folder.glob("waymark.sqlite3"))
        rows.append({"name": "size on disk afterwards", "megabytes": size // 2**20})
    return rows


def write(children: int) -> Row:
    """Append the histories of so many children."""
    from waymark.casefile.packs import Keeper
    from waymark.ledger import actions as ledger

    keeper = Keeper()
    for first in range(0, children, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, children))
        ledger.append_many([_stream(number, keeper) for number in numbers], now=NOW)
        _tell(numbers.stop, children)
    return {"children": children}


def _stream(number: int, keeper: Any) -> StreamAppend:
    """One child's history, pinned as its own days ask."""
    from waymark.casefile.translation import to_ledger

    events = believable(EVENTS_EACH, f"SYN{number:08d}", BEGIN + timedelta(days=number % 600))
    pinned = [
        replace(event, by="bench", pin=keeper.pin(AREA, event.occurred.day) if event.kind is Kind.OPENED else "")
        for event in events
    ]
    return StreamAppend(stream=events[0].subject, expected_sequence=0, events=[to_ledger(event) for event in pinned])


def verify(children: int) -> Row:
    """Verify every event against a head that is signed first."""
    from django.conf import settings

    from waymark.ledger import heads
    from waymark.ledger.verification import verify as check

    heads.create_key(settings.WAYMARK_LEDGER_KEY)
    heads.sign_head(now=NOW)
    report = check(progress=_tell)
    assert report.clean, report.problems[:3]
    return {"children": children}


def rebuild(children: int) -> Row:
    """Empty the projections and make them again."""
    from waymark.casefile import projections

    processes = min(os.cpu_count() or 1, 4)
    done = projections.rebuild(now=NOW, progress=lambda done: _tell(done, children), processes=processes)
    assert done == children
    return {"children": done, "processes": processes, "peak megabytes of each": _peak_of_children()}


def _peak_of_children() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def _tell(done: int, of: int) -> None:
    """Progress, for a person who waits."""
    if sys.stderr.isatty():
        print(f"\r  {done:,} of {of:,} ", end="\n" if done >= of else "", file=sys.stderr, flush=True)


def main() -> None:
    """One measurement, as JSON."""
    import django

    django.setup()
    measures = {"write": write, "verify": verify, "rebuild": rebuild}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=measures)
    parser.add_argument("children", type=int)
    chosen = parser.parse_args()
    print(json.dumps(spent(lambda: measures[chosen.what](chosen.children))))


if __name__ == "__main__":
    main()
