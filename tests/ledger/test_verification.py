"""Verification finds what somebody who owns the database did, and says it in plain words."""

import pytest
from django.db import connection

from tests.ledger.attacker import execute, guards_down
from tests.ledger.examples import CHILD, MONDAY, SIBLING, TUESDAY, WEDNESDAY, write
from waymark.ledger import hashing, heads, queries, rows
from waymark.ledger.actions import redact
from waymark.ledger.models import Event
from waymark.ledger.verification import verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def key(tmp_path, settings):
    settings.WAYMARK_LEDGER_KEY = tmp_path / "ledger.pem"
    heads.create_key(settings.WAYMARK_LEDGER_KEY)


@pytest.fixture
def family():
    """Two children: four events and two, the second of the first child redacted by the seventh, and a signed head."""
    write("one", "two")
    write("three", "four", stream=SIBLING)
    write("five", "six", expected=2, now=TUESDAY)
    redact(event_id=queries.stream_events(CHILD)[1].id, reason="wrong file", by="person:MANAGER", now=TUESDAY)
    heads.sign_head(now=WEDNESDAY)
    return queries.stream_events(CHILD)


def found(**arguments) -> str:
    """All that verification says."""
    report = verify(**arguments)
    assert report.clean == (not report.problems)
    return "\n".join(map(str, report.problems))


def test_what_nobody_touched_is_clean(family):
    report = verify()
    assert (report.events, report.streams, report.heads, report.problems, report.notes) == (7, 2, 1, (), ())


def test_an_empty_ledger_is_clean():
    assert verify().clean


def test_pages_and_heads_may_meet_anywhere(monkeypatch):
    for number in range(6):
        write("x", expected=number)
        heads.sign_head(now=MONDAY)
    for size in range(1, 8):
        monkeypatch.setattr(rows, "ROWS_IN_MEMORY", size)
        assert found() == ""


def test_progress_is_told_up_to_the_end(family, monkeypatch):
    monkeypatch.setattr(rows, "ROWS_IN_MEMORY", 3)
    told = []
    verify(progress=lambda done, total: told.append((done, total)))
    assert told == [(3, 7), (6, 7), (7, 7)]


@pytest.mark.parametrize("column", [field.column for field in Event._meta.fields if field.column != "position"])
def test_an_altered_column_is_found_and_named(family, column):
    number = column in ("sequence", "type_version")
    execute(
        f'UPDATE ledger_event SET "{column}" = ' + ("70" if number else f"\"{column}\" || ' '") + " WHERE position = 5"
    )
    assert "The event has been altered" in found()


def test_an_altered_event_is_named_by_its_place(family):
    execute("UPDATE ledger_event SET role = 'manager' WHERE position = 5")
    assert found() == f"{CHILD} 3 ({family[2].id}): The event has been altered: its envelope does not give its hash."


@pytest.mark.parametrize("column", ["content", "salt"])
def test_an_altered_payload_is_found(family, column):
    execute(f"UPDATE ledger_payload SET {column} = {column} || ' ' WHERE position = 5")
    assert found() == f"{CHILD} 3 ({family[2].id}): The payload has been altered: it does not give its hash."


def test_a_payload_that_was_taken_away_is_found(family):
    execute("DELETE FROM ledger_payload WHERE position = 5")
    assert "Its payload has been removed." in found()


@pytest.mark.parametrize("name", ["'nobody'", "(SELECT id FROM ledger_event WHERE position = 7)"])
def test_a_payload_emptied_without_its_own_redaction_is_found(family, name):
    execute(f"UPDATE ledger_payload SET content = NULL, salt = NULL, redacted_by = {name} WHERE position = 5")
    assert "Its payload is empty, and no redaction says why." in found()


def test_a_redacted_payload_that_is_put_back_is_found():
    [event] = write("one")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, salt FROM ledger_payload")
        content, salt = cursor.fetchone()
    redact(event_id=event.id, reason="wrong file", by="person:MANAGER", now=TUESDAY)
    execute("UPDATE ledger_payload SET content = %s, salt = %s, redacted_by = ''", content, salt)
    assert "It redacts an event whose payload is there again" in found()


