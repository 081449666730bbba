"""The chapters of an area's manual: every pathway and theme of its pack, and what all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from waymark.manual.book.document import Chapter, Heading, Section
from waymark.manual.book.entries import NATIONAL
from waymark.manual.book.finding import section_of
from waymark.manual.book.names import SHARED, SHARED_SAY, SHARED_TITLE
from waymark.manual.book.sections import sections_of_chapter
from waymark.procedures.language import entries as e
from waymark.procedures.language.pack import Edition, Pack

#: The shared list under whose rows the manual prints its chapters.
PARTS = "manual-parts"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the manual with the headings of its chapters."""

    name: str
    title: str
    chapters: tuple[Heading, ...]


@lru_cache(maxsize=64)
def headings(pack: Pack) -> tuple[Heading, ...]:
    """Every chapter's heading, in the order of the list `manual-parts` and of its column `chapters`; others of a part follow; the shared one last."""
    own: dict[str, list[e.Entry]] = {name: [] for name in (*pack.pathways, SHARED)}
    for entry in pack.entries():
        if not isinstance(entry, e.Pathway):
            own.setdefault(entry.pathway or SHARED, []).append(entry)
    order = {row.id: number for number, row in enumerate(_parts(pack))}
    within = {name: number for row in _parts(pack) for number, name in enumerate(row.columns.get("chapters", ()))}
    found = [_heading(pathway, own[pathway.name], pack) for pathway in pack.pathways.values()]
    found.sort(key=lambda heading: (order.get(heading.part, len(order)), within.get(heading.name, len(found))))
    areas = _areas(own[SHARED])
    shared = Heading(SHARED, SHARED_TITLE, SHARED_SAY, "", None, (), False, areas, bool(own[SHARED]))
    return (*found, shared)


@lru_cache(maxsize=64)
def parts(pack: Pack) -> tuple[Part, ...]:
    """The manual's parts with their chapters; what belongs to none comes last under its own title."""
    all_headings = headings(pack)
    named = [Part(row.id, row.title, tuple(h for h in all_headings if h.part == row.id)) for row in _parts(pack)]
    known = {part.name for part in named}
    rest = Part("", "For every procedure", tuple(h for h in all_headings if h.part not in known))
    return tuple(part for part in (*named, rest) if part.chapters)


def chapters(pack: Pack) -> tuple[Chapter, ...]:
    """Every chapter in full, in the order of `headings`. Made once for a pack."""
    return tuple(chapter(pack, heading.name) for heading in headings(pack))


@lru_cache(maxsize=1024)
def chapter(pack: Pack, name: str) -> Chapter:
    """One chapter in full. Errors: KeyError if the pack has no such chapter."""
    heading = next((one for one in headings(pack) if one.name == name), None)
    if heading is None:
        raise KeyError(f"{pack.title} has no chapter '{name}'.")
    areas = {NATIONAL, *heading.areas}
    editions: tuple[Edition, ...] = tuple(edition for edition in pack.lineage if edition.area in areas)
    return Chapter(
        name=name, title=heading.title, say=heading.say, part=heading.part, review=heading.review,
        editions=tuple(sorted(editions, key=lambda edition: edition.starts)), covers=heading.covers,
        sections=sections_of_chapter(pack, name), theme=heading.theme, area=pack.area, areas=heading.areas,
    )  # fmt: skip


def sections_for(pack: Pack, entries: tuple[e.Entry | e.Question, ...]) -> tuple[Section, ...]:
    """The sections that explain these entries, each once, in their order."""
    spots = dict.fromkeys(section_of(pack, entry) for entry in entries)
    found = (chapter(pack, name).section(section) for name, section in spots)
    return tuple(section for section in found if section is not None)


def _parts(pack: Pack) -> tuple[e.Option, ...]:
    listed = pack.lists.get(PARTS)
    return listed.rows if listed is not None else ()


def _heading(pathway: e.Pathway, own: list[e.Entry], pack: Pack) -> Heading:
    return Heading(
        pathway.name, pathway.title, pathway.say, pathway.part or "", pathway.review, pathway.chapters,
        pathway.name in pack.themes, _areas([pathway, *own]), bool(own),
    )  # fmt: skip


def _areas(entries: list[e.Entry]) -> tuple[str, ...]:
    """The areas, national aside, that added or changed any of these."""
    named = [area for entry in entries for area in (entry.area, *(change.area for change in entry.overlaid))]
    return tuple(dict.fromkeys(area for area in named if area != NATIONAL))
