"""Keeping what is being written: begun, changed, found again, and gone when it was sent or left for days."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.utils.crypto import constant_time_compare

from waymark.procedures.time import Duration, Moment, Unit, subtract
from waymark.web.report.codes import Code, hash_of, is_pin, new_code, new_key, plain
from waymark.web.report.models import Report

Content = dict[str, Any]

#: Far more than anybody types; what is longer belongs into a document.
MOST_CHARACTERS = 4_000_000
#: After so many wrong PINs the code opens nothing any more.
MOST_WRONG_PINS = 8


@dataclass(frozen=True, slots=True)
class Begun:
    """A new draft, with what is shown or handed over once: the browser's key and, for the public, code and PIN."""

    report: Report
    key: str
    code: Code | None


def begin(
    *,
    kind: str,
    area: str,
    person: str,
    agency: str,
    content: Content,
    now: datetime,
    about: Mapping[str, str] | None = None,
) -> Begun:
    """Begin to write a concern. Without a `person` it is one of the public's, found again by code and PIN."""
    purge(now)
    identity, key, code = secrets.token_urlsafe(15), new_key(), None if person else new_code()
    report = Report.objects.create(
        id=identity, kind=kind, area=area, person=person or f"public:{identity}", agency=agency, key_hash=hash_of(key),
        code_hash=code.code_hash if code else "", pin_hash=code.pin_hash if code else "", about=dict(about or {}),
        content=content, created_at=now, touched_at=now,
    )  # fmt: skip
    return Begun(report, key, code)


def change(report_id: str, how: Callable[[Content], None], now: datetime) -> Report | None:
    """Change what was typed, one writer at a time. None: it has been sent or is gone."""
    with transaction.atomic():
        report = Report.objects.select_for_update().filter(pk=report_id, sent_at=None).first()
        if report is None:
            return None
        how(report.content)
        if len(json.dumps(report.content)) > MOST_CHARACTERS:
            raise SuspiciousOperation("This report has become too long to be kept.")
        report.touched_at = now
        report.save(update_fields=["content", "touched_at"])
        return report


def by_key(report_id: str, key: str) -> Report | None:
    """The draft, if this is its browser's key."""
    report = Report.objects.filter(pk=report_id).first()
    if report is None or not key or not constant_time_compare(report.key_hash, hash_of(key)):
        return None
    return report


def by_code(code: str, pin: str, *, now: datetime) -> tuple[Report, str] | None:
    """The draft of this code and PIN with a new key for the browser; None where either is wrong. Wrong PINs are counted."""
    with transaction.atomic():
        wanted = hash_of(plain(code))
        report = Report.objects.select_for_update().filter(code_hash=wanted, wrong_pins__lt=MOST_WRONG_PINS).first()
        if not is_pin(pin, report.pin_hash if report is not None else "") or report is None:
            if report is not None:
                report.wrong_pins += 1
                report.save(update_fields=["wrong_pins"])
            return None
        key = new_key()
        report.key_hash, report.wrong_pins, report.touched_at = hash_of(key), 0, now
        report.save(update_fields=["key_hash", "wrong_pins", "touched_at"])
        return report, key


def new_code_for(report: Report) -> Code:
    """A fresh code and PIN in place of the old, for somebody who has the draft open and has lost them."""
    code = new_code()
    Report.objects.filter(pk=report.pk).update(code_hash=code.code_hash, pin_hash=code.pin_hash, wrong_pins=0)
    return code


def unsent_of(person: str) -> list[Report]:
    """What somebody signed in has begun and not sent, newest first."""
    return list(Report.objects.filter(person=person, sent_at=None).order_by("-touched_at"))


def discard(report: Report) -> None:
    """Throw a draft away, with what was attached."""
    Report.objects.filter(pk=report.pk, sent_at=None).delete()
    forget_attachments(report.pk)


def forget_attachments(report_id: str) -> None:
    """Remove what was attached and never sent, or has been copied into the files."""
    shutil.rmtree(attachments_folder(report_id), ignore_errors=True)


def attachments_folder(report_id: str) -> Path:
    """Where what is attached to a draft lies, outside everything that is served."""
    return Path(settings.WAYMARK_DOCUMENTS) / "unsent" / report_id


def days_kept() -> int:
    """For how many whole days the public's drafts, and receipts, are kept."""
    return int(getattr(settings, "WAYMARK_REPORT_DRAFT_DAYS", 7))


def purge(now: datetime) -> int:
    """Throw away what the public left lying, and what was sent, after the days of the setting. Out: how many."""
    before = subtract(Moment.at(now), Duration(days_kept(), Unit.DAY)).start
    public = Report.objects.filter(kind=Report.Kind.PUBLIC, touched_at__lt=before)
    gone = list(public.values_list("pk", flat=True)) + list(
        Report.objects.exclude(kind=Report.Kind.PUBLIC).filter(sent_at__lt=before).values_list("pk", flat=True)
    )
    for identity in gone:
        forget_attachments(identity)
    Report.objects.filter(pk__in=gone).delete()
    return len(gone)
