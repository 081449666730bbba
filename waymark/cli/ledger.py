"""`waymark ledger …`: is the record whole, and can what is worked out from it be made again?"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from waymark.cli.database import in_words, moment_now, ready
from waymark.cli.progress import Bar


@click.group()
def ledger() -> None:
    """Verify the record, sign its head, and rebuild what is worked out from it."""


@ledger.command()
@click.option(
    "--head",
    "heads",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Also compare with a signed head that was kept elsewhere.",
)
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@in_words()
def verify(heads: tuple[Path, ...], as_json: bool) -> None:
    """Look at every stored event: any altered byte, missing event or changed order is found and named.

    Exit codes: 0 whole, 1 something is wrong.

    Example: waymark ledger verify --head head-2026-11-21.json
    """
    ready()
    from waymark.ledger.heads import read_head
    from waymark.ledger.verification import verify as verify_ledger

    exported = [read_head(path) for path in heads]
    with Bar(quiet=as_json) as bar:
        found = verify_ledger(progress=lambda done, of: bar("Verifying", done, of), exported=exported)
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(found), indent=2, default=str))
    else:
        for problem in found.problems:
            click.secho(str(problem), fg="red")
        for note in found.notes:
            click.echo(f"Note: {note}")
        verdict = "the record is whole" if found.clean else f"{found.problem_count} problems"
        click.echo(f"{found.events} events in {found.streams} streams, {found.heads} signed heads: {verdict}.")
    raise SystemExit(0 if found.clean else 1)


@ledger.command()
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write the signed head to this file, to be kept elsewhere."
)
@in_words()
def head(out: Path | None) -> None:
    """Sign where the ledger stands today, so that a removed tail can be found later, offline.

    The first time this makes the installation's key (WAYMARK_LEDGER_KEY). Keep the key out of the database owner's reach.

    Example: waymark ledger head --out head-2026-11-21.json
    """
    ready()
    from django.conf import settings

    from waymark.ledger.heads import create_key, export_head, sign_head

    key = Path(settings.WAYMARK_LEDGER_KEY)
    if not key.exists():
        create_key(key)
        click.echo(f"Made a signing key: {key}", err=True)
    signed = sign_head(now=moment_now())
    if out is not None:
        export_head(signed, out)
        click.echo(f"Signed head number {signed.number} over {signed.events} events written to {out}.")
    else:
        click.echo(json.dumps(dataclasses.asdict(signed), indent=2))


@ledger.command()
@in_words()
def rebuild() -> None:
    """Throw away everything that is worked out (episodes, answers, duties) and make it again from the events.

    Example: waymark ledger rebuild
    """
    ready()
    from waymark.casefile.projections import rebuild as rebuild_projections

    with Bar() as bar:
        subjects = rebuild_projections(now=moment_now(), progress=lambda done: bar("Rebuilding", done, 0))
    click.echo(f"Worked out again: {subjects} subjects.")
