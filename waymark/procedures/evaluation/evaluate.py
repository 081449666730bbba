"""`evaluate(history, pack, now)`: what may be done, what is owed, what must not be done.

Pure: the result depends on the set of events, the given facts, the pack and the moment asked about, and on nothing else. `Running` keeps an
evaluation and takes more events; its result is exactly that of evaluating from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
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
from waymark.procedures.evaluation.instances import DutyInstance, State
from waymark.procedures.evaluation.logic import Truth
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Point, Timeline
from waymark.procedures.evaluation.view import View
from waymark.procedures.history import Episode, Event, History, Kind, event_order
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
        self._program = program
        self.reasoner = reasoner
        self.episode = reasoner.view.episode
        self.pack = reasoner.pack
        self._duties: dict[str, tuple[DutyInstance, ...]] = {}
        self._working: set[str] = set()

    @property
    def point(self) -> Point:
        """The moment asked about."""
        return self._situation.point

    @property
    def is_open(self) -> bool:
        """Whether the episode has not been closed."""
        closed = self.reasoner.view.timeline.closed_by.get(self.episode.id)
        return closed is None or self._situation.timeline.position_of[closed.id] >= self.point.position

    def instances_of(self, duty: str) -> tuple[DutyInstance, ...]:
        """The instances of one duty, before holding is looked at."""
        if duty not in self._duties:
            if duty in self._working:
                return ()
            self._working.add(duty)
            worker = DutyWorker(self._program, self.reasoner, self.point, self._situation.instances_anywhere(self))
            self._duties[duty] = tuple(worker.instances(self.pack.duties[duty]))
            self._working.discard(duty)
        return self._duties[duty]

    def keep_from(self, before: EpisodeSituation, compiled: CompiledDuty) -> None:
        """Take over a duty's instances from an evaluation in which nothing that touches it was different."""
        self._duties[compiled.duty.name] = tuple(
            self._aged(instance) for instance in before._duties.get(compiled.duty.name, before.instances_of(compiled.duty.name))
        )

    def _aged(self, instance: DutyInstance) -> DutyInstance:
        worker = DutyWorker(self._program, self.reasoner, self.point, self._situation.instances_anywhere(self))
        return worker.aged(instance)

    @cached_property
    def duties(self) -> tuple[DutyInstance, ...]:
        """Everything that is or was owed here, by duty and trigger; what a caution blocks is held."""
        found = [i for compiled in self._program.duties(self.episode.pathway) for i in self.instances_of(compiled.duty.name)]
        blocking = [held.caution for held in self.cautions if held.ruled and held.caution.blocks]
        if not blocking:
            return tuple(found)
        return tuple(self._held(instance, blocking) if instance.outstanding else instance for instance in found)

    def _held(self, instance: DutyInstance, blocking: Sequence[object]) -> DutyInstance:
        for held in self.cautions:
            if held.ruled and held.caution in blocking and holds_duty(held.caution, instance.duty, self.pack):
                return replace(instance, state=State.HELD, held_by=held.caution.name)
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
        names += [name for name in self.pack.questions if "." not in name and name.partition("/")[0] == self.episode.pathway]
        return {name: self.reasoner.fact(name, self.point) for name in names}

    @cached_property
    def access(self) -> tuple[Access, ...]:
        """The access entries that narrow who may see something now; unknown narrows too, since it may not be shown (2.17)."""
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

    def __init__(self, timeline_of: dict[str, Timeline], history: History, pack_of: PackOf, now: datetime) -> None:
        self.history = history
        self.now = now
        self.timelines = timeline_of
        self.timeline = next(iter(timeline_of.values()))
        self.point = self.timeline.at(now)
        self.episodes: dict[str, EpisodeSituation] = {}
        for episode in sorted(history.episodes.values(), key=lambda e: event_order(e.opened)):
            pack = pack_of(episode)
            timeline = timeline_of[pack.fingerprint + pack.area]
            if timeline.position_of[episode.opened.id] >= self.point.position:
                continue
            reasoner = Reasoner(View(timeline, episode))
            standing = EpisodeSituation(self, reasoner, program_of(pack))
            reasoner.duty_stands = self._stands(standing)
            self.episodes[episode.id] = standing

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
            seen = {e for ring in asking.reasoner.view.rings for e in ring} | set(asking.reasoner.view.linked())
            near = [e for e in self.episodes.values() if e.episode.id in seen and e.episode.pathway == pathway and duty in e.pack.duties]
            return tuple(instance for episode in near for instance in episode.instances_of(duty))

        return find

    def _stands(self, asking: EpisodeSituation) -> Callable[[str, str, Point], bool]:
        def stands(duty: str, what: str, point: Point) -> bool:
            return any(_stood(instance, what, point) for instance in self.instances_anywhere(asking)(duty))

        return stands


def _stood(instance: DutyInstance, what: str, point: Point) -> bool:
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
    pack_of: PackOf = pack if not isinstance(pack, Pack) else lambda _episode: pack
    packs = {p.fingerprint + p.area: p for p in [pack_of(e) for e in history.episodes.values()]}
    if isinstance(pack, Pack):
        packs[pack.fingerprint + pack.area] = pack
    if not packs:
        raise ValueError("A history without episodes needs a single pack to be evaluated against.")
    return Situation({key: Timeline(history, p) for key, p in packs.items()}, history, pack_of, now)


class Running:
    """An evaluation that takes more events. After each, `situation` equals that of `evaluate` on all events.

    The index is shared and grows, so an earlier `situation` must not be asked anything more once an event was added.
    """

    def __init__(self, history: History, pack: Pack | PackOf, now: datetime) -> None:
        self._pack = pack
        self.situation = evaluate(history, pack, now)

    def add(self, event: Event, now: datetime) -> Situation:
        """One more event (in any order of occurrence) and a moment not before the last one asked about."""
        before = self.situation
        tail = before.point.position == len(before.history.events) and (
            not before.history.events or event_order(event) > event_order(before.history.events[-1])
        )
        simple = tail and not event.corrects and event.kind not in (Kind.OPENED, Kind.CLOSED, Kind.REPINNED)
        history = before.history.with_appended(event) if simple else before.history.with_events(event)
        if not simple or not before.episodes:
            self.situation = evaluate(history, self._pack, now)
            for standing in self.situation.episodes.values():
                standing.duties  # noqa: B018
            return self.situation
        pack_of: PackOf = (lambda _e, p=self._pack: p) if isinstance(self._pack, Pack) else self._pack  # type: ignore[misc]
        for timeline in before.timelines.values():
            timeline.append(event)
        self.situation = Situation(before.timelines, history, pack_of, now)
        for standing in self.situation.episodes.values():
            self._keep_untouched(standing, before.episodes.get(standing.episode.id), event)
        return self.situation

    def _keep_untouched(self, standing: EpisodeSituation, earlier: EpisodeSituation | None, event: Event) -> None:
        if earlier is None:
            return
        touched = {event.key, *(q.name for short, q in standing.pack.step_questions(event.name).items() if short in event.answers)}
        for compiled in program_of(standing.pack).duties(standing.episode.pathway):
            if not compiled.by_time and not compiled.touches & touched:
                standing.keep_from(earlier, compiled)
