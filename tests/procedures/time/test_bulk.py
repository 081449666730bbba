"""Many dates at once give what one at a time gives."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.procedures.time.strategies import days, days_in_the_tables
from waymark.procedures.time import (
    Duration,
    Moment,
    Unit,
    add,
    bulk_add_working_days,
    bulk_working_days_between,
    working_days_between,
)

some_days = st.lists(days) | st.lists(days_in_the_tables)
pairs_with_counts = st.lists(st.tuples(days, st.integers(0, 300))) | st.lists(
    st.tuples(days_in_the_tables, st.integers(0, 300))
)


def array(some):
    return np.array(some, dtype="datetime64[D]")


def one_by_one(day, count):
    return add(Moment.on(day), Duration(count, Unit.WORKING_DAY)).day


@given(some_days, st.integers(0, 300))
def test_one_count_for_all(some, count):
    assert bulk_add_working_days(array(some), count).tolist() == [one_by_one(day, count) for day in some]


@given(pairs_with_counts)
def test_a_count_for_each(pairs):
    counts = np.array([count for _, count in pairs], dtype=np.int64)
    found = bulk_add_working_days(array([day for day, _ in pairs]), counts)
    assert found.dtype == "datetime64[D]"
    assert found.tolist() == [one_by_one(day, count) for day, count in pairs]


@given(st.lists(st.tuples(days, days)) | st.lists(st.tuples(days_in_the_tables, days_in_the_tables)))
def test_between(pairs):
    found = bulk_working_days_between(array([a for a, _ in pairs]), array([b for _, b in pairs]))
    assert found.tolist() == [working_days_between(a, b) for a, b in pairs]


def test_every_day_of_the_tables():
    every_day = np.arange("1990-01-01", "2060-01-01", dtype="datetime64[D]")
    assert bulk_add_working_days(every_day, 1).tolist() == [one_by_one(day, 1) for day in every_day.tolist()]


def test_a_missing_date_stays_missing():
    found = bulk_add_working_days(array(["2026-05-22", "NaT"]), 1)
    assert found.tolist() == [date(2026, 5, 26), None]


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="counts forward"):
        bulk_add_working_days(array(["2026-05-22"]), -1)
    with pytest.raises(ValueError, match="missing"):
        bulk_working_days_between(array(["NaT"]), array(["2026-05-22"]))
