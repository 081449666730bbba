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
from waymark.casefile.errors import BadAct, Refused, StillOwed, WrongRole
from waymark.casefile.queries import File, file_of
from waymark.casefile.translation import ACT, GIVEN, REMAINS, from_ledger, given_to_ledger, remains_of, to_ledger
from waymark.casefile.validation import check_act, may_act
from waymark.ledger import actions as ledger
from waymark.ledger.events import NewEvent, StoredEvent, StreamAppend, new_ids
from waymark.ledger.queries import stream_events
from waymark.procedures.evaluation import EpisodeSituation, evaluate
from waymark.procedures.evaluation.consequences import consequences, judged, opening
from waymark.procedures.history import Event, Given, History, Kind
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import RoleOf, people_word
from waymark.procedures.time import Moment

#: What may open an episode: a starting step that was done, planned or proposed. Telling, considering and waiving need one that is open.
OPENING_KINDS = frozenset({Kind.DONE, Kind.PLANNED, Kind.PROPOSED})

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
    writing.check_signature(act, event, by)
    new = [*opened, event]
    standing = writing.standing_with(new, event)
    event = judged(event, standing)
    breached = writing.judge(act, by, standing)
    new = [*opened, event, *(writing.pinned(one, pack) for one in consequences(event, standing))]
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

    `act` None says that it never happened. What follows from the act follows the correction: an episode that it closed is open again, one that
    it would now open is opened, and one that it should not have opened goes, unless something was done in it since.
    `event_id` is the ledger's id. Out: the correction. Errors: BadAct, WrongRole; the ledger's StreamMoved.
    """
    if not reason.strip():
        raise BadAct({"reason": "Say why this is corrected."})
    file = file_of(stream)
    wrong = _engine_event(stream, event_id)
    if wrong is None:
        raise BadAct({"event": f"There is no act {event_id} in this file."})
    writing = _Writing(file, "", now)
    pack = writing.pack_of_episode(wrong.episode)
    right = replace(wrong, id=new_ids(now, 1)[0], corrects=wrong.id, by=by.person, role=by.role, agency=by.agency, annuls=act is None)
    if act is not None:
        if (act.name, act.kind) != (wrong.name, wrong.kind):
            same = "Say that it never happened, and record the other."
            raise BadAct({"step": f"{wrong.name} ({wrong.kind.value}) cannot become {act.name} ({act.kind.value}). {same}"})
        check_act(act, by, pack)
        right = replace(
            right, occurred=act.occurred, answers=dict(act.answers), option=act.option, planned_for=act.planned_for, present=act.present, told=act.told,
            about=act.about, duty=act.duty, member=act.member, reason=act.reason, grounds=act.grounds,
        )  # fmt: skip
    rows = [replace(to_ledger(right, because=reason), corrects=event_id)]
    rows += [to_ledger(one, act_number=event_id) for one in writing.what_follows_now(right, pack)]
    stored = ledger.append(stream=stream, expected_sequence=file.sequence, events=rows, now=now)
    projections.bring_up_to_date([stream], now=now)
    return stored[0]


@transaction.atomic
def redact(*, stream: str, event_id: str, reason: str, by: Actor, now: datetime) -> StoredEvent:
    """Remove what an act or a given fact says; that it was done, in which step and episode, when and by whom stays.

    Errors: BadAct; the ledger's AlreadyRedacted.
    """
    if not reason.strip():
        raise BadAct({"reason": "Say why this is removed."})
    found = {one.id: one for one in stream_events(stream)}
    wrong = found.get(event_id)
    if wrong is None or wrong.type not in (ACT, GIVEN):
        raise BadAct({"event": f"There is no act {event_id} in this file."})
    stored = ledger.redact(event_id=event_id, reason=reason, by=by.person, role=by.role, agency=by.agency, now=now)
    ledger.append(stream=stream, expected_sequence=stored.sequence, events=[remains_of(wrong, by=by.person)], now=now)
    projections.bring_up_to_date([stream], now=now)
    return stored


def _engine_event(stream: str, ledger_id: str) -> Event | None:
    """The engine's event behind a stored act."""
    stored = stream_events(stream)
    remains = [one for one in stored if one.type == REMAINS]
    events, _ = from_ledger([one for one in stored if one.id == ledger_id and one.type == ACT], remains)
    return events[0] if events else None


