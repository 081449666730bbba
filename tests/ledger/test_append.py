"""Writing to streams: in order, all or nothing, and only where the writer has seen the end."""

from datetime import datetime

import pytest
from django.db import transaction

from tests.ledger.examples import CHILD, MONDAY, SIBLING, TUESDAY, new_event, said, write
from waymark.ledger import queries
from waymark.ledger.actions import append, append_many
from waymark.ledger.errors import EventNotFound, StreamMoved
from waymark.ledger.events import NewEvent, StreamAppend, new_ids

pytestmark = pytest.mark.django_db


def test_a_stream_keeps_its_events_in_the_order_of_writing():
    write("A neighbour rang.", "The school rang.")
    write("A visit was made.", expected=2, now=TUESDAY)
    events = queries.stream_events(CHILD)
    assert said(events) == ["A neighbour rang.", "The school rang.", "A visit was made."]
    assert [event.sequence for event in events] == [1, 2, 3]
    assert [event.recorded_at for event in events] == [MONDAY, MONDAY, TUESDAY]


def test_what_is_returned_is_what_is_stored():
    written = write("A neighbour rang.", "The school rang.")
    assert written == queries.stream_events(CHILD)


def test_every_word_of_the_envelope_comes_back():
    event = new_event(
        type="act", type_version=3, occurred_at=TUESDAY, occurred_precision="day", by="person:1", role="lado",
        agency="agency:2", pack="hampshire@2026-01#abc", rule="referral.decide", act_number="act:9",
    )  # fmt: skip
    append(stream=CHILD, expected_sequence=0, events=[event], now=MONDAY)
    [stored] = queries.stream_events(CHILD)
    for name in NewEvent.__dataclass_fields__:
        assert getattr(stored, name) == getattr(event, name), name


def test_each_event_names_the_hash_of_the_one_before_it():
    first, second, third = write("one", "two", "three")
    assert first.previous_hash == ""
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)


def test_two_streams_are_two_chains_in_one_order():
    [child] = write("one")
    [sibling] = write("two", stream=SIBLING)
    assert (sibling.sequence, sibling.previous_hash) == (1, "")
    assert (child.position, sibling.position) == (1, 2)


def test_a_payload_may_hold_anything_that_json_holds():
    payload = {"name": "Zoë \x00 \u2028 😀", "empty": None, "rows": [{"n": 1, "x": 0.1, "yes": True}], "": ""}
    append(stream=CHILD, expected_sequence=0, events=[new_event(payload=payload)], now=MONDAY)
    assert queries.stream_events(CHILD)[0].payload == payload


@pytest.mark.parametrize("payload", [{"x": float("nan")}, {"x": "\ud800"}, {"x": {1, 2}}])
def test_a_payload_that_cannot_be_stored_is_refused_whole(payload):
    with pytest.raises((ValueError, TypeError)):
        append(stream=CHILD, expected_sequence=0, events=[new_event(), new_event(payload=payload)], now=MONDAY)
    assert queries.stream_sequence(CHILD) == 0


def test_a_writer_who_has_not_seen_the_end_is_told_what_is_new():
    write("one")
    write("two", expected=1)
    with pytest.raises(StreamMoved) as told:
        write("also two", expected=1)
    assert (told.value.stream, told.value.expected, told.value.actual) == (CHILD, 1, 2)
    assert said(told.value.events) == ["two"]
    assert said(queries.stream_events(CHILD)) == ["one", "two"]


def test_a_writer_who_expects_more_than_there_is_is_refused_too():
    with pytest.raises(StreamMoved):
        write("one", expected=4)


def test_one_act_is_written_to_several_streams_under_one_number():
    appends = [
        StreamAppend(stream=name, expected_sequence=0, events=[new_event(act_number="act:1")])
        for name in (SIBLING, CHILD)
    ]
    events = append_many(appends, now=MONDAY)
    assert [event.stream for event in events] == [SIBLING, CHILD]
    assert {event.act_number for event in events} == {"act:1"}


def test_an_event_without_an_act_number_is_an_act_of_its_own():
    [event] = write("one")
    assert event.act_number == event.id


def test_if_one_stream_has_moved_none_is_written():
    write("one", stream=SIBLING)
    appends = [StreamAppend(stream=name, expected_sequence=0, events=[new_event()]) for name in (CHILD, SIBLING)]
    with pytest.raises(StreamMoved):
        append_many(appends, now=MONDAY)
    assert queries.stream_sequences([CHILD, SIBLING]) == {CHILD: 0, SIBLING: 1}


def test_events_stand_or_fall_with_the_callers_transaction():
    def write_and_fail():
        with transaction.atomic():
            write("one")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert queries.last_position() == 0


def test_a_stream_is_named_once_in_a_call():
    with pytest.raises(ValueError, match="named twice"):
        append_many([StreamAppend(stream=CHILD, expected_sequence=0, events=[])] * 2, now=MONDAY)


def test_many_events_in_many_streams_are_one_call():
    appends = [
        StreamAppend(stream=f"child:{number}", expected_sequence=0, events=[new_event()] * 12) for number in range(600)
    ]
    append_many(appends, now=MONDAY)
    assert queries.last_position() == 7200
    assert queries.stream_sequence("child:599") == 12


def test_a_correction_in_a_batch_must_name_an_event_of_its_stream():
    [other] = write("one", stream=SIBLING)
    with pytest.raises(EventNotFound):
        append(stream=CHILD, expected_sequence=0, events=[new_event(corrects=other.id)], now=MONDAY)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"occurred_at": datetime(2026, 3, 2)},  # noqa: DTZ001 a time without a zone is the point
        {"by": ""},
        {"type": ""},
        {"type_version": 0},
        {"occurred_precision": "week"},
        {"role": "duty\nworker"},
        {"rule": "a\x1fb"},
    ],
)
def test_an_event_that_makes_no_sense_cannot_be_made(nonsense):
    with pytest.raises(ValueError):  # noqa: PT011 each says something else
        new_event(**nonsense)


@pytest.mark.parametrize("stream", ["", "child:\n1"])
def test_a_stream_needs_a_readable_name(stream):
    with pytest.raises(ValueError, match="cannot name a stream"):
        StreamAppend(stream=stream, expected_sequence=0, events=[])


def test_a_redaction_is_not_appended():
    with pytest.raises(ValueError, match="redact"):
        append(stream=CHILD, expected_sequence=0, events=[new_event(type="redaction")], now=MONDAY)


def test_ids_ascend_with_time_and_within_a_call():
    ids = [*new_ids(MONDAY, 1000), *new_ids(TUESDAY, 1000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 2000
    assert {(len(each), each[14], each[19]) for each in ids} <= {(36, "7", variant) for variant in "89ab"}
