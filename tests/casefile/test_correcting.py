"""Putting an act right, and removing what one says: the record keeps both that it was so and that it is not."""

import pytest

from tests.cast import (
    AMBROSIA,
    FRIDAY,
    MANAGER,
    MONDAY,
    TEACHER,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    WORKER,
    at,
    decide,
    next_step,
    refer,
    referral,
    told_referrer,
    utc,
)
from waymark.casefile.actions import correct, give, record, redact
from waymark.casefile.acts import Act
from waymark.casefile.errors import BadAct, WrongRole
from waymark.casefile.models import Answer, Episode
from waymark.casefile.queries import file_of, situation_of
from waymark.ledger.errors import AlreadyRedacted
from waymark.ledger.queries import last_position, stream_events
from waymark.ledger.verification import verify
from waymark.procedures.evaluation import State
from waymark.procedures.history import Given, Kind
from waymark.work.models import Duty

pytestmark = pytest.mark.django_db

WHY = "The wrong child was looked up."


def put_right(wrong, act, by=WORKER, now=FRIDAY):
    return correct(stream=AMBROSIA, event_id=wrong.id, act=act, by=by, reason=WHY, now=now)


def done(act, now, by=WORKER):
    return record(stream=AMBROSIA, act=act, by=by, area="national", now=now)


def state(duty, **of):
    return Duty.objects.get(duty=duty, **of).state


def open_pathways():
    return sorted(Episode.objects.filter(closed_at__isnull=True).values_list("pathway", flat=True))


class TestTheNewAccount:
    def test_it_takes_the_place_of_the_old_from_the_time_of_what_it_corrects(self):
        """The decision was said to be Thursday's, and late. It was Tuesday's."""
        refer()
        (wrong,) = decide("no-further-action", when=THURSDAY)
        assert state("referral/decide-next-step") == State.MET_LATE
        put_right(wrong, next_step(TUESDAY, "no-further-action"))

        assert state("referral/decide-next-step") == State.MET

    def test_both_accounts_stay_in_the_ledger(self):
        refer()
        (wrong,) = decide("no-further-action", when=THURSDAY)
        right = put_right(wrong, next_step(TUESDAY, "no-further-action"))

        stored = stream_events(AMBROSIA)
        assert [one.id for one in stored[-2:]] == [wrong.id, right.id]
        assert (right.corrects, right.payload["because"]) == (wrong.id, WHY)
        assert stored[-2].payload == wrong.payload
        assert verify().clean

    def test_an_answer_is_replaced(self):
        _, wrong = refer()
        put_right(wrong, referral(MONDAY, answers={"reporter-kind": "family"}), by=TEACHER)

        assert Answer.objects.get(question="referral/reporter-kind").value == "family"
        assert not Answer.objects.filter(question="referral/concern").exists(), "the new account is whole"

    def test_its_own_reason_stays_apart_from_why_it_was_corrected(self):
        refer()
        decision = next_step(TUESDAY, "no-further-action", reason="Help is offered by the school.")
        (wrong,) = record(stream=AMBROSIA, act=decision, by=WORKER, area="national", now=TUESDAY)
        act = next_step(TUESDAY, "no-further-action", reason="Help is offered by the nursery.")

        assert put_right(wrong, act).payload["reason"] == "Help is offered by the nursery."

    def test_a_correction_can_itself_be_corrected(self):
        _, wrong = refer()
        first = put_right(wrong, referral(MONDAY, answers={"reporter-kind": "family"}), by=TEACHER)
        put_right(first, referral(MONDAY, answers={"reporter-kind": "child"}), by=TEACHER)

        assert Answer.objects.get(question="referral/reporter-kind").value == "child"
        assert len(file_of(AMBROSIA).history.events) == 2

    def test_an_earlier_time_moves_the_clocks_and_the_opening_with_it(self):
        _, wrong = refer(when=WEDNESDAY)
        put_right(wrong, referral(MONDAY), by=TEACHER)

        assert Duty.objects.get(duty="referral/acknowledge").due == "2026-03-03"
        assert Episode.objects.get().opened_at == MONDAY

    def test_a_clock_of_the_past_appears(self):
        """A discussion was recorded without its decision's true outcome: enquiries were to begin."""
        refer()
        decide("section-47-enquiries")
        held = {"name": "strategy-discussion/strategy-discussion", "occurred": at(WEDNESDAY)}
        (wrong,) = done(Act(option="no-further-action", **held), WEDNESDAY)
        assert not Duty.objects.filter(duty="strategy-discussion/start-enquiries").exists()
        put_right(wrong, Act(option="section-47-joint", **held))

        assert Duty.objects.get(duty="strategy-discussion/start-enquiries").arose_at == WEDNESDAY

    def test_a_clock_of_the_past_disappears(self):
        refer()
        decide("section-47-enquiries")
        held = {"name": "strategy-discussion/strategy-discussion", "occurred": at(WEDNESDAY)}
        wrong, _ = done(Act(option="section-47-joint", **held), WEDNESDAY)
        assert Duty.objects.filter(duty="strategy-discussion/start-enquiries").exists()
        put_right(wrong, Act(option="no-further-action", **held))

        assert not Duty.objects.filter(duty="strategy-discussion/start-enquiries").exists()


