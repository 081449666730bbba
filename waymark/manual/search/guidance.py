"""The index of the packs: which pages belong into it, when it is out of date, and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from waymark.manual.search import store
from waymark.manual.search.index import Index, Progress
from waymark.manual.search.pages import Kind, Page, pages_of
from waymark.manual.search.store import Found
from waymark.manual.search.wordlist import word_list
from waymark.procedures.language.pack import Pack

NAME = "manual"

#: Each area in which people work, with the pack that holds today.
Books = Mapping[str, Pack]


def index_for(books: Books) -> Found:
    """The index of these packs. Where it is missing or old, a new one is begun in the background; nobody waits for it."""
    key = key_of_books(books)
    found = store.find(NAME, key)
    if not found.fresh:
        store.build_meanwhile(NAME, key, lambda: pages(books), aliases(books))
    return found


def rebuild(books: Books, progress: Progress | None = None) -> Index:
    """Make the index of these packs now."""
    return store.build(NAME, key_of_books(books), pages(books), aliases(books), progress)


def pages(books: Books) -> list[Page]:
    """Every page of every area's guidance."""
    return [page for pack in books.values() for page in pages_of(pack)]


def aliases(books: Books) -> Callable[[Page], str]:
    """What else people type for a chapter: the words of the word list that lead to it. Other pages have none."""

    def of_page(page: Page) -> str:
        if page.kind is not Kind.CHAPTER:
            return ""
        rows = word_list(books[page.book]).meanings
        return " . ".join(form for row in rows if page.chapter in row.chapters for form in row.typed)

    return of_page


def key_of_books(books: Books) -> str:
    """The name of the content: a pack that changes changes it."""
    return _key(tuple(sorted((area, pack.fingerprint) for area, pack in books.items())))


@lru_cache(maxsize=32)
def _key(editions: tuple[tuple[str, str], ...]) -> str:
    return store.key_of(f"{area} {fingerprint}" for area, fingerprint in editions)
