"""Proposed acts that wait for somebody else's signature, out of histories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from waymark.casefile.bulk import Row
from waymark.casefile.queries import File
from waymark.procedures.evaluation import EpisodeSituation, Situation
from waymark.procedures.history import Event, Kind
from waymark.work.holding import Assignment, role_words, written

COLUMNS = (
    "event", "stream", "area", "team", "episode", "step", "title", "option", "proposed_by", "proposed_at", "signs",
    "state", "returned_by", "comment",
)  # fmt: skip
SIGNS = COLUMNS.index("signs")

WAITING, SIGNED, RETURNED, REPLACED = "waiting", "signed", "returned", "replaced"


def rows(file: File, situation: Situation, assigned: Assignment) -> Iterator[Row]:
    """The values of COLUMNS for each act that was proposed where the pack wants a signature."""
    returned = {
        fact.name.removeprefix("returned:"): fact.value
        for fact in file.history.given
        if fact.name.startswith("returned:")
    }
    later: dict[tuple[str, str], Kind] = {}
    for event in reversed(file.history.events):
        if event.kind not in (Kind.DONE, Kind.PROPOSED):
            continue
        standing = situation.episodes.get(event.episode)
        if event.kind is Kind.PROPOSED and standing is not None:
            row = _row(file, event, standing, later.get((event.episode, event.name)), returned.get(event.id), assigned)
            if row is not None:
                yield row
        later[event.episode, event.name] = event.kind


def _row(
    file: File, event: Event, standing: EpisodeSituation, later: Kind | None, returned: object, assigned: Assignment
) -> Row | None:
    step = standing.pack.steps.get(event.name)
    if step is None or not step.signs:
        return None
    said: Mapping[str, object] = returned if isinstance(returned, Mapping) else {}
    state = SIGNED if later is Kind.DONE else REPLACED if later is Kind.PROPOSED else RETURNED if said else WAITING
    return (
        event.id, file.stream, standing.pack.area, assigned.team, event.episode, event.name, step.title, event.option, event.by,
        event.occurred.start, written(role_words(step.signs, standing.pack)), state, str(said.get("by") or ""), str(said.get("comment") or ""),
    )  # fmt: skip
