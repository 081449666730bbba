"""Dates that do not fit each other are kept and queried: the record never refuses the truth."""

from datetime import date

import pytest

from tests.exports.cin.builder import census, child, read, referral, with_referral
from waymark.exports.cin import Severity, Topic

START = "2025-06-02"


def row(name: str, **values: str) -> str:
    return f"<{name}>" + "".join(f"<{key}>{value}</{key}>" for key, value in values.items()) + f"</{name}>"


OUT_OF_ORDER = [
    (row("Assessments", AssessmentActualStartDate="2025-06-10", AssessmentAuthorisationDate="2025-06-09"),
     "is before AssessmentActualStartDate (2025-06-10)"),
    (row("Assessments", AssessmentActualStartDate="2025-06-10", AssessmentInternalReviewDate="2025-06-09"),
     "is before AssessmentActualStartDate (2025-06-10)"),
    (row("Assessments", AssessmentActualStartDate="2025-06-01"), "is before CINreferralDate (2025-06-02)"),
    (row("CINPlanDates", CINPlanStartDate="2025-06-10", CINPlanEndDate="2025-06-09"),
     "is before CINPlanStartDate (2025-06-10)"),
    (row("CINPlanDates", CINPlanStartDate="2025-06-01"), "is before CINreferralDate (2025-06-02)"),
    (row("Section47", S47ActualStartDate="2025-06-10", DateOfInitialCPC="2025-06-09"),
     "is before S47ActualStartDate (2025-06-10)"),
    (row("Section47", S47ActualStartDate="2025-06-10", InitialCPCtarget="2025-06-09"),
     "is before S47ActualStartDate (2025-06-10)"),
    (row("Section47", S47ActualStartDate="2025-06-01"), "is before CINreferralDate (2025-06-02)"),
    (row("ChildProtectionPlans", CPPstartDate="2025-06-10", CPPendDate="2025-06-09"),
     "is before CPPstartDate (2025-06-10)"),
    (row("ChildProtectionPlans", CPPstartDate="2025-06-01"), "is before CINreferralDate (2025-06-02)"),
    (row("ChildProtectionPlans", CPPstartDate="2025-06-10", Reviews="<CPPreviewDate>2025-06-09</CPPreviewDate>"),
     "is before CPPstartDate (2025-06-10)"),
    (row("ChildProtectionPlans", CPPstartDate="2025-06-10", CPPendDate="2025-07-01",
         Reviews="<CPPreviewDate>2025-07-02</CPPreviewDate>"),
     "is after CPPendDate (2025-07-01)"),
    (row("PreProceedingsandFGDM", PPStartDate="2025-06-10", CourtAppDate="2025-06-09"),
     "is before PPStartDate (2025-06-10)"),
    ("<CINclosureDate>2025-06-01</CINclosureDate>", "is before CINreferralDate (2025-06-02)"),
    ("<DateOfInitialCPC>2025-06-01</DateOfInitialCPC>", "is before CINreferralDate (2025-06-02)"),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "reason"), OUT_OF_ORDER)
def test_dates_out_of_order_are_kept_and_queried(inside, reason):
    found = read(with_referral(inside))
    assert found.problem.reason == reason
    assert (found.problem.severity, found.problem.topic) == (Severity.QUERY, Topic.ORDER)
    assert found.problem.value in {"2025-06-09", "2025-06-01", "2025-07-02"}
    assert all(count.refused == 0 for count in found.reading.counts.values())


@pytest.mark.parametrize(
    "inside",
    [
        row("Assessments", AssessmentActualStartDate="2025-08-02"),
        row("Section47", S47ActualStartDate="2025-08-02"),
        row("PreProceedingsandFGDM", PPStartDate="2025-08-02"),
    ],
)
def test_what_begins_after_the_referral_was_closed_is_queried(inside):
    found = read(with_referral(f"<CINclosureDate>2025-08-01</CINclosureDate>{inside}"))
    assert found.problem.reason == "is after CINclosureDate (2025-08-01)"


@pytest.mark.parametrize(("inside", "reason"), OUT_OF_ORDER)
def test_dates_on_the_same_day_are_in_order(inside, reason):
    same_day = inside
    for day in ("2025-06-01", "2025-06-09", "2025-06-10", "2025-07-01", "2025-07-02"):
        same_day = same_day.replace(day, START)
    assert read(with_referral(same_day)).problems == []


def test_a_date_before_the_birth_is_kept_because_unborn_children_are_referred():
    found = read(with_referral("", identifiers="<PersonBirthDate>2025-06-03</PersonBirthDate>"))
    assert found.referral.referral_date == date(2025, 6, 2)
    assert found.problem.reason == "is before the child was born (2025-06-03)"
    assert "nothing need change" in found.problem.how_to_mend


def test_what_happens_after_a_death_is_queried_but_finishing_the_record_is_not():
    found = read(
        with_referral(
            "<CINclosureDate>2025-07-01</CINclosureDate>" + row("Section47", S47ActualStartDate="2025-06-21"),
            identifiers="<PersonDeathDate>2025-06-20</PersonDeathDate>",
        )
    )
    assert (found.problem.value, found.problem.reason) == ("2025-06-21", "is after PersonDeathDate (2025-06-20)")


def test_a_death_before_the_birth_is_queried():
    life = "<PersonBirthDate>2024-02-02</PersonBirthDate><PersonDeathDate>2024-02-01</PersonDeathDate>"
    reasons = [problem.reason for problem in read(census(child(referral(), identifiers=life))).problems]
    assert "is before PersonBirthDate (2024-02-02)" in reasons


def test_what_happened_after_the_reference_date_is_queried():
    found = read(with_referral("<CINclosureDate>2026-04-01</CINclosureDate>"))
    assert (found.problem.topic, found.problem.value) == (Topic.FUTURE, "2026-04-01")
    assert found.referral.closure_date == date(2026, 4, 1)


def test_what_is_only_expected_may_lie_after_the_reference_date():
    inside = row("Section47", S47ActualStartDate="2026-03-30", InitialCPCtarget="2026-04-22")
    expected = "<ExpectedPersonBirthDate>2026-08-01</ExpectedPersonBirthDate>"
    assert read(with_referral(inside, identifiers=expected)).problems == []


def test_without_a_reference_date_nothing_is_in_the_future():
    found = read(census(child(referral(start="2999-01-01")), header=""))
    assert [problem.topic for problem in found.problems] == [Topic.HEADER]


@pytest.mark.parametrize(
    ("inside", "identifiers"),
    [
        ("", "<ExpectedPersonBirthDate>1066-04-13</ExpectedPersonBirthDate>"),
        ("", "<PersonBirthDate>1899-12-31</PersonBirthDate>"),
    ],
)
def test_an_impossible_year_of_life_is_kept_and_queried(inside, identifiers):
    found = read(with_referral(inside, identifiers=identifiers))
    assert found.problem.topic is Topic.YEAR
    assert found.child.birth_date or found.child.expected_birth_date


def test_nothing_can_be_older_than_the_act_under_which_it_was_done():
    found = read(census(child(referral(start="1991-10-13"), referral(start="1991-10-14"))))
    assert [problem.value for problem in found.about(Topic.YEAR)] == ["1991-10-13"]
    assert len(found.child.referrals) == 2
