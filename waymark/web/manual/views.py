"""Reading the manual: contents, a whole chapter, a section."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from waymark.manual.book import SHARED, Chapter, place_of
from waymark.manual.book.finding import tool_forms
from waymark.manual.book.text import chapter_text
from waymark.procedures.language import entries as e
from waymark.web.guidance.places import Guidance, of_area
from waymark.web.manual import presenting
from waymark.web.manual.addresses import Addresses
from waymark.web.manual.library import Book, book_of, sources
from waymark.web.manual.own import listed
from waymark.web.manual.showing import page, today


@require_safe
@of_area
def contents(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """Parts and chapters; `find` keeps those with these words in a title."""
    book = book_of(request, guidance)
    looked_for = request.GET.get("find", "").strip()
    groups = presenting.contents(book, today(), looked_for)
    own = [
        one
        for one in listed(guidance.area, today())
        if presenting.has_words(one.version.title, looked_for.casefold().split())
    ]
    return page(request, book, "manual/contents.html", groups=groups, looked_for=looked_for, own=own)


@require_safe
@of_area
def whole_chapter(request: HttpRequest, guidance: Guidance, chapter: str) -> HttpResponse:
    """A chapter with all its sections."""
    book = book_of(request, guidance)
    found = book.chapter(chapter)
    before, after = presenting.neighbours_of_chapter(book, chapter)
    addresses = Addresses(book.area, book.asked, within=chapter)
    return page(
        request, book, "manual/chapter.html", to=addresses, before=before, after=after,
        address=addresses.chapter(chapter), **_about(book, found),
    )  # fmt: skip


@require_safe
@of_area
def download(request: HttpRequest, guidance: Guidance, chapter: str) -> HttpResponse:
    """A chapter as a text file, with the edition and the address at which to look for changes."""
    book = book_of(request, guidance)
    address = request.build_absolute_uri(Addresses(book.area, book.asked).chapter(chapter))
    text = chapter_text(book.chapter(chapter), book.pack, address)
    name = f"{book.area}-{chapter}-{book.edition.name}.txt"
    return HttpResponse(
        text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
@of_area
def one_section(request: HttpRequest, guidance: Guidance, chapter: str, section: str) -> HttpResponse:
    """A section by itself. The name of any entry of the chapter leads to where the manual prints it."""
    book = book_of(request, guidance)
    found = book.chapter(chapter)
    shown = found.section(section)
    addresses = Addresses(book.area, book.asked)
    if shown is None:
        return redirect(_of_entry(book, addresses, chapter, section))
    before, after = presenting.neighbours_of_section(book, found, shown)
    return page(
        request, book, "manual/section.html", to=addresses, section=shown, before=before, after=after,
        address=addresses.section(chapter, section), **_about(book, found),
    )  # fmt: skip


def _of_entry(book: Book, addresses: Addresses, chapter: str, name: str) -> str:
    """Where an entry of a chapter is printed, by its short name. Raises Http404 where there is none."""
    full = name if chapter == SHARED else f"{chapter}/{name}"
    entry = next((one for one in book.pack.entries() if one.name == full and not isinstance(one, e.Pathway)), None)
    if entry is None:
        raise Http404
    return addresses.spot(place_of(book.pack, entry))


def _about(book: Book, chapter: Chapter) -> dict[str, Any]:
    """What the heading of a chapter and of its sections shows."""
    return {
        "chapter": chapter,
        "part": presenting.part_title(book, chapter.name),
        "overdue": presenting.overdue(chapter.review, today()),
        "sources": sources(),
        "area_title": book.pack.area_title,
        "in_directory": book.in_directory,
        "tool_names": tool_forms(book.pack) if not book.archived else frozenset(),
    }
