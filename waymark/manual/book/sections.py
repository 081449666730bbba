"""The sections of a chapter: its guides, the lists to be read, and those made from the entries of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from waymark.manual.book.document import (
    Block,
    Change,
    Changes,
    Link,
    Note,
    Paragraph,
    Points,
    Section,
    Sources,
    Table,
)
from waymark.manual.book.entries import changes_of, item, list_blocks, used_by, when_words, whose
from waymark.manual.book.finding import explained_by, is_read, link_to, place_of
from waymark.manual.book.names import GENERATED, SHARED
from waymark.procedures.describe import describe_pathway
from waymark.procedures.describe.duties import limit_words, what_is_owed
from waymark.procedures.describe.words import people_words, sentence, upper_first
from waymark.procedures.language import conditions as c
from waymark.procedures.language import entries as e
from waymark.procedures.language.pack import Pack, all_cites

#: The shared list whose rows lead from a worry to a chapter.
CONCERNS = "concerns"
#: The guide that says what a chapter is about comes first, whichever area wrote it.
FIRST = "what-it-is"


def sections_of_chapter(pack: Pack, name: str) -> tuple[Section, ...]:
    """Every section of a chapter in its order; none is empty."""
    own = [entry for entry in pack.entries() if (entry.pathway or SHARED) == name and not isinstance(entry, e.Pathway)]
    guides = sorted((entry for entry in own if isinstance(entry, e.Guide)), key=lambda one: one.short_name != FIRST)
    found = [_guide(entry, pack, name) for entry in guides]
    found += [_list(entry, pack, name) for entry in own if isinstance(entry, e.NamedList) and is_read(entry, pack)]
    found += _generated(own, pack, name)
    return tuple(section for section in found if section.blocks)


# Guides and lists


def _guide(guide: e.Guide, pack: Pack, chapter: str) -> Section:
    blocks: list[Block] = [Paragraph(sentence(text)) for text in (guide.say, *guide.text.split("\n")) if text.strip()]
    if guide.parts:
        blocks.append(Points(tuple(upper_first(part) for part in guide.parts)))
    blocks += [Paragraph(sentence(text)) for text in (when_words(guide.when, pack), guide.help) if text]
    if guide.note:
        blocks.append(Note(sentence(guide.note)))
    explained = explained_by(pack, guide)
    uses = used_by((guide, *(entry for entry in explained if isinstance(entry, e.Step))), pack)
    related = tuple(link_to(pack, entry) for entry in explained if not isinstance(entry, e.Step))
    return Section(
        chapter, place_of(pack, guide).section, upper_first(guide.title), "guide", _word(guide), guide.cites,
        whose(guide), tuple(blocks), changes_of(guide, pack), uses, related,
    )  # fmt: skip


def _list(entry: e.NamedList, pack: Pack, chapter: str) -> Section:
    blocks: list[Block] = [Paragraph(sentence(text)) for text in (entry.say, entry.help) if text]
    blocks += list_blocks(entry, pack)
    if entry.note:
        blocks.append(Note(sentence(entry.note)))
    return Section(
        chapter, place_of(pack, entry).section, upper_first(entry.title), "list", _word(entry),
        tuple(sorted(all_cites(entry))), whose(entry), tuple(blocks), changes_of(entry, pack), used_by((entry,), pack),
    )  # fmt: skip


def _word(entry: e.Entry) -> str:
    return entry.strength.value if entry.strength is not None else ""


# Sections made from the entries of one kind


def _generated(own: list[e.Entry], pack: Pack, chapter: str) -> Iterator[Section]:
    by_section: dict[str, list[e.Entry]] = {name: [] for name in GENERATED}
    for entry in own:
        name = place_of(pack, entry).section
        if name in by_section and not isinstance(entry, e.Guide):
            by_section[name].append(entry)
    contacts = list(_contacts(own, pack, chapter))
    by_section["contacts"] = [*contacts]
    printed = (*own, *(contact for contact in contacts if (contact.pathway or SHARED) != chapter))
    for name, entries in by_section.items():
        if name == "steps" and chapter in pack.pathways:
            blocks = _steps(pack, chapter)
        elif name == "clocks":
            blocks = (*_summary(entries, pack), *(item(entry, pack) for entry in entries))
        elif name == "differences":
            entries, blocks = [], _differences(own, pack, chapter)
        elif name == "sources":
            entries, blocks = [], _sources(printed, pack, chapter)
        else:
            blocks = tuple(item(entry, pack) for entry in entries)
        yield _made(name, chapter, blocks, entries, pack)


def _made(name: str, chapter: str, blocks: tuple[Block, ...], entries: list[e.Entry], pack: Pack) -> Section:
    areas = {whose(entry) for entry in entries}
    cites = tuple(sorted({cite for entry in entries for cite in all_cites(entry)}))
    uses = used_by(entries, pack) if name not in ("steps", "examples") else ()
    title = GENERATED[name]
    if name == "differences":
        title = f"What is different in {pack.title}"
    return Section(chapter, name, title, name, "", cites, areas.pop() if len(areas) == 1 else "", blocks, (), uses)


def _steps(pack: Pack, chapter: str) -> tuple[Block, ...]:
    """How the procedure begins, then its steps in the order of work with what comes before and follows."""
    if chapter in pack.themes:
        return ()
    described = describe_pathway(pack, chapter)
    steps = next((section.entries for section in described.sections), ())
    about, *begins = [line for line in described.sentences if line.rstrip(".") != pack.pathways[chapter].say]
    opening = (Points(tuple(begins), about),) if begins else (Paragraph(about),)
    return (*opening, *(item(pack.steps[one.name], pack, one) for one in steps if one.name in pack.steps))


def _summary(entries: list[e.Entry], pack: Pack) -> Iterator[Table]:
    """The clocks at a glance: what, who, by when, how binding."""
    duties = [entry for entry in entries if isinstance(entry, e.Duty) and limit_words(entry, pack)]
    if len(duties) > 1:
        rows = tuple(
            (
                duty.title if duty.do else upper_first(what_is_owed(duty, pack)),
                upper_first(people_words(duty.by, pack) or "the allocated worker"),
                upper_first(limit_words(duty, pack)),
                duty.strength.value,
            )
            for duty in duties
        )
        yield Table((("What", "Who", "By when", "Binding"), *rows), "At a glance")


def _contacts(own: Iterable[e.Entry], pack: Pack, chapter: str) -> Iterator[e.Contact]:
    """The chapter's own contacts, those for a worry that leads to it, and those whose hours its rules ask for; none of neighbours."""
    concerns = pack.lists.get(CONCERNS)
    rows = concerns.rows if concerns is not None else ()
    wanted = {row.id for row in rows if chapter in row.columns.get("chapter", ())}
    used = {test.contact for entry in own for test in _tests(entry) if isinstance(test, c.OfficeHours)}
    near = {None, *(edition.area for edition in pack.lineage)}
    for contact in pack.contacts.values():
        asked_for = contact.name in used or (wanted.intersection(contact.concerns) and contact.for_area in near)
        if (contact.pathway or SHARED) == chapter or asked_for:
            yield contact


