"""Writing the table of information requests from the files (a follower of the case file's projections)."""

from __future__ import annotations

from collections.abc import Sequence

from waymark.casefile.queries import File
from waymark.procedures.evaluation import Situation
from waymark.sharing.models import InformationRequest
from waymark.sharing.requests import Request, requests_in


def write(files: Sequence[tuple[File, Situation | None]]) -> None:
    """Replace the rows of these files."""
    InformationRequest.objects.filter(stream__in=[file.stream for file, _ in files]).delete()
    rows = [_row(one) for file, _ in files for one in requests_in(file.stream, file.history)]
    if rows:
        InformationRequest.objects.bulk_create(rows)


def _row(one: Request) -> InformationRequest:
    answer = one.answer
    return InformationRequest(
        id=one.id, stream=one.stream, episode=one.episode, agency=one.agency, what=one.what, purpose=one.purpose,
        needed_by=one.needed_by, asked_by=one.asked_by, asked_for=one.asked_for, asked_at=one.asked_at,
        state=one.state, ended_at=one.ended_at, late=one.ended_at is not None and one.late(one.ended_at),
        answered_by=answer.by if answer else "", answer=answer.text if answer else "",
        lawful_basis=answer.lawful_basis if answer else "", nothing_known=answer.nothing_known if answer else False,
        withdrawn_because=one.withdrawn_because,
    )  # fmt: skip
