"""Who a child is: the details that the product keeps as facts, checked before they are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

from waymark.procedures.history import Given
from waymark.procedures.time import Moment, age_on, days_between

#: A field of `Details` and the name of the fact in which it is kept.
FACTS: dict[str, str] = {
    "name": "name",
    "preferred_name": "preferred-name",
    "born": "born",
    "due_date": "due-date",
    "sex": "sex",
    "nhs_number": "nhs-number",
    "address": "address",
    "postcode": "postcode",
    "school": "school",
    "ethnicity": "ethnicity",
    "language": "language",
    "communication": "communication",
}
SEXES: dict[str, str] = {"female": "Female", "male": "Male", "indeterminate": "Indeterminate", "not-known": "Not known"}
_CENSUS_SEXES = {"F": "female", "M": "male", "U": "not-known"}

#: A file is about a child, or about somebody who has lately been one.
OLDEST = 25
#: A birth is expected within ten months, and may be written down some weeks late.
EXPECTED_WITHIN = 300
EXPECTED_SINCE = 60
LONGEST = {"address": 400, "communication": 1000}
LONGEST_ELSE = 200

_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is known of who a child is. Empty: not known. An unborn child has a due date and no date of birth."""

    name: str = ""
    preferred_name: str = ""
    born: date | None = None
    due_date: date | None = None
    sex: str = ""
    nhs_number: str = ""
    address: str = ""
    postcode: str = ""
    school: str = ""
    ethnicity: str = ""
    language: str = ""
    communication: str = ""

    @property
    def unborn(self) -> bool:
        """Whether the child is expected and not yet born."""
        return self.born is None and self.due_date is not None

    def tidied(self) -> Details:
        """The same, with spaces, the NHS number and the postcode as they are written everywhere."""
        values = {
            each.name: value.strip() if isinstance(value := getattr(self, each.name), str) else value
            for each in fields(self)
        }
        values["name"] = " ".join(values["name"].split())
        values["preferred_name"] = " ".join(values["preferred_name"].split())
        values["nhs_number"] = tidy_nhs_number(values["nhs_number"])
        values["postcode"] = tidy_postcode(values["postcode"])
        return Details(**values)

    def faults(self, today: date) -> dict[str, str]:
        """What is wrong, by field, in words that say how to mend it. Nothing is required: what is not known stays empty."""
        tidy = self.tidied()
        found = dict(_date_faults(tidy, today))
        if tidy.sex and tidy.sex not in SEXES:
            found["sex"] = f"Choose one of: {', '.join(SEXES)}."
        if tidy.nhs_number and not is_nhs_number(tidy.nhs_number):
            found["nhs_number"] = "This is not an NHS number. It has 10 digits; check them one by one."
        if tidy.postcode and not _POSTCODE.fullmatch(tidy.postcode):
            found["postcode"] = "This is not a full UK postcode, like ZZ99 3CZ. Leave it empty if you do not know it."
        for field in FACTS:
            value = getattr(tidy, field)
            if isinstance(value, str) and len(value) > (longest := LONGEST.get(field, LONGEST_ELSE)):
                found[field] = f"This is too long: {longest} characters at most."
        return found

    def facts(self) -> list[Given]:
        """The facts to keep of a new file: what is known."""
        return [Given(name=name, value=value) for name, value in self._values() if value not in ("", None)]

    def changes(self, before: Details) -> list[Given]:
        """The facts that differ from what was known before; what is no longer known is kept as empty."""
        held = dict(before._values())
        return [Given(name=name, value=value) for name, value in self._values() if held[name] != value]

    def _values(self) -> Iterator[tuple[str, object]]:
        for field, name in FACTS.items():
            value = getattr(self, field)
            yield name, Moment.on(value) if isinstance(value, date) else value

    @classmethod
    def from_facts(cls, facts: Mapping[str, object]) -> Details:
        """The details in kept facts. What cannot be one (an old import's code) is left out."""
        values: dict[str, object] = {}
        for field, name in FACTS.items():
            value = facts.get(name)
            if field in ("born", "due_date"):
                values[field] = value.day if isinstance(value, Moment) else None
            else:
                values[field] = value if isinstance(value, str) else ""
        values["sex"] = _CENSUS_SEXES.get(str(values["sex"]), values["sex"])
        return cls(**values)  # type: ignore[arg-type]


def tidy_nhs_number(text: str) -> str:
    """An NHS number without spaces and hyphens."""
    return re.sub(r"[\s-]", "", text)


def nhs_number_in_words(number: str) -> str:
    """An NHS number as the NHS writes it: 3, 3 and 4 digits."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if len(number) == 10 else number


def tidy_postcode(text: str) -> str:
    """A postcode in capitals, with one space before its last three characters."""
    bare = "".join(text.upper().split())
    return f"{bare[:-3]} {bare[-3:]}" if len(bare) > 4 else bare


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits are an NHS number: the last checks the others (NHS Data Model and Dictionary, modulus 11)."""
    if not re.fullmatch(r"[0-9]{10}", digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    check = (11 - total % 11) % 11
    return check == int(digits[9])


def _date_faults(details: Details, today: date) -> Iterator[tuple[str, str]]:
    born, due = details.born, details.due_date
    if born is not None:
        if born > today:
            yield (
                "born",
                "The date of birth is in the future. For an unborn child give the date when the birth is expected.",
            )
        elif age_on(born, today) > OLDEST:
            yield "born", f"Check the year: this person would be {age_on(born, today)}, and no child."
        return
    if due is not None:
        ahead = days_between(Moment.on(today), Moment.on(due))
        if ahead > EXPECTED_WITHIN:
            yield "due_date", "This is more than ten months away. Check the date when the birth is expected."
        elif ahead < -EXPECTED_SINCE:
            yield "due_date", "This is long past. If the child has been born, give the date of birth."
