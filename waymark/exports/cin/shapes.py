"""Which elements the census has where: for each row its single values and what may occur often.

Source: the census specification 2022-23 to 2026-27, as in the project's notes on interoperability
(section 1.1). The order of elements carries no information and is not checked here. GenderCurrent
(until 2023-24) and Sex (from 2024-25) are both known in every year.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """The single values of a row, the elements that may occur several times, and those among them
    that are compared to find repeated rows."""

    single: frozenset[str] = frozenset()
    several: frozenset[str] = frozenset()
    compared: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """Every element that belongs here."""
        return self.single | self.several


def _shape(single: str = "", several: str = "", compared: str = "") -> Shape:
    rows = frozenset(compared.split())
    return Shape(frozenset(single.split()), frozenset(several.split()) | rows, rows)


HEADER = _shape(several="CollectionDetails Source Content")  # Content only says that the level is Child
COLLECTION = _shape("Collection Year ReferenceDate")
SOURCE = _shape("SourceLevel LEA SoftwareCode Release SerialNo DateTime")

CHILD = _shape(several="ChildIdentifiers ChildCharacteristics", compared="CINdetails")
IDENTIFIERS = _shape(
    "LAchildID UPN FormerUPN UPNunknown PersonBirthDate ExpectedPersonBirthDate Sex GenderCurrent PersonDeathDate"
)
CHARACTERISTICS = _shape("Ethnicity", several="Disabilities")
DISABILITIES = _shape(several="Disability")
REFERRAL = _shape(
    "CINreferralDate ReferralSource PrimaryNeedCode CINclosureDate ReasonForClosure DateOfInitialCPC ReferralNFA",
    compared="Assessments CINPlanDates Section47 ChildProtectionPlans PreProceedingsandFGDM",
)
ASSESSMENT = _shape(
    "AssessmentActualStartDate AssessmentInternalReviewDate AssessmentAuthorisationDate",
    several="FactorsIdentifiedAtAssessment",
)
FACTORS = _shape(several="AssessmentFactors")
PLAN_DATES = _shape("CINPlanStartDate CINPlanEndDate")
SECTION_47 = _shape("S47ActualStartDate InitialCPCtarget DateOfInitialCPC ICPCnotRequired")
PROTECTION_PLAN = _shape(
    "CPPstartDate CPPendDate InitialCategoryOfAbuse LatestCategoryOfAbuse NumberOfPreviousCPP", several="Reviews"
)
REVIEWS = _shape(several="CPPreviewDate")
PRE_PROCEEDINGS = _shape(
    "PPStartDate LBPSentDate FGDMMeetingOffer FGDMMeetingFac InitialPPMeetingDate ReviewMeetingsCount"
    " StepDecisionDate PPOutcome CourtAppDate LetterInitCPDate"
)
