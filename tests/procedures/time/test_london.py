"""London's clocks by rule, against the time zone database."""

# ruff: noqa: DTZ001 (local times have no zone)

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from waymark.procedures.time.london import clock_changes, instants_of, midnight, zone_at

LONDON = ZoneInfo("Europe/London")
SECOND = timedelta(seconds=1)
local_times = st.datetimes(datetime(1916, 1, 2), datetime(2060, 12, 30))


def offset(instant):
    return instant.astimezone(LONDON).utcoffset()


@pytest.mark.parametrize("year", range(1972, 2061))
def test_the_clocks_change_when_the_database_says(year):
    begins, ends = clock_changes(year)
    assert [offset(begins - SECOND), offset(begins)] == [timedelta(0), timedelta(hours=1)]
    assert [offset(ends - SECOND), offset(ends)] == [timedelta(hours=1), timedelta(0)]


@pytest.mark.parametrize("year", range(1995, 2041))
def test_every_day_of_the_year_has_the_offset_of_the_database(year):
    noon = datetime(year, 1, 1, 12, tzinfo=UTC)
    for days in range(366):
        instant = noon + timedelta(days=days)
        assert zone_at(instant).utcoffset(None) == offset(instant)


@given(st.datetimes(datetime(1916, 1, 2), datetime(2060, 12, 30), timezones=st.just(UTC)))
def test_any_instant_has_the_offset_of_the_database(instant):
    assert zone_at(instant).utcoffset(None) == offset(instant)


@given(local_times)
@example(datetime(2026, 3, 29, 1, 30))
@example(datetime(2026, 10, 25, 1, 30))
@example(datetime(1943, 7, 1, 12))  # double summer time
@example(datetime(1970, 1, 1))  # summer time all winter
def test_a_local_time_is_the_instants_that_show_it(local):
    folds = {local.replace(fold=fold, tzinfo=LONDON).astimezone(UTC) for fold in (0, 1)}
    assert instants_of(local) == sorted(at for at in folds if at.astimezone(LONDON).replace(tzinfo=None) == local)


@given(st.dates(date(1800, 1, 1), date(2999, 12, 31)))
def test_every_day_begins_once(day):
    start = midnight(day)
    assert start.astimezone(zone_at(start)).isoformat()[:19] == f"{day}T00:00:00"


@pytest.mark.parametrize(
    ("local", "instants"),
    [
        ("2026-03-29T00:59", ["2026-03-29T00:59"]),
        ("2026-03-29T01:00", []),
        ("2026-03-29T01:59", []),
        ("2026-03-29T02:00", ["2026-03-29T01:00"]),
        ("2026-10-25T00:59", ["2026-10-24T23:59"]),
        ("2026-10-25T01:00", ["2026-10-25T00:00", "2026-10-25T01:00"]),
        ("2026-10-25T01:59", ["2026-10-25T00:59", "2026-10-25T01:59"]),
        ("2026-10-25T02:00", ["2026-10-25T02:00"]),
    ],
)
def test_the_nights_on_which_the_clocks_change(local, instants):
    assert [at.isoformat()[:16] for at in instants_of(datetime.fromisoformat(local))] == instants
