"""What was written cannot be changed: not through Django, and not by SQL either."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests.ledger.attacker import guards_down
from tests.ledger.examples import CHILD, MONDAY, TUESDAY, write
from waymark.ledger import guards, heads, queries
from waymark.ledger.actions import redact
from waymark.ledger.errors import AppendOnly
from waymark.ledger.models import Event, Head, Payload

pytestmark = pytest.mark.django_db

EVENT = "INTO ledger_event SELECT position, id, stream, sequence, 'forged', " + ", ".join(
    f'"{field.column}"' for field in Event._meta.fields[5:]
)


def refused(statement: str) -> None:
    """The database refuses the statement in words that say what to do instead."""
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def a_signed_head(tmp_path):
    heads.create_key(tmp_path / "key.pem")
    heads.sign_head(now=MONDAY, key_path=tmp_path / "key.pem")


@pytest.mark.parametrize("column", [field.column for field in Event._meta.fields])
def test_no_column_of_an_event_can_be_updated(column):
    write("one")
    refused(f'UPDATE ledger_event SET "{column}" = "{column}"')


@pytest.mark.parametrize("table", ["ledger_event", "ledger_payload", "ledger_head"])
def test_nothing_can_be_deleted(table, a_signed_head):
    write("one")
    refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("column", [field.column for field in Head._meta.fields])
def test_a_head_cannot_be_updated(column, a_signed_head):
    refused(f"UPDATE ledger_head SET {column} = {column}")


@pytest.mark.parametrize("table", ["ledger_event", "ledger_payload", "ledger_head"])
def test_nothing_can_be_truncated(table, a_signed_head):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(
    "change",
    [
        "content = 'other'",
        "salt = 'other'",
        "position = 7",
        "redacted_by = 'somebody'",
        "content = NULL, salt = NULL, redacted_by = ''",
        "content = NULL, salt = NULL, redacted_by = 'no such event'",
        "content = NULL, salt = NULL, redacted_by = (SELECT id FROM ledger_event WHERE position = 2)",
    ],
)
def test_a_payload_is_emptied_by_a_redaction_that_names_it_and_not_otherwise(change):
    write("one", "two")
    refused(f"UPDATE ledger_payload SET {change} WHERE position = 1")


def test_a_redaction_of_another_event_does_not_open_this_one():
    first, _ = write("one", "two")
    redaction = redact(event_id=first.id, reason="wrong file", by="person:MANAGER", now=TUESDAY)
    refused(f"UPDATE ledger_payload SET content = NULL, salt = NULL, redacted_by = '{redaction.id}' WHERE position = 2")


def test_a_redacted_payload_cannot_be_filled_again():
    [event] = write("one")
    redact(event_id=event.id, reason="wrong file", by="person:MANAGER", now=TUESDAY)
    refused("UPDATE ledger_payload SET content = 'x', salt = 'y', redacted_by = '' WHERE position = 1")


def test_sqlites_replace_finds_no_way_round():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has REPLACE")
    write("one")
    refused(f"INSERT OR REPLACE {EVENT} FROM ledger_event")
    refused("REPLACE INTO ledger_payload SELECT position, 'x', 'y', '' FROM ledger_payload")
    refused("UPDATE OR REPLACE ledger_event SET sequence = 1")
    assert queries.stream_events(CHILD)[0].type == "act"


def test_postgresqls_upsert_and_replica_role_find_no_way_round():
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has them")
    write("one")
    refused("INSERT INTO ledger_payload VALUES (1, 'x', 'y', '') ON CONFLICT (position) DO UPDATE SET content = 'x'")
    refused("SET session_replication_role = replica; DELETE FROM ledger_event")


def test_the_guards_are_noticed_when_they_are_gone():
    assert guards.missing(connection) == []
    with guards_down():
        assert set(guards.missing(connection)) == set(guards._triggers(connection))
    assert guards.missing(connection) == []


def test_a_guard_that_was_made_harmless_is_noticed():
    harmless = {
        "sqlite": [
            "DROP TRIGGER ledger_event_no_delete",
            "CREATE TRIGGER ledger_event_no_delete BEFORE DELETE ON ledger_event BEGIN SELECT 1; END",
        ],
        "postgresql": [
            "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
        ],
    }
    with connection.cursor() as cursor:
        for statement in harmless[connection.vendor]:
            cursor.execute(statement)
    assert "ledger_event_no_delete" in guards.missing(connection) or "ledger_event_no_change" in guards.missing(
        connection
    )


@pytest.mark.django_db(transaction=True)
def test_the_guards_can_be_taken_down_and_put_up_by_the_migration():
    with connection.schema_editor() as editor:
        guards.remove(None, editor)
        assert guards.missing(connection)
        guards.install(None, editor)
    assert guards.missing(connection) == []


@pytest.mark.parametrize("model", [Event, Payload, Head])
@pytest.mark.parametrize(
    "way",
    [
        lambda model: model().save(),
        lambda model: model().save_base(),
        lambda model: model().delete(),
        lambda model: model.objects.create(),
        lambda model: model.objects.bulk_create([model()]),
        lambda model: model.objects.get_or_create(pk=1),
        lambda model: model.objects.update_or_create(pk=1),
        lambda model: model.objects.update(pk=1),
        lambda model: model.objects.bulk_update([model()], ["pk"]),
        lambda model: model.objects.all().delete(),
        lambda model: model._base_manager.all().delete(),
    ],
)
def test_django_names_the_action_to_use_instead(model, way):
    with pytest.raises(AppendOnly, match="append for something new, correct to put an event right, redact"):
        way(model)
