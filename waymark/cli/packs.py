"""`waymark packs …`: checking and reading packs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from waymark.procedures.loading import Library

PACKS = Path(__file__).resolve().parents[2] / "packs"


@click.group()
def packs() -> None:
    """Check, list and read the packs."""


@packs.command()
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
def check(as_json: bool) -> None:
    """Find everything that stops a pack from loading. Exit code 1 if there is any error.

    Example: waymark packs check
    """
    library = Library.read(PACKS)
    problems = []
    for area in library.areas():
        problems += [problem for problem in library.check(area) if problem not in problems]
    errors = [problem for problem in problems if not problem.warning]
    if as_json:
        rows = [
            {"file": p.place.file, "line": p.place.line, "field": p.field, "message": p.message, "mend": p.mend, "warning": p.warning}
            for p in problems
        ]
        click.echo(json.dumps(rows, indent=2))
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(f"{len(library.areas())} areas, {len(errors)} errors, {len(problems) - len(errors)} warnings.")
    raise SystemExit(1 if errors else 0)