class TestWhatFollows:
    def test_another_option_opens_what_it_opens_and_closes_what_nobody_has_worked_in(self):
        refer()
        wrong, _ = decide("section-17-assessment")
        put_right(wrong, next_step(TUESDAY, "section-47-enquiries"))

        assert open_pathways() == ["referral", "strategy-discussion"]
        opened = Episode.objects.get(pathway="strategy-discussion")
        assert (opened.opened_as, opened.opened_at) == ("linked", TUESDAY)
        assert opened.came_from == Episode.objects.get(pathway="referral").id

    def test_an_episode_in_which_somebody_has_worked_stays(self):
        refer()
        wrong, _ = decide("section-17-assessment")
        start = Act(name="assessment/assessment-started", occurred=at(WEDNESDAY))
        record(stream=AMBROSIA, act=start, by=WORKER, area="national", now=WEDNESDAY)
        put_right(wrong, next_step(TUESDAY, "no-further-action"))

        assert open_pathways() == ["assessment", "referral"]

    def test_the_same_option_opens_nothing_twice(self):
        refer()
        wrong, opened = decide("section-17-assessment")
        put_right(wrong, next_step(WEDNESDAY, "section-17-assessment"))

        episode = Episode.objects.get(pathway="assessment")
        assert (episode.id, episode.opened_at) == (opened.payload["episode"], WEDNESDAY)

    def test_going_back_and_forth_leaves_one_episode(self):
        refer()
        wrong, _ = decide("section-17-assessment")
        second = put_right(wrong, next_step(TUESDAY, "no-further-action"))
        put_right(second, next_step(TUESDAY, "section-17-assessment"))

        assert open_pathways() == ["assessment", "referral"]

    def test_a_closing_that_never_happened_opens_the_episode_again(self):
        refer()
        record(stream=AMBROSIA, act=told_referrer(MONDAY), by=WORKER, area="national", now=MONDAY)
        decide("no-further-action")
        closing = Act(name="referral/close-referral", occurred=at(WEDNESDAY))
        wrong, _ = record(stream=AMBROSIA, act=closing, by=WORKER, area="national", now=WEDNESDAY)
        assert open_pathways() == []
        put_right(wrong, None)

        assert open_pathways() == ["referral"]


class TestAnnulling:
    def test_what_never_happened_meets_no_duty(self):
        refer()
        (wrong,) = decide("no-further-action")
        put_right(wrong, None)

        assert state("referral/decide-next-step") == State.OPEN
        assert len(stream_events(AMBROSIA)) == 4

    def test_a_referral_that_never_happened_takes_its_episode_and_clocks_along(self):
        _, wrong = refer()
        put_right(wrong, None)

        assert not Episode.objects.exists()
        assert not Duty.objects.exists()
        assert len(stream_events(AMBROSIA)) == 4, "the two that were, and the two that took them back"

    def test_a_new_referral_after_that_begins_again(self):
        _, wrong = refer()
        put_right(wrong, None)
        refer(when=FRIDAY)

        assert Episode.objects.get().opened_at == FRIDAY


class TestVerdicts:
    def test_a_verdict_once_given_stays(self):
        """The outcome came though nobody had seen the child. A visit that is recorded later changes the duty alone."""
        refer()
        decide("section-17-assessment")
        do = {"stream": AMBROSIA, "by": WORKER, "area": "national"}
        record(act=Act(name="assessment/assessment-started", occurred=at(TUESDAY)), now=TUESDAY, **do)
        name = "assessment/assessment-concluded"
        act = Act(name=name, occurred=at(THURSDAY), option="no-further-action", happened_anyway="It was signed off.")
        (concluded,) = record(act=act, now=THURSDAY, **do)
        visit = Act(name="assessment/child-seen", occurred=at(WEDNESDAY), answers={"seen": "yes"})
        record(act=visit, now=FRIDAY, **do)

        assert concluded.payload["breached"] == ["assessment/child-seen-first"]
        assert stream_events(AMBROSIA)[concluded.sequence - 1].payload == concluded.payload
        assert state("assessment/see-child") == State.MET


