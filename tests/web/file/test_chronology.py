"""The file as a story: what happened, how old the child was, what was late, corrected, significant."""

import csv
from io import StringIO

import pytest

from tests.cast import at, utc
from tests.web.file.a_file import NOW, by_worker, does, event, page, text
from waymark.casefile import records
from waymark.casefile.actions import correct, redact
from waymark.casefile.acts import Act
from waymark.casefile.queries import file_of
from waymark.ledger.queries import stream_events
from waymark.web.file.story import harmless
from waymark.web.shell.streams import stream_of

pytestmark = pytest.mark.django_db


def test_each_entry_says_what_when_by_whom_and_how_old_the_child_was(worker, child):
    said = page(worker, child, "chronology/")
    for words in (
        "2 Mar 2026, 10:00 3 years 4 months",
        "Referral",
        "She comes to nursery hungry.",
        "Tarquin Headteacher Elm Street Primary (invented)",
    ):
        assert words in said, words
    assert "Visit to the child Child seen alone, At nursery" in said


def test_what_was_written_down_late_says_so(worker, child):
    assert "written down 9 Mar 2026" in page(worker, child, "chronology/")


def test_what_an_act_opened_stands_with_it(worker, child):
    assert "Contact, referral and screening begins" in page(worker, child, "chronology/")


def test_a_correction_leaves_the_first_account_visible(worker, child):
    wrong = event(child, "assessment/child-seen")
    stored = next(one for one in stream_events(stream_of(child)) if (one.payload or {}).get("id") == wrong.id)
    right = Act(
        name=wrong.name, occurred=at(utc(4)), episode=wrong.episode, answers={"seen": "yes", "seen-alone": "no"}
    )
    correct(
        stream=stream_of(child), event_id=stored.id, act=right, by=by_worker(), reason="The day was wrong.", now=NOW
    )
    said = page(worker, child, "chronology/")
    assert "Child seen, not alone" in said
    assert (
        "Corrected. It said: Thursday 5 March 2026 at 12:00: Visit to the child. Child seen alone, At nursery" in said
    )


def test_what_never_happened_is_struck_out_and_stays(worker, child):
    wrong = event(child, "assessment/child-seen")
    stored = next(one for one in stream_events(stream_of(child)) if (one.payload or {}).get("id") == wrong.id)
    correct(stream=stream_of(child), event_id=stored.id, act=None, by=by_worker(), reason="Another child.", now=NOW)
    assert "This never happened: corrected." in page(worker, child, "chronology/")


def test_what_was_removed_is_only_marked(worker, child):
    gone = event(child, "referral/referral")
    stored = next(one for one in stream_events(stream_of(child)) if (one.payload or {}).get("id") == gone.id)
    redact(stream=stream_of(child), event_id=stored.id, reason="By order of the court.", by=by_worker(), now=NOW)
    said = page(worker, child, "chronology/")
    assert "What it said has been removed." in said
    assert "hungry" not in said
    assert "hungry" not in page(worker, child)


def test_a_worker_marks_something_as_significant_with_an_analysis(worker, child):
    seen = event(child, "assessment/child-seen").id
    answer = worker.post(
        f"/child/{child}/records/{seen}/mark/", {"significant": "yes", "analysis": "The first time alone."}
    )
    assert answer.status_code == 302
    said = page(worker, child, "chronology/", significant="yes")
    assert "The first time alone." in said
    assert "1 entry." in said


def test_filters_narrow_by_sort_agency_and_day(worker, child):
    assert "1 entry." in page(worker, child, "chronology/", sort="visit")
    assert "1 entry." in page(worker, child, "chronology/", agency="elm-street-school")
    assert "1 entry." in page(worker, child, "chronology/", since="5/3/2026")
    assert "Nothing matches what you chose." in page(worker, child, "chronology/", since="26/3/2026")


def test_a_date_that_is_none_is_said_so_and_kept(worker, child):
    answer = worker.get(f"/child/{child}/chronology/", {"since": "31/2/2026"})
    assert "Write a date like 27/3/2026." in text(answer)
    assert 'value="31/2/2026"' in answer.content.decode()


def test_changes_to_the_file_are_entries_too(worker, child):
    records.change_details(
        stream=stream_of(child), details=records.kept.details(file_of(stream_of(child))), by=by_worker(), now=NOW
    )
    said = page(worker, child, "chronology/", sort="file")
    assert (
        "Details of the child recorded Name, preferred name, date of birth, sex, NHS number, address, postcode, school"
        in said
    )
    assert "Petronella Testcase; Ebenezer Testcase; Hortensia Healthvisit" in said


def test_the_spreadsheet_holds_what_the_page_holds_and_no_formula(worker, child):
    does(child, "case-record/case-note", utc(20), answers={"note-text": '=HYPERLINK("http://evil.invalid","look")'})
    seen = event(child, "case-record/case-note").id
    records.mark(stream=stream_of(child), event=seen, significant=True, analysis="=1+1", by=by_worker(), now=NOW)
    answer = worker.get(f"/child/{child}/chronology.csv", {"significant": "yes"})
    assert answer["Content-Disposition"].startswith("attachment;")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[1][rows[0].index("Analysis")] == "'=1+1"
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", " =1", "\t=1", "\r1"])
def test_no_cell_begins_as_a_formula_does(cell):
    assert harmless(cell).startswith("'")


def test_other_cells_stay_as_they_are():
    assert harmless("12 Mar 2026") == "12 Mar 2026"
