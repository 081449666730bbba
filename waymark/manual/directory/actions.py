"""What the partnership business team of an area says about a contact: still right, otherwise, or which of several readings holds.

Each is one action: may they, does it stand as they saw it, one event in the contact's own stream. The pack stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from waymark.ledger import actions as ledger
from waymark.ledger.errors import StreamMoved
from waymark.ledger.events import NewEvent
from waymark.ledger.queries import stream_sequence
from waymark.manual.directory.entries import Entry, merged
from waymark.manual.directory.said import CHOSEN, CONFIRMED, CORRECTED, stream_of
from waymark.manual.speaking import BadEntry, By, NotAllowed, NotDone, speaks_for

LONGEST = 200


class Moved(NotDone):
    """Somebody else has spoken, or the pack has changed, since the page was opened."""


def seen_at(area: str, contact: str) -> int:
    """How often an area has spoken about a contact: what a page must say back, so that nobody confirms what they have not seen."""
    return stream_sequence(stream_of(area, contact))


def confirm(*, area: str, entry: Entry, seen: int, by: By, now: datetime) -> None:
    """What is shown is still right. Errors: NotAllowed, BadEntry (readings are open), Moved."""
    _check(by, area)
    if entry.open_readings:
        raise BadEntry({"reading": "The sources contradict each other. Choose which of them is right, or correct it."})
    _write(CONFIRMED, area, entry, entry.contact.channels, "", seen, by, now)


def correct(
    *, area: str, entry: Entry, channels: Mapping[str, str], reason: str, seen: int, by: By, now: datetime
) -> None:
    """It is otherwise: these are the channels. Empty ones are gone. Errors: NotAllowed, BadEntry, Moved."""
    _check(by, area)
    kept = {name: " ".join(value.split()) for name, value in channels.items() if value.strip()}
    problems = {name: "Write less than this: a number or an address." for name in kept if len(kept[name]) > LONGEST}
    problems |= {name: "Leave out signs that cannot be printed." for name in kept if not kept[name].isprintable()}
    if not reason.strip():
        problems["reason"] = "Say how you know."
    if not kept:
        problems["channels"] = "Leave at least one way to reach the service."
    elif kept == dict(entry.contact.channels):
        problems["channels"] = "Nothing is different. If everything is right, confirm it instead."
    if problems:
        raise BadEntry(problems)
    _write(CORRECTED, area, entry, kept, reason.strip(), seen, by, now)


def choose(*, area: str, entry: Entry, reading: int, reason: str, seen: int, by: By, now: datetime) -> None:
    """This one of the readings holds (counted from 0). Errors: NotAllowed, BadEntry, Moved."""
    _check(by, area)
    if not 0 <= reading < len(entry.contact.readings):
        raise BadEntry({"reading": "Choose which one is right."})
    _write(CHOSEN, area, entry, merged(entry.contact, reading), reason.strip(), seen, by, now)


def _check(by: By, area: str) -> None:
    if not speaks_for(by, area):
        raise NotAllowed(by.person, f"confirm contacts of {area}")


@transaction.atomic
def _write(
    kind: str, area: str, entry: Entry, channels: Mapping[str, str], reason: str, seen: int, by: By, now: datetime
) -> None:
    payload = {"channels": dict(channels), "printed": dict(entry.printed), "reason": reason}
    event = NewEvent(
        type=kind, payload=payload, occurred_at=now, by=by.person, role=by.role_word, agency=by.agency, pack=area
    )
    try:
        ledger.append(stream=stream_of(area, entry.name), expected_sequence=seen, events=[event], now=now)
    except StreamMoved as moved:
        raise Moved from moved
