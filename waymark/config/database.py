"""Read WAYMARK_DATABASE_URL into Django's terms."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# WAL lets people read while one writes. Overwriting deleted bytes is what makes a redaction real in the file itself.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON"
)
SQLITE_SECONDS_TO_WAIT = 30


def database(url: str, *, default: Path) -> dict[str, Any]:
    """The entry for DATABASES: `sqlite:///relative`, `sqlite:////absolute`, `postgresql://user:secret@host:port/name`.

    A PostgreSQL socket folder goes into the query: `postgresql:///waymark?host=/run/postgresql`.
    """
    if not url:
        return _sqlite(default)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path.removeprefix("/"))))
    if parts.scheme in ("postgresql", "postgres"):
        return _postgresql(parts)
    raise ImproperlyConfigured(
        f"WAYMARK_DATABASE_URL begins with {parts.scheme!r}. Write sqlite:///path/to/file or postgresql://user@host/name."
    )


def _sqlite(path: Path) -> dict[str, Any]:
    """Transactions take the write lock when they begin, so that two writers wait for each other instead of failing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_SECONDS_TO_WAIT,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
