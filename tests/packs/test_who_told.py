"""In Cambridgeshire and Peterborough the name of somebody who tells as a neighbour goes neither to the family nor to other agencies."""

from pathlib import Path

import pytest

from waymark.procedures.loading import Library
from waymark.procedures.scenario import read_scenarios

PACKS = Path(__file__).parents[2] / "packs"
BOTH = {"public-referrer-from-agencies", "public-referrer-from-family"}

TOLD = """
example: Somebody tells
area: cambridgeshire-peterborough
events:
  - at: 2026-05-20T11:00
    step: referral/referral
    answers:
      {answers}
now: 2026-05-20T11:10
"""


@pytest.mark.covers("INF-A01", "INF-D03")
@pytest.mark.parametrize(
    ("answers", "narrowed"),
    [
        ("reporter-kind: public\n      wishes-anonymity: yes", BOTH),
        ("reporter-kind: public", BOTH),
        ("reporter-kind: family\n      wishes-anonymity: not-known", BOTH),
        ("reporter-kind: family\n      wishes-anonymity: no", {"public-referrer-from-agencies"}),
        ("reporter-kind: professional", set()),
        ("concern: Nobody asked who is telling", BOTH),
    ],
)
def test_a_name_is_kept_back(answers, narrowed):
    library = Library.read(PACKS)
    text = TOLD.format(answers=answers)
    (scenario,) = read_scenarios(text, "told", lambda name, edition: library.pack(name, edition=edition))
    (referral,) = scenario.situation().of_pathway("referral")

    assert {entry.short_name for entry in referral.access} & BOTH == narrowed
    assert {"referral/referrer-name", "referral/referrer-contact"} <= {
        what for entry in referral.access if entry.short_name in BOTH for what in entry.what
    } or not narrowed
