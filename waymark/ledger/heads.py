"""The signed head: a small statement, once a day, of what the whole ledger held.

Chains show that events fit each other; whoever owns the database could still rewrite them all. A head that is kept
elsewhere (printed, mailed to another agency, on another machine) shows that too, and can be checked without a database.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, transaction

from waymark.ledger import hashing, writing
from waymark.ledger.errors import HeadNotGenuine, KeyMissing, LedgerDamaged
from waymark.ledger.events import as_text
from waymark.ledger.models import Event, Head

HASHES_IN_MEMORY = 10_000
FORMAT = "waymark-ledger-head-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHead:
    """The first `events` events of the ledger have the running fingerprint `root`, says the owner of `key`."""

    number: int
    events: int
    root: str
    signed_at: str
    key: str
    signature: str

    @property
    def statement(self) -> bytes:
        """What is signed."""
        return "\n".join((FORMAT, str(self.number), str(self.events), self.root, self.signed_at, self.key)).encode()


def create_key(path: Path) -> Path:
    """Make a signing key that only its owner can read; the public half goes beside it, and is returned."""
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = public_path(path)
    public.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return public


def public_path(private: Path) -> Path:
    """Where the public half of a key lies."""
    return private.with_suffix(".public.pem")


def public_key(path: Path | None = None) -> Ed25519PublicKey:
    """The public key in a file; without a path, this installation's."""
    path = path or public_path(Path(settings.WAYMARK_LEDGER_KEY))
    key = load_pem_public_key(_key_file(path))
    if not isinstance(key, Ed25519PublicKey):
        raise KeyMissing(f"{path} is not an Ed25519 key.")
    return key


@transaction.atomic
def sign_head(*, now: datetime, key_path: Path | None = None) -> SignedHead:
    """State what the ledger holds now. Goes on from the last head, whose signature is checked first."""
    path = key_path or Path(settings.WAYMARK_LEDGER_KEY)
    private = load_pem_private_key(_key_file(path), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyMissing(f"{path} is not an Ed25519 key.")
    writing.wait_for_turn()
    heads = stored_heads()
    if heads:
        check(heads[-1], private.public_key())
    number, events, root = (
        (heads[-1].number, heads[-1].events, heads[-1].root) if heads else (0, 0, hashing.START_OF_LEDGER)
    )
    events, root = _carry_on(events, root)
    name = fingerprint(private.public_key())
    head = SignedHead(number=number + 1, events=events, root=root, signed_at=as_text(now), key=name, signature="")
    values = asdict(head) | {"signature": private.sign(head.statement).hex()}
    writing.insert(writing.HEAD, [tuple(values[column] for column in writing.HEAD[1])])
    return SignedHead(**values)


def stored_heads(using: str = DEFAULT_DB_ALIAS) -> list[SignedHead]:
    """The heads that this ledger keeps, oldest first."""
    columns = writing.HEAD[1]
    rows = Head.objects.using(using).order_by("number").values_list(*columns)
    return [SignedHead(**dict(zip(columns, row, strict=True))) for row in rows]


def export_head(head: SignedHead, path: Path) -> None:
    """Write a head to a small JSON file, to be kept elsewhere."""
    path.write_text(json.dumps({"format": FORMAT} | asdict(head), indent=2) + "\n", encoding="utf-8")


def read_head(path: Path) -> SignedHead:
    """Read an exported head, without checking who signed it."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values.pop("format") != FORMAT:
            raise ValueError("another format")
        return SignedHead(**values)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise HeadNotGenuine(f"{path} is not a ledger head: {error}") from error


def verify_head(path: Path, key: Ed25519PublicKey) -> SignedHead:
    """Check an exported head against the public key. Needs no database and no network."""
    head = read_head(path)
    check(head, key)
    return head


def check(head: SignedHead, key: Ed25519PublicKey | None) -> None:
    """Raise HeadNotGenuine unless the key's owner signed exactly this. Without a key, look at its form alone."""
    kinds = [type(value) for value in asdict(head).values()]
    if kinds != [int, int, str, str, str, str]:
        raise HeadNotGenuine(f"Head {head.number!r} holds something of the wrong kind.")
    if key is None:
        return
    try:
        key.verify(bytes.fromhex(head.signature), head.statement)
    except (InvalidSignature, ValueError, TypeError) as error:
        raise HeadNotGenuine(f"Head {head.number} of {head.signed_at} was not signed by this key.") from error


def fingerprint(key: Ed25519PublicKey) -> str:
    """A short name for a key."""
    return sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def _key_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KeyMissing(
            f"There is no key at {path}: make one with create_key(), or set WAYMARK_LEDGER_KEY."
        ) from error


def _carry_on(events: int, root: str) -> tuple[int, str]:
    """The count and running fingerprint of all events, from those of the first `events`."""
    while page := _hashes_after(events):
        last = page[-1][0]
        if last != events + len(page):
            raise LedgerDamaged(f"Events are missing before position {last}: nothing is signed. Run verify().")
        root = hashing.roll(root, (event_hash for _, event_hash in page))
        events = last
    return events, root


def _hashes_after(position: int) -> Sequence[tuple[int, str]]:
    rows = Event.objects.filter(position__gt=position).order_by("position")
    return list(rows.values_list("position", "hash")[:HASHES_IN_MEMORY])
