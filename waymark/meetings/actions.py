"""Arranging a meeting, calling it off, and writing down what was said. The meeting itself is recorded by its step in the pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from waymark.casefile import actions as casefile
from waymark.casefile.acts import Act, Actor
from waymark.casefile.errors import BadAct
from waymark.casefile.packs import pack_of
from waymark.casefile.queries import file_of
from waymark.ledger.events import new_ids
from waymark.meetings.book import MEETING, PLANNED, RECORD, Invited, Meeting, Minutes, meetings_in
from waymark.procedures.history import Given, Kind
from waymark.procedures.time import Moment


@transaction.atomic
def arrange(
    *, stream: str, episode: str, step: str, starts: Moment, place: str = "", chair: str = "", note: str = "",
    invited: Sequence[Invited] = (), by: Actor, now: datetime,
) -> str:  # fmt: skip
    """Arrange a meeting: the step is planned for that time, and whoever is invited is kept. Out: the meeting's id.

    Errors: BadAct (by field), WrongRole, NotYours.
    """
    file = file_of(stream)
    casefile.check_may_write(by, file)
    _check_arrangement(file.history.episodes.get(episode), step, starts, now)
    planned = Act(name=step, kind=Kind.PLANNED, occurred=Moment.at(now), episode=episode, planned_for=starts)
    casefile.record(stream=stream, act=planned, by=by, area="", now=now)
    meeting = Meeting(
        id=new_ids(now, 1)[0], episode=episode, step=step, starts=starts, place=place.strip(), chair=chair.strip(), note=note.strip(),
        invited=tuple(invited), by=by.person, called_at=Moment.at(now),
    )  # fmt: skip
    _keep(stream, meeting, by, now)
    return meeting.id


@transaction.atomic
def call_off(*, stream: str, meeting: str, reason: str, by: Actor, now: datetime) -> None:
    """Say that a meeting does not take place, and why. Errors: BadAct, WrongRole, NotYours."""
    file = file_of(stream)
    casefile.check_may_write(by, file)
    found = next((one for one in meetings_in(file.history) if one.id == meeting), None)
    if found is None or found.state != PLANNED:
        raise BadAct({"meeting": "This meeting is not planned any more."})
    if not reason.strip():
        raise BadAct({"reason": "Say why the meeting is called off."})
    act = Act(
        name=found.step, kind=Kind.CANCELLED, occurred=Moment.at(now), episode=found.episode, reason=reason.strip()
    )
    casefile.record(stream=stream, act=act, by=by, area="", now=now)
    _keep(stream, replace(found, cancelled=reason.strip(), revision=found.revision + 1), by, now)


@transaction.atomic
def write_minutes(*, stream: str, minutes: Minutes, by: Actor, now: datetime) -> None:
    """Keep what was said at a meeting that was held. Written again, the newest holds and the earlier stay in the ledger.

    Errors: BadAct, NotYours.
    """
    file = file_of(stream)
    casefile.check_may_write(by, file)
    held = next((event for event in file.history.events if event.id == minutes.event and event.kind is Kind.DONE), None)
    if held is None:
        raise BadAct({"event": "This meeting has not been recorded as held."})
    faults = {
        f"agreed-{number}": "Say who does this."
        for number, one in enumerate(minutes.agreed)
        if one.what and not one.who.strip()
    }
    if faults:
        raise BadAct(faults)
    fact = Given(name=RECORD + minutes.event, value=replace(minutes, by=by.person).row())
    casefile.give(stream=stream, given=[fact], by=by, occurred=Moment.at(now), now=now)


def _check_arrangement(episode, step: str, starts: Moment, now: datetime) -> None:
    if episode is None:
        raise BadAct({"episode": "There is no such episode in this file."})
    entry = pack_of(episode).steps.get(step)
    if entry is None or entry.meeting is None:
        raise BadAct({"step": "This step is no meeting."})
    if starts.start <= now:
        raise BadAct({"starts": "This time is past. Record the meeting as held, or give a later time."})


def _keep(stream: str, meeting: Meeting, by: Actor, now: datetime) -> None:
    fact = Given(name=MEETING + meeting.id, value=meeting.row())
    casefile.give(stream=stream, given=[fact], by=by, occurred=Moment.at(now), now=now)
