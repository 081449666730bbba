"""What somebody is still writing. A draft is no record: it is unsigned, seen by its writer alone, changed at will and thrown away.

A writer is a signed-in person (`by`), or whoever holds a secret token (`new_token`), of which only a fingerprint is kept.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from waymark.casefile.errors import BadAct
from waymark.casefile.models import Draft
from waymark.procedures.time import Duration, Moment, subtract

REPORT, STEP = "report", "step"
LONGEST = 1_000_000
#: Unless the settings say otherwise.
KEPT_FOR = Duration.parse("60 days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A draft as it is kept. `other_copy` is what stood there when somebody saved over it from another window: nothing typed is lost."""

    id: str
    kind: str
    subject: str
    data: Mapping[str, Any]
    other_copy: Mapping[str, Any] | None
    version: int
    updated_at: datetime


def new_token() -> str:
    """A secret for a writer without an account."""
    return secrets.token_urlsafe(32)


@transaction.atomic
def save(
    *,
    kind: str,
    subject: str,
    data: Mapping[str, Any],
    version: int,
    now: datetime,
    by: str = "",
    token: str = "",
) -> Writing:
    """Keep what somebody has written so far, once for each kind and subject.

    In: `subject` what it is about, in the caller's words (a stream and a step); `version` that the writer has seen, 0 for a new draft.
    Out: the draft. If it was saved elsewhere meanwhile, both texts are kept: this one as `data`, the other as `other_copy`.
    Errors: BadAct if it is far too long.
    """
    if len(json.dumps(data)) > LONGEST:
        raise BadAct({"draft": "This is too long to be kept."})
    owner, fingerprint = _writer(by, token)
    found, new = Draft.objects.select_for_update().get_or_create(
        owner=owner,
        token_hash=fingerprint,
        kind=kind,
        subject=subject,
        defaults={"data": dict(data), "version": 1, "updated_at": now},
    )
    if new:
        return _writing(found)
    changes: dict[str, Any] = {"data": dict(data), "version": F("version") + 1, "updated_at": now}
    if found.version != version and found.data != dict(data):
        changes["other_copy"] = found.data
    Draft.objects.filter(pk=found.pk).update(**changes)
    found.refresh_from_db()
    return _writing(found)


def load(*, kind: str, subject: str, by: str = "", token: str = "") -> Writing | None:
    """The writer's own draft; None if there is none."""
    found = _own(by, token).filter(kind=kind, subject=subject).first()
    return _writing(found) if found is not None else None


def drafts_of(*, by: str = "", token: str = "", kind: str = "") -> list[Writing]:
    """All of a writer's own drafts, the newest first."""
    found = _own(by, token).order_by("-updated_at", "id")
    return [_writing(row) for row in (found.filter(kind=kind) if kind else found)]


def discard(*, kind: str, subject: str, by: str = "", token: str = "") -> bool:
    """Throw the writer's own draft away: it was sent, or is not wanted. Out: whether there was one."""
    return _own(by, token).filter(kind=kind, subject=subject).delete()[0] > 0


def settle(*, kind: str, subject: str, by: str = "", token: str = "") -> None:
    """Forget the other copy of a draft, once its writer has looked at both."""
    _own(by, token).filter(kind=kind, subject=subject).update(other_copy=None)


def purge(*, now: datetime, days: int | None = None) -> int:
    """Throw away every draft that nobody has touched for so many days (`WAYMARK_DRAFT_DAYS`). Out: how many."""
    said = days if days is not None else getattr(settings, "WAYMARK_DRAFT_DAYS", None)
    kept_for = KEPT_FOR if said is None else Duration.parse(f"{said} days")
    since = subtract(Moment.at(now), kept_for).start
    return Draft.objects.filter(updated_at__lt=since).delete()[0]


def _writer(by: str, token: str) -> tuple[str, str]:
    if bool(by) == bool(token):
        raise ValueError("A draft is a person's or a token's.")
    return by, sha256(token.encode()).hexdigest() if token else ""


def _own(by: str, token: str) -> QuerySet[Draft]:
    owner, fingerprint = _writer(by, token)
    return Draft.objects.filter(owner=owner, token_hash=fingerprint)


def _writing(row: Draft) -> Writing:
    return Writing(
        id=str(row.id), kind=row.kind, subject=row.subject, data=row.data, other_copy=row.other_copy, version=row.version,
        updated_at=row.updated_at,
    )  # fmt: skip
