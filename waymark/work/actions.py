"""Who does what: allocating a child, taking, handing over and giving back single duties, returning a proposal for changes.

Each asks for permission inside (`casefile.actions.give` asks the actor's scope; what only those who lead may do is asked here of the pack's
role of manager), writes kept facts in the child's stream, and tells whom it concerns by a notice, in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from waymark.casefile import actions as casefile
from waymark.casefile import packs
from waymark.casefile.acts import Actor
from waymark.casefile.errors import BadAct, NotYours, WrongRole
from waymark.casefile.models import Episode
from waymark.casefile.queries import file_of
from waymark.casefile.validation import may_act
from waymark.procedures.evaluation import State
from waymark.procedures.history import Given
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import RoleOf
from waymark.procedures.time import Moment
from waymark.work import notices
from waymark.work.errors import NoSuchWork
from waymark.work.holding import Assignment, falls_to_worker, matching
from waymark.work.models import Duty, OpenFile, Proposal
from waymark.work.proposals import WAITING

_OUTSTANDING = (State.OPEN.value, State.HELD.value)


@transaction.atomic
def allocate(*, stream: str, worker: str, team: str = "", reason: str = "", by: Actor, now: datetime) -> None:
    """Give a child to a worker (a person id; "" for none yet) and a team (its slug). What the last worker had of it goes to the new one.

    Errors: NotYours, WrongRole (only a manager allocates), NoSuchWork where no episode is open.
    """
    _check_scope(by, stream)
    file = OpenFile.objects.filter(stream=stream).first()
    if file is None:
        raise NoSuchWork("No episode is open for this child, so there is nothing to allocate.")
    pack = _pack_of(stream)
    _check_leads(by, pack, "Allocating a child")
    facts = [
        Given(name="allocated-worker", value=worker, since=Moment.at(now)),
        Given(name="allocated-team", value=team, since=Moment.at(now)),
        Given(name="allocation", value={"worker": worker, "team": team, "by": by.person, "reason": reason}),
        *_passed_on(stream, file.worker, worker, by, pack),
    ]
    casefile.give(stream=stream, given=facts, by=by, occurred=Moment.at(now), now=now)
    if worker and worker not in (file.worker, by.person):
        notices.notify(person=worker, kind=notices.ALLOCATED, stream=stream, now=now)


def _passed_on(stream: str, before: str, worker: str, by: Actor, pack: Pack) -> list[Given]:
    """What the last worker had by name, or had given back, goes to the new one with the child, if it falls to a worker at all."""
    named = Assignment.of(file_of(stream)).taken
    outstanding = Duty.objects.filter(stream=stream, state__in=_OUTSTANDING, assigned_to__in={"", before})
    value = {"to": worker, "by": by.person, "reason": "Goes with the child."}
    return [
        Given(name=_taken(row), value=value)
        for row in outstanding
        if _taken(row).removeprefix("taken:") in named
        and falls_to_worker(frozenset(row.holders.strip("|").split("|")), pack)
    ]


@transaction.atomic
def take(*, duty: str, reason: str = "", by: Actor, now: datetime) -> None:
    """Take a duty that nobody has, or that falls to somebody else, upon oneself. `duty` is the key of its row.

    Errors: NoSuchWork, NotYours, WrongRole where the pack does not let the actor's role hold it.
    """
    row = _outstanding(duty)
    _check_scope(by, row.stream)
    _check_may_hold(row, by)
    _assign(row, by.person, reason, by, now)


@transaction.atomic
def hand_over(*, duty: str, to: str, reason: str, by: Actor, now: datetime) -> None:
    """Hand a duty to another person, who is told. Who has it may, and who leads.

    Errors: NoSuchWork, NotYours, WrongRole, BadAct where the reason or the person is missing.
    """
    row = _outstanding(duty)
    _check_scope(by, row.stream)
    if not to:
        raise BadAct({"to": "Choose who takes this over."})
    _check_reason(reason, "Say why this is handed over.")
    _check_has_or_leads(row, by, "Handing over somebody else's work")
    _assign(row, to, reason, by, now)
    if to != by.person:
        notices.notify(person=to, kind=notices.HANDED_OVER, stream=row.stream, now=now)


@transaction.atomic
def give_back(*, duty: str, reason: str, by: Actor, now: datetime) -> None:
    """Give a duty back: nobody has it then, and it stands among what the team has to give out.

    Errors: NoSuchWork, NotYours, WrongRole, BadAct where the reason is missing.
    """
    row = _outstanding(duty)
    _check_scope(by, row.stream)
    _check_reason(reason, "Say why this is given back.")
    _check_has_or_leads(row, by, "Giving back somebody else's work")
    _assign(row, "", reason, by, now)


@transaction.atomic
def return_for_changes(*, event_id: str, comment: str, by: Actor, now: datetime) -> None:
    """Send a proposed act back to whom proposed it, with what should change; they are told.

    `event_id` is the act's id, as in `Proposal.event`. Errors: NoSuchWork, NotYours, WrongRole, BadAct where nothing is said.
    """
    row = Proposal.objects.filter(event=event_id, state=WAITING).first()
    if row is None:
        raise NoSuchWork("This proposal does not wait for a signature any more.")
    _check_scope(by, row.stream)
    _check_reason(comment, "Say what should change.", field="comment")
    if row.proposed_by == by.person:
        raise WrongRole("Returning a proposal", "the one who made it", ["somebody else who may sign it"])
    if not matching([row.signs], [by.role]):
        raise WrongRole(f"Returning '{row.title}'", by.role, row.signs.strip("|").split("|"))
    returned = Given(name=f"returned:{event_id}", value={"comment": comment, "by": by.person})
    casefile.give(stream=row.stream, given=[returned], by=by, occurred=Moment.at(now), now=now)
    notices.notify(person=row.proposed_by, kind=notices.RETURNED, stream=row.stream, now=now)


@transaction.atomic
def ask_to_authorise(*, event_id: str, people: Iterable[str], by: Actor, now: datetime) -> int:
    """Tell those who may sign a proposal that it waits for them. Out: how many were told. Errors: NoSuchWork, NotYours."""
    row = Proposal.objects.filter(event=event_id, state=WAITING).first()
    if row is None:
        raise NoSuchWork("This proposal does not wait for a signature any more.")
    _check_scope(by, row.stream)
    told = sorted({*people} - {row.proposed_by, ""})
    for person in told:
        notices.notify(person=person, kind=notices.AUTHORISATION, stream=row.stream, now=now)
    return len(told)


def _outstanding(key: str) -> Duty:
    row = Duty.objects.filter(key=key, state__in=_OUTSTANDING).first()
    if row is None:
        raise NoSuchWork("This is no longer owed: somebody may have done it in the meantime.")
    return row


def _assign(row: Duty, to: str, reason: str, by: Actor, now: datetime) -> None:
    given = Given(name=_taken(row), value={"to": to, "by": by.person, "reason": reason})
    casefile.give(stream=row.stream, given=[given], by=by, occurred=Moment.at(now), now=now)


def _taken(row: Duty) -> str:
    """The name of the fact that says who has taken a duty."""
    return f"taken:{row.key.removeprefix(f'{row.stream}|')}"


def _check_scope(by: Actor, stream: str) -> None:
    """Asked first, so that nobody learns from another refusal that a file exists."""
    if not by.scope.may_work_on(stream):
        raise NotYours(by.person, stream)


def _check_reason(reason: str, words: str, field: str = "reason") -> None:
    if not reason.strip():
        raise BadAct({field: words})


def _check_may_hold(row: Duty, by: Actor) -> None:
    if not matching([row.holders], [by.role]):
        raise WrongRole(row.title, by.role, row.holders.strip("|").split("|"))


def _check_has_or_leads(row: Duty, by: Actor, what: str) -> None:
    if row.assigned_to != by.person:
        _check_leads(by, _pack_of(row.stream), what)


def _check_leads(by: Actor, pack: Pack, what: str) -> None:
    if not may_act([RoleOf("manager")], by, pack):
        raise WrongRole(what, by.role, ["manager"])


def _pack_of(stream: str) -> Pack:
    """The pack of the newest episode of a child."""
    episode = Episode.objects.filter(stream=stream).order_by("-opened_at", "-id").first()
    if episode is None:
        raise NoSuchWork("Nothing was ever opened for this child.")
    return packs.pack_of(episode)
