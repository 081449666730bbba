"""Whoever does not know the child understands the file in a minute."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import utc
from tests.web.file.a_file import DETAILS, NOW, a_child, by_worker, does, page
from waymark.casefile import records
from waymark.casefile.actions import take_over
from waymark.people.details import Details
from waymark.procedures.history import Event, History, Kind
from waymark.procedures.time import Moment
from waymark.web.file.words import age_at
from waymark.web.shell.streams import stream_of

pytestmark = pytest.mark.django_db


def test_the_header_says_who_the_child_is_and_who_has_the_case(worker, child):
    said = page(worker, child)
    for words in (
        "Ambrosia Testcase",
        "known as Amby",
        "3 years 5 months",
        "Born 14 Oct 2022",
        "999 000 0018",
        "1 Nowhere Lane, ZZ99 3CZ",
    ):
        assert words in said
    assert "Allocated worker Nobody yet" in said
    assert "Last seen 22 days ago (5 Mar 2026)" in said


def test_the_overview_says_what_worries_people_and_what_the_child_said(worker, child):
    said = page(worker, child)
    assert "She comes to nursery hungry." in said
    assert "I like toast." in said
    assert "Child seen alone , At nursery" in said
    assert "Petronella Testcase , mother (parental responsibility)" in said
    assert "Elm Street Primary (invented)" in said


def test_what_is_overdue_stands_first_with_why(worker, child):
    said = page(worker, child)
    assert "Overdue by 18 working days" in said
    assert said.index("Overdue by 18 working days") < said.index("What we are worried about")
    assert "From: Referral, 2 Mar 2026" in said


def test_a_warning_is_on_every_page_until_it_is_ended(worker, child):
    key = records.add_warning(stream=stream_of(child), kind="dog", text="It bites.", by=by_worker(), now=NOW)
    for path in ("", "tasks/", "records/"):
        assert "Warning: A dangerous dog It bites." in page(worker, child, path)
    records.end_warning(stream=stream_of(child), warning=key, reason="Rehomed.", by=by_worker(), now=NOW)
    assert "Warning: A dangerous dog" not in page(worker, child)


def test_a_plan_is_a_tag_with_its_category_and_a_sentence(worker, child):
    said = {"plan-category": ("neglect", "emotional-abuse")}
    does(child, "child-protection-plan/plan-started", utc(20), answers=said)
    shown = page(worker, child)
    assert "Child protection plan: neglect, emotional abuse" in shown
    assert "open since 20 Mar 2026" in shown


def test_a_child_who_was_never_seen_is_said_so_loudly(worker):
    child = a_child(replace(DETAILS, name="Clementina Notareal", nhs_number=""))
    first = worker.get(f"/child/{child}/").content.decode()
    assert 'class="wm-file__loud"><dt>Last seen</dt>' not in first
    unseen = records.open_file(
        details=Details(name="Balthazar Placeholder"), area="cambridgeshire-peterborough", by=by_worker(), now=NOW
    )
    does(unseen.removeprefix("child:"), "child-protection-plan/plan-started", utc(20), late=NOW)
    second = worker.get(f"/child/{unseen.removeprefix('child:')}/").content.decode()
    assert 'class="wm-file__loud"><dt>Last seen</dt><dd>never recorded' in second


def test_an_unborn_child_has_a_due_date_and_no_age(worker):
    child = a_child(Details(due_date=date(2026, 5, 29)), ())
    said = page(worker, child)
    assert "Unborn child" in said
    assert "unborn, 31 weeks (Due 29 May 2026)" in said


def test_a_child_of_a_return_has_no_name_and_is_shown_by_its_reference(worker):
    opened = Event(
        id="r.1", kind=Kind.OPENED, name="referral", episode="r", subject="child:873:SYN7", occurred=Moment.at(utc(2)), recorded=utc(2),
        pin="cambridgeshire-peterborough@x",
    )  # fmt: skip
    referred = Event(
        id="r.2",
        name="referral/referral",
        episode="r",
        subject="child:873:SYN7",
        occurred=Moment.at(utc(2)),
        recorded=utc(2),
        sequence=1,
    )
    take_over(
        histories=[("child:873:SYN7", History([opened, referred]))], by=replace(by_worker(), person="import:x"), now=NOW
    )
    said = page(worker, "873~SYN7")
    assert "Reference SYN7" in said
    assert "Age not known" in said


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2026, 3, 20), "1 week"),
        (date(2026, 1, 28), "1 month"),
        (date(2024, 3, 27), "2 years"),
        (date(2024, 2, 26), "2 years 1 month"),
        (date(2021, 3, 28), "4 years 11 months"),
        (date(2021, 3, 27), "5 years"),
        (date(2026, 3, 28), "before birth"),
    ],
)
def test_the_age_of_a_small_child_is_told_in_months(born, words):
    assert age_at(Details(born=born), NOW.date()) == words


def test_the_number_to_ring_is_there(worker, child):
    said = page(worker, child)
    assert "Emergency duty team, out of hours, for both authorities" in said
    assert "In an emergency 999" in said
