"""What `waymark packs coverage` and `packs due` count and show, by requirement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from waymark.cli.output import show_json, show_table, wrapped
from waymark.cli.reading import pack_of
from waymark.procedures.clocks import Clock, clocks
from waymark.procedures.coverage import acting_ids, cited_ids, marked_ids, requirement_ids
from waymark.procedures.coverage import coverage as count_coverage
from waymark.procedures.loading import Library
from waymark.procedures.loading.problems import Problems, nearest
from waymark.procedures.time import Moment, MomentError

# coverage


def show_coverage(packs: Library, folder: Path, tests: Path, as_json: bool) -> None:
    """How many requirements of a folder are met."""
    problems = Problems()
    ids = requirement_ids(_texts(folder), problems)
    if problems.errors:
        raise click.ClickException("\n".join(str(problem) for problem in problems.errors[:10]))
    if not ids:
        raise click.ClickException(f"{folder} holds no requirements. Name a folder of YAML lists with `id`.")
    all_packs, marked = [pack_of(packs, area) for area in packs.areas()], _marked(tests)
    domains = count_coverage(ids, cited_ids(all_packs) | marked, acting_ids(all_packs) | marked)
    if as_json:
        show_json(
            {
                "domains": {
                    name: {"total": d.total, "met": d.met, "told": list(d.told), "unmet": list(d.unmet)}
                    for name, d in domains.items()
                }
            }
        )
        return
    rows = [
        (name, str(d.total), str(d.met), f"{100 * d.met // d.total}%", str(len(d.told)), _some(d.unmet))
        for name, d in domains.items()
    ]
    total, done, told = (
        sum(column) for column in zip(*((d.total, d.met, len(d.told)) for d in domains.values()), strict=True)
    )
    show_table(
        ("domain", "total", "met", "", "only told", "not met"),
        [*rows, ("all", str(total), str(done), f"{100 * done // total}%", str(told), "")],
    )
    click.echo("Only told: a chapter of the manual says it, and nothing is owed, asked or refused by it yet.")


def _some(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:5]) + (f" and {len(ids) - 5} more" if len(ids) > 5 else "")


def _texts(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        try:
            found[str(path)] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as fault:
            raise click.ClickException(f"{path} is not UTF-8 text (byte {fault.start}). Save it as UTF-8.") from None
        except OSError as fault:
            raise click.ClickException(f"{path} cannot be read: {fault.strerror}.") from None
    return found


def _marked(tests: Path) -> frozenset[str]:
    found: set[str] = set()
    for path in sorted(tests.rglob("*.py")):
        try:
            found |= marked_ids(path.read_text(encoding="utf-8"))
        except (SyntaxError, ValueError) as fault:
            raise click.ClickException(
                f"{path} cannot be read as Python: {fault}. Mend it, or count without it."
            ) from None
    return frozenset(found)


# due


def show_due(packs: Library, cites: str, start: Moment, area: str | None, as_json: bool) -> None:
    """Every time that cites a requirement, counted from a start."""
    try:
        found = _all_clocks(packs, cites, start) if area is None else list(clocks(pack_of(packs, area), cites, start))
    except MomentError as fault:
        raise click.BadParameter(f"{fault} Start earlier or later.", param_hint="'--start'") from None
    if as_json:
        show_json([_clock_json(one) for one in found])
    else:
        for one in found:
            click.secho(_due_words(one), bold=True, nl=False)
            click.echo(f" – {one.rule} ({one.area})")
            click.echo(wrapped(" ".join(one.explanation), "  "))
            click.echo(wrapped(f"Source: {', '.join(one.cites)}.", "  "))
            click.echo()
    if not found:
        _explain_nothing(packs, cites, area)


def _all_clocks(packs: Library, cites: str, start: Moment) -> list[Clock]:
    """Each rule in the area that owns it and in every area where it comes out differently from those under it."""
    found: dict[str, dict[str, list[Clock]]] = {}
    shown: list[Clock] = []
    for area in packs.areas():
        pack = pack_of(packs, area)
        found[area] = {}
        for one in clocks(pack, cites, start):
            found[area].setdefault(one.rule, []).append(one)
        for rule, mine in found[area].items():
            below = [found[name].get(rule, []) for name in packs.lineage(area) if name != area]
            if not any(_same(mine, theirs) for theirs in below):
                shown += mine
    return shown


def _same(mine: list[Clock], theirs: list[Clock]) -> bool:
    return [(one.due, one.urgent) for one in mine] == [(one.due, one.urgent) for one in theirs]


def _due_words(one: Clock) -> str:
    if one.due is None:
        return "Urgent" if one.urgent else "No date"
    return f"The end of {one.due}" if one.due.known_to_the_day else str(one.due)


def _clock_json(one: Clock) -> dict[str, Any]:
    return {
        "area": one.area, "duty": one.rule, "due": one.due.due_iso() if one.due is not None else None,
        "urgency": one.urgent, "explanation": list(one.explanation), "cites": list(one.cites),
    }  # fmt: skip


def _explain_nothing(packs: Library, cites: str, area: str | None) -> None:
    """Nothing timed cites it: says whether anything does; exit code 1 if nothing at all does."""
    areas = packs.areas() if area is None else (area,)
    cited = cited_ids(pack_of(packs, name) for name in areas)
    if cites not in cited:
        hint = nearest(cites, cited)
        raise click.ClickException(f"Nothing cites {cites}. {hint}".strip())
    click.echo(f"{cites} is cited, but by nothing that has a time.", err=True)
