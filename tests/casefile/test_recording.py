"""Recording what people did: its consequences are written with it, or nothing is."""

import pytest

from tests.cast import (
    AMBROSIA,
    CHAIR,
    FRIDAY,
    HEALTH_VISITOR,
    MANAGER,
    MONDAY,
    OFFICER,
    PASSER_BY,
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
)
from waymark.casefile import packs, projections
from waymark.casefile.actions import record
from waymark.casefile.acts import EVERYTHING, Act, Actor
from waymark.casefile.errors import BadAct, Refused, StillOwed, WrongRole
from waymark.casefile.models import Episode, KeptPack, Subject
from waymark.casefile.queries import file_of, situation_of
from waymark.ledger.errors import StreamMoved
from waymark.ledger.queries import last_position, stream_events
from waymark.procedures.evaluation import State
from waymark.procedures.history import Kind
from waymark.procedures.time import Moment, MomentError
from waymark.work.models import Duty

pytestmark = pytest.mark.django_db

CAMBRIDGESHIRE = "cambridgeshire-peterborough"
OUTCOME = {"option": "not-substantiated", "reason": "An accident, seen by three adults."}
#: The family's own view was asked for before anybody wrote it down.
ASKED = {"happened_anyway": "The family was asked by telephone."}
WAIVED = {"kind": Kind.WAIVED, "reason": "The family is well known."}


@pytest.fixture
def unchanged():
    """The ledger must stand afterwards where `unchanged()` was called."""
    seen = []

    def remember():
        seen.append((last_position(), list(Duty.objects.order_by("key").values())))

    yield remember
    assert seen == [(last_position(), list(Duty.objects.order_by("key").values()))]


def do(name, when, by=WORKER, *, child=AMBROSIA, area="national", **more):
    return record(stream=child, act=Act(name=name, occurred=at(when), **more), by=by, area=area, now=when)


def refer_by_family(area):
    """A grandmother refers; professionals in Cambridgeshire would have to give their name."""
    said = {"reporter-kind": "family"}
    return record(stream=AMBROSIA, act=referral(MONDAY, answers=said), by=PASSER_BY, area=area, now=MONDAY)


class TestOpening:
    def test_the_first_act_of_a_starting_step_opens_its_episode_before_itself(self):
        opened, act = refer()

        assert [(one.rule, one.payload["kind"]) for one in (opened, act)] == [
            ("referral", "opened"),
            ("referral/referral", "done"),
        ]
        assert opened.payload["episode"] == act.payload["episode"]
        assert opened.act_number == act.act_number

    def test_the_episode_is_pinned_to_area_edition_and_text(self):
        refer(area="southampton")

        pack = packs.pack_on("southampton", MONDAY.date())
        episode = Episode.objects.get()
        assert episode.pin == f"southampton@{pack.edition.name}#{pack.fingerprint[:12]}"
        assert Subject.objects.get().area == "southampton"

    def test_the_packs_text_is_kept_and_can_be_worked_out_again(self):
        refer(area="southampton")

        kept = KeptPack.objects.get()
        assert (kept.area, kept.holds_on) == ("southampton", MONDAY.date())
        again = packs.Library(kept.texts).pack("southampton", on=kept.holds_on)
        assert again.fingerprint == kept.fingerprint

    def test_a_second_act_goes_into_the_open_episode(self):
        refer()
        refer(when=TUESDAY)

        assert Episode.objects.count() == 1

    def test_an_act_from_before_an_edition_opens_under_the_edition_of_its_day(self, own_packs):
        """What happened in February is judged by what held in February."""
        text = (own_packs / "national" / "assessment.yaml").read_text()
        newer = 'pack: national\nedition: "2026-03"\nfrom: 2026-03-01\npathway: assessment\n'
        assert "assessment-limit" in text
        fact = "facts:\n  assessment-limit:\n    over: change\n    set: 40 working days\n    why: shown in a test\n"
        (own_packs / "national" / "assessment-2026.yaml").write_text(newer + fact)
        packs.forget()
        record(stream=AMBROSIA, act=referral(THURSDAY.replace(month=2)), by=TEACHER, area="national", now=FRIDAY)
        refer("child:demo:other")

        assert [e.pin.partition("#")[0] for e in Episode.objects.order_by("opened_at")] == [
            "national@2023-12",
            "national@2026-03",
        ]


