"""What time it is: the only place in the web application that looks at the clock. Tests set it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_set: datetime | None = None


def now() -> datetime:
    """The moment, aware, in UTC."""
    return _set or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be another moment for a while, for everybody in this process."""
    global _set
    before, _set = _set, moment
    try:
        yield
    finally:
        _set = before
