"""Building contacts: services, how to reach them and when."""

from __future__ import annotations

import re
from typing import Any

from waymark.procedures.language.entries import Contact, Entry, Hours
from waymark.procedures.loading.fields import Reader
from waymark.procedures.loading.source import Text, Tree, Words

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIMES = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])", re.ASCII)
MIDNIGHT = 24 * 60


def build_contact(r: Reader, common: dict[str, Any]) -> Entry:
    """A contact from its words."""
    return Contact(
        **common,
        strength=r.strength(None),
        for_area=r.text("area") or None,
        channels=_channels(r),
        hours=_hours(r),
        otherwise=r.one_name("contact", "otherwise"),
        restricted=r.yes("restricted"),
        checked=_checked(r),
    )


def _channels(r: Reader) -> dict[str, str]:
    tree = r.get("channels")
    if tree is None:
        return {}
    if not isinstance(tree, Words):
        r.problems.error(tree.place, "channels", "Channels have names.", "Write `phone: 01632 960123` below it.")
        return {}
    return {key: r.within(tree).text(key) for key in tree.fields}


def _checked(r: Reader) -> str:
    word = r.text("checked")
    if word and not re.fullmatch(r"[0-9]{4}-[01][0-9]-[0-3][0-9]", word):
        mend = "Write the day on which somebody tried it: 2024-01-31."
        r.problems.error(r.place("checked"), "checked", f"'{word}' is not a date.", mend)
    return word


def _hours(r: Reader) -> Hours | None:
    tree = r.get("hours")
    if tree is None:
        return None
    if not isinstance(tree, Words):
        r.problems.error(tree.place, "hours", "Hours are said by day.", "Write `mon-fri: 09:00-17:00` below it.")
        return None
    opening: dict[int, tuple[int, int]] = {}
    holidays = False
    for key, value in tree.fields.items():
        if key == "bank-holidays":
            holidays = r.within(tree).choice(key, ("open", "closed"), "closed") == "open"
            continue
        days, times = _days(key), _times(value)
        if not days or times is None:
            mend = "Write mon-thu: 08:30-17:00, every-day: 08:00-20:00 or bank-holidays: open."
            r.problems.error(value.place, "hours", f"'{key}' has no hours that can be read.", mend)
        else:
            opening.update(dict.fromkeys(days, times))
    return Hours(opening=opening, holidays=holidays)


def _times(tree: Tree) -> tuple[int, int] | None:
    """Minutes after midnight, the first before the second."""
    found = TIMES.fullmatch(tree.value) if isinstance(tree, Text) else None
    if found is None:
        return None
    start_hour, start_minute, end_hour, end_minute = (int(part) for part in found.groups())
    start, end = start_hour * 60 + start_minute, end_hour * 60 + end_minute
    return (start, end) if start < end <= MIDNIGHT else None


def _days(word: str) -> range:
    """The weekdays that a word names; empty if none."""
    if word == "every-day":
        return range(7)
    first, _, last = word.partition("-")
    if first in DAYS and (last in DAYS or not last):
        return range(DAYS.index(first), DAYS.index(last or first) + 1)
    return range(0)
