"""The same facts in two areas: nearest wordings, and nothing that is called the same but what is."""

import pytest

from tests.cast import MONDAY
from tests.manual.levels.charts import chart
from waymark.manual.levels import compare


def pairs(*ticked, **answers):
    found = compare(chart(), chart("fen"), ticked, answers, now=MONDAY)
    return {one.descriptor.key: [(n.descriptor.key, n.likeness.name) for n in one.nearest] for one in found.pairs}


def test_only_what_is_word_for_word_the_same_is_called_so_and_punctuation_is_no_word():
    assert pairs("home.beaten") == {"home.beaten": [("all.beaten", "SAME")]}


def test_another_wording_is_shown_as_the_nearest_with_how_alike_it_is():
    (pair,) = compare(chart(), chart("fen"), ["school.sometimes-late"], {}, now=MONDAY).pairs

    assert [(one.descriptor.key, one.likeness.name) for one in pair.nearest] == [("all.late", "NEAREST")]
    assert 50 <= pair.nearest[0].alike < 100
    assert not pair.differs, "what is only alike is not said to stand elsewhere"


def test_where_nothing_is_alike_nothing_is_shown():
    assert pairs("home.little-food") == {"home.little-food": []}


def test_a_strength_is_compared_with_strengths_alone():
    assert pairs("school.enjoys-school") == {"school.enjoys-school": [("all.likes-school", "SAME")]}


@pytest.mark.covers("THR-G184", "THR-G185")
def test_the_same_words_at_another_place_of_the_other_chart_are_pointed_out():
    (pair,) = compare(chart(), chart("fen"), ["home.beaten"], {}, now=MONDAY).pairs

    assert pair.differs
    assert [one.label for one in pair.nearest[0].descriptor.levels] == ["Emerging needs"]


def test_nobody_ticks_anything_in_the_other_chart():
    assert compare(chart(), chart("fen"), ["home.beaten"], {}, now=MONDAY).there.matched == ()
