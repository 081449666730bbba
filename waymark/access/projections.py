"""Which agencies are involved with which children, worked out from the ledger by an app above (`waymark.sharing.involvement`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from waymark.access.models import Involvement


class Why(StrEnum):
    """Why an agency has to do with a child."""

    REFERRED = "referred"
    """It told of a concern. It learns that this came in and what came of it, no more."""
    ACTED = "acted"
    """It did something in the file beyond referring."""
    INVITED = "invited"
    """It was called to a meeting about the child."""
    ASKED = "asked"
    """It was asked for information. It sees the question and its own answer, no more."""


#: The reasons that open the child's file to an agency's representatives, for as long as they last.
OPENS_THE_FILE = (Why.ACTED, Why.INVITED)


@dataclass(frozen=True, slots=True)
class Involved:
    """One agency, one child, one reason. `until` None: still."""

    stream: str
    agency: str
    why: Why
    since: datetime
    until: datetime | None = None


#: Adds many rows at once: the table, its columns, the rows. (The case file has one that is several times as fast as Django's own.)
Insert = Callable[[type[Involvement], Sequence[str], Iterable[Sequence[Any]]], None]
COLUMNS = ("stream", "agency", "why", "since", "until")


def write(streams: Sequence[str], rows: Iterable[Involved], *, insert: Insert) -> None:
    """Replace the rows of these streams. The caller's transaction holds it together with what it was worked out from."""
    Involvement.objects.filter(stream__in=streams).delete()
    insert(Involvement, COLUMNS, ((one.stream, one.agency, one.why.value, one.since, one.until) for one in rows))
