"""Load a document and withdraw it. Each writes an event, so that years later it can be shown what could be found when."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import transaction

from waymark.casefile.documents import plain_name
from waymark.ledger import actions as ledger
from waymark.ledger.events import NewEvent, new_ids
from waymark.ledger.queries import stream_sequence
from waymark.manual.documents.errors import DocumentNotFound, NotAllowed, Unreadable
from waymark.manual.documents.models import Audience, LoadedDocument, Passage
from waymark.manual.documents.queries import Somebody, may_load
from waymark.manual.documents.reading import passages, read
from waymark.manual.speaking import BadEntry

_CHUNK, _ROWS = 1 << 20, 500


def load(
    *, file: IO[bytes], file_name: str, area: str, title: str, source: str, dated: date | None, audience: str, by: Somebody, by_name: str,
    now: datetime,
) -> LoadedDocument:  # fmt: skip
    """Read a file and keep its passages for search; the file itself is not kept.

    In: `source`, who wrote it; `dated`, the day that it bears; `audience`: all, signed-in or staff. Out: the document.
    Errors: NotAllowed; BadEntry, field by field; Unreadable, with how to mend the file.
    """
    if not may_load(by, area):
        raise NotAllowed
    name = plain_name(file_name)
    problems = _problems(title=title.strip(), source=source.strip(), dated=dated, audience=audience, now=now)
    if problems or dated is None:
        raise BadEntry(problems)
    with _received(file) as (path, fingerprint, size):
        again = LoadedDocument.objects.filter(area=area, sha256=fingerprint, withdrawn_at=None).first()
        if again is not None:
            raise BadEntry(
                {"file": f"This file is loaded already as “{again.title}”. Withdraw that first to load it anew."}
            )
        form, pieces = read(path, name)
    row = LoadedDocument(
        id=new_ids(now, 1)[0], area=area, title=title.strip()[:200], source=source.strip()[:300], dated=dated, audience=audience,
        file_name=name, form=form, size=size, sha256=fingerprint, loaded_by=by.person, loaded_by_name=by_name[:200], loaded_at=now,
    )  # fmt: skip
    found = [
        Passage(document=row, number=number, heading=piece.heading, place=piece.place, text=piece.text)
        for number, piece in enumerate(passages(pieces), 1)
    ]
    with transaction.atomic():
        row.save(force_insert=True)
        Passage.objects.bulk_create(found, batch_size=_ROWS)
        said = {
            "title": row.title,
            "source": row.source,
            "dated": dated.isoformat(),
            "audience": audience,
            "sha256": fingerprint,
        }
        _write(row, "document-loaded", said, by, now)
    return row


@transaction.atomic
def withdraw(*, document: str, why: str, by: Somebody, by_name: str, now: datetime) -> LoadedDocument:
    """Take a document out of search; what it was, and who withdrew it why, stays. Errors: DocumentNotFound, NotAllowed, BadEntry."""
    row = LoadedDocument.objects.select_for_update().filter(pk=document).first()
    if row is None:
        raise DocumentNotFound(document)
    if not may_load(by, row.area):
        raise NotAllowed
    if not why.strip():
        raise BadEntry({"why": "Say why it is withdrawn: a newer edition, a mistake."})
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by_name, row.withdrawn_why = now, by_name[:200], why.strip()[:500]
        row.save()
        _write(row, "document-withdrawn", {"why": row.withdrawn_why}, by, now)
    return row


def largest() -> int:
    """How many bytes a file may have."""
    return int(settings.WAYMARK_DOCUMENT_MEGABYTES) * 1_000_000


def _problems(*, title: str, source: str, dated: date | None, audience: str, now: datetime) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not title:
        problems["title"] = "Enter the document's title."
    if not source:
        problems["source"] = "Enter who wrote or published it."
    if dated is None:
        problems["dated"] = "Enter the day that the document bears, like 31 3 2024."
    elif dated > now.date():
        problems["dated"] = "The document's day is in the future. Enter the day that it bears."
    if audience not in Audience.values:
        problems["audience"] = "Choose who may find it."
    return problems


@contextmanager
def _received(file: IO[bytes]) -> Iterator[tuple[Path, str, int]]:
    """The bytes in a file of our own, which is gone afterwards, with their fingerprint and number."""
    handle, name = tempfile.mkstemp(prefix="waymark-document-")
    path, digest, size = Path(name), sha256(), 0
    try:
        with os.fdopen(handle, "wb") as own:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > largest():
                    raise Unreadable(
                        f"The file is larger than {largest() // 1_000_000} MB. Load it in parts, or without its pictures."
                    )
                digest.update(chunk)
                own.write(chunk)
        yield path, digest.hexdigest(), size
    finally:
        path.unlink(missing_ok=True)


def _write(row: LoadedDocument, what: str, payload: dict[str, Any], by: Somebody, now: datetime) -> None:
    stream = f"document:{row.pk}"
    event = NewEvent(
        type=what,
        payload=payload | {"area": row.area},
        occurred_at=now,
        by=by.person,
        role=by.role_word,
        agency=getattr(by, "agency", ""),
    )
    ledger.append(stream=stream, expected_sequence=stream_sequence(stream), events=[event], now=now)
