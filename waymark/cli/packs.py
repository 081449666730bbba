"""`waymark packs …`: checking, reading, drawing and comparing packs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from waymark.cli import reading, requirements
from waymark.cli.output import show_json
from waymark.cli.places import PACKS, TESTS
from waymark.procedures.loading import Library

as_json_option = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")


@click.group()
def packs() -> None:
    """Check, list, read, draw and compare the packs.

    Exit codes: 0 well, 1 the packs have errors or something was not found, 2 wrong use.
    """


@packs.command()
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@click.option("--no-warnings", is_flag=True, help="Only what stops a pack, not what deserves a look.")
def check(as_json: bool, no_warnings: bool) -> None:
    """Find everything that stops a pack from loading, and what deserves a look. Exit code 1 if there is any error.

    Example: waymark packs check --no-warnings
    """
    library = Library.read(PACKS)
    found = dict.fromkeys(problem for area in library.areas() for problem in library.check(area))
    problems = sorted(found, key=lambda problem: (problem.place.file, problem.place.line))
    problems = [problem for problem in problems if not (no_warnings and problem.warning)]
    errors = [problem for problem in problems if not problem.warning]
    if as_json:
        rows = [
            {
                "file": p.place.file,
                "line": p.place.line,
                "field": p.field,
                "message": p.message,
                "mend": p.mend,
                "warning": p.warning,
            }
            for p in problems
        ]
        click.echo(json.dumps(rows, indent=2))
    else:
        for problem in problems:
            click.echo(str(problem))
        warnings = "" if no_warnings else f", {len(problems) - len(errors)} warnings"
        click.echo(f"{len(library.areas())} areas, {len(errors)} errors{warnings}.")
    raise SystemExit(1 if errors else 0)


@packs.command("list")
@as_json_option
def list_(as_json: bool) -> None:
    """List the areas: editions, parents, pathways and how much each pack holds.

    Example: waymark packs list
    """
    rows = [reading.area_summary(library, area) for library in (reading.library(PACKS),) for area in library.areas()]
    if as_json:
        show_json(rows)
    else:
        reading.show_areas(rows)


@packs.command()
@click.argument("area")
@click.argument("pathway", required=False)
@click.option("--edition", help="An edition of the area or of its parents, instead of the newest.")
@as_json_option
def describe(area: str, pathway: str | None, edition: str | None, as_json: bool) -> None:
    """Describe an area's procedures, or one pathway, in plain English that a manual can print.

    \b
    Examples: waymark packs describe southampton referral
              waymark packs describe national > national.txt
    """
    pack = reading.pack_of(reading.library(PACKS), area, edition)
    chapters = reading.chapters(pack, pathway)
    if as_json:
        show_json(reading.chapters_json(pack, chapters))
    else:
        reading.show_chapters(pack, chapters)


@packs.command()
@click.argument("area")
@click.argument("pathway")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to write the picture (SVG)."
)
def graph(area: str, pathway: str, out: Path) -> None:
    """Draw a pathway as a picture: its steps in the order of work, its limits, its gates, what its decisions open.

    Example: waymark packs graph southampton referral --out referral.svg
    """
    from waymark.procedures.picture import draw

    pack = reading.pack_of(reading.library(PACKS), area)
    reading.known_pathway(pack, pathway)
    reading.write(out, draw(pack, pathway))
    click.echo(f"{pack.title}: {pack.pathways[pathway].title} is drawn in {out}.")


@packs.command()
@click.argument("here", metavar="AREA")
@click.argument("there", metavar="AREA")
@as_json_option
def diff(here: str, there: str, as_json: bool) -> None:
    """Compare two areas: what only one has, and what differs, word by word.

    Example: waymark packs diff hampshire southampton
    """
    library = reading.library(PACKS)
    reading.show_difference(reading.pack_of(library, here), reading.pack_of(library, there), as_json)


@packs.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@as_json_option
def coverage(folder: Path, as_json: bool) -> None:
    """Count the requirements in DIR that a pack's entry or a marked test cites, by domain.

    Example: waymark packs coverage ../shared/requirements
    """
    requirements.show_coverage(reading.library(PACKS), folder, TESTS, as_json)


@packs.command()
@click.option("--cites", required=True, metavar="ID", help="The requirement, such as NAT-07.")
@click.option("--start", required=True, metavar="TIME", help="A local time such as 2026-12-24T16:50, or a date.")
@click.option(
    "--area", help="Only this area; else the owner of each rule and every area where it comes out differently."
)
@as_json_option
def due(cites: str, start: str, area: str | None, as_json: bool) -> None:
    """Work out every time that cites a requirement, as if each trigger and date were START.

    Example: waymark packs due --cites NAT-07 --start 2026-12-24T16:50
    """
    requirements.show_due(reading.library(PACKS), cites, reading.moment(start), area, as_json)
