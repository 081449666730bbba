"""Putting right, and removing: the two things that may happen to what was written."""

import pytest
from django.db import connection

from tests.ledger.examples import CHILD, MONDAY, SIBLING, TUESDAY, WEDNESDAY, new_event, said, write
from waymark.ledger import queries
from waymark.ledger.actions import correct, redact
from waymark.ledger.errors import AlreadyRedacted, EventNotFound, StreamMoved
from waymark.ledger.models import Payload
from waymark.ledger.verification import verify

pytestmark = pytest.mark.django_db

WHY = "Another child's address."


def test_a_correction_names_the_event_that_it_puts_right_and_both_stay():
    [wrong] = write("Seen at school.")
    right = correct(event_id=wrong.id, expected_sequence=1, event=new_event("Seen at home."), now=TUESDAY)
    assert right.corrects == wrong.id
    assert said(queries.stream_events(CHILD)) == ["Seen at school.", "Seen at home."]


def test_a_correction_too_is_refused_when_the_stream_has_moved():
    [wrong, _] = write("Seen at school.", "Left.")
    with pytest.raises(StreamMoved):
        correct(event_id=wrong.id, expected_sequence=1, event=new_event(), now=TUESDAY)


def test_what_does_not_exist_can_be_neither_corrected_nor_redacted():
    with pytest.raises(EventNotFound):
        correct(event_id="none", expected_sequence=0, event=new_event(), now=MONDAY)
    with pytest.raises(EventNotFound):
        redact(event_id="none", reason=WHY, by="person:MANAGER", now=MONDAY)


def test_a_redaction_removes_what_was_said_and_keeps_the_envelope():
    [event, _] = write("12 Nowhere Street.", "A visit was made.")
    redact(event_id=event.id, reason=WHY, by="person:MANAGER", role="manager", rule="records.remove", now=TUESDAY)
    emptied, other, redaction = queries.stream_events(CHILD)
    assert emptied == event._replace(payload=None, redacted_by=redaction.id)
    assert other.payload == {"says": "A visit was made."}
    assert (redaction.type, redaction.corrects, redaction.by) == ("redaction", event.id, "person:MANAGER")
    assert redaction.payload == {"reason": WHY}
    assert verify().clean


def test_the_salt_goes_with_the_payload_so_that_nobody_can_guess_it():
    [event] = write("yes")
    redact(event_id=event.id, reason=WHY, by="person:MANAGER", now=TUESDAY)
    assert Payload.objects.filter(position=event.position).values_list("content", "salt").get() == (None, None)


def test_two_equal_payloads_do_not_have_equal_hashes():
    first, second = write("yes", "yes")
    assert first.payload_hash != second.payload_hash


def test_a_redaction_needs_a_reason():
    [event] = write("one")
    with pytest.raises(ValueError, match="reason"):
        redact(event_id=event.id, reason=" ", by="person:MANAGER", now=TUESDAY)


def test_what_is_gone_is_not_redacted_again():
    [event] = write("one")
    redact(event_id=event.id, reason=WHY, by="person:MANAGER", now=TUESDAY)
    with pytest.raises(AlreadyRedacted):
        redact(event_id=event.id, reason=WHY, by="person:MANAGER", now=WEDNESDAY)
    assert queries.stream_sequence(CHILD) == 2


def test_a_redactions_own_reason_can_be_redacted():
    [event] = write("one")
    redaction = redact(event_id=event.id, reason="the name of a person", by="person:MANAGER", now=TUESDAY)
    redact(event_id=redaction.id, reason=WHY, by="person:MANAGER", now=WEDNESDAY)
    assert [event.payload for event in queries.stream_events(CHILD)] == [None, None, {"reason": WHY}]
    assert verify().clean


def test_a_redaction_touches_its_own_stream_alone():
    [event] = write("one")
    write("two", stream=SIBLING)
    redact(event_id=event.id, reason=WHY, by="person:MANAGER", now=TUESDAY)
    assert said(queries.stream_events(SIBLING)) == ["two"]


@pytest.mark.django_db(transaction=True)
def test_redacted_words_are_gone_from_the_sqlite_file_itself():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps the old row until the next VACUUM: see ADR 0006")
    [event] = write("a most particular phrase " * 400)
    path = connection.settings_dict["NAME"]
    redact(event_id=event.id, reason=WHY, by="person:MANAGER", now=TUESDAY)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with open(path, "rb") as file:
        assert b"most particular" not in file.read()
