"""Worked examples in words: the packs' written histories, as somebody new to the procedure reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from waymark.manual.book.document import Chapter, Item, Points, Section, Sources
from waymark.manual.book.names import GENERATED
from waymark.procedures.describe.words import event_words, listed, quoted, role_words, sentence, upper_first
from waymark.procedures.history import Event, Kind
from waymark.procedures.language import entries as e
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading.source import Items, Text, Tree, Words
from waymark.procedures.scenario import Scenario
from waymark.procedures.time import Moment

#: What an example may expect of duties, in words.
_STATES = {
    "open": "owed", "late": "late", "met": "done in time", "met late": "done, but late", "held": "held up", "waived": "waived",
    "lapsed": "no longer owed", "superseded": "replaced", "may arise": "may yet be owed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A written history in words: what happened, and what follows at its end."""

    pathway: str
    name: str
    title: str
    area: str
    cites: tuple[str, ...]
    happened: tuple[str, ...]
    as_of: str
    follows: tuple[str, ...]


def example(scenario: Scenario, pathway: str, number: int) -> Example:
    """An example of a pathway in words; `number` tells it apart from the others of its file."""
    happened = tuple(line for event in scenario.history.events if (line := _event(event, scenario.pack)))
    follows = tuple(_follows(scenario))
    as_of = str(Moment.at(scenario.now))
    name = f"example-{scenario.area}-{number}"
    return Example(pathway, name, scenario.title, scenario.area, scenario.cites, happened, as_of, follows)


def with_examples(chapter: Chapter, examples: Iterable[Example], pack: Pack) -> Chapter:
    """The chapter with the section of its worked examples, before its sources. The area's own stand first."""
    rank = {edition.area: number for number, edition in enumerate(pack.lineage)}
    wanted = [one for one in examples if one.pathway == chapter.name and one.area in rank]
    if not wanted:
        return chapter
    wanted.sort(key=lambda one: -rank[one.area])
    made = Section(
        chapter.name, "examples", GENERATED["examples"], "examples", blocks=tuple(_item(one, pack) for one in wanted)
    )
    order = list(GENERATED)
    later = set(order[order.index("examples") :])
    before = tuple(section for section in chapter.sections if section.kind not in later)
    after = tuple(_with_sources(section, wanted) for section in chapter.sections[len(before) :])
    return replace(chapter, sections=(*before, made, *after))


def _with_sources(section: Section, examples: list[Example]) -> Section:
    """The section of sources with those of the examples; any other as it is."""
    found = {cite: titles for block in section.blocks if isinstance(block, Sources) for cite, titles in block.rows}
    if section.kind != "sources" or not found:
        return section
    for one in examples:
        for cite in one.cites:
            found[cite] = (*found.get(cite, ()), upper_first(one.title))
    return replace(section, blocks=(Sources(tuple(sorted(found.items()))),))


def _item(one: Example, pack: Pack) -> Item:
    blocks = [Points(one.happened, "What happened")]
    if one.follows:
        blocks.append(Points(one.follows, f"How it stands on {one.as_of}"))
    return Item(
        anchor=one.name, kind="example", name=one.name, title=upper_first(one.title), blocks=tuple(blocks), cites=one.cites,
        area=one.area if one.area != pack.lineage[0].area else "",
    )  # fmt: skip


# What happened


def _event(event: Event, pack: Pack) -> str:
    said = _SAID.get(event.kind, lambda event, pack: "")(event, pack)
    return f"{event.occurred}: {sentence(said)}" if said else ""


def _done(event: Event, pack: Pack) -> str:
    words = f"{event_words(event.key, pack)}"
    step = pack.steps.get(event.name)
    if event.option and step is not None and step.decides is not None:
        row = step.decides.get(event.option)
        words += f": {quoted(row.title)} is decided" if row is not None else ""
    if event.role:
        words += f", by {role_words(event.role, pack)}"
    return f"{words}. {_why(event)}" if event.reason else words


