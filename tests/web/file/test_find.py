"""A child is found by what somebody half remembers, among those whose files they may open."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import utc
from tests.web.file.a_file import AREA, DETAILS, NOW, a_child, by, by_worker, does, page, signed_in
from waymark.casefile import records
from waymark.people.details import Details
from waymark.web.shell.streams import stream_of
from waymark.work.actions import allocate

pytestmark = pytest.mark.django_db


def found(client, **query) -> str:
    """What the page of children says."""
    answer = client.get("/child/", query)
    assert answer.status_code == 200
    from tests.web.file.a_file import text

    return text(answer)


@pytest.mark.parametrize("words", ["Ambrosia Testcase", "ambrosha testcase", "999 000 0018", "zz993cz", "Amby"])
def test_a_child_is_found_by_name_sound_number_and_postcode(worker, child, words):
    said = found(worker, q=words)
    assert "1 child found" in said
    assert "Ambrosia Testcase , 3 years 5 months" in said
    assert "Found by:" in said


def test_the_list_says_status_worker_and_what_comes_first(worker, child):
    does(child, "child-protection-plan/plan-started", utc(20), answers={"plan-category": ("neglect",)})
    allocate(stream=stream_of(child), worker=worker.reader.person, by=by("Montgomery Teamlead", "manager"), now=NOW)
    said = found(worker, q="Ambrosia")
    assert "Child protection plan: neglect" in said
    assert "Worker: Wilhelmina Socialwork" in said
    assert "Overdue by 18 working days" in said


def test_a_child_is_found_by_the_reference_in_its_header(worker, child):
    said = page(worker, child)
    reference = next(word for word in said.split() if word.startswith("WM-"))
    assert "Ambrosia Testcase" in found(worker, q=reference.lower())


def test_nobody_outside_the_readers_scope_is_found_or_hinted_at(child):
    stranger = signed_in("social-worker", "Nobody Elsewhere", "solent-city-council")
    assert "Nobody was found" in found(stranger, q="Ambrosia Testcase")
    figures = signed_in("business-manager", "Bartholomew Figures")
    assert "Nobody was found" in found(figures, q="Ambrosia Testcase")


def test_without_words_those_opened_last_are_listed(worker, child):
    assert "Files that you open will be listed here." in found(worker)
    page(worker, child)
    assert "You opened these last" in found(worker)
    assert "Ambrosia Testcase" in found(worker)


def test_many_children_ask_the_database_no_more_often_than_one(worker, child):
    found(worker, q="Testcase")
    with CaptureQueriesContext(connection) as few:
        found(worker, q="Testcase")
    for number in range(8):
        name = f"{'ABCDEFGH'[number]}gatha Testcase"
        records.open_file(details=Details(name=name), area=AREA, by=by_worker(), now=NOW)
    with CaptureQueriesContext(connection) as many:
        assert "9 children found" in found(worker, q="Testcase")
    assert len(many) <= len(few)


def test_two_children_of_one_name_are_told_apart_by_address(worker, child):
    a_child(replace(DETAILS, nhs_number="", address="2 Elsewhere Street", postcode="ZZ99 1AA"), ())
    said = found(worker, q="Ambrosia Testcase")
    assert "2 children found" in said
    assert "1 Nowhere Lane" in said
    assert "2 Elsewhere Street" in said
