"""A pack: the procedures of one area in one edition, with its parents laid under it and every name resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from types import MappingProxyType

from waymark.procedures.language.entries import (
    Access,
    Caution,
    Contact,
    Duty,
    Entry,
    Fact,
    Form,
    Gate,
    Guide,
    Keep,
    Measure,
    NamedList,
    Pathway,
    Question,
    Role,
    Step,
)


@dataclass(frozen=True, slots=True)
class Edition:
    """One area's edition and the date from which it holds."""

    area: str
    name: str
    starts: date
    title: str = field(default="", compare=False)
    """The area's name as people say it: "Cambridgeshire and Peterborough"."""

    def __str__(self) -> str:
        return f"{self.area}@{self.name}"


@dataclass(frozen=True, eq=False)
class Pack:
    """Everything that holds in an area. Each mapping goes from full name to entry.

    `edition` names the newest edition in `lineage` (the parents' editions and the area's own, in the order laid down);
    `fingerprint` is a digest of the text of all of them, so that a pin says exactly what was in force.
    """

    area: str
    title: str
    edition: Edition
    lineage: tuple[Edition, ...]
    fingerprint: str
    pathways: Mapping[str, Pathway]
    steps: Mapping[str, Step]
    duties: Mapping[str, Duty]
    gates: Mapping[str, Gate]
    cautions: Mapping[str, Caution]
    forms: Mapping[str, Form]
    lists: Mapping[str, NamedList]
    facts: Mapping[str, Fact]
    guides: Mapping[str, Guide]
    roles: Mapping[str, Role]
    contacts: Mapping[str, Contact]
    access: Mapping[str, Access]
    keep: Mapping[str, Keep]
    measures: Mapping[str, Measure]

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, dict):
                object.__setattr__(self, each.name, MappingProxyType(value))

    @property
    def pin(self) -> str:
        """What an episode remembers of the rules that it opened under: `area@edition#fingerprint`."""
        return f"{self.area}@{self.edition.name}#{self.fingerprint[:12]}"

    def area_title(self, area: str) -> str:
        """The name of this area or of one of its parents as people say it."""
        return next(
            (edition.title for edition in self.lineage if edition.area == area and edition.title),
            area.replace("-", " ").title(),
        )

    def entries(self) -> Iterator[Entry]:
        """Every entry of every kind, in no particular order."""
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, Mapping):
                yield from value.values()

    @cached_property
    def themes(self) -> frozenset[str]:
        """The pathways without any step: guides, lists, facts and forms on one subject, to read and to use."""
        return frozenset(self.pathways) - {step.pathway or "" for step in self.steps.values()}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its full name; a question of repeated rows is `group/question` under its group's name."""
        found: dict[str, Question] = {}
        for form in self.forms.values():
            for question in form.own_questions:
                found[question.name] = question
                for inner in question.questions:
                    found[f"{question.name}.{inner.name}"] = inner
        return MappingProxyType(found)

    @cached_property
    def _form_questions(self) -> dict[str, tuple[Question, ...]]:
        return {}

    def form_questions(self, form: str) -> tuple[Question, ...]:
        """The questions of a form in order: those of the forms that it uses first, then its own."""
        cache = self._form_questions
        if form not in cache:
            entry = self.forms[form]
            used = tuple(question for name in entry.use for question in self.form_questions(name))
            cache[form] = used + entry.own_questions
        return cache[form]

    @cached_property
    def _step_questions(self) -> dict[str, Mapping[str, Question]]:
        return {}

    def step_questions(self, step: str) -> Mapping[str, Question]:
        """The questions of a step's form by their short names."""
        cache = self._step_questions
        if step not in cache:
            entry = self.steps.get(step)
            form = entry.form if entry is not None else None
            cache[step] = {q.name.rpartition("/")[2]: q for q in self.form_questions(form)} if form else {}
        return cache[step]

    def citing(self, requirement: str) -> tuple[Entry, ...]:
        """Every entry that cites a requirement, itself or in one of its questions."""
        return tuple(entry for entry in self.entries() if requirement in all_cites(entry))


def all_cites(entry: Entry) -> frozenset[str]:
    """The requirements cited by an entry, by its questions, by its rows and by its readings."""
    cites = set(entry.cites)
    if isinstance(entry, Form):
        for question in entry.own_questions:
            cites.update(question.cites)
            for inner in question.questions:
                cites.update(inner.cites)
    if isinstance(entry, NamedList):
        for row in entry.rows:
            cites.update(row.cites)
    if isinstance(entry, (Fact, Contact)):
        for reading in entry.readings:
            cites.update(reading.cites)
    return frozenset(cites)
