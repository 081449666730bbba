"""`waymark search …`: the indexes of the search, and a search from the terminal."""

from __future__ import annotations

import click

from waymark.cli.database import in_words, known_areas, moment_now, ready
from waymark.cli.output import show_json, show_table
from waymark.cli.progress import Bar

_json = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")


@click.group()
def search() -> None:
    """Make the search's indexes, and search the guidance from the terminal."""


@search.command()
@_json
@in_words()
def rebuild(as_json: bool) -> None:
    """Make the indexes of the guidance and of loaded documents anew, from the packs that hold today.

    Nobody has to: the first search after a change begins it in the background and answers from the old index meanwhile.

    Exit codes: 0 made, 1 the packs do not load.

    Example: waymark search rebuild
    """
    ready()
    from waymark.manual.documents import finding
    from waymark.manual.search import guidance
    from waymark.web.search.books import books_on

    with Bar(quiet=as_json) as bar:
        manual = guidance.rebuild(books_on(moment_now()), lambda done, of: bar("Guidance", done, of))
        loaded = finding.rebuild(lambda done, of: bar("Loaded documents", done, of))
    if as_json:
        show_json({"guidance": manual.size, "documents": loaded.size})
        return
    click.echo(f"{manual.size} pages of guidance and {loaded.size} passages of loaded documents can be found.")


@search.command("for")
@click.argument("words", nargs=-1, required=True)
@click.option("--area", required=True, help="Whose guidance: an area, such as portsmouth.")
@click.option("--limit", type=click.IntRange(1, 60), default=10, show_default=True, help="So many answers at most.")
@_json
@in_words()
def find(words: tuple[str, ...], area: str, limit: int, as_json: bool) -> None:
    """Search an area's guidance.

    Exit codes: 0 found something, 1 found nothing.

    Example: waymark search for --area portsmouth county lines
    """
    ready()
    known_areas(area)
    from waymark.manual.search import guidance
    from waymark.manual.search.searching import search as ask
    from waymark.manual.search.wordlist import word_list
    from waymark.web.search.books import books_on

    books = books_on(moment_now())
    if area not in books:
        raise click.UsageError(f"Nobody works in '{area}' by itself. Choose one of: {', '.join(books)}.")
    found = guidance.index_for(books)
    index = found.index if found.fresh and found.index is not None else guidance.rebuild(books)
    answer = ask(index, word_list(books[area]), " ".join(words), area=area, beside=False)
    hits = answer.hits[:limit]
    if as_json:
        rows = [(hit.page.kind, hit.page.title, hit.page.chapter, hit.page.name, hit.page.area) for hit in hits]
        names = ("kind", "title", "chapter", "name", "area")
        show_json(
            {"instead": dict(answer.asked.corrections), "found": [dict(zip(names, row, strict=True)) for row in rows]}
        )
    else:
        for typed, instead in answer.asked.corrections:
            click.echo(f"Searched for {instead} instead of {typed}.")
        show_table(("kind", "title", "where"), [(h.page.kind, h.page.title, h.page.chapter_title) for h in hits])
    raise SystemExit(0 if hits else 1)
