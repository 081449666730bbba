"""Recording what people did: validated against the pack, with its consequences, in one transaction.

Permission is asked inside: the role must be one that the pack names for the step, and the gates must be open. A product act is truly refused;
what has already happened in the world is recorded with the breached rule and the reason (pack-language.md, 2.8).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from waymark.casefile import packs, projections
from waymark.casefile.acts import Act, Actor
from waymark.casefile.errors import BadAct, Refused, StillOwed
from waymark.casefile.queries import File, file_of
from waymark.casefile.translation import given_to_ledger, to_ledger
from waymark.casefile.validation import check_act
from waymark.ledger import actions as ledger
from waymark.ledger.events import NewEvent, StoredEvent, StreamAppend, new_ids
from waymark.procedures.evaluation import EpisodeSituation, evaluate
from waymark.procedures.evaluation.consequences import consequences, judged, opening
from waymark.procedures.history import Event, Given, History, Kind
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment

#: Called after the ledger is written, inside the transaction, with the streams that changed.
Follower = Callable[[Sequence[str], datetime], None]


@transaction.atomic
def record(
    *, stream: str, act: Act, by: Actor, area: str, now: datetime, expected_sequence: int | None = None, act_number: str = ""
) -> list[StoredEvent]:
    """Record one act about one subject, with what follows from it.

    In: the subject's stream; the area whose pack holds for an episode that this act opens; where the writer believes the stream to stand.
    Out: the stored events. Errors: BadAct, WrongRole, Refused, StillOwed, and the ledger's StreamMoved; nothing is written then.
    """
    file = file_of(stream)
    if expected_sequence is None:
        expected_sequence = file.sequence
    writing = _Writing(file, area, now)
    event, opened = writing.event(act, by)
    pack = writing.pack
    check_act(act, by, pack)
    new = [*opened, event]
    standing = writing.standing_with(new, event)
    event = judged(event, standing)
    breached = writing.judge(act, event, standing, opened=bool(opened))
    new = [*opened, event, *(writing.pinned(one) for one in consequences(event, standing))]
    packs.keep(pack, writing.day)
    numbered = act_number or event.id
    rows = [to_ledger(replace(one, pin=one.pin or pack.pin), act_number=numbered, breached=breached if one is event else ()) for one in new]
    stored = ledger.append(stream=stream, expected_sequence=expected_sequence, events=rows, now=now)
    projections.bring_up_to_date([stream], now=now)
    return stored


@transaction.atomic
def take_over(*, histories: Sequence[tuple[str, History]], by: Actor, now: datetime) -> list[StoredEvent]:
    """Record histories that were written elsewhere, as they are: the record never refuses the truth, so no gate is asked.

    In: each subject's stream, which must be new, with its history. Each opened episode is pinned to the edition of its opening day, of the
    area that its own pin names.
    """
    appends = []
    for stream, history in histories:
        rows: list[NewEvent] = [given_to_ledger(fact, by=by.person, occurred=Moment.at(now)) for fact in history.given]
        for event in history.recorded_events:
            area = event.pin.partition("@")[0]
            if event.kind is Kind.OPENED:
                pack = packs.pack_on(area, event.occurred.day)
                packs.keep(pack, event.occurred.day)
                event = replace(event, pin=pack.pin)
            rows.append(to_ledger(replace(event, by=event.by or by.person)))
        appends.append(StreamAppend(stream=stream, expected_sequence=0, events=rows))
    stored = ledger.append_many(appends, now=now)
    projections.bring_up_to_date([stream for stream, _ in histories], now=now)
    return stored


@transaction.atomic
def give(*, stream: str, given: Sequence[Given], by: Actor, occurred: Moment, now: datetime) -> list[StoredEvent]:
    """Record facts that the product gives about a subject (date of birth, household, agencies involved)."""
    rows = [given_to_ledger(one, by=by.person, occurred=occurred) for one in given]
    stored = ledger.append(stream=stream, expected_sequence=file_of(stream).sequence, events=rows, now=now)
    projections.bring_up_to_date([stream], now=now)
    return stored


@transaction.atomic
def correct(*, stream: str, event_id: str, act: Act | None, by: Actor, reason: str, now: datetime) -> StoredEvent:
    """Put an act right: the new account takes the old one's place from the time of what it corrects; both stay in the ledger.

    `act` None says that it never happened. `event_id` is the ledger's id. Errors: BadAct; the ledger's EventNotFound.
    """
    if not reason.strip():
        raise BadAct({"reason": "Say why this is corrected."})
    file = file_of(stream)
    wrong = next((e for e, ledger_id in _with_ids(stream) if ledger_id == event_id), None)
    if wrong is None:
        raise BadAct({"event": f"There is no act {event_id} in this file."})
    right = replace(wrong, id=new_ids(now, 1)[0], corrects=wrong.id, by=by.person, role=by.role, agency=by.agency, reason=reason, annuls=act is None)
    if act is not None:
        writing = _Writing(file, "", now)
        check_act(act, by, writing.pack_of_episode(wrong.episode))
        right = replace(
            right, occurred=act.occurred, answers=dict(act.answers), option=act.option, planned_for=act.planned_for, present=act.present, told=act.told,
            about=act.about, member=act.member, grounds=act.grounds,
        )  # fmt: skip
    stored = ledger.correct(event_id=event_id, expected_sequence=file.sequence, event=to_ledger(right), now=now)
    projections.bring_up_to_date([stream], now=now)
    return stored


@transaction.atomic
def redact(*, stream: str, event_id: str, reason: str, by: Actor, now: datetime) -> StoredEvent:
    """Remove what an act says; that it was done, when and by whom stays."""
    stored = ledger.redact(event_id=event_id, reason=reason, by=by.person, role=by.role, agency=by.agency, now=now)
    projections.bring_up_to_date([stream], now=now)
    return stored


def _with_ids(stream: str) -> list[tuple[Event, str]]:
    from waymark.casefile.translation import from_ledger
    from waymark.ledger.queries import stream_events

    found = []
    for stored in stream_events(stream):
        events, _ = from_ledger([stored])
        found += [(event, stored.id) for event in events]
    return found


class _Writing:
    """One act on its way into a file."""

    def __init__(self, file: File, area: str, now: datetime) -> None:
        self.file = file
        self.area = area
        self.now = now
        self.day = Moment.at(now).day
        self.pack: Pack

    def event(self, act: Act, by: Actor) -> tuple[Event, list[Event]]:
        """The engine's event, and the opening of its episode where the act opens one."""
        pathway = act.name.partition("/")[0]
        episode = act.episode or self._newest_open(pathway)
        event = Event(
            id=new_ids(self.now, 1)[0], kind=act.kind, name=act.name, episode=episode, subject=self.file.stream, occurred=act.occurred, recorded=self.now,
            sequence=self.file.sequence + 1, by=by.person, role=by.role, agency=by.agency, answers=dict(act.answers), option=act.option,
            planned_for=act.planned_for, told=act.told, about=act.about, duty=act.duty, member=act.member, present=act.present,
            reason=act.reason or act.happened_anyway, grounds=act.grounds,
        )  # fmt: skip
        if episode:
            self.pack = self.pack_of_episode(episode)
            return event, []
        self.pack = packs.pack_on(self.area, act.occurred.day)
        self.day = act.occurred.day
        self._refuse_unless_it_opens(act, pathway)
        event = replace(event, episode=f"{pathway}-{event.id}", sequence=event.sequence + 1)
        return event, [opening(pathway, event, self.pack.pin, came_from=self._came_from())]

    def pinned(self, event: Event) -> Event:
        """A linked or successor episode is pinned to the edition of its own opening day; a part keeps its parent's (2.14)."""
        if event.kind is not Kind.OPENED or event.opened_as == "part":
            return event
        pack = packs.pack_on(self.pack.area, event.occurred.day)
        packs.keep(pack, event.occurred.day)
        return replace(event, pin=pack.pin)

    def pack_of_episode(self, episode: str) -> Pack:
        """The pack to which an episode is pinned."""
        known = self.file.history.episodes.get(episode)
        if known is None:
            raise BadAct({"episode": f"There is no episode {episode} in this file."})
        return packs.pack_of(known)

    def _newest_open(self, pathway: str) -> str:
        closed = {event.episode for event in self.file.history.events if event.kind is Kind.CLOSED}
        opened = [e for e in self.file.history.episodes.values() if e.pathway == pathway and e.id not in closed]
        return opened[-1].id if opened else ""

    def _came_from(self) -> str:
        closed = {event.episode for event in self.file.history.events if event.kind is Kind.CLOSED}
        opened = [e.id for e in self.file.history.episodes.values() if e.id not in closed]
        return opened[-1] if opened else ""

    def _refuse_unless_it_opens(self, act: Act, pathway: str) -> None:
        entry = self.pack.pathways.get(pathway)
        if entry is None or (act.name not in entry.starts and act.kind is Kind.DONE):
            starts = ", ".join(entry.starts) if entry is not None else "nothing"
            raise BadAct({"step": f"No {pathway} episode is open, and {act.name} does not open one. It is opened by: {starts}."})

    def standing_with(self, new: list[Event], event: Event) -> EpisodeSituation:
        """How the episode stands with the act tried: gates see the answers of the act itself."""
        history = History([*self.file.history.recorded_events, *new], self.file.history.given)
        at = max(self.now, event.occurred.start)
        own = self.pack
        situation = evaluate(history, lambda e: own if e.id == event.episode else packs.pack_of(e), at)
        return situation.episodes[event.episode]

    def judge(self, act: Act, event: Event, standing: EpisodeSituation, *, opened: bool) -> tuple[str, ...]:
        """The rules that the act breaches. Raises Refused or StillOwed unless it happened anyway."""
        step = self.pack.steps.get(act.name)
        if step is None or act.kind not in (Kind.DONE, Kind.PROPOSED):
            return ()
        refusing = [barrier for barrier in standing.barriers(step) if barrier.refuses]
        option = step.decides.get(act.option) if step.decides is not None else None
        closes = step.closes or (option is not None and option.closes)
        owed = [one for one in standing.open_musts if one.arose_position < standing.point.position] if closes else []
        if refusing and not act.happened_anyway:
            raise Refused(step.title, refusing)
        if owed and not act.happened_anyway:
            raise StillOwed(step.title, owed)
        return (*(barrier.rule.name for barrier in refusing), *(f"close:{one.duty.name}" for one in owed))
