"""Asking other agencies for information about a child, answering, and taking a question back. All of it is kept in the child's file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from django.db import transaction

from waymark.access.readers import Reader
from waymark.access.scopes import Sending, scope_of
from waymark.agencies.models import Agency
from waymark.casefile import actions as casefile
from waymark.casefile.acts import Actor
from waymark.casefile.errors import NotYours
from waymark.casefile.queries import file_of
from waymark.ledger.errors import StreamMoved
from waymark.ledger.events import new_ids
from waymark.procedures.history import Given
from waymark.procedures.time import Moment
from waymark.sharing.bases import BASES
from waymark.sharing.errors import BadEntry, NoLongerOpen, NoSuchRequest
from waymark.sharing.models import InformationRequest
from waymark.sharing.requests import ANSWER, OPEN, REQUEST, Answered, Request, answer_row, request_row, requests_in

Outcome = TypeVar("Outcome")
TRIES = 5


def ask(
    *, stream: str, episode: str, agency: str, what: str, purpose: str, needed_by: date | None, by: Actor, now: datetime
) -> str:
    """Ask an agency for information about a child, by a day. Out: the request's id. Errors: NotYours, BadEntry."""

    @transaction.atomic
    def once() -> str:
        file = file_of(stream)
        casefile.check_may_write(by, file)
        problems = _problems_of_question(agency, what, purpose, needed_by, by, now)
        if episode and episode not in file.history.episodes:
            problems["episode"] = "There is no such episode in this file."
        if problems or needed_by is None:
            raise BadEntry(problems)
        question = Request(
            id=new_ids(now, 1)[0], stream=file.stream, episode=episode, agency=agency, what=what.strip(),
            purpose=purpose.strip(), needed_by=needed_by, asked_by=by.person, asked_for=by.agency, asked_at=now,
        )  # fmt: skip
        _keep(question, by, now)
        return question.id

    return _even_if_others_write(once)


def withdraw(*, request: str, reason: str, by: Actor, now: datetime) -> None:
    """Take a question back. Errors: NotYours, BadEntry, NoSuchRequest, NoLongerOpen."""

    @transaction.atomic
    def once() -> None:
        question = _question(request)
        casefile.check_may_write(by, file_of(question.stream))
        _check_open(question)
        if not reason.strip():
            raise BadEntry({"reason": "Say why this is no longer needed."})
        _keep(replace(question, withdrawn_at=now, withdrawn_because=reason.strip()), by, now)

    _even_if_others_write(once)


def answer(*, request: str, text: str, lawful_basis: str, nothing_known: bool, by: Reader, now: datetime) -> None:
    """Answer for the agency that was asked. Somebody of that agency alone may, and need not see the child's file for it.

    Errors: NoSuchRequest, NotYours, BadEntry, NoLongerOpen.
    """

    @transaction.atomic
    def once() -> None:
        question = _question(request)
        scope = scope_of(by)
        if not scope.may_see_request(question.stream, question.agency):
            raise NoSuchRequest
        if not scope.may_answer_for(question.agency):
            raise NotYours(by.person, question.stream)
        _check_open(question)
        if problems := _problems_of_answer(text, lawful_basis, nothing_known):
            raise BadEntry(problems)
        said = Answered(text=text.strip(), lawful_basis=lawful_basis, nothing_known=nothing_known, by=by.person, at=now)
        # The file itself may be closed to them; this one entry is what they were asked for.
        writer = Actor(
            person=by.person, role=by.acts_as[0], agency=by.agency, scope=Sending(frozenset({question.stream}))
        )
        fact = Given(name=ANSWER + question.id, value=answer_row(said))
        casefile.give(stream=question.stream, given=[fact], by=writer, occurred=Moment.at(now), now=now)

    _even_if_others_write(once)


def _even_if_others_write(once: Callable[[], Outcome]) -> Outcome:
    """A question or an answer stands by itself: that somebody else wrote in the file meanwhile is no reason to refuse it."""
    for _ in range(TRIES - 1):
        try:
            return once()
        except StreamMoved:
            continue
    return once()


def _keep(question: Request, by: Actor, now: datetime) -> None:
    fact = Given(name=REQUEST + question.id, value=request_row(question))
    casefile.give(stream=question.stream, given=[fact], by=by, occurred=Moment.at(now), now=now)


def _question(number: str) -> Request:
    """The question as the child's own file has it."""
    row = InformationRequest.objects.filter(pk=number).first()
    if row is not None:
        for one in requests_in(row.stream, file_of(row.stream).history):
            if one.id == number:
                return one
    raise NoSuchRequest


def _check_open(question: Request) -> None:
    if question.state != OPEN and question.ended_at is not None:
        by = question.answer.by if question.answer else question.asked_by
        raise NoLongerOpen(question.state, by, question.ended_at)


def _problems_of_question(
    agency: str, what: str, purpose: str, needed_by: date | None, by: Actor, now: datetime
) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not Agency.objects.filter(slug=agency).exists():
        problems["agency"] = "Choose the agency that you ask."
    elif agency == by.agency:
        problems["agency"] = "This is your own agency. Ask another one."
    if not what.strip():
        problems["what"] = "Say what you need to know."
    if not purpose.strip():
        problems["purpose"] = "Say why you need to know it. The agency decides by this whether it may share."
    if needed_by is None:
        problems["needed-by"] = "Say by which day you need it."
    elif needed_by < Moment.at(now).day:
        problems["needed-by"] = "The day by which you need it is past. Give today or a later day."
    return problems


def _problems_of_answer(text: str, lawful_basis: str, nothing_known: bool) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not nothing_known and not text.strip():
        problems["text"] = "Write what your agency knows, or say that it holds nothing."
    if lawful_basis not in BASES and not (nothing_known and not lawful_basis):
        problems["lawful-basis"] = "Choose the lawful basis on which you share this."
    return problems
