"""The directory's pages: what anybody sees, what only professionals see, and how the partnership keeps it right."""

from __future__ import annotations

import csv
import io

import pytest

from tests.access.people import PASSWORD, reader
from tests.cast import MONDAY, utc
from waymark.casefile import packs
from waymark.manual.directory.said import history
from waymark.web import clock

pytestmark = pytest.mark.django_db

CAMBS, SOUTHAMPTON = "/guidance/cambridgeshire-peterborough", "/guidance/southampton"
NIGHT_LINE, NIGHT_NUMBER = f"{CAMBS}/directory/first-response-professionals/", "01480 442007"
MASH = f"{CAMBS}/directory/cambridgeshire-mash/"
HELPLINE = f"{SOUTHAMPTON}/directory/nspcc-fgm-helpline/"


@pytest.fixture(autouse=True)
def _monday():
    with clock.at(MONDAY):
        yield


def page(client, address, status=200, **sent):
    answer = client.get(address, sent)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def signs_in(client, name):
    client.post("/account/login/", {"login": f"{name.replace(' ', '.').lower()}@demo.invalid", "password": PASSWORD})
    return client


def signed_in(client, role, where="solent-city-council", name="Perpetua Business"):
    reader(role, where, name)
    return signs_in(client, name)


@pytest.fixture
def manager(client):
    return signed_in(client, "business-manager")


def test_every_service_has_a_page(client):
    for area in ("cambridgeshire-peterborough", "southampton"):
        listed = page(client, f"/guidance/{area}/directory/")
        for name, contact in packs.pack_on(area, MONDAY.date()).contacts.items():
            if f"/directory/{name}/" in listed:
                assert "<h1" in page(client, f"/guidance/{area}/directory/{name}/")
            else:
                elsewhere = contact.for_area not in (None, area)
                assert elsewhere or "/" in name or name == "usual-office-hours" or contact.urgency == "emergency", name


def test_a_number_is_a_link_that_dials_and_the_state_is_in_words(client):
    shown = page(client, f"{CAMBS}/directory/first-response/")
    assert 'href="tel:111"' in shown
    assert "111 option 2" in shown
    assert "Open now, day and night" in shown
    assert "Nobody has confirmed it yet" in shown


def test_a_closed_service_says_when_it_opens(client):
    with clock.at(utc(6, 18)):
        shown = page(client, "/guidance/hampshire/directory/hampshire-mash/")
    assert "Closed now. Opens at 08:30 on Monday 9 March 2026" in shown
    assert "Hampshire children&#39;s services out of hours" in shown


def test_lines_for_professionals_are_named_and_kept_back_until_somebody_signs_in(client):
    # When nobody is signed in, the line is named, the number is not, and what anybody may ring stands in its place
    assert NIGHT_NUMBER not in page(client, NIGHT_LINE)
    assert "Sign in to see the number" in page(client, NIGHT_LINE)
    assert "111 option 2" in page(client, NIGHT_LINE)
    assert NIGHT_NUMBER not in page(client, f"{CAMBS}/directory/")
    assert NIGHT_NUMBER not in page(client, f"{CAMBS}/directory/directory.csv")
    # Then signed in, it is there
    signed_in(client, "professional-referrer", "elm-street-school", "Tarquin Headteacher")
    assert NIGHT_NUMBER in page(client, NIGHT_LINE)


def test_both_readings_are_shown_with_where_each_is_printed(client):
    shown = page(client, MASH)
    for number in ("0345 045 5203", "0345 045 0180", "0345 045 1362"):
        assert number in shown
    assert "nobody has confirmed which is right" in shown
    assert "lines 814-815" in shown


def test_the_list_narrows_by_concern_caller_age_urgency_and_hour(client):
    listed = f"{CAMBS}/directory/"
    assert "Caring Together" in page(client, listed, concern="young-carer", age="12")
    assert "Caring Together" not in page(client, listed, concern="young-carer", age="19")
    assert "Childline" not in page(client, listed, who="professional")
    with clock.at(utc(7, 23)):
        night = page(client, listed, open="yes", concern="self-harm")
    assert "First Response Service" in night
    assert "CAMHS Single Point of Access" not in night
    assert "Show everything" in page(client, listed, concern="young-carer")
    assert page(client, listed, concern="no-such", who="nobody", age="many", urgency="very")


def test_no_further_question_is_asked_for_more_services(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        page(client, f"{CAMBS}/directory/")


def test_the_spreadsheet_holds_every_service_and_no_formula(client):
    answer = client.get(f"{CAMBS}/directory/directory.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert answer["Content-Disposition"].startswith("attachment")
    assert len(rows) > 50
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_person_without_an_account_is_given_one_first_answer(client):
    shown = page(
        client, f"{CAMBS}/who-to-call/", concern="child-at-risk", who="professional", council="peterborough",
        day="2026-11-19", time="02:00",
    )  # fmt: skip
    assert shown.index("01733 234724") < shown.index("01733 864180")
    assert "This line answers in its place" in shown
    assert "Opens" not in shown.partition("01733 864180")[0].partition("first-answer")[2]


def test_the_page_says_which_bank_holiday_it_is(client):
    shown = page(
        client,
        "/guidance/isle-of-wight/who-to-call/",
        concern="child-at-risk",
        who="public",
        day="2026-05-25",
        time="11:00",
    )
    assert "bank holiday" in shown
    assert "No out-of-hours number is known for the Isle of Wight" in shown
    assert "Opens at 08:30 on Tuesday 26 May 2026" in shown


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"concern": ""}, "Choose what you are worried about"),
        ({"concern": "child-at-risk"}, "Say who you are"),
        ({"concern": "child-at-risk", "who": "public"}, "Say where the child lives"),
        ({"concern": "child-at-risk", "who": "public", "council": "peterborough", "age": "old"}, "whole years"),
        (
            {"concern": "child-at-risk", "who": "public", "council": "peterborough", "day": "2026-02-31"},
            "a day and a time",
        ),
    ],
)
def test_what_is_missing_is_asked_for_beside_999(client, asked, fault):
    shown = page(client, f"{CAMBS}/who-to-call/", status=400, **asked)
    assert fault in shown
    assert 'href="tel:999"' in shown