class TestConsequences:
    def test_a_decision_opens_the_linked_pathway_in_the_same_act(self):
        refer()
        decided, opened = decide("section-17-assessment")

        assert (opened.rule, opened.payload["opened_as"]) == ("assessment", "linked")
        assert opened.act_number == decided.act_number
        assert opened.payload["came_from"] == decided.payload["episode"]
        linked = Episode.objects.get(pathway="assessment")
        assert linked.pin == Episode.objects.get(pathway="referral").pin

    def test_a_decision_without_a_pathway_opens_nothing(self):
        refer()

        assert len(decide("no-further-action")) == 1

    def test_a_closing_step_closes_its_episode(self):
        refer()
        record(stream=AMBROSIA, act=told_referrer(MONDAY), by=WORKER, area="national", now=MONDAY)
        decide("no-further-action")
        _, closed = do("referral/close-referral", WEDNESDAY)

        assert (closed.payload["kind"], closed.occurred_at) == ("closed", WEDNESDAY)
        assert Episode.objects.get().closed_at == WEDNESDAY

    def test_a_referral_after_the_closing_opens_a_new_episode(self):
        self.test_a_closing_step_closes_its_episode()
        refer(when=FRIDAY)

        assert Episode.objects.filter(pathway="referral").count() == 2

    def test_a_meeting_without_a_must_member_is_held_and_its_decision_only_proposed(self):
        refer()
        decide("section-47-enquiries")
        held = do(
            "strategy-discussion/strategy-discussion",
            WEDNESDAY,
            option="section-47-joint",
            present=("social-care", "police"),
        )

        assert held[0].payload["stands"] is False
        assert len(held) == 1, "no enquiry is opened"
        assert not Episode.objects.filter(pathway="section-47-enquiry").exists()

    def test_the_same_meeting_with_everybody_opens_the_enquiry(self):
        refer()
        decide("section-47-enquiries")
        everybody = ("social-care", "police", "health")
        do("strategy-discussion/strategy-discussion", WEDNESDAY, option="section-47-joint", present=everybody)

        assert Episode.objects.filter(pathway="section-47-enquiry").count() == 1


