"""Walking over what entries say: every condition, date, duration and group of people, with the path to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from waymark.procedures.language import conditions as c
from waymark.procedures.language import dates as d
from waymark.procedures.language import entries as e
from waymark.procedures.language.people import People
from waymark.procedures.loading.checks.report import Path


@dataclass(frozen=True, slots=True)
class Test:
    """A condition and where it stands; `group` names the repeated rows whose questions it may test."""

    path: Path
    condition: c.Condition
    group: str | None = None

    def inside(self) -> Iterator[Test]:
        """The condition and everything within it."""
        yield self
        for path, part, group in self._parts():
            yield from Test((*self.path, *path), part, group).inside()

    def _parts(self) -> Iterator[tuple[Path, c.Condition, str | None]]:
        condition = self.condition
        if isinstance(condition, c.All | c.AnyOf):
            word = "all" if isinstance(condition, c.All) else "any"
            for number, part in enumerate(condition.parts):
                yield (word, number), part, self.group
        elif isinstance(condition, c.Not):
            yield ("not",), condition.part, self.group
        elif isinstance(condition, c.GroupTest):
            yield ("has",), condition.has, condition.group


def tests_of(entry: e.Entry) -> Iterator[Test]:
    """Every condition of an entry and everything within it."""
    for root in roots_of(entry):
        yield from root.inside()


def roots_of(entry: e.Entry) -> Iterator[Test]:
    """The conditions of an entry, each as a whole."""
    for word, name in (("when", "when"), ("while", "while_"), ("not", "not_if"), ("until", "until"), ("hold", "hold")):
        condition = getattr(entry, name, None)
        if condition is not None:
            yield Test((word,), condition)
    if isinstance(entry, e.Gate | e.Role) and entry.needs is not None:
        yield Test(("needs",), entry.needs)
    if isinstance(entry, e.Step):
        yield from _of_step(entry)
    rows: tuple[e.FactRow | e.Option, ...] = entry.rows if isinstance(entry, e.Fact | e.NamedList) else ()
    for number, row in enumerate(rows):
        if row.when is not None:
            yield Test(("rows", number, "when"), row.when)
    for path, question, group in questions_of(entry):
        if question.when is not None:
            yield Test((*path, "when"), question.when, group)
        yield from _of_options(question.options, (*path, "options"))
    if isinstance(entry, e.Fact):
        yield from _of_options(entry.options, ("options",))


def _of_step(step: e.Step) -> Iterator[Test]:
    yield from _of_options(step.decides, ("decides",))
    for number, member in enumerate(step.meeting.members if step.meeting else ()):
        for word, condition in (("when", member.when), ("not", member.not_if)):
            if condition is not None:
                yield Test(("meeting", "members", number, word), condition)


def _of_options(options: e.Options | None, path: Path) -> Iterator[Test]:
    """The conditions of options written in place; those of a named list are the list's."""
    if options is not None and options.list is None:
        for number, row in enumerate(options.rows):
            if row.when is not None:
                yield Test((*path, number, "when"), row.when)


def questions_of(entry: e.Entry) -> Iterator[tuple[Path, e.Question, str | None]]:
    """The questions of a form, those of repeated rows after their group, with the group's name."""
    if not isinstance(entry, e.Form):
        return
    for question in entry.own_questions:
        path: Path = ("questions", question.name.rpartition("/")[2])
        yield path, question, None
        for inner in question.questions:
            yield (*path, "questions", inner.name), inner, question.name


def dates_of(entry: e.Entry) -> Iterator[tuple[Path, d.DateExpression]]:
    """Every date of an entry, those within others too."""
    for path, date in _whole_dates(entry):
        yield from _inside(path, date)


def _whole_dates(entry: e.Entry) -> Iterator[tuple[Path, d.DateExpression]]:
    for word in ("due", "date", "least", "most"):
        date = getattr(entry, word, None)
        if date is not None:
            yield (word,), date
    if isinstance(entry, e.Duty):
        for number, trigger in enumerate(entry.upon):
            if isinstance(trigger, e.UponDate):
                yield ("upon", number, "date"), trigger.date
    if isinstance(entry, e.Fact):
        for number, row in enumerate(entry.rows):
            if isinstance(row.value, d.DateExpression):
                yield ("rows", number, "value"), row.value
    for test in tests_of(entry):
        condition = test.condition
        if isinstance(condition, c.Reached):
            yield (*test.path, "reached"), condition.date
        if isinstance(condition, c.Happened):
            for word, date in (("after", condition.after), ("before", condition.before)):
                if date is not None:
                    yield (*test.path, word), date


def _inside(path: Path, date: d.DateExpression) -> Iterator[tuple[Path, d.DateExpression]]:
    yield path, date
    if isinstance(date, d.After | d.Before):
        yield from _inside((*path, "after" if isinstance(date, d.After) else "before"), date.base)
    elif isinstance(date, d.Next):
        yield from _inside((*path, "after"), date.after)
    elif isinstance(date, d.Earliest | d.Latest):
        word = "earliest" if isinstance(date, d.Earliest) else "latest"
        for number, part in enumerate(date.dates):
            yield from _inside((*path, word, number), part)


def lengths_of(entry: e.Entry) -> Iterator[tuple[Path, d.Length]]:
    """Every duration of an entry, those of its dates and conditions too."""
    if isinstance(entry, e.Duty):
        for word in ("within", "aim", "every"):
            length = getattr(entry, word)
            if length is not None:
                yield (word,), length
    for path, date in dates_of(entry):
        if isinstance(date, d.After | d.Before):
            yield (*path, "by"), date.by
    for test in tests_of(entry):
        if isinstance(test.condition, c.Happened) and test.condition.within is not None:
            yield (*test.path, "within"), test.condition.within


def people_of(entry: e.Entry) -> Iterator[tuple[Path, People]]:
    """Everyone whom an entry names."""
    for word in ("by", "signs", "tell", "only", "hide"):
        for number, people in enumerate(getattr(entry, word, ())):
            yield (word, number), people
    waive: e.Waive | None = getattr(entry, "waive", None)
    for number, people in enumerate(waive.by if waive else ()):
        yield ("waive", "by", number), people
    if isinstance(entry, e.Step) and entry.meeting is not None:
        if entry.meeting.chair is not None:
            yield ("meeting", "chair"), entry.meeting.chair
        for number, member in enumerate(entry.meeting.members):
            yield ("meeting", "members", number), member.who


def opens_of(entry: e.Entry) -> Iterator[tuple[Path, e.Opens]]:
    """Every pathway that a step or a row opens."""
    if isinstance(entry, e.Step):
        for number, opens in enumerate(entry.opens):
            yield ("opens", number), opens
        yield from _opens_of_rows(entry.decides, ("decides",))
    if isinstance(entry, e.NamedList):
        for number, row in enumerate(entry.rows):
            if row.opens is not None:
                yield ("rows", number, "opens"), row.opens


def _opens_of_rows(options: e.Options | None, path: Path) -> Iterator[tuple[Path, e.Opens]]:
    for number, row in enumerate(options.rows if options else ()):
        if row.opens is not None:
            yield (*path, number, "opens"), row.opens
