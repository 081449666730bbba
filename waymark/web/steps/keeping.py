"""Keeping what is being typed: saved within seconds, found again after anything, gone once it is recorded.

Two windows are told apart by a version.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from waymark.procedures.time import Duration, Moment, Unit, subtract
from waymark.web.fields import Raw, as_raw
from waymark.web.steps.models import StepDraft

#: A form that nobody has touched for so long is not finished any more.
KEPT_FOR = Duration(30, Unit.DAY)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed, which saving of it this is, and when."""

    raw: Raw
    version: int
    at: datetime


class Elsewhere(Exception):
    """The same form was typed in another window since. Nothing was saved; `kept` is what stands there."""

    def __init__(self, kept: Kept) -> None:
        super().__init__("This form was written in another window meanwhile.")
        self.kept = kept


def load(person: str, name: str) -> Kept | None:
    """What this person was typing under a name, if anything is kept."""
    row = StepDraft.objects.filter(person=person, name=name).first()
    return _kept(row) if row is not None else None


@transaction.atomic
def save(person: str, name: str, raw: Raw, *, version: str | None, now: datetime) -> Kept:
    """Keep what was typed. `version`: the saving that it continues ("" where there was none; None: whatever there is). Errors: Elsewhere."""
    row = StepDraft.objects.select_for_update().filter(person=person, name=name).first()
    if row is None:
        _purge(now)
        return _kept(StepDraft.objects.create(person=person, name=name, typed=raw, saved_at=now))
    if version is not None and version != str(row.version) and row.typed != raw:
        raise Elsewhere(_kept(row))
    StepDraft.objects.filter(pk=row.pk).update(typed=raw, version=F("version") + 1, saved_at=now)
    return Kept(raw, row.version + 1, now)


def discard(person: str, name: str) -> None:
    """Keep it no longer: it is recorded, or not wanted."""
    StepDraft.objects.filter(person=person, name=name).delete()


def _purge(now: datetime) -> None:
    StepDraft.objects.filter(saved_at__lt=subtract(Moment.at(now), KEPT_FOR).start).delete()


def _kept(row: StepDraft) -> Kept:
    return Kept(as_raw(row.typed), row.version, row.saved_at)
