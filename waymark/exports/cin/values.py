"""From the text of an element to a typed value, or the reason why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar

from waymark.exports.cin.codes import CodeSet
from waymark.exports.cin.problems import Topic

T = TypeVar("T")

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(.*)", re.DOTALL)
_TIME = re.compile(r"(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?(Z|[+-][0-9]{2}:[0-9]{2})?")
_BRITISH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_UPN = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]")

TRUE = frozenset({"true", "1"})
FALSE = frozenset({"false", "0"})
YES = frozenset({"yes", "y", "t"})
NO = frozenset({"no", "n", "f"})


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """A value (None when it cannot be read) and, if anything is odd, what and how to mend it."""

    value: T | None
    reason: str = ""
    how_to_mend: str = ""
    topic: Topic = Topic.UNREADABLE


@lru_cache(maxsize=4096)
def parse_date(text: str) -> Parsed[date]:
    """A date written YYYY-MM-DD. A time or zone after it is left out with a remark."""
    matched = _DATE.fullmatch(text)
    if matched is None:
        return Parsed(None, _why_no_date(text), "Write the date as YYYY-MM-DD")
    year, month, day, rest = matched.groups()
    if not _TIME.fullmatch(rest):
        return Parsed(None, "is not a date (something follows the day)", "Write the date as YYYY-MM-DD")
    try:
        value = date(int(year), int(month), int(day))
    except ValueError:
        return Parsed(None, "is not a day of the calendar", "Give the day that is meant, as YYYY-MM-DD")
    if rest:
        return Parsed(value, "has a time or zone, which was left out", "Write the date alone", Topic.SPELLING)
    return Parsed(value)


def _why_no_date(text: str) -> str:
    if _BRITISH.fullmatch(text):
        return "is not written as a census date (is the day or the month first?)"
    return "is not a date"


def parse_flag(text: str) -> Parsed[bool]:
    """A yes or no: true, false, 1 or 0 in any case; yes and no are understood with a remark."""
    word = text.lower()
    if word in TRUE or word in FALSE:
        return Parsed(word in TRUE)
    mend = "Write 1 or 0"
    if word in YES or word in NO:
        return Parsed(word in YES, "is not how the census writes yes or no", mend, Topic.SPELLING)
    return Parsed(None, "is neither true nor false", mend)


def parse_number(text: str) -> Parsed[int]:
    """A whole number from 0, at most six digits."""
    if text.isascii() and text.isdigit() and len(text) <= 6:
        return Parsed(int(text))
    return Parsed(None, "is not a whole number from 0", "Write the number in digits")


def parse_year(text: str) -> Parsed[int]:
    """A year of four digits."""
    if text.isascii() and text.isdigit() and len(text) == 4:
        return Parsed(int(text))
    return Parsed(None, "is not a year", "Write the year in four digits")


def parse_text(text: str) -> Parsed[str]:
    """Any text, as it is."""
    return Parsed(text)


def parse_code(text: str, codes: CodeSet) -> Parsed[str]:
    """A code, kept as given even when the set does not hold it."""
    if text in codes:
        return Parsed(text)
    if text in codes.superseded:
        mend = f"Use {codes.superseded[text]} in the next return"
        return Parsed(text, f"is an old code for {codes.name}", mend, Topic.CODE)
    upper = text.upper()
    mend = f"Write {upper}" if upper in codes else f"Use one of {_listed(codes)}"
    return Parsed(text, f"is not a code for {codes.name}", mend, Topic.CODE)


def _listed(codes: CodeSet) -> str:
    """The codes of a set, or their number where a list would be too long to read."""
    return (
        ", ".join(codes.meanings)
        if len(codes.meanings) <= 25
        else f"the {len(codes.meanings)} codes of the specification"
    )


def parse_upn(text: str) -> Parsed[str]:
    """A unique pupil number: a letter and twelve digits, or a letter at the end. Kept as given."""
    if _UPN.fullmatch(text):
        return Parsed(text)
    reason = "does not look like a unique pupil number (a letter, then 12 digits or 11 and a letter)"
    return Parsed(text, reason, "Check it against the school's record", Topic.SPELLING)


def parse_child_id(text: str) -> Parsed[str]:
    """The authority's own number for the child: at most 20 letters and digits. Kept as given."""
    if len(text) <= 20 and text.isascii() and text.isalnum():
        return Parsed(text)
    reason = "is not at most 20 letters and digits"
    return Parsed(text, reason, "Send the child's number as the specification wants it", Topic.SPELLING)


def parse_authority(text: str) -> Parsed[str]:
    """The number of the authority: three digits. Kept as given."""
    if len(text) == 3 and text.isascii() and text.isdigit():
        return Parsed(text)
    return Parsed(text, "is not an authority's three-digit number", "Check the LEA number", Topic.SPELLING)
