"""What changed between editions, what differs between areas, and a feed of changes that anybody can follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from waymark.casefile import packs
from waymark.manual.book.changes import ChapterChanges, changes_between, changes_in
from waymark.manual.book.editions import ManualEdition
from waymark.manual.register.models import OwnVersion
from waymark.web.guidance.places import Guidance, of_area
from waymark.web.manual import presenting
from waymark.web.manual.library import Book, book_of
from waymark.web.manual.showing import page, today
from waymark.web.report import areas

#: How many of the newest changes a feed holds.
_NEWEST = 50


@require_safe
@of_area
def between_editions(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """What changed from one edition (`from`) to another (`to`); without them, with the edition that holds today."""
    book = book_of(request, guidance)
    known = {one.key: one for one in book.editions}
    order = list(known)
    to = known.get(request.GET.get("to", ""), book.current)
    before = order[max(0, order.index(to.key) - 1)]
    start = known.get(request.GET.get("from", ""), known[before])
    found = changes_between(start.pack, to.pack) if start.pack is not to.pack else ()
    own = (
        OwnVersion.objects.filter(chapter__area=guidance.area).select_related("chapter").order_by("-added_at")[:_NEWEST]
    )
    return page(request, book, "manual/changes.html", start=start, end=to, found=found, own=own)


@require_safe
@of_area
def between_areas(request: HttpRequest, guidance: Guidance, chapter: str) -> HttpResponse:
    """What differs in one chapter between this area and another (`with`)."""
    book = book_of(request, guidance)
    if not presenting.known_chapter(book, chapter):
        raise Http404
    others = [one for one in areas.areas(today()) if one.slug != guidance.area]
    reader = request.reader  # type: ignore[attr-defined]
    own = set(reader.areas) if reader is not None else set()
    others.sort(key=lambda one: one.slug not in own)
    other = next((one for one in others if one.slug == request.GET.get("with", "")), None)
    found = changes_in(book.pack, packs.pack_on(other.slug, today()), chapter) if other is not None else ()
    return page(
        request, book, "manual/compare.html", chapter=book.chapter(chapter), others=others, other=other, found=found
    )


# The feed


@dataclass(frozen=True, slots=True)
class _News:
    title: str
    link: str
    at: datetime
    said: str


@require_safe
@of_area
def feed(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """Editions and own chapters, newest first, as Atom; with `chapter` only what concerns that one."""
    book = book_of(request, guidance)
    chapter = request.GET.get("chapter", "")
    if chapter and not presenting.known_chapter(book, chapter):
        raise Http404
    about = f"{book.chapter(chapter).title}: " if chapter else ""
    atom = Atom1Feed(
        title=f"{about}procedures manual for {guidance.title}",
        link=request.build_absolute_uri(reverse("manual:contents", kwargs={"area": guidance.area})),
        description="Changes of the manual", feed_url=request.build_absolute_uri(), language="en-gb",
    )  # fmt: skip
    news = [*_editions(book, chapter), *(() if chapter else _own(guidance.area))]
    for one in sorted(news, key=lambda one: one.at, reverse=True)[:_NEWEST]:
        link = request.build_absolute_uri(one.link)
        atom.add_item(
            title=one.title, link=link, description=one.said, updateddate=one.at, pubdate=one.at, unique_id=link
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _editions(book: Book, chapter: str) -> Iterator[_News]:
    before: ManualEdition | None = None
    for one in book.editions:
        if one.starts <= today():
            changed = changes_between(before.pack, one.pack) if before is not None else ()
            changed = tuple(each for each in changed if chapter in ("", each.name))
            if before is None or changed or not chapter:
                yield _edition(book, one, before, changed)
        before = one


def _edition(
    book: Book, one: ManualEdition, before: ManualEdition | None, changed: tuple[ChapterChanges, ...]
) -> _News:
    link = reverse("manual:changes", kwargs={"area": book.area}) + f"?to={one.key}"
    said = f"Changed: {'; '.join(each.title for each in changed)}." if changed else "The first edition in Waymark."
    if before is not None and not changed:
        said = "No rule changed."
    return _News(f"Edition {one.name}", link, datetime.combine(one.starts, time(), UTC), said)


def _own(area: str) -> Iterator[_News]:
    found = OwnVersion.objects.filter(chapter__area=area, chapter__withdrawn_at=None).select_related("chapter")
    for one in found.order_by("-added_at")[:_NEWEST]:
        link = reverse("manual:own-chapter", kwargs={"area": area, "name": one.chapter.name}) + f"?version={one.number}"
        yield _News(f"{one.title}, version {one.number}", link, one.added_at, one.said or f"Added by {one.owner}.")
