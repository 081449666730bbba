"""From a CINdetails element to a `Referral` with its assessments, enquiries, plans and reviews.

Each function takes an element and its place, and gives the record or, when the row's essential
date is missing or unreadable, None with the reason in the log.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from waymark.exports.cin import codes, shapes, values
from waymark.exports.cin.codes import CodeSet
from waymark.exports.cin.log import Log
from waymark.exports.cin.order import Life, check_life, check_row, not_after, not_before
from waymark.exports.cin.problems import Topic
from waymark.exports.cin.records import (
    AssessmentRecord,
    PlanDates,
    PreProceedings,
    ProtectionPlan,
    Referral,
    ReviewRecord,
    Section47Record,
)
from waymark.exports.cin.rows import DateSeen, Row, read_value
from waymark.exports.cin.scanning import Element

R = TypeVar("R")


def read_referral(element: Element, place: str, life: Life, log: Log) -> Referral | None:
    """One referral with everything below it."""
    row = Row([element], place, shapes.REFERRAL, log)
    start = row.essential_date("CINreferralDate")
    if start is None:
        return None
    log.read("CINdetails")
    closure = row.date("CINclosureDate")
    conference = row.date("DateOfInitialCPC")
    check_row(row, life)
    return Referral(
        place=place,
        line=element.line,
        referral_date=start,
        source=row.code("ReferralSource", codes.REFERRAL_SOURCE),
        primary_need=row.code("PrimaryNeedCode", codes.PRIMARY_NEED),
        closure_date=closure,
        reason_for_closure=row.code("ReasonForClosure", codes.REASON_FOR_CLOSURE),
        initial_conference=conference,
        no_further_action=row.flag("ReferralNFA"),
        assessments=_each(row, "Assessments", read_assessment, life),
        plan_dates=_each(row, "CINPlanDates", read_plan_dates, life),
        section47s=_each(row, "Section47", read_section_47, life),
        protection_plans=_each(row, "ChildProtectionPlans", read_protection_plan, life),
        pre_proceedings=_each(row, "PreProceedingsandFGDM", read_pre_proceedings, life),
    )


def _each(row: Row, name: str, read: Callable[[Element, str, Row, Life], R | None], life: Life) -> tuple[R, ...]:
    """Every usable row of one kind within the referral `row`."""
    found = (read(element, place, row, life) for place, element in row.several(name))
    return tuple(record for record in found if record is not None)


def read_assessment(element: Element, place: str, referral: Row, life: Life) -> AssessmentRecord | None:
    """One assessment."""
    row = Row([element], place, shapes.ASSESSMENT, referral.log)
    start = row.essential_date("AssessmentActualStartDate")
    if start is None:
        return None
    row.log.read("Assessments")
    review = row.date("AssessmentInternalReviewDate")
    authorised = row.date("AssessmentAuthorisationDate")
    check_row(row, life, referral)
    factors = coded_list(
        row, "FactorsIdentifiedAtAssessment", shapes.FACTORS, "AssessmentFactors", codes.ASSESSMENT_FACTORS
    )
    return AssessmentRecord(place, element.line, start, review, authorised, factors)


def read_plan_dates(element: Element, place: str, referral: Row, life: Life) -> PlanDates | None:
    """One child in need plan."""
    row = Row([element], place, shapes.PLAN_DATES, referral.log)
    start = row.essential_date("CINPlanStartDate")
    if start is None:
        return None
    row.log.read("CINPlanDates")
    end = row.date("CINPlanEndDate")
    check_row(row, life, referral)
    return PlanDates(place, element.line, start, end)


def read_section_47(element: Element, place: str, referral: Row, life: Life) -> Section47Record | None:
    """One section 47 enquiry."""
    row = Row([element], place, shapes.SECTION_47, referral.log)
    start = row.essential_date("S47ActualStartDate")
    if start is None:
        return None
    row.log.read("Section47")
    target = row.date("InitialCPCtarget")
    conference = row.date("DateOfInitialCPC")
    check_row(row, life, referral)
    return Section47Record(place, element.line, start, target, conference, row.flag("ICPCnotRequired"))


def read_protection_plan(element: Element, place: str, referral: Row, life: Life) -> ProtectionPlan | None:
    """One child protection plan with its reviews."""
    row = Row([element], place, shapes.PROTECTION_PLAN, referral.log)
    start = row.essential_date("CPPstartDate")
    if start is None:
        return None
    row.log.read("ChildProtectionPlans")
    end = row.date("CPPendDate")
    check_row(row, life, referral)
    return ProtectionPlan(
        place=place,
        line=element.line,
        start=start,
        end=end,
        initial_category=row.code("InitialCategoryOfAbuse", codes.CATEGORY_OF_ABUSE),
        latest_category=row.code("LatestCategoryOfAbuse", codes.CATEGORY_OF_ABUSE),
        previous_plans=row.number("NumberOfPreviousCPP"),
        reviews=_reviews(row, life),
    )


def _reviews(plan: Row, life: Life) -> tuple[ReviewRecord, ...]:
    """The reviews of a plan: several Reviews with one date each, or one with several dates."""
    reviews = []
    for block_place, block in plan.several("Reviews"):
        for place, element in _inside(plan.log, block, block_place, shapes.REVIEWS, "CPPreviewDate"):
            review = _review(element, place, plan, life)
            if review is not None:
                reviews.append(review)
    return tuple(reviews)


def _review(element: Element, place: str, plan: Row, life: Life) -> ReviewRecord | None:
    log = plan.log
    text = element.value
    parsed = values.parse_date(text)
    if parsed.value is None:
        topic, reason = (Topic.UNREADABLE, parsed.reason) if text else (Topic.EMPTY, "is empty")
        log.refused(topic, element, place, element.line, text, reason, parsed.how_to_mend)
        return None
    log.read("CPPreviewDate")
    _nothing_inside(log, element, place)
    read_value(element, place, log, values.parse_date)
    seen = DateSeen(element, parsed.value)
    not_before(log, place, "", seen, "CPPstartDate", plan.dates["CPPstartDate"].value)
    end = plan.dates.get("CPPendDate")
    if end is not None:
        not_after(log, place, "", seen, "CPPendDate", end.value)
    check_life(log, place, [("", seen)], life)
    return ReviewRecord(place, element.line, parsed.value)


def read_pre_proceedings(element: Element, place: str, referral: Row, life: Life) -> PreProceedings:
    """Pre-proceedings and family group decision-making; it has no essential date."""
    row = Row([element], place, shapes.PRE_PROCEEDINGS, referral.log)
    row.accept()
    row.log.read("PreProceedingsandFGDM")
    if not element.children:
        row.log.query(Topic.EMPTY, place, element.line, "", "is empty", "Leave the element out when there is nothing")
    record = PreProceedings(
        place=place,
        line=element.line,
        start=row.date("PPStartDate"),
        letter_before_proceedings=row.date("LBPSentDate"),
        family_meeting_offered=row.flag("FGDMMeetingOffer"),
        family_meeting_held=row.flag("FGDMMeetingFac"),
        initial_meeting=row.date("InitialPPMeetingDate"),
        review_meetings=row.number("ReviewMeetingsCount"),
        step_decision=row.date("StepDecisionDate"),
        outcome=row.text("PPOutcome"),
        court_application=row.date("CourtAppDate"),
        letter_of_initiation=row.date("LetterInitCPDate"),
    )
    check_row(row, life, referral)
    return record


def coded_list(row: Row | None, block_name: str, shape: shapes.Shape, name: str, known: CodeSet) -> tuple[str, ...]:
    """The codes in a block such as Disabilities or FactorsIdentifiedAtAssessment, as given."""
    if row is None:
        return ()
    found: list[str] = []
    blocks = [element for _, element in row.several(block_name)]
    for block in blocks:
        for place, element in _inside(row.log, block, f"{row.place}, {block_name}", shape, name):
            code = _listed_code(row.log, element, place, known)
            if code is not None and code in found:
                row.log.query(Topic.REPEATED, place, element.line, code, "is given twice", "Give each code once")
            if code is not None:
                found.append(code)
    for second in blocks[1:]:
        reason = f"is here a second time (the first is on line {blocks[0].line}); both are read"
        row.log.query(Topic.REPEATED, f"{row.place}, {block_name}", second.line, "", reason, "Leave only one")
    return tuple(found)


def _listed_code(log: Log, element: Element, place: str, known: CodeSet) -> str | None:
    """One code of a list; the element is counted as read or refused."""
    if not element.value or element.length > 100:
        topic, reason = (Topic.UNREADABLE, "is far too long") if element.value else (Topic.EMPTY, "is empty")
        log.refused(topic, element, place, element.line, element.value, reason, "Give one code, or leave it out")
        return None
    log.read(element.name)
    _nothing_inside(log, element, place)
    if element.value in known.meanings:
        return element.value
    return read_value(element, place, log, partial(values.parse_code, codes=known))


def _inside(log: Log, block: Element, place: str, shape: shapes.Shape, name: str) -> list[tuple[str, Element]]:
    """The elements of a block with their places; whatever else stands in the block is reported."""
    row = Row([block], place, shape, log)
    row.accept()
    found = list(row.several(name))
    if not found and not block.children and not block.texts:
        log.query(Topic.EMPTY, place, block.line, "", f"holds no {name}", f"Leave {block.name} out when there is none")
    return found


def _nothing_inside(log: Log, element: Element, place: str) -> None:
    """Report attributes and elements inside a listed value."""
    if element.attributes:
        log.attributes(element, place)
    for inner in element.children:
        log.unknown(inner, place, ())
