"""`waymark manual …`: the procedures manual as files, a partnership's own chapters, and who is told of changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from waymark.cli import reading
from waymark.cli.database import in_words, known_areas, moment_now, ready
from waymark.cli.output import show_json, show_table
from waymark.cli.places import PACKS
from waymark.manual.book import chapters
from waymark.manual.book.text import chapter_text

_area = click.option("--area", required=True, help="Whose manual.")
_json = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")


@click.group()
def manual() -> None:
    """The procedures manual: write it to files, add chapters of your own, tell people of changes."""


@manual.command("print")
@click.argument("area")
@click.option(
    "--folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the chapters are written."
)
@click.option("--edition", help="An edition of the area or of its parents, instead of the newest.")
def print_(area: str, folder: Path, edition: str | None) -> None:
    """Write every chapter of an area's manual as a text file, each with its edition on top.

    Example: waymark manual print southampton --folder var/manual/southampton
    """
    pack = reading.pack_of(reading.library(PACKS), area, edition)
    folder.mkdir(parents=True, exist_ok=True)
    written = chapters(pack)
    for chapter in written:
        reading.write(folder / f"{chapter.name}.txt", chapter_text(chapter, pack))
    click.echo(f"{len(written)} chapters of {pack.title} are written in {folder}.")


@manual.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_area
@click.option("--owner", required=True, help="Who keeps it right: a group or a post. It is printed with the chapter.")
@click.option("--review", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Day of the next review (2027-03-01).")
@click.option("--title", default="", help="Its title; without, the first heading of the file.")
@click.option("--name", default="", help="Its short name in the address; without, made from the title.")
@click.option(
    "--part",
    default="",
    help="The part of the manual under which it is listed, such as harm; without, after the others.",
)
@click.option("--said", default="", help="What is new in this version.")
@_json
@in_words()
def add(
    file: Path, area: str, owner: str, review: datetime, title: str, name: str, part: str, said: str, as_json: bool
) -> None:  # fmt: skip
    """Add a chapter of a partnership's own, written in Markdown; one that exists gets a new version, and the earlier ones stay.

    Exit codes: 0 added, 1 refused with the reason.

    Example: waymark manual add bruising.md --area southampton --owner "Policy subgroup" --review 2027-03-01
    """
    ready()
    known_areas(area)
    from waymark.manual.register import own
    from waymark.manual.speaking import the_machine

    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise click.ClickException(f"{file} is no text in UTF-8. Save it as Markdown (.md).") from fault
    written = own.Written(title=title or own.title_of(text), owner=owner, text=text, review=review.date(), said=said)
    name = name or own.name_of(written.title)
    by, now = the_machine(area), moment_now()
    with _refused_in_words():
        known = own.versions_of(area, name)
        if known:
            version = own.change_chapter(chapter=known[0].chapter, written=written, by=by, now=now)
        else:
            version = own.add_chapter(area=area, name=name, part=part, written=written, by=by, now=now)
    found = {"area": area, "name": name, "title": version.title, "version": version.number}
    show_json(found) if as_json else click.echo(
        f"“{version.title}” is in the manual as own/{name}, version {version.number}."
    )


@manual.command()
@click.argument("name")
@_area
@click.option("--because", required=True, help="Why it is withdrawn; its address says so.")
@in_words()
def withdraw(name: str, area: str, because: str) -> None:
    """Withdraw a chapter of a partnership's own. Its text is kept.

    Exit codes: 0 withdrawn, 1 refused with the reason.

    Example: waymark manual withdraw bruising --area southampton --because "Replaced by the regional protocol"
    """
    ready()
    known_areas(area)
    from waymark.manual.register import own
    from waymark.manual.speaking import the_machine

    versions = own.versions_of(area, name)
    if not versions:
        raise click.ClickException(f"{area} has no chapter '{name}' of its own. Look at `waymark manual list`.")
    with _refused_in_words():
        own.withdraw_chapter(chapter=versions[0].chapter, because=because, by=the_machine(area), now=moment_now())
    click.echo(f"“{versions[0].title}” is withdrawn.")


@manual.command("list")
@_area
@_json
@in_words()
def list_(area: str, as_json: bool) -> None:
    """List the chapters that a partnership added itself, with owner, version and next review.

    Example: waymark manual list --area southampton
    """
    ready()
    known_areas(area)
    from waymark.manual.register import own

    rows = [
        {
            "name": one.chapter.name, "title": one.title, "owner": one.owner, "version": one.number,
            "review": one.review.isoformat(), "withdrawn": one.chapter.withdrawn_at is not None,
        }
        for one in own.chapters_of(area, withdrawn=True)
    ]  # fmt: skip
    if as_json:
        show_json(rows)
        return
    show_table(
        ("name", "title", "owner", "version", "next review", ""),
        [
            (one["name"], one["title"], one["owner"], str(one["version"]), one["review"], "withdrawn" if one["withdrawn"] else "")
            for one in rows
        ],
    )  # fmt: skip


@manual.command()
@in_words()
def tell() -> None:
    """Send one e-mail to each person in whose chapters something has changed. It names chapters, nobody, and where to read them.

    Let a timer run it once a day.

    Example: waymark manual tell
    """
    ready()
    from waymark.manual.register.following import tell as tell_followers

    sent = tell_followers(now=moment_now())
    click.echo(f"{sent} {'e-mail' if sent == 1 else 'e-mails'} sent.")


@contextmanager
def _refused_in_words() -> Iterator[None]:
    from waymark.manual.speaking import NotDone

    try:
        yield
    except NotDone as refusal:
        raise click.ClickException(str(refusal)) from refusal
