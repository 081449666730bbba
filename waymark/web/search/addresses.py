"""Where a page that was found stands."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from waymark.manual.levels.chart import THEME
from waymark.manual.search.pages import Kind, Page

#: How people call a kind of page.
KIND_WORDS = {
    Kind.CHAPTER: "Chapter", Kind.SECTION: "Manual", Kind.LEVEL: "Level of need", Kind.DESCRIPTOR: "Level of need", Kind.TOOL: "Tool",
    Kind.CONTACT: "Contact", Kind.DOCUMENT: "Loaded document",
}  # fmt: skip


def address_of(page: Page) -> str:
    """The address of a page in the guidance of its area; that of the area's guidance where the page's own part is missing."""
    name, rest, mark = _named(page)
    try:
        return reverse(name, kwargs={"area": page.book, **rest}) + mark
    except NoReverseMatch:
        return reverse("guidance-area", kwargs={"area": page.book})


def _named(page: Page) -> tuple[str, dict[str, str], str]:
    match page.kind:
        case Kind.CHAPTER:
            return "manual:chapter", {"chapter": page.chapter}, ""
        case Kind.SECTION:
            return "manual:section", {"chapter": page.chapter, "section": page.name}, ""
        case Kind.LEVEL:
            return "thresholds:level", {"level": page.name}, ""
        case Kind.DESCRIPTOR:
            return "thresholds:domain", {"domain": page.name.partition(".")[0]}, f"#d-{page.name.replace('.', '-')}"
        case Kind.TOOL:
            return "tools:tool", {"chapter": page.chapter, "name": page.name}, ""
        case Kind.CONTACT:
            return "directory:entry", {"name": page.name}, ""
        case Kind.DOCUMENT:
            return "documents:one", {"document": page.chapter}, f"#passage-{page.name}"
    return "manual:chapter", {"chapter": THEME}, ""
