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
from waymark.procedures.evaluation.instances import OUTSTANDING, DutyInstance, State, turns_late
from waymark.procedures.evaluation.logic import Truth
from waymark.procedures.evaluation.points import change_points
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Point, Timeline
from waymark.procedures.evaluation.view import View
from waymark.procedures.history import Episode, History, event_order
from waymark.procedures.language.entries import Access, Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment

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
        self._earlier: dict[tuple[str, Point], tuple[DutyInstance, ...]] = {}
        reasoner.duty_book = _Book(situation, self)

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
        return DutyWorker(self.program, self.reasoner, self.point)

    def instances_of(self, duty: str) -> tuple[DutyInstance, ...]:
        """The instances of one duty, before holding is looked at."""
        found = self._duties.get(duty)
        return self._work_out(self.program.compiled(duty)) if found is None else found

    def _work_out(self, compiled: CompiledDuty) -> tuple[DutyInstance, ...]:
        found = self._duties[compiled.duty.name] = tuple(self._worker.instances(compiled))
        return found

    def instances_at(self, duty: str, point: Point) -> tuple[DutyInstance, ...]:
        """The instances of one duty as they stood at an earlier point."""
        if point == self.point:
            return self.instances_of(duty)
        if (duty, point) not in self._earlier:
            worker = DutyWorker(self.program, self.reasoner, point)
            self._earlier[duty, point] = tuple(worker.instances(self.program.compiled(duty)))
        return self._earlier[duty, point]

    def points_of(self, duty: str, start: Point, now: Point) -> list[Point]:
        """The points between two at which the instances of one duty can change, or one of them becomes late."""

        def limits_at(point: Point) -> list[Moment]:
            return [instance.due for instance in self.instances_at(duty, point) if instance.due is not None]

        return change_points(self.program.needs_of_duty(duty), self.reasoner, start, now, limits_at)

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
        owed = any(instance.state in OUTSTANDING for instance in found)
        blocking = [held.caution for held in self.cautions if held.ruled and held.caution.blocks] if owed else []
        if not blocking:
            return tuple(found)
        return tuple(self._held(instance, blocking) if instance.outstanding else instance for instance in found)

    def _held(self, instance: DutyInstance, blocking: Sequence[object]) -> DutyInstance:
        for held in self.cautions:
            if held.ruled and held.caution in blocking and holds_duty(held.caution, instance.duty, self.pack):
                return instance._replace(state=State.HELD, held_by=held.caution.name)
        return instance

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


class _Book:
    """Looks duties up for an episode, as they stood at a point."""

    def __init__(self, situation: Situation, asking: EpisodeSituation) -> None:
        self._situation = situation
        self._asking = asking

    def instances_at(self, duty: str, point: Point) -> list[DutyInstance]:
        return [instance for episode in self._owing(duty, point) for instance in episode.instances_at(duty, point)]

    def points_of(self, duty: str, start: Point, now: Point) -> list[Point]:
        return [point for episode in self._owing(duty, now) for point in episode.points_of(duty, start, now)]

    def _owing(self, duty: str, point: Point) -> list[EpisodeSituation]:
        """The asking episode for its own pathway's duty; for another's those of that pathway joined with it and opened by then."""
        asking, pathway = self._asking, self._asking.pack.duties[duty].pathway
        if pathway == asking.episode.pathway:
            return [asking]
        linked = set(asking.reasoner.view.linked())
        near = [
            e for e in self._situation.of_pathway(pathway or "") if e.episode.id in linked and duty in e.pack.duties
        ]
        return [e for e in near if self._situation.timeline.position_of[e.episode.opened.id] < point.position]


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
