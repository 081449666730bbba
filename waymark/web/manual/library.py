"""What the manual's pages are made of: an edition of an area's pack, its chapters with examples, and the titles of the sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest

from waymark.casefile import packs
from waymark.manual.book import Chapter, chapter, headings
from waymark.manual.book.editions import ManualEdition, edition_named, edition_on, editions
from waymark.manual.book.entries import item
from waymark.manual.book.examples import Example, example, with_examples
from waymark.manual.directory.entries import entries_of
from waymark.manual.directory.said import as_said
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import PackError
from waymark.procedures.loading.catalogue import FILE, Requirement, read_catalogue
from waymark.procedures.scenario import ScenarioError, read_scenarios
from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.guidance.places import Guidance


@dataclass(frozen=True, slots=True)
class Book:
    """An area's manual in one edition, as somebody reads it."""

    guidance: Guidance
    edition: ManualEdition
    current: ManualEdition
    editions: tuple[ManualEdition, ...]
    asked: str
    """The edition that the address names; "" where it names none."""

    @property
    def area(self) -> str:
        """The area's short name."""
        return self.guidance.area

    @property
    def pack(self) -> Pack:
        """The pack of this edition."""
        return self.edition.pack

    @property
    def archived(self) -> bool:
        """Whether this is not what holds today."""
        return self.edition.pack is not self.current.pack

    def chapter(self, name: str) -> Chapter:
        """A chapter with its worked examples, which are those of today's rules. Raises Http404 for a name that is none."""
        if name not in {heading.name for heading in headings(self.pack)}:
            raise Http404
        found = chapter(self.pack, name)
        if self.archived:
            return found
        return with_examples(self._with_numbers_of_today(found), examples_of(self.pack, name), self.pack)

    def _with_numbers_of_today(self, found: Chapter) -> Chapter:
        """The chapter with its contacts as the area's directory has them now, which may be newer than the pack."""
        section = found.section("contacts")
        if section is None:
            return found
        said = as_said(self.pack)
        items = tuple(item(said.contacts[one.name], said) for one in section.items)
        sections = tuple(replace(one, blocks=items) if one is section else one for one in found.sections)
        return replace(found, sections=sections)

    @property
    def in_directory(self) -> frozenset[str]:
        """The contacts that have a page of their own in the area's directory."""
        return frozenset(one.name for one in entries_of(self.pack, {}, clock.now()))


def book_of(request: HttpRequest, guidance: Guidance) -> Book:
    """The manual that a request means: of today, or of the edition that it names. Raises Http404 for an edition that is none."""
    asked = request.GET.get("edition", "").strip()
    known = editions(packs.library(), guidance.area)
    current = edition_on(packs.library(), guidance.area, Moment.at(clock.now()).day)
    edition = edition_named(packs.library(), guidance.area, asked) if asked else current
    if edition is None:
        raise Http404
    return Book(guidance, edition, current, known, asked)


@lru_cache(maxsize=512)
def examples_of(pack: Pack, pathway: str) -> tuple[Example, ...]:
    """The worked examples of a pathway: the area's own, or where it has none those of the nearest area under it."""
    for area in reversed([edition.area for edition in pack.lineage]):
        found = _examples(Path(settings.WAYMARK_PACKS) / area / "examples" / f"{pathway}.yaml", pathway)
        if found:
            return found
    return ()


def _examples(path: Path, pathway: str) -> tuple[Example, ...]:
    if not path.is_file():
        return ()
    library = packs.library()
    try:
        written = read_scenarios(path.read_text(encoding="utf-8"), path.name, lambda a, e: library.pack(a, edition=e))
    except (ScenarioError, PackError, OSError):
        # An example that cannot be read is found by the packs' tests; a reader of the manual does not miss the chapter for it.
        return ()
    return tuple(example(scenario, pathway, number) for number, scenario in enumerate(written, 1))


def sources() -> Mapping[str, Requirement]:
    """The requirements that entries cite, by id; empty where the packs come without a catalogue."""
    return _catalogue(Path(settings.WAYMARK_PACKS) / FILE)


@lru_cache(maxsize=4)
def _catalogue(path: Path) -> Mapping[str, Requirement]:
    return read_catalogue(path) if path.is_file() else {}
