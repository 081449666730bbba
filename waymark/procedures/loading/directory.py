"""Building contacts: services, how to reach them and when."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from waymark.procedures.language.entries import ChannelReading, Contact, Entry, Hours, Span
from waymark.procedures.loading.fields import Reader
from waymark.procedures.loading.source import Items, Text, Tree, Words

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIMES = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])", re.ASCII)
MIDNIGHT = 24 * 60
WHO = ("public", "child", "family", "professional")
AGES = re.compile(r"([0-9]{1,2})-([0-9]{1,2})", re.ASCII)


def build_contact(r: Reader, common: dict[str, Any]) -> Entry:
    """A contact from its words."""
    return Contact(
        **common,
        strength=r.strength(None),
        for_area=r.text("area") or None,
        council=r.text("council"),
        channels=_channels(r),
        hours=_hours(r),
        otherwise=r.one_name("contact", "otherwise"),
        restricted=r.yes("restricted"),
        checked=_checked(r),
        concerns=r.list_of_texts("for"),
        who=_who(r),
        ages=_ages(r),
        route=r.text("route"),
        urgency=r.choice("urgency", ("", "emergency", "urgent", "routine"), ""),
        owner=r.text("owner"),
        readings=r.each_of("readings", lambda tree, key: _reading(r, tree, key)),
    )


def _who(r: Reader) -> tuple[str, ...]:
    named = r.list_of_texts("who")
    for word in named:
        if word not in WHO:
            r.problems.error(
                r.place("who"), "who", f"'{word}' is not possible here.", f"Write one of: {', '.join(WHO)}."
            )
    return named


def _ages(r: Reader) -> tuple[int, int] | None:
    word = r.text("ages")
    found = AGES.fullmatch(word)
    if found is not None and int(found[1]) <= int(found[2]):
        return int(found[1]), int(found[2])
    if word:
        mend = "Write the first and the last year of age: 10-17."
        r.problems.error(r.place("ages"), "ages", f"'{word}' is no span of ages.", mend)
    return None


def _reading(r: Reader, tree: Tree, key: str) -> ChannelReading | None:
    if not isinstance(tree, Words):
        mend = "Write `- channels:` and below it `phone:`, and `cites:`."
        r.problems.error(tree.place, key, "A reading holds channels and cites.", mend)
        return None
    inner = r.within(tree)
    inner.only(("channels", "cites", "note"), "reading of a contact")
    inner.needed("channels", "A reading", "")
    cites = inner.list_of_texts("cites")
    if not cites:
        r.problems.error(tree.place, key, "A reading cites nothing.", "Name the requirement: `cites: [DIR-A06]`.")
    return ChannelReading(channels=_channels(inner), cites=cites, note=inner.text("note"))


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
    opening: dict[int, tuple[Span, ...]] = {}
    holidays = False
    on_holidays: tuple[Span, ...] = ()
    for key, value in tree.fields.items():
        if key == "bank-holidays" and isinstance(value, Text) and value.value in ("open", "closed"):
            holidays = value.value == "open"
            continue
        days, spans = _days(key), _spans(value)
        if not spans or not (days or key == "bank-holidays"):
            mend = "Write mon-thu: 08:30-17:00, every-day: [00:00-08:30, 17:00-24:00], sat: 22:00-02:00 or bank-holidays: open."
            r.problems.error(value.place, "hours", f"'{key}' has no hours that can be read.", mend)
        elif days:
            opening.update(dict.fromkeys(days, spans))
        else:
            holidays, on_holidays = True, spans
    return Hours(opening=opening, holidays=holidays, on_holidays=on_holidays)


def _spans(tree: Tree) -> tuple[Span, ...]:
    """The times of a day in order; none if one cannot be read or begins before the one before it has ended."""
    times = [_times(one) for one in (tree.items if isinstance(tree, Items) else (tree,))]
    spans = tuple(span for span in times if span is not None)
    in_order = all(first[1] <= second[0] for first, second in pairwise(spans))
    return spans if in_order and len(spans) == len(times) else ()


def _times(tree: Tree) -> Span | None:
    """Minutes after midnight; closing at or before the opening is closing on the next day."""
    found = TIMES.fullmatch(tree.value) if isinstance(tree, Text) else None
    if found is None:
        return None
    start_hour, start_minute, end_hour, end_minute = (int(part) for part in found.groups())
    start, end = start_hour * 60 + start_minute, end_hour * 60 + end_minute
    if start >= MIDNIGHT or end > MIDNIGHT or start == end:
        return None
    return (start, end) if start < end else (start, end + MIDNIGHT)


def _days(word: str) -> range:
    """The weekdays that a word names; empty if none."""
    if word == "every-day":
        return range(7)
    first, _, last = word.partition("-")
    if first in DAYS and (last in DAYS or not last):
        return range(DAYS.index(first), DAYS.index(last or first) + 1)
    return range(0)
