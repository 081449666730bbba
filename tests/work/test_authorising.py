"""What is proposed and waits for a signature: who sees it, who may send it back, and where it then stands."""

from dataclasses import replace

import pytest
from django.db.models import Q

from tests.casefile.tables import tables
from tests.cast import (
    AMBROSIA,
    BALTHAZAR,
    FRIDAY,
    MANAGER,
    MONDAY,
    OFFICER,
    PASSER_BY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    WORKER,
    referral,
)
from tests.work.teams import MONTGOMERY, TEAM, WILHELMINA, allocate
from waymark.casefile import projections
from waymark.casefile.actions import record
from waymark.casefile.acts import NOTHING, Act
from waymark.casefile.errors import BadAct, NotYours, WrongRole
from waymark.procedures.history import Kind
from waymark.procedures.time import Moment
from waymark.work import managing
from waymark.work.actions import ask_to_authorise, return_for_changes
from waymark.work.errors import NoSuchWork
from waymark.work.models import Notice, Proposal

pytestmark = pytest.mark.django_db

AREA = "cambridgeshire-peterborough"
DECIDER = replace(WORKER, role="decision-grade")
ALL = Q()


def refer(stream=AMBROSIA):
    by_family = referral(MONDAY, answers={"reporter-kind": "family"})
    record(stream=stream, act=by_family, by=PASSER_BY, area=AREA, now=MONDAY)


def decide(when, by, stream=AMBROSIA, option="no-further-action", **more):
    said = {"option": option, "reason": "Help is in place at school.", "happened_anyway": "Screened on the telephone."}
    act = Act(name="referral/next-step", occurred=Moment.at(when), **said, **more)
    return record(stream=stream, act=act, by=by, area=AREA, now=when)


def propose(stream=AMBROSIA, when=TUESDAY, **more):
    """A worker proposes an outcome. Out: the act's id in the history."""
    if when == TUESDAY:
        refer(stream)
    (stored,) = decide(when, DECIDER, stream, kind=Kind.PROPOSED, **more)
    return stored.payload["id"]


def waiting(person=MONTGOMERY, roles=("manager", "social-worker"), scope=ALL):
    found = managing.waiting_for_authorisation(person, roles, scope)
    assert found.total == len(found.rows)
    return [one.row.event for one in found.rows]


def state(event):
    return Proposal.objects.get(event=event).state


class TestWhatWaits:
    def test_what_somebody_else_proposed_waits_for_a_manager(self):
        event = propose()
        row = managing.waiting_for_authorisation(MONTGOMERY, ["manager"], ALL).rows[0]

        assert (row.row.event, row.row.title, row.row.option) == (event, "Decide the next step", "no-further-action")
        assert (row.row.proposed_by, row.row.proposed_at, row.child.stream) == (WILHELMINA, TUESDAY, AMBROSIA)

    def test_not_for_whom_may_not_sign_it(self):
        propose()
        assert waiting(roles=["social-worker"]) == []

    def test_nobody_is_asked_to_authorise_their_own(self):
        propose()
        assert waiting(person=WILHELMINA) == []

    def test_not_in_a_file_that_is_not_theirs(self):
        propose()
        assert waiting(scope=Q(area="southampton")) == []

    def test_the_oldest_first(self):
        first, second = propose(BALTHAZAR), propose(AMBROSIA)
        assert waiting() == sorted([first, second])

    def test_its_childs_team_is_named(self):
        propose()
        allocate()
        assert Proposal.objects.get().team == TEAM


class TestWhatBecomesOfIt:
    def test_once_signed_it_waits_no_more(self):
        event = propose()
        decide(WEDNESDAY, MANAGER)

        assert (waiting(), state(event)) == ([], "signed")

    def test_a_newer_proposal_takes_its_place(self):
        first = propose()
        second = propose(when=WEDNESDAY, option="section-17-assessment")

        assert (waiting(), state(first)) == ([second], "replaced")

    def test_returned_it_waits_no_more_and_whoever_proposed_it_sees_why(self):
        event = propose()
        return_for_changes(event_id=event, comment="Ask the school first.", by=MANAGER, now=WEDNESDAY)

        assert (waiting(), state(event)) == ([], "returned")
        back = managing.proposed_by(WILHELMINA, ALL).get()
        assert (back.comment, back.returned_by) == ("Ask the school first.", MONTGOMERY)
        notice = Notice.objects.get()
        assert (notice.person, notice.kind) == (WILHELMINA, "returned")
        assert "school" not in notice.subject

    def test_proposed_anew_it_waits_again(self):
        event = propose()
        return_for_changes(event_id=event, comment="Ask the school first.", by=MANAGER, now=WEDNESDAY)
        again = propose(when=THURSDAY)

        assert waiting() == [again]
        assert [one.event for one in managing.proposed_by(WILHELMINA, ALL)] == [again]

    def test_what_an_area_has_nobody_sign_is_no_proposal_to_be_signed(self):
        record(stream=BALTHAZAR, act=referral(MONDAY), by=PASSER_BY, area="national", now=MONDAY)
        act = Act(
            name="referral/next-step", occurred=Moment.at(TUESDAY), option="no-further-action", kind=Kind.PROPOSED
        )
        record(stream=BALTHAZAR, act=act, by=WORKER, area="national", now=TUESDAY)

        assert not Proposal.objects.exists()

    def test_made_again_from_the_ledger_all_stands_as_it_was(self):
        event = propose()
        propose(BALTHAZAR)
        allocate(BALTHAZAR)
        return_for_changes(event_id=event, comment="Ask the school first.", by=MANAGER, now=WEDNESDAY)
        live = tables()
        assert {one["state"] for one in live["proposals"]} == {"waiting", "returned"}

        projections.rebuild(now=WEDNESDAY)
        assert tables() == live


class TestReturning:
    def test_wants_a_comment(self):
        with pytest.raises(BadAct, match="Say what should change"):
            return_for_changes(event_id=propose(), comment=" ", by=MANAGER, now=WEDNESDAY)

    def test_is_for_those_who_may_sign(self):
        with pytest.raises(WrongRole, match="for manager, not for police"):
            return_for_changes(event_id=propose(), comment="No.", by=OFFICER, now=WEDNESDAY)

    def test_is_not_for_whoever_proposed_it(self):
        with pytest.raises(WrongRole):
            return_for_changes(event_id=propose(), comment="No.", by=replace(DECIDER, role="manager"), now=WEDNESDAY)

    def test_is_refused_once_it_is_signed(self):
        event = propose()
        decide(WEDNESDAY, MANAGER)
        with pytest.raises(NoSuchWork):
            return_for_changes(event_id=event, comment="Too late.", by=MANAGER, now=FRIDAY)

    def test_is_not_for_strangers_to_the_file(self):
        event = propose()
        with pytest.raises(NotYours):
            return_for_changes(event_id=event, comment="No.", by=replace(MANAGER, scope=NOTHING), now=WEDNESDAY)
        assert state(event) == "waiting"


class TestAsking:
    def test_those_who_may_sign_are_told_and_whoever_proposed_it_is_not(self):
        event = propose()
        told = ask_to_authorise(event_id=event, people=[MONTGOMERY, "user:7", WILHELMINA], by=DECIDER, now=TUESDAY)

        assert told == 2
        assert set(Notice.objects.values_list("person", "kind")) == {
            (MONTGOMERY, "authorisation"),
            ("user:7", "authorisation"),
        }

    def test_not_about_what_waits_no_more(self):
        with pytest.raises(NoSuchWork):
            ask_to_authorise(event_id="nothing", people=[MONTGOMERY], by=DECIDER, now=TUESDAY)
