"""`waymark worklist`, `waymark tick` and `waymark notices`: what is owed now, what time has changed, who is told."""

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
    from django.db.models import Q

    from waymark.work import projections, queries
    from waymark.work.filters import WorkFilter

    known_areas(area)
    now = moment_now()
    projections.tick(now=now)
    wanted = WorkFilter(scope=Q(), area=area)
    rows = [_row(owed.row, owed.late, now) for owed in queries.page(wanted, now=now, limit=limit).rows]
    counts = {group.value: number for group, number in queries.counts(wanted, now=now).items()}
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


@click.command()
@click.option("--at-most", type=click.IntRange(1), help="Stop after so many files.")
@in_words()
def tick(at_most: int | None) -> None:
    """Work out again the files in which time has changed what is owed.

    Let a timer run it every few minutes; a page that is opened in between works out a few itself.

    Example: waymark tick
    """
    ready()
    from waymark.work import projections

    now = moment_now()
    done = projections.tick(now=now, at_most=at_most)
    left = projections.waiting(now)
    click.echo(f"{done} {'file' if done == 1 else 'files'} worked out again, {left} waiting.")


@click.group()
def notices() -> None:
    """Notices that people have not read yet."""


@notices.command("send")
@in_words()
def send_notices() -> None:
    """Send one e-mail to each person with unread notices. It holds no personal data, only that there is something, and where.

    Example: waymark notices send
    """
    ready()
    from waymark.work.notices import send_pending

    sent = send_pending(now=moment_now())
    click.echo(f"{sent} {'e-mail' if sent == 1 else 'e-mails'} sent.")
