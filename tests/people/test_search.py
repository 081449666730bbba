"""Is this child known already? However the name was heard, spelled or typed."""

from datetime import date

import pytest
from django.db.models import Q

from tests.people.known import know
from waymark.people.details import Details
from waymark.people.persons import Person
from waymark.people.queries import EVERYBODY, find_by_text, household_of, search

pytestmark = pytest.mark.django_db

BORN = date(2019, 3, 4)
AMBROSIA = Details(
    name="Ambrosia Testcase", born=BORN, nhs_number="9990000018", address="12 Elm Road, Sampletown", postcode="ZZ99 3CZ"
)


def found(**wanted):
    return [(one.stream, [reason.words for reason in one.reasons]) for one in search(EVERYBODY, **wanted)]


@pytest.mark.parametrize(
    ("written", "asked", "why"),
    [
        ("Ambrosia Testcase", "ambrosia TESTCASE", "Same name"),
        ("Zoë O'Testcase", "Zoe OTestcase", "Same name"),
        ("Ambrosia Testcase-Placeholder", "Ambrosia Testcase Placeholder", "Same name"),
        ("Ambrosia Testcase", "Testcase Ambrosia", "Same names in another order"),
        ("William Testcase", "Billy Testcase", "Same name in a short form"),
        ("Liam Testcase", "Bill Testcase", "Same name in a short form"),
        ("Catherine Testcase", "Katharine Testcase", "Name sounds alike"),
        ("Stephen Placeholder", "Stefan Playceholder", "Name sounds alike"),
        ("Ambrosia Mary Testcase", "Ambrosia Testcase", "Same name, with a part more or less"),
        ("Łucja Testcase", "Lucja Testcase", "Same name"),
        ("Ambrosia Testcase", "Clementina Testcase", "One part of the name is the same"),
    ],
)
def test_a_name_is_found_however_it_was_heard(written, asked, why):
    know(a=Details(name=written), b=Details(name="Somebody Quitedifferent"))
    assert found(name=asked) == [("child:a", [why])]


def test_a_name_that_is_preferred_is_found_too():
    know(a=Details(name="Montgomery Testcase", preferred_name="Buster Testcase"))
    assert found(name="Buster Testcase") == [("child:a", ["Same name"])]


@pytest.mark.parametrize(
    ("born", "why"),
    [
        (BORN, "Same date of birth"),
        (date(2019, 4, 3), "Date of birth with day and month swapped"),
        (date(2018, 3, 4), "Date of birth one digit apart"),
        (date(2019, 3, 14), "Date of birth one digit apart"),
    ],
)
def test_a_date_of_birth_that_was_mistyped_is_found_with_the_name(born, why):
    know(a=AMBROSIA)
    assert sorted(found(name="Ambrosya Testcase", born=born)[0][1]) == sorted([why, "Same name but for a letter"])


def test_reasons_and_candidates_come_strongest_first():
    # Given a child, her namesake elsewhere, and a neighbour
    know(
        herself=AMBROSIA,
        namesake=Details(name="Ambrosia Testcase", born=date(2011, 7, 30)),
        neighbour=Details(name="Balthazar Placeholder", postcode="ZZ99 3CZ", address="14 Elm Road"),
    )
    # When somebody asks with all that they know
    answers = search(
        EVERYBODY,
        name="Ambrosia Testcase",
        born=BORN,
        nhs_number="999 000 0018",
        address="12 Elm Rd",
        postcode="zz993cz",
    )
    # Then she comes first, with reasons in order, and what speaks against the others is said
    assert [one.stream for one in answers] == ["child:herself", "child:namesake", "child:neighbour"]
    assert [reason.words for reason in answers[0].reasons] == [
        "Same NHS number",
        "Same name",
        "Same date of birth",
        "Same address",
    ]
    assert answers[1].against == ("Different date of birth",)
    assert answers[2].against == ("Different name",)
    assert [one.likely for one in answers] == [True, False, False]


def test_an_unborn_child_is_found_by_the_due_date_and_the_address():
    know(a=Details(name="Baby Testcase", due_date=date(2026, 6, 1), address="12 Elm Road", postcode="ZZ99 3CZ"))
    assert found(due_date=date(2026, 6, 1), postcode="ZZ99 3CZ", address="12 elm rd.") == [
        ("child:a", ["Same date when the birth is expected", "Same address"])
    ]


def test_what_the_reader_may_not_know_of_is_not_found():
    know(a=(AMBROSIA, {"area": "southampton"}), b=(AMBROSIA, {"area": "hampshire"}))
    assert [one.stream for one in search(Q(area="hampshire"), name="Ambrosia Testcase", nhs_number="9990000018")] == [
        "child:b"
    ]


@pytest.mark.parametrize("text", ["999 000 0018", "zz99 3cz", "Ambrosia Testcase", "testcase"])
def test_one_box_takes_a_number_a_postcode_or_a_name(text):
    know(a=AMBROSIA, b=Details(name="Somebody Quitedifferent", postcode="ZZ99 1AA"))
    assert [one.stream for one in find_by_text(EVERYBODY, text)] == ["child:a"]


@pytest.mark.parametrize("text", ["", "?", "'; drop table", "1", "-", "\x00", "山田"])
def test_odd_texts_find_nothing_and_break_nothing(text):
    know(a=AMBROSIA)
    assert find_by_text(EVERYBODY, text) == []


def test_a_search_asks_as_often_for_many_children_as_for_few(django_assert_num_queries):
    know(
        **{
            f"c{n}": Details(name=f"Ambrosia Testcase{'abcdefghij'[n % 10]}", born=BORN, postcode="ZZ99 3CZ")
            for n in range(300)
        }
    )
    with django_assert_num_queries(6):
        assert (
            len(search(EVERYBODY, name="Ambrosia Testcase", born=BORN, nhs_number="9990000018", postcode="ZZ99 3CZ"))
            == 20
        )


def test_the_household_is_who_lives_there_and_whom_the_family_list_names():
    brother = Person(id="1", name="Balthazar Elsewhere", relationship="brother", stream="child:brother").row()
    know(
        a=(AMBROSIA, {"person:1": brother}),
        sister=Details(name="Clementina Testcase", address="12 Elm Rd", postcode="ZZ99 3CZ"),
        brother=Details(name="Balthazar Elsewhere", address="1 Oak Road", postcode="ZZ99 1AA"),
        stranger=Details(name="Nobody Inparticular", address="13 Elm Road", postcode="ZZ99 3CZ"),
    )
    assert [(one.name, one.why) for one in household_of("child:a")] == [
        ("Balthazar Elsewhere", ("named as brother",)),
        ("Clementina Testcase", ("lives at the same address",)),
    ]
    assert [one.why for one in household_of("child:brother")] == [("names this child as brother",)]
