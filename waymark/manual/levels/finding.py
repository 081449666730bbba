"""Finding descriptors by typing: by words and their stems, with a slip of the keyboard forgiven. The search over everything is elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz

from waymark.manual.levels.chart import Chart, Descriptor

#: Words that say nothing by themselves.
_EMPTY = frozenset({
    "a", "about", "an", "and", "are", "at", "be", "been", "but", "by", "child", "children", "do", "does", "for", "from", "had", "has", "have",
    "he", "her", "him", "himself", "herself", "his", "i", "if", "in", "is", "it", "its", "my", "not", "of", "off", "on", "or", "our", "she",
    "so", "some", "that", "the", "their", "them", "themselves", "there", "they", "this", "to", "up", "was", "we", "were", "when", "who", "will",
    "with",
})  # fmt: skip
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "ness", "ment", "er", "y", "e")
_SHORTEST = 3
#: Stems of at least this length may differ by a letter.
_FORGIVEN = 5
_ALIKE = 88


def find(chart: Chart, typed: str, other_words: Mapping[str, frozenset[str]] | None = None) -> tuple[Descriptor, ...]:
    """The descriptors that match what was typed, the best first: those with every word, or failing these those with most of them.

    `other_words`: further words for a word, by stem, each as a stem ("sexting": nude, image).
    """
    wanted = [(one, (other_words or {}).get(one, frozenset())) for one in sorted(stems(typed))]
    if not wanted:
        return ()
    phrase, every = " ".join(_WORD.findall(typed.lower())), chart.descriptors
    counted = [
        (
            sum(_weight(words, one, others) for one, others in wanted),
            phrase not in every[at].text.lower().replace("-", " "),
            at,
        )
        for at, words in enumerate(_searched(chart))
    ]
    best = max((count for count, _, _ in counted), default=0)
    least = min(best, len(wanted)) * 0.7
    found = sorted((-count, apart, at) for count, apart, at in counted if count and count >= least)
    return tuple(every[at] for _, _, at in found)


def stems(text: str) -> frozenset[str]:
    """The stems of the words that say something."""
    return frozenset(stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without its commonest endings: "hurting" and "hurts" become "hurt". Cuts too little rather than too much."""
    word = word.partition("'")[0]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending)
            # The doubled letter of "stopped" is no part of the stem.
            return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "ls" else word
    return word


@lru_cache(maxsize=16)
def _searched(chart: Chart) -> tuple[frozenset[str], ...]:
    titles = {one.id: f"{one.title} {one.dimension}" for one in chart.domains}
    return tuple(stems(f"{one.text} {one.say} {one.tool} {titles[one.domain]}") for one in chart.descriptors)


def _weight(words: frozenset[str], wanted: str, others: frozenset[str]) -> float:
    """How well one wanted word is met: itself, its beginning, another word for it, or nearly itself."""
    if wanted in words:
        return 1.0
    if len(wanted) > _SHORTEST and any(word.startswith(wanted) for word in words):
        return 0.9
    if others & words:
        return 0.8
    if len(wanted) >= _FORGIVEN and any(fuzz.ratio(wanted, word, score_cutoff=_ALIKE) for word in words):
        return 0.7
    return 0.0
