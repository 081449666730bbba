"""What an invented referrer takes along from the area's levels of need: a few lines of its chart, a strength, and a level of their own choice."""

from __future__ import annotations

import random
from collections.abc import Mapping

from waymark.demo.answers import REASONS
from waymark.manual.levels import chart_of
from waymark.procedures.language.entries import Question
from waymark.procedures.language.pack import Pack
from waymark.web.thresholds.carrying import carried

USED, LEVEL, WHY = "levels-used", "level-of-need", "level-reasons"
#: How many of those who refer have looked at the chart.
_LOOK = 0.5


def from_the_chart(pack: Pack, asked: Mapping[str, Question], chance: random.Random) -> dict[str, object]:
    """Answers about the level of need, as far as the step asks for them; nothing where it does not."""
    chart = chart_of(pack)
    if USED not in asked:
        return {}
    if chart is None or not chart.held or chance.random() > _LOOK:
        return {USED: "no"}
    chosen = chance.choice(chart.levels[1:])
    near = [one for one in chart.descriptors if chosen in one.levels and not one.protective and one.condition is None]
    strengths = [one for one in chart.descriptors if one.protective]
    ticked = chance.sample(near, min(3, len(near))) + chance.sample(strengths, min(1, len(strengths)))
    found: dict[str, object] = {USED: "yes", **carried(pack, [one.key for one in ticked])}
    options = asked[LEVEL].options if LEVEL in asked else None
    if options is not None and options.get(chosen.id) is not None:
        found |= {LEVEL: chosen.id, WHY: chance.choice(REASONS)}
    return {name: value for name, value in found.items() if name in asked}
