"""What the ledger refuses, in words that can be shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waymark.ledger.events import StoredEvent


class LedgerError(Exception):
    """Something that the ledger will not do."""


class StreamMoved(LedgerError):
    """Somebody else wrote first. Nothing was stored: keep the person's text and show them what is new."""

    def __init__(self, stream: str, expected: int, actual: int, events: "Sequence[StoredEvent]") -> None:
        self.stream = stream
        self.expected = expected
        self.actual = actual
        self.events = tuple(events)
        super().__init__(f"{stream} was expected to stand at {expected} and stands at {actual}.")


class EventNotFound(LedgerError):
    """No such event, or not in the stream where it was looked for."""


class AlreadyRedacted(LedgerError):
    """The payload is gone already."""


class AppendOnly(LedgerError):
    """A direct write through Django's models. The message names the action to use."""


class HeadNotGenuine(LedgerError):
    """A signed head that its key did not sign, or that cannot be read as one."""


class KeyMissing(LedgerError):
    """The ledger's signing key is not where the settings say."""


class LedgerDamaged(LedgerError):
    """What is stored cannot be the ledger that was written."""
