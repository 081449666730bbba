"""Counting working days for many dates at once, for reports over whole populations.

The same tables as the one-by-one calendar, read with NumPy, which is loaded only when one of these is called.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from waymark.procedures.time.holidays import ENGLAND, WorkingCalendar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["bulk_add_working_days", "bulk_working_days_between"]


def bulk_add_working_days(
    days: "NDArray[np.datetime64]", n: "int | NDArray[np.integer[Any]]", calendar: WorkingCalendar = ENGLAND
) -> "NDArray[np.datetime64]":
    """For each day, the day on which a limit of `n` working days ends: `add`, for arrays.

    In: an array of datetime64[D], and one count or an array of counts (0 or more). Out: an array of datetime64[D];
    NaT stays NaT. Errors: `ValueError` for a negative count.
    """
    import numpy as np

    days, counts = np.asarray(days, dtype="datetime64[D]"), np.asarray(n, dtype=np.int64)
    fewest = counts.min(initial=1)
    if fewest < 0:
        raise ValueError("A limit counts forward: n must be 0 or more.")
    tables = _tables(calendar)
    position = tables.up_to_each(days)
    if position is not None and (position := position + (counts - 1)).max(initial=0) < tables.working.size:
        found = tables.working[position]
    else:
        found = np.busday_offset(days, counts, roll="backward", busdaycal=tables.calendar)
    return found if fewest else np.where(counts == 0, days, found)


def bulk_working_days_between(
    first: "NDArray[np.datetime64]", second: "NDArray[np.datetime64]", calendar: WorkingCalendar = ENGLAND
) -> "NDArray[np.int64]":
    """For each pair, how many working days lie after the first, up to and including the second; negative if earlier.

    In: two arrays of datetime64[D]. Out: an array of int64. Errors: `ValueError` if a date is missing (NaT).
    """
    import numpy as np

    first, second = np.asarray(first, dtype="datetime64[D]"), np.asarray(second, dtype="datetime64[D]")
    tables = _tables(calendar)
    up_to_first, up_to_second = tables.up_to_each(first), tables.up_to_each(second)
    if up_to_first is not None and up_to_second is not None:
        return up_to_second - up_to_first
    if np.isnat(first).any() or np.isnat(second).any():
        raise ValueError("A date is missing (NaT): leave such pairs out.")
    after, until = np.minimum(first, second) + 1, np.maximum(first, second) + 1
    return np.where(second < first, -1, 1) * np.busday_count(after, until, busdaycal=tables.calendar)


@dataclass(frozen=True, slots=True)
class _Tables:
    """A calendar's two tables as arrays, and NumPy's own calendar of the same days for dates beyond them."""

    first: int
    up_to: "NDArray[np.int64]"
    working: "NDArray[np.datetime64]"
    calendar: "np.busdaycalendar"

    def up_to_each(self, days: "NDArray[np.datetime64]") -> "NDArray[np.int64] | None":
        """How many working days there are up to each day; None if the tables miss a day, or a date is missing (NaT)."""
        index = days.view("int64") - self.first
        if index.min(initial=0) < 0 or index.max(initial=0) >= self.up_to.size:
            return None
        found: NDArray[np.int64] = self.up_to[index]
        return found


@lru_cache(maxsize=8)
def _tables(calendar: WorkingCalendar) -> _Tables:
    import numpy as np

    return _Tables(
        first=int(np.datetime64(f"{calendar.first_year}-01-01").view(np.int64)),
        up_to=np.array(calendar.up_to, dtype=np.int64),
        working=np.array(calendar.working, dtype="datetime64[D]"),
        calendar=np.busdaycalendar(holidays=sorted(calendar.holidays)),
    )
