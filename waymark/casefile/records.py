"""What is kept about a child beside what was done: who they are, who is around them, marks in the chronology, warnings.

Each action is one transaction, asks the actor's scope inside, and writes kept facts (`waymark.casefile.kept` has the names).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from waymark.casefile import kept
from waymark.casefile.actions import give, record
from waymark.casefile.acts import Act, Actor, Scope
from waymark.casefile.errors import BadAct
from waymark.casefile.files import File
from waymark.casefile.queries import file_of
from waymark.ledger.events import StoredEvent, new_ids
from waymark.people.details import Details
from waymark.people.persons import FAMILY, PREFIX, RELATIONSHIPS, Person, groups, persons, the_other_way
from waymark.procedures.history import Given
from waymark.procedures.time import Moment


@dataclass(frozen=True, slots=True)
class _AndTheirOwn:
    """What somebody may write about, and the file that they are just beginning."""

    scope: Scope
    stream: str

    def may_work_on(self, stream: str) -> bool:
        return stream == self.stream or self.scope.may_work_on(stream)

    def may_open_in(self, area: str) -> bool:
        return self.scope.may_open_in(area)


@transaction.atomic
def open_file(
    *,
    details: Details,
    area: str,
    by: Actor,
    now: datetime,
    people: Sequence[Person] = (),
    act: Act | None = None,
    act_number: str = "",
) -> str:
    """Begin a file about a child who is not known yet, with the people around them and, if given, the act that opens its first episode.

    `act_number` joins the acts of one referral about several children. Out: the new stream. Errors: NotYours, BadAct (by field of `Details`),
    and what `record` raises; nothing is written then.
    """
    stream = f"child:{new_ids(now, 1)[0]}"
    details = _checked(details, now)
    around = [
        one if one.id else replace(one, id=new_id)
        for one, new_id in zip(people, new_ids(now, len(people)), strict=True)
    ]
    facts = [Given(name=kept.AREA, value=area), *details.facts(), *_people_facts(around, {})]
    give(stream=stream, given=facts, by=by, occurred=Moment.at(now), now=now, area=area, act_number=act_number)
    if act is not None:
        author = replace(by, scope=_AndTheirOwn(by.scope, stream))
        record(stream=stream, act=act, by=author, area=area, now=now, act_number=act_number)
    return stream


@transaction.atomic
def change_details(
    *, stream: str, details: Details, by: Actor, now: datetime, expected_sequence: int | None = None
) -> list[StoredEvent]:
    """Put down who the child is as it is known now; only what differs is written. Errors: NotYours, BadAct, the ledger's StreamMoved."""
    changes = _checked(details, now).changes(kept.details(file_of(stream)))
    return _keep(stream, changes, by, now, expected_sequence=expected_sequence)


@transaction.atomic
def put_person(*, stream: str, person: Person, by: Actor, now: datetime, expected_sequence: int | None = None) -> str:
    """Add somebody to the people around a child, or change what is known of them (same id). Out: their id. Errors: NotYours, BadAct."""
    faults = person.faults()
    if faults:
        raise BadAct(faults)
    put = person if person.id else replace(person, id=new_ids(now, 1)[0])
    around = [*(one for one in kept.people(file_of(stream)) if one.id != put.id), put]
    _keep(stream, _people_facts([put], groups(around)), by, now, expected_sequence=expected_sequence)
    return put.id


@transaction.atomic
def remove_person(*, stream: str, person: str, by: Actor, now: datetime) -> list[StoredEvent]:
    """Take somebody off the people around a child. What was written stays in the record. Errors: NotYours, BadAct."""
    around = kept.people(file_of(stream))
    if person not in {one.id for one in around}:
        raise BadAct({"person": "This person is not on the list."})
    left = groups([one for one in around if one.id != person])
    facts = [
        Given(name=f"{PREFIX}{person}", value=""),
        *(Given(name=name, value=value) for name, value in left.items()),
    ]
    return _keep(stream, facts, by, now)


@transaction.atomic
def connect_children(
    *, a: str, b: str, relationship: str, by: Actor, now: datetime, in_household: bool | None = None
) -> list[StoredEvent]:
    """Say how two children with files belong together, in both files, as one act. `relationship` is what the second is to the first.

    Errors: NotYours (both files are asked), BadAct.
    """
    first, second = file_of(a), file_of(b)
    if first.stream == second.stream:
        raise BadAct({"child": "This is the same child."})
    if relationship not in RELATIONSHIPS:
        raise BadAct({"relationship": f"Choose one of: {', '.join(RELATIONSHIPS)}."})
    number = new_ids(now, 1)[0]
    back = the_other_way(relationship, kept.details(first).sex)
    return [
        *_name_child(first, second, relationship, in_household, by, now, number),
        *_name_child(second, first, back, in_household, by, now, number),
    ]


