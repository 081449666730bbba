"""`waymark import …`: other people's files into the ledger."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from waymark.cli.database import in_words, known_areas, moment_now, ready
from waymark.cli.progress import Bar

PROBLEMS_SHOWN = 20


@click.group(name="import")
def import_group() -> None:
    """Bring other people's files into the ledger."""


@import_group.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--area",
    help="Whose procedures hold; otherwise the authority's number in the file decides (national if it is unknown).",
)
@click.option(
    "--problems", "problems_file", type=click.Path(path_type=Path), help="Write every problem to this CSV file."
)
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@in_words()
def cin(file: Path, area: str | None, problems_file: Path | None, as_json: bool) -> None:
    """Import a Children in Need census return (XML) as case histories.

    A second import of the same file adds nothing; a newer file adds what is new and corrects what has changed. A row that cannot be used is
    listed with its place, its value and the reason. Either the whole file is imported or nothing.

    Exit codes: 0 imported (also with problems listed), 1 the file cannot be used, 2 wrong use.

    Example: waymark import cin return-2025.xml --area cambridgeshire-peterborough
    """
    ready()
    from waymark.exports.cin.importing import import_census
    from waymark.exports.cin.problems import CensusFileError

    known_areas(area)
    if problems_file is not None and not problems_file.parent.is_dir():
        raise click.UsageError(f"--problems: there is no folder {problems_file.parent}.")
    with Bar(quiet=as_json) as bar:
        try:
            summary = import_census(file, now=moment_now(), by="cin-import", area=area, progress=bar)
        except CensusFileError as fault:
            raise click.ClickException(f"{file}: {fault} Nothing was imported.") from fault
    if problems_file is not None:
        _write_problems(summary, problems_file)
    click.echo(json.dumps(_as_json(summary), indent=2) if as_json else _as_text(summary, file, problems_file))


def _as_json(summary: Any) -> dict[str, Any]:
    return {
        "area": summary.area,
        "authority": summary.header.lea,
        "year": summary.header.year,
        "children": summary.children,
        "events": {
            "added": summary.events_added,
            "corrected": summary.events_corrected,
            "already_there": summary.already_there,
        },
        "facts_added": summary.facts_added,
        "counts": {
            kind: {"found": c.found, "read": c.read, "refused": c.refused, "refused_with_parent": c.refused_with_parent}
            for kind, c in summary.counts.items()
        },
        "problems": [
            {
                "place": p.place,
                "line": p.line,
                "value": p.value,
                "reason": p.reason,
                "how_to_mend": p.how_to_mend,
                "severity": p.severity.value,
            }
            for p in summary.problems
        ],
        "unusable_dates": summary.unusable_dates,
    }


def _as_text(summary: Any, file: Path, problems_file: Path | None) -> str:
    lines = [
        f"{file.name}: {summary.children} children, under the procedures of {summary.area}.",
        f"Events added {summary.events_added}, corrected {summary.events_corrected}, already there {summary.already_there}.",
        "",
        f"{'':24}{'found':>8}{'read':>8}{'refused':>9}",
    ]
    for kind, count in summary.counts.items():
        lines.append(f"{kind:24}{count.found:>8}{count.read:>8}{count.refused + count.refused_with_parent:>9}")
    by_severity = Counter(problem.severity.value for problem in summary.problems)
    lines += ["", ", ".join(f"{number} {severity}" for severity, number in by_severity.items()) or "No problems."]
    ordered = sorted(summary.problems, key=lambda p: ["refused", "value ignored", "query"].index(p.severity.value))
    for problem in ordered[:PROBLEMS_SHOWN]:
        lines.append(
            f"  {problem.severity.value}: line {problem.line}, {problem.place}: '{problem.value}' {problem.reason}. {problem.how_to_mend}."
        )
    if len(ordered) > PROBLEMS_SHOWN:
        where = f"all are in {problems_file}" if problems_file else "--problems FILE.csv or --json lists all"
        lines.append(f"  … and {len(ordered) - PROBLEMS_SHOWN} more; {where}.")
    lines += [f"  date not used: {text}" for text in summary.unusable_dates]
    return "\n".join(lines)


def _write_problems(summary: Any, path: Path) -> None:
    from waymark.exports.sheets import write_csv

    rows = [(p.severity.value, p.line, p.place, p.value, p.reason, p.how_to_mend) for p in summary.problems]
    rows += [
        ("date not used", "", text, "", "", "Correct the date, and import again") for text in summary.unusable_dates
    ]
    with path.open("w", encoding="utf-8", newline="") as out:
        write_csv(out, ("severity", "line", "place", "value", "reason", "how to mend"), rows)
