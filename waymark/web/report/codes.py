"""The code and the PIN with which a member of the public comes back to what they have begun. Both are chosen here, and kept only as hashes."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256

from django.contrib.auth.hashers import check_password, make_password

#: Sounds that can be told apart over the telephone and read from a slip of paper.
_CONSONANTS, _VOWELS = "bdghjlmnprstvz", "aeiou"
_SYLLABLES, _DIGITS = 6, 4


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it is shown once (`bako-timu-reda`) and its PIN."""

    code: str
    pin: str

    @property
    def code_hash(self) -> str:
        """What is kept of the code."""
        return hash_of(plain(self.code))

    @property
    def pin_hash(self) -> str:
        """What is kept of the PIN."""
        return make_password(self.pin)


def new_code() -> Code:
    """A code that nobody can guess, and a PIN."""
    syllables = [secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(_SYLLABLES)]
    pairs = ["".join(syllables[place : place + 2]) for place in range(0, _SYLLABLES, 2)]
    return Code("-".join(pairs), "".join(secrets.choice("0123456789") for _ in range(_DIGITS)))


def new_key() -> str:
    """What a browser keeps to be known again."""
    return secrets.token_urlsafe(32)


def plain(code: str) -> str:
    """A code as it was typed, without hyphens, spaces and capitals."""
    return re.sub(r"[^a-z]", "", code.lower())[:40]


def hash_of(text: str) -> str:
    """One way only: what is looked up without being kept."""
    return sha256(text.encode()).hexdigest()


def is_pin(pin: str, pin_hash: str) -> bool:
    """Whether this is the PIN. Without a hash the same work is done for nothing, so that the time tells nothing."""
    digits = re.sub(r"[^0-9]", "", pin)[:12]
    if not pin_hash:
        make_password(digits)
        return False
    return check_password(digits, pin_hash)
