"""Meetings on the pages: arranging, the invitation, calling off, quorum, minutes."""

import pytest
from icalendar import Calendar

from tests.access.people import reader
from tests.cast import AMBROSIA, BALTHAZAR, CLEMENTINA, FRIDAY, MONDAY, WEDNESDAY, at, decide, refer
from tests.meetings.arranging import EVERYBODY, arranged, discussion_is_owed, held
from tests.web.work.people import COUNCIL, signs_in, text_of
from waymark.access.models import Involvement
from waymark.casefile.actions import give
from waymark.casefile.acts import EVERYTHING, Actor
from waymark.casefile.models import Episode
from waymark.meetings.models import Meeting
from waymark.people.details import Details
from waymark.web import clock

pytestmark = pytest.mark.django_db
ARRANGE = "/meetings/arrange/demo~Ambrosia-Testcase/strategy-discussion/strategy-discussion/"
GOOD = {
    "starts-day": "5", "starts-month": "3", "starts-year": "2026", "starts-time": "14:30", "place": "Civic Office", "chair": "Montgomery",
    "note": "Bring chronologies.", "invite-social-care": "yes", "invite-police": "yes", "agency-police": "solent-police",
    "name-police": "Philippa Constable", "invite-health": "yes", "agency-health": "solent-health",
}  # fmt: skip


@pytest.fixture(autouse=True)
def episode():
    found = discussion_is_owed()
    by = Actor(person="person:Records", scope=EVERYTHING)
    give(stream=AMBROSIA, given=Details(name="Ambrosia Testcase").facts(), by=by, occurred=at(MONDAY), now=MONDAY)
    with clock.at(WEDNESDAY):
        yield found


@pytest.fixture
def manager(client):
    return signs_in(client, reader("team-manager", COUNCIL, "Montgomery Teamlead"))


def the_page(client):
    return text_of(client.get(f"/meetings/{Meeting.objects.get().pk}/"))


def test_a_manager_arranges_a_discussion_and_it_stands_in_the_list(manager):
    # Given the form, with everybody whom the pack calls, and who must be there already ticked
    form = text_of(manager.get(ARRANGE))
    assert form.count("must be there") == 4
    assert form.count(" checked") >= 3
    # When it is filled and sent
    answer = manager.post(ARRANGE, GOOD)
    # Then the meeting is there, quorate if all come, and police and health are involved
    meeting = Meeting.objects.get()
    assert answer.url == f"/meetings/{meeting.pk}/"
    page = the_page(manager)
    for told in (
        "5 Mar 2026",
        "Civic Office",
        "Philippa Constable",
        "Solent Police (invented)",
        "Quorate",
        "Bring chronologies.",
    ):
        assert told in page, told
    assert "Not quorate" not in page
    assert set(Involvement.objects.filter(why="invited").values_list("agency", flat=True)) == {
        "solent-police",
        "solent-health",
    }
    assert "Ambrosia Testcase" in text_of(manager.get("/meetings/"))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"starts-day": "31", "starts-month": "2"}, "This is no time that there is."),
        ({"starts-time": "half past two"}, "This is no time that there is."),
        ({"starts-year": "\u0662\u0660\u0662\u0666x"}, "This is no time that there is."),
        ({"starts-year": ""}, "Give the day, the month, the year and the time."),
        ({"starts-day": "3"}, "This time is past."),
        ({"invite-social-care": "", "invite-police": "", "invite-health": ""}, "Choose at least one person to invite."),
        ({"agency-police": "no-such-agency"}, "Choose an agency from the list."),
    ],
)
def test_a_refused_arrangement_says_why_and_keeps_what_was_typed(manager, changes, fault):
    answer = manager.post(ARRANGE, {**GOOD, **changes})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert fault in page
    assert "Bring chronologies." in page
    assert 'value="Philippa Constable"' in page
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("missing", ["police", "social-care", "health"])
def test_a_discussion_without_one_of_the_three_is_visibly_not_quorate(manager, missing):
    # When one of the three is not invited
    manager.post(ARRANGE, {**GOOD, f"invite-{missing}": ""})
    # Then the meeting's page says so, and who is missing
    page = the_page(manager)
    assert "Not quorate if nobody else comes. Missing:" in page
    assert "Quorate</strong>" not in page


def test_one_that_was_held_without_the_police_says_so(manager, episode):
    arranged(episode)
    held(present=("social-care", "health"), happened_anyway="The police could not come at once.")
    with clock.at(FRIDAY):
        page = the_page(manager)
    assert "Not quorate. Missing: Police" in page or "Not quorate. Missing: The police" in page
    assert "Who came" in page


