"""What cannot be used, or looks wrong, is said with its place, its line, its value and what to do."""

from datetime import date

import pytest

from tests.exports.cin.builder import FILES, HEADER, census, child, read, referral, with_referral
from waymark.exports.cin import Problem, Severity, Topic

CHILD = "Child 1 (LAchildID SYN00000001)"

ROWS = [
    ("Assessments", "AssessmentActualStartDate"),
    ("CINPlanDates", "CINPlanStartDate"),
    ("Section47", "S47ActualStartDate"),
    ("ChildProtectionPlans", "CPPstartDate"),
]


@pytest.mark.parametrize(("row", "essential"), ROWS)
def test_a_row_without_its_essential_date_is_refused_and_the_rest_is_used(row, essential):
    good = f"<{row}><{essential}>2025-06-04</{essential}></{row}>"
    found = read(with_referral(f"<{row}/>{good}"))
    assert found.problem.severity is Severity.REFUSED
    assert found.problem.topic is Topic.MISSING
    assert found.problem.place == f"{CHILD}, CINdetails 1, {row} 1, {essential}"
    assert found.problem.child == "SYN00000001"
    assert found.counted(row) == (2, 1, 1, 0)
    assert found.referral.referral_date == date(2025, 6, 2)


@pytest.mark.parametrize(("row", "essential"), ROWS)
def test_a_row_whose_essential_date_is_unreadable_is_refused_with_its_value(row, essential):
    found = read(with_referral(f"<{row}>\n<{essential}>2025-13-04</{essential}></{row}>"))
    assert (found.problem.value, found.problem.line) == ("2025-13-04", 5)
    assert found.problem.reason == "is not a day of the calendar, and the row cannot be used without it"
    assert found.counted(row) == (1, 0, 1, 0)


def test_a_refused_referral_takes_what_is_below_with_it_and_says_how_much():
    below = (
        "<Assessments><AssessmentActualStartDate>2025-06-04</AssessmentActualStartDate><FactorsIdentifiedAtAssessment>"
        "<AssessmentFactors>1A</AssessmentFactors><AssessmentFactors>2A</AssessmentFactors>"
        "</FactorsIdentifiedAtAssessment></Assessments><Section47/>"
    )
    found = read(census(child(f"<CINdetails>{below}</CINdetails>", referral())))
    assert found.problem.reason.endswith("; with it are refused 1 Assessments, 2 AssessmentFactors, 1 Section47")
    assert found.counted("CINdetails") == (2, 1, 1, 0)
    assert found.counted("Assessments") == (1, 0, 0, 1)
    assert found.counted("AssessmentFactors") == (2, 0, 0, 2)


@pytest.mark.parametrize(
    "identifiers", ["", "<ChildIdentifiers/>", "<ChildIdentifiers><LAchildID> </LAchildID></ChildIdentifiers>"]
)
def test_a_child_whom_nobody_can_name_is_refused(identifiers):
    found = read(census(f"<Child>{identifiers}{referral()}</Child>", child(referral())))
    assert found.problem.severity is Severity.REFUSED
    assert found.problem.place == "Child 1 (no LAchildID)"
    assert found.problem.child == ""
    assert found.child.number == 2
    assert found.counted("Child") == (2, 1, 1, 0)
    assert found.counted("CINdetails") == (2, 1, 0, 1)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("soon", "is not a date"),
        ("2025-02-30", "is not a day of the calendar"),
        ("0000-01-01", "is not a day of the calendar"),
        ("03/04/2025", "is not written as a census date (is the day or the month first?)"),
        ("20250403", "is not a date"),
        ("2025-W14-4", "is not a date"),
        ("2025-04-03 or later", "is not a date (something follows the day)"),
        ("٢٠٢٥-٠٤-٠٣", "is not a date"),
    ],
)
def test_an_optional_date_that_cannot_be_read_is_ignored_alone(value, reason):
    found = read(with_referral(f"<ReferralSource>6</ReferralSource><CINclosureDate>{value}</CINclosureDate>"))
    assert (found.referral.closure_date, found.referral.source) == (None, "6")
    assert found.problem == Problem(
        place=f"{CHILD}, CINdetails 1, CINclosureDate",
        line=4,
        value=value,
        reason=reason,
        how_to_mend=found.problem.how_to_mend,
        severity=Severity.IGNORED,
        topic=Topic.UNREADABLE,
        child="SYN00000001",
    )


