"""A partner reads what it is asked and answers; it sees what it needs for that and no more."""

from dataclasses import replace

import pytest

from tests.access.people import PASSWORD, agency, reader
from tests.cast import AMBROSIA, FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, WORKER, at, refer
from waymark.access.reading import who_read
from waymark.casefile.actions import give
from waymark.casefile.models import Draft
from waymark.people.details import Details
from waymark.sharing.actions import ask, withdraw
from waymark.sharing.queries import requests_of
from waymark.web import clock

pytestmark = pytest.mark.django_db

COUNCIL = replace(WORKER, agency="solent-city-council")
BORN = MONDAY.date().replace(year=2017)
LIST = "/requests/"


@pytest.fixture(autouse=True)
def _a_referral():
    refer()
    details = Details(
        name="Ambrosia Testcase", born=BORN, address="1 Nowhere Lane", postcode="ZZ99 1AA", school="Elm Street Primary"
    )
    give(stream=AMBROSIA, given=details.facts(), by=COUNCIL, occurred=at(MONDAY), now=MONDAY)
    agency("solent-health")
    agency("solent-city-council")
    with clock.at(TUESDAY):
        yield


def asks(**changes):
    said = {
        "stream": AMBROSIA, "episode": "", "agency": "solent-health", "what": "Are immunisations up to date?",
        "purpose": "To screen the referral.", "needed_by": WEDNESDAY.date(), "by": COUNCIL, "now": MONDAY,
    }  # fmt: skip
    return ask(**said | changes)


def signed_in(client, who):
    name = who.name.replace(" ", ".").lower()
    client.post("/account/login/", {"login": f"{name}@demo.invalid", "password": PASSWORD})
    return client


@pytest.fixture
def nurse(client):
    return signed_in(client, reader("partner-representative", "solent-health", "Hortensia Healthvisit"))


def test_a_partner_sees_the_question_and_by_what_to_find_the_child_and_nothing_of_the_file(nurse):
    # Given a child with a referral and a school, about whom health is asked
    request = asks()
    # When health opens the list and the request
    listed = nurse.get(LIST).content.decode()
    page = nurse.get(f"{LIST}{request}/").content.decode()
    # Then they see what is asked, why, by when and by whom, and who the child is
    assert "Ambrosia Testcase" in listed
    for told in (
        "Are immunisations up to date?", "To screen the referral.", "4 Mar 2026", "Solent City Council (invented)",
        "Ambrosia Testcase", "2 Mar 2017 (aged 9)", "1 Nowhere Lane, ZZ99 1AA",
    ):  # fmt: skip
        assert told in page, told
    # And nothing of what is in the file, nor a way into it
    for hidden in ("hungry", "Elm Street Primary", "/child/demo"):
        assert hidden not in page, hidden
    # And that it was opened is written down
    [line] = who_read(AMBROSIA)
    assert (line.what, line.agency, line.at) == ("information request", "solent-health", TUESDAY)


def test_the_answer_is_sent_confirmed_and_shown_to_whoever_asked(nurse, client):
    request = asks()
    # When health answers
    sent = {"known": "yes", "text": "Two missed\nappointments.", "lawful-basis": "public-task"}
    answer = nurse.post(f"{LIST}{request}/", sent, follow=True)
    assert "Answer sent" in answer.content.decode()
    # Then it stands in the list as answered, and the council reads it with its lawful basis
    assert "Answered:" in nurse.get(LIST).content.decode()
    client.post("/account/logout/")
    signed_in(client, reader("mash-manager"))
    page = client.get(f"{LIST}{request}/").content.decode()
    for told in ("Two missed\nappointments.", "Public task", "Hortensia Healthvisit"):
        assert told in page


def test_we_hold_nothing_needs_no_more(nurse):
    request = asks()
    answer = nurse.post(f"{LIST}{request}/", {"known": "no"}, follow=True)
    assert "Answer sent" in answer.content.decode()
    assert "holds nothing about this child" in nurse.get(f"{LIST}{request}/").content.decode()


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"text": "Two missed appointments.", "lawful-basis": "consent"}, "whether your agency has something"),
        ({"known": "yes", "text": "Two missed appointments."}, "Choose the lawful basis"),
        ({"known": "yes", "lawful-basis": "consent"}, "Write what your agency knows"),
    ],
)
def test_a_refused_answer_keeps_what_was_typed(nurse, sent, fault):
    request = asks()
    answer = nurse.post(f"{LIST}{request}/", sent)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "There is a problem" in page
    assert fault in page
    assert sent.get("text", "") in page
    assert page.count(" checked") == len(sent.keys() - {"text"})
    assert requests_of(AMBROSIA)[0].state == "open"


def test_overdue_is_the_first_and_loudest(nurse):
    asks(what="Who is the GP?", needed_by=FRIDAY.date())
    asks(what="Is she well?")
    with clock.at(THURSDAY):
        page = nurse.get(LIST).content.decode()
    assert page.index("Is she well?") < page.index("Who is the GP?")
    assert page.count("wm-overdue") == 1
    assert "Overdue by" in page