def _why(event: Event) -> str:
    return f"The reason given: {event.reason}" if event.reason else ""


def _planned(event: Event, pack: Pack) -> str:
    return f"{event_words(event.name, pack)} is planned for {event.planned_for}"


def _told(event: Event, pack: Pack) -> str:
    about = f" about the {event.about.replace('-', ' ')}" if event.about else ""
    return f"the {event.told.replace('-', ' ')} is told{about}"


def _considered(event: Event, pack: Pack) -> str:
    duty = pack.duties.get(event.name)
    if duty is None:
        return ""
    did = "not done" if event.option == "did-not" else "done"
    return f"{quoted(duty.title)} is considered and {did}. {_why(event)}".strip()


def _waived(event: Event, pack: Pack) -> str:
    rules: tuple[e.Entry, ...] = (*pack.gates.values(), *pack.cautions.values(), *pack.duties.values())
    rule = next((one for one in rules if one.name == event.name), None)
    return f"{quoted(rule.title)} is waived. {_why(event)}".strip() if rule is not None else ""


_SAID = {
    Kind.DONE: _done,
    Kind.PLANNED: _planned,
    Kind.CANCELLED: lambda event, pack: f"{event_words(event.name, pack)} is called off",
    Kind.PROPOSED: lambda event, pack: f"{event_words(event.name, pack)} is proposed",
    Kind.TOLD: _told,
    Kind.CONSIDERED: _considered,
    Kind.WAIVED: _waived,
}


# What follows


def _follows(scenario: Scenario) -> Iterator[str]:
    expected = scenario.expect.fields if scenario.expect is not None else {}
    pack = scenario.pack
    for item in _items(expected.get("duties")):
        yield from _duty(_words(item), pack)
    for item in _items(expected.get("refused")):
        yield from _refusal(_words(item), pack)
    yield from _named("is not owed", expected.get("not-owed"), pack.duties)
    yield from _named("can be recorded", expected.get("allowed"), pack.steps)
    yield from _named("is offered", expected.get("offered"), pack.steps)
    yield from _named("is not offered", expected.get("not-offered"), pack.steps)
    yield from _named("is in force", expected.get("cautions"), pack.cautions)


def _duty(wanted: dict[str, str], pack: Pack) -> Iterator[str]:
    duty = pack.duties.get(wanted.get("duty", ""))
    if duty is not None:
        state = wanted.get("state", "")
        due = wanted.get("due", "")
        when = f", due {Moment.parse(due)}" if due and due != "none" else ""
        yield sentence(f"{quoted(duty.title)}: {_STATES.get(state, state or 'owed')}{when}")


def _refusal(wanted: dict[str, str], pack: Pack) -> Iterator[str]:
    step = pack.steps.get(wanted.get("step", ""))
    if step is None:
        return
    rule_name = wanted.get("gate") or wanted.get("caution") or ""
    names = (rule_name, f"{step.pathway}/{rule_name}")
    rules: tuple[e.Entry, ...] = (*pack.gates.values(), *pack.cautions.values())
    rule = next((one for one in rules if one.name in names), None)
    why = quoted(rule.title) if rule is not None else "something is still owed"
    yield sentence(f"{quoted(step.title)} is refused for now: {why}")


def _named(said: str, tree: Tree | None, known: Mapping[str, e.Entry]) -> Iterator[str]:
    titles = [
        quoted(known[item.value].title) for item in _items(tree) if isinstance(item, Text) and item.value in known
    ]
    if titles:
        verb = said if len(titles) == 1 else said.replace("is ", "are ", 1)
        yield sentence(f"{listed(titles)} {verb}")


def _items(tree: Tree | None) -> Iterator[Tree]:
    if isinstance(tree, Items):
        yield from tree.items
    elif tree is not None:
        yield tree


def _words(tree: Tree) -> dict[str, str]:
    fields = tree.fields if isinstance(tree, Words) else {}
    return {key: value.value for key, value in fields.items() if isinstance(value, Text)}
