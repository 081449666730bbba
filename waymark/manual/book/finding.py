"""Where in the manual something stands, and where it is explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from waymark.manual.book.document import Link, Spot
from waymark.manual.book.names import PRINTED_IN, SHARED, SHARED_TITLE, section_name
from waymark.manual.book.uses import steps_using
from waymark.manual.tools import tools_of
from waymark.procedures.describe import kind_of
from waymark.procedures.language import entries as e
from waymark.procedures.language.pack import Pack, all_cites


def place_of(pack: Pack, entry: e.Entry | e.Question) -> Spot:
    """Where the manual prints an entry in full."""
    if isinstance(entry, e.Question):
        return _question_place(pack, entry)
    chapter, kind = entry.pathway or SHARED, kind_of(entry)
    if isinstance(entry, e.Pathway):
        return Spot(entry.name, "sources" if entry.name in pack.themes else "steps")
    if isinstance(entry, e.Guide):
        return Spot(chapter, section_name(entry.short_name, "guide"))
    if isinstance(entry, e.NamedList) and is_read(entry, pack):
        return Spot(chapter, _list_section(entry, pack))
    section = "tools" if entry.name in tool_forms(pack) and isinstance(entry, e.Form) else PRINTED_IN[kind]
    return Spot(chapter, section, anchor_of(entry))


def section_of(pack: Pack, entry: e.Entry | e.Question) -> tuple[str, str]:
    """The chapter and the section that explain an entry best.

    The guide shown at a step; for others the guide of the same pathway that shares a citation; else where it is printed.
    """
    guide = _guide_for(pack, entry)
    spot = place_of(pack, guide if guide is not None else entry)
    return spot.chapter, spot.section


def explained_by(pack: Pack, guide: e.Guide) -> tuple[e.Entry, ...]:
    """The steps and rules for which `section_of` names this guide."""
    return _explained(pack).get(guide.name, ())


def link_to(pack: Pack, entry: e.Entry) -> Link:
    """An entry as a link to where it is printed."""
    spot = place_of(pack, entry)
    head = pack.pathways.get(spot.chapter)
    return Link(entry.title, kind_of(entry), spot, head.title if head is not None else SHARED_TITLE)


def links_to_steps(pack: Pack, names: Iterable[str]) -> tuple[Link, ...]:
    """Steps as links."""
    return tuple(link_to(pack, pack.steps[name]) for name in names)


def anchor_of(entry: e.Entry) -> str:
    """The place of an entry inside its section: `duty-acknowledge`."""
    return f"{kind_of(entry)}-{entry.short_name}"


def is_read(entry: e.NamedList, pack: Pack) -> bool:
    """Whether a list is a section of its own: the lists of themes, which hold signs and kinds to be read."""
    return entry.pathway in pack.themes


@lru_cache(maxsize=64)
def tool_forms(pack: Pack) -> frozenset[str]:
    """The forms that are tools, by full name."""
    return frozenset(tool.form.name for tool in tools_of(pack))


def _list_section(entry: e.NamedList, pack: Pack) -> str:
    """Its own name; where a guide of the theme bears the same name, with "-list"."""
    name = section_name(entry.short_name, "list")
    return f"{entry.short_name}-list" if entry.name in pack.guides else name


def _question_place(pack: Pack, question: e.Question) -> Spot:
    form = _forms_of_questions(pack).get(question.name)
    if form is None:
        raise KeyError(f"No form asks {question.name}.")
    spot = place_of(pack, pack.forms[form])
    return Spot(spot.chapter, spot.section, f"question-{question.name.rpartition('/')[2]}")


@lru_cache(maxsize=64)
def _forms_of_questions(pack: Pack) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for form in pack.forms.values():
        for question in form.own_questions:
            found[question.name] = form.name
            for inner in question.questions:
                found.setdefault(inner.name, form.name)
    return found


# Which guide explains what

_EXPLAINED = (e.Step, e.Duty, e.Gate, e.Caution, e.NamedList)


def _guide_for(pack: Pack, entry: e.Entry | e.Question) -> e.Guide | None:
    if isinstance(entry, e.Guide):
        return None
    if isinstance(entry, e.Step):
        at_step = _guides_at(pack).get(entry.name)
        if at_step is not None:
            return at_step
    if isinstance(entry, e.Question):
        form = _forms_of_questions(pack).get(entry.name)
        pathway = pack.forms[form].pathway if form is not None else None
        return _by_citation(pack, pathway, entry.cites)
    if not isinstance(entry, _EXPLAINED) or (isinstance(entry, e.NamedList) and is_read(entry, pack)):
        return None
    return _by_citation(pack, entry.pathway, sorted(all_cites(entry)))


def _by_citation(pack: Pack, pathway: str | None, cites: Iterable[str]) -> e.Guide | None:
    citing = _guides_citing(pack)
    return next((citing[pathway, cite] for cite in cites if (pathway, cite) in citing), None)


@lru_cache(maxsize=64)
def _guides_at(pack: Pack) -> Mapping[str, e.Guide]:
    """The first guide at each step; one of the step's own pathway before others."""
    found: dict[str, e.Guide] = {}
    for guide in pack.guides.values():
        for step in steps_using(guide, pack):
            if step not in found or (
                guide.pathway == pack.steps[step].pathway and found[step].pathway != pack.steps[step].pathway
            ):
                found[step] = guide
    return found


@lru_cache(maxsize=64)
def _guides_citing(pack: Pack) -> Mapping[tuple[str | None, str], e.Guide]:
    found: dict[tuple[str | None, str], e.Guide] = {}
    for guide in pack.guides.values():
        for cite in guide.cites:
            found.setdefault((guide.pathway, cite), guide)
    return found


@lru_cache(maxsize=64)
def _explained(pack: Pack) -> Mapping[str, tuple[e.Entry, ...]]:
    found: dict[str, list[e.Entry]] = {}
    for entry in _to_explain(pack):
        guide = _guide_for(pack, entry)
        if guide is not None:
            found.setdefault(guide.name, []).append(entry)
    return {name: tuple(entries) for name, entries in found.items()}


def _to_explain(pack: Pack) -> Iterator[e.Entry]:
    return (entry for entry in pack.entries() if isinstance(entry, _EXPLAINED))
