"""What `waymark packs …` reads from the packs and shows."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from waymark.cli.output import show_json, show_table, wrapped
from waymark.cli.pages import chapter_text, heading
from waymark.procedures.clocks import Clock, clocks
from waymark.procedures.coverage import cited_ids, marked_ids, requirement_ids
from waymark.procedures.coverage import coverage as count_coverage
from waymark.procedures.describe import Chapter, describe_pathway, describe_shared
from waymark.procedures.difference import EntryDifference, compare
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library, PackError
from waymark.procedures.loading.problems import Problems, nearest
from waymark.procedures.time import Moment, MomentError

KINDS = ("pathways", "steps", "duties", "gates", "cautions", "forms", "lists", "facts", "guides", "roles", "contacts",
         "access", "keep", "measures")  # fmt: skip


# Finding what is asked for


def library(folder: Path) -> Library:
    """The packs of a folder."""
    return Library.read(folder)


def pack_of(packs: Library, area: str, edition: str | None = None) -> Pack:
    """The area's pack; one sentence and exit code 1 if there is none or it does not load."""
    try:
        return packs.pack(area, edition=edition)
    except KeyError as fault:
        raise click.ClickException(str(fault.args[0])) from None
    except PackError as fault:
        first = fault.problems[0]
        more = f" and {len(fault.problems) - 1} more" if len(fault.problems) > 1 else ""
        raise click.ClickException(
            f"The pack of {area} does not load: {first}{more}. Run `waymark packs check`."
        ) from None


def known_pathway(pack: Pack, pathway: str) -> None:
    """One sentence and exit code 1 if the pack has no such pathway."""
    if pathway not in pack.pathways:
        hint = nearest(pathway, pack.pathways)
        raise click.ClickException(f"{pack.title} has no pathway '{pathway}'. {hint}".strip())


def moment(text: str) -> Moment:
    """A local time; one sentence and exit code 2 if it cannot be used."""
    try:
        return Moment.parse(text)
    except MomentError as fault:
        raise click.BadParameter(str(fault), param_hint="'--start'") from None


def write(path: Path, text: str) -> None:
    """Writes a file; one sentence and exit code 1 if that cannot be done."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise click.ClickException(
            f"{path} cannot be written: {fault.strerror}. Choose another place with --out."
        ) from None


# list


def area_summary(packs: Library, area: str) -> dict[str, Any]:
    """An area in short."""
    pack = pack_of(packs, area)
    return {
        "area": area,
        "title": pack.title,
        "editions": [{"edition": one.name, "from": one.starts.isoformat()} for one in packs.editions(area)],
        "parents": [name for name in packs.lineage(area) if name != area],
        "pathways": list(pack.pathways),
        "counts": {kind: len(getattr(pack, kind)) for kind in KINDS},
        "own": sum(entry.area == area for entry in pack.entries()),
    }


def show_areas(rows: list[dict[str, Any]]) -> None:
    """The areas, each with its editions, parents, pathways and what it holds."""
    for row in rows:
        editions = ", ".join(f"edition {one['edition']} from {one['from']}" for one in row["editions"])
        parents = f", laid over {', '.join(row['parents'])}" if row["parents"] else ""
        counts = ", ".join(f"{row['counts'][kind]} {kind}" for kind in KINDS if row["counts"][kind])
        own = (
            "all its own"
            if row["own"] == sum(row["counts"].values())
            else f"{row['own']} of them its own or changed by it"
        )
        click.secho(row["area"], bold=True, nl=False)
        click.echo(f" – {row['title']}")
        for line in (f"{editions}{parents}", f"{counts}; {own}", f"pathways: {', '.join(row['pathways'])}"):
            click.echo(wrapped(line, "  "))
        click.echo()


# describe


def chapters(pack: Pack, pathway: str | None) -> list[Chapter]:
    """One pathway, or all of them and what they share."""
    if pathway is not None:
        known_pathway(pack, pathway)
        return [describe_pathway(pack, pathway)]
    return [*(describe_pathway(pack, name) for name in pack.pathways), describe_shared(pack)]


def chapters_json(pack: Pack, found: list[Chapter]) -> dict[str, Any]:
    """Chapters for a program."""
    lineage = [{"area": one.area, "edition": one.name, "from": one.starts.isoformat()} for one in pack.lineage]
    return {
        "area": pack.area,
        "title": pack.title,
        "edition": pack.edition.name,
        "lineage": lineage,
        "chapters": [asdict(one) for one in found],
    }


def show_chapters(pack: Pack, found: list[Chapter]) -> None:
    """Chapters for people."""
    editions = "; ".join(f"{pack.area_title(one.area)}, edition {one.name}, from {one.starts}" for one in pack.lineage)
    text = [*heading(f"{pack.title}: procedures", "█"), f"Laid down: {editions}.", ""]
    text += [f"{chapter_text(chapter)}\n" for chapter in found]
    click.echo("\n".join(text))


# diff


def show_difference(here: Pack, there: Pack, as_json: bool) -> None:
    """What differs between two packs."""
    found = compare(here, there)
    if as_json:
        show_json({"here": here.area, "there": there.area, "entries": [asdict(one) for one in found]})
        return
    for pathway in dict.fromkeys(one.pathway for one in found):
        entry = here.pathways.get(pathway) or there.pathways.get(pathway)
        title = entry.title if entry is not None else "Shared by all pathways"
        click.echo("\n".join(heading(title, "═")))
        rows = [row for one in found if one.pathway == pathway for row in _difference_rows(one)]
        show_table(("kind", "entry", "word", here.title, there.title), rows, lines=True)
    alone = {where: sum(one.where == where for one in found) for where in ("here", "there", "both")}
    click.echo(f"Only {here.title}: {alone['here']}. Only {there.title}: {alone['there']}. Different: {alone['both']}.")


def _difference_rows(one: EntryDifference) -> list[tuple[str, ...]]:
    cites = _cites(one)
    entry = f"{one.title}\n{cites}"
    if one.where == "both":
        words = [(word.word, word.here or "–", word.there or "–") for word in one.words]
    else:
        said = one.sentences[0] if one.sentences else "yes"
        words = [
            (
                "only there" if one.where == "there" else "only here",
                *((said, "–") if one.where == "here" else ("–", said)),
            )
        ]
    return [(one.kind if not index else "", entry if not index else "", *word) for index, word in enumerate(words)]


def _cites(one: EntryDifference) -> str:
    return ", ".join(dict.fromkeys((*one.cites_here, *one.cites_there)))


# coverage


def show_coverage(packs: Library, folder: Path, tests: Path, as_json: bool) -> None:
    """How many requirements of a folder are met."""
    problems = Problems()
    ids = requirement_ids(_texts(folder), problems)
    if problems.errors:
        raise click.ClickException("\n".join(str(problem) for problem in problems.errors[:10]))
    if not ids:
        raise click.ClickException(f"{folder} holds no requirements. Name a folder of YAML lists with `id`.")
    met = cited_ids(pack_of(packs, area) for area in packs.areas()) | _marked(tests)
    domains = count_coverage(ids, met)
    if as_json:
        show_json(
            {"domains": {name: {"total": d.total, "met": d.met, "unmet": list(d.unmet)} for name, d in domains.items()}}
        )
        return
    rows = [
        (name, str(d.total), str(d.met), f"{100 * d.met // d.total}%", _some(d.unmet)) for name, d in domains.items()
    ]
    total, done = sum(d.total for d in domains.values()), sum(d.met for d in domains.values())
    show_table(
        ("domain", "total", "met", "", "not met"),
        [*rows, ("all", str(total), str(done), f"{100 * done // total}%", "")],
    )


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
