"""Recording what people did: validated against the pack, with its consequences, in one transaction.

Permission is asked inside: the role must be one that the pack names for the step, and the gates must be open. A product act is truly refused;
what has already happened in the world is recorded with the breached rule and the reason (pack-language.md, 2.8).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from waymark.casefile import packs, projections
from waymark.casefile.acts import Act, Actor
from waymark.casefile.aliases import SAME_PERSON
from waymark.casefile.errors import BadAct, NotYours
from waymark.casefile.queries import File, file_of
from waymark.casefile.translation import ACT, GIVEN, REMAINS, from_ledger, given_to_ledger, remains_of, to_ledger
from waymark.casefile.validation import check_act
from waymark.casefile.writing import Writing
from waymark.ledger import actions as ledger
from waymark.ledger.errors import EventNotFound
from waymark.ledger.events import NewEvent, StoredEvent, StreamAppend, new_ids
from waymark.ledger.queries import event as event_with_id
from waymark.ledger.queries import stream_events
from waymark.procedures.evaluation.consequences import consequences, judged
from waymark.procedures.history import Event, Given, History, Kind
from waymark.procedures.time import Moment, MomentError


@contextmanager
def _whole() -> Iterator[None]:
    """All of what is written inside or nothing; a date from which no limit can be counted is a fault of the act, not of the program."""
    with transaction.atomic():
        try:
            yield
        except MomentError as fault:
            raise BadAct({"dates": f"A limit cannot be counted from a date in this file. {fault}"}) from fault


@_whole()
def record(
    *,
    stream: str,
    act: Act,
    by: Actor,
    area: str,
    now: datetime,
    expected_sequence: int | None = None,
    act_number: str = "",
) -> list[StoredEvent]:
    """Record one act about one subject, with what follows from it.

    In: the subject's stream; the area whose pack holds for an episode that this act opens; where the writer believes the stream to stand.
    Out: the stored events. Errors: NotYours, BadAct, WrongRole, Refused, StillOwed, and the ledger's StreamMoved; nothing is written then.
    """
    file = file_of(stream)
    check_may_write(by, file, area)
    _check_has_happened(act, now)
    if expected_sequence is None:
        expected_sequence = file.sequence
    writing = Writing(file, area, now)
    event, opened = writing.event(act, by)
    pack = writing.pack
    check_act(act, by, pack)
    writing.check_signature(act, event, by)
    new = [*opened, event]
    standing = writing.standing_with(new, event)
    event = judged(event, standing)
    breached = writing.judge(act, by, standing)
    new = [*opened, event, *(writing.pinned(one, pack) for one in consequences(event, standing))]
    numbered = act_number or event.id
    rows = [
        to_ledger(replace(one, pin=one.pin or pack.pin), act_number=numbered, breached=breached if one is event else ())
        for one in new
    ]
    stored = append(file, rows, expected_sequence=expected_sequence, now=now)
    projections.bring_up_to_date([file.stream], now=now)
    return stored


@transaction.atomic
def take_over(*, histories: Sequence[tuple[str, History]], by: Actor, now: datetime) -> list[StoredEvent]:
    """Record histories that were written elsewhere, as they are: the record never refuses the truth, so no gate is asked.

    In: each subject's stream, which must be new, with its history. Each opened episode is pinned to the edition of its opening day, of the
    area that its own pin names. Errors: NotYours.
    """
    for area in {one.pin.partition("@")[0] for _, history in histories for one in history.episodes.values()} or {""}:
        if not by.scope.may_open_in(area):
            raise NotYours(by.person, area)
    appends, keeper = [], packs.Keeper()
    for stream, history in histories:
        rows: list[NewEvent] = [given_to_ledger(fact, by=by.person, occurred=Moment.at(now)) for fact in history.given]
        for event in history.recorded_events:
            area = event.pin.partition("@")[0]
            if event.kind is Kind.OPENED:
                event = replace(event, pin=keeper.pin(area, event.occurred.day))
            rows.append(to_ledger(replace(event, by=event.by or by.person)))
        appends.append(StreamAppend(stream=stream, expected_sequence=0, events=rows))
    stored = ledger.append_many(appends, now=now)
    projections.bring_up_to_date([stream for stream, _ in histories], now=now)
    return stored


@_whole()
def give(
    *,
    stream: str,
    given: Sequence[Given],
    by: Actor,
    occurred: Moment,
    now: datetime,
    area: str = "",
    act_number: str = "",
    expected_sequence: int | None = None,
    must_exist: bool = False,
) -> list[StoredEvent]:
    """Record facts that the product gives about a subject (date of birth, household, agencies involved), as one act.

    `area` is that of a file that this begins; `must_exist`: none is begun. Errors: NotYours, BadAct, and the ledger's StreamMoved.
    """
    file = file_of(stream)
    if must_exist and not file.sequence:
        raise BadAct({"stream": f"There is no file {stream}."})
    check_may_write(by, file, area)
    if any(one.name == SAME_PERSON for one in given):
        raise BadAct({SAME_PERSON: "Files are matched with waymark.casefile.matching."})
    if not given:
        return []
    number = act_number or new_ids(now, 1)[0]
    rows = [
        replace(
            given_to_ledger(one, by=by.person, occurred=occurred), act_number=number, role=by.role, agency=by.agency
        )
        for one in given
    ]
    stored = append(file, rows, expected_sequence=expected_sequence, now=now)
    projections.bring_up_to_date([file.stream], now=now)
    return stored


@_whole()
def correct(*, stream: str, event_id: str, act: Act | None, by: Actor, reason: str, now: datetime) -> StoredEvent:
    """Put an act right: the new account takes the old one's place from the time of what it corrects; both stay in the ledger.

    `act` None says that it never happened. What follows from the act follows the correction: an episode that it closed is open again, one that
    it would now open is opened, and one that it should not have opened goes, unless something was done in it since.
    `event_id` is the ledger's id. Out: the correction. Errors: NotYours, BadAct, WrongRole; the ledger's StreamMoved.
    """
    file = file_of(stream)
    check_may_write(by, file)
    if not reason.strip():
        raise BadAct({"reason": "Say why this is corrected."})
    where, wrong = _engine_event(file, event_id)
    writing = Writing(file, "", now)
    pack = writing.pack_of_episode(wrong.episode)
    if act is not None:
        _check_takes_the_place_of(wrong, act, now)
        check_act(act, by, pack)
    right = writing.correction(wrong, act, by)
    rows = [replace(to_ledger(right, because=reason), corrects=event_id)]
    rows += [to_ledger(one, act_number=event_id) for one in writing.what_follows_now(right, pack)]
    stored = append(file, rows, into=where, now=now)
    projections.bring_up_to_date([file.stream], now=now)
    return stored[0]


@transaction.atomic
def redact(*, stream: str, event_id: str, reason: str, by: Actor, now: datetime) -> StoredEvent:
    """Remove what an act or a given fact says; that it was done, in which step and episode, when and by whom stays.

    Errors: NotYours, BadAct; the ledger's AlreadyRedacted.
    """
    file = file_of(stream)
    check_may_write(by, file)
    if not reason.strip():
        raise BadAct({"reason": "Say why this is removed."})
    wrong = _stored_event(file, event_id, (ACT, GIVEN))
    if wrong.rule == SAME_PERSON:
        raise BadAct({"event": "Take the match back. What was written meanwhile is found through it."})
    stored = ledger.redact(event_id=event_id, reason=reason, by=by.person, role=by.role, agency=by.agency, now=now)
    ledger.append(
        stream=wrong.stream, expected_sequence=stored.sequence, events=[remains_of(wrong, by=by.person)], now=now
    )
    projections.bring_up_to_date([file.stream], now=now)
    return stored


def append(
    file: File, events: Sequence[NewEvent], *, now: datetime, expected_sequence: int | None = None, into: str = ""
) -> list[StoredEvent]:
    """Write in a file as it was read: in its own stream, or in another of which it was read, if none of them has moved since.

    Out: the stored events. Errors: the ledger's StreamMoved.
    """
    standing = {
        file.stream: file.sequence if expected_sequence is None else expected_sequence,
        **dict(file.others),
    }
    into = into or file.stream
    return ledger.append_many(
        [
            StreamAppend(stream=one, expected_sequence=sequence, events=events if one == into else ())
            for one, sequence in standing.items()
        ],
        now=now,
    )


def check_may_write(by: Actor, file: File, area: str = "") -> None:
    """Raise NotYours unless the actor may work on this file, or, where it is new, may begin one in this area."""
    may = by.scope.may_work_on(file.stream) if file.sequence else by.scope.may_open_in(area)
    if not may:
        raise NotYours(by.person, file.stream if file.sequence else area or "a new file")


def _check_has_happened(act: Act, now: datetime) -> None:
    if act.occurred.start > now:
        mend = "Record what is planned as planned, and what is done when it is done."
        raise BadAct({"occurred": f"{act.occurred} has not come yet. {mend}"})


def _check_takes_the_place_of(wrong: Event, act: Act, now: datetime) -> None:
    _check_has_happened(act, now)
    if (act.name, act.kind) != (wrong.name, wrong.kind):
        words = f"{wrong.name} ({wrong.kind.value}) cannot become {act.name} ({act.kind.value})."
        raise BadAct({"step": f"{words} Say that it never happened, and record the other."})


def _stored_event(file: File, event_id: str, types: Sequence[str]) -> StoredEvent:
    """One stored event of a file. Raises BadAct where there is none of these types."""
    try:
        found = event_with_id(event_id)
    except EventNotFound:
        found = None
    streams = {file.stream, *(stream for stream, _ in file.others)}
    if found is None or found.stream not in streams or found.type not in types:
        raise BadAct({"event": f"There is no act {event_id} in this file."})
    return found


def _engine_event(file: File, ledger_id: str) -> tuple[str, Event]:
    """The stream of a stored act, and the engine's event behind it. Raises BadAct."""
    stored = _stored_event(file, ledger_id, (ACT,))
    remains = [one for one in stream_events(stored.stream) if one.type == REMAINS]
    events, _ = from_ledger([stored], remains)
    if not events:
        raise BadAct({"event": f"There is no act {ledger_id} in this file."})
    return stored.stream, replace(events[0], subject=file.stream)
