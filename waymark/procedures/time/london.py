"""When London's clocks change, by rule, so that no time zone file is read for any year from 1972 on.

The rules are those of the Summer Time Act 1972 and the orders and regulations made under it (since 1996: the last
Sundays of March and October at 01:00 GMT). Tests compare them with the time zone database.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

GMT: Final = timezone(timedelta(0), "GMT")
BST: Final = timezone(timedelta(hours=1), "BST")

_SHIFTS: Final = ((timedelta(hours=1), BST), (timedelta(0), GMT))
_SHIFTS_LONG_AGO: Final = ((timedelta(hours=2), timezone(timedelta(hours=2), "BDST")), *_SHIFTS)
_FIRST_YEAR_BY_RULE: Final = 1972
_FIRST_YEAR_OF_SUMMER_TIME: Final = 1916

# From this year: the clocks change on the first Sunday from this day of March and of October, at this hour GMT.
_ERAS: Final = ((1996, 25, 25, 1), (1990, 25, 22, 1), (1981, 25, 23, 1), (1972, 16, 23, 2))


@cache
def clock_changes(year: int) -> tuple[datetime, datetime]:
    """The instants, in UTC, at which summer time begins and ends in a year from 1972 on."""
    march, october, hour = next(rule for first, *rule in _ERAS if year >= first)
    return _sunday_from(year, 3, march, hour), _sunday_from(year, 10, october, hour)


def _sunday_from(year: int, month: int, day: int, hour: int) -> datetime:
    first = datetime(year, month, day, hour, tzinfo=UTC)
    return first + timedelta(days=6 - first.weekday())


def zone_at(instant: datetime) -> timezone:
    """What London's clocks keep at an instant (given in UTC): `GMT` or `BST`; in the 1940s also double summer time."""
    year = instant.year
    if year >= _FIRST_YEAR_BY_RULE:
        begins, ends = clock_changes(year)
        return BST if begins <= instant < ends else GMT
    return _zone_long_ago(instant)


def _zone_long_ago(instant: datetime) -> timezone:
    if instant.year < _FIRST_YEAR_OF_SUMMER_TIME:
        return GMT
    offset = instant.astimezone(ZoneInfo("Europe/London")).utcoffset()
    return next(zone for shift, zone in _SHIFTS_LONG_AGO if shift == offset)


def instants_of(local: datetime) -> list[datetime]:
    """The instants, in UTC, earliest first, at which London's clocks show a local time (given without a zone).

    One, as a rule; two for a time in the hour that is repeated in autumn; none for one that is left out in spring.
    """
    as_gmt = local.replace(tzinfo=UTC)
    shifts = _SHIFTS if local.year >= _FIRST_YEAR_BY_RULE else _SHIFTS_LONG_AGO
    return [as_gmt - shift for shift, zone in shifts if zone_at(as_gmt - shift) is zone]


def midnight(day: date) -> datetime:
    """The instant, in UTC, at which a London day begins. London's clocks have never changed at midnight."""
    return instants_of(datetime(day.year, day.month, day.day))[0]  # noqa: DTZ001 (a local time, by definition)