def test_in_danger_now_is_answered_with_999_first(client):
    shown = page(client, f"{SOUTHAMPTON}/who-to-call/", concern="danger-now", who="public")
    assert "first-answer" in shown
    assert shown.index("Police in an emergency") < shown.index("023 8083 3004")


def test_the_business_manager_confirms_and_the_public_sees_when_but_not_who(manager, client):
    # Given an entry that is due, told loudly
    assert "Due now." in page(manager, HELPLINE)
    assert "need confirming" in page(manager, f"{SOUTHAMPTON}/directory/")
    # When it is confirmed
    answer = manager.post(f"{HELPLINE}confirm/", {"seen": "0"}, follow=True)
    assert "Due again on" in answer.content.decode()
    assert "Perpetua Business" in answer.content.decode()
    # Then the public reads the day and no name
    client.logout()
    shown = page(client, HELPLINE)
    assert "2 Mar 2026" in shown
    assert "Perpetua" not in shown


def test_a_correction_is_shown_over_the_sources(manager, client):
    sent = {"seen": "0", "channel-phone": "01632 960123", "channel-email": "", "reason": "Rang them on Monday."}
    manager.post(f"{HELPLINE}correct/", sent)
    client.logout()
    shown = page(client, HELPLINE)
    assert 'href="tel:01632960123"' in shown
    assert "0800 028 3550" in shown.partition("The sources print")[2]
    assert "Rang them on Monday" not in shown


def test_a_correction_without_a_reason_keeps_what_was_typed(manager):
    answer = manager.post(f"{HELPLINE}correct/", {"seen": "0", "channel-phone": "01632 960123", "reason": ""})
    assert answer.status_code == 400
    assert "Say how you know" in answer.content.decode()
    assert 'value="01632 960123"' in answer.content.decode()


def test_choosing_a_reading_ends_the_doubt(manager):
    address = f"{SOUTHAMPTON}/directory/southampton-crs/"
    assert manager.post(f"{address}confirm/", {"seen": "0"}).status_code == 400
    manager.post(f"{address}choose/", {"seen": "0", "reading": "0"})
    assert "nobody has confirmed which is right" not in page(manager, address)


def test_what_somebody_else_said_meanwhile_is_not_overrun(manager):
    manager.post(f"{HELPLINE}confirm/", {"seen": "0"})
    answer = manager.post(f"{HELPLINE}confirm/", {"seen": "0"})
    assert answer.status_code == 409
    assert "Somebody else has said something" in answer.content.decode()
    assert manager.post(f"{HELPLINE}confirm/", {"seen": "no number"}).status_code == 409
    assert len(history("southampton", "nspcc-fgm-helpline")) == 1


@pytest.mark.parametrize("role", ["social-worker", "mash-manager", "system-administrator"])
def test_nobody_else_is_offered_or_allowed_to_speak_for_the_area(client, role):
    signed_in(client, role)
    assert "Is it still right?" not in page(client, HELPLINE)
    assert client.post(f"{HELPLINE}confirm/", {"seen": "0"}).status_code == 403
    assert client.get(f"{SOUTHAMPTON}/directory/due/").status_code == 403


def test_a_stranger_is_asked_to_sign_in_before_speaking(client):
    assert client.get(f"{SOUTHAMPTON}/directory/due/").status_code == 302
    assert client.post(f"{HELPLINE}confirm/", {"seen": "0"}).status_code == 302


def test_what_is_due_is_listed_until_nothing_is(manager):
    before = page(manager, f"{SOUTHAMPTON}/directory/due/")
    assert "NSPCC helpline on FGM" in before
    manager.post(f"{HELPLINE}confirm/", {"seen": "0"})
    page(manager, HELPLINE)
    assert "NSPCC helpline on FGM" not in page(manager, f"{SOUTHAMPTON}/directory/due/")
    with clock.at(utc(3, month=9)):
        assert "2 Mar 2026" in page(signs_in(manager, "Perpetua Business"), f"{SOUTHAMPTON}/directory/due/")


def test_there_is_no_such_service(client):
    assert client.get(f"{SOUTHAMPTON}/directory/no-such-service/").status_code == 404
    assert client.get("/guidance/atlantis/directory/").status_code == 404


def test_a_neighbours_service_says_whose_it_is_and_is_confirmed_there(manager):
    address = f"{SOUTHAMPTON}/directory/portsmouth-mash/"
    shown = page(manager, address)
    assert "This is not for Southampton" in shown
    assert "Is it still right?" not in shown
    assert manager.post(f"{address}confirm/", {"seen": "0"}).status_code == 404
    assert "portsmouth-mash" not in page(manager, f"{SOUTHAMPTON}/directory/")
