"""Making Django and the database ready for a command."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import click


def ready() -> None:
    """Set Django up, and create or bring up to date the tables if need be. Says so on standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymark.config.settings")
    import django

    django.setup()
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


def moment_now() -> datetime:
    """The clock, asked once for a command."""
    return datetime.now(UTC)
