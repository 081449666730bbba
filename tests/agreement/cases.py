"""Cases: a pack, a history and a moment, made by Hypothesis or from a seed; and how many of them are tried."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.agreement.choosing import Choose, Drawn, Seeded
from tests.agreement.histories import random_history, random_now
from tests.agreement.packs import Written, pack_files
from waymark.procedures.evaluation import Situation, evaluate
from waymark.procedures.history import History
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import PackError

DEEP = 20 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 1
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def tried(times: int) -> settings:
    """So many examples, twenty times as many with HYPOTHESIS_PROFILE=deep; a failure prints how to see it again."""
    return settings(max_examples=times * DEEP, deadline=None, print_blob=True, suppress_health_check=SLOW)


@dataclass
class Case:
    """One pack, one history and the moment asked about. It shows itself as text, so that a failure can be read."""

    written: Written
    history: History
    now: datetime
    seed: int | None = None

    @property
    def pack(self) -> Pack:
        return self.written.pack

    def situation(self, history: History | None = None, now: datetime | None = None) -> Situation:
        return evaluate(history or self.history, self.pack, now or self.now)

    def shuffled(self) -> Random:
        """Chance that is the same each time for the same case."""
        return Random(len(self.history.recorded_events) * 31 + (self.seed or 0))

    def __repr__(self) -> str:
        events = "\n".join(map(in_a_line, self.history.recorded_events))
        given = "\n".join(str(fact) for fact in self.history.given)
        return f"seed {self.seed}\n{self.written}\n--- events\n{events}\n--- given\n{given}\n--- now {self.now.isoformat()}"


def in_a_line(event: object) -> str:
    """An event without the fields that say nothing."""
    fields = ((name, getattr(event, name)) for name in type(event).__dataclass_fields__)  # type: ignore[attr-defined]
    return ", ".join(f"{name}={getattr(value, 'iso', lambda v=value: v)()}" for name, value in fields if value)


def case_of(draw: Choose, *, plain: bool = False, most_events: int = 12) -> Case:
    """A case of one history."""
    written = Written(pack_files(draw, plain=plain))
    return Case(written, random_history(draw, written.pack, most_events), random_now(draw))


@st.composite
def drawn_cases(draw: st.DrawFn) -> Case:
    """Small cases that Hypothesis can make smaller still."""
    try:
        return case_of(Drawn(draw), most_events=6)
    except PackError:
        from hypothesis import reject

        reject()
        raise


def seeded_cases(seed: int, histories: int = 4, *, plain: bool = False) -> Iterator[Case]:
    """One pack with several histories; nothing if the pack does not load, which few do not."""
    draw = Seeded(seed)
    try:
        written = Written(pack_files(draw, plain=plain))
    except PackError:
        return
    for _ in range(histories):
        yield Case(written, random_history(draw, written.pack), random_now(draw), seed)


seeds = st.integers(0, 2**32 - 1)
