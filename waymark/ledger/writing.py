"""How rows get into the ledger's tables: the one place that inserts. Only actions.py and heads.py use it.

Django's bulk_create is slower, and the models refuse to write.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from waymark.ledger.hashing import ENVELOPE

EVENT = ("ledger_event", (*ENVELOPE, "hash"))
PAYLOAD = ("ledger_payload", ("position", "content", "salt", "redacted_by"))
HEAD = ("ledger_head", ("number", "events", "root", "signed_at", "key", "signature"))

Table = tuple[str, Sequence[str]]

# "waymark", in hexadecimal: any number will do that nothing else in this database locks.
WRITERS_LOCK = 0x7761796D61726B


def wait_for_turn() -> None:
    """Let one writer at a time add to the ledger, until the end of the transaction.

    Positions then have no gaps and no reader ever sees 7 before 6; and writers to several streams cannot block each
    other crosswise. SQLite's IMMEDIATE transactions do this by themselves.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("The ledger is written inside a transaction.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])


def insert(table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows: by COPY on PostgreSQL, by one prepared statement on SQLite."""
    name, columns = table
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {name} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {name} ({names}) VALUES ({marks})", rows)


def blank(position: int, redacted_by: str) -> None:
    """Empty a payload: the one change that the database allows, and only for a redaction that names the event."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_payload SET content = NULL, salt = NULL, redacted_by = %s WHERE position = %s",
            [redacted_by, position],
        )
