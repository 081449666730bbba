"""The reference of a referral: short enough to be read out on the telephone, and saying nothing about the child."""

from __future__ import annotations

from hashlib import sha256

#: No letter or figure that is taken for another.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 8


def reference_of(episode: str) -> str:
    """The reference of an episode: always the same, and no two alike in practice."""
    number = int.from_bytes(sha256(episode.encode()).digest()[:8])
    letters = ""
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    return f"{letters[:4]}-{letters[4:]}"
