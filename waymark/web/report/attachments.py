"""What is attached to a concern before it is sent: looked at when it comes, kept where nothing is served, filed when the concern is sent."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from waymark.casefile import documents
from waymark.casefile.acts import Actor
from waymark.casefile.content import type_of
from waymark.casefile.errors import BadAct
from waymark.web.fields.raw import clean
from waymark.web.report import drafts
from waymark.web.report.drafts import Content
from waymark.web.report.models import Report

MOST_DOCUMENTS = 10
LONGEST_TITLE = 200


def attach(report: Report, uploaded: UploadedFile | None, title: str, now: datetime) -> str:
    """Keep a file with a draft. Out: what is wrong with it, in words, or nothing."""
    if uploaded is None or not uploaded.name:
        return "Choose a file"
    if (uploaded.size or 0) > documents.largest():
        return f"The file must be smaller than {documents.largest() // 1_000_000} MB"
    if len(report.content.get("documents", [])) >= MOST_DOCUMENTS:
        return f"{MOST_DOCUMENTS} files can be attached. Remove one first"
    identity, name = secrets.token_hex(8), documents.plain_name(uploaded.name)
    path = _path(report.pk, identity)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("wb") as own:
        for chunk in uploaded.chunks():
            own.write(chunk)
    try:
        type_of(path, name)
    except BadAct as unfit:
        path.unlink(missing_ok=True)
        return next(iter(unfit.faults.values())).rstrip(".")
    row = {
        "id": identity,
        "name": name,
        "title": clean(title).strip()[:LONGEST_TITLE] or name,
        "size": path.stat().st_size,
    }
    if drafts.change(report.pk, lambda content: content.setdefault("documents", []).append(row), now) is None:
        path.unlink(missing_ok=True)
    return ""


def detach(report: Report, identity: str, now: datetime) -> None:
    """Take a file away from a draft."""

    def without(content: Content) -> None:
        content["documents"] = [row for row in content.get("documents", []) if row["id"] != identity]

    if any(row["id"] == identity for row in report.content.get("documents", [])):
        drafts.change(report.pk, without, now)
        _path(report.pk, identity).unlink(missing_ok=True)


def file(report: Report, streams: Sequence[str], actor: Actor, now: datetime) -> None:
    """Put what is attached into the children's files. Errors: OSError where it is no longer there, and what `documents.store` raises."""
    for row in report.content.get("documents", []):
        for stream in streams:
            with _path(report.pk, row["id"]).open("rb") as content:
                documents.store(
                    stream=stream, file=content, file_name=row["name"], title=row["title"], by=actor, now=now
                )


def _path(report_id: str, identity: str) -> Path:
    return drafts.attachments_folder(report_id) / identity