class TestWhatIsRefused:
    def test_the_wrong_role_is_told_whose_step_it_is(self, unchanged):
        refer()
        unchanged()
        with pytest.raises(WrongRole, match="Decide the next step is for social-worker, not for health"):
            do("referral/next-step", TUESDAY, HEALTH_VISITOR, option="section-17-assessment")

    def test_somebody_without_a_role_is_refused_what_needs_one_and_may_refer(self, unchanged):
        record(stream=AMBROSIA, act=referral(MONDAY), by=PASSER_BY, area="national", now=MONDAY)
        unchanged()
        with pytest.raises(WrongRole, match="somebody without a role"):
            do("referral/next-step", TUESDAY, PASSER_BY, option="section-17-assessment")

    @pytest.mark.parametrize(
        ("answers", "says"),
        [
            ({"reporter-kind": "ghost"}, "'ghost' is not one of: child, family, professional, public"),
            ({"reporter-kind": 7}, "asked as choice"),
            ({"reporter-kind": True}, "asked as choice"),
            ({"reporter-kind": ("family", "child")}, "asked as choice"),
            ({"concern": Moment.at(MONDAY)}, "asked as text"),
            ({"shoe-size": "9"}, "does not ask this"),
        ],
    )
    def test_an_answer_that_does_not_fit_the_question(self, unchanged, answers, says):
        unchanged()
        with pytest.raises(BadAct, match=says) as refused:
            record(stream=AMBROSIA, act=referral(MONDAY, answers=answers), by=TEACHER, area="national", now=MONDAY)

        assert list(refused.value.faults) == list(answers)

    @pytest.mark.parametrize("value", [None, "", "not-known", "refused"])
    def test_not_known_refused_and_blank_are_answers(self, value):
        answers = {"reporter-kind": value}

        assert record(stream=AMBROSIA, act=referral(MONDAY, answers=answers), by=TEACHER, area="national", now=MONDAY)

    def test_every_fault_is_named_at_once(self, unchanged):
        unchanged()
        answers = {"reporter-kind": "ghost", "shoe-size": "9"}
        with pytest.raises(BadAct) as refused:
            record(stream=AMBROSIA, act=referral(MONDAY, answers=answers), by=TEACHER, area="national", now=MONDAY)

        assert set(refused.value.faults) == {"reporter-kind", "shoe-size"}

    @pytest.mark.parametrize("option", ["", "sectoin-17"])
    def test_a_decision_without_a_known_option(self, unchanged, option):
        refer()
        unchanged()
        with pytest.raises(BadAct, match="Choose one of: immediate-protection, section-17-assessment"):
            decide(option)

    def test_an_option_where_nothing_is_decided(self, unchanged):
        unchanged()
        with pytest.raises(BadAct, match="Referral decides nothing"):
            record(stream=AMBROSIA, act=referral(MONDAY, option="yes"), by=TEACHER, area="national", now=MONDAY)

    def test_a_decision_that_needs_a_reason(self, unchanged):
        enquiry()
        unchanged()
        with pytest.raises(BadAct, match="reason: Give the reason"):
            do("section-47-enquiry/enquiry-outcome", THURSDAY, option="not-substantiated")

    def test_a_step_that_opens_nothing_when_nothing_is_open(self, unchanged):
        unchanged()
        with pytest.raises(
            BadAct, match=r"No referral episode is open.*opened by: referral/contact, referral/referral"
        ):
            decide("section-17-assessment")

    def test_a_pathway_and_a_step_that_do_not_exist(self, unchanged):
        unchanged()
        with pytest.raises(BadAct, match="has no pathway 'hogwarts'"):
            do("hogwarts/sorting", MONDAY)
        with pytest.raises(BadAct):
            do("referral/sorting", MONDAY)

    def test_an_episode_that_is_not_in_this_file(self, unchanged):
        refer()
        unchanged()
        with pytest.raises(BadAct, match="no episode elsewhere"):
            do("referral/next-step", TUESDAY, option="no-further-action", episode="elsewhere")

    @pytest.mark.parametrize("kind", [Kind.TOLD, Kind.CONSIDERED, Kind.WAIVED, Kind.CANCELLED])
    def test_telling_considering_waiving_and_cancelling_open_nothing(self, unchanged, kind):
        unchanged()
        name = "referral" if kind is Kind.TOLD else "referral/referral"
        with pytest.raises(BadAct):
            do(name, MONDAY, kind=kind, told="referrer", reason="Nothing is open.")

    @pytest.mark.parametrize("kind", [Kind.OPENED, Kind.CLOSED, Kind.REPINNED])
    def test_nobody_opens_or_closes_an_episode_but_through_a_step(self, unchanged, kind):
        refer()
        unchanged()
        with pytest.raises(BadAct, match="by what follows from an act"):
            do("referral/referral", TUESDAY, kind=kind)

    def test_planning_says_for_when(self, unchanged):
        refer()
        decide("section-47-enquiries")
        unchanged()
        with pytest.raises(BadAct, match="Say for when it is planned"):
            do("strategy-discussion/strategy-discussion", WEDNESDAY, kind=Kind.PLANNED)

    def test_what_has_not_happened_yet(self, unchanged):
        unchanged()
        with pytest.raises(BadAct, match="Tuesday 3 March 2026 at 12:00 has not come yet"):
            record(stream=AMBROSIA, act=referral(TUESDAY), by=TEACHER, area="national", now=MONDAY)

    def test_a_date_from_which_no_limit_can_be_counted(self, unchanged, monkeypatch):
        """Eighteen years after a birth in 2999 lie beyond the calendar; that is said of the act, and nothing is kept."""
        unchanged()

        def beyond(files):
            raise MomentError("The year 3017 is not between 1800 and 2999.")

        monkeypatch.setattr(projections, "followers", [beyond])
        with pytest.raises(BadAct, match="cannot be counted from a date in this file"):
            refer()

    def test_a_refused_act_keeps_no_pack(self):
        with pytest.raises(BadAct):
            do("referral/sorting", MONDAY)

        assert not KeptPack.objects.exists()


def enquiry():
    """A section 47 enquiry that began on Wednesday, under national procedures."""
    refer()
    decide("section-47-enquiries")
    everybody = ("social-care", "police", "health")
    do("strategy-discussion/strategy-discussion", WEDNESDAY, option="section-47-joint", present=everybody)
    do("section-47-enquiry/enquiry-started", WEDNESDAY)


