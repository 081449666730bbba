"""Whatever ledger people write, an untouched one is clean, and any change made behind its back is found."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, note, reject, settings
from hypothesis import strategies as st

from tests.ledger.attacker import execute
from tests.ledger.examples import MONDAY, TUESDAY
from waymark.ledger import heads, queries, writing
from waymark.ledger.actions import append_many, redact
from waymark.ledger.events import NewEvent, StreamAppend
from waymark.ledger.models import Event
from waymark.ledger.verification import verify

pytestmark = pytest.mark.django_db

laws = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
codes = st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=8)
events = st.builds(
    NewEvent,
    payload=st.dictionaries(words, words | st.integers() | st.none(), max_size=3),
    occurred_at=st.datetimes().map(lambda moment: moment.replace(tzinfo=MONDAY.tzinfo)),
    by=codes.filter(bool),
    type=codes.filter(lambda code: code not in ("", "redaction")),
    type_version=st.integers(1, 9),
    occurred_precision=st.sampled_from(["time", "day"]),
    role=codes, agency=codes, pack=codes, rule=codes, act_number=codes,
)  # fmt: skip
streams = st.dictionaries(st.sampled_from(["child:1", "child:2", "child:10"]), st.lists(events, min_size=1, max_size=4))
histories = st.lists(streams, min_size=1, max_size=3).filter(any)

COLUMNS = [(table, column) for table, columns in (writing.EVENT, writing.PAYLOAD, writing.HEAD) for column in columns]


@pytest.fixture(autouse=True)
def key(tmp_path, settings):
    settings.WAYMARK_LEDGER_KEY = tmp_path / "ledger.pem"
    heads.create_key(settings.WAYMARK_LEDGER_KEY)


def write(history, data) -> None:
    """Append everything, redact something, and sign."""
    for appends in history:
        stand = queries.stream_sequences(appends)
        append_many(
            [StreamAppend(stream=name, expected_sequence=stand[name], events=new) for name, new in appends.items()],
            now=MONDAY,
        )
    written = list(queries.all_events())
    for position in data.draw(st.lists(st.integers(1, len(written)), max_size=2, unique=True)):
        redact(event_id=written[position - 1].id, reason="wrong file", by="person:MANAGER", now=TUESDAY)
    heads.sign_head(now=TUESDAY)


@laws
@given(history=histories, data=st.data())
def test_an_untouched_ledger_is_always_clean(history, data):
    with transaction.atomic():
        write(history, data)
        assert verify().problems == ()
        transaction.set_rollback(True)


@laws
@given(history=histories, data=st.data())
def test_one_altered_character_in_any_column_is_always_found(history, data):
    with transaction.atomic():
        write(history, data)
        table, column = data.draw(st.sampled_from(COLUMNS))
        stored = read(table, column)
        row = data.draw(st.sampled_from(sorted(stored)))
        value, change = stored[row], data.draw(changes())
        if value is not None:
            altered = change(value)
            alter(table, column, row, altered)
            note(f"{table}.{column} of {row}: {value!r} became {altered!r}")
            assert read(table, column) != stored
            assert not verify().clean
        transaction.set_rollback(True)


@laws
@given(history=histories, data=st.data())
def test_a_removed_event_is_always_found(history, data):
    with transaction.atomic():
        write(history, data)
        position = data.draw(st.integers(1, queries.last_position()))
        execute("DELETE FROM ledger_payload WHERE position = %s", position)
        execute("DELETE FROM ledger_event WHERE position = %s", position)
        assert not verify().clean
        transaction.set_rollback(True)


@laws
@given(history=histories, data=st.data())
def test_two_events_that_change_places_are_always_found(history, data):
    with transaction.atomic():
        write(history, data)
        count = queries.last_position()
        if count > 1:
            one, other = data.draw(st.lists(st.integers(1, count), min_size=2, max_size=2, unique=True))
            exchange(one, other)
            assert not verify().clean
        transaction.set_rollback(True)


@st.composite
def changes(draw):
    """One character put in, taken out or exchanged; or another number. (Drawn unseen: ids and hashes are random.)"""
    kind, place = draw(st.sampled_from(["put in", "taken out", "exchanged"])), draw(st.integers(0, 70))
    number, new = draw(st.integers(1, 2**31 - 1)), draw(st.characters(exclude_categories=["Cs", "Cc"]))

    def change(value):
        if isinstance(value, int):
            return number if number != value else number - 1
        if kind == "put in" or not value:
            return value[:place] + new + value[place:]
        at = place % len(value)
        other = new if new != value[at] else "xy"[new == "x"]
        return value[:at] + ("" if kind == "taken out" else other) + value[at + 1 :]

    return change


def read(table: str, column: str) -> dict[object, object]:
    """The column as stored, by the row's own key."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {own_key(table)}, "{column}" FROM {table}')
        return dict(cursor.fetchall())


def own_key(table: str) -> str:
    return "number" if table == "ledger_head" else "position"


def alter(table: str, column: str, row: object, value: object) -> None:
    """Change one stored value. A new position must be free, and a payload cannot leave its event on PostgreSQL."""
    from django.db import connection

    if table == "ledger_event" and column == "position":
        execute("DELETE FROM ledger_payload WHERE position = %s", row)
    if table == "ledger_payload" and column == "position" and connection.vendor == "postgresql":
        execute("DELETE FROM ledger_payload WHERE position = %s", row)
        return
    with_room = f"DELETE FROM {table} WHERE {own_key(table)} = %s AND {own_key(table)} <> %s"
    if column in ("position", "number"):
        execute(with_room, value, row)
    try:
        execute(f'UPDATE {table} SET "{column}" = %s WHERE {own_key(table)} = %s', value, row)
    except IntegrityError:
        reject()  # taken already: two events of one stream cannot have one number, whoever asks


def exchange(one: int, other: int) -> None:
    """Let two events change places in the ledger, payloads and all."""
    names = [
        field.column for field in Event._meta.fields if field.column not in ("position", "id", "stream", "sequence")
    ]
    rows = {row["position"]: row for row in Event.objects.filter(position__in=[one, other]).values("position", *names)}
    for here, there in ((one, other), (other, one)):
        marks = ", ".join(f'"{name}" = %s' for name in names)
        execute(f"UPDATE ledger_event SET {marks} WHERE position = %s", *(rows[there][name] for name in names), here)
