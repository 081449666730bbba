"""Making Django and the database ready for a command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from waymark.ledger.errors import LedgerError
from waymark.procedures.loading import PackError


def ready() -> None:
    """Set Django up, and create or bring up to date the tables if need be. Says so on standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymark.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as fault:
        raise click.ClickException(str(fault)) from fault
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as fault:
        raise click.ClickException(f"The database cannot be reached: {fault}. Look at WAYMARK_DATABASE_URL.") from fault
    if waiting:
        click.echo(f"Setting up the database: {connection.settings_dict['NAME']}", err=True)
        call_command("migrate", verbosity=0)


@contextmanager
def in_words() -> Iterator[None]:
    """What a person can mend is said in one sentence: packs that do not load, a database or a file that cannot be reached."""
    try:
        yield
    except click.ClickException:
        raise
    except Exception as fault:
        words = _words(fault)
        if not words:
            raise
        raise click.ClickException(words) from fault


def _words(fault: Exception) -> str:
    from django.db import OperationalError

    from waymark.casefile.errors import PackNotKept

    if isinstance(fault, OSError):
        return f"{fault.filename or 'A file'}: {fault.strerror or fault}."
    if isinstance(fault, OperationalError):
        return f"The database cannot be used: {fault}. Look at WAYMARK_DATABASE_URL."
    return str(fault) if isinstance(fault, PackError | PackNotKept | LedgerError) else ""


def known_areas(*areas: str | None) -> None:
    """Raise a usage error that names the areas, unless each of these is one (or not given)."""
    from waymark.casefile.packs import library

    for area in areas:
        if area is not None and area not in library().areas():
            raise click.UsageError(f"There is no area '{area}'. Choose one of: {', '.join(library().areas())}.")


def moment_now() -> datetime:
    """The clock, asked once for a command."""
    return datetime.now(UTC)
