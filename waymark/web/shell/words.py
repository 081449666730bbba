"""Dates, times and numbers as people read them, in London's time."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from waymark.procedures.time import Moment

LONDON = ZoneInfo("Europe/London")
Dated = date | datetime | Moment


def _local(value: Dated) -> date | datetime:
    if isinstance(value, Moment):
        return value.day if value.known_to_the_day else value.start.astimezone(LONDON)
    return value.astimezone(LONDON) if isinstance(value, datetime) else value


def day(value: Dated | None) -> str:
    """`Friday 27 March 2026`; nothing for None."""
    if value is None:
        return ""
    local = _local(value)
    return f"{local:%A} {local.day} {local:%B %Y}"


def short_day(value: Dated | None) -> str:
    """`27 Mar 2026`; nothing for None."""
    if value is None:
        return ""
    local = _local(value)
    return f"{local.day} {local:%b %Y}"


def clock_time(value: datetime | Moment | None) -> str:
    """`16:50`; nothing where no time is known."""
    if value is None or (isinstance(value, Moment) and value.known_to_the_day):
        return ""
    local = _local(value)
    return f"{local:%H:%M}"


def moment(value: Dated | None) -> str:
    """`27 Mar 2026, 16:50`, or the day alone where no time is known."""
    if value is None:
        return ""
    local = _local(value)
    return f"{short_day(value)}, {local:%H:%M}" if isinstance(local, datetime) else short_day(value)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 child`, `2 children`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def paragraphs(text: str) -> Markup:
    """What somebody typed, its lines and paragraphs kept, everything else harmless."""
    parts = [part for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    lines = (Markup("<br>").join(escape(line) for line in part.split("\n")) for part in parts)
    return Markup("").join(Markup('<p class="govuk-body">{}</p>').format(line) for line in lines)
