"""Words as the index knows them: without accents, capitals, apostrophes and endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import tantivy

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")

#: Words that say nothing about what is looked for; they count only where nothing else was typed.
_SMALL = """
    a about after all also am an and any are as at be because been being but by can cant could did do does doing dont for from get
    got had has have he her hers him his how i if im in into is it its ive just like may me might must my of off on or our ours out over please
    she should so some than that the their theirs them then there these they this those to too up us was we were what whats when where
    which while who whom whose why will with would you your yours
"""
SMALL = frozenset(_SMALL.split())


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return "".join(c for c in folded if not unicodedata.combining(c)).lower()


def plain(text: str) -> str:
    """A text in small letters without accents and apostrophes: "Clare’s Law" is "clares law"."""
    return text.translate(_APOSTROPHES).lower() if text.isascii() else _folded(text)


def words(text: str) -> list[str]:
    """The words of a text in their order, whole."""
    return _WORD.findall(plain(text))


@lru_cache(maxsize=1)
def _stemmer() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(tantivy.Filter.stemmer("english")).build()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its ending: "bruises" and "bruising" are both "bruis"."""
    found = _stemmer().analyze(word)
    return str(found[0]) if found else word


def stems(text: str | Iterable[str]) -> list[str]:
    """The words of a text without their endings."""
    return [stem(word) for word in (words(text) if isinstance(text, str) else text)]


def telling(typed: list[str]) -> list[str]:
    """The words that say something; all of them where none does."""
    return [word for word in typed if word not in SMALL] or typed


@lru_cache(maxsize=1 << 16)
def root(word: str) -> str:
    """The stem of a word as it stands in a text: of "Bruises" it is "bruis"."""
    return stem(plain(word))
