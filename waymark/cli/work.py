"""`waymark worklist`: what is owed now."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from waymark.cli.database import in_words, known_areas, moment_now, ready


@click.command()
@click.option("--area", help="Only cases that stand under this area's procedures.")
@click.option("--limit", default=30, show_default=True, type=click.IntRange(1, 10_000), help="How many to show.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@in_words()
def worklist(area: str | None, limit: int, as_json: bool) -> None:
    """What is owed now: overdue first, then what is urgent, then by due time.

    Example: waymark worklist --area southampton --limit 20
    """
    ready()
    from waymark.work import projections, queries

    known_areas(area)
    now = moment_now()
    projections.tick(now=now)
    rows = [_row(owed.row, owed.late, now) for owed in queries.worklist(now, area=area, limit=limit)]
    counts = queries.counts(now, area=area)
    if as_json:
        click.echo(json.dumps({"counts": counts, "owed": rows}, indent=2))
        return
    table = Table("child", "what", "due", "", title="Worklist", title_justify="left")
    for row in rows:
        table.add_row(
            escape(row["child"]),
            escape(row["what"]),
            row["due"],
            escape(row["left"].upper() if row["late"] else row["left"]),
            style="bold red" if row["late"] else None,
        )
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    click.echo(", ".join(f"{number} {what}" for what, number in counts.items()) + ".")


def _row(row: Any, late: bool, now: datetime) -> dict[str, Any]:
    from waymark.procedures.time import Moment, overdue_by, time_left

    due = Moment.parse(row.due) if row.due else None
    left = row.urgent
    if due is not None:
        left = f"late by {overdue_by(due, now)}" if late else f"{time_left(due, now)} left"
    since = row.arose_on.isoformat()
    return {
        "child": row.stream, "what": row.title, "duty": row.duty, "due": row.due, "late": late, "left": left, "since": since,
    }  # fmt: skip
