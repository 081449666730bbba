"""What lists show of a child without opening the file: who, how the case stands, how far each episode has come."""

from datetime import date

import pytest

from tests.cast import (
    AMBROSIA,
    BALTHAZAR,
    CLEMENTINA,
    FRIDAY,
    MONDAY,
    TEACHER,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    WORKER,
    at,
    decide,
    on,
    refer,
    referral,
    told_referrer,
    utc,
)
from waymark.casefile import records
from waymark.casefile.actions import correct, give, record
from waymark.casefile.acts import EVERYTHING, Act, Actor
from waymark.casefile.matching import match
from waymark.casefile.models import Episode
from waymark.casefile.queries import episode_by_reference, subject, summaries
from waymark.casefile.summary import reference_of
from waymark.people.details import Details
from waymark.procedures.history import Given

pytestmark = pytest.mark.django_db

CHILD = Details(name="Ambrosia Testcase", preferred_name="Amber", born=date(2019, 3, 4), postcode="ZZ99 3CZ")


def say(stream, when, **facts):
    given = [Given(name=name.replace("_", "-"), value=value) for name, value in facts.items()]
    return give(stream=stream, given=given, by=WORKER, occurred=at(when), now=when)


def do(name, when, stream=AMBROSIA, by=WORKER, area="national", **more):
    return record(stream=stream, act=Act(name=name, occurred=at(when), **more), by=by, area=area, now=when)


def episode(pathway, stream=AMBROSIA):
    return Episode.objects.get(stream=stream, pathway=pathway)


class TestTheChild:
    def test_who_the_child_is_and_whose_work(self):
        stream = records.open_file(details=CHILD, area="southampton", by=WORKER, now=MONDAY)
        say(stream, TUESDAY, allocated_worker="user:7", allocated_team="assessment-west")
        row = subject(stream)
        assert (row.name, row.preferred_name, row.sort_name, row.born, row.postcode) == (
            "Ambrosia Testcase", "Amber", "testcase ambrosia", date(2019, 3, 4), "ZZ99 3CZ",
        )  # fmt: skip
        assert (row.area, row.allocated_worker, row.allocated_team) == ("southampton", "user:7", "assessment-west")
        assert (row.tags, row.open_pathways, row.recent_contacts, row.newest_event_at) == ([], [], 0, None)

    def test_the_newest_allocation_counts(self):
        refer()
        for when, worker in ((TUESDAY, "user:7"), (WEDNESDAY, "user:8")):
            fact = Given(name="allocated-worker", value=worker, since=at(when))
            give(stream=AMBROSIA, given=[fact], by=WORKER, occurred=at(when), now=when)
        assert subject(AMBROSIA).allocated_worker == "user:8"

    def test_an_unborn_child(self):
        stream = records.open_file(
            details=Details(name="Baby Testcase", due_date=date(2026, 6, 1)), area="national", by=WORKER, now=MONDAY
        )
        assert (subject(stream).tags, subject(stream).tags_in_words) == (["unborn"], ["Unborn"])

    def test_a_fact_makes_a_tag_while_it_says_yes(self):
        refer()
        assert subject(AMBROSIA).open_pathways == ["referral"]
        say(AMBROSIA, TUESDAY, **{"looked-after": "yes"})
        assert subject(AMBROSIA).tags_in_words == ["Looked after"]
        say(AMBROSIA, WEDNESDAY, **{"looked-after": "no"})
        assert subject(AMBROSIA).tags == []

    def test_contacts_of_the_last_twelve_months_are_counted(self):
        for when in (utc(2, year=2024), utc(2, month=4, year=2025), MONDAY):
            refer(AMBROSIA, when)
            decide("no-further-action", AMBROSIA, when)
            record(stream=AMBROSIA, act=told_referrer(when), by=WORKER, area="national", now=when)
            do("referral/close-referral", when)
        assert subject(AMBROSIA).recent_contacts == 2
        assert subject(AMBROSIA).newest_event_at == MONDAY

    def test_last_seen_is_the_last_day_on_which_somebody_says_so(self):
        refer()
        decide("section-17-assessment")
        do("assessment/assessment-started", TUESDAY, answers={"later-assessment": "no"})
        do("assessment/child-seen", WEDNESDAY, answers={"seen": "yes", "seen-alone": "yes"})
        do(
            "assessment/child-seen",
            THURSDAY,
            answers={"seen": "yes", "seen-alone": "no", "not-seen-alone-reason": "Too young"},
        )
        do("assessment/child-seen", FRIDAY, answers={"seen": "no", "not-seen-reason": "Nobody was at home"})
        row = subject(AMBROSIA)
        assert (row.last_seen, row.last_seen_alone) == (THURSDAY.date(), WEDNESDAY.date())

    def test_a_visit_that_never_was_is_not_counted(self):
        refer()
        decide("section-17-assessment")
        do("assessment/assessment-started", TUESDAY, answers={"later-assessment": "no"})
        *_, seen = do("assessment/child-seen", WEDNESDAY, answers={"seen": "yes", "seen-alone": "yes"})
        correct(stream=AMBROSIA, event_id=seen.id, act=None, by=WORKER, reason="Another child", now=THURSDAY)
        assert subject(AMBROSIA).last_seen is None


