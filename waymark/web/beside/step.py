"""What stands beside a step: its advice, what the area's chart of needs says there, and how to hear the child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from waymark.manual.prompts import ANY, Prompt, prompts_at
from waymark.procedures.language.entries import Guide
from waymark.procedures.language.pack import Pack
from waymark.web.beside.links import Beside, beside
from waymark.web.shell.addresses import address

DOMAINS = "thresholds/domains"


@dataclass(frozen=True, slots=True)
class Advice:
    """A guide in full, and where the manual prints it."""

    guide: Guide
    section: Beside | None


@dataclass(frozen=True, slots=True)
class Subject:
    """The sections of one other chapter that help at a step."""

    chapter: str
    sections: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class ForNeed:
    """The prompts for one way of communicating."""

    need: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class AtStep:
    """Everything beside a step. Empty parts are left out of the page."""

    section: Beside | None
    advice: tuple[Advice, ...]
    subjects: tuple[Subject, ...]
    domains: tuple[Beside, ...]
    prompts: tuple[Prompt, ...]
    for_needs: tuple[ForNeed, ...]

    def __bool__(self) -> bool:
        return bool(self.section or self.advice or self.subjects or self.domains or self.prompts or self.for_needs)


def at_step(
    pack: Pack, step: str, guides: Iterable[Guide], *, forms: Iterable[str] = (), age: int | None = None
) -> AtStep:
    """What helps at a step of a pack.

    In: the guides that apply there now; the forms on the page, by full name; the child's age in years, if known.
    """
    known = tuple(guides)
    own = [guide for guide in known if guide.pathway in (None, pack.steps[step].pathway)]
    prompts = prompts_at(pack, step, age)
    needs = dict.fromkeys(one.need for one in prompts if one.need != ANY)
    return AtStep(
        section=beside(pack, pack.steps[step]),
        advice=tuple(Advice(guide, beside(pack, guide)) for guide in own),
        subjects=_subjects(pack, (guide for guide in known if guide not in own)),
        domains=domains_at(pack, {step, *forms}),
        prompts=tuple(one for one in prompts if one.need == ANY),
        for_needs=tuple(ForNeed(_in_words(need), tuple(one for one in prompts if one.need == need)) for need in needs),
    )


def domains_at(pack: Pack, names: set[str]) -> tuple[Beside, ...]:
    """The domains of the area's chart of needs that speak of a step or form: the column `at` of the list of domains names them."""
    listed = pack.lists.get(DOMAINS)
    rows = listed.rows if listed is not None else ()
    return tuple(
        Beside(row.title, "Levels of need", address("thresholds:domain", pack.area, row.id))
        for row in rows
        if names & set(row.columns.get("at", ()))
    )


def _subjects(pack: Pack, guides: Iterable[Guide]) -> tuple[Subject, ...]:
    """Guides of other chapters, chapter by chapter in the order of their titles."""
    found: dict[str, list[Beside]] = {}
    for guide in guides:
        section = beside(pack, guide)
        if section is not None:
            found.setdefault(section.chapter, []).append(section)
    return tuple(Subject(chapter, tuple(found[chapter])) for chapter in sorted(found))


def _in_words(need: str) -> str:
    return need.replace("-", " ").capitalize()