class _Writing:
    """One act on its way into a file."""

    def __init__(self, file: File, area: str, now: datetime) -> None:
        self.file = file
        self.area = area
        self.now = now
        self.pack: Pack
        self.keeper = packs.Keeper()

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
        self._refuse_unless_it_opens(act, pathway)
        self.keeper.pin(self.area, act.occurred.day)
        event = replace(event, episode=f"{pathway}-{event.id}", sequence=event.sequence + 1)
        return event, [opening(pathway, event, self.pack.pin, came_from=self._came_from())]

    def pinned(self, event: Event, pack: Pack) -> Event:
        """A linked or successor episode is pinned to the edition of its own opening day; a part keeps its parent's (2.14)."""
        if event.kind is not Kind.OPENED or event.opened_as == "part":
            return event
        return replace(event, pin=self.keeper.pin(pack.area, event.occurred.day))

    def what_follows_now(self, right: Event, pack: Pack) -> list[Event]:
        """Consequences that a correction adds, those that it moves to another time, and annulments of those that no longer follow."""
        root = self._first_account(right.corrects)
        effective = replace(right, id=root, corrects="")
        before = [one for one in self.file.history.events if one.cause == root and one.kind in (Kind.OPENED, Kind.CLOSED)]
        own = [one for one in before if one.kind is Kind.OPENED and one.episode == right.episode]
        now_follows: list[Event] = []
        if not right.annuls:
            kept = [one for one in self.file.history.events if one.id != root and (one.cause != root or one in own)]
            standing = self._standing(History([*(replace(one, corrects="") for one in kept), effective], self.file.history.given), effective, pack)
            now_follows = list(consequences(effective, standing))
        wanted = {(one.kind, one.episode) for one in now_follows} | ({(one.kind, one.episode) for one in own} if not right.annuls else set())
        there = {(one.kind, one.episode) for one in before}
        gone = [one for one in before if (one.kind, one.episode) not in wanted and not self._worked_in(one, root)]
        added = [self.pinned(one, pack) for one in now_follows if (one.kind, one.episode) not in there]
        moved = [one for one in before if (one.kind, one.episode) in wanted and one.occurred != right.occurred]
        return [
            *(replace(one, id=new_ids(self.now, 1)[0], corrects=one.id, occurred=right.occurred) for one in moved),
            *(replace(one, id=new_ids(self.now, 1)[0], corrects=one.id, annuls=True, by=right.by, role=right.role, agency=right.agency) for one in gone),
            *(replace(one, id=self._unused(one.id), pin=one.pin or pack.pin) for one in added),
        ]

    def _first_account(self, event_id: str) -> str:
        """The id under which an act stands in the history: that of its first account."""
        corrects = {one.id: one.corrects for one in self.file.history.recorded_events if one.corrects}
        while event_id in corrects:
            event_id = corrects[event_id]
        return event_id

    def _worked_in(self, opening_or_closing: Event, root: str) -> bool:
        """Whether something was done in an opened episode beside the act that opened it."""
        if opening_or_closing.kind is Kind.CLOSED:
            return False
        mine = [one for one in self.file.history.events if one.episode == opening_or_closing.episode]
        return any(one.id != root and one.kind is not Kind.OPENED for one in mine)

    def _unused(self, event_id: str) -> str:
        ever = {one.id for one in self.file.history.recorded_events}
        return event_id if event_id not in ever else f"{event_id}-{new_ids(self.now, 1)[0]}"

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
        if entry is None:
            raise BadAct({"step": f"{self.pack.title} has no pathway '{pathway}'."})
        if act.name not in entry.starts or act.kind not in OPENING_KINDS:
            raise BadAct({"step": f"No {pathway} episode is open, and {act.name} does not open one. It is opened by: {', '.join(entry.starts)}."})

    def standing_with(self, new: list[Event], event: Event) -> EpisodeSituation:
        """How the episode stands with the act tried: gates see the answers of the act itself."""
        history = History([*self.file.history.recorded_events, *new], self.file.history.given)
        return self._standing(history, event, self.pack)

    def _standing(self, history: History, event: Event, own: Pack) -> EpisodeSituation:
        at = max(self.now, event.occurred.start)
        situation = evaluate(history, lambda e: own if e.id == event.episode else packs.pack_of(e), at)
        return situation.episodes[event.episode]

    def check_signature(self, act: Act, event: Event, by: Actor) -> None:
        """What a pack wants signed is proposed by one person and then done, the same, by another who signs (2.9). Raises BadAct."""
        step = self.pack.steps.get(act.name)
        if step is None or not step.signs or act.kind is not Kind.DONE:
            return
        mine = [one for one in self.file.history.events if one.episode == event.episode and one.name == act.name]
        last = next((one for one in reversed(mine) if one.kind in (Kind.DONE, Kind.PROPOSED)), None)
        if last is None or last.kind is not Kind.PROPOSED:
            raise BadAct({"signature": f"{step.title} is proposed first, and then signed by {' and '.join(map(people_word, step.signs))}."})
        if last.by == by.person:
            raise BadAct({"signature": f"{step.title} is signed by somebody other than {by.person}, who proposed it."})
        if last.option != act.option:
            raise BadAct({"option": f"What is signed is what was proposed: {last.option}. To decide otherwise, propose that."})

    def judge(self, act: Act, by: Actor, standing: EpisodeSituation) -> tuple[str, ...]:
        """The rules that the act breaches. Raises Refused or StillOwed unless it happened anyway (closing: unless a manager says why)."""
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
        if owed and not may_act([RoleOf("manager")], by, self.pack):
            raise WrongRole(f"{step.title}, although something is still owed,", by.role, ["manager"])
        return (*(barrier.rule.name for barrier in refusing), *(f"close:{one.duty.name}" for one in owed))