@pytest.mark.parametrize(
    ("role", "where"),
    [
        ("partner-representative", "solent-police"),
        ("professional-referrer", "solent-health"),
        ("social-worker", "fenland-council"),
        ("business-manager", "solent-city-council"),
    ],
)
def test_for_everybody_else_there_is_no_such_request(client, role, where):
    request = asks()
    signed_in(client, reader(role, where, "Philippa Elsewhere"))
    assert client.get(f"{LIST}{request}/").status_code == 404
    assert client.get(f"{LIST}{request}/sent/").status_code == 404
    assert client.post(f"{LIST}{request}/", {"known": "no"}).status_code == 404
    assert client.post(f"{LIST}{request}/withdraw/", {"reason": "Curious"}).status_code == 404
    assert "Ambrosia" not in client.get(LIST).content.decode()
    assert not who_read(AMBROSIA)
    assert requests_of(AMBROSIA)[0].state == "open"


def test_signed_out_nothing_is_shown(client):
    request = asks()
    for path in (LIST, f"{LIST}{request}/"):
        assert client.get(path).url == f"/account/login/?next={path}"


def test_those_who_work_on_the_file_take_a_question_back_with_a_reason(client):
    request = asks()
    signed_in(client, reader("mash-manager"))
    assert client.post(f"{LIST}{request}/withdraw/", {"reason": ""}).status_code == 400
    page = client.post(f"{LIST}{request}/withdraw/", {"reason": "The family told us."}, follow=True).content.decode()
    assert "The question has been taken back." in page
    assert "The family told us." in page


def test_an_answer_that_comes_too_late_says_so_and_keeps_the_text(nurse):
    # Given a request that is taken back while health writes
    request = asks()
    withdraw(request=request, reason="Known by now.", by=COUNCIL, now=TUESDAY)
    # When they send
    answer = nurse.post(
        f"{LIST}{request}/", {"known": "yes", "text": "Two missed appointments.", "lawful-basis": "consent"}
    )
    # Then they read what happened, and their text is still there
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "taken back" in page
    assert "Two missed appointments." in page


def test_an_answer_sent_after_the_session_ended_is_there_again_after_signing_in(nurse, client):
    # Given somebody whose session ends while they write
    request = asks()
    page = f"{LIST}{request}/"
    nurse.get(page)
    with clock.at(WEDNESDAY):
        # When they send
        answer = nurse.post(page, {"known": "yes", "text": "Two missed appointments.", "lawful-basis": "consent"})
        assert answer.url == f"/account/login/?next={page}"
        assert "what you wrote is kept" in nurse.get(answer.url).content.decode()
        signed = nurse.post(
            "/account/login/", {"login": "hortensia.healthvisit@demo.invalid", "password": PASSWORD, "next": page}
        )
        # Then after signing in they are on the same page with their text, and may send it
        assert signed.url == page
        again = nurse.get(page).content.decode()
        assert "Two missed appointments." in again
        assert again.count(" checked") == 2
        # And it stays until it is sent
        assert "Two missed appointments." in nurse.get(page).content.decode()


def test_what_is_being_written_is_kept_and_found_again_by_its_writer_alone(nurse, client):
    # Given somebody who writes, and whose page saves by itself
    request = asks()
    page = f"{LIST}{request}/"
    written = {"known": "yes", "text": "Two missed appointments.", "action": "keep"}
    kept = nurse.post(page, written, headers={"accept": "application/json"})
    assert kept.json() == {"saved": "12:00", "asked": []}
    # Then it is there again, not for a colleague, and nothing is answered yet
    assert "Two missed appointments." in nurse.get(page).content.decode()
    assert requests_of(AMBROSIA)[0].state == "open"
    client.post("/account/logout/")
    signed_in(client, reader("partner-representative", "solent-health", "Cordelia Secondnurse"))
    assert "Two missed appointments." not in client.get(page).content.decode()
    # And without scripts a button does the same
    assert "Only you see it" in client.post(page, written, follow=True).content.decode()


def test_once_it_is_sent_nothing_is_left_of_what_was_being_written(nurse):
    request = asks()
    page = f"{LIST}{request}/"
    nurse.post(page, {"known": "yes", "text": "Half a sent", "action": "keep"})
    nurse.post(page, {"known": "yes", "text": "Half a sentence more.", "lawful-basis": "consent"})
    assert not Draft.objects.exists()


def test_what_one_person_wrote_is_not_shown_to_the_next_at_the_same_machine(nurse, client):
    request = asks()
    page = f"{LIST}{request}/"
    nurse.get(page)
    with clock.at(WEDNESDAY):
        nurse.post(page, {"known": "yes", "text": "Two missed appointments."})
        signed_in(client, reader("partner-representative", "solent-health", "Cordelia Secondnurse"))
        assert "Two missed appointments." not in client.get(page).content.decode()


def test_the_list_asks_no_more_questions_for_more_requests(nurse, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asks()
    nurse.get(LIST)
    with CaptureQueriesContext(connection) as few:
        nurse.get(LIST)
    for number in range(6):
        asks(what=f"Question {number}?")
    with django_assert_num_queries(len(few)):
        nurse.get(LIST)
