"""Two files are about one child: read the one into the other, and take that back. Nothing is copied, so nothing is lost either way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from waymark.casefile import aliases, projections
from waymark.casefile.actions import check_may_write
from waymark.casefile.acts import Actor
from waymark.casefile.aliases import SAME_PERSON
from waymark.casefile.errors import BadAct
from waymark.casefile.files import File
from waymark.casefile.queries import file_of
from waymark.casefile.translation import given_to_ledger
from waymark.ledger import actions as ledger
from waymark.ledger.events import StoredEvent, StreamAppend, new_ids
from waymark.people.persons import PREFIX, groups, persons
from waymark.procedures.history import Given
from waymark.procedures.time import Moment


@transaction.atomic
def match(*, stream: str, into: str, by: Actor, reason: str, now: datetime) -> list[StoredEvent]:
    """Read one child's file into another's, because they are the same child. From now on both names open one file.

    In: `stream` is read; `into` is the file that stays (if that is itself read into another, that one). Out: the stored events.
    Errors: NotYours (both files are asked), BadAct, the ledger's StreamMoved.
    """
    mine, theirs = file_of(stream), file_of(into)
    check_may_write(by, mine)
    check_may_write(by, theirs)
    faults = dict(_faults(stream, mine, into, theirs, reason))
    if faults:
        raise BadAct(faults)
    stored = _say(mine.stream, theirs.stream, [mine, theirs], by, reason, now)
    _bring_up_to_date(theirs.stream, _names_people(mine, theirs), by, now)
    return stored


@transaction.atomic
def unmatch(*, stream: str, by: Actor, reason: str, now: datetime) -> list[StoredEvent]:
    """Take a match back: they are two children after all. Each file has again what is its own.

    What was recorded meanwhile stands in the file whose episode it was in; facts given meanwhile stay with the file that stayed.
    In: `stream` as it was matched. Errors: NotYours, BadAct, the ledger's StreamMoved.
    """
    common = file_of(stream)
    check_may_write(by, common)
    if not reason.strip():
        raise BadAct({"reason": "Say why these are not the same child."})
    if common.stream == stream:
        raise BadAct({"stream": "This file is not read into another."})
    stored = _say(stream, "", [common], by, reason, now)
    _bring_up_to_date(common.stream, _names_people(common), by, now)
    return stored


def matched_into(stream: str) -> tuple[str, ...]:
    """The streams that are read into the file of this one."""
    return file_of(stream).aliases


def _faults(stream: str, mine: File, into: str, theirs: File, reason: str) -> Iterator[tuple[str, str]]:
    if not reason.strip():
        yield "reason", "Say how you know that this is the same child."
    if not mine.sequence:
        yield "stream", f"There is no file {stream}."
    elif mine.stream != stream:
        yield "stream", f"This file is read into {mine.stream} already. Take that back first, or match {mine.stream}."
    if not theirs.sequence:
        yield "into", f"There is no file {into}."
    elif mine.stream == theirs.stream:
        yield "into", "This is the same file."
    elif {one.id for one in mine.history.recorded_events} & {one.id for one in theirs.history.recorded_events}:
        yield "into", "The two files hold an event of the same id, so they cannot be read as one."


def _say(stream: str, other: str, read: list[File], by: Actor, reason: str, now: datetime) -> list[StoredEvent]:
    """Write which file a stream is read into, if none of the files has moved since it was read."""
    standing = {one: sequence for file in read for one, sequence in ((file.stream, file.sequence), *file.others)}
    fact = given_to_ledger(Given(name=SAME_PERSON, value=other), by=by.person, occurred=Moment.at(now))
    row = replace(
        fact, payload={**fact.payload, "because": reason.strip()}, rule=SAME_PERSON, role=by.role, agency=by.agency
    )
    stored = ledger.append_many(
        [
            StreamAppend(stream=one, expected_sequence=sequence, events=[row] if one == stream else [])
            for one, sequence in standing.items()
        ],
        now=now,
    )
    aliases.project([stream])
    return stored


def _names_people(*files: File) -> bool:
    return any(one.name.startswith(PREFIX) for file in files for one in file.history.given)


def _bring_up_to_date(stream: str, family: bool, by: Actor, now: datetime) -> None:
    """The tables; and where there is a family, which is another now, the groups that follow from it are given anew."""
    file = file_of(stream)
    facts = {one.name: one.value for one in file.history.given}
    new = {name: value for name, value in groups(persons(facts)).items() if value != (facts.get(name) or ())}
    if family and new:
        number = new_ids(now, 1)[0]
        rows = [
            replace(
                given_to_ledger(Given(name=name, value=value), by=by.person, occurred=Moment.at(now)), act_number=number
            )
            for name, value in new.items()
        ]
        ledger.append(stream=stream, expected_sequence=file.sequence, events=rows, now=now)
    projections.bring_up_to_date([stream], now=now)
