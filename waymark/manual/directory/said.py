"""What an area has said about its contacts: that one is still right, that it is otherwise, or which reading holds. Kept in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from waymark.ledger.events import StoredEvent
from waymark.ledger.queries import events_of, stream_events
from waymark.procedures.language.pack import Pack

CONFIRMED, CORRECTED, CHOSEN = "contact-confirmed", "contact-corrected", "contact-reading-chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing that an area said about a contact."""

    kind: str
    """`CONFIRMED`, `CORRECTED` or `CHOSEN`."""
    channels: Mapping[str, str]
    """How the service is reached, in the area's word."""
    printed: Mapping[str, str]
    """What the pack printed when the area said so."""
    reason: str
    by: str
    at: datetime

    @property
    def own(self) -> bool:
        """Whether the area said something else than its pack."""
        return dict(self.channels) != dict(self.printed)


def stream_of(area: str, contact: str) -> str:
    """The stream in which an area's words about a contact stand."""
    return f"contact:{area}:{contact}"


def said_in(area: str, contacts: Iterable[str]) -> dict[str, Said]:
    """The last thing that an area said about each of these contacts, by name. One question."""
    found: dict[str, Said] = {}
    for event in events_of([stream_of(area, name) for name in contacts]):
        if (said := _said(event)) is not None:
            found[event.stream.rpartition(":")[2]] = said
    return found


def as_said(pack: Pack) -> Pack:
    """A pack in which the area's own words stand over what it prints of its contacts. One question."""
    said = said_in(pack.area, pack.contacts)
    own = {name: replace(pack.contacts[name], channels=one.channels) for name, one in said.items() if one.own}
    return replace(pack, contacts={**pack.contacts, **own}) if own else pack


def history(area: str, contact: str) -> list[Said]:
    """Everything that an area said about a contact, newest first."""
    found = [_said(event) for event in stream_events(stream_of(area, contact))]
    return [said for said in reversed(found) if said is not None]


def _said(event: StoredEvent) -> Said | None:
    """None where what was said has been redacted."""
    if event.payload is None or event.type not in (CONFIRMED, CORRECTED, CHOSEN):
        return None
    return Said(
        kind=event.type,
        channels=event.payload["channels"],
        printed=event.payload["printed"],
        reason=event.payload.get("reason", ""),
        by=event.by,
        at=event.occurred_at,
    )
