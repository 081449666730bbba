"""Brothers and sisters with files of their own, in which the same note can be recorded under one act number."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from waymark.casefile.queries import files_of
from waymark.procedures.history import Kind
from waymark.web.shell.needs import request_scope
from waymark.web.shell.streams import slug_of, stream_of
from waymark.web.steps.places import Place


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another child of the family. `why_not`: why the note cannot be recorded there."""

    slug: str
    stream: str
    name: str
    relationship: str
    ticked: bool
    why_not: str = ""


def siblings(place: Place, ticked: Collection[str] = ()) -> list[Sibling]:
    """The children around this one whose files the reader may open. A signed step, or one for a named member, is recorded in each file on its own."""
    if place.step.signs or (place.step.meeting is not None and place.step.decides is not None):
        return []
    people = [one for one in place.case.people if one.stream and one.stream != place.case.stream]
    seen = request_scope(place.request).may_see_of([one.stream for one in people])
    wanted = {*ticked, *place.request.GET.getlist("also")}
    known = [one for one in people if one.stream in seen]
    open_in = _open_in(place, [one.stream for one in known]) if known else set()
    found = []
    for one in known:
        why_not = (
            "" if place.begins or one.stream in open_in else f"No {place.pathway.title.lower()} is open in this file"
        )
        slug = slug_of(one.stream)
        found.append(
            Sibling(slug, one.stream, one.word, one.relationship_in_words, slug in wanted and not why_not, why_not)
        )
    return found


def _open_in(place: Place, streams: Sequence[str]) -> set[str]:
    """The files in which the step's pathway is open."""
    pathway = place.step.name.partition("/")[0]
    found = set()
    for file in files_of(streams):
        closed = {event.episode for event in file.history.events if event.kind is Kind.CLOSED}
        if any(one.pathway == pathway and one.id not in closed for one in file.history.episodes.values()):
            found.add(file.stream)
    return found


def chosen(place: Place, ticked: Sequence[str]) -> list[tuple[str, str]]:
    """Stream and name of each child that was ticked and may be; others are left out, permission is asked again when it is recorded."""
    wanted = {stream_of(slug) for slug in ticked}
    return [(one.stream, one.name) for one in siblings(place, ticked) if one.stream in wanted and not one.why_not]
