"""Arranging a meeting, calling it off, holding it, and writing down what was said."""

from dataclasses import replace

import pytest
from icalendar import Calendar

from tests.cast import AMBROSIA, FRIDAY, MANAGER, MONDAY, PASSER_BY, THURSDAY, TUESDAY, WEDNESDAY, at, on
from tests.meetings.arranging import DISCUSSION, EVERYBODY, arranged, discussion_is_owed, held
from waymark.access.models import Involvement
from waymark.casefile import projections
from waymark.casefile.errors import BadAct, NotYours
from waymark.casefile.queries import file_of
from waymark.meetings.actions import call_off, write_minutes
from waymark.meetings.book import Agreed, Minutes, Said, meetings_in, minutes_in
from waymark.meetings.calendars import invitation
from waymark.meetings.models import Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def episode():
    return discussion_is_owed()


def meetings():
    return meetings_in(file_of(AMBROSIA).history)


def rows():
    return sorted(
        Meeting.objects.values_list("id", "stream", "area", "step", "title", "starts_at", "place", "state", "event")
    )


def involved():
    return set(Involvement.objects.filter(why="invited", until=None).values_list("agency", flat=True))


def test_a_meeting_is_planned_and_whoever_is_invited_becomes_involved(episode):
    # Given a strategy discussion that is owed, and agencies that have nothing to do with the child
    assert involved() == set()
    # When social care arranges it
    number = arranged(episode)
    # Then it stands in the file and in the list, and police and health have been involved since
    [meeting] = meetings()
    assert (meeting.id, meeting.state, meeting.starts) == (number, "planned", at(THURSDAY))
    assert meeting.invited == EVERYBODY
    assert (Meeting.objects.get().title, Meeting.objects.get().state) == ("Strategy discussion", "planned")
    assert involved() == {"solent-police", "solent-health"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts": at(TUESDAY)}, "starts"),
        ({"starts": at(WEDNESDAY)}, "starts"),
        ({"episode": "strategy-discussion-of-nobody"}, "episode"),
        ({"step": "strategy-discussion/close-strategy-discussion"}, "step"),
        ({"step": "no-such/step"}, "step"),
    ],
)
def test_what_cannot_be_arranged_is_refused_by_field(episode, changes, field):
    with pytest.raises(BadAct) as refusal:
        arranged(**({"episode": episode} | changes))
    assert set(refusal.value.faults) == {field}
    assert not meetings()


def test_who_does_not_work_on_the_file_arranges_nothing(episode):
    from waymark.casefile.acts import Actor

    with pytest.raises(NotYours):
        arranged(episode, by=Actor(person=PASSER_BY.person, role="social-worker"))
    assert not Meeting.objects.exists()


def test_a_meeting_called_off_keeps_its_reason_and_involves_nobody(episode):
    number = arranged(episode)
    # When it is called off
    call_off(stream=AMBROSIA, meeting=number, reason="The police are needed elsewhere.", by=MANAGER, now=WEDNESDAY)
    # Then it says so, and those who were invited are involved no more
    [meeting] = meetings()
    assert (meeting.state, meeting.cancelled, meeting.revision) == ("cancelled", "The police are needed elsewhere.", 1)
    assert Meeting.objects.get().state == "cancelled"
    assert involved() == set()
    # And it cannot be called off again
    with pytest.raises(BadAct):
        call_off(stream=AMBROSIA, meeting=number, reason="Again.", by=MANAGER, now=THURSDAY)


def test_calling_off_needs_a_reason(episode):
    number = arranged(episode)
    with pytest.raises(BadAct) as refusal:
        call_off(stream=AMBROSIA, meeting=number, reason=" ", by=MANAGER, now=WEDNESDAY)
    assert "reason" in refusal.value.faults
    assert meetings()[0].state == "planned"


def test_the_act_of_its_step_holds_the_meeting(episode):
    arranged(episode)
    event = held()
    assert [(one.state, one.event) for one in meetings()] == [("held", event)]
    assert Meeting.objects.get().event == event


