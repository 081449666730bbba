"""`waymark demo`: a synthetic partnership to look at and to try things on."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from waymark.cli.database import in_words, moment_now, ready
from waymark.cli.progress import Bar

#: So many children are lived one by one; more are copies of them with other names and dates.
LIVED = 300
#: The file in the folder that says that a demonstration has been built whole.
MARK = "built"


@click.group()
def demo() -> None:
    """Invented agencies, users, families and their histories.

    Example: waymark demo build --children 60
    """


@demo.command()
@click.option(
    "--children", default=300, show_default=True, type=click.IntRange(1, 1_000_000), help="How many children."
)
@click.option("--events", default=0, type=click.IntRange(0, 100_000_000), help="At least so many events in all.")
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same data.")
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), default=Path("var/demo"), show_default=True,
    help="Where the database and the documents go, unless WAYMARK_DATABASE_URL names a database.",
)  # fmt: skip
@click.option("--keep", is_flag=True, help="Do nothing where the folder holds a demonstration already.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@in_words()
def build(children: int, events: int, seed: int, folder: Path, keep: bool, as_json: bool) -> None:
    """Build a new demonstration: three areas, users for each role, children with histories over eighteen months.

    Example: waymark demo build --children 300 --seed 7 --folder var/demo
    """
    fresh = _prepare(folder, keep)
    if not fresh:
        click.echo(f"{folder} holds a demonstration already. (Delete the folder to build it anew.)", err=True)
    said = _build(children, events, seed) if fresh else {}
    (folder / MARK).touch()
    if as_json:
        click.echo(json.dumps({"built": fresh, "logins": _logins(), **said}, indent=2))
        return
    for what, number in said.items():
        click.echo(f"{number:,} {what}")
    _print_logins()


def _prepare(folder: Path, keep: bool) -> bool:
    """Choose the database; an older demonstration in the folder goes, unless it is kept. Whether there is one to build."""
    done = folder / MARK
    if keep and done.exists():
        _use(folder)
        ready()
        return False
    folder.mkdir(parents=True, exist_ok=True)
    done.unlink(missing_ok=True)
    if "WAYMARK_DATABASE_URL" not in os.environ:
        for old in folder.glob("demo.sqlite3*"):
            old.unlink()
    _use(folder)
    ready()
    _refuse_other_people()
    return True


def _use(folder: Path) -> None:
    os.environ.setdefault("WAYMARK_VAR", str(folder.resolve()))
    os.environ.setdefault("WAYMARK_DATABASE_URL", f"sqlite:///{(folder / 'demo.sqlite3').resolve()}")


def _refuse_other_people() -> None:
    """Invented people are never mixed with others."""
    from waymark.ledger.queries import last_position

    if last_position():
        raise click.ClickException("This database holds a record already. A demonstration is built in an empty one.")


def _build(children: int, events: int, seed: int) -> dict[str, int]:
    from waymark.demo import building, copying
    from waymark.ledger.queries import last_position

    now = moment_now()
    with Bar() as bar:
        built = building.build(children=min(children, LIVED), seed=seed, now=now, progress=bar)
        copies = 0
        if children > LIVED or events > last_position():
            copies = copying.copy(children=children, events=events, seed=seed, now=now, progress=bar)
    return {"children": built.children + copies, "families": built.families, "events": last_position()}


def _logins() -> list[dict[str, str]]:
    from waymark.agencies.queries import all_users
    from waymark.agencies.roles import ROLES
    from waymark.demo.partnership import PASSWORD
    from waymark.procedures.time import Moment

    return [
        {"email": user.email, "password": PASSWORD, "role": ROLES[post.role].title, "area": ", ".join(post.areas)}
        for user, posts in all_users(Moment.at(moment_now()).day)
        for post in posts
    ]


def _print_logins() -> None:
    from rich.console import Console
    from rich.table import Table

    logins = _logins()
    table = Table("role", "area", "e-mail", title="Logins (all with the same password)", title_justify="left")
    for one in sorted(logins, key=lambda one: (one["area"], one["role"])):
        table.add_row(one["role"], one["area"], one["email"])
    Console(width=110).print(table)
    if logins:
        click.echo(f"Password: {logins[0]['password']}")
