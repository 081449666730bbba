"""The index on disk: written once beside its place and moved there, so that every process reads a whole one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sized
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy

from waymark.manual.search.analysis import plain
from waymark.manual.search.pages import Kind, Page
from waymark.manual.search.spelling import Spelling
from waymark.manual.search.wordlist import WordList

#: Told how far it is: pages done, and of how many (0: nobody knows).
Progress = Callable[[int, int], None]

#: Text fields with endings taken off, in which words are looked for.
STEMMED = ("title", "aliases", "chapter_words", "heads", "text")
#: Fields with one word, on which pages are chosen.
_RAW = ("kind", "book", "area", "chapter", "audience", "once", "local")
_HEAP = 60_000_000


def analyzer(*, stemmed: bool) -> tantivy.TextAnalyzer:
    """Words of a text that `plain` has made plain."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return (builder.filter(tantivy.Filter.stemmer("english")) if stemmed else builder).build()


def schema() -> tantivy.Schema:
    """What the index holds of a page."""
    builder = tantivy.SchemaBuilder()
    for name in STEMMED:
        builder.add_text_field(name, tokenizer_name="stemmed")
    builder.add_text_field("all", tokenizer_name="stemmed")
    builder.add_text_field("names", tokenizer_name="whole")
    builder.add_text_field("words", tokenizer_name="whole", index_option="freq")
    for name in _RAW:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("page", stored=True, indexed=False)
    return builder.build()


class Index:
    """An index that is open for reading."""

    def __init__(self, index: tantivy.Index) -> None:
        index.register_tokenizer("stemmed", analyzer(stemmed=True))
        index.register_tokenizer("whole", analyzer(stemmed=False))
        index.reload()
        self.index = index
        self.schema = index.schema
        self.searcher = index.searcher()
        self._spellings: dict[WordList, Spelling] = {}

    @classmethod
    def open(cls, folder: Path) -> Index:
        """The index in a folder. Errors: ValueError where there is none."""
        return cls(tantivy.Index.open(str(folder)))

    @property
    def size(self) -> int:
        """How many pages it holds."""
        return int(self.searcher.num_docs)

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Every word of the pages, with the number of pages that use it."""
        return dict(self.searcher.terms_with_prefix("words", ""))

    def spelling(self, word_list: WordList) -> Spelling:
        """What corrects a text: from the words of the pages and of the word list."""
        if word_list not in self._spellings:
            listed = dict.fromkeys(word_list.all_words(), 1)
            self._spellings[word_list] = Spelling(listed | self.vocabulary)
        return self._spellings[word_list]

    def page(self, address: tantivy.DocAddress) -> Page:
        """A page that was found."""
        return _read(json.loads(self.searcher.doc(address)["page"][0]))


def write(
    folder: Path | None, pages: Iterable[Page], aliases: Callable[[Page], str], progress: Progress | None = None
) -> tantivy.Index:
    """A new index of pages in an empty folder; None: in memory. `aliases` are further words by which a page is found.

    Pages of one area should follow each other: a search of that area then passes over all others at once.
    """
    if folder is not None:
        folder.mkdir(parents=True)
    index = tantivy.Index(schema(), path=str(folder) if folder is not None else None)
    index.register_tokenizer("stemmed", analyzer(stemmed=True))
    index.register_tokenizer("whole", analyzer(stemmed=False))
    writer = index.writer(_HEAP, 1)
    many = len(pages) if isinstance(pages, Sized) else 0
    seen: set[int] = set()
    for number, page in enumerate(pages, 1):
        same = hash((page.key, page.title, page.text))
        writer.add_document(_document(page, aliases(page), first=same not in seen))
        seen.add(same)
        if progress is not None:
            progress(number, many)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _document(page: Page, aliases: str, *, first: bool) -> tantivy.Document:
    title, heads, chapter = plain(page.title), plain(" . ".join(page.heads)), plain(page.chapter_title)
    text, named = plain(page.text), plain(aliases)
    whole = " . ".join((title, heads, chapter, text))
    written = json.dumps(_written(page), ensure_ascii=False).encode()
    return tantivy.Document(
        title=title, aliases=named, heads=heads, chapter_words=chapter, text=text, names=f"{title} . {named}",
        words=whole, all=whole, kind=page.kind.value, book=page.book, area=page.area, chapter=page.chapter,
        audience=page.audience, local="yes" if page.area == page.book else "no", once="yes" if first else "no", page=written,
    )  # fmt: skip


def _written(page: Page) -> dict[str, Any]:
    return {
        "kind": page.kind.value, "book": page.book, "area": page.area, "name": page.name, "title": page.title, "text": page.text,
        "chapter": page.chapter, "chapter_title": page.chapter_title, "date": page.date.isoformat() if page.date else None,
        "cites": page.cites, "heads": page.heads, "level": page.level, "audience": page.audience, "extra": page.extra, "neighbour": page.neighbour,
    }  # fmt: skip


def _read(row: dict[str, Any]) -> Page:
    """A page as it was written: JSON knows neither kinds nor days nor tuples."""
    row["kind"] = Kind(row["kind"])
    row["date"] = date.fromisoformat(row["date"]) if row["date"] else None
    row["cites"], row["heads"] = tuple(row["cites"]), tuple(row["heads"])
    row["extra"] = tuple((name, value) for name, value in row["extra"])
    return Page(**row)
