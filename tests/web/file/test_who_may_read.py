"""A file is opened through the reader's scope, and every opening is written down."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import utc
from tests.web.file.a_file import COUNCIL, SCHOOL, a_child, does, event, page, signed_in, text
from waymark.access.reading import who_read
from waymark.web.shell.streams import stream_of

pytestmark = pytest.mark.django_db

PAGES = (
    "",
    "pathway/",
    "chronology/",
    "chronology.csv",
    "tasks/",
    "records/",
    "people/",
    "documents/",
    "as-of/",
    "details/",
    "warnings/add/",
)


def statuses(client: Client, child: str) -> set[int]:
    """How every page of the file answers."""
    return {client.get(f"/child/{child}/{path}").status_code for path in PAGES}


def test_somebody_of_another_area_is_told_that_there_is_nothing(child):
    stranger = signed_in("social-worker", "Nobody Elsewhere", "solent-city-council")
    assert statuses(stranger, child) == {404}


def test_a_school_that_referred_reads_why_it_may_not_open_the_file(child):
    colleague = signed_in("partner-representative", "Tarquin Headteacher", SCHOOL)
    assert statuses(colleague, child) == {403}
    assert "what became of the referral" in text(colleague.get(f"/child/{child}/tasks/"))


def test_whoever_is_signed_out_is_led_to_sign_in(child):
    assert statuses(Client(), child) == {302}
    assert "/account/login/" in Client().get(f"/child/{child}/")["Location"]


def test_each_page_that_is_read_is_written_down_once(worker, child):
    for path in PAGES:
        before = len(who_read(stream_of(child)))
        worker.get(f"/child/{child}/{path}")
        assert len(who_read(stream_of(child))) == before + 1, path


def test_a_file_with_more_in_it_asks_the_database_no_more_often(worker, child):
    statuses(worker, child)
    few = {path: asked(worker, child, path) for path in PAGES}
    for day in range(10, 20):
        does(child, "assessment/child-seen", utc(day), answers={"seen": "yes", "seen-alone": "no"})
    many = {path: asked(worker, child, path) for path in PAGES}
    assert many == few


def asked(client: Client, child: str, path: str) -> int:
    """How often a page asks the database."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/child/{child}/{path}").status_code == 200
    return len(queries)


def test_those_who_lead_see_who_has_read_the_file(worker, manager, child):
    page(worker, child, "tasks/")
    said = page(manager, child, "reads/")
    assert "Wilhelmina Socialwork" in said
    assert "tasks" in said


def test_others_do_not_see_who_has_read_it(worker, child):
    answer = worker.get(f"/child/{child}/reads/")
    assert answer.status_code == 403
    assert "Team manager" in text(answer)


def test_a_record_of_another_child_is_not_found_under_this_one(worker, child):
    other = a_child()
    foreign = event(other, "assessment/child-seen").id
    assert worker.get(f"/child/{other}/records/{foreign}/").status_code == 200
    assert worker.get(f"/child/{child}/records/{foreign}/").status_code == 404


def test_a_reader_who_may_only_look_changes_nothing(child):
    figures = signed_in("business-manager", "Bartholomew Figures", COUNCIL)
    assert figures.post(f"/child/{child}/details/", {"name": "Changed"}).status_code == 404
