"""What a file says arrives in the records, in every shape that a year or a producer gives it."""

from datetime import date

import pytest

from tests.exports.cin.builder import FILES, census, child, read, referral, with_referral
from waymark.exports.cin import CensusHeader, PlanDates, PreProceedings, codes


@pytest.fixture(scope="module")
def ordinary():
    return read(FILES / "ordinary.xml")


def test_a_file_without_faults_has_no_problems(ordinary):
    assert ordinary.problems == []


def test_the_header_says_whose_return_it_is(ordinary):
    assert ordinary.reading.header == CensusHeader(
        collection="CIN",
        year=2026,
        reference_date=date(2026, 3, 31),
        source_level="L",
        lea="873",
        software_code="Invented by hand",
        release="1.0",
        serial_no="001",
        date_time="2026-05-01T09:00:00",
        line=4,
    )


def test_a_child_is_who_the_file_says(ordinary):
    first, second = ordinary.children
    assert (first.number, first.line, first.la_child_id) == (1, 21, "SYN00000001")
    assert first.place == "Child 1 (LAchildID SYN00000001)"
    assert (first.upn, first.former_upn, first.upn_unknown) == ("W873000000003", "X98765432123B", None)
    assert (first.birth_date, first.expected_birth_date, first.death_date) == (date(2014, 2, 11), None, None)
    assert (first.sex, first.ethnicity, first.disabilities) == ("F", "MWBC", ("HEAR", "LD"))
    assert (second.birth_date, second.expected_birth_date, second.upn_unknown) == (None, date(2026, 5, 20), "UN1")
    assert second.disabilities == ()


def test_a_referral_holds_its_own_values(ordinary):
    first = ordinary.children[0].referrals[0]
    assert first.place == "Child 1 (LAchildID SYN00000001), CINdetails 1"
    assert (first.referral_date, first.closure_date) == (date(2025, 5, 2), date(2026, 2, 20))
    assert (first.source, first.primary_need, first.reason_for_closure) == ("6", "N1", "RC7")
    assert first.initial_conference == date(2025, 5, 28)
    assert first.no_further_action is False


def test_a_referral_holds_an_assessment_an_enquiry_and_plans(ordinary):
    first = ordinary.children[0].referrals[0]
    (assessment,) = first.assessments
    assert (assessment.start, assessment.internal_review) == (date(2025, 5, 6), date(2025, 5, 20))
    assert (assessment.authorisation, assessment.factors) == (date(2025, 7, 1), ("3A", "16A"))
    (enquiry,) = first.section47s
    assert (enquiry.start, enquiry.initial_conference_target) == (date(2025, 5, 6), date(2025, 5, 28))
    assert (enquiry.initial_conference, enquiry.conference_not_required) == (date(2025, 5, 28), False)
    (plan,) = first.protection_plans
    assert (plan.start, plan.end, plan.previous_plans) == (date(2025, 5, 28), date(2025, 11, 14), 1)
    assert (plan.initial_category, plan.latest_category) == ("NEG", "EMO")
    place = "Child 1 (LAchildID SYN00000001), CINdetails 1, CINPlanDates 1"
    assert first.plan_dates == (PlanDates(place, 52, date(2025, 11, 14), date(2026, 2, 20)),)


def test_pre_proceedings_of_2026_27_are_read(ordinary):
    assert ordinary.children[0].referrals[0].pre_proceedings == (
        PreProceedings(
            place="Child 1 (LAchildID SYN00000001), CINdetails 1, PreProceedingsandFGDM 1",
            line=76,
            start=date(2025, 6, 18),
            letter_before_proceedings=date(2025, 6, 20),
            family_meeting_offered=True,
            family_meeting_held=False,
            initial_meeting=date(2025, 6, 30),
            review_meetings=3,
            step_decision=date(2025, 10, 1),
            outcome="A",
            court_application=None,
            letter_of_initiation=None,
        ),
    )


ONE_BLOCK_EACH = (
    "<Reviews><CPPreviewDate>{}</CPPreviewDate></Reviews><Reviews><CPPreviewDate>{}</CPPreviewDate></Reviews>"
)
ONE_BLOCK_FOR_ALL = "<Reviews><CPPreviewDate>{}</CPPreviewDate><CPPreviewDate>{}</CPPreviewDate></Reviews>"


