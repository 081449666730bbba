"""`evaluate(history, pack, now)`: what may be done, what is owed, what must not be done.

Pure: the result depends on the set of events, the given facts, the pack and the moment asked about, and on nothing
else. `Running` keeps an evaluation and takes more events; its result is exactly that of evaluating from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from waymark.procedures.evaluation.barriers import (
    Barrier,
    CautionInForce,
    caution_barriers,
    cautions_in_force,
    gates_before,
    holds_duty,
)
from waymark.procedures.evaluation.dependencies import CompiledDuty, Program, program_of
from waymark.procedures.evaluation.duties import DutyWorker
from waymark.procedures.evaluation.instances import DutyInstance, State, turns_late
from waymark.procedures.evaluation.logic import Truth
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Point, Timeline
from waymark.procedures.evaluation.view import View
from waymark.procedures.history import Episode, History, event_order
from waymark.procedures.language.entries import Access, Step
from waymark.procedures.language.pack import Pack

#: Chooses the pack of an episode: its own pinned one, or the same for all.
PackOf = Callable[[Episode], Pack]


@dataclass(frozen=True, slots=True)
class StepOffer:
    """A step that is offered, to whom, and what still stands before it."""

    step: Step
    certain: bool
    """False where its `when` is unknown: offered all the same (2.2)."""
    barriers: tuple[Barrier, ...]

    @property
    def clear(self) -> bool:
        """Whether nothing refuses it."""
        return not any(barrier.refuses for barrier in self.barriers)


class EpisodeSituation:
    """How one episode stands at a moment. Duties are worked out once; the rest on demand."""

    def __init__(self, situation: Situation, reasoner: Reasoner, program: Program) -> None:
        self._situation = situation
        self.program = program
        self.reasoner = reasoner
        self.episode = reasoner.view.episode
        self.pack = reasoner.pack
        self._duties: dict[str, tuple[DutyInstance, ...]] = {}
        self._turning: dict[str, datetime] = {}
        reasoner.duty_stands = self._stood

    @property
    def point(self) -> Point:
        """The moment asked about."""
        return self._situation.point

    @property
    def is_open(self) -> bool:
        """Whether the episode has not been closed."""
        closed = self.reasoner.view.timeline.closed_by.get(self.episode.id)
        return closed is None or self._situation.timeline.position_of[closed.id] >= self.point.position

    @cached_property
    def _worker(self) -> DutyWorker:
        return DutyWorker(self.program, self.reasoner, self.point, self._situation.instances_anywhere(self))

    def instances_of(self, duty: str) -> tuple[DutyInstance, ...]:
        """The instances of one duty, before holding is looked at."""
        found = self._duties.get(duty)
        return self._work_out(self.program.compiled(duty)) if found is None else found

    def _work_out(self, compiled: CompiledDuty) -> tuple[DutyInstance, ...]:
        name = compiled.duty.name
        self._duties[name] = ()  # what a duty that asks after itself is told
        found = self._duties[name] = tuple(self._worker.instances(compiled))
        return found

    def take_over(self, earlier: EpisodeSituation, touched: Iterable[str]) -> None:
        """Keep what an earlier evaluation worked out, but for duties that an event or the time may have changed."""
        kept = self._duties = dict(earlier._duties)
        turning = self._turning = dict(earlier._turning)
        for name in self.program.changed(self.episode.pathway, touched):
            kept.pop(name, None)
            turning.pop(name, None)
        now = self.point.instant
        for name, found in kept.items():
            turns = turning.get(name) or turns_late(found)
            if turns <= now:
                found = kept[name] = tuple(self._worker.aged(instance) for instance in found)
                turns = turns_late(found)
            turning[name] = turns

    @cached_property
    def duties(self) -> tuple[DutyInstance, ...]:
        """Everything that is or was owed here, by duty and trigger; what a caution blocks is held."""
        happened = self.reasoner.view.timeline.keys
        found: list[DutyInstance] = []
        for compiled in self.program.duties(self.episode.pathway):
            if compiled.may_have_arisen(happened):
                known = self._duties.get(compiled.duty.name)
                found += self._work_out(compiled) if known is None else known
        blocking = [held.caution for held in self.cautions if held.ruled and held.caution.blocks] if found else []
        if not blocking:
            return tuple(found)
        return tuple(self._held(instance, blocking) if instance.outstanding else instance for instance in found)

    def _held(self, instance: DutyInstance, blocking: Sequence[object]) -> DutyInstance:
        for held in self.cautions:
            if held.ruled and held.caution in blocking and holds_duty(held.caution, instance.duty, self.pack):
                return instance._replace(state=State.HELD, held_by=held.caution.name)
        return instance

    def _stood(self, duty: str, what: str, point: Point) -> bool:
        return any(_stood_at(instance, what, point) for instance in self._situation.instances_anywhere(self)(duty))

    @cached_property
    def cautions(self) -> tuple[CautionInForce, ...]:
        """The cautions that hold here or are not ruled out."""
        others = [e.reasoner for e in self._situation.episodes.values() if e is not self]
        return tuple(cautions_in_force(self.reasoner, others, self.point))

    @cached_property
    def steps(self) -> tuple[StepOffer, ...]:
        """The steps offered in this episode, in the order of the pack."""
        if not self.is_open:
            return ()
        own = [step for step in self.pack.steps.values() if step.pathway == self.episode.pathway]
        return tuple(offer for step in own if (offer := self.offer(step)) is not None)

    def offer(self, step: Step) -> StepOffer | None:
        """A step as it is offered now, or None where its `when` is no."""
        holds: Truth = True if step.when is None else self.reasoner.test(step.when, self.point)
        if holds is False:
            return None
        return StepOffer(step, holds is True, tuple(self.barriers(step)))

    def barriers(self, step: Step) -> Iterator[Barrier]:
        """Every gate and caution that stands before a step now."""
        yield from gates_before(self.reasoner, step, self.point)
        yield from caution_barriers(list(self.cautions), self.reasoner.view, step, self.point)

    @cached_property
    def open_musts(self) -> tuple[DutyInstance, ...]:
        """What the built-in closing gate waits for: outstanding `must` duties of the episode."""
        return tuple(instance for instance in self.duties if instance.binding)

    @cached_property
    def facts(self) -> dict[str, object | None]:
        """Every fact of the pathway and every question asked in it, with its value (None: unknown)."""
        names = [name for name, fact in self.pack.facts.items() if fact.pathway in (None, self.episode.pathway)]
        names += [
            name for name in self.pack.questions if "." not in name and name.partition("/")[0] == self.episode.pathway
        ]
        return {name: self.reasoner.fact(name, self.point) for name in names}

    @cached_property
    def access(self) -> tuple[Access, ...]:
        """The access entries that narrow who may see something now; unknown narrows too, since it may not be shown
        (2.17).
        """
        found = []
        for entry in self.pack.access.values():
            if entry.pathway not in (None, self.episode.pathway):
                continue
            holds = True if entry.while_ is None else self.reasoner.test(entry.while_, self.point)
            ended = entry.until is not None and self.reasoner.test(entry.until, self.point) is True
            if holds is not False and not ended:
                found.append(entry)
        return tuple(found)


class Situation:
    """How every episode of a history stands at a moment."""

    def __init__(self, timeline_of: dict[str, Timeline], history: History, now: datetime) -> None:
        """`timeline_of` goes from a pack's fingerprint and area to the history as indexed for it."""
        self.history = history
        self.now = now
        self.timelines = timeline_of
        self.timeline = next(iter(timeline_of.values()))
        self.point = self.timeline.at(now)
        self.episodes: dict[str, EpisodeSituation] = {}

    def add(self, reasoner: Reasoner, program: Program) -> EpisodeSituation:
        """Let an episode be part of this."""
        standing = self.episodes[reasoner.view.episode.id] = EpisodeSituation(self, reasoner, program)
        return standing

    def of_pathway(self, pathway: str) -> tuple[EpisodeSituation, ...]:
        """The episodes of a pathway, oldest first."""
        return tuple(e for e in self.episodes.values() if e.episode.pathway == pathway)

    @property
    def duties(self) -> tuple[DutyInstance, ...]:
        """What is or was owed in all episodes."""
        return tuple(instance for episode in self.episodes.values() for instance in episode.duties)

    def instances_anywhere(self, asking: EpisodeSituation) -> Callable[[str], tuple[DutyInstance, ...]]:
        """Looks a duty up for an episode: its own pathway's there, another pathway's in the episodes that it sees."""

        def find(duty: str) -> tuple[DutyInstance, ...]:
            pathway = asking.pack.duties[duty].pathway
            if pathway == asking.episode.pathway:
                return asking.instances_of(duty)
            seen = set(asking.reasoner.view.seen) | set(asking.reasoner.view.linked())
            near = [
                e
                for e in self.episodes.values()
                if e.episode.id in seen and e.episode.pathway == pathway and duty in e.pack.duties
            ]
            return tuple(instance for episode in near for instance in episode.instances_of(duty))

        return find