def remove(where: str) -> None:
    execute(f"DELETE FROM ledger_payload WHERE position IN (SELECT position FROM ledger_event WHERE {where})")
    execute(f"DELETE FROM ledger_event WHERE {where}")


def test_a_removed_event_is_found_in_its_stream_and_in_the_order_of_writing(family):
    remove("position = 5")
    said = found()
    assert "Events have been removed: position 5 is missing." in said
    assert f"{CHILD} 4 ({family[3].id}): Before it stands 2: what came between is missing." in said
    assert "Of the first 7 events, something is not as it was" in said


def test_the_end_of_a_stream_cannot_be_cut_off_unseen(family):
    remove("stream = 'child:SYN2' AND sequence = 2")
    assert "Events have been removed: position 4 is missing." in found()


def test_a_whole_stream_cannot_vanish_unseen(family):
    remove("stream = 'child:SYN2'")
    assert "positions 3 to 4 are missing" in found().replace("Events have been removed: ", "")


def test_the_end_of_the_ledger_cannot_be_cut_off_unseen(family):
    remove("position >= 6")
    assert "counted 7 events, and the ledger holds 5" in found()


def test_even_an_emptied_ledger_is_found_by_its_head(family):
    remove("position > 0")
    assert "counted 7 events, and the ledger holds 0" in found()


def test_two_events_cannot_change_places(family):
    swap = "UPDATE ledger_event SET sequence = {0} WHERE stream = 'child:SYN1' AND sequence = {1}"
    for there, here in ((99, 1), (1, 3), (3, 99)):
        execute(swap.format(there, here))
    said = found()
    assert said.count("The event has been altered") == 2
    assert "It does not follow the event before it in its stream." in said


def forge(position: int, **changes: object) -> None:
    """Change an event and work out every hash from there on, as somebody would who knows how."""
    last: dict[str, str] = {}
    for row in Event.objects.order_by("position").values(*hashing.ENVELOPE, "hash"):
        stored = row.pop("hash")
        if row["position"] == position:
            row |= changes
        row["previous_hash"] = last.get(row["stream"], "")
        last[row["stream"]] = hashing.event_hash(list(row.values()))
        if last[row["stream"]] != stored:
            names = ", ".join(f'"{name}" = %s' for name in row)
            execute(
                f"UPDATE ledger_event SET {names}, hash = %s WHERE position = {row['position']}",
                *row.values(),
                last[row["stream"]],
            )


def test_history_rewritten_with_all_its_hashes_is_found_by_the_signed_head(family):
    forge(1, role="manager")
    signed = "2026-03-04T09:30:00.000000Z"
    assert found() == f"Of the first 7 events, something is not as it was when their head was signed at {signed}."


def test_history_rewritten_with_its_heads_removed_is_found_by_the_head_that_was_kept_elsewhere(family, tmp_path):
    heads.export_head(heads.stored_heads()[0], tmp_path / "head.json")
    forge(1, role="manager")
    execute("DELETE FROM ledger_head")
    assert found() == ""
    assert "Of the first 7 events" in found(exported=[heads.read_head(tmp_path / "head.json")])


def test_a_forged_head_and_a_missing_head_are_found(family):
    heads.sign_head(now=WEDNESDAY)
    execute("UPDATE ledger_head SET root = %s WHERE number = 2", "0" * 64)
    execute("DELETE FROM ledger_head WHERE number = 1")
    said = found()
    assert "Head 2 of 2026-03-04T09:30:00.000000Z was not signed by this key." in said
    assert "A signed head is missing" in said


def test_without_the_public_key_the_head_is_compared_and_the_report_says_what_was_not_checked(
    family, settings, tmp_path
):
    settings.WAYMARK_LEDGER_KEY = tmp_path / "none.pem"
    report = verify()
    assert report.clean
    assert "The signatures of 1 heads were not checked." in report.notes[0]


def test_guards_that_are_gone_are_found(family):
    with guards_down():
        assert "is gone or switched off" in found()


def test_a_flood_of_problems_is_counted_and_not_all_listed():
    write(*["x"] * 1500)
    execute("UPDATE ledger_event SET role = 'y'")
    report = verify()
    assert report.problem_count == 1500
    assert len(report.problems) == 1000
