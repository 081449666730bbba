"""The page that somebody who does not know the child understands in a minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from waymark.casefile.packs import pack_on
from waymark.people.persons import FAMILY, PROFESSIONAL, Person
from waymark.procedures.describe.words import upper_first
from waymark.procedures.history import Event, Kind
from waymark.procedures.language.entries import Question
from waymark.procedures.time import Moment
from waymark.web.file.reading import CaseFile
from waymark.web.file.status import ALONE, SEEN, pack_of
from waymark.web.file.words import in_answer, said
from waymark.web.report.front_doors import PROFESSIONAL as PROFESSIONAL_CALLER
from waymark.web.report.front_doors import doors

#: Short names under which packs ask what worries people, and what it is made of: the newest answer to each stands on the overview.
WORRIES = (
    "concern",
    "new-facts",
    "danger-statement",
    "nature-and-impact",
    "weigh-risk",
    "mash-analysis",
    "report-opinion",
    "note-opinion",
)
_LAST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacted:
    """One of the last visits or contacts."""

    id: str
    occurred: Moment
    title: str
    by: str
    seen: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Something that was written or said, with its source."""

    id: str
    ask: str
    text: str
    source: str
    occurred: Moment
    by: str
    agency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The newest decision, and why it was taken."""

    id: str
    title: str
    option: str
    reason: str
    occurred: Moment
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A number that answers, and how it is there now."""

    title: str
    phones: str
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the overview shows beside the header and the tasks."""

    contacts: list[Contacted]
    worries: list[Words]
    childs_words: Words | None
    decision: Decided | None
    household: list[Person]
    family: list[Person]
    professionals: list[Person]
    agencies: list[str]
    call: list[Call]


def overview(case: CaseFile) -> Overview:
    """Everything of it, newest first."""
    family = [one for one in case.people if one.kind == FAMILY]
    return Overview(
        contacts=list(_contacts(case)), worries=list(_worries(case)), childs_words=_childs_words(case), decision=_decision(case),
        household=[one for one in family if one.in_household], family=[one for one in family if not one.in_household],
        professionals=[one for one in case.people if one.kind == PROFESSIONAL],
        agencies=sorted({name for slug, name in case.agencies.items() if slug}), call=whom_to_call(case),
    )  # fmt: skip


def _done(case: CaseFile) -> Iterator[Event]:
    """What was done, newest first."""
    return (one for one in reversed(case.shown.history.events) if one.kind is Kind.DONE)


def _contacts(case: CaseFile) -> Iterator[Contacted]:
    found = 0
    for event in _done(case):
        pack = pack_of(case, event)
        step = pack.steps.get(event.name) if pack is not None else None
        if pack is None or step is None or not ({"visit", "contact-child", "contact-family"} & set(step.acts)):
            continue
        asked = pack.step_questions(event.name)
        place = next(
            (in_answer(q, event.answers.get(q_name)) for q_name, q in asked.items() if q_name == "seen-where"), ""
        )
        yield Contacted(
            id=event.id, occurred=event.occurred, title=upper_first(step.title), by=case.names.get(event.by, ""), seen=_seen(event),
            detail=place,
        )  # fmt: skip
        found += 1
        if found == _LAST:
            return


def _seen(event: Event) -> str:
    if event.answers.get(SEEN) == "no":
        return "Child not seen"
    if event.answers.get(SEEN) == "yes":
        return "Child seen alone" if event.answers.get(ALONE) == "yes" else "Child seen, not alone"
    return ""


def _answers(case: CaseFile, event: Event) -> Iterator[tuple[str, Question, object]]:
    pack = pack_of(case, event)
    asked = pack.step_questions(event.name) if pack is not None else {}
    yield from ((short, asked[short], value) for short, value in event.answers.items() if short in asked)


def _worries(case: CaseFile) -> Iterator[Words]:
    """The newest answer to each of the questions about what worries people."""
    wanted = list(WORRIES)
    for event in _done(case):
        for short, question, value in _answers(case, event):
            if short in wanted and said(question, short, value).state == "value":
                wanted.remove(short)
                yield _words(case, event, question, value)
        if len(WORRIES) - len(wanted) >= _LAST:
            return


def _childs_words(case: CaseFile) -> Words | None:
    """The newest of what the child said, in the child's own words."""
    for event in _done(case):
        for short, question, value in _answers(case, event):
            own = question.verbatim and "child" in question.ask.lower()
            if own and said(question, short, value).state == "value":
                return _words(case, event, question, value)
    return None


def _words(case: CaseFile, event: Event, question: Question, value: object) -> Words:
    pack = pack_of(case, event)
    step = pack.steps.get(event.name) if pack is not None else None
    return Words(
        id=event.id, ask=question.ask, text=in_answer(question, value), source=upper_first(step.title) if step is not None else "",
        occurred=event.occurred, by=case.names.get(event.by, ""), agency=case.agencies.get(event.agency, ""),
    )  # fmt: skip


def _decision(case: CaseFile) -> Decided | None:
    for event in _done(case):
        pack = pack_of(case, event)
        step = pack.steps.get(event.name) if pack is not None else None
        if event.option and event.stands and step is not None and step.decides is not None:
            row = step.decides.get(event.option)
            return Decided(
                id=event.id, title=upper_first(step.title), option=row.title if row is not None else event.option,
                reason=event.reason, occurred=event.occurred, by=case.names.get(event.by, ""),
            )  # fmt: skip
    return None


def whom_to_call(case: CaseFile) -> list[Call]:
    """The front doors of the child's area for professionals as they are now, each number once."""
    if not case.area:
        return []
    pack = pack_on(case.area, case.today)
    found: dict[str, Call] = {}
    for door in doors(pack, case.now, caller=PROFESSIONAL_CALLER) or doors(pack, case.now):
        for line in (door.first, *door.other):
            if line.phones:
                state = door.state if line is door.first else ""
                found.setdefault(line.title, Call(title=line.title, phones=" or ".join(line.phones), state=state))
    return list(found.values())
