"""Search before create: a child who is known is found before a call is written down."""

from datetime import date

import pytest

from tests.cast import utc
from tests.web.board.front_door import referred, signed_in, stream_of, text

pytestmark = pytest.mark.django_db

FIND = "/board/find/"
BORN = date(2017, 5, 4)


@pytest.fixture
def known(db):
    """Ambrosia, called Amber, of 12 Elm Road."""
    return referred("Ambrosia Testcase", utc(5, month=1), born=BORN, preferred_name="Amber", nhs_number="9990000018",
                    address="12 Elm Road", postcode="ZZ99 3CZ")  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ({"name": "ambrosha testcase"}, "Same name but for a letter"),
        ({"name": "Testcase, Ambrosia"}, "Same names in another order"),
        ({"nhs-number": "999 000 0018"}, "Same NHS number"),
        ({"born.day": "4", "born.month": "5", "born.year": "2017"}, "Same date of birth"),
        ({"address": "12 Elm Rd", "postcode": "zz993cz"}, "Same address"),
    ],
)
def test_a_child_is_found_by_whatever_is_known_with_the_reason_in_words(manager, known, typed, because):
    said = text(manager.get(FIND, typed))
    assert "1 child found" in said
    assert "Ambrosia Testcase" in said
    assert because in said


def test_from_a_result_one_opens_the_live_referral_the_file_or_a_new_contact(manager, known):
    page = manager.get(FIND, {"name": "Ambrosia Testcase"}).content.decode()
    slug = stream_of(known).removeprefix("child:")
    assert f'href="/board/{known}/"' in page
    assert f'href="/child/{slug}/"' in page
    assert f'href="/child/{slug}/step/referral/contact/"' in page
    assert "None of these: record a new child" in page


def test_nobody_found_leads_to_recording_a_new_child(manager, known):
    page = manager.get(FIND, {"name": "Xanthippe Unheardof"})
    assert "Nobody found" in text(page)
    assert 'href="/report/"' in page.content.decode()
    assert "Record a new child" in text(page)


def test_what_cannot_be_read_is_said_and_everything_typed_is_kept(manager):
    page = manager.get(
        FIND, {"name": "Ambrosia", "nhs-number": "12345", "born.day": "31", "born.month": "2", "born.year": "2017"}
    )
    assert "This is not an NHS number." in text(page)
    assert "February 2017 has no day 31." in text(page)
    assert 'value="Ambrosia"' in page.content.decode()
    assert "Enter a name, a date of birth, an NHS number or an address." in text(manager.get(FIND, {"name": " "}))


def test_children_of_another_area_are_not_found_and_partners_do_not_search_here(known):
    stranger = signed_in("mash-manager", "fenland-council", "Cordelia Elsewhere")
    assert "Nobody found" in text(stranger.get(FIND, {"name": "Ambrosia Testcase"}))
    partner = signed_in("partner-representative", "solent-police", "Constance Otherwise")
    assert partner.get(FIND, {"name": "Ambrosia Testcase"}).status_code == 403


def test_an_empty_form_accuses_nobody(manager):
    assert "There is a problem" not in text(manager.get(FIND))
