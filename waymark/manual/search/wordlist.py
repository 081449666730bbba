"""The shared list `search-words`: what people type for what the manual calls otherwise, kept where a practice manager can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from waymark.manual.search.analysis import stems, words
from waymark.procedures.language.pack import Pack

NAME = "search-words"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A row: what it is called, how else people type it, what the manual says for it, where it leads."""

    title: str
    typed: tuple[str, ...]
    """The row's own title and the other ways to type it."""
    means: tuple[str, ...]
    chapters: tuple[str, ...]
    kinds: tuple[str, ...]


class WordList:
    """The meanings of words, found by what was typed."""

    def __init__(self, meanings: Iterable[Meaning]) -> None:
        self.meanings = tuple(meanings)
        self._by_stems: dict[tuple[str, ...], list[Meaning]] = {}
        for one in self.meanings:
            for form in one.typed:
                self._by_stems.setdefault(tuple(stems(form)), []).append(one)
        self.longest = max((len(one) for one in self._by_stems), default=0)

    def meant_by(self, typed: tuple[str, ...]) -> list[Meaning]:
        """The rows that these stems, in this order, name."""
        return self._by_stems.get(typed, [])

    def all_words(self) -> set[str]:
        """Every whole word that somebody may type."""
        return {word for one in self.meanings for form in (*one.typed, *one.means) for word in words(form)}


@lru_cache(maxsize=32)
def word_list(pack: Pack) -> WordList:
    """The list as it holds in a pack; empty where there is none."""
    listed = pack.lists.get(NAME)
    return WordList(
        Meaning(
            title=row.title,
            typed=(row.title, *row.columns.get("also", ())),
            means=row.columns.get("means", ()),
            chapters=row.columns.get("chapter", ()),
            kinds=row.columns.get("kind", ()),
        )
        for row in (listed.rows if listed is not None else ())
    )
