"""How an event becomes a fingerprint. Whatever is hashed is hashed as it is stored, character for character.

Three kinds of fingerprint, all SHA-256 in hexadecimal:

* of a payload: a random salt and the payload's text. The salt is destroyed with the payload, so that nobody can guess
  a redacted payload by trying likely texts.
* of an event: its envelope, which includes the payload's fingerprint and that of the event before it in its stream.
* of the whole ledger: a running one, over the fingerprints of all events in the order in which they were written.
"""

import json
import os
from collections.abc import Iterable, Sequence
from hashlib import sha256

from waymark.ledger.events import Payload

# The columns that an event's hash covers, in this order.
ENVELOPE = (
    "position",
    "id",
    "stream",
    "sequence",
    "type",
    "type_version",
    "occurred_at",
    "occurred_precision",
    "recorded_at",
    "by",
    "role",
    "agency",
    "pack",
    "rule",
    "act_number",
    "corrects",
    "payload_hash",
    "previous_hash",
)

# No column may hold the separator, so that no two envelopes read the same when joined.
SEPARATOR = "\x1f"
FORMAT = "waymark-event-1"
SEPARATORS_IN_AN_ENVELOPE = len(ENVELOPE)

_in_canonical_form = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode

START_OF_STREAM = ""
START_OF_LEDGER = sha256(b"waymark-ledger-1").hexdigest()


def canonical(payload: Payload) -> str:
    """The payload's one JSON text: sorted keys, no spaces, no NaN."""
    text = _in_canonical_form(payload)
    text.encode()  # a text with half a character in it cannot be stored: say so before anything is written
    return text


def new_salt() -> str:
    """Sixteen random bytes, in hexadecimal."""
    return os.urandom(16).hex()


def payload_hash(salt: str, content: str) -> str:
    """The fingerprint of a payload's text. JSON escapes control characters, so the separator stands in it once."""
    return sha256(f"{salt}{SEPARATOR}{content}".encode()).hexdigest()


def event_hash(envelope: Sequence[str | int]) -> str:
    """The fingerprint of an envelope, given as the values of ENVELOPE.

    ValueError or TypeError says that these values are no envelope. Kinds matter: an altered 1 must not pass for "1".
    """
    position, event_id, stream, sequence, kind, version, *texts = envelope
    if not (type(position) is type(sequence) is type(version) is int):
        raise TypeError("Position, sequence and version are whole numbers.")
    text = SEPARATOR.join((FORMAT, str(position), event_id, stream, str(sequence), kind, str(version), *texts))  # type: ignore[arg-type]
    if text.count(SEPARATOR) != SEPARATORS_IN_AN_ENVELOPE:
        raise ValueError("An envelope holds a separator.")
    return sha256(text.encode()).hexdigest()


def roll(root: str, hashes: Iterable[str]) -> str:
    """The running fingerprint of the ledger, carried on over these events' hashes."""
    for event in hashes:
        root = sha256(f"{root}{event}".encode()).hexdigest()
    return root
