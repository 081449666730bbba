"""Indexes on disk: made beside their place, found by their content, and nobody waits for one."""

import time

import pytest

from tests.manual.search.test_searching import PAGES
from waymark.manual.search import store


@pytest.fixture
def place(tmp_path, settings):
    settings.WAYMARK_SEARCH = tmp_path / "search"
    return settings.WAYMARK_SEARCH


def build(key="one", pages=PAGES):
    return store.build("trial", key, pages, lambda page: "")


def test_where_there_is_none_nothing_is_found(place):
    assert store.find("trial", "one") == store.Found(None, fresh=False)


def test_an_index_is_found_by_its_content(place):
    build()

    assert store.find("trial", "one").fresh
    assert store.find("trial", "one").index.size == len(PAGES)


def test_an_older_index_answers_while_the_new_one_is_missing(place):
    build()

    found = store.find("trial", "two")

    assert not found.fresh
    assert found.index.size == len(PAGES)


def test_two_that_build_the_same_harm_nothing(place):
    build()

    assert build().size == len(PAGES)
    assert [path.name for path in place.iterdir()] == ["trial-one"]


def test_half_an_index_gives_way(place):
    (place / "trial-one").mkdir(parents=True)

    assert store.find("trial", "one").index is None
    assert build().size == len(PAGES)


def test_a_new_index_is_made_meanwhile_and_nobody_waits(place):
    store.build_meanwhile("trial", "one", lambda: PAGES, lambda page: "")

    waited = time.monotonic()
    while not store.find("trial", "one").fresh and time.monotonic() - waited < 20:
        time.sleep(0.02)
    assert store.find("trial", "one").fresh


def test_old_indexes_are_thrown_away(place):
    for key in ("one", "two", "three", "four"):
        build(key)

    assert len(list(place.iterdir())) == 1 + store.KEPT
