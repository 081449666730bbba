"""The chronology as a page, a printed page and a file for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO

from waymark.casefile.chronology import Line, Sort, chronology
from waymark.procedures.time import Moment, MomentError
from waymark.web.file.reading import CaseFile
from waymark.web.file.words import age_at
from waymark.web.shell.words import moment, short_day

#: The sorts of things, as people choose them.
SORTS: Mapping[Sort, str] = {
    Sort.DECISION: "Decisions",
    Sort.MEETING: "Meetings",
    Sort.VISIT: "Visits",
    Sort.RECORD: "Referrals, assessments and other records",
    Sort.TOLD: "Who was told",
    Sort.PLANNED: "Planned, proposed, cancelled",
    Sort.RULE: "Considered, waived",
    Sort.FILE: "Changes to the file",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which lines are wanted. `faults`: what could not be read of it."""

    sorts: tuple[str, ...] = ()
    agency: str = ""
    significant: bool = False
    since: str = ""
    until: str = ""
    newest_first: bool = False

    @classmethod
    def asked(cls, query) -> Filter:
        """As the address asks for it."""
        known = {sort.value for sort in Sort}
        sorts = tuple(one for one in query.getlist("sort") if one in known)
        return cls(
            sorts, query.get("agency", ""), query.get("significant") == "yes", query.get("since", "").strip(), query.get("until", "").strip(),
            query.get("order") == "newest",
        )  # fmt: skip

    @property
    def faults(self) -> dict[str, str]:
        """Dates that are none, by field."""
        said = {"since": self.since, "until": self.until}
        return {name: "Write a date like 27/3/2026." for name, text in said.items() if text and read_day(text) is None}

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.sorts or self.agency or self.significant or self.since or self.until)

    def wants(self, line: Line) -> bool:
        """Whether a line is one of those."""
        since, until = read_day(self.since), read_day(self.until)
        return (
            (not self.sorts or line.sort.value in self.sorts)
            and (not self.agency or line.agency == self.agency)
            and (not self.significant or line.significant)
            and (since is None or line.occurred.day >= since)
            and (until is None or line.occurred.day <= until)
        )


def read_day(text: str) -> date | None:
    """A day as people write it (27/3/2026, 27 3 2026 or 2026-03-27); None if it is none."""
    parts = text.replace("/", " ").replace(".", " ").replace("-", " ").split()
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    day, month, year = parts
    try:
        return Moment.parse(f"{int(year):04}-{int(month):02}-{int(day):02}").day
    except (MomentError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Told:
    """One line as it is shown."""

    line: Line
    age: str
    by: str
    agency: str
    whom: str
    late: str


def story(case: CaseFile, wanted: Filter) -> list[Told]:
    """The lines that are wanted, with names and ages."""
    lines = [line for line in chronology(case.shown, case.situation, case.facts) if wanted.wants(line)]
    if wanted.newest_first:
        lines.reverse()
    return [_told(case, line) for line in lines]


def _told(case: CaseFile, line: Line) -> Told:
    return Told(
        line, age_at(case.details, line.occurred.day), case.names.get(line.by, line.by), case.agencies.get(line.agency, line.agency),
        case.names.get(line.whom, line.whom), f"written down {short_day(line.recorded)}" if line.recorded_late else "",
    )  # fmt: skip


COLUMNS = (
    "Date", "Age at the time", "What", "Decision", "Reason", "Significant", "Analysis", "By", "Agency", "Written down", "Part of", "Corrected from",
)  # fmt: skip


def as_csv(told: Iterable[Told]) -> str:
    """The lines for a spreadsheet, in which no cell can be a formula."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in told:
        writer.writerow([harmless(cell) for cell in _cells(one)])
    return "\ufeff" + out.getvalue()


def _cells(one: Told) -> Iterator[str]:
    line = one.line
    what = f"{line.what} {one.whom}".strip() + (f" ({line.detail})" if line.detail else "")
    yield moment(line.occurred)
    yield one.age
    yield f"{what} (never happened: corrected)" if line.never_happened else what
    yield line.decision
    yield line.reason
    yield "yes" if line.significant else ""
    yield line.analysis
    yield one.by
    yield one.agency
    yield moment(line.recorded)
    yield line.pathway_title
    yield "; ".join(line.struck)


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.lstrip()[:1] in ("=", "+", "-", "@") or cell[:1] in ("\t", "\r", "\n") else cell
