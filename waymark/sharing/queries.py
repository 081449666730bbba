"""Information asked of agencies: what a child's file shows, and what an agency has to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from waymark.access.errors import NotFound
from waymark.access.scopes import Scope
from waymark.procedures.time import Moment
from waymark.sharing.models import InformationRequest
from waymark.sharing.requests import ANSWERED, OPEN

ENDED_SHOWN = 50


def requests_of(*streams: str) -> list[InformationRequest]:
    """What was asked of whom about a child, oldest first. For a caller who has asked the reader's scope for the file."""
    return list(InformationRequest.objects.filter(stream__in=streams).order_by("asked_at", "id"))


@dataclass(frozen=True, slots=True)
class Owed:
    """What an agency has been asked: what it has not answered in time, what it has still to answer, and what is done, newest first."""

    overdue: Sequence[InformationRequest]
    open: Sequence[InformationRequest]
    answered: Sequence[InformationRequest]


def owed_by(scope: Scope, now: datetime) -> Owed:
    """What the reader's agency has been asked, by the day by which it is needed; nothing for those who do not answer for it."""
    agency = scope.reader.agency
    if not scope.may_answer_for(agency):
        return Owed((), (), ())
    rows = InformationRequest.objects.filter(agency=agency)
    still = rows.filter(state=OPEN).order_by("needed_by", "asked_at", "id")
    today = Moment.at(now).day
    done = rows.filter(state=ANSWERED).order_by("-ended_at", "id")[:ENDED_SHOWN]
    return Owed(
        list(still.filter(needed_by__lt=today)),
        list(still.filter(needed_by__gte=today)),
        list(done),
    )


def open_count(scope: Scope) -> int:
    """How many questions the reader has still to answer for their agency."""
    agency = scope.reader.agency
    return InformationRequest.objects.filter(agency=agency, state=OPEN).count() if scope.may_answer_for(agency) else 0


def request_for(scope: Scope, number: str) -> InformationRequest:
    """One request, for those who may open the child's file and for the agency that was asked. Errors: NotFound."""
    found = InformationRequest.objects.filter(pk=number).first()
    if found is None or not scope.may_see_request(found.stream, found.agency):
        raise NotFound
    return found


def is_overdue(one: InformationRequest, now: datetime) -> bool:
    """Whether it is still open after the day by which it was needed."""
    return one.state == OPEN and one.needed_by < Moment.at(now).day
