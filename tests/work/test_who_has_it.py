"""Whose a duty is: the allocated worker's where it falls to them, until somebody takes it, is given it or gives it back."""

from dataclasses import replace

import pytest

from tests.cast import (
    AMBROSIA,
    BALTHAZAR,
    FRIDAY,
    MANAGER,
    MONDAY,
    OFFICER,
    TUESDAY,
    WEDNESDAY,
    WORKER,
    decide,
    refer,
)
from tests.work.teams import ACKNOWLEDGE, DECIDE, IGNATIUS, MONTGOMERY, TEAM, WILHELMINA, allocate, duty, key, who_has
from waymark.casefile.acts import NOTHING
from waymark.casefile.errors import BadAct, NotYours, WrongRole
from waymark.casefile.queries import file_of
from waymark.ledger.models import Event
from waymark.ledger.queries import stream_events
from waymark.work.actions import allocate as allocate_child
from waymark.work.actions import give_back, hand_over, take
from waymark.work.errors import NoSuchWork
from waymark.work.models import Duty, Notice, OpenFile

pytestmark = pytest.mark.django_db

NOW = {"now": WEDNESDAY}
STRANGER = replace(WORKER, person="person:Nobody-Inparticular", scope=NOTHING)


class TestAChildWithoutAWorker:
    def test_nobody_has_what_is_owed(self):
        refer()

        assert who_has(DECIDE) == who_has(ACKNOWLEDGE) == ""
        file = OpenFile.objects.get(stream=AMBROSIA)
        assert (file.worker, file.team, file.wants_worker, file.open_since) == ("", "", True, MONDAY)

    def test_a_row_says_what_it_is_why_since_when_and_who_may_hold_it(self):
        refer()
        tell, do = duty(ACKNOWLEDGE), duty(DECIDE)

        assert (do.kind, do.step, do.why, do.since) == (
            "do",
            "referral/next-step",
            "Referral",
            "2026-03-02T12:00:00+00:00",
        )
        assert (tell.kind, tell.step, tell.why) == ("tell", "", "Referral")
        assert do.holders == "|social-worker|"


class TestAllocating:
    def test_what_falls_to_the_worker_is_theirs_and_their_teams(self):
        refer()
        allocate()

        assert who_has(DECIDE) == WILHELMINA
        assert duty(DECIDE).assigned_team == TEAM
        file = OpenFile.objects.get(stream=AMBROSIA)
        assert (file.worker, file.team) == (WILHELMINA, TEAM)

    def test_what_arises_later_is_theirs_too(self):
        refer()
        allocate()
        decide("section-17-assessment")

        assert set(Duty.objects.filter(pathway="assessment", listed=True).values_list("assigned_to", flat=True)) == {
            WILHELMINA
        }

    def test_the_ledger_holds_who_gave_it_to_whom_and_why(self):
        refer()
        allocate(reason="Knows the family.")
        payloads = [one.payload for one in stream_events(AMBROSIA) if one.type == "given"]

        assert [payload["name"] for payload in payloads] == ["allocated-worker", "allocated-team", "allocation"]
        assert payloads[2]["value"]["row"] == {
            "worker": WILHELMINA, "team": TEAM, "by": MONTGOMERY, "reason": "Knows the family.",
        }  # fmt: skip

    def test_to_another_worker_goes_everything_that_the_last_one_had(self):
        """What was taken by name, and what was given back: else it would stay with somebody who has left, or with nobody."""
        refer()
        allocate()
        take(duty=key(ACKNOWLEDGE), by=WORKER, **NOW)
        give_back(duty=key(DECIDE), reason="Leave.", by=WORKER, **NOW)
        allocate(worker=IGNATIUS.person, now=FRIDAY)

        assert who_has(ACKNOWLEDGE) == who_has(DECIDE) == IGNATIUS.person

    def test_but_not_what_a_third_person_has_taken(self):
        refer()
        allocate()
        hand_over(duty=key(), to=MONTGOMERY, reason="I know them.", by=WORKER, **NOW)
        allocate(worker=IGNATIUS.person, now=FRIDAY)

        assert who_has(DECIDE) == MONTGOMERY
        assert who_has(ACKNOWLEDGE) == IGNATIUS.person

    def test_to_nobody_yet_but_a_team(self):
        refer()
        allocate(worker="")

        assert (who_has(), duty().assigned_team) == ("", TEAM)
        assert not Notice.objects.exists()

    def test_the_worker_is_told_without_a_name_of_the_child(self):
        refer()
        allocate()
        notice = Notice.objects.get()

        assert (notice.person, notice.kind) == (WILHELMINA, "allocated")
        assert "Ambrosia" not in notice.subject

    def test_only_a_manager_allocates(self):
        refer()
        with pytest.raises(WrongRole, match="Allocating a child is for manager, not for social-worker"):
            allocate(by=WORKER)
        assert who_has() == ""

    def test_nobody_allocates_a_child_whose_file_is_not_theirs(self):
        refer()
        with pytest.raises(NotYours):
            allocate(by=replace(MANAGER, scope=NOTHING))

    def test_who_may_not_see_a_file_is_not_told_whether_it_is_open(self):
        with pytest.raises(NotYours):
            allocate(stream="child:demo:unheard-of", by=replace(MANAGER, scope=NOTHING))
        with pytest.raises(NoSuchWork):
            allocate(stream="child:demo:unheard-of")


