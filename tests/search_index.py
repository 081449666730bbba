"""The index of the real packs, made once in a process, in use for a test. Django is not set up when this is read."""

import pytest


@pytest.fixture(scope="session")
def _made(tmp_path_factory):
    return tmp_path_factory.mktemp("search")


@pytest.fixture
def guidance(_made, settings):
    """The packs of every area in which people work, with their index made and in use: (books, index)."""
    from tests.cast import MONDAY
    from waymark.manual.search import guidance as indexes
    from waymark.web.search.books import books_on

    settings.WAYMARK_SEARCH = _made
    books = books_on(MONDAY)
    found = indexes.store.find(indexes.NAME, indexes.key_of_books(books))
    return books, found.index if found.fresh else indexes.rebuild(books)
