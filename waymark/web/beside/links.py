"""Where in the area's manual something on a page is explained."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from waymark.manual.book import GENERATED, place_of, section_of
from waymark.procedures.language.entries import Entry, Question, Step
from waymark.procedures.language.pack import Pack
from waymark.web.report.areas import FRONT_DOOR, list_named
from waymark.web.shell.addresses import address


@dataclass(frozen=True, slots=True)
class Beside:
    """A section of the manual that can be opened beside the work."""

    title: str
    chapter: str
    href: str


def beside(pack: Pack, entry: Entry | Question) -> Beside | None:
    """The section that explains an entry or question of a pack best; of a step, where the manual says who does it and what is recorded.

    None where the pack is not of an area that has a manual of its own, and for what the product asks by itself (when it was, who was there).
    """
    if not _has_manual(pack) or (isinstance(entry, Question) and entry.name not in pack.questions):
        return None
    spot = place_of(pack, entry)
    # A step's own guides stand beside it already.
    chapter, section = (spot.chapter, spot.section) if isinstance(entry, Step) else section_of(pack, entry)
    head = pack.pathways.get(chapter)
    anchor = f"#{spot.anchor}" if spot.anchor and (spot.chapter, spot.section) == (chapter, section) else ""
    href = f"{address('manual:section', pack.area, chapter, section)}{anchor}"
    return Beside(_title(pack, chapter, section), head.title if head is not None else "", href)


@lru_cache(maxsize=64)
def _has_manual(pack: Pack) -> bool:
    return list_named(pack, FRONT_DOOR) is not None


def _title(pack: Pack, chapter: str, section: str) -> str:
    """What the manual calls a section: the title of its guide or list, or of what is generated."""
    named = (
        pack.guides.get(f"{chapter}/{section}") or pack.guides.get(section) or pack.lists.get(f"{chapter}/{section}")
    )
    return named.title if named is not None else GENERATED.get(section, section.replace("-", " ").capitalize())
