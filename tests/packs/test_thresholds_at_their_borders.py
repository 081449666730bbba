"""Descriptors that can be worked out from a figure say yes on one side of their border and no on the other."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from tests.packs.charts import CHARTED, pack
from waymark.manual.levels.answering import Figures

TODAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
TRIED = yaml.safe_load((Path(__file__).parent / "threshold-borders.yaml").read_text(encoding="utf-8"))


def as_answered(value):
    """In YAML `yes` and `no` are True and False."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


#: (area, row, answers, what it says)
BORDERS = [
    (area, key, {name: as_answered(value) for name, value in answers.items()}, None if says == "unknown" else says)
    for area, rows in TRIED.items()
    for key, sides in rows.items()
    for says, tries in sides.items()
    for answers in tries
]


def conditions(area):
    """Every row of the chart, and beside it, that is worked out: key to condition."""
    lists = {name: one for name, one in pack(area).lists.items() if name.startswith("thresholds/")}
    for name, one in lists.items():
        short = name.removeprefix("thresholds/").removeprefix("descriptors-")
        yield from ((f"{short}.{row.id}", row.when) for row in one.rows if row.when is not None)


def reading(area, answers, key):
    figures = {name: value for name, value in answers.items() if name != "age"}
    condition = dict(conditions(area))[key]
    return Figures(pack(area), figures, answers.get("age"), TODAY).holds(condition)


@pytest.mark.parametrize(
    ("area", "key", "answers", "holds"),
    [
        pytest.param(area, key, answers, holds, id=f"{area}: {key} {' '.join(f'{k}={v}' for k, v in answers.items())}")
        for area, key, answers, holds in BORDERS
    ],
)
def test_at_its_border_a_worked_out_descriptor_says_yes_or_no(area, key, answers, holds):
    assert reading(area, answers, key) is holds


@pytest.mark.parametrize("area", CHARTED)
def test_every_worked_out_row_was_tried_on_both_sides(area):
    tried = {}
    for where, key, _, holds in BORDERS:
        if where == area:
            tried.setdefault(key, set()).add(holds)

    assert {key: {True, False} <= tried.get(key, set()) for key, _ in conditions(area)} == {
        key: True for key, _ in conditions(area)
    }


@pytest.mark.parametrize("area", CHARTED)
def test_nothing_is_worked_out_while_nothing_is_known(area):
    assert {reading(area, {}, key) for key, _ in conditions(area)} <= {None}
