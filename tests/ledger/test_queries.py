"""Reading back: a stream, a moment, everything."""

import pytest

from tests.ledger.examples import CHILD, MONDAY, SIBLING, TUESDAY, WEDNESDAY, new_event, said, write
from waymark.ledger import queries
from waymark.ledger.actions import append, redact
from waymark.ledger.errors import EventNotFound

pytestmark = pytest.mark.django_db


def test_a_stream_that_nobody_wrote_is_empty():
    assert queries.stream_events(CHILD) == []
    assert queries.stream_sequence(CHILD) == 0
    assert queries.last_position() == 0
    assert list(queries.all_events()) == []


def test_a_reader_may_ask_for_what_is_new():
    write("one", "two", "three")
    assert said(queries.stream_events(CHILD, since=1)) == ["two", "three"]
    assert queries.stream_events(CHILD, since=3) == []


def test_streams_with_similar_names_stay_apart():
    write("one", stream="child:1")
    write("ten", stream="child:10")
    assert said(queries.stream_events("child:1")) == ["one"]


@pytest.fixture
def a_late_record():
    """Recorded on Monday: happened Monday. Recorded on Wednesday: happened Tuesday."""
    write("rang", now=MONDAY)
    late = new_event("visited", occurred_at=TUESDAY)
    append(stream=CHILD, expected_sequence=1, events=[late], now=WEDNESDAY)


@pytest.mark.parametrize(
    ("moments", "seen"),
    [
        ({}, ["rang", "visited"]),
        ({"occurred_by": MONDAY}, ["rang"]),
        ({"occurred_by": TUESDAY}, ["rang", "visited"]),
        ({"recorded_by": TUESDAY}, ["rang"]),
        ({"recorded_by": WEDNESDAY}, ["rang", "visited"]),
        ({"occurred_by": WEDNESDAY, "recorded_by": TUESDAY}, ["rang"]),
        ({"occurred_by": MONDAY, "recorded_by": WEDNESDAY}, ["rang"]),
    ],
)
def test_the_past_can_be_seen_as_it_happened_and_as_it_was_known(a_late_record, moments, seen):
    assert said(queries.events_as_of(CHILD, **moments)) == seen


def test_looking_back_before_a_redaction_does_not_bring_the_payload_back():
    [event] = write("one", now=MONDAY)
    redact(event_id=event.id, reason="wrong file", by="person:MANAGER", now=WEDNESDAY)
    [then] = queries.events_as_of(CHILD, recorded_by=TUESDAY)
    assert then.payload is None


def test_all_events_come_in_the_order_of_writing_whatever_the_batch():
    write("one", "two")
    write("three", stream=SIBLING)
    write("four", expected=2)
    for batch in (1, 2, 3, 4, 100):
        assert said(list(queries.all_events(batch=batch))) == ["one", "two", "three", "four"]
    assert said(list(queries.all_events(after_position=2, batch=1))) == ["three", "four"]


def test_one_event_is_found_by_its_id():
    first, second = write("one", "two")
    assert queries.event(second.id) == second
    with pytest.raises(EventNotFound):
        queries.event(first.id[::-1])


def test_a_reader_of_everything_may_write_meanwhile():
    write("one", "two")
    for event in queries.all_events(batch=1):
        if event.stream == CHILD:
            write(event.payload["says"], stream=f"copy:{event.sequence}")
    assert queries.last_position() == 4


def test_where_many_streams_stand_is_asked_at_once(django_assert_max_num_queries):
    write("one", "two")
    with django_assert_max_num_queries(3):
        found = queries.stream_sequences([CHILD, *(f"child:{number}" for number in range(1200))])
    assert found[CHILD] == 2
    assert set(found.values()) == {0, 2}
