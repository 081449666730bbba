"""`waymark documents …`: documents that a partnership loads so that search finds them."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from waymark.cli.database import in_words, known_areas, moment_now, ready
from waymark.cli.output import show_json, show_table

_json = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
_day = click.DateTime(["%Y-%m-%d"])
_NAME = "the machine"


@click.group()
def documents() -> None:
    """Load, list and withdraw a partnership's own documents for search."""


@documents.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--area", required=True, help="The area whose document it is.")
@click.option("--source", required=True, help="Who wrote or published it.")
@click.option("--date", "dated", type=_day, required=True, help="The day that it bears (2024-03-31).")
@click.option("--title", default="", help="Its title. Without: the file's name.")
@click.option(
    "--for", "audience", type=click.Choice(["all", "signed-in", "staff"]), default="staff", show_default=True,
    help="Who may find it: everybody, whoever is signed in, or those who work in the area.",
)  # fmt: skip
@_json
@in_words()
def load(file: Path, area: str, source: str, dated: datetime, title: str, audience: str, as_json: bool) -> None:
    """Load a Word document, PDF, web page or text, so that search finds it. Its text is kept, the file is not.

    Exit codes: 0 loaded, 1 refused with the reason, 2 wrong use.

    Example: waymark documents load neglect-strategy.pdf --area portsmouth --source "Portsmouth partnership" --date 2024-03-31 --for all
    """
    ready()
    known_areas(area)
    from waymark.agencies.actions import THE_MACHINE
    from waymark.manual.documents import actions, finding
    from waymark.manual.speaking import NotDone

    try:
        with file.open("rb") as content:
            row = actions.load(
                file=content, file_name=file.name, area=area, title=title or file.stem.replace("-", " "), source=source, dated=dated.date(),
                audience=audience, by=THE_MACHINE, by_name=_NAME, now=moment_now(),
            )  # fmt: skip
    except NotDone as refused:
        click.echo(f"{file.name}: {refused}", err=True)
        sys.exit(1)
    finding.rebuild()
    parts = row.passages.count()
    if as_json:
        show_json({"document": row.pk, "title": row.title, "form": row.form, "passages": parts})
        return
    click.echo(f"{row.title} is loaded as {row.pk}: {parts} passages can be found.")


@documents.command("list")
@click.option("--area", help="Only this area's.")
@_json
def listed(area: str | None, as_json: bool) -> None:
    """The loaded documents, the withdrawn too.

    Example: waymark documents list --area portsmouth
    """
    ready()
    known_areas(area)
    from waymark.manual.documents.models import LoadedDocument

    rows = LoadedDocument.objects.order_by("area", "-loaded_at")
    rows = rows.filter(area=area) if area else rows
    if as_json:
        show_json(
            [
                {"document": one.pk, "area": one.area, "title": one.title, "source": one.source, "date": one.dated.isoformat(),
                 "for": one.audience, "withdrawn": one.withdrawn_at.isoformat() if one.withdrawn_at else None}
                for one in rows
            ]
        )  # fmt: skip
        return
    table = [
        (one.pk, one.area, one.title, one.source, one.dated.isoformat(), one.audience, "withdrawn" if one.withdrawn_at else "")
        for one in rows
    ]  # fmt: skip
    show_table(("document", "area", "title", "source", "date", "for", ""), table)


@documents.command()
@click.argument("document")
@click.option("--why", required=True, help="Why: a newer edition, a mistake.")
@_json
@in_words()
def withdraw(document: str, why: str, as_json: bool) -> None:
    """Take a document out of search. What it was, who withdrew it and why is kept.

    Exit codes: 0 withdrawn, 1 there is no such document.

    Example: waymark documents withdraw 0190f0c2 --why "A newer edition is loaded"
    """
    ready()
    from waymark.agencies.actions import THE_MACHINE
    from waymark.manual.documents import actions, finding
    from waymark.manual.documents.errors import DocumentNotFound
    from waymark.manual.speaking import NotDone

    try:
        row = actions.withdraw(document=document, why=why, by=THE_MACHINE, by_name=_NAME, now=moment_now())
    except DocumentNotFound:
        click.echo(f"There is no document {document}. `waymark documents list` shows them.", err=True)
        sys.exit(1)
    except NotDone as refused:
        click.echo(str(refused), err=True)
        sys.exit(1)
    finding.rebuild()
    if as_json:
        show_json({"document": row.pk, "withdrawn": True})
        return
    click.echo(f"{row.title} is withdrawn.")
