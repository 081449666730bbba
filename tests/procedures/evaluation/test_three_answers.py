"""Yes, no and unknown: the whole table of Kleene's logic, and what the engine does with unknown (pack-language.md, 2.2)."""

import itertools

import pytest

from waymark.procedures.evaluation.logic import conjunction, disjunction, negation

YES, NO, UNKNOWN = True, False, None

ALL = {
    (YES, YES): YES, (YES, NO): NO, (YES, UNKNOWN): UNKNOWN,
    (NO, YES): NO, (NO, NO): NO, (NO, UNKNOWN): NO,
    (UNKNOWN, YES): UNKNOWN, (UNKNOWN, NO): NO, (UNKNOWN, UNKNOWN): UNKNOWN,
}  # fmt: skip
ANY = {
    (YES, YES): YES, (YES, NO): YES, (YES, UNKNOWN): YES,
    (NO, YES): YES, (NO, NO): NO, (NO, UNKNOWN): UNKNOWN,
    (UNKNOWN, YES): YES, (UNKNOWN, NO): UNKNOWN, (UNKNOWN, UNKNOWN): UNKNOWN,
}  # fmt: skip
VALUES = (YES, NO, UNKNOWN)


@pytest.mark.parametrize(("parts", "expected"), list(ALL.items()))
def test_all(parts, expected):
    assert conjunction(parts) is expected


@pytest.mark.parametrize(("parts", "expected"), list(ANY.items()))
def test_any(parts, expected):
    assert disjunction(parts) is expected


@pytest.mark.parametrize(("value", "expected"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_not(value, expected):
    assert negation(value) is expected


def test_all_of_nothing_is_yes_and_any_of_nothing_is_no():
    assert conjunction(()) is YES
    assert disjunction(()) is NO


@pytest.mark.parametrize("parts", list(itertools.product(VALUES, repeat=3)))
def test_the_laws_of_de_morgan_hold(parts):
    assert negation(conjunction(parts)) is disjunction(negation(part) for part in parts)
    assert negation(disjunction(parts)) is conjunction(negation(part) for part in parts)


@pytest.mark.parametrize("parts", list(itertools.product(VALUES, repeat=3)))
def test_the_order_of_parts_does_not_matter(parts):
    orders = list(itertools.permutations(parts))
    assert {conjunction(order) for order in orders} == {conjunction(parts)}
    assert {disjunction(order) for order in orders} == {disjunction(parts)}


@pytest.mark.parametrize("parts", list(itertools.product(VALUES, repeat=3)))
def test_learning_what_was_unknown_never_overturns_what_was_told(parts):
    """What could be told while something was unknown stays so, whatever the unknown turns out to be."""
    choices = [(YES, NO) if part is UNKNOWN else (part,) for part in parts]
    for answer in (conjunction, disjunction):
        told = answer(parts)
        if told is not UNKNOWN:
            assert {answer(known) for known in itertools.product(*choices)} == {told}
