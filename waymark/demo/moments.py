"""Moments of a simulated life, counted in seconds: office hours, and a clock that never runs ahead of the real one."""

from __future__ import annotations

from datetime import UTC, datetime

HOUR = 3600.0
DAY = 24 * HOUR
#: How many days after a Saturday or a Sunday it is Monday.
_TO_MONDAY = {5: 2 * DAY, 6: DAY}
_SATURDAY = 5


def at(seconds: float) -> datetime:
    """The moment so many seconds after 1970 began."""
    return datetime.fromtimestamp(seconds, UTC)


def office(seconds: float, latest: float | None = None) -> float:
    """The same day between nine and five, not at a weekend where that leaves it in time."""
    moment = at(seconds)
    within = moment.replace(hour=9 + (moment.hour * 8) // 24).timestamp()
    ahead = _TO_MONDAY.get(moment.weekday(), 0.0)
    if latest is None:
        return within + ahead
    return min(within + ahead if within + ahead <= latest else within, latest)


def weekday_before(seconds: float) -> float:
    """The same hour of the Friday before, if it is a weekend."""
    day = at(seconds).weekday()
    return seconds - (day - 4) * DAY if day >= _SATURDAY else seconds


def quarter(seconds: float) -> float:
    """The next full quarter of an hour, as meetings begin."""
    return -(-seconds // 900) * 900
