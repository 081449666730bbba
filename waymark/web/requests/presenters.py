"""Information requests as pages show them: plain values, no HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from waymark.agencies.queries import agency_names, names_of
from waymark.casefile.queries import file_of
from waymark.people.details import Details
from waymark.people.queries import names_of as children_of
from waymark.procedures.time import Moment, age_on, clock_words
from waymark.sharing.bases import BASES
from waymark.sharing.models import InformationRequest
from waymark.sharing.queries import Owed, is_overdue
from waymark.sharing.requests import OPEN
from waymark.web.shell.words import moment, short_day

NOT_NAMED = "A child whose name is not known"


@dataclass(frozen=True, slots=True)
class Line:
    """One request in a list."""

    href: str
    child: str
    what: str
    asked_by: str
    asked: str
    needed: str
    clock: str
    overdue: bool
    answered: str


@dataclass(frozen=True, slots=True)
class Lists:
    """What an agency has been asked."""

    overdue: Sequence[Line]
    open: Sequence[Line]
    answered: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Page:
    """One request: what a partner needs to answer it, and no more."""

    number: str
    child: Sequence[tuple[str, str]]
    asked: Sequence[tuple[str, str]]
    clock: str
    overdue: bool
    open: bool
    outcome: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed into the answer, as it was typed, and what is wrong with it."""

    known: str = ""
    text: str = ""
    basis: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, sent: Mapping[str, str], problems: Mapping[str, str] | None = None) -> Form:
        """Out of what the browser sent."""
        return cls(sent.get("known", ""), sent.get("text", ""), sent.get("lawful-basis", ""), problems or {})

    @property
    def bases(self) -> list[tuple[str, str, str, bool]]:
        """The lawful bases: word, title, explanation, whether it is chosen."""
        return [(one.word, one.title, one.explanation, one.word == self.basis) for one in BASES.values()]


def lists(owed: Owed, now: datetime) -> Lists:
    """The lists of an agency, with names asked at once."""
    rows = [*owed.overdue, *owed.open, *owed.answered]
    children = children_of({one.stream for one in rows})
    people = names_of({one.asked_by for one in rows})
    agencies = agency_names({one.asked_for for one in rows})

    def lines(some: Iterable[InformationRequest]) -> list[Line]:
        return [_line(one, children, people, agencies, now) for one in some]

    return Lists(lines(owed.overdue), lines(owed.open), lines(owed.answered))


def _line(
    one: InformationRequest,
    children: Mapping[str, str],
    people: Mapping[str, str],
    agencies: Mapping[str, str],
    now: datetime,
) -> Line:
    return Line(
        href=reverse("requests:one", args=[one.pk]), child=children.get(one.stream) or NOT_NAMED, what=one.what,
        asked_by=f"{people[one.asked_by]}, {agencies[one.asked_for]}", asked=moment(one.asked_at), needed=short_day(one.needed_by),
        clock=_clock(one, now), overdue=is_overdue(one, now),
        answered=("Nothing held, " if one.nothing_known else "") + moment(one.ended_at) + (", late" if one.late else ""),
    )  # fmt: skip


def page(one: InformationRequest, now: datetime) -> Page:
    """One request in full."""
    details = _details(one.stream)
    people = names_of({one.asked_by, one.answered_by} - {""})
    agencies = agency_names([one.asked_for, one.agency])
    asked = [
        ("Asked by", f"{people[one.asked_by]}, {agencies[one.asked_for]}, on {moment(one.asked_at)}"),
        ("Asked of", agencies[one.agency]),
        ("What they need to know", one.what),
        ("Why", one.purpose),
        ("Needed by", short_day(one.needed_by)),
    ]
    return Page(
        number=one.pk, child=_child(details, now), asked=asked, clock=_clock(one, now), overdue=is_overdue(one, now),
        open=one.state == OPEN, outcome=_outcome(one, people),
    )  # fmt: skip


def child_name(one: InformationRequest) -> str:
    """How the child is called."""
    details = _details(one.stream)
    return details.name or details.preferred_name or NOT_NAMED


def _details(stream: str) -> Details:
    return Details.from_facts({fact.name: fact.value for fact in file_of(stream).history.given})


def _child(details: Details, now: datetime) -> list[tuple[str, str]]:
    """Name, date of birth and address: by these an agency finds the child in its own records."""
    born = ""
    if details.born is not None:
        born = f"{short_day(details.born)} (aged {age_on(details.born, Moment.at(now).day)})"
    elif details.due_date is not None:
        born = f"Not yet born, due {short_day(details.due_date)}"
    address = ", ".join(filter(None, (details.address.replace("\n", ", "), details.postcode)))
    return [
        ("Name", details.name or details.preferred_name or NOT_NAMED),
        ("Date of birth", born or "Not known"),
        ("Address", address or "Not known"),
    ]


def _outcome(one: InformationRequest, people: Mapping[str, str]) -> list[tuple[str, str]]:
    if one.withdrawn_because:
        return [("Taken back", moment(one.ended_at)), ("Why", one.withdrawn_because)]
    if not one.answered_by:
        return []
    basis = BASES[one.lawful_basis].title if one.lawful_basis in BASES else ""
    found = [("Answered by", f"{people[one.answered_by]}, on {moment(one.ended_at)}{', late' if one.late else ''}")]
    found += [("Answer", "The agency holds nothing about this child.")] if one.nothing_known else []
    found += [("Answer" if not one.nothing_known else "Added", one.answer)] if one.answer else []
    return found + ([("Lawful basis", basis)] if basis else [])


def _clock(one: InformationRequest, now: datetime) -> str:
    return clock_words(Moment.on(one.needed_by), now) if one.state == OPEN else ""
