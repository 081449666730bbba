"""Words that the guidance does not know, and the nearest that it does."""

from __future__ import annotations

from collections.abc import Mapping

import jellyfish
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from waymark.manual.search.analysis import stem

#: Shorter words are names, abbreviations and numbers; to guess at them does more harm than good.
SHORTEST = 4


class Spelling:
    """Corrects words from a vocabulary: each word with the number of pages that use it."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.known = vocabulary
        self._stems = {stem(word) for word in vocabulary}
        self._by_length: dict[int, list[str]] = {}
        for word in vocabulary:
            if len(word) >= SHORTEST and word.isalpha():
                self._by_length.setdefault(len(word), []).append(word)

    def knows(self, word: str) -> bool:
        """Whether any page uses the word, with whatever ending."""
        return word in self.known or stem(word) in self._stems

    def corrected(self, word: str) -> str | None:
        """The likeliest word meant by one that is not known. None: it is known, too short, a number, or like no other."""
        if len(word) < SHORTEST or not word.isalpha() or self.knows(word):
            return None
        allowed = 1 if len(word) < 6 else 2 if len(word) < 10 else 3
        best: tuple[float, str] | None = None
        sound = jellyfish.metaphone(word)
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for other, distance, _ in process.extract(
                word, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=allowed, limit=40
            ):
                cost = distance + self._unlike(word, sound, other)
                if best is None or cost < best[0]:
                    best = cost, other
        return best[1] if best is not None else None

    def nearest(self, word: str, number: int = 3) -> list[str]:
        """Known words that look most like one, for whoever found nothing."""
        if len(word) < SHORTEST:
            return []
        found = process.extract(
            word, [one for one in self.known if len(one) >= SHORTEST], scorer=fuzz.ratio, score_cutoff=70, limit=number
        )
        return [one for one, _, _ in found if one != word]

    def _unlike(self, word: str, sound: str, other: str) -> float:
        """What speaks against a candidate beside the letters: another sound, another beginning, few pages."""
        cost = 0.0 if jellyfish.metaphone(other) == sound else 0.6
        cost += 0.0 if other[0] == word[0] else 0.7
        cost += 0.2 if sorted(word) != sorted(other) and other[-1] != word[-1] else 0.0
        return cost - min(0.5, 0.05 * self.known[other].bit_length())

    def parted(self, word: str) -> tuple[str, str] | None:
        """Two known words written as one: "countylines"."""
        if len(word) < 7 or self.knows(word):
            return None
        cuts = ((word[:cut], word[cut:]) for cut in range(3, len(word) - 2))
        parts = [(min(self.known[a], self.known[b]), a, b) for a, b in cuts if a in self.known and b in self.known]
        return max(parts)[1:] if parts else None

    def joined(self, first: str, second: str) -> str | None:
        """One known word written as two: "safe guarding"."""
        one = first + second
        return one if self.known.get(one, 0) and len(one) >= 7 else None
