"""How many deadlines a second, one by one and in bulk, beside others in the same run: `python -m bench.deadlines`.

One by one beside workalendar (`add_working_days`), in bulk beside `numpy.busday_offset`. Each pair counts the same
limits from the same days, and their answers are compared before anything is measured. The best of some rounds counts.
"""

import argparse
import json
import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from workalendar.europe import UnitedKingdom

from waymark.procedures.time import ENGLAND, Duration, Moment, Unit, add, bulk_add_working_days, explain_add

LIMITS = (1, 10, 15, 45)
"""Working days: the limits of a referral, a core group, a conference and an assessment."""
OTHER_LIMITS = ("24 hours", "8 days", "3 months")
YEARS = (date(2024, 1, 1), date(2027, 6, 1))
"""Not 2023: workalendar 17 does not know the bank holiday for the coronation, and the answers would differ."""

Row = dict[str, Any]


def run(*, singly: int = 20_000, in_bulk: int = 1_000_000, rounds: int = 5) -> list[Row]:
    """Measure.

    In: how many days to count from one by one and in bulk, and in how many rounds.
    Out: rows with `name` and `per_second`; beside a peer also `peer`, `peer_per_second` and `times_peer`; where the
    project has set a goal also `goal` and `met`.
    """
    chance = random.Random(2026)
    span = (YEARS[1] - YEARS[0]).days
    days = [YEARS[0] + timedelta(days=chance.randrange(span)) for _ in range(singly)]
    many = np.array(chance.choices(days, k=in_bulk), dtype="datetime64[D]")
    return [*_singly(days, rounds), *_other_limits(days, rounds), *_in_bulk(many, rounds)]


def _singly(days: list[date], rounds: int) -> list[Row]:
    peer = UnitedKingdom()
    rows = []
    for limits, goal in (*(((limit,), None) for limit in LIMITS), (LIMITS, 20)):
        asked = [(day, limits[place % len(limits)]) for place, day in enumerate(days)]
        ours = [(Moment.on(day), Duration(limit, Unit.WORKING_DAY)) for day, limit in asked]
        some = asked[: max(200, len(asked) // 10)]
        for (day, limit), (moment, duration) in zip(some, ours, strict=False):
            assert peer.add_working_days(day, limit) == add(moment, duration).day, (day, limit)
        name = f"one by one, {str(ours[0][1]) if len(limits) == 1 else 'those limits in turn'}"
        speed = _best(lambda ours=ours: [add(start, limit) for start, limit in ours], len(ours), rounds)
        theirs = _best(lambda some=some: [peer.add_working_days(day, limit) for day, limit in some], len(some), rounds)
        rows.append(_beside(name, speed, "workalendar", theirs, goal))
    return rows


def _other_limits(days: list[date], rounds: int) -> list[Row]:
    starts = [Moment.at(datetime(day.year, day.month, day.day, 16, 50, tzinfo=UTC)) for day in days]
    rows = []
    for text in OTHER_LIMITS:
        limit = Duration.parse(text)
        speed = _best(lambda limit=limit: [add(start, limit) for start in starts], len(starts), rounds)
        rows.append({"name": f"one by one, {text}", "per_second": speed})
    some, limit = starts[: max(200, len(starts) // 10)], Duration.parse("15 working days")
    speed = _best(lambda: [explain_add(start, limit).sentences() for start in some], len(some), rounds)
    return [*rows, {"name": "explained in sentences, 15 working days", "per_second": speed}]


def _in_bulk(days: Any, rounds: int) -> list[Row]:
    calendar = np.busdaycalendar(holidays=sorted(ENGLAND.holidays))
    mixed = np.resize(np.array(LIMITS), days.size)
    rows = []
    for name, limit in (("15 working days", 15), ("a limit for each", mixed)):
        theirs = np.busday_offset(days, limit, roll="backward", busdaycal=calendar)
        assert np.array_equal(bulk_add_working_days(days, limit), theirs)
        speed = _best(lambda limit=limit: bulk_add_working_days(days, limit), days.size, rounds)
        peer = _best(
            lambda limit=limit: np.busday_offset(days, limit, roll="backward", busdaycal=calendar), days.size, rounds
        )
        rows.append(_beside(f"in bulk, {name}", speed, "numpy.busday_offset", peer, 0.5))
    return rows


def _best(work: Callable[[], object], count: int, rounds: int) -> int:
    """How many a second in the fastest round: what else the machine does can only slow it down."""
    fastest = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        fastest = min(fastest, time.perf_counter() - began)
    return round(count / fastest)


def _beside(name: str, speed: int, peer: str, peer_speed: int, goal: float | None) -> Row:
    times = speed / peer_speed
    row: Row = {"name": name, "per_second": speed, "peer": peer, "peer_per_second": peer_speed}
    row["times_peer"] = round(times, 1)
    return row if goal is None else row | {"goal": f"at least {goal} times the peer", "met": times >= goal}


def main() -> None:
    """Print the rows as a table, or with `--json` as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print JSON")
    options.add_argument("--rounds", type=int, default=5, help="how often each is measured; the best counts")
    chosen = options.parse_args()
    rows = run(rounds=chosen.rounds)
    if chosen.json:
        print(json.dumps(rows, indent=2))
        return
    for row in rows:
        beside = f"{row['times_peer']:>8,} × {row['peer']} ({row['peer_per_second']:,})" if "peer" in row else ""
        verdict = f"  {row['goal']}: {'met' if row['met'] else 'MISSED'}" if "goal" in row else ""
        print(f"{row['name']:<50}{row['per_second']:>14,} a second{beside}{verdict}")


if __name__ == "__main__":
    main()
