"""How fast worklists answer over a large partnership's data: `python -m bench worklists`, or over a database that `bench.web_data` has filled,
`WAYMARK_DATABASE_URL=… python -m bench.worklists`.

Each question is asked of many workers, teams and areas in turn, with what a screen shows of it: the rows of a page, their numbers, their children.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from random import Random
from typing import Any

from bench.measuring import Row, apart, new_database, to_three_figures
from bench.web_data import AREAS, CHILDREN, EVENTS, NOW, TEAMS, WORKERS

ROUNDS = 60


def run(*, quick: bool = False) -> list[Row]:
    """Rows with `milliseconds` at the median and the 95th percentile, and how many questions that asks of the database."""
    size = 50 if quick else 1
    with new_database() as (_, environment):
        numbers = ("--children", CHILDREN // size, "--events", EVENTS // size)
        loaded = apart("bench.web_data", *numbers, environment=environment)
        measured = apart("bench.worklists", *(("--quick",) if quick else ()), environment=environment)
    return [{"name": "loaded", **loaded}, *({"name": name, **row} for name, row in measured.items())]


def questions(chance: Random) -> dict[str, Callable[[], object]]:
    """Each question, of somebody else each time it is asked."""
    from django.db.models import Q

    from waymark.work import managing, projections, queries
    from waymark.work.filters import Group, WorkFilter

    def area() -> Q:
        return Q(area=chance.choice(AREAS))

    def worker() -> str:
        return f"user:{chance.randrange(WORKERS)}"

    def team() -> str:
        return f"team-{chance.randrange(TEAMS)}"

    return {
        "my work, the first page": lambda: queries.my_work(worker(), area(), now=NOW),
        "my work, all areas": lambda: queries.my_work(worker(), Q(), now=NOW),
        "team work, the first page": lambda: queries.team_work(team(), area(), now=NOW),
        "team work, the tenth page": lambda: queries.team_work(team(), Q(), now=NOW, offset=450),
        "up for taking in an area": lambda: queries.up_for_taking(["social-worker"], area(), now=NOW),
        "counts of a worker": lambda: queries.counts(queries.mine(worker(), area()), now=NOW),
        "counts of a team": lambda: queries.counts(WorkFilter(scope=area(), team=team()), now=NOW),
        "counts of an area": lambda: queries.counts(WorkFilter(scope=area()), now=NOW),
        "counts of everything": lambda: queries.counts(WorkFilter(scope=Q()), now=NOW),
        "the first page of everything overdue": lambda: queries.page(WorkFilter(scope=Q(), group=Group.OVERDUE), now=NOW),
        "overdue by type, a team": lambda: queries.overdue_by_type(Q(), now=NOW, team=team()),
        "overdue by type, an area": lambda: queries.overdue_by_type(area(), now=NOW),
        "unallocated in an area": lambda: managing.unallocated(area(), now=NOW),
        "workloads of a team": lambda: managing.workloads(Q(), now=NOW, team=team()),
        "workloads of an area": lambda: managing.workloads(area(), now=NOW),
        "waiting for authorisation": lambda: managing.waiting_for_authorisation(worker(), ["manager"], area()),
        "what is owed for a child": lambda: queries.child_duties(f"child:SYN{chance.randrange(CHILDREN):08d}", now=NOW),
        "a tick with nothing due": lambda: projections.tick(now=NOW, at_most=projections.IN_PASSING),
    }  # fmt: skip


def measure(rounds: int) -> dict[str, Row]:
    """Ask each question so many times."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found: dict[str, Row] = {}
    for name, ask in questions(Random(7)).items():
        with CaptureQueriesContext(connection) as captured:
            ask()
        taken, busy = (sorted(one) for one in zip(*(_milliseconds(ask) for _ in range(rounds)), strict=True))
        found[name] = {
            "milliseconds": to_three_figures(taken[len(taken) // 2]),
            "95th": to_three_figures(taken[int(len(taken) * 0.95)]),
            "of this processor": to_three_figures(busy[len(busy) // 2]),
            "questions": len(captured),
        }
    return found


def _milliseconds(ask: Callable[[], Any]) -> tuple[float, float]:
    """By the clock, and of this process's processor time, which other work on the machine hardly touches (SQLite's work is in it)."""
    began, busy = time.perf_counter(), time.process_time()
    ask()
    return (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000


def main() -> None:
    """All measurements, as JSON."""
    import argparse

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymark.config.settings")
    django.setup()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args()
    print(json.dumps(measure(3 if chosen.quick else ROUNDS), indent=1))


if __name__ == "__main__":
    main()
