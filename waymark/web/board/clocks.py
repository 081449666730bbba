"""How a clock is shown: in the time module's words, and how loudly. Overdue is the loudest state on every page."""

from __future__ import annotations

import re
from datetime import datetime

from waymark.procedures.time import Moment, clock_words, has_passed

#: A limit counted in hours ends to the second; a page says the minute, which is not later.
_SECONDS = re.compile(r"(?<=\d\d:\d\d):\d\d")


def loudness(due: Moment | None, urgent: str, now: datetime) -> str:
    """overdue, urgent (at once, no time), soon (due today, or to the minute and due by tomorrow), in-time, or no-limit."""
    if due is None:
        return "urgent" if urgent else "no-limit"
    if has_passed(due, now):
        return "overdue"
    return "soon" if due.day == Moment.at(now).day else "in-time"


def in_words(due: Moment | None, urgent: str, now: datetime) -> str:
    """The clock in words: "Overdue by 3 working days", "2 hours left", "At once", "No time limit"."""
    if due is not None:
        return _SECONDS.sub("", clock_words(due, now))
    return urgent[:1].upper() + urgent[1:] or "No time limit"
