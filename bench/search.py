"""The search: how well it answers beside SQLite's FTS5 and plain BM25, and how fast, at once and a hundred times the corpus.

    python -m bench search

It writes the tables of docs/search.md anew, between their marks; what stands around them is written by hand.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from bench.measuring import Row, to_three_figures
from bench.search_quality import HALVES, Bm25, Engine, Fts5, judged, queries
from waymark.manual.search import guidance
from waymark.manual.search.highlighting import snippet
from waymark.manual.search.index import Index, write
from waymark.manual.search.pages import Page
from waymark.manual.search.searching import search
from waymark.manual.search.suggesting import suggest
from waymark.manual.search.wordlist import WordList, word_list
from waymark.procedures.language.pack import Pack

PAGE = Path(__file__).resolve().parents[1] / "docs" / "search.md"
OURS, FTS5, BM25 = "Waymark", "SQLite FTS5", "BM25"
TIMES = 100
#: Of a copy's words so many are replaced by others of the corpus; so many words are its own.
SHARE, COINED = 0.1, 200
_WORD = re.compile(r"[a-z]{4,}")


def run(*, quick: bool = False) -> list[Row]:
    """Rows of quality and of latency. A full run writes them into docs/search.md."""
    books = _books()
    pages = guidance.pages(books)
    index = Index(write(None, pages, guidance.aliases(books)))
    engines: dict[str, Engine] = {OURS: _ours(index, books), FTS5: Fts5(pages), BM25: Bm25(pages)}
    found = judged(engines, books)
    quality = [
        {"name": f"{half}: {name}", **{word: round(sum(row[word] for row in rows) / len(rows), 3) for word in ("ndcg", "mrr", "first")}}
        for half, by_engine in found.items() for name, rows in by_engine.items()
    ]  # fmt: skip
    rounds = 1 if quick else 3
    speed = [_latency(f"{name}, the corpus", ask, rounds) for name, ask in _asked(index, books).items()]
    speed.append(_latency("SQLite FTS5, the corpus", engines[FTS5], rounds))
    times = 3 if quick else TIMES
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        large = Index(write(Path(folder) / "index", _copies(pages, times), guidance.aliases(books)))
        took = {"name": f"{large.size:,} pages indexed", "seconds": to_three_figures(time.perf_counter() - started)}
        speed += [
            _latency(f"{name}, {times} times the corpus", ask, rounds) for name, ask in _asked(large, books).items()
        ]
    if not quick:
        _write(quality, speed, found, len(pages), large.size)
    return [*quality, took, *speed]


def _books() -> dict[str, Pack]:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymark.config.settings")
    import django

    django.setup()
    from waymark.web.search.books import books_on

    return books_on(datetime.now(UTC))


def _ours(index: Index, books: dict[str, Pack]) -> Engine:
    def ask(area: str, text: str) -> Sequence[Page]:
        return [hit.page for hit in search(index, _words(books, area), text, area=area, beside=False).hits]

    return ask


def _words(books: dict[str, Pack], area: str) -> WordList:
    return word_list(books.get(area) or next(iter(books.values())))


def _asked(index: Index, books: dict[str, Pack]) -> dict[str, Callable[[str, str], object]]:
    """What a page of results, and what each letter that is typed, asks of the index."""

    def answers(area: str, text: str) -> object:
        answer = search(index, _words(books, area), text, area=area)
        return [snippet(hit.page.text, answer.asked.runs) for hit in answer.hits[:10]]

    def suggestions(area: str, text: str) -> object:
        return suggest(index, _words(books, area), text, area=area)

    return {"answers": answers, "suggestions": suggestions}


def _latency(name: str, ask: Callable[[str, str], object], rounds: int) -> Row:
    """Milliseconds by the clock and of the processor: each judged query, or for suggestions each beginning of it."""
    asked = [(query.area, query.ask) for query in queries()]
    if name.startswith("suggestions"):
        asked = [(area, text[:length]) for area, text in asked for length in range(2, min(len(text), 16) + 1, 2)]
    for area, text in asked[:20]:
        ask(area, text)
    taken: list[float] = []
    busy = time.process_time()
    for _ in range(rounds):
        for area, text in asked:
            began = time.perf_counter()
            ask(area, text)
            taken.append((time.perf_counter() - began) * 1000)
    busy = (time.process_time() - busy) * 1000 / len(taken)
    taken.sort()
    at = {share: to_three_figures(taken[int(len(taken) * share)]) for share in (0.5, 0.95)}
    return {"name": name, "median": at[0.5], "p95": at[0.95], "processor": to_three_figures(busy), "asked": len(taken)}


def _copies(pages: Sequence[Page], times: int) -> Iterator[Page]:
    """The pages, and varied copies in the same areas: a tenth of the words are others, some of them new."""
    known = sorted({word for page in pages for word in _WORD.findall(page.text)})
    chance = Random(7)
    coined = [["".join(chance.sample("bcdfglmnprstvwaeiou", 8)) for _ in range(COINED)] for _ in range(times)]
    for book in dict.fromkeys(page.book for page in pages):
        own = [page for page in pages if page.book == book]
        yield from own
        for number in range(1, times):

            def other(found: re.Match[str], new: list[str] = coined[number]) -> str:
                if chance.random() >= SHARE:
                    return found.group()
                return chance.choice(new if chance.random() < 0.1 else known)

            for page in own:
                title, text = _WORD.sub(other, page.title), _WORD.sub(other, page.text)
                yield replace(page, name=f"{page.name}-{number}", title=title, text=text)


def _write(quality: list[Row], speed: list[Row], found: dict, pages: int, large: int) -> None:
    tables = {
        "quality": _quality_table(quality),
        "speed": [
            f"{pages:,} pages; {TIMES} times as many are {large:,}.", "",
            "| what | median, ms | 95th percentile, ms | processor, ms | asked |", "|---|---|---|---|---|",
            *(f"| {row['name']} | {row['median']} | {row['p95']} | {row['processor']} | {row['asked']:,} |" for row in speed),
        ],
        "wins": _wins(found),
        "misses": _misses(found),
    }  # fmt: skip
    text = PAGE.read_text(encoding="utf-8")
    for name, lines in tables.items():
        mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        body = "\n".join(lines) + "\n"
        text = mark.sub(lambda m, body=body: m[1] + body + m[2], text)
    PAGE.write_text(text, encoding="utf-8")


def _quality_table(quality: list[Row]) -> list[str]:
    number = {half: sum(query.half == half for query in queries()) for half in HALVES}
    lines = ["| half | queries | engine | nDCG@10 | MRR | success@1 |", "|---|---|---|---|---|---|"]
    for row in quality:
        half, _, engine = str(row["name"]).partition(": ")
        lines.append(
            f"| {half} | {number[half]} | {engine} | {row['ndcg']:.3f} | {row['mrr']:.3f} | {row['first']:.3f} |"
        )
    return lines


def _wins(found: dict) -> list[str]:
    lines = ["| half | beside | better | the same | worse |", "|---|---|---|---|---|"]
    for half in HALVES:
        for other in (FTS5, BM25):
            pairs = list(zip(found[half][OURS], found[half][other], strict=True))
            better = sum(ours["ndcg"] > theirs["ndcg"] + 0.01 for ours, theirs in pairs)
            worse = sum(theirs["ndcg"] > ours["ndcg"] + 0.01 for ours, theirs in pairs)
            lines.append(f"| {half} | {other} | {better} | {len(pairs) - better - worse} | {worse} |")
    return lines


def _misses(found: dict) -> list[str]:
    """The queries that we answer worst, and those that another engine answers better, on both halves."""
    lines = ["| half | area | typed | nDCG@10 | FTS5 | our first answer |", "|---|---|---|---|---|---|"]
    for half in HALVES:
        pairs = zip(found[half][OURS], found[half][FTS5], strict=True)
        poor = [(ours, theirs) for ours, theirs in pairs if ours["ndcg"] < 0.5 or theirs["ndcg"] > ours["ndcg"] + 0.01]
        for ours, theirs in sorted(poor, key=lambda pair: pair[0]["ndcg"]):
            query, first = ours["query"], ours["pages"][0].title if ours["pages"] else "nothing"
            lines.append(
                f"| {half} | {query.area or 'none'} | {query.ask} | {ours['ndcg']:.2f} | {theirs['ndcg']:.2f} | {first} |"
            )
    return lines
