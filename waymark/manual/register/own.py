"""A partnership's own chapters: added, changed by new versions, withdrawn. Each change also writes an event into the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from waymark.ledger import actions as ledger
from waymark.ledger.events import NewEvent
from waymark.ledger.queries import stream_sequence
from waymark.manual.register.models import OwnChapter, OwnVersion
from waymark.manual.speaking import BadEntry, By, NotAllowed, speaks_for

#: More than any chapter needs; a book pasted by mistake stops here.
LONGEST = 200_000
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody wrote: the text in Markdown, and what is said about it."""

    title: str
    owner: str
    text: str
    review: date | None
    said: str = ""


@transaction.atomic
def add_chapter(*, area: str, name: str, part: str, written: Written, by: By, now: datetime) -> OwnVersion:
    """A new own chapter with its first version. Errors: NotAllowed, BadEntry."""
    _check(by, area)
    problems = _problems(written, now)
    if not _NAME.fullmatch(name):
        problems["name"] = "The short name holds small letters, digits and hyphens: “bruising-pathway”."
    elif OwnChapter.objects.filter(area=area, name=name).exists():
        problems["name"] = f"There is a chapter “{name}” already. Change that one, or choose another short name."
    _refuse(problems)
    chapter = OwnChapter.objects.create(area=area, name=name, part=part)
    return _version(chapter, 1, written, "chapter-added", by, now)


@transaction.atomic
def change_chapter(*, chapter: OwnChapter, written: Written, by: By, now: datetime) -> OwnVersion:
    """A new version of an own chapter; the earlier ones stay. One that was withdrawn is there again. Errors: NotAllowed, BadEntry."""
    _check(by, chapter.area)
    _refuse(_problems(written, now))
    held = OwnChapter.objects.select_for_update().get(pk=chapter.pk)
    if held.withdrawn_at is not None:
        held.withdrawn_at, held.withdrawn_by, held.withdrawn_because = None, "", ""
        held.save()
    return _version(held, held.versions.count() + 1, written, "chapter-changed", by, now)


@transaction.atomic
def withdraw_chapter(*, chapter: OwnChapter, because: str, by: By, now: datetime) -> None:
    """Take an own chapter out of the manual. Its address says so, and its versions stay. Errors: NotAllowed, BadEntry."""
    _check(by, chapter.area)
    if chapter.withdrawn_at is not None:
        raise BadEntry({"because": "This chapter has been withdrawn already."})
    if not because.strip():
        raise BadEntry({"because": "Say why the chapter is withdrawn."})
    chapter.withdrawn_at, chapter.withdrawn_by, chapter.withdrawn_because = now, by.person, because.strip()
    chapter.save()
    _write(chapter, "chapter-withdrawn", {"because": because.strip()}, by, now)


def chapters_of(area: str, *, withdrawn: bool = False) -> list[OwnVersion]:
    """The newest version of each own chapter of an area, by title; those withdrawn only where asked for."""
    newest: dict[int, OwnVersion] = {}
    wanted = OwnVersion.objects.filter(chapter__area=area).select_related("chapter").order_by("number")
    for version in wanted if withdrawn else wanted.filter(chapter__withdrawn_at=None):
        newest[version.chapter_id] = version
    return sorted(newest.values(), key=lambda version: version.title.casefold())


def versions_of(area: str, name: str) -> list[OwnVersion]:
    """Every version of an own chapter, newest first; none where there is no such chapter."""
    found = OwnVersion.objects.filter(chapter__area=area, chapter__name=name)
    return list(found.select_related("chapter").order_by("-number"))


def title_of(text: str) -> str:
    """The first heading of a Markdown text; "" where it has none."""
    found = re.search(r"^#{1,2}\s+(.+?)\s*#*\s*$", text, re.MULTILINE)
    return found[1] if found else ""


def name_of(title: str) -> str:
    """A short name made from a title."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:80].strip("-")


def _check(by: By, area: str) -> None:
    if not speaks_for(by, area):
        raise NotAllowed(by.person, f"change chapters of {area}")


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise BadEntry(problems)


def _problems(written: Written, now: datetime) -> dict[str, str]:
    problems = {}
    if not written.title.strip() or len(written.title) > 200:
        problems["title"] = "Give the chapter a title of up to 200 letters."
    if not written.owner.strip() or len(written.owner) > 200:
        problems["owner"] = "Say who keeps this chapter right, such as a group or a post."
    if not written.text.strip():
        problems["text"] = "Write the chapter, or choose its file."
    elif len(written.text) > LONGEST:
        problems["text"] = "This is too long for one chapter. Split it."
    if written.review is None:
        problems["review"] = "Give the day on which the chapter is next looked at."
    elif written.review <= now.date():
        problems["review"] = "The day of the next review lies in the future."
    if len(written.said) > 300:
        problems["said"] = "Say in up to 300 letters what is new."
    return problems


def _version(chapter: OwnChapter, number: int, written: Written, what: str, by: By, now: datetime) -> OwnVersion:
    version = OwnVersion.objects.create(
        chapter=chapter, number=number, title=written.title.strip(), owner=written.owner.strip(), text=written.text,
        review=written.review, said=written.said.strip(), added_by=by.person, added_at=now,
    )  # fmt: skip
    digest = sha256(written.text.encode()).hexdigest()
    _write(chapter, what, {"title": version.title, "number": number, "text": digest}, by, now)
    return version


def _write(chapter: OwnChapter, what: str, said: dict[str, Any], by: By, now: datetime) -> None:
    """The change as an event, in the stream of the chapter."""
    stream = f"manual:{chapter.area}/{chapter.name}"
    event = NewEvent(payload=said, occurred_at=now, by=by.person, type=what, role=by.role_word, agency=by.agency)
    ledger.append(stream=stream, expected_sequence=stream_sequence(stream), events=[event], now=now)
