"""Who may see which child's file, and who learns nothing of it."""

from dataclasses import replace

import pytest

from tests.access.people import agency, reader
from tests.cast import (
    AMBROSIA,
    BALTHAZAR,
    MONDAY,
    OFFICER,
    TEACHER,
    TUESDAY,
    WEDNESDAY,
    WORKER,
    at,
    decide,
    next_step,
    referral,
    told_referrer,
)
from waymark.access.errors import Denied, NotFound
from waymark.access.models import Involvement
from waymark.access.projections import Why
from waymark.access.scopes import Sending, require_file, scope_of
from waymark.casefile.actions import give, record
from waymark.casefile.acts import Act, Actor
from waymark.casefile.errors import NotYours
from waymark.casefile.matching import match
from waymark.casefile.models import Subject
from waymark.casefile.projections import rebuild
from waymark.meetings.book import Invited, Meeting
from waymark.procedures.history import Given, Kind
from waymark.sharing.actions import answer, ask

pytestmark = pytest.mark.django_db

SCHOOL = replace(TEACHER, agency="elm-street-school")
COUNCIL = replace(WORKER, agency="solent-city-council")
SEES_NOTHING = ("business-manager", "system-administrator")


def refers(child=AMBROSIA, by=SCHOOL):
    """A school refers a child in the area of Solent's council."""
    return record(stream=child, act=referral(MONDAY), by=by, area="national", now=MONDAY)


def files(who):
    """What a list shows to this reader."""
    return set(Subject.objects.filter(scope_of(who).subjects()).values_list("stream", flat=True))


@pytest.mark.parametrize(
    "role",
    ["contact-officer", "mash-manager", "social-worker", "team-manager", "conference-chair", "emergency-duty-team"],
)
def test_the_staff_of_an_area_see_its_files_and_those_of_another_area_learn_nothing(role):
    # Given a child in one area
    refers()
    ours = reader(role)
    theirs = reader(role, "fenland-council", "Philippa Elsewhere")
    # Then the staff of that area find and open the file, in lists as alone
    assert files(ours) == {AMBROSIA}
    assert require_file(ours, AMBROSIA) == AMBROSIA
    assert scope_of(ours).may_work_on(AMBROSIA)
    # And for the others there is no such child
    assert files(theirs) == set()
    assert not scope_of(theirs).may_work_on(AMBROSIA)
    with pytest.raises(NotFound):
        require_file(theirs, AMBROSIA)


def test_not_found_says_the_same_of_a_child_that_exists_and_of_one_that_does_not():
    refers()
    stranger = reader("social-worker", "fenland-council")
    said = []
    for stream in (AMBROSIA, "child:nobody"):
        with pytest.raises(NotFound) as answered:
            require_file(stranger, stream)
        said.append(str(answered.value))
    assert said[0] == said[1]


@pytest.mark.parametrize("role", SEES_NOTHING)
def test_those_who_work_with_figures_or_settings_see_no_child(role):
    refers()
    who = reader(role)
    assert files(who) == set()
    assert not scope_of(who).may_open_in("national")
    with pytest.raises(NotFound):
        require_file(who, AMBROSIA)


def test_a_referrer_sees_what_became_of_the_referral_and_is_told_why_not_the_file():
    # Given a school's referral, and another school
    refers()
    ours = reader("professional-referrer", "elm-street-school")
    # Then the school sees its referral, in lists as alone, and is refused the file with the reason
    assert scope_of(ours).may_see_referral(AMBROSIA)
    assert Subject.objects.filter(scope_of(ours).referrals()).get().stream == AMBROSIA
    assert files(ours) == set()
    assert not scope_of(ours).may_work_on(AMBROSIA)
    with pytest.raises(Denied, match="what became of the referral"):
        require_file(ours, AMBROSIA)
    # And an agency that did not refer learns nothing
    other = reader("professional-referrer", "solent-health", "Hortensia Healthvisit")
    assert not scope_of(other).may_see_referral(AMBROSIA)
    assert not Subject.objects.filter(scope_of(other).referrals()).exists()
    with pytest.raises(NotFound):
        require_file(other, AMBROSIA)


def test_a_referral_by_the_agency_alone_does_not_open_the_file_to_its_representative():
    refers(by=replace(SCHOOL, agency="solent-police"))
    officer = reader("partner-representative", "solent-police")
    assert files(officer) == set()
    with pytest.raises(Denied):
        require_file(officer, AMBROSIA)


