"""Documents in a child's file. Bytes lie on disk under their fingerprint, outside of anything that is served; the ledger keeps what they are.

What a document is, its content says, not its name: only kinds that people need and that run nothing are taken.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import transaction

from waymark.casefile import kept
from waymark.casefile.actions import check_may_write, give, redact
from waymark.casefile.acts import Actor
from waymark.casefile.content import type_of
from waymark.casefile.errors import BadAct
from waymark.casefile.kept import Document
from waymark.casefile.queries import file_of
from waymark.casefile.translation import GIVEN
from waymark.ledger.events import new_ids
from waymark.ledger.models import Event as LedgerEvent
from waymark.ledger.queries import stream_events
from waymark.procedures.history import Given
from waymark.procedures.time import Moment

_CHUNK = 1 << 20


class DocumentNotFound(LookupError):
    """There is no such document in this file."""


class DocumentDamaged(Exception):
    """The bytes on disk are gone, or are not those that were stored."""


def folder() -> Path:
    """Where the bytes lie."""
    return Path(settings.WAYMARK_DOCUMENTS)


def largest() -> int:
    """How many bytes a document may have."""
    return int(settings.WAYMARK_DOCUMENT_MEGABYTES) * 1_000_000


def store(
    *, stream: str, file: IO[bytes], file_name: str, title: str = "", episode: str = "", by: Actor, now: datetime
) -> Document:
    """Put a document into a child's file.

    In: `file`, open for reading; `file_name` as its sender called it; `episode` to which it belongs, if to one. Out: the document.
    Errors: NotYours; BadAct with field "document" where it is too large, empty, or of a kind that is not taken.
    """
    current = file_of(stream)
    if not current.sequence:
        raise BadAct({"document": f"There is no file {stream}."})
    check_may_write(by, current)
    name = plain_name(file_name)
    with _received(file) as (path, fingerprint, size):
        kind = type_of(path, name)
        _put(path, fingerprint)
    key = new_ids(now, 1)[0]
    row: dict[str, Any] = {
        "title": (title.strip() or name)[:200], "file-name": name, "type": kind, "size": size, "sha256": fingerprint, "by": by.person,
        "episode": episode, "stored": Moment.at(now),
    }  # fmt: skip
    give(
        stream=stream,
        given=[Given(name=f"{kept.DOCUMENT}{key}", value=row)],
        by=by,
        occurred=Moment.at(now),
        now=now,
        must_exist=True,
    )
    return kept.document_of(key, row)


def open_document(stream: str, document: str) -> tuple[Document, IO[bytes]]:
    """A document of this file and its bytes, open for reading. Ask the reader's scope first.

    Errors: DocumentNotFound; DocumentDamaged where the bytes are not those that were stored.
    """
    found = next((one for one in kept.documents(file_of(stream)) if one.id == document), None)
    if found is None:
        raise DocumentNotFound(document)
    try:
        content = _path(found.sha256).open("rb")
    except (OSError, ValueError) as missing:
        raise DocumentDamaged(f"The bytes of document {document} are not on disk.") from missing
    if file_digest(content, "sha256").hexdigest() != found.sha256:
        content.close()
        raise DocumentDamaged(f"The bytes of document {document} are not those that were stored.")
    content.seek(0)
    return found, content


@transaction.atomic
def remove(*, stream: str, document: str, reason: str, by: Actor, now: datetime) -> None:
    """Remove a document for ever: what the ledger says of it is redacted, and its bytes go unless another document has the same.

    Errors: NotYours, DocumentNotFound, BadAct where the reason is missing.
    """
    file = file_of(stream)
    found = next((one for one in kept.documents(file) if one.id == document), None)
    if found is None:
        raise DocumentNotFound(document)
    name = f"{kept.DOCUMENT}{document}"
    for one in [one for each in file.streams for one in stream_events(each)]:
        if one.type == GIVEN and (one.payload or {}).get("name") == name:
            redact(stream=stream, event_id=one.id, reason=reason, by=by, now=now)
    if not LedgerEvent.objects.filter(type=GIVEN, payload__content__contains=found.sha256).exists():
        path = _path(found.sha256)
        transaction.on_commit(lambda: path.unlink(missing_ok=True))


def plain_name(file_name: str) -> str:
    """The last part of a file's name, without what no name should hold."""
    last = re.split(r"[/\\]", file_name)[-1]
    name = " ".join("".join(c for c in last if c.isprintable()).split()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= 150 else f"{(stem or name)[:140]}{dot}{ending[:9]}" if dot else name[:150]


@contextmanager
def _received(file: IO[bytes]) -> Iterator[tuple[Path, str, int]]:
    """The bytes in a file of our own, with their fingerprint and number. It is gone afterwards unless it was put away."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".arriving-", dir=folder())
    path, digest, size = Path(name), sha256(), 0
    try:
        with os.fdopen(handle, "wb") as own:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > largest():
                    raise BadAct(
                        {"document": f"The file is larger than {largest() // 1_000_000} MB. Send a smaller one."}
                    )
                digest.update(chunk)
                own.write(chunk)
            own.flush()
            os.fsync(own.fileno())
        if not size:
            raise BadAct({"document": "The file is empty."})
        yield path, digest.hexdigest(), size
    finally:
        path.unlink(missing_ok=True)


def _put(path: Path, fingerprint: str) -> None:
    place = _path(fingerprint)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.replace(path, place)


def _path(fingerprint: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{64}", fingerprint):
        raise ValueError("No fingerprint.")
    return folder() / fingerprint[:2] / fingerprint