class TestWhatIsRefused:
    @pytest.fixture
    def wrong(self):
        return refer()[1]

    def test_a_correction_says_why(self, wrong):
        with pytest.raises(BadAct, match="Say why this is corrected"):
            correct(stream=AMBROSIA, event_id=wrong.id, act=None, by=TEACHER, reason="  ", now=FRIDAY)

    def test_an_act_of_another_child(self, wrong):
        with pytest.raises(BadAct, match="no act"):
            correct(stream="child:demo:other", event_id=wrong.id, act=None, by=TEACHER, reason=WHY, now=FRIDAY)

    def test_one_step_does_not_become_another(self, wrong):
        with pytest.raises(BadAct, match=r"referral/referral \(done\) cannot become referral/next-step \(done\)"):
            put_right(wrong, next_step(MONDAY, "no-further-action"))

    def test_the_new_account_is_checked_like_an_act(self, wrong):
        with pytest.raises(BadAct, match="'ghost' is not one of"):
            put_right(wrong, referral(MONDAY, answers={"reporter-kind": "ghost"}), by=TEACHER)
        (decision,) = decide("no-further-action")
        with pytest.raises(WrongRole):
            put_right(decision, next_step(TUESDAY, "no-further-action"), by=TEACHER)

    def test_nothing_is_written_then(self, wrong):
        for refused in (
            self.test_a_correction_says_why,
            self.test_an_act_of_another_child,
            self.test_one_step_does_not_become_another,
        ):
            refused(wrong)

        assert last_position() == 2


class TestRedacting:
    def remove(self, event, now=FRIDAY):
        return redact(stream=AMBROSIA, event_id=event.id, reason="Another child's file.", by=MANAGER, now=now)

    def test_the_words_are_gone_and_the_act_stays(self):
        _, act = refer()
        self.remove(act)

        held = file_of(AMBROSIA).history.events[-1]
        assert (held.name, held.kind, held.by, held.occurred.start) == (
            "referral/referral",
            Kind.DONE,
            TEACHER.person,
            MONDAY,
        )
        assert held.answers == {}
        assert "wet clothes" not in str(stream_events(AMBROSIA))
        assert verify().clean

    def test_what_was_answered_is_unknown_and_not_no(self):
        refer()
        decide("section-17-assessment")
        visit = Act(name="assessment/child-seen", occurred=at(WEDNESDAY), answers={"seen": "yes"})
        (seen,) = record(stream=AMBROSIA, act=visit, by=WORKER, area="national", now=WEDNESDAY)
        self.remove(seen)

        (assessment,) = situation_of(file_of(AMBROSIA), FRIDAY).of_pathway("assessment")
        assert assessment.reasoner.fact("seen", assessment.point) is None
        assert not Answer.objects.filter(question__endswith="seen").exists()

    def test_a_duty_that_the_act_met_stays_met(self):
        refer()
        (told,) = record(stream=AMBROSIA, act=told_referrer(MONDAY), by=WORKER, area="national", now=MONDAY)
        (decided,) = decide("no-further-action")
        self.remove(told)
        self.remove(decided)

        assert state("referral/acknowledge") == State.MET
        assert state("referral/decide-next-step") == State.MET

    def test_an_episode_outlives_the_words_of_the_act_that_opened_it(self):
        for event in refer():
            self.remove(event)
        decide("section-17-assessment")

        assert open_pathways() == ["assessment", "referral"]

    def test_a_plan_or_a_telling_does_not_become_something_done(self):
        refer()
        (told,) = record(stream=AMBROSIA, act=told_referrer(MONDAY), by=WORKER, area="national", now=MONDAY)
        self.remove(told)

        assert file_of(AMBROSIA).history.events[-1].kind is Kind.TOLD

    def test_a_redacted_correction_still_stands_in_the_place_of_the_wrong_account(self):
        _, wrong = refer()
        right = put_right(wrong, referral(MONDAY, answers={"reporter-kind": "family"}), by=TEACHER)
        self.remove(right)

        assert not Answer.objects.exists(), "neither what was wrong nor what was removed"
        assert len(file_of(AMBROSIA).history.events) == 2

    def test_looking_back_shows_the_act_without_its_words(self):
        _, act = refer()
        self.remove(act)

        before = file_of(AMBROSIA, recorded_by=TUESDAY)
        assert [one.name for one in before.history.events] == ["referral", "referral/referral"]
        assert before.history.events[-1].answers == {}

    def test_a_given_fact_can_be_removed_too(self):
        refer()
        fact = Given(name="born", value=at(utc(1, year=2015)))
        (stored,) = give(stream=AMBROSIA, given=[fact], by=WORKER, occurred=at(MONDAY), now=MONDAY)
        self.remove(stored)

        assert file_of(AMBROSIA).history.given == ()

    def test_it_says_why_and_what_and_only_once(self):
        _, act = refer()
        with pytest.raises(BadAct, match="Say why this is removed"):
            redact(stream=AMBROSIA, event_id=act.id, reason="", by=MANAGER, now=FRIDAY)
        with pytest.raises(BadAct, match="no act"):
            redact(stream="child:demo:other", event_id=act.id, reason=WHY, by=MANAGER, now=FRIDAY)
        self.remove(act)
        with pytest.raises(AlreadyRedacted):
            self.remove(act)

        assert last_position() == 4
