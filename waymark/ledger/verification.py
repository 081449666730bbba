"""Is the ledger still what was written? Reads every event, in bounded memory, and says in plain words what is wrong.

What is looked for, in this order: the triggers that refuse changes; the signed heads; each event's and payload's
fingerprint; gaps in the order of writing; redactions without an event and events without their redaction; the chain of
each stream; payloads of nothing; and, on SQLite, indexes that disagree with their table.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from waymark.ledger import guards, hashing, heads, rows
from waymark.ledger.errors import HeadNotGenuine, KeyMissing
from waymark.ledger.heads import SignedHead
from waymark.ledger.models import Event
from waymark.ledger.report import PROBLEMS_LISTED, Findings, Problem, VerificationReport

__all__ = ["Problem", "VerificationReport", "verify"]

# A damaged SQLite file can give values of any kind from any column, and messages that are themselves undecodable.
UNREADABLE = (DatabaseError, UnicodeError, TypeError)

Progress = Callable[[int, int], None]

BROKEN_CHAINS = """
    SELECT stream, sequence, id, prior_sequence, sequence = prior_sequence + 1 FROM (
        SELECT stream, sequence, id, position, previous_hash,
            coalesce(lag(hash) OVER earlier, '') AS prior_hash,
            coalesce(lag(sequence) OVER earlier, 0) AS prior_sequence
        FROM ledger_event WHERE position <= %s WINDOW earlier AS (PARTITION BY stream ORDER BY sequence)
    ) AS chain
    WHERE prior_hash <> previous_hash OR sequence <> prior_sequence + 1 ORDER BY position"""

PAYLOADS_OF_NOTHING = """
    SELECT payload.position
    FROM ledger_payload payload LEFT JOIN ledger_event event ON event.position = payload.position
    WHERE event.position IS NULL"""


def verify(
    *,
    progress: Progress | None = None,
    exported: Iterable[SignedHead] = (),
    key: Ed25519PublicKey | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> VerificationReport:
    """Check the whole ledger, and against `exported` heads that were kept elsewhere as well as its own.

    Without `key` the installation's public key is used; `using` names another database, such as a restored copy.
    Events that are written meanwhile are left for the next time.
    """
    found = Findings()
    events = streams = known = 0
    try:
        genuine = _genuine_heads(heads.stored_heads(using), exported, key, found)
        known = len(genuine)
        events = rows.last_position(using)
        streams = Event.objects.using(using).values("stream").distinct().count()
        _check_guards(using, found)
        _check_events(events, genuine, progress, using, found)
        _check_chains(events, using, found)
        _check_storage(using, found)
    except UNREADABLE as error:
        found.add(f"The database could not be read to the end: {error}")
    return VerificationReport(
        events=events, streams=streams, heads=known,
        problem_count=found.count, problems=tuple(found.problems), notes=tuple(found.notes),
    )  # fmt: skip


def _genuine_heads(
    stored: list[SignedHead], exported: Iterable[SignedHead], key: Ed25519PublicKey | None, found: Findings
) -> list[SignedHead]:
    """The heads whose signature holds, in order of the events that they count; the others are problems."""
    if [head.number for head in stored] != list(range(1, len(stored) + 1)):
        found.add("A signed head is missing: their numbers have a gap.")
    everything = [*stored, *exported]
    if everything and key is None:
        try:
            key = heads.public_key()
        except KeyMissing as error:
            found.notes.append(f"The signatures of {len(everything)} heads were not checked. {error}")
    genuine = []
    for head in everything:
        try:
            heads.check(head, key)
            genuine.append(head)
        except HeadNotGenuine as error:
            found.add(str(error))
    return sorted(genuine, key=lambda head: head.events)


def _check_guards(using: str, found: Findings) -> None:
    for name in guards.missing(connections[using]):
        found.add(
            f"The trigger {name} is gone or switched off: the database would let somebody change what was written."
        )


def _check_events(upto: int, signed: list[SignedHead], progress: Progress | None, using: str, found: Findings) -> None:
    """One pass in the order of writing, with the running fingerprint compared at every head."""
    root, position = hashing.START_OF_LEDGER, 0
    while position < upto:
        page = rows.page(position, upto, using)
        rows.check_page(page, position, upto, using, found)
        if signed:
            root = _compare_heads(page, root, signed, found)
        position = page[-1][0] if page else upto
        if progress is not None:
            progress(position, upto)
    for head in signed:
        if head.events > upto:
            found.add(f"The head signed at {head.signed_at} counted {head.events} events, and the ledger holds {upto}.")
        else:
            _compare(head, root, found)


def _compare_heads(page: list[rows.Row], root: str, signed: list[SignedHead], found: Findings) -> str:
    """Roll on over a page, dropping from `signed` each head that is passed, and compare it on the way."""
    positions, hashes, done = [row[0] for row in page], [rows.hash_of(row) for row in page], 0
    while signed and positions and signed[0].events < positions[-1]:
        upto = bisect_right(positions, signed[0].events)
        root, done = hashing.roll(root, hashes[done:upto]), max(done, upto)
        _compare(signed.pop(0), root, found)
    return hashing.roll(root, hashes[done:]) if signed else root


def _compare(head: SignedHead, root: str, found: Findings) -> None:
    if head.root != root:
        then = f"when their head was signed at {head.signed_at}"
        found.add(f"Of the first {head.events} events, something is not as it was {then}.")


def _check_chains(upto: int, using: str, found: Findings) -> None:
    """Let the database look for events that do not follow the one before them in their stream."""
    with connections[using].cursor() as cursor:
        cursor.execute(BROKEN_CHAINS, [upto])
        for stream, sequence, event_id, prior, is_next in cursor:
            what = "It does not follow the event before it in its stream."
            if not is_next:
                what = f"Before it stands {prior}: what came between is missing."
            found.add(what, stream, sequence, event_id)


def _check_storage(using: str, found: Findings) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(PAYLOADS_OF_NOTHING)
        for (position,) in cursor.fetchmany(PROBLEMS_LISTED):
            found.add(f"There is a payload for position {position}, and no event.")
        for table in guards.TABLES if connection.vendor == "sqlite" else ():
            cursor.execute(f"PRAGMA integrity_check({table})")
            for (message,) in cursor:
                if message != "ok":
                    found.add(f"The database file is damaged: {message}")
