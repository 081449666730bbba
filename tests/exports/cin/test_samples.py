"""The files that others made (beside the project, not part of it), read to the last element."""

import os
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import pytest

from tests.exports.cin.builder import FILES, Read, read
from waymark.exports.cin import Severity, Topic, check_whole_file
from waymark.exports.cin.problems import KINDS

SHARED = Path(os.environ.get("WAYMARK_SHARED") or Path(__file__).parents[4] / "shared") / "data" / "cin"
SAMPLES = sorted(SHARED.glob("*.xml")) if SHARED.is_dir() else []
OURS = sorted(FILES.glob("*.xml"))

beside = pytest.mark.skipif(not SAMPLES, reason="the sample returns do not lie beside this clone")


def sample(name: str) -> Read:
    return read(SHARED / name)


def topics(found: Read) -> Counter[Topic]:
    return Counter(problem.topic for problem in found.problems)


@pytest.mark.parametrize("path", OURS + SAMPLES, ids=lambda path: path.name)
def test_every_element_of_a_counted_kind_is_counted(path):
    """Counted again with another parser, which knows nothing of ours."""
    elements = Counter(element.tag for element in ElementTree.parse(path).iter())
    found = read(path)
    assert {kind: found.reading.counts[kind].found for kind in KINDS} == {kind: elements[kind] for kind in KINDS}
    assert check_whole_file(path).children == elements["Child"]


@pytest.mark.parametrize("path", OURS + SAMPLES, ids=lambda path: path.name)
def test_the_records_hold_as_many_rows_as_were_read(path):
    found = read(path)
    referrals = [referral for child in found.children for referral in child.referrals]
    plans = [plan for referral in referrals for plan in referral.protection_plans]
    assert {
        "Child": len(found.children),
        "CINdetails": len(referrals),
        "Assessments": sum(len(referral.assessments) for referral in referrals),
        "AssessmentFactors": sum(len(one.factors) for referral in referrals for one in referral.assessments),
        "CINPlanDates": sum(len(referral.plan_dates) for referral in referrals),
        "Section47": sum(len(referral.section47s) for referral in referrals),
        "ChildProtectionPlans": len(plans),
        "CPPreviewDate": sum(len(plan.reviews) for plan in plans),
        "PreProceedingsandFGDM": sum(len(referral.pre_proceedings) for referral in referrals),
        "Disability": sum(len(child.disabilities) for child in found.children),
    } == {kind: count.read for kind, count in found.reading.counts.items()}


@beside
def test_the_clean_sample_has_no_problem_at_all():
    found = sample("generated_clean_400.xml")
    assert found.problems == []
    assert len(found.children) == 400


@beside
def test_the_faulty_sample_has_problems_that_a_reader_can_see_and_no_row_is_lost():
    found = sample("generated_faulty_1000.xml")
    assert topics(found) == {Topic.ORDER: 7, Topic.SPELLING: 5, Topic.FUTURE: 1}
    assert len(found.children) == 1000


@beside
def test_the_random_sample_is_read_whole_with_its_odd_dates():
    found = sample("fake_CIN_data.xml")
    assert (len(found.children), found.reading.counts["CINdetails"].read) == (332, 402)
    assert topics(found) == {Topic.ORDER: 55, Topic.FUTURE: 23, Topic.REPEATED: 5, Topic.HEADER: 1}
    assert {child.sex for child in found.children} == {"M", "F", "U"}


@beside
@pytest.mark.parametrize("name", ["CIN_Census_2021.xml", "CIN_Census_2024.xml", "CIN_Census_2026.xml", "CIN2rows.xml"])
def test_the_stray_text_in_the_samples_is_found(name):
    (stray,) = sample(name).about(Topic.STRAY_TEXT)
    assert (stray.value, stray.line, stray.severity) == ("PersonBirthDate", 23, Severity.IGNORED)
    assert stray.place == "Child 1 (LAchildID DfEX0000001), ChildIdentifiers"


@beside
def test_the_sample_of_2024_has_an_old_code_for_sex_and_an_empty_list_of_factors():
    found = sample("CIN_Census_2024.xml")
    assert [(child.sex, child.sex_as_given) for child in found.children] == [("M", "1"), ("M", "M")]
    (empty,) = found.about(Topic.EMPTY)
    assert empty.place.endswith("Assessments 1, FactorsIdentifiedAtAssessment")
    assert "'RB'" in str(found.about(Topic.CODE)[1])


@beside
def test_the_sample_of_2026_has_pre_proceedings_and_that_of_2024_has_none():
    (row,) = sample("CIN_Census_2026.xml").children[0].referrals[0].pre_proceedings
    assert (row.family_meeting_offered, row.family_meeting_held, row.review_meetings, row.outcome) == (
        True,
        True,
        3,
        "A",
    )
    assert sample("CIN_Census_2024.xml").children[0].referrals[0].pre_proceedings == ()


@beside
def test_the_sample_of_2021_lies_before_the_act_and_keeps_every_date():
    found = sample("CIN_Census_2021.xml")
    assert topics(found)[Topic.YEAR] == 15
    assert found.child.birth_date.year == 1965
    assert found.child.expected_birth_date.year == 1066
    assert found.child.referrals[0].section47s[0].initial_conference_target.isoformat() == "1970-06-23"


@beside
def test_the_sample_with_a_row_twice_says_so():
    (repeated,) = sample("CIN2rows.xml").about(Topic.REPEATED)
    assert repeated.place.endswith("ChildProtectionPlans 2")
