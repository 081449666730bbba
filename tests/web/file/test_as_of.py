"""The file as it stood: what was known on the morning of a decision."""

import pytest

from tests.cast import at, utc
from tests.web.file.a_file import NOW, by_worker, event, page, text
from waymark.casefile.actions import correct
from waymark.casefile.acts import Act
from waymark.ledger.queries import stream_events
from waymark.web.shell.streams import stream_of

pytestmark = pytest.mark.django_db


def test_what_was_written_down_later_was_not_known_then(worker, child):
    said = page(worker, child, "as-of/", day="6/3/2026")
    assert "This is not the file of today. It shows what had been written down by 6 Mar 2026, 23:59" in said
    assert "I like toast." not in said
    assert "Last seen never recorded" in said


def test_what_had_happened_by_then_can_be_seen_too(worker, child):
    said = page(worker, child, "as-of/", day="6/3/2026", by="occurred")
    assert "It shows what had happened by 6 Mar 2026, 23:59" in said
    assert "I like toast." in said


def test_the_hour_counts(worker, child):
    assert "Nothing has been recorded yet." in page(
        worker, child, "as-of/", day="2/3/2026", time="9:30", show="records"
    )
    assert "1 record, newest first." in page(worker, child, "as-of/", day="2/3/2026", time="10:30", show="records")


def test_clocks_stand_as_they_stood(worker, child):
    said = page(worker, child, "as-of/", day="4/3/2026", show="tasks")
    assert "Overdue by 18 working days" not in said
    assert "Overdue by 1 working day" in said
    assert "Take or hand over" not in said


def test_a_record_opened_from_there_is_shown_as_it_stood(worker, child):
    seen = event(child, "assessment/child-seen")
    stored = next(one for one in stream_events(stream_of(child)) if (one.payload or {}).get("id") == seen.id)
    right = Act(
        name=seen.name, occurred=at(utc(5)), episode=seen.episode, answers={"seen": "yes", "seen-where": "At home"}
    )
    correct(stream=stream_of(child), event_id=stored.id, act=right, by=by_worker(), reason="The place.", now=NOW)
    then = page(worker, child, f"records/{seen.id}/", day="10/3/2026", by="recorded")
    assert "At nursery" in then
    assert "At home" not in then
    assert "Correct this" not in then
    assert "At home" in page(worker, child, f"records/{seen.id}/")


def test_the_past_offers_nothing_to_record(worker, child):
    assert "Record something" in page(worker, child)
    assert "Record something" not in page(worker, child, "as-of/", day="10/3/2026")


def test_a_file_that_had_not_begun_is_empty_and_says_so(worker, child):
    said = page(worker, child, "as-of/", day="1/3/2026")
    assert "Nothing has been recorded about this child yet." in said


@pytest.mark.parametrize(
    ("day", "time", "fault"),
    [
        ("31/2/2026", "", "Write a date"),
        ("1/4/2026", "", "has not come yet"),
        ("2/3/2026", "25", "Write a time"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_and_kept(worker, child, day, time, fault):
    answer = worker.get(f"/child/{child}/as-of/", {"day": day, "time": time})
    assert answer.status_code == 400
    assert fault in text(answer)
    assert f'value="{day}"' in answer.content.decode()
