"""A tool as somebody fills it in: which questions apply, what was said, and what the answers point to. Nothing is written anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from waymark.manual.tools import Tool, findings_of
from waymark.procedures.evaluation.view import NO_VALUE
from waymark.procedures.language.entries import Fact, Question
from waymark.procedures.language.pack import Pack
from waymark.web import fields
from waymark.web.fields.raw import Raw
from waymark.web.file.words import Said, in_answer, said


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worked out from the answers. `says` is empty where the answers do not tell; `note` is the source's own word of care."""

    title: str
    says: str
    explained: str
    note: str


@dataclass(frozen=True)
class Filled:
    """A tool with what was typed into it, at a moment."""

    pack: Pack
    tool: Tool
    raw: Raw
    now: datetime

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All that the form may ask."""
        return self.pack.form_questions(self.tool.form.name)

    @cached_property
    def read(self) -> fields.Read:
        """What was typed, as answers. Nothing must be answered: this is for thinking, not for a record."""
        return fields.read(self.questions, self.raw, self.pack, finishing=False)

    @cached_property
    def _relevance(self) -> fields.Relevance:
        standing_with = fields.trial(self.pack, self.tool.step.name, self.now, role="anyone")
        return fields.relevant(self.questions, self.read.answers, standing_with)

    def drawn(self, *, judged: bool) -> list[fields.Field]:
        """The fields of the page; with faults once it has been sent."""
        faults = self.read.faults if judged else {}
        return fields.present(self.questions, self.raw, faults, pack=self.pack, asked=self._relevance.asks)

    @property
    def answered(self) -> list[Said]:
        """The questions that apply, with what was said to each."""
        answers = self.read.answers
        return [said(one, fields.short_of(one), answers.get(fields.short_of(one))) for one in self._relevance.asked]

    @property
    def findings(self) -> list[Finding]:
        """What the answers point to, by the tables of the tool's own theme."""
        found = findings_of(self.pack, self.tool)
        if not found:
            return []
        answers = {short: value for short, value in self.read.answers.items() if short in self._shorts}
        standing = fields.trial(self.pack, self.tool.step.name, self.now, role="anyone")(answers)
        return [_finding(one, standing.reasoner.fact(one.name, standing.point)) for one in found]

    @cached_property
    def _shorts(self) -> frozenset[str]:
        return frozenset(fields.short_of(one) for one in self._relevance.asked)


def _finding(fact: Fact, value: object) -> Finding:
    """A fact's value in words, explained by the row that it names, or else by the fact itself."""
    if value is None or (isinstance(value, str) and value in NO_VALUE):
        return Finding(fact.title, "", fact.say, fact.note)
    option = fact.options.get(str(value)) if fact.options is not None else None
    if option is None:
        return Finding(fact.title, in_answer(None, value), fact.say, fact.note)
    return Finding(fact.title, option.title, option.say or fact.say, fact.note)


def carried(raw: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """What was typed, as pairs for hidden fields."""
    return [(name, value) for name, values in raw.items() for value in values if not name.startswith("_")]