@pytest.mark.parametrize("value", ["2025-07-01Z", "2025-07-01+01:00", "2025-07-01T00:00:00", "2025-07-01T09:30:00.5Z"])
def test_a_time_or_zone_after_a_date_is_left_out_and_queried(value):
    found = read(with_referral(f"<CINclosureDate>{value}</CINclosureDate>"))
    assert found.referral.closure_date == date(2025, 7, 1)
    assert (found.problem.severity, found.problem.topic) == (Severity.QUERY, Topic.SPELLING)


@pytest.mark.parametrize("value", ["maybe", "2", "-1", "10"])
def test_what_is_neither_yes_nor_no_is_ignored(value):
    found = read(with_referral(f"<ReferralNFA>{value}</ReferralNFA>"))
    assert found.referral.no_further_action is None
    assert (found.problem.severity, found.problem.value) == (Severity.IGNORED, value)


@pytest.mark.parametrize(("value", "meant"), [("Yes", True), ("n", False)])
def test_yes_and_no_in_words_are_understood_and_queried(value, meant):
    found = read(with_referral(f"<ReferralNFA>{value}</ReferralNFA>"))
    assert found.referral.no_further_action is meant
    assert found.problem.severity is Severity.QUERY


@pytest.mark.parametrize("value", ["-1", "1.5", "two", "³", "1234567"])
def test_what_is_no_number_is_ignored(value):
    found = read(
        with_referral(
            "<ChildProtectionPlans><CPPstartDate>2025-06-20</CPPstartDate>"
            f"<NumberOfPreviousCPP>{value}</NumberOfPreviousCPP></ChildProtectionPlans>"
        )
    )
    assert found.referral.protection_plans[0].previous_plans is None
    assert found.problem.value == value


def test_a_code_outside_its_set_is_kept_as_given():
    found = read(with_referral("<ReferralSource>11</ReferralSource><PrimaryNeedCode>n1</PrimaryNeedCode>"))
    assert (found.referral.source, found.referral.primary_need) == ("11", "n1")
    assert [problem.severity for problem in found.about(Topic.CODE)] == [Severity.QUERY, Severity.QUERY]
    assert sorted(problem.how_to_mend for problem in found.problems)[1] == "Write N1"


def test_a_replaced_factor_is_kept_and_its_successors_are_named():
    found = read(
        with_referral(
            "<Assessments><AssessmentActualStartDate>2025-06-04</AssessmentActualStartDate><FactorsIdentifiedAtAssessment>"
            "<AssessmentFactors>18A</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>"
        )
    )
    assert found.referral.assessments[0].factors == ("18A",)
    assert found.problem.how_to_mend == "Use 18B or 18C in the next return"


def test_an_empty_element_is_taken_as_not_given_and_queried():
    found = read(with_referral("<CINclosureDate/><ReferralSource>  </ReferralSource>"))
    assert (found.referral.closure_date, found.referral.source) == (None, None)
    assert [problem.topic for problem in found.problems] == [Topic.EMPTY, Topic.EMPTY]


@pytest.mark.parametrize(
    ("block", "inner"), [("FactorsIdentifiedAtAssessment", "AssessmentFactors"), ("Disabilities", "Disability")]
)
def test_an_empty_list_of_codes_is_queried(block, inner):
    if block == "Disabilities":
        found = read(census(child(referral(), characteristics=f"<{block}/>")))
    else:
        start = "<AssessmentActualStartDate>2025-06-04</AssessmentActualStartDate>"
        found = read(with_referral(f"<Assessments>{start}<{block}/></Assessments>"))
    assert found.problem.reason == f"holds no {inner}"
    assert found.counted(inner) == (0, 0, 0, 0)


def test_text_between_elements_is_shown_with_its_line():
    found = read(with_referral("", identifiers="<UPNunknown>UN1</UPNunknown>\nPersonBirthDate\n<Sex>F</Sex>"))
    assert (found.problem.value, found.problem.line) == ("PersonBirthDate", 5)
    assert found.problem.place == f"{CHILD}, ChildIdentifiers"
    assert (found.problem.severity, found.problem.topic) == (Severity.IGNORED, Topic.STRAY_TEXT)
    assert found.child.sex == "F"


def test_text_between_children_is_shown():
    found = read(census("one", child(referral()), "two"))
    assert [(problem.place, problem.value, problem.line) for problem in found.problems] == [
        ("Children", "one", 4),
        ("Children", "two", 6),
    ]


