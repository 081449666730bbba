"""A new draft for whoever writes, with what is known of them already filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from waymark.access.readers import Reader
from waymark.agencies.queries import agencies_in
from waymark.web.report import drafts
from waymark.web.report.concern import DANGER, Concern, suggested
from waymark.web.report.drafts import Begun, Content
from waymark.web.report.models import Report

Kind = Report.Kind


def begin_for(
    reader: Reader | None, area: str, *, by_telephone: bool, danger: str, caller_agency: str, email: str, now: datetime,
    levels: Mapping[str, object] | None = None,
) -> Begun:  # fmt: skip
    """A draft for the public (no reader), for a professional, or for staff who take a call down for a caller and the agency that calls.

    `levels`: what goes along from the levels of need, by the questions' short names; the level itself is for the person to choose.
    """
    kind = Kind.PUBLIC if reader is None else Kind.TELEPHONE if by_telephone else Kind.PROFESSIONAL
    content: Content = {
        "danger": danger if danger in ("yes", "no") else "",
        "topics": {},
        "children": [],
        "people": [],
        "done": [],
        "documents": [],
    }
    if levels:
        content["levels"] = True
    if by_telephone and any(one.slug == caller_agency for one in agencies_in(area)):
        content["caller-agency"] = caller_agency
    begun = drafts.begin(
        kind=kind,
        area=area,
        person=reader.person if reader else "",
        agency=reader.agency if reader else "",
        content=content,
        now=now,
    )
    said = _said(reader, kind, danger, email) | dict(levels or {})
    concern = Concern(begun.report, now)
    filled = suggested(said, concern.topics)
    if filled:
        drafts.change(begun.report.pk, lambda written: written["topics"].update(filled), now)
    return begun


def _said(reader: Reader | None, kind: str, danger: str, email: str) -> dict[str, object]:
    """What has been said before the first page, by the question's short name. That no child is in danger is asked again in the pack's own words."""
    said: dict[str, object] = {DANGER: "yes"} if danger == "yes" else {}
    if kind == Kind.PROFESSIONAL and reader is not None:
        post = f"{reader.role.title}, {reader.agency_name}"
        said |= {"referrer-name": reader.name, "referrer-post": post, "referrer-contact": email}
    return said