def _tests(entry: e.Entry) -> Iterator[c.Condition]:
    for word in ("when", "while_", "needs"):
        yield from c.walk(getattr(entry, word, None))
    for row in entry.rows if isinstance(entry, e.Fact) else ():
        yield from c.walk(row.when)


def _differences(own: Iterable[e.Entry], pack: Pack, chapter: str) -> tuple[Block, ...]:
    """What areas added or changed in this chapter."""
    head = [pack.pathways[chapter]] if chapter in pack.pathways else []
    changed: list[Change] = []
    added: dict[str, list[Link]] = {}
    for entry in (*head, *own):
        words = changes_of(entry, pack)
        if words:
            changed.append(Change(link_to(pack, entry), whose(entry), words))
        elif whose(entry):
            added.setdefault(pack.area_title(entry.area), []).append(link_to(pack, entry))
    if not changed and not added:
        return ()
    return (Changes(tuple(changed), tuple((area, tuple(links)) for area, links in added.items())),)


def _sources(own: Iterable[e.Entry], pack: Pack, chapter: str) -> tuple[Block, ...]:
    """Every requirement cited in the chapter, with the entries that carry it out."""
    head = [pack.pathways[chapter]] if chapter in pack.pathways else []
    cited: dict[str, list[str]] = {}
    for entry in (*head, *own):
        for cite in all_cites(entry):
            cited.setdefault(cite, []).append(upper_first(entry.title))
    rows = tuple((cite, tuple(dict.fromkeys(cited[cite]))) for cite in sorted(cited))
    return (Sources(rows),) if rows else ()