def test_the_invitation_for_a_calendar_names_no_child(manager, episode):
    number = arranged(episode)
    answer = manager.get(f"/meetings/{number}/invitation.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert Episode.objects.get(pk=episode).reference in str(event["summary"])
    for private in (b"Ambrosia", b"Testcase", b"demo~", b"chronologies"):
        assert private not in answer.content


def test_calling_off_asks_why_and_shows_it(manager, episode):
    number = arranged(episode)
    assert manager.post(f"/meetings/{number}/call-off/", {"reason": ""}).status_code == 422
    assert manager.post(f"/meetings/{number}/call-off/", {"reason": "No room."}).status_code == 302
    page = the_page(manager)
    assert "Called off:" in page
    assert "No room." in page
    assert "Record the meeting" not in page
    assert "Ambrosia" not in text_of(manager.get("/meetings/"))
    # A second time it says that it is no longer planned.
    again = manager.post(f"/meetings/{number}/call-off/", {"reason": "Again."})
    assert again.status_code == 422
    assert "not planned any more" in text_of(again)


def test_minutes_with_dissent_and_agreed_actions(manager, episode):
    # Given a discussion that was held
    number = arranged(episode)
    held()
    said = {
        "child": "I want to stay.", "parents": "We agree.", "shared-solent-police": "Two calls.", "dissent-solent-health": "It is too late.",
        "agreed-0": "See the child alone", "agreed-0-who": "the social worker", "agreed-0-day": "9", "agreed-0-month": "3", "agreed-0-year": "2026",
    }  # fmt: skip
    with clock.at(FRIDAY):
        # When the minutes are written
        assert manager.post(f"/meetings/{number}/minutes/", said).status_code == 302
        page = the_page(manager)
        # Then the meeting's page has all of it
        for told in (
            "Solent Police (invented) told", "Two calls.", "Solent Health (invented) does not agree:", "It is too late.", "I want to stay.",
            "We agree.", "See the child alone", "the social worker", "9 Mar 2026",
        ):  # fmt: skip
            assert told in page, told
        # And they can be changed, from what stands there
        form = text_of(manager.get(f"/meetings/{number}/minutes/"))
        assert 'value="See the child alone"' in form
        assert "It is too late.</textarea>" in form or 'value="It is too late."' in form


def test_there_are_no_minutes_of_what_was_not_held(manager, episode):
    assert manager.get(f"/meetings/{arranged(episode)}/minutes/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"agreed-0-who": ""}, "Say who does this: See the child alone"),
        ({"agreed-0-day": "31", "agreed-0-month": "2", "agreed-0-year": "2026"}, "This is no day that there is."),
    ],
)
def test_refused_minutes_keep_what_was_typed(manager, episode, changes, fault):
    number = arranged(episode)
    held()
    said = {
        "child": "I want to stay.",
        "agreed-0": "See the child alone",
        "agreed-0-who": "social care",
        "agreed-0-day": "",
    }
    with clock.at(FRIDAY):
        answer = manager.post(f"/meetings/{number}/minutes/", {**said, **changes})
    assert answer.status_code == 422
    for kept in (fault, "I want to stay.", 'value="See the child alone"', *filter(None, changes.values())):
        assert kept in text_of(answer), kept


@pytest.mark.parametrize(
    ("role", "where"), [("social-worker", "fenland-council"), ("professional-referrer", "elm-street-school")]
)
def test_for_a_stranger_there_is_no_such_meeting(client, episode, role, where):
    number = arranged(episode)
    signs_in(client, reader(role, where, "Philippa Elsewhere"))
    for page in ("", "invitation.ics", "call-off/", "minutes/"):
        assert client.get(f"/meetings/{number}/{page}").status_code == 404
    assert client.post(f"/meetings/{number}/call-off/", {"reason": "Mine."}).status_code == 404
    assert client.post(ARRANGE, GOOD).status_code == 404
    assert "Ambrosia" not in text_of(client.get("/meetings/"))


def test_whoever_is_invited_sees_the_meeting(client, episode):
    number = arranged(episode, invited=EVERYBODY)
    signs_in(client, reader("partner-representative", "solent-health", "Hortensia Healthvisit"))
    assert client.get(f"/meetings/{number}/").status_code == 200


def test_a_colleague_without_the_role_reads_why_not(client):
    answer = signs_in(client, reader("conference-chair", COUNCIL, "Cordelia Chairing")).post(ARRANGE, GOOD)
    assert answer.status_code == 403
    assert "Strategy discussion" in text_of(answer)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    "path", ["no-such-pathway/step", "strategy-discussion/close-strategy-discussion", "assessment/planning-meeting"]
)
def test_what_is_no_meeting_or_not_open_is_not_found(manager, path):
    assert manager.get(f"/meetings/arrange/demo~Ambrosia-Testcase/{path}/").status_code == 404


def test_more_meetings_are_no_more_questions(manager, episode, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    arranged(episode)
    manager.get("/meetings/")
    with CaptureQueriesContext(connection) as few:
        manager.get("/meetings/")
    for stream in (BALTHAZAR, CLEMENTINA):
        refer(stream)
        decide("section-47-enquiries", stream)
        own = Episode.objects.get(pathway="strategy-discussion", stream=stream).id
        arranged(own, stream=stream)
    with django_assert_num_queries(len(few)):
        manager.get("/meetings/")


def test_the_page_of_a_meeting_step_leads_to_arranging_it(manager, episode):
    # Given a strategy discussion that is owed and not held
    page = manager.get(f"/child/demo~Ambrosia-Testcase/step/strategy-discussion/strategy-discussion/?episode={episode}")
    # Then one can arrange it from there, in the same episode
    assert f"{ARRANGE}?episode={episode}" in page.content.decode()
