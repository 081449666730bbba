"""Screening and reflection tools: forms of themes that a step puts into a case file, and that anybody may fill in without keeping anything."""

from __future__ import annotations

from dataclasses import dataclass

from waymark.procedures.language.conditions import FactTest, walk
from waymark.procedures.language.entries import Fact, FactValue, Form, Step
from waymark.procedures.language.pack import Pack


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: the form, the theme (chapter) in which it stands and the step that records it in a case file."""

    form: Form
    chapter: str
    chapter_title: str
    step: Step

    @property
    def name(self) -> str:
        """Its name in addresses, beside the chapter's."""
        return self.form.short_name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.form.title


def tools_of(pack: Pack) -> tuple[Tool, ...]:
    """Every tool of a pack, in the order of the manual's chapters: the forms of themes that some step uses."""
    found: dict[str, Tool] = {}
    for step in pack.steps.values():
        chapter = step.form.partition("/")[0] if step.form is not None else ""
        if step.form is not None and chapter in pack.themes and step.form not in found:
            found[step.form] = Tool(pack.forms[step.form], chapter, pack.pathways[chapter].title, step)
    order = {name: number for number, name in enumerate(pack.pathways)}
    return tuple(sorted(found.values(), key=lambda one: (order[one.chapter], one.title)))


def tool_named(pack: Pack, chapter: str, name: str) -> Tool | None:
    """The tool of a chapter by its name."""
    return next((one for one in tools_of(pack) if (one.chapter, one.name) == (chapter, name)), None)


def findings_of(pack: Pack, tool: Tool) -> tuple[Fact, ...]:
    """The facts of the tool's theme that rest on its questions, directly or through other facts: what its answers point to."""
    asked = {question.name for question in pack.form_questions(tool.form.name)}
    own = {name: fact for name, fact in pack.facts.items() if fact.pathway == tool.chapter}
    resting: set[str] = set()
    while True:
        more = {name for name, fact in own.items() if name not in resting and _rests_on(fact) & (asked | resting)}
        if not more:
            return tuple(fact for name, fact in own.items() if name in resting)
        resting |= more


def _rests_on(fact: Fact) -> frozenset[str]:
    """The questions and facts that a fact is worked out from."""
    named = {part.fact for row in fact.rows for part in walk(row.when) if isinstance(part, FactTest)}
    named |= {row.value.fact for row in fact.rows if isinstance(row.value, FactValue)}
    if fact.count is not None:
        named.add(fact.count)
    if fact.look_up is not None:
        named.add(fact.look_up.rows)
    return frozenset(named)
