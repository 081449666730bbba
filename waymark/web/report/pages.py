"""What the pages of one draft share: their context, reading what was posted, and keeping it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse

from waymark.casefile import packs
from waymark.web import fields
from waymark.web.fields.raw import Raw
from waymark.web.report import front_doors
from waymark.web.report.concern import Concern
from waymark.web.report.drafts import Content
from waymark.web.report.models import Report
from waymark.web.shell.words import clock_time

#: Longest that one field may be in a draft. What is longer is shown again and refused by its question.
LONGEST_FIELD = 120_000


def page_context(concern: Concern) -> dict[str, Any]:
    """What every page of a draft shows: whose, where, and whom to ring meanwhile."""
    report = concern.report
    caller = front_doors.PUBLIC if report.kind == Report.Kind.PUBLIC else front_doors.PROFESSIONAL
    return {
        "concern": concern,
        "report": report,
        "area": packs.pack_on(report.area, concern.today),
        "doors": front_doors.doors(concern.pack, concern.now, caller=caller),
        "public": report.kind == Report.Kind.PUBLIC,
        "telephone": report.kind == Report.Kind.TELEPHONE,
        "confirmation": report.kind == Report.Kind.CONFIRMATION,
        "saved": clock_time(report.touched_at),
    }


def posted(request: HttpRequest, names: Iterable[str]) -> Raw:
    """What was posted under these names and the parts of them, and nothing else."""
    wanted = tuple(names)
    return {
        name: [value[:LONGEST_FIELD] for value in values[:200]]
        for name, values in fields.as_raw(request.POST).items()
        if name in wanted or name.partition(".")[0] in wanted
    }


def action_of(request: HttpRequest) -> str:
    """Which button was pressed; "keep" where the page saves by itself."""
    return str(request.POST.get("action", ""))[:40]


def kept(now: datetime, asked: Iterable[str] = ()) -> JsonResponse:
    """The answer to a page that saved by itself: when, and which questions are asked now."""
    return JsonResponse({"saved": clock_time(now), "asked": sorted(asked)})


def mark(content: Content, name: str) -> None:
    """Note that somebody has gone on from a page."""
    if name not in content.setdefault("done", []):
        content["done"].append(name)


def row_of(content: Content, kind: str, identity: str) -> Raw:
    """What was typed about one child or person."""
    return next((row["raw"] for row in content.get(kind, []) if row["id"] == identity), {})


def put_row(content: Content, kind: str, identity: str, raw: Raw, most: int) -> None:
    """Keep what was typed about one child or person; beyond the most, nothing is added."""
    rows = content.setdefault(kind, [])
    there = next((row for row in rows if row["id"] == identity), None)
    if there is not None:
        there["raw"] = raw
    elif len(rows) < most and any(value.strip() for values in raw.values() for value in values):
        rows.append({"id": identity, "raw": raw})


def take_row(content: Content, kind: str, identity: str) -> None:
    """Remove a child or person from a draft."""
    content[kind] = [row for row in content.get(kind, []) if row["id"] != identity]