def test_a_partner_sees_the_files_of_children_with_whom_its_agency_works_and_for_as_long_as_that_lasts():
    # Given two referrals, in one of which the police have done something
    refers()
    refers(BALTHAZAR)
    officer = reader("partner-representative", "solent-police")
    involve(AMBROSIA)
    assert files(officer) == {AMBROSIA}
    assert require_file(officer, AMBROSIA) == AMBROSIA
    with pytest.raises(NotFound):
        require_file(officer, BALTHAZAR)
    # When nothing more is done for the child
    ends(AMBROSIA)
    assert not Involvement.objects.filter(stream=AMBROSIA, why=Why.ACTED, until=None).exists()
    # Then the file is closed to the police again
    assert files(officer) == set()
    with pytest.raises(NotFound):
        require_file(officer, AMBROSIA)


def ends(child):
    """The referral is decided and closed."""
    for act in (
        told_referrer(MONDAY),
        next_step(TUESDAY, "no-further-action"),
        Act(name="referral/close-referral", occurred=at(TUESDAY)),
    ):
        record(stream=child, act=act, by=COUNCIL, area="national", now=TUESDAY)


def involve(child):
    """The police record a planned visit in a referral that is not theirs."""
    from tests.cast import at
    from waymark.casefile.acts import Act

    told = Act(
        name="referral",
        kind=Kind.TOLD,
        occurred=at(MONDAY),
        told="referrer",
        about="receipt",
        duty="referral/acknowledge",
    )
    by = replace(OFFICER, agency="solent-police")
    record(stream=child, act=told, by=by, area="national", now=MONDAY)


def test_being_asked_shows_the_question_and_not_the_file():
    refers()
    agency("solent-health")
    ask(
        stream=AMBROSIA, episode="", agency="solent-health", what="Are immunisations up to date?", purpose="To screen the referral.",
        needed_by=WEDNESDAY.date(), by=COUNCIL, now=MONDAY,
    )  # fmt: skip
    nurse = reader("partner-representative", "solent-health")
    assert scope_of(nurse).may_see_request(AMBROSIA, "solent-health")
    assert not scope_of(nurse).may_see_request(AMBROSIA, "solent-police")
    assert files(nurse) == set()
    assert not scope_of(nurse).may_work_on(AMBROSIA)
    with pytest.raises(Denied, match="You see the question"):
        require_file(nurse, AMBROSIA)


def test_an_agency_called_to_a_meeting_sees_the_file_until_the_meeting_is_called_off():
    # Given the police are called to a meeting
    refers()
    officer = reader("partner-representative", "solent-police")
    meeting = Meeting(
        id="1", episode="", step="strategy-discussion/discussion", starts=at(WEDNESDAY), place="Room 1", chair="", note="",
        invited=(Invited(member="police", agency="solent-police"),), by=COUNCIL.person, called_at=at(MONDAY),
    )  # fmt: skip
    give(stream=AMBROSIA, given=[_kept(meeting)], by=COUNCIL, occurred=at(MONDAY), now=MONDAY)
    assert files(officer) == {AMBROSIA}
    # When it is called off
    off = replace(meeting, cancelled="Not needed.")
    give(stream=AMBROSIA, given=[_kept(off)], by=COUNCIL, occurred=at(TUESDAY), now=TUESDAY)
    # Then there is no such child for them
    assert files(officer) == set()


def _kept(meeting):
    return Given(name=f"meeting:{meeting.id}", value=meeting.row())


def test_standing_in_the_list_of_people_opens_nothing():
    refers()
    row = {"name": "Philippa Constable", "kind": "professional", "agency": "solent-police"}
    give(stream=AMBROSIA, given=[Given(name="person:1", value=row)], by=COUNCIL, occurred=at(MONDAY), now=MONDAY)
    assert files(reader("partner-representative", "solent-police")) == set()


