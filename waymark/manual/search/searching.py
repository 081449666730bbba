"""Ask the guidance: the pages of an area, then those that only other areas have, then what was loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tantivy import Occur, Query

from waymark.manual.search.asking import Asked, understand
from waymark.manual.search.index import Index
from waymark.manual.search.pages import Kind
from waymark.manual.search.ranking import WEIGHTS, Hit, Weights, found, holding_all, only
from waymark.manual.search.wordlist import WordList

#: So many are found at most; nobody reads further.
MOST = 60
#: So many of other areas' pages stand beside.
BESIDE = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the answers are narrowed to; empty means all."""

    kinds: tuple[Kind, ...] = ()
    chapter: str = ""
    whose: str = ""
    """Only the words of this area, not those of its parents and the nation."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found."""

    asked: Asked
    hits: tuple[Hit, ...]
    elsewhere: tuple[Hit, ...] = ()
    """What only other areas say."""

    @property
    def chapters(self) -> tuple[tuple[str, str], ...]:
        """The chapters of what was found, with their titles, the best first."""
        pages = [hit.page for hit in self.hits if hit.page.chapter and hit.page.kind is not Kind.DESCRIPTOR]
        return tuple({page.chapter: page.chapter_title for page in pages}.items())


def search(
    index: Index, word_list: WordList, text: str, *, area: str, wanted: Wanted | None = None, as_typed: bool = False,
    beside: bool = True, weights: Weights = WEIGHTS,
) -> Answer:  # fmt: skip
    """The pages that answer a text in an area's guidance. With no area: in all of them, each thing once.

    `beside`: also what only other areas say.
    """
    wanted = wanted or Wanted()
    asked = understand(text, word_list, index.spelling(word_list), as_typed=as_typed, quiet=frozenset(area.split("-")))
    if asked.empty:
        return Answer(asked, ())
    narrowed = list(_narrowed(index, wanted))
    here = only(index, "book", [area]) if area else only(index, "once", ["yes"])
    hits = found(index, asked, [(Occur.Must, here), *narrowed], own=area, limit=MOST, weights=weights)
    hits = hits if area else _once(hits)
    elsewhere: Sequence[Hit] = ()
    if area and beside:
        mine = {hit.page.key for hit in hits}
        others = [
            (Occur.MustNot, Query.term_query(index.schema, "book", area)),
            (Occur.Must, only(index, "local", ["yes"])),
        ]
        more = holding_all(index, asked, [*others, *narrowed], limit=BESIDE * 4)
        elsewhere = _once([hit for hit in more if hit.page.key not in mine])[:BESIDE]
    return Answer(asked, tuple(hits), tuple(elsewhere))


def _once(hits: list[Hit]) -> list[Hit]:
    """Each thing once, where it stands highest: an area that adds to a chapter makes a second page of it."""
    found: dict[tuple[str, ...], Hit] = {}
    for hit in hits:
        found.setdefault((hit.page.kind, hit.page.chapter, hit.page.name, hit.page.title), hit)
    return list(found.values())


def _narrowed(index: Index, wanted: Wanted) -> list[tuple[Occur, Query]]:
    found_in: list[tuple[Occur, Query]] = []
    if wanted.kinds:
        found_in.append((Occur.Must, only(index, "kind", [kind.value for kind in wanted.kinds])))
    if wanted.chapter:
        found_in.append((Occur.Must, only(index, "chapter", [wanted.chapter])))
    if wanted.whose:
        found_in.append((Occur.Must, only(index, "area", [wanted.whose])))
    return found_in
