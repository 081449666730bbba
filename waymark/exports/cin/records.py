"""What one census file says, as frozen values: the header and, child by child, everything usable.

Every record holds its `place` in the file in words ("Child 12 (LAchildID X1), CINdetails 2,
Section47 1") and the `line` where its element begins, so that whatever is made of it later can
be traced back. An optional value is None when the file does not give it or it could not be read
(then a `Problem` says so). Codes are kept as given, even outside their code set.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CensusHeader:
    """Whose return this is and for which year. All None in a file without a Header.

    `lea` is the three-digit number of the local authority; `reference_date` the last day of the
    census year (31 March); `date_time` is kept as the text in the file.
    """

    collection: str | None = None
    year: int | None = None
    reference_date: date | None = None
    source_level: str | None = None
    lea: str | None = None
    software_code: str | None = None
    release: str | None = None
    serial_no: str | None = None
    date_time: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """One review of a child protection plan (CPPreviewDate), whichever way Reviews are grouped."""

    place: str
    line: int
    review_date: date


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """One continuous assessment (Assessments), with the factors found at its end."""

    place: str
    line: int
    start: date
    internal_review: date | None
    authorisation: date | None
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanDates:
    """One child in need plan (CINPlanDates)."""

    place: str
    line: int
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Section47Record:
    """One section 47 enquiry, with its initial conference or the note that none was required."""

    place: str
    line: int
    start: date
    initial_conference_target: date | None
    initial_conference: date | None
    conference_not_required: bool | None


@dataclass(frozen=True, slots=True)
class ProtectionPlan:
    """One child protection plan (ChildProtectionPlans) with its reviews in file order."""

    place: str
    line: int
    start: date
    end: date | None
    initial_category: str | None
    latest_category: str | None
    previous_plans: int | None
    reviews: tuple[ReviewRecord, ...]


@dataclass(frozen=True, slots=True)
class PreProceedings:
    """Pre-proceedings and family group decision-making (PreProceedingsandFGDM, from 2026-27).

    It is read without an essential date: which of its dates must be there is not known to us.
    """

    place: str
    line: int
    start: date | None
    letter_before_proceedings: date | None
    family_meeting_offered: bool | None
    family_meeting_held: bool | None
    initial_meeting: date | None
    review_meetings: int | None
    step_decision: date | None
    outcome: str | None
    court_application: date | None
    letter_of_initiation: date | None


@dataclass(frozen=True, slots=True)
class Referral:
    """One episode of need (CINdetails): the referral, what followed, and its closure."""

    place: str
    line: int
    referral_date: date
    source: str | None
    primary_need: str | None
    closure_date: date | None
    reason_for_closure: str | None
    initial_conference: date | None
    no_further_action: bool | None
    assessments: tuple[AssessmentRecord, ...]
    plan_dates: tuple[PlanDates, ...]
    section47s: tuple[Section47Record, ...]
    protection_plans: tuple[ProtectionPlan, ...]
    pre_proceedings: tuple[PreProceedings, ...]


@dataclass(frozen=True, slots=True)
class ChildRecord:
    """One child with all referrals. `number` is its position among the Child elements, from 1.

    `sex` is M, F or U whichever element and code the year uses (Sex or GenderCurrent), None when
    unreadable; `sex_as_given` is what the file says. `repeats` is the number of the first Child
    of the file with the same LAchildID, when this is not the first.
    """

    place: str
    line: int
    number: int
    la_child_id: str
    upn: str | None
    former_upn: str | None
    upn_unknown: str | None
    birth_date: date | None
    expected_birth_date: date | None
    death_date: date | None
    sex: str | None
    sex_as_given: str | None
    ethnicity: str | None
    disabilities: tuple[str, ...]
    referrals: tuple[Referral, ...]
    repeats: int | None = None
