"""A pathway, and what all pathways of a pack share, as chapters of a manual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from waymark.procedures.describe.document import Chapter, Description, Detail, Section
from waymark.procedures.describe.duties import limit_words, what_is_owed
from waymark.procedures.describe.entries import ABOUT_SOURCE, describe_entry, overlaid_sentences
from waymark.procedures.describe.order import duty_triggers, steps_of
from waymark.procedures.describe.words import sentence
from waymark.procedures.language.entries import Entry, Fact, Options, Step
from waymark.procedures.language.pack import Pack

#: The sections of a chapter after the steps: heading and the pack's field.
_SECTIONS = (
    ("Duties", "duties"), ("Gates: what must come first", "gates"), ("Cautions: what must not be done", "cautions"),
    ("Facts that are worked out", "facts"), ("Forms used by no step", "forms"), ("Lists", "lists"),
    ("Guides", "guides"), ("Roles", "roles"), ("Contacts", "contacts"), ("Who may see what", "access"),
    ("How long it is kept", "keep"), ("What is counted", "measures"),
)  # fmt: skip


def describe_pathway(pack: Pack, name: str) -> Chapter:
    """A pathway as a chapter: how it begins, its steps in the order of work, its rules, and what the area changed."""
    pathway = pack.pathways[name]
    described = describe_entry(pathway, pack)
    steps = tuple(_step(step, pack) for step in steps_of(pack, name))
    sections = (Section("Steps, in the order of work", steps), *_sections(pack, name))
    sections += tuple(_changes(pack, (entry for entry in pack.entries() if entry.pathway == name)))
    sections += tuple(_undecided(pack, (fact for fact in pack.facts.values() if fact.pathway == name)))
    return Chapter(name, pathway.title, described.sentences, tuple(s for s in sections if s.entries))


def describe_shared(pack: Pack) -> Chapter:
    """What every pathway of a pack may use: roles, contacts, common lists, forms and guides."""
    sections = tuple(_sections(pack, None))
    sections += tuple(_changes(pack, (entry for entry in pack.entries() if entry.pathway is None)))
    sections += tuple(_undecided(pack, (fact for fact in pack.facts.values() if fact.pathway is None)))
    said = "Roles, contacts, lists, forms and guides that every pathway may use."
    return Chapter("shared", "Shared by all pathways", (said,), tuple(s for s in sections if s.entries))


def _sections(pack: Pack, pathway: str | None) -> Iterator[Section]:
    # A form and a list may bear one name, so what stands elsewhere is told by kind.
    elsewhere = {"forms": {step.form for step in pack.steps.values()}, "lists": _decided_lists(pack)}
    for heading, field in _SECTIONS:
        mapping: dict[str, Entry] = getattr(pack, field)
        shown = elsewhere.get(field, set())
        entries = [entry for entry in mapping.values() if entry.pathway == pathway and entry.name not in shown]
        yield Section(heading, tuple(describe_entry(entry, pack) for entry in entries))


def _decided_lists(pack: Pack) -> set[str | None]:
    """Lists whose rows stand with the step that decides between them."""
    return {step.decides.list for step in pack.steps.values() if isinstance(step.decides, Options)}


def _step(step: Step, pack: Pack) -> Description:
    """A step with what follows from it and what must come before it."""
    described = describe_entry(step, pack)
    own = tuple(detail for detail in described.details if detail.label not in ABOUT_SOURCE)
    about_source = tuple(detail for detail in described.details if detail.label in ABOUT_SOURCE)
    return replace(described, details=(*own, *_around(step, pack), *about_source))


def _around(step: Step, pack: Pack) -> Iterator[Detail]:
    gates = tuple(sentence(gate.title) for gate in pack.gates.values() if step.name in gate.before.steps)
    if gates:
        yield Detail("Before it", gates)
    cautions = tuple(
        sentence(caution.title)
        for caution in pack.cautions.values()
        if step.name in caution.blocks.steps | caution.at.steps
        or set(step.acts) & (caution.blocks.acts | caution.at.acts)
    )
    if cautions:
        yield Detail("Take care", cautions)
    follows = tuple(_follows(step, pack))
    if follows:
        yield Detail("What follows", follows)


def _follows(step: Step, pack: Pack) -> Iterator[str]:
    for duty in pack.duties.values():
        if step.name in duty_triggers(duty):
            limit = limit_words(duty, pack)
            sometimes = " in some cases" if duty.when is not None else ""
            owed = duty.title if duty.do else what_is_owed(duty, pack)
            yield sentence(f"{owed} ({duty.strength.value}{sometimes}{f'; {limit}' if limit else ''})")


def _changes(pack: Pack, entries: Iterable[Entry]) -> Iterator[Section]:
    """Everything that an area did to an entry of its parents."""
    changed = []
    for entry in entries:
        lines = tuple(overlaid_sentences(entry, pack))
        if lines:
            described = describe_entry(entry, pack)
            changed.append(Description(described.title, lines, kind=described.kind, name=entry.name, area=entry.area))
    yield Section("What areas changed, and why", tuple(changed))


def _undecided(pack: Pack, facts: Iterable[Fact]) -> Iterator[Section]:
    """Values that the sources leave to the area, or contradict each other on, and that nobody has set."""
    open_ = tuple(describe_entry(fact, pack) for fact in facts if fact.undecided)
    yield Section("Not yet decided by the area", open_)
