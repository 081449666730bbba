"""When two names may be one: folded spelling, sound, and the short forms by which people go.

Keys are short texts that equal names share, so that an index finds them: `=` spelled the same when folded, `~` a short form of the same name,
`m` and `n` sounding the same (Metaphone, NYSIIS).
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

import jellyfish

from waymark.people.short_forms import LONG_FORMS

#: Letters that do not come apart into a plain letter and a mark.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "`": "'",
    }
)
_TITLES = frozenset({"mr", "mrs", "miss", "ms", "master", "dr"})


class Alike(IntEnum):
    """How alike two parts of names are; more is more alike."""

    NOT = 0
    SOUND = 1
    LETTER = 2
    """One letter more, less or different, or two exchanged."""
    SHORT_FORM = 3
    SPELLING = 4


def fold(text: str) -> str:
    """Without accents, case, apostrophes and doubled spaces; hyphens and dots become spaces."""
    lower = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(c for c in lower if not unicodedata.combining(c) and c != "'")
    return " ".join(re.sub(r"[^\w]+|_", " ", bare).split())


@lru_cache(maxsize=1 << 14)
def parts(name: str) -> tuple[str, ...]:
    """The folded parts of a name, without a title before it."""
    found = fold(name).split()
    return tuple(found[1:] if len(found) > 1 and found[0] in _TITLES else found)


def sort_name(name: str) -> str:
    """Family name first, folded, as lists are sorted."""
    found = parts(name)
    return " ".join((found[-1], *found[:-1])) if found else ""


@lru_cache(maxsize=1 << 16)
def keys(part: str) -> frozenset[str]:
    """The keys of one folded part of a name."""
    found = {f"={part}", *(f"~{long}" for long in LONG_FORMS.get(part, ()))}
    if part in _LONG:
        found.add(f"~{part}")
    if part.isascii() and part.isalpha() and len(part) > 1:
        found |= {f"m{jellyfish.metaphone(part)}", f"n{jellyfish.nysiis(part)}"}
    return frozenset(key for key in found if len(key) > 1)


def name_keys(*names: str) -> frozenset[str]:
    """The keys of all parts of some names of one person."""
    return frozenset(key for name in names for part in parts(name) for key in keys(part))


@lru_cache(maxsize=1 << 16)
def alike(one: str, other: str) -> Alike:
    """How alike two folded parts are."""
    if one == other:
        return Alike.SPELLING
    shared = keys(one) & keys(other)
    if any(key[0] == "~" for key in shared):
        return Alike.SHORT_FORM
    if min(len(one), len(other)) > 4 and jellyfish.damerau_levenshtein_distance(one, other) == 1:
        return Alike.LETTER
    # A short name has a short key that many share: both ways of hearing it must agree.
    needed = 1 if min(len(one), len(other)) > 4 else 2
    return Alike.SOUND if len(shared) >= needed else Alike.NOT


_LONG = frozenset(long for longs in LONG_FORMS.values() for long in longs)
