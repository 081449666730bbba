"""Somebody who owns the database: takes the guards down, changes what was written, and puts the guards back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection as default

GUARDED = ["ledger_event", "ledger_payload", "ledger_head", "access_readlog"]


@contextmanager
def guards_down(connection=default) -> Iterator[None]:
    """Without triggers and checks until the end of the block."""
    take = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        yield from take(cursor)


def execute(statement: str, *values: object) -> int:
    """Run one statement with the guards down; how many rows it changed."""
    with guards_down(), default.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def _sqlite(cursor) -> Iterator[None]:
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s, %s, %s)", GUARDED
    )
    triggers = cursor.fetchall()
    for name, _ in triggers:
        cursor.execute(f"DROP TRIGGER {name}")
    cursor.execute("PRAGMA ignore_check_constraints = ON")
    yield
    cursor.execute("PRAGMA ignore_check_constraints = OFF")
    for _, statement in triggers:
        cursor.execute(statement)


CHECK = "ledger_payload_kept_or_redacted"


def _postgresql(cursor) -> Iterator[None]:
    cursor.execute(
        "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE tgenabled = 'A' AND NOT tgisinternal"
        " AND tgrelid::regclass::text IN (%s, %s, %s, %s)",
        GUARDED,
    )
    triggers = cursor.fetchall()
    cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [CHECK])
    [(check,)] = cursor.fetchall()
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for name, table in triggers:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    cursor.execute(f"ALTER TABLE ledger_payload DROP CONSTRAINT {CHECK}")
    yield
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for name, table in triggers:
        cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    check = check.removesuffix(" NOT VALID")
    cursor.execute(f"ALTER TABLE ledger_payload ADD CONSTRAINT {CHECK} {check} NOT VALID")
