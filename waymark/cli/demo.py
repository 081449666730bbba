"""`waymark demo`: everything that works today, shown on a new database with invented people."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from waymark.cli.database import moment_now, ready
from waymark.cli.places import PACKS

GIVEN_NAMES = (
    "Ambrosia",
    "Balthazar",
    "Clementina",
    "Dorabella",
    "Ebenezer",
    "Florizel",
    "Gwendoline",
    "Hieronymus",
    "Isolde",
    "Jasperina",
)
FAMILY_NAMES = (
    "Testcase",
    "Placeholder",
    "Notareal",
    "Inventsby",
    "Exampleton",
    "Madeupson",
    "Pretendham",
    "Fictionby",
    "Samplewick",
    "Dummerley",
)
COPIES = 2


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("var/demo"),
    show_default=True,
    help="Where the database and the sample return go.",
)
@click.option(
    "--children",
    default=300,
    show_default=True,
    type=click.IntRange(1, 20_000),
    help="How many children the sample return holds.",
)
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same data.")
@click.pass_context
def demo(context: click.Context, folder: Path, children: int, seed: int) -> None:
    """A new SQLite database with invented people: packs checked, a sample return imported, cases replayed, the worklist and the report printed.

    Example: waymark demo
    """
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / "demo.sqlite3"
    for old in folder.glob("demo.sqlite3*"):
        old.unlink()
    os.environ["WAYMARK_DATABASE_URL"] = f"sqlite:///{database.resolve()}"
    _head("The packs")
    _run(context, "packs", "check", "--no-warnings")
    ready()
    _head("A sample return (Children in Need census), invented")
    from waymark.exports.cin.invented import write_census

    sample = folder / "sample-return.xml"
    write_census(sample, children, seed=seed)
    _run(context, "import", "cin", str(sample))
    _head("A synthetic partnership: the written histories of every area, brought close to today")
    cases = replay_partnership(moment_now(), seed)
    click.echo(f"{cases} cases recorded.")
    _head("What is owed now")
    _run(context, "worklist", "--limit", "25")
    _head("How timely")
    _run(context, "report", "timeliness")
    _head("Why (one child)")
    _run(context, "explain", _somebody_late())
    _head("Is the record whole?")
    _run(context, "ledger", "verify")
    click.echo(f"\nLook around: export WAYMARK_DATABASE_URL=sqlite:///{database.resolve()}")
    click.echo(
        "then: waymark report timeliness --list --standing overdue, waymark explain CHILD, waymark packs describe southampton referral"
    )


def _somebody_late() -> str:
    """A child of the return whose clock has been overdue longest."""
    from waymark.work.queries import worklist

    found = (owed.row.stream for owed in worklist(moment_now(), limit=1000) if owed.row.stream.startswith("child:873:"))
    return next(found, "SYN00000001")


def replay_partnership(now: datetime, seed: int) -> int:
    """Record the packs' written histories as cases of invented children, moved by whole weeks to end near `now`. Out: how many."""
    from waymark.casefile.actions import take_over
    from waymark.casefile.acts import EVERYTHING, Actor

    chance = random.Random(seed)
    histories = list(_histories(now, chance))
    by = Actor(person="demo", role="social-worker", agency="synthetic", scope=EVERYTHING)
    take_over(histories=histories, by=by, now=now)
    return len(histories)


def _histories(now: datetime, chance: random.Random) -> Iterator[tuple[str, Any]]:
    from waymark.casefile.packs import library
    from waymark.procedures.history import History
    from waymark.procedures.scenario import read_scenarios

    packs = library()
    number = 0
    for file in sorted(PACKS.glob("*/examples/*.yaml")):
        for scenario in read_scenarios(
            file.read_text(encoding="utf-8"), str(file), lambda area, edition: packs.pack(area, edition=edition)
        ):
            for _ in range(COPIES):
                number += 1
                stream = f"child:demo:{chance.choice(GIVEN_NAMES)}-{chance.choice(FAMILY_NAMES)}-{number}"
                weeks = _weeks_to(scenario.now, now) - chance.randrange(0, 9)
                events = [_moved(event, stream, weeks) for event in scenario.history.recorded_events]
                yield stream, History(events, scenario.history.given)


def _weeks_to(then: datetime, now: datetime) -> int:
    from waymark.procedures.time import Moment, days_between

    return days_between(Moment.at(then), Moment.at(now)) // 7


def _moved(event: Any, stream: str, weeks: int) -> Any:
    """An event some weeks later (or earlier), in a subject and episodes of its own."""
    names = {
        field: f"{stream}.{getattr(event, field)}"
        for field in ("id", "episode", "came_from", "cause", "corrects")
        if getattr(event, field)
    }
    answers = {name: _later(value, weeks) for name, value in event.answers.items()}
    planned = _later(event.planned_for, weeks)
    return replace(
        event, subject=stream, occurred=_later(event.occurred, weeks), answers=answers, planned_for=planned, **names
    )


def _later(value: Any, weeks: int) -> Any:
    from waymark.procedures.time import Duration, Moment, Unit, add, subtract

    if not isinstance(value, Moment):
        return value
    hours = not value.known_to_the_day
    length = Duration(abs(weeks) * (168 if hours else 1), Unit.HOUR if hours else Unit.WEEK)
    return add(value, length) if weeks >= 0 else subtract(value, length)


def _head(text: str) -> None:
    click.secho(f"\n── {text} ", bold=True)


def _run(context: click.Context, *words: str) -> None:
    """Another command of ours, as a person would call it; its failure ends the demo."""
    click.secho(f"$ waymark {' '.join(words)}", dim=True)
    try:
        context.find_root().command.main(list(words), standalone_mode=False)
    except SystemExit as ended:
        if ended.code:
            raise
