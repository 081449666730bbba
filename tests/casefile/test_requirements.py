"""Requirements of the catalogue that only the recording of acts can show to be met."""

import pytest

from tests.cast import (
    AMBROSIA,
    MANAGER,
    MONDAY,
    PASSER_BY,
    TUESDAY,
    WEDNESDAY,
    WORKER,
    at,
    decide,
    refer,
    referral,
    utc,
)
from waymark.casefile.actions import give, record
from waymark.casefile.acts import EVERYTHING, Act, Actor
from waymark.casefile.errors import BadAct, Refused
from waymark.casefile.models import Episode
from waymark.procedures.history import Given, Kind
from waymark.work.models import Duty

pytestmark = pytest.mark.django_db

CAMBRIDGESHIRE = "cambridgeshire-peterborough"
DECIDER = Actor(person=WORKER.person, role="decision-grade", agency="social-care", scope=EVERYTHING)
EVERYBODY = ("social-care", "police", "health")


def do(name, when, by=WORKER, *, area=CAMBRIDGESHIRE, **more):
    return record(stream=AMBROSIA, act=Act(name=name, occurred=at(when), **more), by=by, area=area, now=when)


def waive_what_may_be_waived(name, when, by, **more):
    """Try an act; waive, with a reason, each rule that stands before it and may be waived. Out: the rules that may not."""
    try:
        return do(name, when, by, **more)
    except Refused as refused:
        for barrier in refused.barriers:
            if barrier.rule.waive is not None:
                do(barrier.rule.name, when, MANAGER, kind=Kind.WAIVED, reason="Known to us for years.")
        return [barrier.rule.name for barrier in refused.barriers if barrier.rule.waive is None]


def open_pathways():
    return set(Episode.objects.filter(closed_at__isnull=True).values_list("pathway", flat=True))


@pytest.mark.covers("REF-A13")
def test_a_referrals_outcome_is_final_only_when_a_manager_has_signed_and_the_chronology_is_under_way():
    by_family = referral(MONDAY, answers={"reporter-kind": "family"})
    record(stream=AMBROSIA, act=by_family, by=PASSER_BY, area=CAMBRIDGESHIRE, now=MONDAY)
    outcome = {"option": "section-17-assessment", "reason": "The home is not safe."}

    left = waive_what_may_be_waived("referral/next-step", TUESDAY, DECIDER, kind=Kind.PROPOSED, **outcome)
    assert left == ["referral/chronology-first"], "no waive lets an outcome pass without the chronology"
    do("referral/chronology-started", TUESDAY)
    with pytest.raises(BadAct, match="is proposed first, and then signed by manager"):
        do("referral/next-step", TUESDAY, MANAGER, **outcome)
    do("referral/next-step", TUESDAY, DECIDER, kind=Kind.PROPOSED, **outcome)
    assert open_pathways() == {"referral"}, "nothing follows from what is only proposed"

    do("referral/next-step", WEDNESDAY, MANAGER, **outcome)
    assert open_pathways() == {"referral", "assessment"}


def at_referral():
    by_family = referral(MONDAY, answers={"reporter-kind": "family"})
    record(stream=AMBROSIA, act=by_family, by=PASSER_BY, area=CAMBRIDGESHIRE, now=MONDAY)


def during_an_assessment():
    do("assessment/assessment-started", MONDAY, answers={"later-assessment": "no"})


def while_there_is_a_plan():
    known = Given(name="allocated-worker", value=WORKER.person)
    give(stream=AMBROSIA, given=[known], by=MANAGER, occurred=at(MONDAY), now=MONDAY)
    do("child-in-need-plan/plan-started", MONDAY)


@pytest.mark.covers("S47-A03")
@pytest.mark.parametrize("stage", [at_referral, during_an_assessment, while_there_is_a_plan])
def test_section_47_can_be_decided_at_any_stage_of_social_cares_work(stage):
    stage()
    before = open_pathways()
    do("strategy-discussion/authorise-strategy", TUESDAY, MANAGER, option="authorised", reason="New bruises.")
    decision = {"option": "section-47-joint", "reason": "New bruises.", "present": EVERYBODY}
    if waive_what_may_be_waived("strategy-discussion/strategy-discussion", WEDNESDAY, WORKER, **decision) != []:
        assert "section-47-enquiry" in open_pathways()
    else:
        do("strategy-discussion/strategy-discussion", WEDNESDAY, WORKER, **decision)

    assert open_pathways() == before | {"strategy-discussion", "section-47-enquiry"}


@pytest.mark.covers("NAT-03")
def test_an_assessment_is_concluded_within_45_working_days_of_the_referral_and_an_overrun_is_explained():
    """Good Friday, Easter Monday and the early May holiday do not count."""
    refer()
    decide("section-17-assessment", when=MONDAY)
    duty = Duty.objects.get(duty="assessment/conclude-assessment")
    assert (duty.arose_on.isoformat(), duty.due) == ("2026-03-02", "2026-05-07")

    do("assessment/assessment-started", TUESDAY, area="national", answers={"later-assessment": "no"})
    late = utc(8, month=5)
    do("assessment/overrun-reason", late, area="national", answers={"why-over": "The father was abroad."})
    assert Duty.objects.get(duty="assessment/say-why-over").state == "met"


@pytest.mark.covers("ASM-A32")
def test_cambridgeshire_and_peterborough_conclude_within_35_working_days_of_the_referral():
    at_referral()
    during = Act(name="assessment/assessment-started", occurred=at(TUESDAY), answers={"later-assessment": "no"})
    record(stream=AMBROSIA, act=during, by=WORKER, area=CAMBRIDGESHIRE, now=TUESDAY)

    duty = Duty.objects.get(duty="assessment/conclude-assessment")
    assert (duty.arose_on.isoformat(), duty.due) == ("2026-03-02", "2026-04-22")


@pytest.mark.covers("INF-G03")
def test_in_red_southampton_goes_on_with_consent_or_on_a_recorded_ground_alone():
    rater = Actor(person="person:Rosalind-Frontdoor", role="mash-team", scope=EVERYTHING)
    refer(area="southampton")
    do("referral/rate", MONDAY, rater, area="southampton", option="red-harm", reason="Fresh bruises.")
    with pytest.raises(Refused) as refused:
        decide("section-47-enquiries", area="southampton")
    assert [one.rule.name for one in refused.value.barriers] == ["referral/red-consent"]

    dispense = {"kind": Kind.WAIVED, "reason": "The stepfather would flee with her.", "area": "southampton"}
    with pytest.raises(BadAct, match="Choose the ground"):
        do("referral/red-consent", TUESDAY, rater, **dispense)
    do("referral/red-consent", TUESDAY, rater, grounds="alerting-raises-the-risk", **dispense)
    decide("section-47-enquiries", area="southampton")

    assert "strategy-discussion" in open_pathways()