class TestGates:
    def test_a_gate_that_cannot_be_told_asks_for_the_answer_first(self, unchanged):
        enquiry()
        unchanged()
        with pytest.raises(Refused) as refused:
            do("section-47-enquiry/enquiry-outcome", THURSDAY, **OUTCOME)

        (barrier,) = refused.value.barriers
        assert (barrier.rule.name, barrier.verdict) == ("section-47-enquiry/child-seen-first", "answer first")
        assert "seen" in barrier.unknown
        assert str(refused.value).startswith("Outcome of the section 47 enquiry is refused by The child has been seen")

    def test_a_shut_gate_refuses(self, unchanged):
        enquiry()
        do("section-47-enquiry/child-seen", WEDNESDAY, answers={"seen": "no"})
        unchanged()
        with pytest.raises(Refused) as refused:
            do("section-47-enquiry/enquiry-outcome", THURSDAY, **OUTCOME)

        assert [one.verdict for one in refused.value.barriers] == ["shut"]

    def test_an_open_gate_lets_it_through(self):
        enquiry()
        do("section-47-enquiry/child-seen", WEDNESDAY, answers={"seen": "yes", "seen-alone": "yes"})
        (outcome,) = do("section-47-enquiry/enquiry-outcome", THURSDAY, **OUTCOME)

        assert "breached" not in outcome.payload

    def test_what_happened_anyway_is_recorded_with_the_breached_rule_and_the_reason(self):
        enquiry()
        done = do(
            "section-47-enquiry/enquiry-outcome",
            THURSDAY,
            happened_anyway="The family moved abroad overnight.",
            **OUTCOME,
        )

        assert done[0].payload["breached"] == ["section-47-enquiry/child-seen-first"]
        assert done[0].payload["reason"]

    def test_a_gate_before_a_starting_step_refuses_the_opening(self, unchanged):
        unchanged()
        with pytest.raises(Refused, match="allocated worker"):
            do("child-in-need-plan/plan-started", MONDAY)

    def test_a_gate_sees_the_answers_of_the_act_that_is_tried(self, unchanged):
        unchanged()
        unnamed = referral(MONDAY, answers={"reporter-kind": "professional"})
        with pytest.raises(Refused, match="A professional gives their name"):
            record(stream=AMBROSIA, act=unnamed, by=TEACHER, area=CAMBRIDGESHIRE, now=MONDAY)

    def test_and_opens_for_them(self):
        named = referral(MONDAY, answers={"reporter-kind": "professional", "referrer-name": "Tarquin Headteacher"})

        assert record(stream=AMBROSIA, act=named, by=TEACHER, area=CAMBRIDGESHIRE, now=MONDAY)


class TestClosing:
    def test_closing_waits_for_what_must_be_done(self, unchanged):
        refer()
        unchanged()
        with pytest.raises(StillOwed) as refused:
            do("referral/close-referral", TUESDAY)

        assert {one.duty.name for one in refused.value.owed} == {"referral/acknowledge", "referral/decide-next-step"}
        assert "Acknowledge the referral" in str(refused.value)

    def test_a_manager_may_close_all_the_same_and_says_why(self):
        refer()
        closing, closed = do("referral/close-referral", TUESDAY, MANAGER, happened_anyway="A twin entry.")

        assert closing.payload["breached"] == ["close:referral/acknowledge", "close:referral/decide-next-step"]
        assert closing.payload["reason"] == "A twin entry."
        assert closed.payload["kind"] == "closed"

    def test_nobody_else_may(self, unchanged):
        refer()
        unchanged()
        with pytest.raises(WrongRole, match="for manager, not for social-worker"):
            do("referral/close-referral", TUESDAY, WORKER, happened_anyway="A twin entry.")

    def test_what_the_closing_act_itself_asks_for_does_not_hold_it_up(self):
        refer()
        record(stream=AMBROSIA, act=told_referrer(MONDAY), by=WORKER, area="national", now=MONDAY)
        decide("no-further-action")

        assert do("referral/close-referral", WEDNESDAY)


