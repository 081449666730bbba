"""The level that a referrer chooses is called in the form as in the area's chart."""

from datetime import date

import pytest

from waymark.casefile import packs
from waymark.manual.levels import chart_of

AREAS = ["cambridgeshire-peterborough", "hampshire", "isle-of-wight", "portsmouth", "southampton"]


@pytest.mark.parametrize("area", AREAS)
def test_given_an_area_with_a_chart_when_a_referrer_chooses_a_level_then_it_bears_the_chart_s_name(area):
    pack = packs.pack_on(area, date(2026, 11, 22))
    asked = pack.questions["referral/level-of-need"].options
    chart = chart_of(pack)
    labels = {level.id: level.label for level in chart.levels}

    chosen = {row.id: row.title for row in asked.rows if row.id in labels}

    assert chosen == labels
