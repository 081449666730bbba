"""Who read what. A file is opened only together with a line here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from waymark.access.models import ReadLog
from waymark.access.readers import Reader


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody opened something of a child's file."""

    stream: str
    person: str
    role: str
    agency: str
    what: str
    why: str
    at: datetime


def log_read(reader: Reader, stream: str, what: str, *, now: datetime, why: str = "") -> None:
    """Write down that this reader opened something (`what`: "file", "document", "request", an export) of a child's file."""
    log_reads(reader, [stream], what, now=now, why=why)


def log_reads(reader: Reader, streams: Iterable[str], what: str, *, now: datetime, why: str = "") -> None:
    """The same for many children at once (an export, a printed list), in one question."""
    lines = [
        ReadLog(
            stream=stream, person=reader.person, post=reader.post, role=reader.role_word, agency=reader.agency,
            what=what[:200], why=why[:500], at=now,
        )
        for stream in streams
    ]  # fmt: skip
    ReadLog.objects.bulk_create(lines)


def who_read(*streams: str, limit: int = 200) -> list[Reading]:
    """Who opened a child's file (under any of its streams), newest first."""
    return _readings(ReadLog.objects.filter(stream__in=streams), limit)


def read_by(person: str, limit: int = 200) -> list[Reading]:
    """What somebody opened, newest first."""
    return _readings(ReadLog.objects.filter(person=person), limit)


def _readings(rows, limit: int) -> list[Reading]:
    found = rows.order_by("-at", "-pk").values_list("stream", "person", "role", "agency", "what", "why", "at")[:limit]
    return [Reading(*row) for row in found]