class TestWaiving:
    def test_a_rule_without_a_waive_cannot_be_waived(self, unchanged):
        enquiry()
        unchanged()
        with pytest.raises(BadAct, match="cannot be waived"):
            do("section-47-enquiry/child-seen-first", THURSDAY, MANAGER, **WAIVED)

    def test_a_rule_that_does_not_exist(self, unchanged):
        enquiry()
        unchanged()
        with pytest.raises(BadAct, match="no gate, caution or duty"):
            do("section-47-enquiry/hunch", THURSDAY, MANAGER, **WAIVED)

    def test_only_whom_the_pack_names_may_waive_and_with_a_reason(self, unchanged):
        planned = {"kind": Kind.PLANNED, "planned_for": at(WEDNESDAY)}
        do("strategy-discussion/strategy-discussion", TUESDAY, MANAGER, area=CAMBRIDGESHIRE, **planned)
        unchanged()
        with pytest.raises(WrongRole, match="is for manager, not for police"):
            do("strategy-discussion/manager-authorises", TUESDAY, OFFICER, **WAIVED)
        with pytest.raises(BadAct, match="Give the reason"):
            do("strategy-discussion/manager-authorises", TUESDAY, MANAGER, kind=Kind.WAIVED)

    def test_where_the_pack_names_nobody_the_person_acting_may_waive(self):
        refer_by_family(CAMBRIDGESHIRE)

        assert do("referral/four-questions-asked", TUESDAY, **WAIVED)

    def test_a_waive_on_a_ground_names_one_of_the_list(self):
        rater = Actor(person="person:Rosalind-Frontdoor", role="mash-team", scope=EVERYTHING)
        refer(area="southampton")
        do("referral/rate", MONDAY, rater, option="red-harm", reason="Fresh bruises.")
        with pytest.raises(Refused, match="Consent to a red referral"):
            decide("section-47-enquiries")
        with pytest.raises(BadAct, match="Choose the ground: one of"):
            do("referral/red-consent", TUESDAY, rater, **WAIVED)
        ground = packs.pack_on("southampton", MONDAY.date()).lists["referral/red-consent-grounds"].rows[0].id
        do("referral/red-consent", TUESDAY, rater, grounds=ground, **WAIVED)

        assert decide("section-47-enquiries")


class TestSignatures:
    """Cambridgeshire and Peterborough: whoever is of the grade decides, and a manager signs."""

    DECIDER = Actor(
        person="person:Wilhelmina-Socialwork", role="decision-grade", agency="social-care", scope=EVERYTHING
    )

    def propose(self, option="no-further-action"):
        refer_by_family(CAMBRIDGESHIRE)
        proposal = {"kind": Kind.PROPOSED, "option": option, "reason": "Help is in place at school."}
        return do("referral/next-step", TUESDAY, self.DECIDER, happened_anyway="Screened on the telephone.", **proposal)

    def sign(self, by, option="no-further-action"):
        said = {"option": option, "reason": "Agreed.", "happened_anyway": "Screened on the telephone."}
        return do("referral/next-step", WEDNESDAY, by, **said)

    def test_a_decision_that_is_signed_elsewhere_is_only_proposed_by_whom_it_is_for(self, unchanged):
        refer_by_family(CAMBRIDGESHIRE)
        unchanged()
        with pytest.raises(WrongRole, match="Signing 'Decide the next step' is for manager"):
            self.sign(self.DECIDER)

    def test_nothing_follows_from_a_proposal(self):
        assert len(self.propose("section-17-assessment")) == 1
        assert not Episode.objects.filter(pathway="assessment").exists()

    def test_a_manager_signs_what_somebody_else_proposed(self):
        self.propose()
        (signed,) = self.sign(MANAGER)

        assert (signed.payload["kind"], signed.payload["option"]) == ("done", "no-further-action")

    def test_a_manager_signs_nothing_that_nobody_proposed(self, unchanged):
        refer_by_family(CAMBRIDGESHIRE)
        unchanged()
        with pytest.raises(BadAct, match="is proposed first, and then signed by manager"):
            self.sign(MANAGER)

    def test_nobody_signs_their_own_proposal(self, unchanged):
        self.propose()
        unchanged()
        with pytest.raises(BadAct, match="somebody other than"):
            self.sign(Actor(person=self.DECIDER.person, role="manager", scope=EVERYTHING))

    def test_what_is_signed_is_what_was_proposed(self, unchanged):
        self.propose()
        unchanged()
        with pytest.raises(BadAct, match="What is signed is what was proposed: no-further-action"):
            self.sign(MANAGER, "section-17-assessment")


