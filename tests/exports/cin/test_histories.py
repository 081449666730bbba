"""What a return says happened, as events: everything that it says, and nothing that it does not."""

import pytest

from tests.exports.cin.builder import census, child, read, referral, with_referral
from waymark.exports.cin.authorities import area_of
from waymark.exports.cin.histories import SHOWN_BY_A_RETURN, history_of, stream_of
from waymark.procedures.history import Kind

ASSESSMENT = "<Assessments><AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate>{}</Assessments>"
AUTHORISED = "<AssessmentAuthorisationDate>2025-07-08</AssessmentAuthorisationDate>"
ENQUIRY = "<Section47><S47ActualStartDate>2025-06-10</S47ActualStartDate>{}</Section47>"
PLAN = "<ChildProtectionPlans><CPPstartDate>2025-06-27</CPPstartDate>{}</ChildProtectionPlans>"


def made(inside="", lea="873", **more):
    return history_of(read(with_referral(inside, **more)).child, lea)


def done(history, step):
    """The one event of a step."""
    (event,) = [one for one in history.events if one.kind is Kind.DONE and one.name == step]
    return event


def told(history):
    """Every event as (kind, name, day), in the order in which it is written."""
    return [(one.kind.value, one.name, one.occurred.iso()) for one in history.events]


class TestEachKindOfRow:
    def test_a_referral(self):
        assert told(made()) == [
            ("opened", "referral", "2025-06-02"),
            ("done", "referral/referral", "2025-06-02"),
        ]

    def test_an_assessment_that_is_not_yet_authorised(self):
        assert told(made(ASSESSMENT.format("")))[2:] == [
            ("opened", "assessment", "2025-06-03"),
            ("done", "assessment/assessment-started", "2025-06-03"),
        ]

    def test_an_assessment_that_is(self):
        history = made(ASSESSMENT.format(AUTHORISED))

        assert told(history)[4:] == [("done", "assessment/assessment-concluded", "2025-07-08")]
        assert done(history, "assessment/assessment-concluded").option == "", "a return does not say what was decided"

    def test_the_first_assessment_of_a_referral_is_the_earliest_wherever_it_stands(self):
        later = ASSESSMENT.format("").replace("06-03", "09-01")
        events = made(later + ASSESSMENT.format(AUTHORISED)).events

        started = [one for one in events if one.name == "assessment/assessment-started"]
        assert [(one.occurred.iso(), one.answers["later-assessment"]) for one in started] == [
            ("2025-06-03", "no"),
            ("2025-09-01", "yes"),
        ]

    def test_an_enquiry_follows_from_a_strategy_discussion_of_the_same_day(self):
        assert told(made(ENQUIRY.format("")))[2:] == [
            ("opened", "strategy-discussion", "2025-06-10"),
            ("done", "strategy-discussion/strategy-discussion", "2025-06-10"),
            ("opened", "section-47-enquiry", "2025-06-10"),
            ("done", "section-47-enquiry/enquiry-started", "2025-06-10"),
        ]

    def test_whether_it_was_joint_is_not_stated(self):
        history = made(ENQUIRY.format(""))

        assert done(history, "strategy-discussion/strategy-discussion").option == "section-47-not-stated"
        assert done(history, "strategy-discussion/strategy-discussion").present == ()

    def test_an_enquiry_without_a_conference_has_an_outcome_marked_as_undated(self):
        history = made(ENQUIRY.format("<ICPCnotRequired>true</ICPCnotRequired>"))

        outcome = done(history, "section-47-enquiry/enquiry-outcome")
        assert (outcome.option, outcome.occurred.iso()) == ("no-conference-not-stated", "2025-06-10")
        assert outcome.answers == {"census-undated": "yes"}

    def test_a_conference_comes_from_its_enquiry(self):
        history = made(ENQUIRY.format("<DateOfInitialCPC>2025-06-27</DateOfInitialCPC>"))

        opened = next(one for one in history.events if one.name == "child-protection-conference")
        assert opened.came_from == done(history, "section-47-enquiry/enquiry-started").episode
        assert done(history, "child-protection-conference/initial-conference").option == ""

    def test_a_plan_that_begins_on_the_day_of_the_conference_was_decided_there(self):
        conference = "<DateOfInitialCPC>2025-06-27</DateOfInitialCPC>"
        history = made(ENQUIRY.format(conference) + PLAN.format(""))

        held = done(history, "child-protection-conference/initial-conference")
        assert held.option == "plan"
        plan = next(one for one in history.events if one.name == "child-protection-plan")
        assert plan.came_from == held.episode

    def test_a_conference_that_the_referral_names_without_an_enquiry(self):
        history = made("<DateOfInitialCPC>2025-06-27</DateOfInitialCPC>")

        assert done(history, "child-protection-conference/initial-conference").occurred.iso() == "2025-06-27"

    def test_the_same_conference_named_twice_is_one(self):
        named = "<DateOfInitialCPC>2025-06-27</DateOfInitialCPC>"

        assert done(made(ENQUIRY.format(named) + named), "child-protection-conference/initial-conference")

    def test_a_protection_plan_with_reviews_and_an_end(self):
        review = "<CPPreviewDate>2025-{}</CPPreviewDate>"
        inside = (
            f"<CPPendDate>2026-02-27</CPPendDate><Reviews>{review.format('09-19')}{review.format('12-05')}</Reviews>"
        )
        history = made(PLAN.format(inside))

        assert told(history)[2:] == [
            ("opened", "child-protection-plan", "2025-06-27"),
            ("done", "child-protection-plan/plan-started", "2025-06-27"),
            ("done", "child-protection-plan/review-conference", "2025-09-19"),
            ("done", "child-protection-plan/review-conference", "2025-12-05"),
            ("done", "child-protection-plan/plan-ended", "2026-02-27"),
            ("closed", "child-protection-plan", "2026-02-27"),
        ]

    def test_a_child_in_need_plan(self):
        inside = "<CINPlanDates><CINPlanStartDate>2025-07-01</CINPlanStartDate><CINPlanEndDate>2025-10-01</CINPlanEndDate></CINPlanDates>"

        assert told(made(inside))[2:] == [
            ("opened", "child-in-need-plan", "2025-07-01"),
            ("done", "child-in-need-plan/plan-started", "2025-07-01"),
            ("done", "child-in-need-plan/plan-ended", "2025-10-01"),
            ("closed", "child-in-need-plan", "2025-10-01"),
        ]

    def test_a_closure_closes_everything_that_is_open(self):
        closure = "<CINclosureDate>2025-08-01</CINclosureDate><ReasonForClosure>RC1</ReasonForClosure>"
        history = made(ASSESSMENT.format(AUTHORISED) + ENQUIRY.format("") + closure)

        closed = {one.name for one in history.events if one.kind is Kind.CLOSED}
        assert closed == {"referral", "assessment", "strategy-discussion", "section-47-enquiry"}
        closing = done(history, "referral/close-referral")
        assert {one.cause for one in history.events if one.kind is Kind.CLOSED} == {closing.id}
        assert closing.answers == {"census-reason-for-closure": "RC1"}

    def test_pre_proceedings_are_kept_for_the_pathway_that_will_hold_them(self):
        from tests.exports.cin.test_samples import SAMPLES, sample

        if not SAMPLES:
            pytest.skip("the sample returns do not lie beside this clone")
        (first, *_) = sample("CIN_Census_2026.xml").children
        record = done(history_of(first, "873"), "pre-proceedings/census-record")

        assert record.answers["census-outcome"] == "A"


