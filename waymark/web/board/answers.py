"""What was said in a referral, act by act: every answer in words, and what nobody asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from waymark.procedures.history import Event, Kind
from waymark.procedures.language.entries import Question, Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment
from waymark.web.file.words import Said, said


@dataclass(frozen=True, slots=True)
class Topic:
    """The questions of one part of a form that were answered, and those that nobody asked."""

    title: str
    lines: tuple[Said, ...]
    not_asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One act with what was said in it."""

    event: str
    title: str
    by: str
    agency: str
    when: Moment
    topics: tuple[Topic, ...]
    reason: str
    first: bool
    """Whether it opened the referral."""


def sheets(events: Iterable[Event], pack: Pack) -> list[Sheet]:
    """The acts that ask questions, in order of happening; those of one episode."""
    found = []
    for event in events:
        step = pack.steps.get(event.name)
        if event.kind is Kind.DONE and step is not None and (event.answers or step.form):
            starts = event.name in pack.pathways[event.name.partition("/")[0]].starts
            found.append(
                Sheet(
                    event.id,
                    step.title,
                    event.by,
                    event.agency,
                    event.occurred,
                    topics(event, step, pack),
                    event.reason,
                    starts,
                )
            )
    return found


def topics(event: Event, step: Step, pack: Pack) -> tuple[Topic, ...]:
    """What was said, part by part of the step's form, in the order in which it is asked."""
    if step.form is None:
        return ()
    form = pack.forms[step.form]
    parts = [(pack.forms[name].title, pack.form_questions(name)) for name in form.use]
    parts.append((form.title, form.own_questions))
    found = (_topic(title, questions, event.answers) for title, questions in parts)
    return tuple(one for one in found if one.lines or one.not_asked)


def _topic(title: str, questions: Iterable[Question], answers: Mapping[str, object]) -> Topic:
    lines, missing = [], []
    for question in questions:
        short = question.name.rpartition("/")[2]
        if answers.get(short) in (None, ""):
            # A question that another answer leads to was not left out: it did not arise.
            missing += [question.ask] if question.when is None else []
            continue
        lines.append(said(question, short, answers[short]))
    return Topic(title, tuple(lines), tuple(missing))
