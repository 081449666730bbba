"""Triggers by which the database itself refuses to change who read what, whoever asks (as in `waymark.ledger.guards`)."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "access_readlog"
WHY = "Who read what is never changed."

SQLITE = {
    f"{TABLE}_no_update": f"BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{WHY}'); END",
    f"{TABLE}_no_delete": f"BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{WHY}'); END",
    f"{TABLE}_no_replace": f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)"
    f" BEGIN SELECT RAISE(ABORT, '{WHY}'); END",
}
FUNCTION = "access_refuse"
TRIGGER = f"{TABLE}_no_change"


def install(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place (a migration calls this)."""
    if editor.connection.vendor != "postgresql":
        for name, text in SQLITE.items():
            editor.execute(f"CREATE TRIGGER {name} {text}", params=None)
        return
    body = f"BEGIN RAISE EXCEPTION '{WHY}' USING ERRCODE = 'restrict_violation'; END"
    editor.execute(f"CREATE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$", params=None)
    events = f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} FOR EACH STATEMENT"
    editor.execute(f"CREATE TRIGGER {TRIGGER} {events} EXECUTE FUNCTION {FUNCTION}()", params=None)
    editor.execute(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {TRIGGER}", params=None)


def remove(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away (the same migration, backwards)."""
    if editor.connection.vendor != "postgresql":
        for name in SQLITE:
            editor.execute(f"DROP TRIGGER {name}", params=None)
        return
    editor.execute(f"DROP TRIGGER {TRIGGER} ON {TABLE}", params=None)
    editor.execute(f"DROP FUNCTION {FUNCTION}()", params=None)
