"""The day and time at which somebody wants to see a file, as an address asks for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import urlencode

from waymark.procedures.time import Moment, MomentError
from waymark.web import clock
from waymark.web.file.reading import AsOf
from waymark.web.file.story import read_day

RECORDED, OCCURRED = "recorded", "occurred"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, what is wrong with it, and the moment that it means (None: nothing was asked, or it cannot be read)."""

    day: str = ""
    time: str = ""
    by: str = RECORDED
    show: str = "overview"
    faults: tuple[tuple[str, str], ...] = ()
    as_of: AsOf | None = None


def asked(request: HttpRequest) -> Asked:
    """The moment that an address asks for: a day, perhaps a time of day (otherwise the end of the day)."""
    get = request.GET
    day, time = get.get("day", "").strip(), get.get("time", "").strip()
    by = OCCURRED if get.get("by") == OCCURRED else RECORDED
    show = get.get("show", "overview")
    if not day:
        faults = (("day", "Say on which day."),) if "day" in get else ()
        return Asked(day, time, by, show, faults)
    moment = _moment(day, time)
    if isinstance(moment, str):
        return Asked(day, time, by, show, (("time" if read_day(day) else "day", moment),))
    if moment.start > clock.now():
        return Asked(day, time, by, show, (("day", "That has not come yet. Choose a day that is past, or today."),))
    query = "?" + urlencode({"day": day, "time": time, "by": by})
    return Asked(day, time, by, show, (), AsOf(min(moment.end, clock.now()), by == RECORDED, query))


def then_asked(request: HttpRequest) -> AsOf | None:
    """The moment alone; None for the present."""
    return asked(request).as_of


def _moment(day: str, time: str) -> Moment | str:
    """The moment, or what is wrong."""
    read = read_day(day)
    if read is None:
        return "Write a date like 27/3/2026."
    try:
        return Moment.parse(f"{read.isoformat()}T{time.replace('.', ':'):0>5}" if time else read.isoformat())
    except MomentError:
        return "Write a time like 9:30 or 16:50, or leave it empty for the end of the day."