def _stood_at(instance: DutyInstance, what: str, point: Point) -> bool:
    """Whether an instance was open (or late) at a point, from when it arose and ended."""
    if instance.state is State.MAY_ARISE or instance.arose_position > point.position:
        return False
    if instance.ended_position is not None and instance.ended_position <= point.position:
        return what == "late" and instance.overran
    if what == "open":
        return True
    return instance.due is not None and instance.overran and instance.due.end < point.instant


def evaluate(history: History, pack: Pack | PackOf, now: datetime) -> Situation:
    """How a history stands at `now` (aware, any zone) under a pack, or under each episode's own pack."""
    packs = packs_of(history, pack)
    apart = {pack_key(one): one for one in packs.values()}
    situation = Situation({key: Timeline(history, one) for key, one in apart.items()}, history, now)
    for episode in sorted(history.episodes.values(), key=lambda e: event_order(e.opened)):
        timeline = situation.timelines[pack_key(packs[episode.id])]
        if timeline.position_of[episode.opened.id] < situation.point.position:
            situation.add(Reasoner(View(timeline, episode)), program_of(timeline.pack))
    return situation


def packs_of(history: History, pack: Pack | PackOf) -> dict[str, Pack]:
    """The pack of each episode; under an empty name that of a history that has none yet."""
    if isinstance(pack, Pack):
        return dict.fromkeys(history.episodes or [""], pack)
    if not history.episodes:
        raise ValueError("A history without episodes needs a single pack to be evaluated against.")
    return {episode.id: pack(episode) for episode in history.episodes.values()}


def pack_key(pack: Pack) -> str:
    """What tells packs apart: equal ones share a timeline."""
    return pack.fingerprint + pack.area