class TestNothingIsInvented:
    EVERYTHING = (
        ASSESSMENT.format(AUTHORISED) + ENQUIRY.format("<ICPCnotRequired>true</ICPCnotRequired>") + PLAN.format("")
    )

    def test_every_event_is_known_to_the_day_alone(self):
        assert all(one.occurred.known_to_the_day for one in made(self.EVERYTHING).events)

    def test_nobody_is_said_to_have_done_it(self):
        history = made(self.EVERYTHING)

        assert {(one.by, one.role, one.agency, one.present, one.reason) for one in history.events} == {
            ("", "", "", (), "")
        }

    def test_codes_that_no_pathway_asks_for_are_kept_under_names_of_their_own(self):
        inside = (
            "<ReferralSource>5B</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>false</ReferralNFA>"
        )
        answers = done(made(inside), "referral/referral").answers

        assert answers == {
            "census-source": "5B",
            "census-primary-need": "N1",
            "reporter-kind": "professional",
            "census-no-further-action": "no",
        }

    @pytest.mark.parametrize(
        "source", ["", "<ReferralSource>9</ReferralSource>", "<ReferralSource>10</ReferralSource>"]
    )
    def test_who_referred_is_not_said_where_the_return_does_not_say(self, source):
        assert "reporter-kind" not in done(made(source), "referral/referral").answers

    @pytest.mark.parametrize(
        ("code", "kind"),
        [("1A", "family"), ("1B", "public"), ("1C", "child"), ("1D", "public"), ("2A", "professional")],
    )
    def test_who_referred_is_said_in_the_packs_words(self, code, kind):
        history = made(f"<ReferralSource>{code}</ReferralSource>")

        assert done(history, "referral/referral").answers["reporter-kind"] == kind

    def test_facts_about_the_child(self):
        identifiers = "<PersonBirthDate>2015-02-03</PersonBirthDate><Sex>F</Sex>"
        given = {fact.name: fact.value for fact in made(identifiers=identifiers).given}

        assert given["born"].iso() == "2015-02-03"
        assert given["sex"] == "F"
        assert set(given) == {"born", "sex"}


