"""What can be found: pages made from an area's pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from waymark.manual.book import SHARED, Chapter, Section, chapters
from waymark.manual.levels import Chart, Descriptor, Level, chart_of
from waymark.manual.levels.chart import THEME
from waymark.manual.tools import Tool, tools_of
from waymark.procedures.describe.reference import hours_words
from waymark.procedures.language.entries import Contact
from waymark.procedures.language.pack import Pack, all_cites

NATIONAL = "national"


class Kind(StrEnum):
    """What a page is."""

    CHAPTER = "chapter"
    SECTION = "section"
    LEVEL = "level"
    DESCRIPTOR = "descriptor"
    TOOL = "tool"
    CONTACT = "contact"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One thing that can be found. `book` is the area in whose guidance it stands, `area` whose words it is: the same, a parent, the nation."""

    kind: Kind
    book: str
    area: str
    name: str
    """Its own name: a section's, a contact's, a descriptor's key; of a passage `document/number`."""
    title: str
    text: str
    chapter: str = ""
    chapter_title: str = ""
    date: date | None = None
    cites: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    """Titles inside it."""
    level: str = ""
    """The level that it is, or stands at, in words."""
    audience: str = ""
    """Of a loaded document: who may read it."""
    extra: tuple[tuple[str, str], ...] = field(default=())
    """What a page of results shows beside the text: telephone, hours."""

    neighbour: bool = False
    """A contact of one area that stands in another's guidance too, because both share a parent."""

    @property
    def key(self) -> str:
        """The same thing in every area's guidance has the same key."""
        return "/".join((self.kind, self.area, self.chapter, self.name))


#: Generated sections that lead nowhere a reader wants to go first, or that only repeat others.
_LEFT_OUT = frozenset({"sources", "examples"})


def pages_of(pack: Pack) -> tuple[Page, ...]:
    """Every page of an area's guidance."""
    book = chapters(pack)
    chart = chart_of(pack)
    found: list[Page] = []
    for one in book:
        if one.sections or one.name != SHARED:
            found += _chapter(one, pack)
    if chart is not None:
        found += _levels(chart, pack)
    found += (_tool(one, pack) for one in tools_of(pack))
    found += (_contact(one, pack) for one in pack.contacts.values())
    return tuple(found)


def _chapter(chapter: Chapter, pack: Pack) -> Iterator[Page]:
    whose = chapter.areas[0] if len(chapter.areas) == 1 else NATIONAL
    sections = [one for one in chapter.sections if not _apart(chapter.name, one)]
    if chapter.name != SHARED:
        cites = pack.pathways[chapter.name].cites
        yield Page(
            kind=Kind.CHAPTER, book=pack.area, area=whose, name=chapter.name, title=chapter.title, text=chapter.say,
            chapter=chapter.name, chapter_title=chapter.title, date=_date(chapter), cites=cites,
            heads=tuple(one.title for one in sections),
        )  # fmt: skip
    for one in sections:
        yield _section(one, chapter, pack)


def _apart(chapter: str, section: Section) -> bool:
    """Whether a section is found otherwise (as levels and descriptors) or is made of what stands in others."""
    if (
        chapter == THEME
        and section.kind == "list"
        and (section.name in ("levels", "domains") or section.name[:12] == "descriptors-")
    ):
        return True
    return section.kind in _LEFT_OUT or (chapter == SHARED and section.kind in ("contacts", "lists", "differences"))


def _section(section: Section, chapter: Chapter, pack: Pack) -> Page:
    return Page(
        kind=Kind.SECTION, book=pack.area, area=section.area or _only(section) or NATIONAL, name=section.name, title=section.title,
        text=section.text.removeprefix(section.title).strip(), chapter=chapter.name, chapter_title=chapter.title, date=_date(chapter),
        cites=section.cites, heads=tuple(one.title for one in section.items),
    )  # fmt: skip


def _only(section: Section) -> str:
    """The one area whose entries a generated section holds."""
    areas = {one.area for one in section.items if one.area}
    return areas.pop() if len(areas) == 1 and all(one.area for one in section.items) else ""


def _date(chapter: Chapter) -> date | None:
    return max((one.starts for one in chapter.editions), default=None)


def _levels(chart: Chart, pack: Pack) -> Iterator[Page]:
    titles = {one.id: one.title for one in chart.domains}
    for level in chart.levels:
        yield _level(level, chart, pack)
    for one in chart.descriptors:
        yield _descriptor(one, chart, pack, titles[one.domain])


def _level(level: Level, chart: Chart, pack: Pack) -> Page:
    said = (
        level.say, level.called, f"Consent: {level.consent}" if level.consent else "", f"Lead: {level.lead}" if level.lead else "",
        level.response, level.route, level.tools,
    )  # fmt: skip
    return Page(
        kind=Kind.LEVEL, book=pack.area, area=chart.edition.area, name=level.id, title=level.label, text="\n".join(filter(None, said)),
        chapter=THEME, chapter_title=pack.pathways[THEME].title, date=chart.edition.starts, cites=level.cites,
        heads=(f"Level {level.number} of {len(chart.levels)}",) if level.number else (), level=level.label,
    )  # fmt: skip


def _descriptor(one: Descriptor, chart: Chart, pack: Pack, domain: str) -> Page:
    return Page(
        kind=Kind.DESCRIPTOR, book=pack.area, area=one.area or chart.edition.area, name=one.key, title=one.text,
        text="\n".join(filter(None, (one.say, domain))), chapter=THEME, chapter_title=domain, date=chart.edition.starts, cites=one.cites,
        level=" or ".join(each.label for each in one.levels), extra=(("protective", "yes"),) if one.protective else (),
    )  # fmt: skip


def _tool(tool: Tool, pack: Pack) -> Page:
    asked = [question.ask for question in pack.form_questions(tool.form.name)]
    return Page(
        kind=Kind.TOOL, book=pack.area, area=tool.form.area, name=tool.name, title=tool.title, text="\n".join([tool.form.say, *asked]),
        chapter=tool.chapter, chapter_title=tool.chapter_title, date=pack.edition.starts,
        cites=tuple(sorted(all_cites(tool.form) | set(tool.step.cites))),
    )  # fmt: skip


def _contact(contact: Contact, pack: Pack) -> Page:
    """A contact; of a restricted one nothing but its title and what it is for."""
    concerns = {row.id: row.title for row in pack.lists["concerns"].rows} if "concerns" in pack.lists else {}
    lines = [contact.say, *(concerns.get(one, "") for one in contact.concerns)]
    extra: list[tuple[str, str]] = []
    reached = [contact.council]
    if not contact.restricted:
        lines += [contact.route, contact.help]
        reached += contact.channels.values()
        extra += [("phone", contact.channels["phone"])] if "phone" in contact.channels else []
        extra += [("hours", hours_words(contact.hours))] if contact.hours is not None else []
    return Page(
        kind=Kind.CONTACT, book=pack.area, area=contact.for_area or contact.area, name=contact.name, title=contact.title,
        text="\n".join(filter(None, lines)), chapter_title="Directory", date=pack.edition.starts, cites=tuple(sorted(all_cites(contact))),
        heads=tuple(filter(None, reached)), extra=tuple(extra), neighbour=contact.for_area not in (None, pack.area),
    )  # fmt: skip
