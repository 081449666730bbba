"""Nobody is asked for what the product knows: the register of given facts and the questions that copy from it."""

from functools import cache
from pathlib import Path

import pytest

from waymark.people.details import FACTS
from waymark.procedures.language.given import GIVEN
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library

PACKS = Path(__file__).parents[2] / "packs"
NATIONAL = {"referrer-name": "reporter-name", "referrer-post": "reporter-post", "referrer-contact": "reporter-contact"}
CAMBRIDGESHIRE = {
    "child-name": "name",
    "child-address": "address",
    "full-name": "name",
    "birth-date": "born",
    "childs-language": "language",
    "nursery-or-school": "school",
}


@cache
def pack_of(area: str) -> Pack:
    return Library.read(PACKS).pack(area)


def test_every_detail_that_the_product_keeps_of_a_child_may_be_copied():
    assert set(FACTS.values()) <= GIVEN.keys()


@pytest.mark.parametrize("area", ["national", "cambridgeshire-peterborough", "southampton"])
def test_a_reporter_who_is_signed_in_finds_name_post_and_number_filled_in(area):
    questions = pack_of(area).questions

    assert {short: questions[f"referral/{short}"].prefill for short in NATIONAL} == NATIONAL


def test_what_the_area_asks_of_the_child_is_copied_from_the_childs_file():
    questions = pack_of("cambridgeshire-peterborough").questions

    assert {short: questions[f"referral/{short}"].prefill for short in CAMBRIDGESHIRE} == CAMBRIDGESHIRE