def mark(
    *, stream: str, event: str, significant: bool, analysis: str = "", by: Actor, now: datetime
) -> list[StoredEvent]:
    """Mark an event of the chronology as significant (or no longer), with what it means. `event` is the engine's id. Errors: NotYours, BadAct."""
    if event not in {one.id for one in file_of(stream).history.events}:
        raise BadAct({"event": "This event is not in this file."})
    value = {"significant": "yes" if significant else "no", "analysis": analysis.strip(), "by": by.person}
    return _keep(stream, [Given(name=f"{kept.MARK}{event}", value=value)], by, now)


def add_warning(
    *,
    stream: str,
    kind: str,
    text: str,
    disclosed: bool | None = None,
    manager: str = "",
    review: date | None = None,
    by: Actor,
    now: datetime,
) -> str:
    """Warn whoever works with this family. `manager`: who agreed; `disclosed`: whether the family knows. Out: its id. Errors: NotYours, BadAct."""
    today = Moment.at(now).day
    faults = {}
    if kind not in kept.WARNINGS:
        faults["kind"] = f"Choose one of: {', '.join(kept.WARNINGS)}."
    if not text.strip():
        faults["text"] = "Say what workers must know."
    if review is not None and review < today:
        faults["review"] = "This day is past. Say when the warning is to be looked at again."
    if faults:
        raise BadAct(faults)
    key = new_ids(now, 1)[0]
    value: dict[str, object] = {
        "kind": kind, "title": kept.WARNINGS[kind], "text": text.strip(), "disclosed": _word(disclosed), "manager": manager.strip(), "by": by.person,
        "since": Moment.on(today), "review": Moment.on(review) if review is not None else "",
    }  # fmt: skip
    _keep(stream, [Given(name=f"{kept.WARNING}{key}", value=value)], by, now)
    return key


def end_warning(*, stream: str, warning: str, reason: str, by: Actor, now: datetime) -> list[StoredEvent]:
    """Say that a warning holds no longer; it stays on record. Errors: NotYours, BadAct."""
    name = f"{kept.WARNING}{warning}"
    row = kept.facts_of(file_of(stream)).get(name)
    if not isinstance(row, dict) or row.get("ended"):
        raise BadAct({"warning": "There is no such warning in force."})
    if not reason.strip():
        raise BadAct({"reason": "Say why this warning holds no longer."})
    value = {**row, "ended": Moment.on(Moment.at(now).day), "why-ended": reason.strip(), "ended-by": by.person}
    return _keep(stream, [Given(name=name, value=value)], by, now)


def _keep(
    stream: str,
    facts: Sequence[Given],
    by: Actor,
    now: datetime,
    *,
    act_number: str = "",
    expected_sequence: int | None = None,
) -> list[StoredEvent]:
    return give(
        stream=stream, given=facts, by=by, occurred=Moment.at(now), now=now, act_number=act_number, expected_sequence=expected_sequence,
        must_exist=True,
    )  # fmt: skip


def _checked(details: Details, now: datetime) -> Details:
    faults = details.faults(Moment.at(now).day)
    if faults:
        raise BadAct(faults)
    return details.tidied()


def _people_facts(put: Sequence[Person], derived: dict[str, tuple[str, ...]]) -> list[Given]:
    """The facts of some people, with the groups that follow from everybody (from these alone, if nothing is said)."""
    if not put:
        return []
    every = derived or groups(put)
    rows = [Given(name=f"{PREFIX}{one.id}", value=one.row()) for one in put]
    return [*rows, *(Given(name=name, value=value) for name, value in every.items())]


def _name_child(
    file: File, other: File, relationship: str, in_household: bool | None, by: Actor, now: datetime, number: str
) -> list[StoredEvent]:
    """Put one child on the other's family list, or change what is said there of them."""
    around = persons(kept.facts_of(file))
    before = next((one for one in around if one.stream in other.streams), None)
    put = Person(
        id=before.id if before is not None else new_ids(now, 1)[0],
        name=kept.details(other).name or (before.name if before is not None else ""),
        relationship=relationship,
        kind=FAMILY,
        in_household=in_household if in_household is not None else before.in_household if before is not None else None,
        phone=before.phone if before is not None else "",
        note=before.note if before is not None else "",
        stream=other.stream,
    )
    everybody = [*(one for one in around if one.id != put.id), put]
    return _keep(file.stream, _people_facts([put], groups(everybody)), by, now, act_number=number)


def _word(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"
