"""Editions of a manual, what changed between them, and what differs between areas."""

from datetime import date

import pytest

from tests.manual.book import small
from waymark.manual.book.changes import changes_between, changes_in, digests
from waymark.manual.book.editions import edition_named, edition_on, editions


@pytest.fixture(scope="module")
def library():
    return small.library(later=small.NEW_EDITION)


def test_an_edition_begins_when_the_areas_or_a_parents_does(library):
    found = editions(library, "invented-area")
    assert [(one.key, one.starts.isoformat()) for one in found] == [
        ("2024-06", "2024-06-01"),
        ("2025-01", "2025-01-01"),
    ]
    assert [str(edition) for edition in found[1].because] == ["invented-area@2025-01"]


def test_one_edition_before_which_nothing_else_held_counts_once():
    (only,) = editions(small.library(), "invented-area")
    assert (only.key, only.starts) == ("2024-06", date(2024, 6, 1))


def test_an_address_names_an_edition_by_its_name_or_by_a_day(library):
    assert edition_named(library, "invented-area", "2024-06").key == "2024-06"
    assert edition_named(library, "invented-area", "2024-12-24").key == "2024-06"
    assert edition_named(library, "invented-area", "2025-03-01").key == "2025-01"
    assert edition_named(library, "invented-area", "1999-01-01").key == "2024-06"
    assert edition_named(library, "invented-area", "nonsense") is None


def test_the_edition_of_a_day_is_the_last_that_has_begun(library):
    assert edition_on(library, "invented-area", date(2024, 12, 31)).key == "2024-06"
    assert edition_on(library, "invented-area", date(2025, 1, 1)).key == "2025-01"


@pytest.mark.covers("GOV-H13")
def test_what_changed_names_the_chapter_the_rule_the_old_and_the_new_words_and_why(library):
    old, new = (one.pack for one in editions(library, "invented-area"))
    (changed,) = changes_between(old, new)
    assert changed.name == "referral"
    by_name = {entry.name: entry for entry in changed.entries}
    (limit,) = [word for word in by_name["referral/decide"].words if word.word == "limit"]
    assert (limit.here, limit.there) == ("4 hours", "2 hours")
    assert "invented for a test" in " ".join(by_name["referral/decide"].why)
    assert by_name["referral/new-words"].where == "there"


def test_only_the_chapter_whose_words_changed_has_another_digest(library):
    old, new = (digests(one.pack) for one in editions(library, "invented-area"))
    assert {name for name in new if new[name] != old[name]} == {"referral"}


def test_two_areas_are_compared_chapter_by_chapter(library):
    here, there = library.pack("national"), library.pack("invented-area")
    assert [entry.name for entry in changes_in(here, there, "referral")][:1]
    assert changes_in(here, there, "kites") == ()