class TestTogether:
    def test_a_writer_who_has_not_seen_the_newest_act_is_told_and_nothing_is_lost(self, unchanged):
        refer()
        seen = file_of(AMBROSIA).sequence
        decide("section-17-assessment")
        unchanged()
        act = next_step(TUESDAY, "no-further-action")
        with pytest.raises(StreamMoved) as moved:
            record(stream=AMBROSIA, act=act, by=WORKER, area="national", now=TUESDAY, expected_sequence=seen)

        assert [one.rule for one in moved.value.events] == ["referral/next-step", "assessment"]
        assert act.option == "no-further-action", "the caller still has what was written"

    def test_a_writer_who_has_seen_it_writes(self):
        refer()

        assert decide("section-17-assessment", expected_sequence=2)

    def test_when_the_tables_cannot_be_written_neither_is_the_act(self, monkeypatch):
        def broken(files):
            raise RuntimeError("disk full")

        with monkeypatch.context() as patch:
            patch.setattr(projections, "followers", [broken])
            with pytest.raises(RuntimeError, match="disk full"):
                refer()

        assert last_position() == 0
        assert not Subject.objects.exists()
        assert not KeptPack.objects.exists()

    def test_after_such_a_failure_the_packs_text_is_kept_with_the_next_act(self, monkeypatch):
        """The process must not believe that what was rolled back is kept."""
        self.test_when_the_tables_cannot_be_written_neither_is_the_act(monkeypatch)
        refer()

        assert KeptPack.objects.count() == 1

    def test_the_acts_of_one_child_leave_others_alone(self):
        refer()
        refer("child:demo:other")
        decide("section-17-assessment")

        assert [one.sequence for one in stream_events("child:demo:other")] == [1, 2]
        assert set(Episode.objects.filter(stream="child:demo:other").values_list("pathway", flat=True)) == {"referral"}


def test_the_conference_chair_holds_the_conference_and_a_plan_follows():
    """One child's way from the front door to the plan, act by act."""
    enquiry()
    do("section-47-enquiry/child-seen", WEDNESDAY, answers={"seen": "yes", "seen-alone": "yes"})
    do("section-47-enquiry/enquiry-outcome", THURSDAY, option="continuing-risk", reason="Harm goes on.")
    do("child-protection-conference/initial-conference", FRIDAY, CHAIR, option="plan")

    situation = situation_of(file_of(AMBROSIA), FRIDAY)
    (conference,) = [one for one in situation.duties if one.duty.name == "section-47-enquiry/hold-initial-conference"]
    assert conference.state is State.MET
    assert {e.pathway for e in Episode.objects.all()} >= {"child-protection-conference", "child-protection-plan"}


class TestSuggestions:
    """A worked-out value suggests; a person decides, and says why if they decide otherwise."""

    @pytest.fixture(autouse=True)
    def _disabled_child(self):
        do("early-help/early-help-considered", MONDAY, TEACHER, area=CAMBRIDGESHIRE)

    def suggest(self, monkeypatch, value):
        from waymark.procedures.evaluation.reason import Reasoner

        fact = Reasoner.fact
        wanted = "early-help/suggested-route"
        monkeypatch.setattr(
            Reasoner, "fact", lambda self, name, point: value if name == wanted else fact(self, name, point)
        )

    def test_deciding_otherwise_needs_a_reason(self, monkeypatch, unchanged):
        self.suggest(monkeypatch, "disabled-childrens-early-help")
        unchanged()

        with pytest.raises(BadAct, match="The facts suggest disabled-childrens-early-help"):
            do("early-help/route-chosen", TUESDAY, TEACHER, option="early-help", **ASKED)

    def test_with_a_reason_it_is_recorded(self, monkeypatch):
        self.suggest(monkeypatch, "disabled-childrens-early-help")

        assert do(
            "early-help/route-chosen", TUESDAY, TEACHER, option="early-help", reason="The family asked for it.", **ASKED
        )

    def test_following_the_suggestion_needs_none(self, monkeypatch):
        self.suggest(monkeypatch, "disabled-childrens-early-help")

        assert do("early-help/route-chosen", TUESDAY, TEACHER, option="disabled-childrens-early-help", **ASKED)

    def test_where_nothing_can_be_worked_out_nothing_is_suggested(self, monkeypatch):
        self.suggest(monkeypatch, None)

        assert do("early-help/route-chosen", TUESDAY, TEACHER, option="early-help", **ASKED)
