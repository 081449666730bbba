"""Days, times and lengths of time as people type them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from waymark.procedures.time import Duration, DurationError, Moment, MomentError, Unit
from waymark.procedures.time.moments import MONTH_NAMES
from waymark.web.fields.faults import BLANK, Unread
from waymark.web.fields.raw import one

_MONTHS = {name[:3].casefold(): number for number, name in enumerate(MONTH_NAMES, 1)}
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.h ]?([0-9]{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
#: What people choose when the clocks go back and an hour comes twice.
WHICH = {"+01:00": "The first time (British Summer Time)", "+00:00": "The second time (Greenwich Mean Time)"}


def read_day(raw: Mapping[str, list[str]], name: str) -> date | object:
    """A day typed as day, month and year. BLANK if all are empty. Errors: Unread."""
    typed = {part: one(raw, f"{name}.{part}").strip() for part in ("day", "month", "year")}
    missing = [part for part, text in typed.items() if not text]
    if len(missing) == 3:
        return BLANK
    if missing:
        raise Unread(f"The date must include a {' and a '.join(missing)}", *missing)
    day, month, year = _number(typed["day"]), _month(typed["month"]), _number(typed["year"])
    if day is None or not 1 <= day <= 31:
        raise Unread("The day must be a number from 1 to 31", "day")
    if month is None:
        raise Unread("The month must be a number from 1 to 12, or its name", "month")
    if year is None or len(typed["year"]) != 4:
        raise Unread("The year must have 4 numbers, like 2026", "year")
    try:
        return Moment.on(date(year, month, day)).day
    except MomentError as fault:
        raise Unread(str(fault).rstrip("."), "year") from None
    except ValueError:
        raise Unread(
            f"{MONTH_NAMES[month - 1]} {year} has no day {day}. Check the date", "day", "month", "year"
        ) from None


def read_date(raw: Mapping[str, list[str]], name: str) -> Moment | object:
    """A day as a moment known to the day."""
    day = read_day(raw, name)
    return Moment.on(day) if isinstance(day, date) else day


def read_time(raw: Mapping[str, list[str]], name: str) -> Moment | object:
    """A day with a time of London's clocks; the day alone where no time is typed. A time that comes twice is asked, not guessed."""
    day = read_day(raw, name)
    typed = one(raw, f"{name}.time").strip()
    if not isinstance(day, date):
        if typed:
            raise Unread("Say on which day this was", "day", "month", "year")
        return BLANK
    if not typed:
        return Moment.on(day)
    hour, minute = read_clock(typed)
    which = one(raw, f"{name}.which")
    local = f"{day.isoformat()}T{hour:02}:{minute:02}"
    try:
        return Moment.parse(local)
    except MomentError:
        return _twice_or_never(local, which)


def read_clock(typed: str) -> tuple[int, int]:
    """Hour and minute out of "14:30", "1430", "2.30pm" or "9 am". Errors: Unread."""
    found = _CLOCK.fullmatch(typed)
    if found is None:
        raise Unread("Enter a time like 14:30 or 2:30pm", "time")
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if found[2] is None and not half and len(typed) < 3 and ":" not in typed and hour > 24:
        raise Unread("Enter a time like 14:30 or 2:30pm", "time")
    if half:
        if not 1 <= hour <= 12:
            raise Unread("With am or pm, the hour is from 1 to 12", "time")
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise Unread("The time must be between 00:00 and 23:59", "time")
    return hour, minute


def _twice_or_never(local: str, which: str) -> Moment:
    found = {}
    for offset in WHICH:
        moment = Moment.parse(local + offset)
        shown = moment.local
        if shown is not None and shown.isoformat().startswith(local):
            found[offset] = moment
    if not found:
        raise Unread("The clocks went forward past this time: it never happened. Check the time", "time")
    if which in found:
        return found[which]
    raise Unread("The clocks went back that night, so this time came twice. Say which", "which")


def read_duration(raw: Mapping[str, list[str]], name: str) -> Duration | object:
    """A length of time: a whole number and a unit, or the same day."""
    typed, unit = one(raw, f"{name}.count").strip(), one(raw, f"{name}.unit")
    if not typed and not unit:
        return BLANK
    if unit not in set(Unit):
        raise Unread("Choose what it is counted in", "unit")
    if unit == Unit.SAME_DAY:
        if typed not in ("", "0"):
            raise Unread("Leave the number empty for the same day", "count")
        return Duration(0, Unit.SAME_DAY)
    number = _number(typed)
    if number is None:
        raise Unread("Enter a whole number, like 15", "count")
    try:
        return Duration(number, Unit(unit))
    except DurationError as fault:
        raise Unread(str(fault).rstrip("."), "count") from None


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None


def _month(text: str) -> int | None:
    number = _number(text)
    if number is None:
        word = text.casefold().rstrip(".")
        found = _MONTHS.get(word[:3])
        return found if found and MONTH_NAMES[found - 1].casefold().startswith(word) else None
    return number if 1 <= number <= 12 else None
