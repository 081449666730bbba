"""What somebody may be about to type: titles of pages, and words of the word list, that begin so."""

from __future__ import annotations

from tantivy import Occur, Query

from waymark.manual.search.analysis import stems, words
from waymark.manual.search.index import Index
from waymark.manual.search.pages import Kind, Page
from waymark.manual.search.ranking import only
from waymark.manual.search.wordlist import WordList

#: So many are offered; so many of one kind; so many are looked at.
MOST, MOST_OF_A_KIND, LOOKED_AT = 8, 4, 40
#: Fewer letters say nothing yet.
SHORTEST = 2
#: Descriptors are many and long; they are found by searching.
_OFFERED = (Kind.CHAPTER, Kind.SECTION, Kind.TOOL, Kind.CONTACT, Kind.LEVEL)
_KINDS = {Kind.CHAPTER: 1.6, Kind.SECTION: 1.0, Kind.TOOL: 1.0, Kind.CONTACT: 1.1, Kind.LEVEL: 1.0}


def suggest(index: Index, word_list: WordList, text: str, *, area: str) -> list[Page]:
    """Pages of an area whose names hold what was typed, the last word perhaps unfinished; the likeliest first."""
    typed = words(text[:80])[-8:]
    if not typed or len("".join(typed)) < SHORTEST:
        return []
    ways = [_names(index, typed), *_meant(index, typed, word_list)]
    query = Query.boolean_query(
        [
            (Occur.Must, only(index, "book", [area]) if area else only(index, "once", ["yes"])),
            (Occur.Must, only(index, "kind", [kind.value for kind in _OFFERED])),
            (Occur.Must, Query.disjunction_max_query(ways, 0.1)),
        ]
    )
    result = index.searcher.search(query, LOOKED_AT, count=False)
    pages = [(score, index.page(address)) for score, address in result.hits]
    pages.sort(key=lambda row: -row[0] * _likely(row[1], typed, area))
    return _chosen([page for _, page in pages])


def _names(index: Index, typed: list[str]) -> Query:
    """Every word but the last whole, the last as a beginning."""
    whole = [(Occur.Must, Query.term_query(index.schema, "names", word)) for word in typed[:-1]]
    begun = Query.fuzzy_term_query(index.schema, "names", typed[-1], distance=0, prefix=True)
    exact = Query.boost_query(Query.term_query(index.schema, "names", typed[-1]), 1.0)
    return Query.boolean_query([*whole, (Occur.Must, begun), (Occur.Should, exact)])


def _meant(index: Index, typed: list[str], word_list: WordList) -> list[Query]:
    """Titles that hold what the typed words stand for, and the chapters to which the word list leads."""
    ways = []
    for row in word_list.meant_by(tuple(stems(typed))):
        for said in (row.title, *row.means):
            each = [(Occur.Must, Query.term_query(index.schema, "title", one)) for one in stems(said)]
            ways.append(Query.boolean_query(each))
        for chapter in row.chapters:
            whole = [("kind", Kind.CHAPTER.value), ("chapter", chapter)]
            each = [(Occur.Must, Query.term_query(index.schema, name, value)) for name, value in whole]
            ways.append(Query.boolean_query(each))
    return ways


def _likely(page: Page, typed: list[str], area: str) -> float:
    begins = 1.5 if words(page.title)[: len(typed) - 1] == typed[:-1] else 1.0
    return _KINDS[page.kind] * begins * (0.5 if page.neighbour else 1.2 if page.area == area else 1.0)


def _chosen(pages: list[Page]) -> list[Page]:
    """The first pages, each title of a chapter once, and not all of one kind."""
    found: list[Page] = []
    seen: set[tuple[str, str]] = set()
    kinds: dict[Kind, int] = {}
    for page in pages:
        name = page.title.casefold(), page.chapter
        if name in seen or kinds.get(page.kind, 0) >= MOST_OF_A_KIND:
            continue
        seen.add(name)
        kinds[page.kind] = kinds.get(page.kind, 0) + 1
        found.append(page)
        if len(found) == MOST:
            break
    return found
