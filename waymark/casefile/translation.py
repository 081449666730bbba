"""Between the engine's events and the ledger's: what a payload holds.

A redacted payload reads as unknown: the act stays in the history with its place and time, its answers and decision are gone. What remains of it
(which step in which episode) is an event of its own, written with the redaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from waymark.ledger.events import REDACTION, NewEvent, StoredEvent
from waymark.procedures.history import Event, Given, Kind
from waymark.procedures.time import Duration, Moment

ACT, GIVEN, REMAINS = "act", "given", "remains"

#: What stays of a redacted payload: where the act stands, in codes of the pack; no answer, no decision, no words, no name.
KEPT = (
    "id", "kind", "name", "episode", "opened_as", "came_from", "cause", "corrects", "annuls", "stands", "breached", "told", "about", "duty", "since",
)  # fmt: skip

#: Fields of an engine event that the payload holds, beside its id, kind, name and episode. Empty ones are left out.
TEXTS = (
    "option", "told", "about", "duty", "member", "reason", "grounds", "opened_as", "came_from", "cause", "corrects",
)  # fmt: skip


def to_ledger(event: Event, *, act_number: str = "", breached: Iterable[str] = (), because: str = "") -> NewEvent:
    """The ledger's event for an act. The moment of recording and the sequence are the ledger's to give. `because`: why it is corrected."""
    payload: dict[str, Any] = {"id": event.id, "kind": event.kind.value, "name": event.name, "episode": event.episode}
    payload |= {field: value for field in TEXTS if (value := getattr(event, field))}
    if event.answers:
        payload["answers"] = {name: encode(value) for name, value in event.answers.items()}
    if event.planned_for is not None:
        payload["planned_for"] = encode(event.planned_for)
    if event.present:
        payload["present"] = list(event.present)
    if not event.stands:
        payload["stands"] = False
    if event.annuls:
        payload["annuls"] = True
    if breached := tuple(breached):
        payload["breached"] = list(breached)
    if because:
        payload["because"] = because
    return NewEvent(
        type=ACT, payload=payload, occurred_at=event.occurred.start, occurred_precision="day" if event.occurred.known_to_the_day else "time",
        by=event.by or "unknown", role=event.role, agency=event.agency, pack=event.pin, rule=event.name, act_number=act_number,
    )  # fmt: skip


def given_to_ledger(given: Given, *, by: str, occurred: Moment) -> NewEvent:
    """The ledger's event for a fact that the product gives."""
    payload = {"name": given.name, "value": encode(given.value)}
    if given.since is not None:
        payload["since"] = encode(given.since)
    precision = "day" if occurred.known_to_the_day else "time"
    return NewEvent(type=GIVEN, payload=payload, occurred_at=occurred.start, occurred_precision=precision, by=by)  # type: ignore[arg-type]


def remains_of(one: StoredEvent, *, by: str) -> NewEvent:
    """What is written down of an event whose payload is removed."""
    payload = {field: value for field in KEPT if (value := (one.payload or {}).get(field)) is not None}
    return NewEvent(
        type=REMAINS, payload=payload, occurred_at=one.occurred_at, occurred_precision=one.occurred_precision,  # type: ignore[arg-type]
        by=by, pack=one.pack, rule=one.rule, corrects=one.id,
    )  # fmt: skip


def with_remains(stored: Iterable[StoredEvent], remains: Iterable[StoredEvent]) -> list[StoredEvent]:
    """The acts and facts among stored events, redacted ones with what remains of them; those of which nothing remains are left out."""
    kept = {one.corrects: one.payload for one in remains}
    found = []
    for one in stored:
        if one.type in (REDACTION, REMAINS):
            continue
        payload = kept.get(one.id) if one.payload is None else one.payload
        if payload is not None:
            found.append(one._replace(payload=payload))
    return found


def from_ledger(
    stored: Iterable[StoredEvent], remains: Iterable[StoredEvent] | None = None
) -> tuple[list[Event], list[Given]]:
    """The engine's events and given facts of stored events of one subject. Later given facts of a name replace earlier ones.

    `remains` are the events that say what remains of redacted ones, where `stored` (as of an earlier day) may lack them.
    """
    stored = list(stored)
    events: list[Event] = []
    given: dict[tuple[str, str], Given] = {}
    for one in with_remains(stored, (each for each in stored if each.type == REMAINS) if remains is None else remains):
        if one.type != GIVEN:
            events.append(_event(one))
        elif "value" in (one.payload or {}):
            fact = _given(one)
            given[fact.name, fact.since.iso() if fact.since else ""] = fact
        else:
            since = decode((one.payload or {}).get("since"))
            given.pop(((one.payload or {})["name"], since.iso() if isinstance(since, Moment) else ""), None)
    return events, list(given.values())


def _given(one: StoredEvent) -> Given:
    payload: Mapping[str, Any] = one.payload or {}
    since = payload.get("since")
    moment = decode(since) if since is not None else None
    return Given(
        name=payload["name"], value=decode(payload["value"]), since=moment if isinstance(moment, Moment) else None
    )


def _event(one: StoredEvent) -> Event:
    payload: Mapping[str, Any] = one.payload or {}
    occurred = Moment.at(one.occurred_at)
    if one.occurred_precision == "day":
        occurred = Moment.on(occurred.day)
    planned = payload.get("planned_for")
    return Event(
        id=payload.get("id", one.id), kind=Kind(payload.get("kind", "done")), name=payload.get("name", one.rule),
        episode=payload.get("episode", ""), subject=one.stream, occurred=occurred, recorded=one.recorded_at, sequence=one.sequence,
        by=one.by, role=one.role, agency=one.agency, answers={name: decode(value) for name, value in payload.get("answers", {}).items()},
        stands=payload.get("stands", True), planned_for=decode(planned) if planned is not None else None,  # type: ignore[arg-type]
        present=tuple(payload.get("present", ())), annuls=payload.get("annuls", False), pin=one.pack,
        **{field: payload.get(field, "") for field in TEXTS},
    )  # fmt: skip


def encode(value: object) -> Any:
    """A value as JSON can hold it: moments and durations are marked, tuples become lists."""
    if isinstance(value, Moment):
        return {"moment": value.iso()}
    if isinstance(value, Duration):
        return {"duration": str(value)}
    if isinstance(value, Mapping):
        return {"row": {name: encode(part) for name, part in value.items()}}
    if isinstance(value, tuple | list):
        return [encode(part) for part in value]
    return value


def decode(value: Any) -> object:
    """The value that `encode` was given."""
    if isinstance(value, list):
        return tuple(decode(part) for part in value)
    if isinstance(value, dict):
        if "moment" in value:
            return Moment.parse(value["moment"])
        if "duration" in value:
            return Duration.parse(value["duration"])
        return {name: decode(part) for name, part in value.get("row", {}).items()}
    return value
