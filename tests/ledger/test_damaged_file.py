"""A byte changes in the SQLite file itself: on the disk, or by somebody with an editor."""

import shutil
from pathlib import Path

import pytest
from django.db import connection, connections
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.ledger.examples import MONDAY, TUESDAY, new_event
from waymark.ledger import heads, writing
from waymark.ledger.actions import append_many, redact
from waymark.ledger.events import StreamAppend
from waymark.ledger.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)

COPY = "copy"
EVERYTHING = [
    (writing.EVENT, "position"),
    (writing.EVENT, "stream, sequence"),
    (writing.EVENT, "id"),
    (writing.PAYLOAD, "position"),
    (writing.HEAD, "number"),
]


@pytest.fixture
def file(tmp_path, settings, django_db_blocker) -> Path:
    """A copy of a ledger with forty events of four children, one of them redacted, and a signed head."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its files to itself: use its checksums (initdb --data-checksums)")
    settings.WAYMARK_LEDGER_KEY = tmp_path / "ledger.pem"
    heads.create_key(settings.WAYMARK_LEDGER_KEY)
    sentences = [new_event(f"Sentence {number}: " + "synthetic words " * number) for number in range(10)]
    streams = [StreamAppend(stream=f"child:{name}", expected_sequence=0, events=sentences) for name in "ABCD"]
    stored = append_many(streams, now=MONDAY)
    redact(event_id=stored[3].id, reason="wrong file", by="person:MANAGER", now=TUESDAY)
    heads.sign_head(now=TUESDAY)
    path = tmp_path / "copy.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    connections.settings[COPY] = {**connections.settings["default"], "NAME": str(path), "OPTIONS": {}}
    with django_db_blocker.unblock():
        yield path
    del connections.settings[COPY]


def contents() -> list[object]:
    """All that the copy holds, found through its tables and through their indexes."""
    with connections[COPY].cursor() as cursor:
        return [
            cursor.execute(f"SELECT {', '.join(map(quoted, columns))} FROM {table} ORDER BY {order}").fetchall()
            for (table, columns), order in EVERYTHING
        ]


def quoted(column: str) -> str:
    return f'"{column}"'


def close() -> None:
    connections[COPY].close()
    del connections[COPY]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
@example(place=0.0, flip=1)
def test_a_flipped_byte_is_found_or_changes_nothing_that_anybody_reads(file, place, flip):
    whole = file.read_bytes()
    written = contents()
    close()
    at = int(place * len(whole))
    file.write_bytes(whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :])
    try:
        assert not verify(using=COPY).clean or contents() == written
    finally:
        close()
        file.write_bytes(whole)


def test_bytes_that_are_no_text_are_reported_at_their_event(file):
    damaged = file.read_bytes().replace(b"Sentence 7", b"Sentence \xff")
    file.write_bytes(damaged)
    places = [(problem.stream, problem.sequence) for problem in verify(using=COPY).problems]
    close()
    assert places == [(f"child:{name}", 8) for name in "ABCD"]


def test_a_file_that_is_cut_off_is_reported(file):
    file.write_bytes(file.read_bytes()[:20000])
    [problem] = verify(using=COPY).problems
    close()
    assert "could not be read to the end" in str(problem)


def test_a_sound_copy_can_be_verified_in_place_of_the_ledger(file):
    shutil.copy(file, file.with_suffix(".backup"))
    assert verify(using=COPY).clean
    close()