class TestTaking:
    def test_a_duty_that_nobody_has(self):
        refer()
        take(duty=key(), by=IGNATIUS, **NOW)

        assert who_has(DECIDE) == IGNATIUS.person
        assert who_has(ACKNOWLEDGE) == ""

    def test_one_that_falls_to_a_colleague(self):
        refer()
        allocate()
        take(duty=key(), reason="She is ill.", by=IGNATIUS, **NOW)

        assert who_has() == IGNATIUS.person

    def test_only_who_may_hold_it(self):
        refer()
        with pytest.raises(WrongRole, match="Decide the next step is for social-worker, not for police"):
            take(duty=key(), by=OFFICER, **NOW)

    def test_what_has_been_done_meanwhile_is_not_to_be_taken(self):
        refer()
        gone = key()
        decide("no-further-action")
        with pytest.raises(NoSuchWork):
            take(duty=gone, by=WORKER, **NOW)

    def test_when_the_same_is_owed_again_it_is_nobodys_again(self):
        refer()
        take(duty=key(), by=IGNATIUS, **NOW)
        refer(BALTHAZAR)

        assert who_has(DECIDE, BALTHAZAR) == ""


class TestHandingOverAndGivingBack:
    def test_who_has_it_hands_it_over_and_the_other_is_told(self):
        refer()
        allocate()
        Notice.objects.all().delete()
        hand_over(duty=key(), to=IGNATIUS.person, reason="Leave.", by=WORKER, **NOW)

        assert who_has() == IGNATIUS.person
        assert [(one.person, one.kind) for one in Notice.objects.all()] == [(IGNATIUS.person, "handed-over")]

    def test_a_manager_gives_out_what_somebody_else_has(self):
        refer()
        allocate()
        hand_over(duty=key(), to=IGNATIUS.person, reason="Leave.", by=MANAGER, **NOW)

        assert who_has() == IGNATIUS.person

    def test_a_colleague_does_not_give_away_anothers(self):
        refer()
        allocate()
        for attempt in (hand_over, give_back):
            more = {"to": "person:Else"} if attempt is hand_over else {}
            with pytest.raises(WrongRole, match="somebody else's work is for manager"):
                attempt(duty=key(), reason="Why not.", by=IGNATIUS, **more, **NOW)

    def test_what_is_given_back_is_nobodys_even_if_the_worker_stays(self):
        refer()
        allocate()
        give_back(duty=key(), reason="Too much.", by=WORKER, **NOW)

        assert (who_has(), duty().assigned_team) == ("", TEAM)

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_both_want_a_reason(self, reason):
        refer()
        allocate()
        with pytest.raises(BadAct, match="Say why this is handed over"):
            hand_over(duty=key(), to=IGNATIUS.person, reason=reason, by=WORKER, **NOW)
        with pytest.raises(BadAct, match="Say why this is given back"):
            give_back(duty=key(), reason=reason, by=WORKER, **NOW)

    def test_handing_over_wants_a_person(self):
        refer()
        with pytest.raises(BadAct, match="Choose who takes this over"):
            hand_over(duty=key(), to="", reason="Leave.", by=MANAGER, **NOW)


ATTEMPTS = {
    "allocate": lambda by: allocate_child(stream=AMBROSIA, worker=WILHELMINA, by=by, **NOW),
    "take": lambda by: take(duty=key(), by=by, **NOW),
    "hand over": lambda by: hand_over(duty=key(), to=WILHELMINA, reason="x", by=by, **NOW),
    "give back": lambda by: give_back(duty=key(), reason="x", by=by, **NOW),
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS)
def test_whoever_may_not_work_on_the_file_changes_nothing(attempt):
    refer()
    before = Event.objects.count()
    with pytest.raises(NotYours):
        attempt(STRANGER)

    assert (Event.objects.count(), who_has(), Notice.objects.count()) == (before, "", 0)


def test_who_had_it_when_is_in_the_history():
    refer()
    allocate(now=TUESDAY)
    take(duty=key(), by=IGNATIUS, now=FRIDAY)
    kept = {one.name for one in file_of(AMBROSIA, recorded_by=WEDNESDAY).history.given}

    assert "allocated-worker" in kept
    assert not any(name.startswith("taken:") for name in kept)
