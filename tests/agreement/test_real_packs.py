"""The packs of all areas: fast and slow agree on histories of their own steps, options and answers, and increments hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given

from tests.agreement.cases import in_a_line, seeds, tried
from tests.agreement.choosing import Seeded
from tests.agreement.comparing import disagreements, everything
from tests.agreement.playing import HOURS, Player
from waymark.procedures.evaluation import Running, evaluate
from waymark.procedures.history import History, in_order_of_recording
from waymark.procedures.loading import Library
from waymark.procedures.time import Moment

PACKS = Path(__file__).parents[2] / "packs"
AREAS = sorted(path.parent.name for path in PACKS.glob("*/area.yaml"))


@cache
def library() -> Library:
    return Library.read(PACKS)


@pytest.mark.parametrize("area", AREAS)
@tried(7)
@given(seeds)
def test_fast_and_slow_agree_under_the_pack_of(area, seed):
    draw, pack = Seeded(seed), library().pack(area)
    history = Player(draw, pack).play(draw.number(3, 10))
    now = Moment.parse(draw.one_of(("2026-04-15", "2026-06-15")) + draw.one_of(HOURS)).start
    found = disagreements(evaluate(history, pack, now), history, pack, now)
    assert not found, "\n".join([*found, *map(in_a_line, history.recorded_events)])


@pytest.mark.parametrize("area", AREAS)
@tried(3)
@given(seeds)
def test_adding_acts_one_by_one_gives_what_evaluating_from_the_start_gives_under_the_pack_of(area, seed):
    draw, pack = Seeded(seed), library().pack(area)
    history = Player(draw, pack).play(draw.number(3, 10))
    events = in_order_of_recording(history.recorded_events)
    running = Running(History((), history.given), pack, events[0].recorded)
    for number, event in enumerate(events, 1):
        situation = running.add(event, event.recorded)
        whole = evaluate(History(events[:number], history.given), pack, event.recorded)
        assert everything(situation) == everything(whole), "\n".join(map(in_a_line, events[:number]))
