"""Events to write in tests: a child whom nobody has met."""

from datetime import UTC, datetime

from waymark.ledger.actions import append
from waymark.ledger.events import NewEvent, StoredEvent

CHILD = "child:SYN1"
SIBLING = "child:SYN2"

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)
WEDNESDAY = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def new_event(says: str = "A neighbour rang.", **changes) -> NewEvent:
    """An event that a duty worker records on Monday."""
    values = {"payload": {"says": says}, "occurred_at": MONDAY, "by": "person:WORKER", "role": "duty-worker"}
    return NewEvent(**values | changes)


def write(*says: str, stream: str = CHILD, expected: int = 0, now: datetime = MONDAY) -> list[StoredEvent]:
    """Append an event for each sentence."""
    return append(stream=stream, expected_sequence=expected, events=[new_event(each) for each in says], now=now)


def said(events: list[StoredEvent]) -> list[str]:
    """What the events say."""
    return [event.payload["says"] for event in events]