def test_an_unknown_element_is_shown_with_what_it_says():
    found = read(with_referral("<Notes><Author>A worker</Author>See file</Notes>"))
    assert found.problem.place == f"{CHILD}, CINdetails 1, Notes"
    assert found.problem.value == "See file A worker"
    assert found.problem.severity is Severity.IGNORED


def test_a_misspelt_row_is_refused_with_what_may_be_meant():
    found = read(with_referral("<CINplanDates><CINPlanStartDate>2025-06-10</CINPlanStartDate></CINplanDates>"))
    assert found.problem.how_to_mend == "Perhaps CINPlanDates is meant"
    assert found.referral.plan_dates == ()


def test_a_row_in_the_wrong_place_is_refused_and_counted():
    found = read(
        census(child("<Section47><S47ActualStartDate>2025-06-10</S47ActualStartDate></Section47>", referral()))
    )
    assert (found.problem.severity, found.problem.topic) == (Severity.REFUSED, Topic.UNKNOWN)
    assert found.counted("Section47") == (1, 0, 1, 0)


def test_a_child_inside_a_child_is_refused_and_counted():
    found = read(census(child(referral(), child(referral()))))
    assert found.counted("Child") == (2, 1, 1, 0)
    assert found.counted("CINdetails") == (2, 1, 0, 1)


def test_a_child_outside_children_is_refused_and_counted():
    found = read(f"<Message>{HEADER}{child(referral())}</Message>")
    assert found.counted("Child") == (1, 0, 1, 0)
    assert found.counted("CINdetails") == (1, 0, 0, 1)


def test_an_element_inside_a_value_is_shown():
    found = read(with_referral("<CINclosureDate>2025-07-01<Section47/></CINclosureDate>"))
    assert found.referral.closure_date == date(2025, 7, 1)
    assert found.counted("Section47") == (1, 0, 1, 0)


def test_an_attribute_is_shown_unless_it_only_tells_how_to_read_xml():
    schema = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="cin.xsd"'
    text = with_referral('<CINclosureDate certain="no">2025-07-01</CINclosureDate>').replace(
        "<Message>", f"<Message {schema}>"
    )
    found = read(text)
    assert found.problem.place == f"{CHILD}, CINdetails 1, CINclosureDate, attribute certain"
    assert found.problem.value == "no"


def test_a_second_copy_of_a_single_value_is_not_used():
    found = read(
        with_referral("<CINclosureDate>2025-07-01</CINclosureDate>\n<CINclosureDate>2025-08-01</CINclosureDate>")
    )
    assert found.referral.closure_date == date(2025, 7, 1)
    assert (found.problem.topic, found.problem.value, found.problem.line) == (Topic.REPEATED, "2025-08-01", 5)
    assert "'2025-07-01' on line 4" in found.problem.reason


def test_a_second_block_is_read_with_the_first_and_queried():
    block = "<ChildIdentifiers><LAchildID>SYN00000002</LAchildID><Sex>F</Sex></ChildIdentifiers>"
    found = read(census(child(block, referral())))
    assert (found.child.la_child_id, found.child.sex) == ("SYN00000001", "F")
    assert sorted(problem.severity for problem in found.about(Topic.REPEATED)) == [Severity.QUERY, Severity.IGNORED]


def test_a_row_that_repeats_another_is_kept_and_queried():
    row = "<CINPlanDates><CINPlanStartDate>2025-06-10</CINPlanStartDate></CINPlanDates>"
    found = read(with_referral(row + row))
    assert len(found.referral.plan_dates) == 2
    assert found.problem.reason == "says exactly the same as CINPlanDates 1"


def test_a_code_given_twice_is_kept_and_queried():
    twice = "<Disabilities><Disability>LD</Disability><Disability>LD</Disability></Disabilities>"
    found = read(census(child(referral(), characteristics=twice)))
    assert found.child.disabilities == ("LD", "LD")
    assert found.problem.reason == "is given twice"


def test_a_child_given_twice_is_kept_and_queried():
    found = read(census(child(referral()), child(referral(start="2025-09-01"))))
    assert [one.repeats for one in found.children] == [None, 1]
    assert (found.problem.severity, found.problem.topic) == (Severity.QUERY, Topic.REPEATED)