@pytest.mark.parametrize("shape", [ONE_BLOCK_EACH, ONE_BLOCK_FOR_ALL])
def test_reviews_are_read_in_either_shape(shape):
    reviews = shape.format("2025-09-01", "2026-02-02")
    found = read(
        with_referral(f"<ChildProtectionPlans><CPPstartDate>2025-06-20</CPPstartDate>{reviews}</ChildProtectionPlans>")
    )
    (plan,) = found.referral.protection_plans
    assert [review.review_date for review in plan.reviews] == [date(2025, 9, 1), date(2026, 2, 2)]
    assert found.counted("CPPreviewDate") == (2, 2, 0, 0)
    assert found.problems == []


@pytest.mark.parametrize(("gender", "sex"), [("0", "U"), ("1", "M"), ("2", "F"), ("9", "U")])
def test_gender_of_the_older_years_is_understood_as_sex(gender, sex):
    found = read(with_referral("", identifiers=f"<GenderCurrent>{gender}</GenderCurrent>"))
    assert (found.child.sex, found.child.sex_as_given) == (sex, gender)
    assert found.problems == []


def test_an_old_code_in_the_new_element_is_understood_and_queried():
    found = read(with_referral("", identifiers="<Sex>1</Sex>"))
    assert (found.child.sex, found.child.sex_as_given) == ("M", "1")
    assert found.problem.how_to_mend == "Write M"


def test_two_elements_that_disagree_about_sex_are_queried():
    found = read(with_referral("", identifiers="<Sex>F</Sex><GenderCurrent>1</GenderCurrent>"))
    assert found.child.sex == "F"
    assert "does not agree with Sex" in found.problem.reason


@pytest.mark.parametrize("word", ["true", "TRUE", "True", "1"])
def test_yes_may_be_spelt_in_several_ways(word):
    found = read(with_referral(f"<ReferralNFA>{word}</ReferralNFA>"))
    assert found.referral.no_further_action is True
    assert found.problems == []


@pytest.mark.parametrize("word", ["false", "FALSE", " 0 "])
def test_no_may_be_spelt_in_several_ways(word):
    found = read(with_referral(f"<ReferralNFA>{word}</ReferralNFA>"))
    assert found.referral.no_further_action is False
    assert found.problems == []


def test_the_order_of_elements_does_not_matter():
    found = read(
        census(
            "<Child><CINdetails><Section47><ICPCnotRequired>1</ICPCnotRequired><S47ActualStartDate>2025-06-03"
            "</S47ActualStartDate></Section47><CINreferralDate>2025-06-02</CINreferralDate></CINdetails>"
            "<ChildIdentifiers><LAchildID>SYN00000001</LAchildID></ChildIdentifiers></Child>"
        )
    )
    assert found.referral.section47s[0].conference_not_required is True
    assert found.problems == []


def test_a_namespace_on_the_outermost_element_changes_nothing():
    text = census(child(referral())).replace("<Message>", '<Message xmlns="urn:example:census">')
    prefixed = text.replace("<Message xmlns=", "<c:Message xmlns:c=").replace("</Message>", "</c:Message>")
    assert read(text).child.la_child_id == "SYN00000001"
    assert read(text).problems == []
    assert read(prefixed).child.la_child_id == "SYN00000001", "inside, the elements are of no namespace"
    assert read(prefixed).problems == []


def test_children_come_in_file_order():
    found = read(census(*(child(referral(), la_child_id=f"SYN{n:08d}") for n in (3, 1, 2))))
    assert [one.la_child_id for one in found.children] == ["SYN00000003", "SYN00000001", "SYN00000002"]
    assert [one.number for one in found.children] == [1, 2, 3]


def test_every_code_has_a_meaning():
    sets = [value for value in vars(codes).values() if isinstance(value, codes.CodeSet)]
    assert len(sets) == 10
    assert all(meaning.strip() for each in sets for meaning in each.meanings.values())
    assert len(codes.ASSESSMENT_FACTORS.meanings) == 42
    assert codes.REFERRAL_SOURCE.meaning("6") == "police"
    assert codes.REFERRAL_SOURCE.meaning("11") is None
