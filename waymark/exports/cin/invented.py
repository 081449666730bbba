"""Invented Children in Need census files of any size, for the demo, the tests and the benchmarks.

The same seed gives the same file, byte for byte, and child number n is the same child whatever
the number of children. Ids are plainly invented (SYN00000001). The dates of a child make sense
together: a referral leads to an assessment, some of those to an enquiry, a conference, a plan
with reviews; some limits are met and some are missed. The file is written as it is made.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TextIO

from waymark.procedures.time import Duration, Moment, Unit, add, subtract


def days_after(day: date, days: int) -> date:
    """The day so many days later, or earlier if negative."""
    length = Duration(abs(days), Unit.DAY)
    return (add if days >= 0 else subtract)(Moment.on(day), length).day


def _words(text: str) -> list[str]:
    return text.split()


AUTHORITY = "873"
ETHNICITIES = _words("WBRI WBRI WBRI WBRI WIRI WOTH WROM MWBC MWAS MOTH AIND APKN ABAN BCRB BAFR CHNE OOTH NOBT")
DISABILITIES = _words("MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA")
SOURCES = _words("1A 1B 1C 1D 2A 2A 2A 2B 3A 3B 3C 3E 4 5A 5B 5D 6 6 6 7 8 9 10")
NEEDS = _words("N1 N1 N1 N1 N2 N3 N4 N5 N6 N8")
FACTORS = _words("1B 2B 3A 3B 3C 4A 4B 5A 6A 7A 10A 11A 13A 14A 15A 16A 17A 18C 19C 20 24A")
CATEGORIES = _words("NEG NEG PHY SAB EMO EMO MUL")
REASONS = _words("RC3 RC4 RC5 RC6 RC7 RC7 RC7 RC8 RC9")
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def write_census(out: Path, children: int, *, seed: int = 1, year: int = 2026) -> int:
    """Write a census of `children` children for the year that ends on 31 March `year`.

    Returns the size of the file in bytes. Raises OSError when it cannot be written.
    """
    with out.open("w", encoding="utf-8", newline="\n") as file:
        write_to(file, children, seed=seed, year=year)
    return out.stat().st_size


def write_to(file: TextIO, children: int, *, seed: int = 1, year: int = 2026) -> None:
    """Write the same to an open text stream."""
    file.write(f"""<?xml version="1.0" encoding="UTF-8"?>
<Message>
  <Header>
    <CollectionDetails>
      <Collection>CIN</Collection>
      <Year>{year}</Year>
      <ReferenceDate>{year}-03-31</ReferenceDate>
    </CollectionDetails>
    <Source>
      <SourceLevel>L</SourceLevel>
      <LEA>{AUTHORITY}</LEA>
      <SoftwareCode>Waymark synthetic</SoftwareCode>
      <Release>1</Release>
      <SerialNo>001</SerialNo>
      <DateTime>{year}-05-01T09:00:00</DateTime>
    </Source>
  </Header>
  <Children>
