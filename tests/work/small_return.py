"""A return of seven children, made so that every standing of the assessment's clock occurs once at least.

Six were referred on Monday 2 June 2025. Forty-five working days end on Monday 4 August, thirty-five on Monday 21 July; the only bank holiday
between June and October is 25 August.
"""

from pathlib import Path

from tests.cast import utc
from tests.exports.cin.builder import census, child, referral
from waymark.exports.cin.importing import ImportSummary, import_census

LIMIT = "assessment/conclude-assessment"
IMPORTED = utc(2)
END_OF_SEPTEMBER = utc(30, 22, 59, month=9, year=2025)
END_OF_JULY = utc(31, 22, 59, month=7, year=2025)

#: Number in the authority: referral, authorisation, closure.
CHILDREN = {
    "SYN0000000A": ("2025-06-02", "2025-07-01", ""),  # after 21 working days
    "SYN0000000B": ("2025-06-02", "2025-07-25", ""),  # after 39
    "SYN0000000C": ("2025-06-02", "2025-08-04", ""),  # after 45, on the last day
    "SYN0000000D": ("2025-06-02", "2025-08-11", ""),  # after 50
    "SYN0000000E": ("2025-06-02", "", ""),  # never
    "SYN0000000F": ("2025-09-22", "", ""),  # still running in September
    "SYN0000000G": ("2025-06-02", "", "2025-06-20"),  # closed before it was concluded
}


def stream(letter: str) -> str:
    """The stream of one of the seven."""
    return f"child:873:SYN0000000{letter}"


def xml(children: dict[str, tuple[str, str, str]] = CHILDREN) -> str:
    """The return as a file."""
    return census(*(_child(number, *dates) for number, dates in children.items()))


def _child(number: str, referred: str, authorised: str, closed: str) -> str:
    end = f"<AssessmentAuthorisationDate>{authorised}</AssessmentAuthorisationDate>" if authorised else ""
    start = f"<AssessmentActualStartDate>{referred}</AssessmentActualStartDate>"
    closure = f"<CINclosureDate>{closed}</CINclosureDate><ReasonForClosure>RC1</ReasonForClosure>" if closed else ""
    return child(referral(f"{closure}<Assessments>{start}{end}</Assessments>", start=referred), la_child_id=number)


def put(folder: Path, area: str = "national") -> ImportSummary:
    """Import it under an area's procedures."""
    path = folder / "small-return.xml"
    path.write_text(xml(), encoding="utf-8")
    return import_census(path, now=IMPORTED, by="cin-import", area=area)
