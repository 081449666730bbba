"""Which pages answer best: how a query is put to the index, and in which order its pages are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tantivy import Occur, Query

from waymark.manual.book import GENERATED
from waymark.manual.search.analysis import stems
from waymark.manual.search.asking import Asked, Unit
from waymark.manual.search.index import Index
from waymark.manual.search.pages import NATIONAL, Kind, Page


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each thing counts. Tuned on the tuning half of the judged queries (docs/search.md)."""

    fields: Mapping[str, float] = field(
        default_factory=lambda: {"title": 2.0, "aliases": 3.0, "chapter_words": 2.0, "heads": 1.5, "text": 1.0}
    )
    kinds: Mapping[Kind, float] = field(
        default_factory=lambda: {
            Kind.CHAPTER: 1.3, Kind.SECTION: 1.0, Kind.LEVEL: 1.0, Kind.DESCRIPTOR: 0.7, Kind.TOOL: 0.9, Kind.CONTACT: 0.8,
            Kind.DOCUMENT: 1.0,
        }
    )  # fmt: skip
    made: float = 0.8
    """Times, for a section made from all entries of one kind, which holds a little of everything."""
    repeated: float = 0.5
    """Times, for one that repeats what stands elsewhere: contacts, differences."""
    quiet: float = 0.3
    """A word that says little, such as the area's own name, beside 1 for others."""
    meaning: float = 0.8
    """Another way to say it, beside 1 for what was typed."""
    apart: float = 0.6
    """Words that belong together and stand apart, beside 1 for together."""
    all_words: float = 0.5
    """Added where a page holds everything that was asked for."""
    led_to: float = 5.0
    """Added to pages of a chapter to which the word list leads; shared among the words where there are several."""
    asked_kind: float = 2.0
    """Times, for a kind of page that the words ask for."""
    exact_title: float = 1.5
    """Times, where the title is what was typed."""
    own_area: float = 1.1
    """Times, for the area's own words; its parents' have half the advantage over the nation's."""
    own_contact: float = 1.4
    """Times, for a contact of the area itself; a neighbour's is divided by it."""
    in_a_row: int = 3
    """So many pages of one chapter are shown before those of others."""


