"""`waymark report …` and `waymark explain`: how timely we were, and why any clock stands as it does."""

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


@click.group()
def report() -> None:
    """Figures over all cases."""


@report.command()
@click.option(
    "--area", help="Replay every case against this area's procedures. Without it each case stands under its own."
)
@click.option("--of", "of_area", help="Only cases that stand under this area's procedures.")
@click.option("--as-of", "as_of", help="As things stood at the end of this day (2026-03-31) or at this London time.")
@click.option("--list", "as_list", is_flag=True, help="List the children behind the numbers.")
@click.option("--duty", help="Only this duty: pathway/duty.")
@click.option(
    "--standing",
    type=click.Choice(["met", "met late", "overdue", "running", "ended otherwise"]),
    help="With --list: only these.",
)
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@click.option("--csv", "as_csv", is_flag=True, help="CSV output.")
@in_words()
def timeliness(
    area: str | None,
    of_area: str | None,
    as_of: str | None,
    as_list: bool,
    duty: str | None,
    standing: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """For each clock: met, met late, overdue now, running; median and 90th percentile days.

    Days are working days where the limit counts working days. Every number can be listed with --list and explained with `waymark explain CHILD`.

    Examples:

      waymark report timeliness --area cambridgeshire-peterborough --as-of 2026-03-31

      waymark report timeliness --list --duty assessment/conclude-assessment --standing overdue
    """
    ready()
    from waymark.work.timeliness import clock_of, rows_as_pinned, rows_under
    from waymark.work.timeliness import timeliness as figures_of

    if standing is not None and not as_list:
        raise click.UsageError("--standing chooses what --list shows: give both.")
    if as_json and as_csv:
        raise click.UsageError("Choose --json or --csv.")
    now = moment_now()
    moment = _moment(as_of, now)
    known_areas(area, of_area)
    rows = rows_under(area, now) if area is not None else rows_as_pinned(of_area)
    rows = (row for row in rows if duty is None or row.duty == duty)
    if as_list:
        clocks = [
            c
            for row in rows
            if row.observable and (c := clock_of(row, moment)) is not None and standing in (None, c.standing.value)
        ]
        _list(clocks, as_json, as_csv)
    else:
        _figures(figures_of(rows, moment), area or of_area, as_json, as_csv)


def _moment(text: str | None, now: datetime) -> datetime:
    from waymark.procedures.time import Moment, MomentError

    if text is None:
        return now
    try:
        return min(Moment.parse(text).end, now)
    except MomentError as fault:
        raise click.UsageError(f"--as-of: {fault}") from fault


def _figure_rows(figures: Any) -> list[dict[str, Any]]:
    rows = []
    for one in sorted(figures.figures.values(), key=lambda f: f.duty):
        counts = {standing.value.replace(" ", "_"): number for standing, number in one.counts.items()}
        rows.append(
            {
                "duty": one.duty,
                "title": one.title,
                **counts,
                "median": one.median,
                "percentile_90": one.ninetieth,
                "unit": one.unit,
            }
        )
    return rows


def _figures(figures: Any, area: str | None, as_json: bool, as_csv: bool) -> None:
    rows = _figure_rows(figures)
    if as_json:
        head = {"as_of": figures.as_of.isoformat(), "area": area, "children": figures.children}
        apart = {"not_shown_by_returns": figures.not_shown, "duties_not_shown": sorted(figures.not_shown_duties)}
        click.echo(json.dumps({**head, **apart, "clocks": rows}, indent=2))
        return
    if as_csv:
        _csv(rows, _FIGURES)
        return
    table = Table(title=_heading(figures.as_of, area), title_justify="left")
    for name in ("Clock", "met", "met late", "OVERDUE", "running", "otherwise", "median", "90th"):
        table.add_column(
            name, justify="left" if name == "Clock" else "right", style="bold red" if name == "OVERDUE" else None
        )
    for row in rows:
        unit = "wd" if row["unit"] == "working days" else "d"
        taken = [f"{row[key]:g} {unit}" if row[key] is not None else "–" for key in ("median", "percentile_90")]
        numbers = [str(row[key]) for key in ("met", "met_late", "overdue", "running", "ended_otherwise")]
        table.add_row(f"{escape(row['title'])}\n[dim]{escape(row['duty'])}[/dim]", *numbers, *taken)
    Console(width=None if sys.stdout.isatty() else 110).print(table)
    click.echo(f"{figures.children} children. d: days, wd: working days.")
    if figures.not_shown:
        click.echo(
            f"Counted apart: {figures.not_shown} clocks of {len(figures.not_shown_duties)} duties that an imported return cannot show as done or not."
        )


_FIGURES = (
    "duty", "title", "met", "met_late", "overdue", "running", "ended_otherwise", "median", "percentile_90", "unit",
)  # fmt: skip


def _heading(as_of: datetime, area: str | None) -> str:
    from waymark.procedures.time import Moment

    return f"Timeliness as of {Moment.at(as_of)}" + (f", {area}" if area else "")


_LISTED = ("child", "duty", "arose", "due", "standing", "ended", "taken", "over")


def _listed(one: Any) -> dict[str, Any]:
    ended = one.ended.isoformat() if one.ended else None
    values = (one.stream, one.duty, one.arose.isoformat(), one.due, one.standing.value, ended, one.taken, one.over)
    return dict(zip(_LISTED, values, strict=True))


def _list(clocks: list[Any], as_json: bool, as_csv: bool) -> None:
    rows = [_listed(one) for one in sorted(clocks, key=lambda one: (-one.over, one.stream, one.duty))]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
    elif as_csv:
        _csv(rows, _LISTED)
    else:
        table = Table("child", "duty", "from", "due", "standing", "ended", "took", "late by")
        for row in rows:
            style = "bold red" if row["standing"] == "overdue" else None
            values = (
                row["child"],
                row["duty"],
                row["arose"],
                row["due"],
                row["standing"],
                row["ended"],
                row["taken"],
                row["over"] or "",
            )
            table.add_row(*("" if value is None else escape(str(value)) for value in values), style=style)
        Console(width=None if sys.stdout.isatty() else 140).print(table)
        click.echo(f"{len(rows)} clocks. Why: waymark explain CHILD")


def _csv(rows: list[dict[str, Any]], keys: tuple[str, ...]) -> None:
    from waymark.exports.sheets import write_csv

    write_csv(sys.stdout, keys, ([row[key] for key in keys] for row in rows))


@click.command()
@click.argument("child")
@click.option("--area", help="Under this area's procedures instead of those that the case stands under.")
@click.option("--duty", help="Only this duty: pathway/duty.")
@click.option("--as-of", "as_of", help="As things stood at the end of this day or at this London time.")
@click.option("--all", "everything", is_flag=True, help="Also what a return cannot show, and what has no time.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@in_words()
def explain(child: str, area: str | None, duty: str | None, as_of: str | None, everything: bool, as_json: bool) -> None:
    """Why each clock of a child stands as it does: the rule, the arithmetic and the source.

    CHILD is the stream (child:873:SYN00000001) or the number that a return gives (SYN00000001).

    Example: waymark explain SYN00000001 --duty assessment/conclude-assessment
    """
    ready()
    from waymark.casefile import packs
    from waymark.casefile.queries import file_of, find_subject, situation_of
    from waymark.cli.sources import source_words
    from waymark.procedures.explain import explain_duty

    known_areas(area)
    subject = find_subject(child)
    if subject is None:
        raise click.ClickException(
            f"There is no child '{child}', or more than one authority uses that number: then give the stream, child:LEA:NUMBER."
        )
    file = file_of(subject.stream)
    if not file.history.episodes:
        raise click.ClickException(f"{subject.stream} has no episode: nothing was ever referred, so nothing is owed.")
    moment = _moment(as_of, moment_now())
    chosen = (lambda episode: packs.pack_on(area, episode.opened.occurred.day)) if area else None
    situation = situation_of(file, moment, chosen)
    found = []
    for standing in situation.episodes.values():
        shown = standing.reasoner.view.given("shown-by-return", standing.point)
        for one in standing.duties:
            hidden = (shown is not None and not any(step in shown.value for step in one.duty.do)) or one.due is None
            if (duty is None or one.duty.name == duty) and (everything or not hidden or one.duty.name == duty):
                found.append((one, explain_duty(one, standing, source_words())))
    _show_explanations(subject.stream, found, as_json)


def _show_explanations(stream: str, found: list[Any], as_json: bool) -> None:
    if as_json:
        rows = [
            {
                "duty": one.duty.name, "state": one.state.value, "due": one.due.due_iso() if one.due else None, "member": one.member,
                "explanation": list(why.sentences()), "cites": list(why.cites),
            }
            for one, why in found
        ]  # fmt: skip
        click.echo(json.dumps({"child": stream, "duties": rows}, indent=2))
        return
    click.echo(f"{stream}: {len(found)} {'clock' if len(found) == 1 else 'clocks'}")
    for one, why in found:
        first, *rest = why.sentences()
        click.echo("")
        click.secho(f"{one.duty.title}", bold=True)
        click.secho(f"  {first}", fg="red" if one.state.value in ("late", "met late") else None)
        for sentence in rest:
            click.echo(f"  {sentence}")
