"""Time: limits, working days and London's clocks. No other module adds to a date or counts a day.

Pure: `now` is always an argument. The decisions are in docs/adr/0003-time.md.
"""

from waymark.procedures.time.bulk import bulk_add_working_days, bulk_working_days_between
from waymark.procedures.time.counting import (
    add,
    age_on,
    birthday,
    days_between,
    happened_within,
    next_date,
    parse_day_and_month,
    subtract,
    working_days_between,
)
from waymark.procedures.time.durations import Duration, DurationError, Unit, provably_not_later
from waymark.procedures.time.explaining import Counting, explain_add, explain_subtract
from waymark.procedures.time.holidays import ENGLAND, LAST_PUBLISHED_YEAR, WorkingCalendar
from waymark.procedures.time.moments import (
    Moment,
    MomentError,
    day_in_words,
    earliest,
    first_instant_after,
    has_passed,
    latest,
    limit_order,
    start_order,
)
from waymark.procedures.time.wording import clock_words, overdue_by, time_left

__all__ = [
    "ENGLAND",
    "LAST_PUBLISHED_YEAR",
    "Counting",
    "Duration",
    "DurationError",
    "Moment",
    "MomentError",
    "Unit",
    "WorkingCalendar",
    "add",
    "age_on",
    "birthday",
    "bulk_add_working_days",
    "bulk_working_days_between",
    "clock_words",
    "day_in_words",
    "days_between",
    "earliest",
    "explain_add",
    "explain_subtract",
    "first_instant_after",
    "happened_within",
    "has_passed",
    "latest",
    "limit_order",
    "next_date",
    "overdue_by",
    "parse_day_and_month",
    "provably_not_later",
    "start_order",
    "subtract",
    "time_left",
    "working_days_between",
]
