"""What `waymark packs …` reads from the packs and shows."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from waymark.cli.output import show_json, show_table, wrapped
from waymark.cli.pages import chapter_text, heading
from waymark.procedures.describe import Chapter, describe_pathway, describe_shared
from waymark.procedures.difference import EntryDifference, compare
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library, PackError
from waymark.procedures.loading.problems import nearest
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
        counts = ", ".join(_counted(row["counts"][kind], kind) for kind in KINDS if row["counts"][kind])
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


def _counted(count: int, kind: str) -> str:
    """ "3 duties", "1 caution"."""
    one = {"duties": "duty"}.get(kind, kind.removesuffix("s") if kind not in ("access", "keep") else kind)
    return f"{count} {one if count == 1 else kind}"


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
    text = [*heading(f"{pack.title}: procedures", "█"), wrapped(f"Laid down: {editions}."), ""]
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