class TestPlans:
    def test_a_child_protection_plan_is_shown_with_its_newest_category(self):
        # Given a conference that makes a plan for neglect
        give(
            stream=AMBROSIA,
            given=[Given(name="born", value=on(utc(1, year=2015)))],
            by=WORKER,
            occurred=at(MONDAY),
            now=MONDAY,
        )
        refer()
        decide("section-47-enquiries", AMBROSIA, MONDAY)
        chair = Actor(
            person="person:Cordelia-Chairing", role="conference-chair", agency="social-care", scope=EVERYTHING
        )
        said = {
            "likely-significant-harm": "yes",
            "category-of-abuse": ("neglect",),
            "childs-views-at-conference": "Home is cold.",
        }
        conference = Act(
            name="child-protection-conference/initial-conference", occurred=at(TUESDAY), option="plan", answers=said,
            present=("social-care", "police", "health"), happened_anyway="Imported into the test as it was.",
        )  # fmt: skip
        record(stream=AMBROSIA, act=conference, by=chair, area="national", now=TUESDAY)
        assert subject(AMBROSIA).tags == ["child-protection-plan", "category:neglect"]
        assert subject(AMBROSIA).tags_in_words == ["Child protection plan", "neglect"]


class TestEpisodes:
    def test_stage_decision_concern_and_who_referred(self):
        refer()
        row = episode("referral")
        assert (row.decided, row.area) == ("", "national")
        assert (row.referred_by, row.referrer) == (TEACHER.agency, TEACHER.person)
        assert row.concern == "Comes to school hungry and in wet clothes."
        decide("section-17-assessment")
        row = episode("referral")
        assert (row.stage, row.decided) == ("Decide the next step", "section-17-assessment")
        assert row.rating == ""

    def test_a_long_concern_is_cut(self):
        said = {"reporter-kind": "professional", "concern": "Cold. " * 100}
        record(stream=AMBROSIA, act=referral(MONDAY, answers=said), by=TEACHER, area="national", now=MONDAY)
        assert len(episode("referral").concern) == 200

    def test_the_rating_is_the_colour_of_the_newest_rated_decision(self):
        refer(area="southampton")
        rater = Actor(person="person:Rosalind-Frontdoor", role="mash-team", scope=EVERYTHING)
        do("referral/rate", MONDAY, by=rater, area="southampton", option="green", reason="Little said.")
        assert episode("referral").rating == "green"
        do("referral/rate", TUESDAY, by=rater, area="southampton", option="red-harm", reason="Fresh bruises.")
        assert episode("referral").rating == "red"

    def test_a_reference_is_short_stays_the_same_and_leads_to_its_episode(self):
        refer(AMBROSIA)
        refer(BALTHAZAR)
        first, second = episode("referral").reference, episode("referral", BALTHAZAR).reference
        assert first != second
        assert first == reference_of(episode("referral").id)
        assert set(first[3:]) <= set("23456789BCDFGHJKMNPQRSTVWXZ-")
        assert (len(first), first[:3], first[7]) == (12, "WM-", "-")
        for typed in (first, first.lower(), first.replace("-", " "), first.removeprefix("WM-").replace("-", "")):
            assert episode_by_reference(typed).stream == AMBROSIA
        assert episode_by_reference("WM-0000-0000") is None


def test_a_list_of_children_is_two_questions_however_long(django_assert_num_queries):
    for child in (AMBROSIA, BALTHAZAR, CLEMENTINA):
        refer(child)
    match(stream=CLEMENTINA, into=AMBROSIA, by=WORKER, reason="Same address.", now=TUESDAY)
    with django_assert_num_queries(2):
        found = summaries([AMBROSIA, BALTHAZAR, CLEMENTINA, "child:nobody"])
    assert {name: row.stream for name, row in found.items()} == {
        AMBROSIA: AMBROSIA, BALTHAZAR: BALTHAZAR, CLEMENTINA: AMBROSIA,
    }  # fmt: skip
    assert subject("child:nobody") is None
