"""How well the search answers: the judged queries against the pages of every area, beside SQLite's FTS5 and plain BM25 on the same pages.

    python -m bench search

Each target of a query counts once, for the first page that meets it: whoever finds the chapter on neglect on top gains nothing from nine more of
its sections. nDCG@10 is computed over these gains (2^grade - 1), MRR over the first page that meets a target of grade 2 or 3, success@1 says how
often that is the very first page. The same counting holds for every engine.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from waymark.manual.search.analysis import words
from waymark.manual.search.pages import Kind, Page
from waymark.procedures.language.pack import Pack

QUERIES = Path(__file__).resolve().parents[1] / "tests" / "manual" / "search" / "queries.yaml"
HALVES = ("tuning", "held-back")
#: So many answers are judged.
TOP = 10
#: A page of at least this grade is a right answer.
RIGHT = 2

#: Puts a query to an engine: the area and the text, to pages, the best first.
Engine = Callable[[str, str], Sequence[Page]]


@dataclass(frozen=True, slots=True)
class Query:
    """A judged query."""

    half: str
    area: str
    ask: str
    want: dict[str, int]


def queries() -> list[Query]:
    """Every judged query."""
    import yaml

    return [Query(**row) for row in yaml.safe_load(QUERIES.read_text(encoding="utf-8"))]


def meets(page: Page, target: str, packs: dict[str, Pack]) -> bool:
    """Whether a page meets a target; the kinds of target are explained at the head of the queries."""
    kind, _, name = target.partition(":")
    match kind:
        case "chapter":
            return page.chapter == name
        case "section":
            return f"{page.chapter}/{page.name}" == name
        case "contact":
            return page.kind is Kind.CONTACT and page.name == name
        case "requirement":
            return name in page.cites
        case "level":
            area, _, number = name.partition("/")
            return page.kind is Kind.LEVEL and page.book == area and _number(packs[area], page.name) == number
    raise ValueError(f"No kind of target: {target}")


def _number(pack: Pack, level: str) -> str:
    rows = pack.lists["thresholds/levels"].rows
    return next((str(place) for place, row in enumerate(rows, 1) if row.id == level), "")


def scores(query: Query, pages: Sequence[Page], packs: dict[str, Pack]) -> dict[str, float]:
    """nDCG@10, reciprocal rank and success@1 of one query."""
    left = dict(query.want)
    gains, first = [], 0
    for rank, page in enumerate(pages[:TOP], 1):
        met = [target for target in left if meets(page, target, packs)]
        best = max(met, key=lambda target: left[target], default="")
        if best and left[best] >= RIGHT and not first:
            first = rank
        gains.append(2 ** left.pop(best) - 1 if best else 0)
    ideal = sorted((2**grade - 1 for grade in query.want.values()), reverse=True)[:TOP]
    return {
        "ndcg": _discounted(gains) / _discounted(ideal),
        "mrr": 1 / first if first else 0.0,
        "first": float(first == 1),
    }


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


class Fts5:
    """SQLite's FTS5 as it comes: default tokenizer and ranking, any of the words."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.base = sqlite3.connect(":memory:")
        self.base.execute("CREATE VIRTUAL TABLE page USING fts5(title, chapter, text, book UNINDEXED)")
        rows = ((page.title, page.chapter_title, _body(page), page.book) for page in pages)
        self.base.executemany("INSERT INTO page VALUES (?, ?, ?, ?)", rows)

    def __call__(self, area: str, text: str) -> Sequence[Page]:
        """The pages of an area with any of the words."""
        asked = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        where = "AND book = ?" if area else ""
        found = self.base.execute(
            f"SELECT rowid FROM page WHERE page MATCH ? {where} ORDER BY rank LIMIT {TOP}",
            (asked, area) if area else (asked,),
        )
        return [self.pages[row - 1] for (row,) in found]


class Bm25:
    """Okapi BM25, k1 1.5 and b 0.75, over the words of title, chapter and text."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.books: dict[str, list[tuple[Page, Counter[str], int]]] = {}
        for page in pages:
            held = words(" ".join((page.title, page.chapter_title, _body(page))))
            row = (page, Counter(held), len(held))
            self.books.setdefault(page.book, []).append(row)
            self.books.setdefault("", []).append(row)

    def __call__(self, area: str, text: str) -> Sequence[Page]:
        """The pages of an area with any of the words."""
        rows = self.books[area]
        mean = sum(length for _, _, length in rows) / len(rows)
        asked = {word: sum(word in held for _, held, _ in rows) for word in words(text)}
        weight = {word: math.log(1 + (len(rows) - n + 0.5) / (n + 0.5)) for word, n in asked.items()}
        ranked = sorted(
            ((-sum(w * held[x] * 2.5 / (held[x] + 1.5 * (0.25 + 0.75 * length / mean)) for x, w in weight.items() if x in held), at)
             for at, (_, held, length) in enumerate(rows)),
        )  # fmt: skip
        return [rows[at][0] for score, at in ranked[:TOP] if score]


def _body(page: Page) -> str:
    return "\n".join((*page.heads, page.text))


def judged(engines: dict[str, Engine], packs: dict[str, Pack]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """For each half and engine, the scores of each query."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = {half: {name: [] for name in engines} for half in HALVES}
    for query in queries():
        for name, ask in engines.items():
            pages = ask(query.area, query.ask)
            found[query.half][name].append({"query": query, "pages": pages, **scores(query, pages, packs)})
    return found
