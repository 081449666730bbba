"""Whatever is matched, taken back and recorded in between: every event is in exactly one file, and a rebuild makes the same tables."""

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casefile.tables import tables
from tests.cast import AMBROSIA, BALTHAZAR, CLEMENTINA, WORKER, decide, refer, utc
from tests.work import small_return
from waymark.casefile import projections
from waymark.casefile.errors import NotRecorded
from waymark.casefile.matching import match, unmatch
from waymark.casefile.queries import all_files, file_of, files_of
from waymark.exports.cin.importing import import_census
from waymark.ledger.queries import all_events

CHILDREN = (AMBROSIA, BALTHAZAR, CLEMENTINA)

children = st.sampled_from(CHILDREN)
steps = st.one_of(
    st.tuples(st.just("refer"), children),
    st.tuples(st.just("decide"), children),
    st.tuples(st.just("match"), children, children),
    st.tuples(st.just("unmatch"), children),
)


def play(number, step):
    """One step at its own hour; what is refused has changed nothing."""
    now = utc(3 + number, 9)
    try:
        match step:
            case ("refer", child):
                refer(child, now)
            case ("decide", child):
                decide("section-17-assessment", child, now)
            case ("match", child, into):
                matched(child, into, now)
            case ("unmatch", child):
                unmatch(stream=child, by=WORKER, reason="Two children after all.", now=now)
    except NotRecorded:
        pass
    return now


def matched(child, into, now):
    match(stream=child, into=into, by=WORKER, reason="Same address.", now=now)


def acts_written():
    return sorted(one.payload["id"] for one in all_events() if one.type == "act")


def looks(file):
    """A file in a form that can be compared."""
    events = [(one.id, one.episode, one.subject) for one in file.history.events]
    return file.stream, file.sequence, file.aliases, file.others, events, file.history.given


@pytest.mark.django_db
@settings(max_examples=20)
@given(st.lists(steps, min_size=4, max_size=9))
def test_every_event_is_in_one_file_and_a_rebuild_makes_the_same(played):
    with transaction.atomic():
        for child in CHILDREN:
            refer(child, utc(2))
        for number, step in enumerate(played):
            now = play(number, step)
        files = list(all_files())
        assert sorted(event.id for file in files for event in file.history.recorded_events) == acts_written()
        assert all(event.subject == file.stream for file in files for event in file.history.events)
        assert [looks(file_of(child)) for child in CHILDREN] == [looks(file) for file in files_of(CHILDREN)]
        live = tables()
        projections.rebuild(now=now)
        assert tables() == live
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_newer_return_goes_on_writing_in_the_stream_that_was_matched(tmp_path):
    # Given a child of a return who is matched with a child who was known by referral
    small_return.put(tmp_path)
    child = small_return.stream("A")
    refer(AMBROSIA, small_return.IMPORTED)
    matched(child, AMBROSIA, small_return.IMPORTED)
    before = len(file_of(AMBROSIA).history.events)
    # When the same return is read again, nothing is added
    path = tmp_path / "small-return.xml"
    again = import_census(path, now=small_return.IMPORTED, by="cin-import", area="national")
    assert (again.events_added, again.facts_added, again.events_corrected) == (0, 0, 0)
    # And when a newer one says more, it stands in the common file
    newer = dict(small_return.CHILDREN)
    name = next(one for one in newer if child.endswith(one))
    begun, *_ = newer[name]
    newer[name] = (begun, newer[name][1], "2026-03-20")
    path.write_text(small_return.xml(newer))
    import_census(path, now=small_return.IMPORTED, by="cin-import", area="national")
    assert len(file_of(AMBROSIA).history.events) > before
    assert file_of(child).stream == AMBROSIA
