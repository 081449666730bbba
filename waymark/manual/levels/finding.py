"""Finding descriptors by typing: by stems, by what people say for it, with a slip of the keyboard forgiven. It looks in one chart alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from waymark.manual.levels.chart import Chart, Descriptor
from waymark.manual.search.analysis import stems, telling, words
from waymark.manual.search.wordlist import word_list

#: Stems of at least this length may differ by a letter, and may be the beginning of a longer word.
_FORGIVEN, _BEGINNING = 5, 4
_ALIKE = 88
#: What is found meets at least this share of what the best meets.
_LEAST = 0.7


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One thing that was typed: stems that belong together, and other ways of saying the same."""

    stems: tuple[str, ...]
    others: tuple[frozenset[str], ...]


def find(chart: Chart, typed: str) -> tuple[Descriptor, ...]:
    """The descriptors that match what was typed, the best first: those with every word, or failing these those with most of them."""
    wanted = tuple(_wanted(chart, words(typed)))
    if not wanted:
        return ()
    phrase, every = " ".join(words(typed)), chart.descriptors
    counted = [
        (
            sum(_weight(printed, one) for one in wanted),
            every[at].protective,
            phrase not in " ".join(words(every[at].text)),
            at,
        )
        for at, printed in enumerate(_searched(chart))
    ]
    best = max((weight for weight, *_ in counted), default=0)
    found = sorted((-weight, *rest) for weight, *rest in counted if weight and weight >= best * _LEAST)
    return tuple(every[int(at)] for *_, at in found)


def _wanted(chart: Chart, typed: list[str]) -> Iterator[_Wanted]:
    """What was typed, the longest phrases that the pack's list of words knows taken together; small words count only within these."""
    listed, telling_words, at = word_list(chart.pack), frozenset(telling(typed)), 0
    cut = tuple(stems(typed))
    while at < len(typed):
        longest = min(listed.longest, len(typed) - at)
        length = next((one for one in range(longest, 0, -1) if listed.meant_by(cut[at : at + one])), 0)
        if length:
            meant = listed.meant_by(cut[at : at + length])
            ways = (frozenset(stems(way)) for one in meant for way in (*one.means, *one.typed))
            yield _Wanted(cut[at : at + length], tuple(way for way in ways if way))
        elif typed[at] in telling_words:
            yield _Wanted(cut[at : at + 1], ())
        at += length or 1


@lru_cache(maxsize=16)
def _searched(chart: Chart) -> tuple[frozenset[str], ...]:
    titles = {one.id: f"{one.title} {one.dimension}" for one in chart.domains}
    return tuple(frozenset(stems(f"{one.text} {one.say} {one.tool} {titles[one.domain]}")) for one in chart.descriptors)


def _weight(printed: frozenset[str], wanted: _Wanted) -> float:
    """How well one wanted thing is met: by its own words, by another way of saying it, or nearly."""
    if printed.issuperset(wanted.stems):
        return 1.0
    if any(printed.issuperset(way) for way in wanted.others):
        return 0.9
    return max((_nearly(printed, one) for one in wanted.stems), default=0.0) / len(wanted.stems)


def _nearly(printed: frozenset[str], one: str) -> float:
    if one in printed:
        return 0.9
    if len(one) >= _BEGINNING and any(word.startswith(one) for word in printed):
        return 0.8
    near = len(one) >= _FORGIVEN and any(fuzz.ratio(one, word, score_cutoff=_ALIKE) for word in printed)
    return 0.7 if near else 0.0
