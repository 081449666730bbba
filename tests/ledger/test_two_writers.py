"""Two people write at once, over two real connections."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.ledger.examples import CHILD, MONDAY, SIBLING, new_event, said, write
from waymark.ledger import queries
from waymark.ledger.actions import append_many
from waymark.ledger.errors import StreamMoved
from waymark.ledger.events import StreamAppend
from waymark.ledger.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)


def together(*tasks):
    """Run each task in a thread with a connection of its own, all starting at once; what each returned or raised."""
    start, outcomes = Barrier(len(tasks)), {}

    def run(name, task):
        try:
            connection.ensure_connection()
            start.wait()
            outcomes[name] = task()
        except Exception as error:
            outcomes[name] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return [outcomes[name] for name in range(len(tasks))]


def test_of_two_writers_on_one_stream_one_succeeds_and_the_other_is_told():
    write("A neighbour rang.")
    sentences = ["Anna's visit.", "Ben's visit."]
    outcomes = together(*[lambda says=says: write(says, expected=1) for says in sentences])

    [told] = [each for each in outcomes if isinstance(each, StreamMoved)]
    [written] = [each for each in outcomes if isinstance(each, list)]
    assert list(told.events) == written
    assert queries.stream_events(CHILD)[1:] == written

    [unsaved] = set(sentences) - set(said(written))
    write(unsaved, expected=told.actual)
    assert sorted(said(queries.stream_events(CHILD))) == ["A neighbour rang.", *sentences]
    assert verify().clean


def test_many_writers_who_try_again_lose_nothing():
    def insist(name):
        for number in range(10):
            expected = 0
            while True:
                try:
                    write(f"{name} {number}", expected=expected)
                    break
                except StreamMoved as moved:
                    expected = moved.actual

    assert together(*[lambda name=name: insist(name) for name in "abcd"]) == [None] * 4
    events = queries.stream_events(CHILD)
    assert sorted(said(events)) == sorted(f"{name} {number}" for name in "abcd" for number in range(10))
    assert [event.sequence for event in events] == list(range(1, 41))
    assert verify().clean


def test_writers_to_the_same_streams_in_opposite_order_both_finish():
    def both(streams, expected):
        appends = [StreamAppend(stream=name, expected_sequence=expected, events=[new_event()]) for name in streams]
        try:
            append_many(appends, now=MONDAY)
        except StreamMoved as moved:
            return both(streams, moved.actual)
        return "written"

    for turn in range(10):
        there, back = (CHILD, SIBLING), (SIBLING, CHILD)
        assert together(lambda: both(there, 2 * turn), lambda: both(back, 2 * turn)) == ["written"] * 2  # noqa: B023
    assert queries.stream_sequences([CHILD, SIBLING]) == {CHILD: 20, SIBLING: 20}
    assert verify().clean


def test_who_reads_on_from_a_position_misses_no_event():
    """A number is never seen before the numbers below it, however writers overlap."""

    def writer(name):
        for number in range(25):
            write("x", stream=f"child:{name}", expected=number)

    def reader():
        seen = []
        while len(seen) < 75:
            seen += [event.position for event in queries.all_events(seen[-1] if seen else 0)]
        return seen

    seen = together(reader, *[lambda name=name: writer(name) for name in "abc"])[0]
    assert seen == list(range(1, 76))