def test_a_child_without_a_referral_is_queried():
    found = read(census(child()))
    assert found.child.referrals == ()
    assert found.problem.reason == "has no CINdetails"


def test_numbers_of_child_and_pupil_in_an_unusual_form_are_kept_and_queried():
    found = read(with_referral("", la_child_id="file 17/b", identifiers="<UPN>123</UPN>"))
    assert (found.child.la_child_id, found.child.upn) == ("file 17/b", "123")
    assert len(found.about(Topic.SPELLING)) == 2


def test_a_file_without_a_header_or_a_child_says_so():
    found = read("<Message/>")
    assert [problem.place for problem in found.problems] == ["Header", "Message"]
    assert found.reading.header.lea is None


def test_a_header_that_does_not_say_enough_is_queried():
    found = read(census(child(referral()), header="<Header/>"))
    assert [problem.place.split(", ")[1] for problem in found.problems] == [
        "Collection",
        "Year",
        "ReferenceDate",
        "LEA",
    ]


def test_a_second_header_is_not_used():
    found = read(census(child(referral()), header=HEADER + HEADER.replace("873", "850")))
    assert found.reading.header.lea == "873"
    assert found.problem.severity is Severity.IGNORED
    assert found.problem.value == "CIN 2026 2026-03-31 850"


def test_a_row_in_a_second_header_is_refused_and_counted():
    found = read(census(child(referral()), header=HEADER + "<Header><Section47/></Header>"))
    assert found.problem.severity is Severity.REFUSED
    assert found.counted("Section47") == (1, 0, 0, 1)


def test_a_header_after_the_children_is_used_and_queried():
    found = read(f"<Message><Children>{child(referral())}</Children>{HEADER}</Message>")
    assert found.reading.header.lea == "873"
    assert "comes after children" in found.problem.reason


def test_a_reference_date_that_is_not_the_end_of_the_year_is_queried():
    found = read(census(child(referral()), header=HEADER.replace("2026-03-31", "2026-03-28")))
    assert found.problem.reason == "is not 31 March of the Year (2026)"


def test_a_very_long_value_is_ignored_and_shown_short():
    found = read(with_referral(f"<CINclosureDate>{'9' * 5000}</CINclosureDate>"))
    assert found.problem.value == "9" * 80 + "…"
    assert found.problem.reason == "is 5000 characters long, which no census value is"


def test_characters_that_could_upset_a_terminal_are_shown_as_codes():
    found = read(with_referral("<ReferralSource>\u009b31m\u202e</ReferralSource>"))
    assert found.problem.value == "\\u009b31m\\u202e"


def test_a_problem_reads_as_a_line():
    found = read(with_referral("<CINclosureDate>soon</CINclosureDate>"))
    assert str(found.problem) == (
        "value ignored: line 4, Child 1 (LAchildID SYN00000001), CINdetails 1, CINclosureDate: "
        "'soon' is not a date. Write the date as YYYY-MM-DD."
    )


def test_everything_in_a_troubled_file_is_accounted_for():
    found = read(FILES / "troubled.xml")
    assert {kind: found.counted(kind) for kind in found.reading.counts} == {
        "Child": (3, 2, 1, 0),
        "CINdetails": (4, 2, 1, 1),
        "Assessments": (2, 1, 0, 1),
        "AssessmentFactors": (0, 0, 0, 0),
        "CINPlanDates": (0, 0, 0, 0),
        "Section47": (1, 0, 0, 1),
        "ChildProtectionPlans": (1, 1, 0, 0),
        "CPPreviewDate": (3, 2, 1, 0),
        "PreProceedingsandFGDM": (0, 0, 0, 0),
        "Disability": (2, 1, 1, 0),
    }
    assert [(problem.line, str(problem.severity), problem.value) for problem in found.problems] == [
        (12, "refused", ""),
        (24, "value ignored", "PersonBirthDate"),
        (25, "value ignored", "11/02/2014"),
        (29, "query", "wbri"),
        (30, "refused", ""),
        (33, "refused", "2022-09-31"),
        (40, "value ignored", "2022-12-01"),
        (45, "value ignored", "2022-11-01"),
        (39, "query", "2022-10-01"),
        (38, "query", "11"),
        (46, "value ignored", "maybe"),
        (42, "query", "2022-10-04"),
        (43, "query", ""),
        (48, "query", "2022-11-01"),
        (51, "refused", "soon"),
        (57, "query", "SYN00000007"),
    ]
