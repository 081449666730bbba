"""Triggers by which the database itself refuses to change what was written, whoever asks.

On SQLite `INSERT OR REPLACE` deletes the row in its way without firing delete triggers (unless the connection set the
pragma recursive_triggers), so there a third trigger refuses to insert what is already there. On PostgreSQL the triggers
are ENABLE ALWAYS, so that session_replication_role does not switch them off. Somebody who owns the database can still
drop them: verify() notices that they are gone, and the signed head finds what was done meanwhile.

A change here needs a new migration that installs it; so does any migration that makes SQLite rebuild one of the tables,
because the triggers go with the old table.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WHY = "The ledger is append-only: write a correction or a redaction instead."

IS_A_REDACTION = """
    OLD.redacted_by = '' AND NEW.redacted_by <> '' AND NEW.content IS NULL AND NEW.salt IS NULL
    AND NEW.position = OLD.position
    AND EXISTS (
        SELECT 1 FROM ledger_event redaction JOIN ledger_event target ON target.id = redaction.corrects
        WHERE redaction.id = NEW.redacted_by AND redaction.type = 'redaction' AND target.position = OLD.position
    )"""


def _sqlite(table: str, what: str, before: str, when: str = "") -> tuple[str, str]:
    """A trigger's name and the SQL that makes it."""
    name = f"{table}_{what}"
    condition = f" WHEN {when}" if when else ""
    return name, f"CREATE TRIGGER {name} BEFORE {before} ON {table}{condition} BEGIN SELECT RAISE(ABORT, '{WHY}'); END"


def _already(table: str, *keys: str) -> str:
    return " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {key})" for key in keys)


SQLITE = dict(
    [
        _sqlite("ledger_event", "no_update", "UPDATE"),
        _sqlite("ledger_event", "no_delete", "DELETE"),
        _sqlite(
            "ledger_event",
            "no_replace",
            "INSERT",
            _already(
                "ledger_event",
                "position = NEW.position",
                "id = NEW.id",
                "stream = NEW.stream AND sequence = NEW.sequence",
            ),
        ),
        _sqlite("ledger_payload", "only_redaction", "UPDATE", f"NOT ({IS_A_REDACTION})"),
        _sqlite("ledger_payload", "no_delete", "DELETE"),
        _sqlite("ledger_payload", "no_replace", "INSERT", _already("ledger_payload", "position = NEW.position")),
        _sqlite("ledger_head", "no_update", "UPDATE"),
        _sqlite("ledger_head", "no_delete", "DELETE"),
        _sqlite("ledger_head", "no_replace", "INSERT", _already("ledger_head", "number = NEW.number")),
    ]
)

REFUSE = f"RAISE EXCEPTION '{WHY}' USING ERRCODE = 'restrict_violation';"

POSTGRESQL_FUNCTIONS = {
    "ledger_refuse": f"BEGIN {REFUSE} END",
    "ledger_only_redaction": f"BEGIN IF {IS_A_REDACTION} THEN RETURN NEW; END IF; {REFUSE} END",
}


def _postgresql(table: str, what: str, before: str, run: str) -> tuple[str, str]:
    """A trigger's name and the SQL that makes it and keeps it on."""
    name = f"{table}_{what}"
    return name, (
        f"CREATE TRIGGER {name} BEFORE {before} EXECUTE FUNCTION {run}(); "
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"
    )


def _all_statements(events: str, table: str) -> str:
    return f"{events} ON {table} FOR EACH STATEMENT"


POSTGRESQL = dict(
    [
        _postgresql(
            "ledger_event",
            "no_change",
            _all_statements("UPDATE OR DELETE OR TRUNCATE", "ledger_event"),
            "ledger_refuse",
        ),
        _postgresql(
            "ledger_payload", "no_delete", _all_statements("DELETE OR TRUNCATE", "ledger_payload"), "ledger_refuse"
        ),
        _postgresql(
            "ledger_payload", "only_redaction", "UPDATE ON ledger_payload FOR EACH ROW", "ledger_only_redaction"
        ),
        _postgresql(
            "ledger_head", "no_change", _all_statements("UPDATE OR DELETE OR TRUNCATE", "ledger_head"), "ledger_refuse"
        ),
    ]
)

TABLES = ("ledger_event", "ledger_payload", "ledger_head")


def install(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place (a migration calls this)."""
    if editor.connection.vendor == "postgresql":
        for name, body in POSTGRESQL_FUNCTIONS.items():
            editor.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$", params=None)
    for statement in _triggers(editor.connection).values():
        editor.execute(statement, params=None)


def remove(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away (the same migration, backwards)."""
    postgresql = editor.connection.vendor == "postgresql"
    for name in _triggers(editor.connection):
        table = next(table for table in TABLES if name.startswith(table))
        editor.execute(f"DROP TRIGGER {name} ON {table}" if postgresql else f"DROP TRIGGER {name}", params=None)
    for name in POSTGRESQL_FUNCTIONS if postgresql else ():
        editor.execute(f"DROP FUNCTION {name}()", params=None)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that are not there, are switched off, or do something else than they were made to do."""
    expected, standing = SQLITE, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        expected = {name: POSTGRESQL_FUNCTIONS[_function(name)] for name in POSTGRESQL}
        standing = """
            SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
            WHERE tgenabled = 'A' AND tgqual IS NULL"""
    with connection.cursor() as cursor:
        cursor.execute(standing)
        present = dict(cursor.fetchall())
    return sorted(name for name, text in expected.items() if present.get(name) != text)


def _function(trigger: str) -> str:
    return "ledger_only_redaction" if trigger.endswith("only_redaction") else "ledger_refuse"


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE
