"""Details of a child are looked at before they are kept, and come back as they were."""

from datetime import date

import pytest

from waymark.people.details import Details, is_nhs_number, nhs_number_in_words, tidy_postcode
from waymark.people.persons import Person, groups, persons

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("9990000018", True),
        ("9990000019", False),
        ("999000001", False),
        ("99900000185", False),
        ("999000001x", False),
        ("٩٩٩٠٠٠٠٠١٨", False),
    ],
)
def test_the_last_digit_of_an_nhs_number_checks_the_others(number, right):
    assert is_nhs_number(number) is right


def test_spaces_in_numbers_and_postcodes_do_not_matter():
    tidy = Details(nhs_number=" 999 000 0018", postcode="zz993cz", name="  Ambrosia   Testcase ").tidied()
    assert (tidy.nhs_number, tidy.postcode, tidy.name) == ("9990000018", "ZZ99 3CZ", "Ambrosia Testcase")
    assert nhs_number_in_words(tidy.nhs_number) == "999 000 0018"
    assert tidy_postcode("zz") == "ZZ"


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (Details(born=date(2026, 3, 3)), "born"),
        (Details(born=date(1990, 3, 3)), "born"),
        (Details(due_date=date(2027, 3, 3)), "due_date"),
        (Details(due_date=date(2025, 3, 3)), "due_date"),
        (Details(nhs_number="9990000019"), "nhs_number"),
        (Details(postcode="somewhere"), "postcode"),
        (Details(sex="x"), "sex"),
        (Details(name="A" * 201), "name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(details, field):
    assert list(details.faults(TODAY)) == [field]


def test_nothing_is_required_and_an_unborn_child_has_a_due_date():
    assert Details().faults(TODAY) == {}
    unborn = Details(due_date=date(2026, 6, 1))
    assert unborn.faults(TODAY) == {}
    assert unborn.unborn
    assert not Details(born=date(2026, 3, 1), due_date=date(2026, 3, 4)).unborn


def test_details_come_back_from_the_facts_as_they_were():
    details = Details(name="Ambrosia Testcase", born=date(2019, 2, 28), sex="female", postcode="ZZ99 3CZ")
    facts = {one.name: one.value for one in details.facts()}
    assert set(facts) == {"name", "born", "sex", "postcode"}
    assert Details.from_facts(facts) == details


def test_only_what_changes_is_kept_anew_and_what_is_no_longer_known_is_emptied():
    before = Details(name="Ambrosia Testcase", born=date(2019, 2, 28), school="Elm Primary")
    after = Details(name="Ambrosia Testcase", school="Oak Primary")
    assert {one.name: one.value for one in after.changes(before)} == {"born": None, "school": "Oak Primary"}


def test_the_groups_of_the_packs_follow_from_the_family():
    facts = {
        "person:1": Person(
            id="1", name="Drusilla Testcase", relationship="mother", in_household=True, parental_responsibility=True
        ).row(),
        "person:2": Person(
            id="2", name="Balthazar Testcase", relationship="brother", in_household=True, stream="child:b"
        ).row(),
        "person:3": Person(id="3", name="", relationship="father", in_household=False).row(),
        "person:4": Person(id="4", name="Tarquin Headteacher", kind="professional", relationship="Head teacher").row(),
        "person:5": "",
        "name": "Ambrosia Testcase",
    }
    around = persons(facts)
    assert [one.id for one in around] == ["1", "2", "3", "4"]
    assert around[1].in_household
    assert around[1].parental_responsibility is None
    found = groups(around)
    assert found["parents"] == ("Drusilla Testcase", "Father")
    assert found["siblings"] == found["children"] == found["other-children-in-household"] == ("Balthazar Testcase",)
    assert found["household"] == ("Drusilla Testcase", "Balthazar Testcase")
    assert found["pr-holders"] == ("Drusilla Testcase",)
    assert "Tarquin Headteacher" not in found["family"]


def test_somebody_without_name_and_relationship_is_refused():
    assert Person(id="1", name=" ").faults().keys() == {"name"}
    assert Person(id="1", name="Drusilla Testcase", relationship="boss").faults().keys() == {"relationship"}
