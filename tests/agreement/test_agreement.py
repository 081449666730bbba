"""The fast evaluator says exactly what the slow reference says, on random packs and histories."""

from __future__ import annotations

from hypothesis import given

from tests.agreement.cases import Case, drawn_cases, seeded_cases, seeds, tried
from tests.agreement.comparing import disagreements


def check(case: Case) -> None:
    found = disagreements(case.situation(), case.history, case.pack, case.now)
    assert not found, "\n".join([*found, repr(case)])


@tried(100)
@given(drawn_cases())
def test_fast_and_slow_agree_on_small_cases(case):
    check(case)


@tried(90)
@given(seeds)
def test_fast_and_slow_agree_on_many_histories_of_a_pack(seed):
    for case in seeded_cases(seed):
        check(case)
