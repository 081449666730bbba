"""Lengths of time as procedures write them: "15 working days", "1 month", "same day"."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

__all__ = ["Duration", "DurationError", "Unit", "provably_not_later"]


class Unit(StrEnum):
    """What a limit is counted in. The value is the singular word that packs use."""

    HOUR = "hour"
    WORKING_DAY = "working day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    SAME_DAY = "same day"


class DurationError(ValueError):
    """A length of time that cannot be used. The message says what to write instead."""


MOST: Final = 999_999
"""The largest count; a longer limit is a slip of the keyboard, not a rule."""

_ONE_PART: Final = re.compile(r"([0-9]{1,6}) (hour|working day|day|week|month|year)s?")
_YEARS_AND_MONTHS: Final = re.compile(r"([0-9]{1,4} years?) ([0-9]{1,4} months?)")
_HOW_TO_WRITE: Final = (
    'Write a whole number and a unit, such as "15 working days", "24 hours", "6 weeks" or "same day".'
)
_OTHER_WORDS: Final = {
    "business": 'Say "working day" or "working days".',
    "workday": 'Say "working day" or "working days".',
    "school": "School days are not a unit: say working days, days or weeks.",
    "minute": 'Minutes are not a unit: write hours, such as "1 hour".',
    "second": 'Seconds are not a unit: write hours, such as "1 hour".',
    "fortnight": 'Write "2 weeks".',
    "quarter": 'Write "3 months".',
}


@dataclass(frozen=True, slots=True)
class Duration:
    """A whole number of one unit.

    In: `count`, 0 to 999,999, and `unit`; "same day" has the count 0.
    Errors: `DurationError` if the two make no sense together, so one that exists can always be counted.
    """

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if not isinstance(self.unit, Unit):
            raise DurationError(f"{self.unit!r} is not a unit of time; use one of: {', '.join(Unit)}.")
        if not isinstance(self.count, int) or isinstance(self.count, bool):
            raise DurationError(f"{self.count!r} is not a whole number; write whole {self.unit.value}s.")
        if not 0 <= self.count <= MOST:
            raise DurationError(f"{self.count} is not a number from 0 to {MOST:,}; to count back, count before a date.")
        if self.unit is Unit.SAME_DAY and self.count:
            raise DurationError(f'"same day" takes no number, here {self.count}.')

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the words of a pack: "15 working days", "1 month", "same day", "17 years 6 months" (210 months).

        In: the text exactly as written. Out: the duration; `str` of it gives the text back, except that years with
        months become months. Errors: `DurationError`, with what to write instead.
        """
        if text == Unit.SAME_DAY.value:
            return cls(0, Unit.SAME_DAY)
        if found := _YEARS_AND_MONTHS.fullmatch(text):
            years, months = (cls.parse(part).count for part in found.groups())
            return cls(years * 12 + months, Unit.MONTH)
        if found := _ONE_PART.fullmatch(text):
            duration = cls(int(found[1]), Unit(found[2]))
            if str(duration) != text:
                raise DurationError(f'"{text}": write "{duration}".')
            return duration
        raise DurationError(_what_to_write(text))

    def __str__(self) -> str:
        """The text that `parse` reads."""
        if self.unit is Unit.SAME_DAY:
            return self.unit.value
        return f"{self.count} {self.unit.value}{'' if self.count == 1 else 's'}"


_IN_A_FAMILY: Final = {
    Unit.DAY: ("days", 1),
    Unit.WEEK: ("days", 7),
    Unit.MONTH: ("months", 1),
    Unit.YEAR: ("months", 12),
}


def provably_not_later(a: Duration, b: Duration) -> bool:
    """Whether the limit `a` never ends after the limit `b`, whatever moment both are counted from.

    Yes for the same unit (days with weeks and months with years count as one) when `a` is not longer, and for hours
    against working days when there are at most 24 for each. Every other pair is no: "48 hours" and "1 working day"
    cannot be ordered, and even "24 hours" may end after "1 day" on the night the clocks go forward.
    Source: the pack language, 2.13 and trap 12; a pack that tightens a limit must pass this.
    """
    if a.unit is b.unit:
        return a.count <= b.count
    if a.unit is Unit.HOUR and b.unit is Unit.WORKING_DAY:
        return a.count <= 24 * b.count
    if a.unit not in _IN_A_FAMILY or b.unit not in _IN_A_FAMILY:
        return False
    (family_a, size_a), (family_b, size_b) = _IN_A_FAMILY[a.unit], _IN_A_FAMILY[b.unit]
    return family_a == family_b and a.count * size_a <= b.count * size_b


def _what_to_write(text: str) -> str:
    """The message for text that is not a duration: the nearest right form if one can be seen, else the general rule."""
    shown = f'"{_short(text)}" is not a length of time.'
    tidy = " ".join(text.split()).lower()
    if tidy != text and (tidy == Unit.SAME_DAY.value or _ONE_PART.fullmatch(tidy) or _YEARS_AND_MONTHS.fullmatch(tidy)):
        return f'{shown} Write it in small letters with single spaces: "{_short(tidy)}".'
    for word, advice in _OTHER_WORDS.items():
        if word in tidy:
            return f"{shown} {advice}"
    if re.match(r"[0-9]{7}", tidy):
        return f"{shown} The number must be at most {MOST:,}."
    if re.match(r"-\s*[0-9]", tidy):
        return f'{shown} A length has no sign; to count back, write "before" and a positive length.'
    if re.match(r"[0-9]+[.,][0-9]", tidy):
        return f"{shown} Use a whole number of a smaller unit."
    return f"{shown} {_HOW_TO_WRITE}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
