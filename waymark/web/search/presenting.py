"""What a page of results shows: answers in words, with their marks, and the ways to narrow them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.http import urlencode

from waymark.manual.search.highlighting import Fragment, Runs, marked, snippet
from waymark.manual.search.pages import NATIONAL, Kind, Page
from waymark.procedures.language.pack import Pack
from waymark.web.search.addresses import KIND_WORDS, address_of
from waymark.web.shell.words import short_day

#: What can be asked for alone: the word in the address, how it is called, the kinds of page.
SORTS: tuple[tuple[str, str, tuple[Kind, ...]], ...] = (
    ("", "Everything", ()),
    ("manual", "Manual", (Kind.CHAPTER, Kind.SECTION)),
    ("levels", "Levels of need", (Kind.LEVEL, Kind.DESCRIPTOR)),
    ("tools", "Tools", (Kind.TOOL,)),
    ("contacts", "Contacts", (Kind.CONTACT,)),
    ("documents", "Loaded documents", (Kind.DOCUMENT,)),
)
KINDS = {word: kinds for word, _, kinds in SORTS}


@dataclass(frozen=True, slots=True)
class Found:
    """One answer."""

    href: str
    title: tuple[Fragment, ...]
    text: tuple[Fragment, ...]
    kind: str
    inside: str
    """The chapter or document in which it stands."""
    whose: str
    """Whose words these are, where they are not the area's own."""
    level: str
    date: date | None
    phone: str
    hours: str
    source: str
    place: str
    loaded: str
    """Of a loaded document: by whom and when."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link that narrows the answers, or widens them again."""

    title: str
    href: str
    current: bool


def found(page: Page, asked: Runs, pack: Pack) -> Found:
    """A page as it is shown to somebody in an area."""
    extra = dict(page.extra)
    loaded = (
        f"{extra['loaded-by']} on {short_day(date.fromisoformat(extra['loaded-on']))}" if "loaded-on" in extra else ""
    )
    whose = "" if page.area == pack.area else "England" if page.area == NATIONAL else pack.area_title(page.area)
    inside = page.chapter_title if page.kind in (Kind.SECTION, Kind.TOOL, Kind.DESCRIPTOR, Kind.DOCUMENT) else ""
    same = page.kind is Kind.DOCUMENT and inside == page.title
    return Found(
        address_of(page), marked(page.title, asked), snippet(page.text, asked), KIND_WORDS[page.kind], "" if same else inside, whose,
        page.level if page.kind is Kind.DESCRIPTOR else "", page.date, extra.get("phone", ""), extra.get("hours", ""),
        extra.get("source", ""), extra.get("place", ""), loaded,
    )  # fmt: skip


def ways(path: str, typed: str, *, kind: str, chapter: str, own: bool) -> list[Way]:
    """The links to one sort of answer each."""
    return [
        Way(title, address(path, typed, kind=word, own=own), word == kind and not chapter) for word, title, _ in SORTS
    ]


def address(
    path: str,
    typed: str,
    *,
    kind: str = "",
    chapter: str = "",
    own: bool = False,
    as_typed: bool = False,
    page: int = 1,
) -> str:
    """The address of a search; what is not narrowed is left out of it."""
    asked = {
        "q": typed, "kind": kind, "chapter": chapter, "whose": "own" if own else "", "as-typed": "yes" if as_typed else "",
        "page": str(page) if page > 1 else "",
    }  # fmt: skip
    return f"{path}?{urlencode({name: value for name, value in asked.items() if value})}"