class TestNames:
    def test_the_same_row_always_has_the_same_name(self):
        inside = ASSESSMENT.format(AUTHORISED) + ENQUIRY.format("")

        assert [one.id for one in made(inside).events] == [one.id for one in made(inside).events]

    def test_no_two_events_have_the_same_name(self):
        """Two assessments on one day, two enquiries on another, and the whole referral twice."""
        inside = ASSESSMENT.format("") * 2 + ENQUIRY.format("") * 2 + PLAN.format("") * 2
        twice = read(census(child(referral(inside), referral(inside)))).child
        ids = [one.id for one in history_of(twice, "873").events]

        assert len(set(ids)) == len(ids)

    def test_two_authorities_with_the_same_child_number_have_two_streams(self):
        record = read(with_referral("")).child

        assert stream_of("873", record) == "child:873:SYN00000001"
        assert stream_of("850", record) == "child:850:SYN00000001"
        assert stream_of(None, record) == "child:unknown:SYN00000001"

    @pytest.mark.parametrize("number", ["A:B", "A B", "A%3AB", "A\u200bB", "A\u00a0B", "Ä" * 100, "9" * 100])
    def test_an_odd_number_makes_a_usable_stream(self, number):
        stream = stream_of("873", read(with_referral("", la_child_id=number)).child)

        assert stream.isprintable()
        assert stream.count(":") == 2
        assert len(stream) <= 130

    def test_two_odd_numbers_never_share_a_stream(self):
        numbers = ["A:B", "A%3AB", "A%253AB", "9" * 100, "9" * 99, "9" * 98 + "8" * 2, "A\u200bB", "AB"]
        streams = {stream_of("873", read(with_referral("", la_child_id=number)).child) for number in numbers}

        assert len(streams) == len(numbers)


class TestDatesOutsideTheCalendar:
    def test_a_year_that_no_calendar_holds_is_dropped_with_its_place(self):
        history = made(ASSESSMENT.format(AUTHORISED.replace("2025", "9999")))

        (dropped,) = history.dropped
        assert (dropped.value, dropped.reason) == ("9999-07-08", "the year is not between 1900 and 2199")
        assert dropped.place == "Child 1 (LAchildID SYN00000001), CINdetails 1, Assessments 1"
        assert len(history.events) == 4, "the rest of the row is used"

    def test_a_referral_in_the_year_one_takes_what_hangs_on_it_along(self):
        record = read(census(child(referral(ASSESSMENT.format(""), start="0001-01-01")))).child
        history = history_of(record, "873")

        assert history.events == []
        (dropped,) = history.dropped
        assert (dropped.value, dropped.reason) == (
            "0001-01-01",
            "the year is not between 1900 and 2199, so nothing of this row is used",
        )

    def test_an_end_that_cannot_be_used_leaves_the_plan_open(self):
        history = made(PLAN.format("<CPPendDate>9999-12-31</CPPendDate>"))

        assert [one.value for one in history.dropped] == ["9999-12-31"], "named once"
        assert not [one for one in history.events if one.kind is Kind.CLOSED]


def test_every_step_that_a_return_can_show_is_made_by_some_row():
    """The list decides which duties are judged from a return, so it may not promise too much."""
    review = "<Reviews><CPPreviewDate>2025-09-19</CPPreviewDate></Reviews>"
    plans = PLAN.format(f"<CPPendDate>2026-02-27</CPPendDate>{review}")
    need = "<CINPlanDates><CINPlanStartDate>2025-07-01</CINPlanStartDate><CINPlanEndDate>2025-10-01</CINPlanEndDate></CINPlanDates>"
    inside = (
        ASSESSMENT.format(AUTHORISED) + ENQUIRY.format("<DateOfInitialCPC>2025-06-27</DateOfInitialCPC>") + plans + need
    )
    history = made(inside + "<CINclosureDate>2026-03-01</CINclosureDate>")

    assert {one.name for one in history.events if one.kind is Kind.DONE} >= SHOWN_BY_A_RETURN


def test_the_area_follows_from_the_authority():
    assert area_of("873") == area_of("874") == "cambridgeshire-peterborough"
    assert area_of("852") == "southampton"
    assert area_of("999") == area_of(None) == "national"