def test_a_discussion_before_its_day_does_not_hold_the_meeting(episode):
    """Two are arranged: what was held on Thursday is the first, and the second is still ahead."""
    first, second = arranged(episode), arranged(episode, starts=on(MONDAY.replace(day=9)))
    event = held(THURSDAY, option="no-further-action")
    assert [(one.id, one.event) for one in meetings()] == [(first, event), (second, "")]


def test_minutes_keep_who_said_what_who_does_not_agree_and_who_does_what(episode):
    # Given a discussion that was held
    arranged(episode)
    event = held()
    minutes = Minutes(
        event=event, shared=(Said(agency="solent-police", text="Two calls."),), dissent=(Said(agency="solent-health", text="Too late."),),
        agreed=(Agreed(what="See the child alone", who="the social worker", by=FRIDAY.date()), Agreed(what="Write", who="health", by=None)),
        child="I want to stay.", parents="We agree.",
    )  # fmt: skip
    # When it is written down, and put right later
    write_minutes(stream=AMBROSIA, minutes=minutes, by=MANAGER, now=FRIDAY)
    write_minutes(stream=AMBROSIA, minutes=replace(minutes, parents="We do not agree."), by=MANAGER, now=FRIDAY)
    # Then the newest holds, whole
    found = minutes_in(file_of(AMBROSIA).history)
    assert found == {event: replace(minutes, parents="We do not agree.", by=MANAGER.person)}


def test_minutes_of_what_was_not_held_and_actions_of_nobody_are_refused(episode):
    arranged(episode)
    with pytest.raises(BadAct) as refusal:
        write_minutes(stream=AMBROSIA, minutes=Minutes(event="nothing"), by=MANAGER, now=FRIDAY)
    assert "event" in refusal.value.faults
    event = held()
    nobody = Minutes(event=event, agreed=(Agreed(what="See the child", who=" ", by=None),))
    with pytest.raises(BadAct) as refusal:
        write_minutes(stream=AMBROSIA, minutes=nobody, by=MANAGER, now=FRIDAY)
    assert refusal.value.faults == {"agreed-0": "Say who does this."}


@pytest.mark.parametrize("fate", ["planned", "held", "called off"])
def test_a_rebuild_makes_the_same_list(episode, fate):
    number = arranged(episode)
    if fate == "held":
        held()
    if fate == "called off":
        call_off(stream=AMBROSIA, meeting=number, reason="No room.", by=MANAGER, now=WEDNESDAY)
    before = rows()
    Meeting.objects.all().delete()
    projections.rebuild(now=FRIDAY)
    assert rows() == before
    assert before


@pytest.mark.parametrize("called_off", [False, True])
def test_the_invitation_is_a_calendar_file_that_names_no_child(episode, called_off):
    number = arranged(episode)
    if called_off:
        call_off(stream=AMBROSIA, meeting=number, reason="Ambrosia is ill.", by=MANAGER, now=WEDNESDAY)
    content = invitation(
        meetings()[0], "Strategy discussion", "AB12 CD34", "https://waymark.invalid/meetings/1/", WEDNESDAY
    )
    calendar = Calendar.from_ical(content)
    [event] = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == THURSDAY
    assert (calendar["method"], event["status"], event["sequence"]) == (
        ("CANCEL", "CANCELLED", 1) if called_off else ("REQUEST", "CONFIRMED", 0)
    )
    assert event["location"] == "Civic Office, room 2"
    assert event["uid"] == f"{number}@waymark"
    assert b"Ambrosia" not in content


def test_a_meeting_known_to_the_day_is_a_whole_day(episode):
    arranged(episode, starts=on(FRIDAY))
    [event] = Calendar.from_ical(invitation(meetings()[0], "T", "R", "A", WEDNESDAY)).walk("VEVENT")
    assert event.decoded("dtstart") == FRIDAY.date()
    assert "dtend" not in event


def test_the_step_is_that_of_the_pack(episode):
    arranged(episode)
    assert Meeting.objects.get().step == DISCUSSION