def test_a_file_that_is_read_into_another_is_seen_where_that_is():
    # Given a second file about the same child, begun in another area, that is matched with the first
    refers()
    told = referral(TUESDAY, happened_anyway="The caller rang off before giving a name.")
    record(stream=BALTHAZAR, act=told, by=TEACHER, area="cambridgeshire-peterborough", now=TUESDAY)
    ours = reader("mash-manager")
    with pytest.raises(NotFound):
        require_file(ours, BALTHAZAR)
    match(stream=BALTHAZAR, into=AMBROSIA, by=COUNCIL, reason="Same name, birthday and address.", now=TUESDAY)
    # Then whoever may open the one comes to it from both names
    where = Subject.objects.get(stream=AMBROSIA).area
    theirs = reader("mash-manager", "fenland-council", "Philippa Elsewhere")
    allowed = theirs if where == "cambridgeshire-peterborough" else ours
    assert require_file(allowed, BALTHAZAR) == require_file(allowed, AMBROSIA) == AMBROSIA


def test_a_child_who_moves_is_seen_by_the_new_area_and_no_longer_by_the_old():
    # Given a child known in one area
    refers()
    ours, theirs = reader("mash-manager"), reader("mash-manager", "fenland-council", "Philippa Elsewhere")
    # When the work there is over and another area takes a referral about the child
    ends(AMBROSIA)
    told = referral(WEDNESDAY, happened_anyway="The caller rang off before giving a name.")
    record(stream=AMBROSIA, act=told, by=TEACHER, area="cambridgeshire-peterborough", now=WEDNESDAY)
    # Then that area works on the file
    assert files(theirs) == {AMBROSIA}
    assert files(ours) == set()


def test_a_scope_is_what_actions_ask():
    # Given a reader of another area
    refers()
    stranger = reader("social-worker", "fenland-council")
    by = Actor(person=stranger.person, role="social-worker", agency=stranger.agency, scope=scope_of(stranger))
    # When they try to decide about the child
    with pytest.raises(NotYours):
        record(stream=AMBROSIA, act=next_step(TUESDAY, "section-17-assessment"), by=by, area="national", now=TUESDAY)
    # Then they cannot; the area's own worker can
    ours = reader("social-worker", name="Wilhelmina Socialwork")
    assert record(
        stream=AMBROSIA, act=next_step(TUESDAY, "section-17-assessment"), area="national", now=TUESDAY,
        by=replace(by, person=ours.person, agency=ours.agency, scope=scope_of(ours)),
    )  # fmt: skip


def test_whoever_sends_a_concern_begins_files_and_writes_in_those_alone():
    sending = Sending(frozenset({AMBROSIA}))
    by = replace(SCHOOL, scope=sending)
    refers(by=by)
    refers(BALTHAZAR)
    with pytest.raises(NotYours):
        refers(BALTHAZAR, by=by)


def test_where_staff_may_begin_a_file():
    assert scope_of(reader("contact-officer")).may_open_in("southampton")
    assert not scope_of(reader("contact-officer")).may_open_in("cambridgeshire-peterborough")
    assert scope_of(reader("professional-referrer", "elm-street-school")).may_open_in("cambridgeshire-peterborough")


def test_a_list_costs_the_same_number_of_questions_however_long_it_is(django_assert_num_queries):
    for number in range(5):
        refers(f"child:demo:{number}")
    scope = scope_of(reader("social-worker"))
    with django_assert_num_queries(2):
        assert len(scope.may_see_of([f"child:demo:{number}" for number in range(5)])) == 5
    officer = scope_of(reader("partner-representative", "solent-police"))
    with django_assert_num_queries(3):
        assert not officer.may_see_of([f"child:demo:{number}" for number in range(5)])


def test_a_rebuild_finds_the_same_involvement():
    refers()
    involve(AMBROSIA)
    decide("section-17-assessment")
    agency("solent-health")
    asked = ask(
        stream=AMBROSIA, episode="", agency="solent-health", what="Anything known?", purpose="To screen the referral.",
        needed_by=WEDNESDAY.date(), by=COUNCIL, now=TUESDAY,
    )  # fmt: skip
    nurse = reader("partner-representative", "solent-health")
    answer(request=asked, text="", lawful_basis="", nothing_known=True, by=nurse, now=WEDNESDAY)
    rows = [sorted(Involvement.objects.values_list("stream", "agency", "why", "since", "until"))]
    assert {(row[1], row[2]) for row in rows[0]} == {
        ("elm-street-school", "referred"), ("solent-police", "acted"), ("social-care", "acted"),
        ("solent-health", "asked"),
    }  # fmt: skip
    Involvement.objects.all().delete()
    rebuild(now=WEDNESDAY)
    rows.append(sorted(Involvement.objects.values_list("stream", "agency", "why", "since", "until")))
    assert rows[0] == rows[1]
