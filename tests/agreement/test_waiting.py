"""Until the instant that `next_change` names, time alone changes nothing in what is owed but which duties are late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given

from tests.agreement.cases import Case, drawn_cases, seeded_cases, seeds, tried
from tests.agreement.comparing import owed, shown
from tests.agreement.histories import DAYS
from waymark.procedures.evaluation import Situation
from waymark.procedures.evaluation.instances import NEVER
from waymark.procedures.evaluation.waiting import next_change

AT_LAST = datetime(2026, 8, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def but_for_lateness(situation: Situation) -> list[str]:
    """All that is and was owed, whether late or not."""
    found = []
    for instance in map(owed, situation.duties):
        if instance.ended is None:
            state = "open" if instance.state == "late" else instance.state
            instance = replace(instance, state=state, overran=False)
        found.append(shown(instance) + repr(instance))
    return sorted(found)


def moments_before(end: datetime, now: datetime, chance: Random) -> list[datetime]:
    """The last moment before it, and some at random, most of them in the weeks in which the histories lie."""
    end = min(end, AT_LAST)
    last = end - TICK
    if last <= now:
        return []
    weeks = min(end, now + timedelta(days=20)) - now
    found = [now + weeks * chance.random() for _ in range(3)] + [now + (end - now) * chance.random(), last]
    midnight = datetime.fromisoformat(f"{chance.choice(DAYS)}T23:00:00+00:00")
    return sorted({moment for moment in (*found, midnight) if now < moment < end})


def check(case: Case, now: datetime) -> None:
    situation = case.situation(now=now)
    end = next_change(situation)
    assert end > now
    before = but_for_lateness(situation)
    for moment in moments_before(end, now, case.shuffled()):
        assert but_for_lateness(case.situation(now=moment)) == before, (moment, end, case)


@tried(150)
@given(seeds)
def test_nothing_but_lateness_changes_before_it(seed):
    for case in seeded_cases(seed):
        check(case, case.now)


@tried(60)
@given(drawn_cases())
def test_nothing_but_lateness_changes_before_it_in_small_cases(case):
    check(case, case.now)


@tried(40)
@given(seeds)
def test_going_from_one_to_the_next_misses_nothing(seed):
    """As the program does: a file is worked out at each such instant and else left alone."""
    for case in seeded_cases(seed, histories=2):
        now, rounds = case.now, 0
        while now < datetime(2026, 4, 20, tzinfo=UTC) and rounds < 12:
            check(case, now)
            now, rounds = next_change(case.situation(now=now)), rounds + 1


@tried(30)
@given(seeds)
def test_where_nothing_waits_for_time_it_is_never(seed):
    """Far beyond all dates of a case only birthdays, rhythms of the calendar and office hours are left."""
    far = datetime(2030, 1, 5, 12, tzinfo=UTC)
    for case in seeded_cases(seed):
        text = str(case.written)
        if any(word in text for word in ("age", "hours", "working-day")):
            continue
        assert next_change(case.situation(now=far)) == NEVER, case
