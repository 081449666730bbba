"""Random days, moments and durations for the laws."""

# ruff: noqa: DTZ001 (Hypothesis takes the bounds without a zone)

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from waymark.procedures.time import Duration, Moment, Unit

MOST = {Unit.SAME_DAY: 0, Unit.HOUR: 3000, Unit.WORKING_DAY: 300, Unit.DAY: 1000, Unit.WEEK: 150, Unit.YEAR: 100}

days = st.dates(date(1985, 1, 1), date(2065, 12, 31))
days_in_the_tables = st.dates(date(1990, 1, 1), date(2055, 12, 31))
instants = st.datetimes(datetime(1985, 1, 1), datetime(2065, 12, 31), timezones=st.just(UTC))
moments = st.one_of(days.map(Moment.on), instants.map(Moment.at))


def durations(*units):
    """Durations of some units, or of any."""
    return st.sampled_from(units or tuple(Unit)).flatmap(
        lambda unit: st.integers(0, MOST.get(unit, 250)).map(lambda count: Duration(count, unit))
    )