WEIGHTS = Weights()
#: Where words are looked for that stand together.
_PHRASES = ("title", "aliases", "heads", "text")
#: Generated sections that repeat what stands elsewhere.
_REPEATED = frozenset({"contacts", "differences"})
#: So many pages are looked at again after the index has found them.
LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found, and how well it answers."""

    page: Page
    score: float


def only(index: Index, name: str, values: Sequence[str]) -> Query:
    """Pages that have one of these values; it says nothing of how good they are."""
    one = [(Occur.Should, Query.term_query(index.schema, name, value)) for value in values]
    return Query.const_score_query(Query.boolean_query(one), 0.0)


def found(
    index: Index, asked: Asked, must: Sequence[tuple[Occur, Query]], *, own: str, limit: int, weights: Weights = WEIGHTS
) -> list[Hit]:
    """The best pages for a query among those that `must` lets through, the best first. `own`: the area whose words come first."""
    query = Query.boolean_query([*must, (Occur.Must, _put(index, asked, weights))])
    return _spread(_asked(index, query, asked, own, max(limit, LOOKED_AT), weights), weights)[:limit]


def holding_all(index: Index, asked: Asked, must: Sequence[tuple[Occur, Query]], *, limit: int) -> list[Hit]:
    """Pages that hold everything that was asked for, wherever it stands in them: a quick look beside."""
    units = _everything(index, asked)
    units += [(Occur.Must, Query.phrase_query(index.schema, "all", list(run))) for run in asked.phrases if len(run) > 1]
    return _asked(index, Query.boolean_query([*must, *units]), asked, "", limit, WEIGHTS)


def _everything(index: Index, asked: Asked) -> list[tuple[Occur, Query]]:
    """Each unit in one of its ways, wherever in a page it stands."""
    units = []
    for unit in asked.units:
        runs = [
            Query.boolean_query([(Occur.Must, Query.term_query(index.schema, "all", one)) for one in run])
            for run in (unit.typed, *unit.means)
        ]
        units.append((Occur.Must, Query.disjunction_max_query(runs, 0.0) if len(runs) > 1 else runs[0]))
    return units


def _asked(index: Index, query: Query, asked: Asked, own: str, limit: int, weights: Weights) -> list[Hit]:
    result = index.searcher.search(query, limit, count=False)
    hits = [_weighed(index.page(address), score, asked, own, weights) for score, address in result.hits]
    return sorted(hits, key=lambda hit: -hit.score)


def _put(index: Index, asked: Asked, weights: Weights) -> Query:
    units = [_unit(index, unit, weights) for unit in asked.units]
    parts = [(Occur.Should, unit) for unit in units]
    if len(units) > 1:
        everything = Query.boolean_query(_everything(index, asked))
        parts.append((Occur.Should, Query.boost_query(everything, weights.all_words)))
    for phrase in asked.phrases:
        parts.append((Occur.Must, _run(index, phrase, weights, whole=True)))
    for chapter in asked.chapters:
        led = Query.term_query(index.schema, "chapter", chapter)
        parts.append((Occur.Should, Query.const_score_query(led, weights.led_to / max(1, len(asked.units)))))
    return Query.boolean_query(parts)


def _unit(index: Index, unit: Unit, weights: Weights) -> Query:
    ways = [_run(index, unit.typed, weights)]
    ways += [Query.boost_query(_run(index, run, weights), weights.meaning) for run in unit.means]
    query = Query.disjunction_max_query(ways, 0.1) if len(ways) > 1 else ways[0]
    return Query.boost_query(query, weights.quiet) if unit.quiet else query


def _run(index: Index, run: tuple[str, ...], weights: Weights, *, whole: bool = False) -> Query:
    """One stem, or several that stand together; unless `whole`, apart too, which counts less."""
    if len(run) == 1:
        return _stem(index, run[0], weights)
    ways = [
        Query.boost_query(
            Query.phrase_query(index.schema, name, list(run), slop=0 if whole else 2), weights.fields[name]
        )
        for name in _PHRASES
    ]
    together = Query.disjunction_max_query(ways, 0.2)
    if whole:
        return together
    apart = Query.boolean_query([(Occur.Must, Query.term_query(index.schema, "all", one)) for one in run])
    return Query.disjunction_max_query([together, Query.boost_query(apart, weights.apart)], 0.1)


def _stem(index: Index, one: str, weights: Weights) -> Query:
    ways = [
        Query.boost_query(Query.term_query(index.schema, name, one), weight) for name, weight in weights.fields.items()
    ]
    return Query.disjunction_max_query(ways, 0.2)


def _weighed(page: Page, score: float, asked: Asked, own: str, weights: Weights) -> Hit:
    score *= weights.kinds[page.kind]
    if page.kind is Kind.SECTION and page.name in GENERATED:
        score *= weights.repeated if page.name in _REPEATED else weights.made
    if page.kind in asked.kinds:
        score *= weights.asked_kind
    title, typed = set(stems(page.title)), {one for unit in asked.units for one in unit.typed}
    meant = [set(run) for unit in asked.units if len(asked.units) == 1 for run in unit.means]
    if title and (title == typed or title in meant):
        score *= weights.exact_title
    return Hit(page, score * _nearness(page, own, weights))


def _nearness(page: Page, own: str, weights: Weights) -> float:
    """The area's own words first, then its parents', then the nation's; a contact of a neighbour last."""
    if page.area == own:
        return weights.own_contact if page.kind is Kind.CONTACT else weights.own_area
    if page.kind is Kind.CONTACT and page.neighbour:
        return 1 / weights.own_contact
    return 1.0 if page.area == NATIONAL else (1 + weights.own_area) / 2


def _spread(hits: list[Hit], weights: Weights) -> list[Hit]:
    """The same in nearly the same order: of one chapter so many come first, the rest after the first pages of others."""
    first: list[Hit] = []
    later: list[Hit] = []
    seen: Counter[str] = Counter()
    for hit in hits:
        group = f"{hit.page.chapter}/{hit.page.kind is Kind.DESCRIPTOR}" if hit.page.chapter else hit.page.key
        seen[group] += 1
        (first if seen[group] <= weights.in_a_row else later).append(hit)
    return first + later
