"""What was typed is understood: words, abbreviations, misspellings, quotes."""

import pytest

from waymark.manual.search.asking import MOST_WORDS, understand
from waymark.manual.search.spelling import Spelling
from waymark.manual.search.wordlist import Meaning, WordList

LIST = WordList(
    [
        Meaning("County lines", ("County lines", "running drugs"), ("drugs for a gang",), ("exploitation",), ()),
        Meaning("Telephone", ("Telephone", "number"), (), (), ("contact",)),
    ]
)
KNOWN = Spelling(
    {
        "safeguarding": 40,
        "neglect": 30,
        "neglected": 4,
        "whistleblowing": 3,
        "county": 9,
        "lines": 9,
        "bruise": 5,
        "peterborough": 3,
    }
)


def asked(text, **more):
    return understand(text, LIST, KNOWN, **more)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("safegaurding", "safeguarding"),
        ("negelct", "neglect"),
        ("petreborough", "peterborough"),
        ("whistle blowing", "whistleblowing"),
        ("countylines", "county lines"),
    ],
)
def test_a_misspelt_word_is_put_right_and_said(typed, meant):
    assert asked(typed).corrections == ((typed, meant),)


@pytest.mark.parametrize(
    "typed", ["neglect", "NEGLECT", "neglecting", "bruises", "lado", "s47", "the", "qqqqqqqq", "01632960001"]
)
def test_a_word_that_is_known_short_or_like_no_other_is_left_alone(typed):
    assert asked(typed).corrections == ()


def test_whoever_meant_what_they_typed_can_have_it():
    assert asked("safegaurding", as_typed=True).corrections == ()


def test_a_street_word_stands_for_what_the_manual_says_and_leads_to_its_chapter():
    found = asked("he is running drugs")

    assert found.chapters == ("exploitation",)
    assert ("counti", "line") in found.units[-1].means


def test_whoever_asks_for_a_number_wants_a_contact():
    assert asked("number for neglect").kinds == ("contact",)


def test_quoted_words_stand_as_they_are():
    assert asked('"county lines" neglect').phrases == (("counti", "line"),)


def test_small_words_count_only_where_nothing_else_was_typed():
    assert len(asked("what is the neglect").units) == 1
    assert asked("who am i").units


@pytest.mark.parametrize("typed", ["", "   ", "?!", '""', "\x00", "🙂"])
def test_nothing_is_asked_by_nothing(typed):
    assert asked(typed).empty


def test_a_very_long_text_is_cut():
    assert len(asked("neglect bruise " * 500).units) <= MOST_WORDS
