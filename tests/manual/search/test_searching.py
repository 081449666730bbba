"""Pages are found: area first, narrowed, marked, suggested."""

from dataclasses import replace

import pytest

from waymark.manual.search.highlighting import marked, snippet
from waymark.manual.search.index import Index, write
from waymark.manual.search.pages import Kind, Page
from waymark.manual.search.searching import Wanted, search
from waymark.manual.search.suggesting import suggest
from waymark.manual.search.wordlist import Meaning, WordList

LIST = WordList([Meaning("LADO", ("LADO",), ("local authority designated officer",), ("allegations",), ())])


def page(title, text="", **more):
    given = {
        "kind": Kind.SECTION,
        "book": "southampton",
        "area": "national",
        "name": title.lower().replace(" ", "-"),
        "chapter": title.lower(),
    }
    return Page(title=title, text=text, **given | more)


PAGES = [
    page("Neglect", "A child whose basic needs are not met.", kind=Kind.CHAPTER),
    page("Bruises anywhere", "A bruise on a baby: ring the police.", chapter="physical-abuse"),
    page("Bruises here", "A bruise on a baby: ring the hub.", chapter="physical-abuse", area="southampton"),
    page("Allegations", "Tell the local authority designated officer.", chapter="allegations", kind=Kind.CHAPTER),
    page("Night team", "Ring at night.", kind=Kind.CONTACT, chapter="", extra=(("phone", "01632 960001"),)),
    page("Tower blocks", "Only Portsmouth speaks of bruises in towers.", book="portsmouth", area="portsmouth"),
]


@pytest.fixture(scope="module")
def index():
    return Index(write(None, PAGES, lambda page: "failing to care" if page.title == "Neglect" else ""))


def titles(answer):
    return [hit.page.title for hit in answer.hits]


def test_the_areas_own_words_come_before_the_nations(index):
    found = search(index, LIST, "bruise baby", area="southampton")

    assert titles(found) == ["Bruises here", "Bruises anywhere"]


def test_what_only_another_area_says_stands_apart(index):
    found = search(index, LIST, "bruises", area="southampton")

    assert "Tower blocks" not in titles(found)
    assert [hit.page.title for hit in found.elsewhere] == ["Tower blocks"]


def test_without_an_area_everything_is_found_once(index):
    assert set(titles(search(index, LIST, "bruises", area=""))) == {"Bruises anywhere", "Bruises here", "Tower blocks"}


def test_an_abbreviation_leads_to_its_chapter(index):
    assert titles(search(index, LIST, "lado", area="southampton")) == ["Allegations"]


def test_a_page_is_found_by_another_name(index):
    assert titles(search(index, LIST, "failing to care", area="southampton"))[0] == "Neglect"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(kinds=(Kind.CONTACT,)), []),
        (Wanted(chapter="physical-abuse"), ["Bruises here", "Bruises anywhere"]),
        (Wanted(whose="southampton"), ["Bruises here"]),
    ],
)
def test_answers_can_be_narrowed(index, wanted, expected):
    assert titles(search(index, LIST, "bruise", area="southampton", wanted=wanted)) == expected


def test_quoted_words_must_follow_each_other(index):
    assert titles(search(index, LIST, '"ring the hub"', area="southampton")) == ["Bruises here"]
    assert titles(search(index, LIST, '"hub the ring"', area="southampton")) == []


def test_a_page_comes_back_as_it_was(index):
    found = search(index, LIST, "night team", area="southampton").hits[0].page

    assert found == PAGES[4]
    assert replace(found, title="x") != found


def test_the_words_that_were_asked_for_are_marked_whatever_their_ending():
    asked = frozenset({("bruis",), ("counti", "line")})

    assert [one.text for one in marked("Bruising and county lines; a county.", asked) if one.hit] == [
        "Bruising",
        "county lines",
    ]


def test_a_snippet_shows_the_sentence_that_was_asked_for():
    text = "First of all something else. " * 20 + "Then a bruise. And more."

    shown = "".join(one.text for one in snippet(text, frozenset({("bruis",)})))

    assert shown.startswith("… Then a bruise.")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("bru", ["Bruises here", "Bruises anywhere"]), ("lado", ["Allegations"]), ("n", []), ("night te", ["Night team"])],
)
def test_pages_are_offered_while_somebody_types(index, typed, expected):
    found = [one.title for one in suggest(index, LIST, typed, area="southampton")]

    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)