""")
    for number in range(1, children + 1):
        maker = _Child(number, random.Random(seed * 1_000_003 + number), year)
        file.write("\n".join(maker.lines()) + "\n")
    file.write("  </Children>\n</Message>\n")


class _Child:
    """One invented child, as lines of XML."""

    def __init__(self, number: int, chance: random.Random, year: int) -> None:
        self.number = number
        self.chance = chance
        self.start = date(year - 1, 4, 1)
        self.end = date(year, 3, 31)
        self.born = days_after(self.start, -(chance.randrange(60, 17 * 365)))

    def lines(self) -> Iterator[str]:
        """The Child element, line by line."""
        yield "    <Child>"
        yield from self._identifiers()
        yield from self._characteristics()
        opened = days_after(self.start, self.chance.randrange(0, 200))
        yield from self._referral(opened)
        if self.chance.random() < 0.08:
            yield from self._referral(days_after(opened, 150))
        yield "    </Child>"

    def _later(self, day: date, least: int, most: int) -> date | None:
        """A day between `least` and `most` days after `day`, None after the end of the year."""
        found = days_after(day, self.chance.randint(least, most))
        return found if found <= self.end else None

    def _identifiers(self) -> Iterator[str]:
        yield "      <ChildIdentifiers>"
        yield _tag(8, "LAchildID", f"SYN{self.number:08d}")
        if (self.start - self.born).days > 5 * 365:
            yield _tag(8, "UPN", _upn(self.number))
        else:
            yield _tag(8, "UPNunknown", "UN1")
        yield _tag(8, "PersonBirthDate", self.born)
        yield _tag(8, "Sex", self.chance.choice("MMMMFFFFU"))
        yield "      </ChildIdentifiers>"

    def _characteristics(self) -> Iterator[str]:
        yield "      <ChildCharacteristics>"
        yield _tag(8, "Ethnicity", self.chance.choice(ETHNICITIES))
        yield "        <Disabilities>"
        disabled = self.chance.random() < 0.15
        for code in self.chance.sample(DISABILITIES, self.chance.randint(1, 3)) if disabled else ["NONE"]:
            yield _tag(10, "Disability", code)
        yield "        </Disabilities>"
        yield "      </ChildCharacteristics>"

    def _referral(self, opened: date) -> Iterator[str]:
        """One referral: no further action, or an assessment and what may follow it."""
        chance = self.chance
        no_action = chance.random() < 0.1
        closed = self._later(opened, 60, 400) if not no_action else days_after(opened, 3)
        yield "      <CINdetails>"
        yield _tag(8, "CINreferralDate", opened)
        yield _tag(8, "ReferralSource", chance.choice(SOURCES))
        yield _tag(8, "PrimaryNeedCode", chance.choice(NEEDS))
        if closed:
            yield _tag(8, "CINclosureDate", closed)
            yield _tag(8, "ReasonForClosure", chance.choice(REASONS))
        if not no_action:
            yield from self._assessment(opened, closed)
            yield from self._after_assessment(opened, closed)
        else:
            yield _tag(8, "ReferralNFA", 1)
        yield "      </CINdetails>"

    def _assessment(self, opened: date, closed: date | None) -> Iterator[str]:
        start = days_after(opened, self.chance.randint(0, 3))
        authorised = self._later(start, 20, 80) if closed is None else min(days_after(start, 63), closed)
        yield "        <Assessments>"
        yield _tag(10, "AssessmentActualStartDate", start)
        if authorised:
            yield _tag(10, "AssessmentAuthorisationDate", authorised)
            yield "          <FactorsIdentifiedAtAssessment>"
            for factor in self.chance.sample(FACTORS, self.chance.randint(1, 4)):
                yield _tag(12, "AssessmentFactors", factor)
            yield "          </FactorsIdentifiedAtAssessment>"
        yield "        </Assessments>"

    def _after_assessment(self, opened: date, closed: date | None) -> Iterator[str]:
        """A child in need plan or an enquiry, the ReferralNFA between them, and a protection plan."""
        last = closed or self.end
        if self.chance.random() < 0.4:
            started = min(days_after(opened, 45), last)
            yield from _block("CINPlanDates", CINPlanStartDate=started, CINPlanEndDate=closed)
        conference = None
        if self.chance.random() < 0.35:
            enquiry = days_after(opened, self.chance.randint(0, 10))
            if self.chance.random() < 0.5:
                conference = min(days_after(enquiry, self.chance.randint(8, 28)), last)
            yield from _block(
                "Section47",
                S47ActualStartDate=enquiry,
                InitialCPCtarget=days_after(enquiry, 21),
                DateOfInitialCPC=conference,
                ICPCnotRequired=int(conference is None),
            )
        yield _tag(8, "ReferralNFA", 0)
        if conference:
            yield from self._protection_plan(conference, closed)

    def _protection_plan(self, start: date, closed: date | None) -> Iterator[str]:
        last = closed or self.end
        category = self.chance.choice(CATEGORIES)
        yield "        <ChildProtectionPlans>"
        yield _tag(10, "CPPstartDate", start)
        if closed:
            yield _tag(10, "CPPendDate", closed)
        yield _tag(10, "InitialCategoryOfAbuse", category)
        yield _tag(10, "LatestCategoryOfAbuse", category)
        yield _tag(10, "NumberOfPreviousCPP", self.chance.choice((0, 0, 0, 1, 2)))
        review = days_after(start, self.chance.randint(75, 100))
        while review <= last:
            yield "          <Reviews>"
            yield _tag(12, "CPPreviewDate", review)
            yield "          </Reviews>"
            review = days_after(review, self.chance.randint(160, 200))
        yield "        </ChildProtectionPlans>"


def _tag(indent: int, name: str, value: object) -> str:
    return f"{' ' * indent}<{name}>{value}</{name}>"


def _block(name: str, **values: object) -> Iterator[str]:
    """A row of single values; those that are None are left out."""
    yield f"        <{name}>"
    for element, value in values.items():
        if value is not None:
            yield _tag(10, element, value)
    yield f"        </{name}>"


def _upn(number: int) -> str:
    """A pupil number with the right check letter, in this authority's range."""
    digits = f"{AUTHORITY}{number:09d}"
    return UPN_LETTERS[sum(int(digit) * place for place, digit in enumerate(digits, 2)) % 23] + digits
