"""Dates that do not fit each other: every one is kept, and queried.

Dates are only compared here, never counted with. What a limit is, and whether it was met, is for
the engine to say; this module only tells whoever sends the file what looks like a mistake.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from waymark.exports.cin.log import Log
from waymark.exports.cin.problems import Topic
from waymark.exports.cin.rows import DateSeen, Row

CHILDREN_ACT = date(1991, 10, 14)
"""The Children Act 1989 came into force: no referral, enquiry or plan under it can be older."""
OLDEST_LIFE = date(1900, 1, 1)

CHECK = "Check both dates and mend the wrong one"

ORDER: dict[str, tuple[tuple[str, str], ...]] = {
    "ChildIdentifiers": (("PersonBirthDate", "PersonDeathDate"),),
    "CINdetails": (("CINreferralDate", "CINclosureDate"), ("CINreferralDate", "DateOfInitialCPC")),
    "Assessments": (
        ("AssessmentActualStartDate", "AssessmentInternalReviewDate"),
        ("AssessmentActualStartDate", "AssessmentAuthorisationDate"),
    ),
    "CINPlanDates": (("CINPlanStartDate", "CINPlanEndDate"),),
    "Section47": (("S47ActualStartDate", "InitialCPCtarget"), ("S47ActualStartDate", "DateOfInitialCPC")),
    "ChildProtectionPlans": (("CPPstartDate", "CPPendDate"),),
    "PreProceedingsandFGDM": (
        ("PPStartDate", "InitialPPMeetingDate"),
        ("PPStartDate", "StepDecisionDate"),
        ("PPStartDate", "CourtAppDate"),
    ),
}
"""For each row, pairs of which the second should not be before the first."""

STARTS = {
    "Assessments": "AssessmentActualStartDate",
    "CINPlanDates": "CINPlanStartDate",
    "Section47": "S47ActualStartDate",
    "ChildProtectionPlans": "CPPstartDate",
    "PreProceedingsandFGDM": "PPStartDate",
}
"""The date on which each row within a referral begins."""

PLANNED = frozenset({"ExpectedPersonBirthDate", "InitialCPCtarget"})
"""Dates that may well lie after the census year: they say what is expected, not what happened."""

OF_LIFE = frozenset({"PersonBirthDate", "ExpectedPersonBirthDate", "PersonDeathDate"})

MAY_FOLLOW_DEATH = frozenset(
    {"CINclosureDate", "AssessmentAuthorisationDate", "AssessmentInternalReviewDate", "CINPlanEndDate"}
)
"""What is written after a child has died, to finish the record."""


@dataclass(frozen=True, slots=True)
class Life:
    """When the child was born and died, as far as the file says."""

    birth: date | None = None
    death: date | None = None


def check_row(row: Row, life: Life, referral: Row | None = None) -> None:
    """Query the dates of a row that are out of order in themselves, in the referral or in life."""
    for earlier, later in ORDER[row.element.name]:
        if earlier in row.dates and later in row.dates:
            not_before(row.log, row.place, later, row.dates[later], earlier, row.dates[earlier].value)
    if referral is not None:
        _check_within(row, referral)
    check_life(row.log, row.place, row.dates.items(), life)


def not_before(log: Log, place: str, name: str, seen: DateSeen, earlier: str, limit: date) -> None:
    """Query a date that lies before another which should come first."""
    if seen.value < limit:
        reason = f"is before {earlier} ({limit.isoformat()})"
        _query(log, place, name, seen, Topic.ORDER, reason, CHECK)


def not_after(log: Log, place: str, name: str, seen: DateSeen, later: str, limit: date) -> None:
    """Query a date that lies after another which should come last."""
    if seen.value > limit:
        reason = f"is after {later} ({limit.isoformat()})"
        _query(log, place, name, seen, Topic.ORDER, reason, CHECK)


def check_life(log: Log, place: str, dates: Iterable[tuple[str, DateSeen]], life: Life) -> None:
    """Query dates in an impossible year, after the reference date, before birth or after death."""
    for name, seen in dates:
        if seen.value < (OLDEST_LIFE if name in OF_LIFE else CHILDREN_ACT):
            _query_year(log, place, name, seen)
        if log.reference_date is not None and seen.value > log.reference_date and name not in PLANNED:
            reason = f"is after the reference date of the return ({log.reference_date.isoformat()})"
            _query(log, place, name, seen, Topic.FUTURE, reason, "Check the date, and the ReferenceDate in the Header")
        if name in OF_LIFE:
            continue
        if life.birth is not None and seen.value < life.birth:
            reason = f"is before the child was born ({life.birth.isoformat()})"
            mend = "Check both dates; nothing need change if it happened before the birth"
            _query(log, place, name, seen, Topic.ORDER, reason, mend)
        if life.death is not None and name not in MAY_FOLLOW_DEATH:
            not_after(log, place, name, seen, "PersonDeathDate", life.death)


def _check_within(row: Row, referral: Row) -> None:
    """Query a row that begins before its referral or after the referral was closed."""
    name = STARTS[row.element.name]
    start = row.dates.get(name)
    if start is None:
        return
    opened = referral.dates.get("CINreferralDate")
    if opened is not None:
        not_before(row.log, row.place, name, start, "CINreferralDate", opened.value)
    closed = referral.dates.get("CINclosureDate")
    if closed is not None:
        not_after(row.log, row.place, name, start, "CINclosureDate", closed.value)


def _query_year(log: Log, place: str, name: str, seen: DateSeen) -> None:
    reason = "lies in an impossible year"
    if name not in OF_LIFE:
        reason = f"is before the Children Act 1989 came into force ({CHILDREN_ACT.isoformat()})"
    _query(log, place, name, seen, Topic.YEAR, reason, "Check the year")


def _query(log: Log, place: str, name: str, seen: DateSeen, topic: Topic, reason: str, mend: str) -> None:
    where = f"{place}, {name}" if name else place
    log.query(topic, where, seen.element.line, seen.value.isoformat(), reason, mend)
