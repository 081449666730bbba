"""The same facts in two areas. Wordings are set beside each other by how alike they are; nothing is said to be the same but what is word for word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from waymark.manual.levels.chart import THEME, Chart, Descriptor
from waymark.manual.levels.reading import Reading, reading
from waymark.manual.search.analysis import stems, telling, words

DIFFERENT = f"{THEME}/same-fact-different-level"
#: Below this two wordings have little more than small words in common, and nothing is shown.
LEAST_ALIKE = 55
#: And so is it with fewer words in common than this share of the shorter wording's.
LEAST_SHARED = 0.5
#: From here on only a word or two differ.
NEARLY_THE_SAME = 85
MOST_SHOWN = 3
_WHOLE = 100


class Likeness(StrEnum):
    """How alike two wordings are, in words."""

    SAME = "The same wording"
    NEARLY = "Nearly the same wording"
    NEAREST = "Nearest wording"


@dataclass(frozen=True, slots=True)
class Nearest:
    """A descriptor of the other chart. `alike`: letters that the stems of both wordings have in common, 0 to 100, whatever
    their order."""

    descriptor: Descriptor
    alike: int

    @property
    def likeness(self) -> Likeness:
        """How alike, in words."""
        if self.alike >= _WHOLE:
            return Likeness.SAME
        return Likeness.NEARLY if self.alike >= NEARLY_THE_SAME else Likeness.NEAREST


@dataclass(frozen=True, slots=True)
class Pair:
    """A descriptor that fits in one area, and what the other prints that is worded most alike; nothing where nothing is alike."""

    descriptor: Descriptor
    nearest: tuple[Nearest, ...]

    @property
    def differs(self) -> bool:
        """Whether the other area prints the same, or nearly the same, at other levels."""
        alike = [one for one in self.nearest if one.likeness is not Likeness.NEAREST]
        here = {one.order for one in self.descriptor.levels}
        return bool(alike) and {one.order for one in alike[0].descriptor.levels} != here


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readings of the same facts."""

    here: Reading
    there: Reading
    """What the other area's chart says of the same figures; nothing is ticked there for anybody."""
    pairs: tuple[Pair, ...]


def compare(
    here: Chart,
    there: Chart,
    ticked: Iterable[str],
    answers: Mapping[str, object],
    age: int | None = None,
    *,
    now: datetime,
    there_answers: Mapping[str, object] | None = None,
) -> Comparison:
    """The descriptors ticked in one chart beside the nearest wordings of another, and what the figures say in both.

    `there_answers`: the same figures as the other chart's questions read them; without it, as ours do.
    """
    first = reading(here, ticked, answers, age, now=now)
    fits = [one.descriptor for one in (*first.matched, *first.protective, *first.context)]
    second = reading(there, (), answers if there_answers is None else there_answers, age, now=now)
    return Comparison(first, second, tuple(Pair(one, nearest(one, there)) for one in fits))


@dataclass(frozen=True, slots=True)
class Stated:
    """What a pack itself says about the same thing in both areas."""

    title: str
    here: str
    there: str


def stated(here: Chart, there: Chart) -> tuple[Stated, ...]:
    """The facts of which the packs themselves say that the two areas place them differently; nothing where they compare no such areas."""
    ours, theirs = here.edition.area, there.edition.area
    listed = here.pack.lists.get(DIFFERENT)
    if listed is None or not {ours, theirs} <= set(listed.columns):
        return ()
    return tuple(
        Stated(row.title, "; ".join(row.columns.get(ours, ())), "; ".join(row.columns.get(theirs, ())))
        for row in listed.rows
    )


def nearest(one: Descriptor, there: Chart) -> tuple[Nearest, ...]:
    """What another chart prints that is worded most alike; of a strength only strengths, of a worry only worries."""
    wordings = {key: words for key, words in _wordings(there).items() if _sort(there.descriptor(key)) == _sort(one)}
    found = process.extract(
        plain(one.text), wordings, scorer=fuzz.token_sort_ratio, score_cutoff=LEAST_ALIKE, limit=MOST_SHOWN
    )
    close = [
        Nearest(other, _alike(one, other, score))
        for _, score, key in found
        if (other := there.descriptor(key)) is not None and _share_words(one, other)
    ]
    best = max((near.alike for near in close), default=0)
    # Beside a wording that is nearly the same, one that is merely alike only confuses.
    least = NEARLY_THE_SAME if best >= NEARLY_THE_SAME else LEAST_ALIKE
    return tuple(near for near in close if near.alike >= least)


def _share_words(one: Descriptor, other: Descriptor) -> bool:
    """Whether two wordings share enough whole words; letters alone also agree where nothing is meant."""
    ours, theirs = _stems(one.text), _stems(other.text)
    return len(ours & theirs) >= LEAST_SHARED * min(len(ours), len(theirs))


def _alike(one: Descriptor, other: Descriptor, score: float) -> int:
    """Only what is word for word the same is all alike."""
    return _WHOLE if plain(one.text) == plain(other.text) else min(int(score), _WHOLE - 1)


def plain(text: str) -> str:
    """A wording without capitals and punctuation."""
    return " ".join(words(text))


def weighty(text: str) -> str:
    """The stems of the words of a wording that say something."""
    return " ".join(sorted(_stems(text)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(telling(words(text))))


def _sort(one: Descriptor | None) -> bool:
    return one is not None and one.protective


@lru_cache(maxsize=16)
def _wordings(chart: Chart) -> dict[str, str]:
    return {one.key: weighty(one.text) for one in chart.descriptors}
