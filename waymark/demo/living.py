"""A child's simulated life in the procedures: whatever is owed is mostly done, mostly in time, by somebody whose role allows it.

It knows no area: which step comes next is what the packs say is owed. Refusals are met as people meet them: something else is done first,
or it is recorded that it happened anyway, with the reason.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from waymark.casefile.actions import record
from waymark.casefile.acts import Act
from waymark.casefile.errors import NotRecorded
from waymark.casefile.queries import File, file_of, situation_of
from waymark.casefile.translation import from_ledger
from waymark.casefile.validation import may_act
from waymark.demo.answers import REASONS, Answering
from waymark.demo.areas import Area, who_may
from waymark.demo.moments import DAY, HOUR, at, office
from waymark.ledger.events import StoredEvent
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation, Situation
from waymark.procedures.history import Kind
from waymark.procedures.language.entries import Step, Strength
from waymark.procedures.language.people import RoleOf, people_word
from waymark.procedures.time import Moment, first_instant_after

#: How often a duty of each strength is kept as it should be, and how often what is kept is a little late.
KEPT = {Strength.MUST: 0.93, Strength.SHOULD: 0.7, Strength.MAY: 0.1}
LATE = 0.1
#: The step in which a pathway comes to its point, and how many days that usually takes where nothing says by when.
POINTS: Mapping[str, tuple[str, float]] = {
    "referral": ("next-step", 0.8),
    "assessment": ("assessment-concluded", 30),
    "strategy-discussion": ("strategy-discussion", 1),
    "section-47-enquiry": ("enquiry-outcome", 12),
    "child-protection-conference": ("initial-conference", 14),
    "immediate-protection": ("close-immediate-protection", 3),
    "child-in-need-plan": ("plan-ended", 170),
    "child-protection-plan": ("plan-ended", 330),
    "early-help": ("close-early-help", 140),
}
#: Just now people are a little behind with their work.
BEHIND, LATELY = 0.3, 10 * DAY
MOST_ACTS = 160
#: No step is done more often than this in one child's life, unless a rhythm asks for it: choices at random could go round for ever.
MOST_OF_ONE = 4
#: What nobody did in time is found, and done, within so many days.
FOUND_LATER = 18 * DAY
ANYWAY = "It was done before this could be written down; the record follows."
CLOSED_ANYWAY = "What is still open here was overtaken by what happened; nothing of it would help the child now."


@dataclass(frozen=True, slots=True)
class Intent:
    """Something that somebody is going to do. `signs`: a proposal that waits for this signature."""

    when: float
    key: str
    act: str = ""
    kind: Kind = Kind.DONE
    episode: str = ""
    instance: DutyInstance | None = None
    signs: Act | None = None
    errand: Callable[[datetime], None] | None = None


@dataclass(slots=True)
class Life:
    """One child's time in the procedures of one area."""

    stream: str
    area: Area
    worker: str
    """The first part of a worker's address."""
    chance: random.Random
    until: datetime
    planned: dict[str, float] = field(default_factory=dict)
    waiting: dict[str, Intent] = field(default_factory=dict)
    """Signatures and errands that are to come."""
    given_up: set[str] = field(default_factory=set)
    tries: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    acts: int = 0
    answering: Answering = field(init=False)
    file: File = field(init=False)

    def __post_init__(self) -> None:
        self.answering = Answering(self.chance)

    def live(self, began: datetime) -> Iterator[tuple[Situation, float]]:
        """What happens after a referral, until `until` or until nothing is owed. Yields how things stand at each act, before it is done."""
        clock, end = began.timestamp(), self.until.timestamp()
        self.file = file_of(self.stream)
        for _ in range(MOST_ACTS):
            situation = situation_of(self.file, at(clock))
            yield situation, clock
            intents = (*self._intents(situation, clock), *self.waiting.values())
            intent = min(intents, key=lambda one: one.when, default=None)
            if intent is None:
                return
            clock = max(clock + 60, intent.when)
            if clock > end:
                return
            self._do(intent, situation, at(clock))

    def errand(self, when: float, key: str, errand: Callable[[datetime], None]) -> None:
        """Let something else happen to the file at a time."""
        self.waiting[key] = Intent(when, key, errand=errand)

    def actor_for(self, step: Step):
        """Whoever would do a step."""
        return who_may(self.area.staff(self.worker), step.by, self.area.pack)

    def step_for(self, one: DutyInstance) -> str:
        """The step by which an instance is met: one of its own pathway if there is a choice."""
        own = [step for step in one.duty.do if step.startswith(one.episode.split("-")[0])]
        return (own or [*one.duty.do, ""])[0]

    def _intents(self, situation: Situation, clock: float) -> Iterator[Intent]:
        for standing in situation.episodes.values():
            if not standing.is_open:
                continue
            owed = {step for one in standing.duties if one.outstanding for step in one.duty.do}
            for one in standing.duties:
                if one.outstanding and one.state.value != "held" and (intent := self._to_meet(one, clock)):
                    yield intent
            point = self._point_of(standing, owed)
            if point is not None and point.key not in self.waiting:
                yield point

    def _to_meet(self, one: DutyInstance, clock: float) -> Intent | None:
        key = one.id
        if key in self.given_up or key in self.waiting:
            return None
        if key not in self.planned and not self._is_planned(one, clock):
            self.given_up.add(key)
            return None
        when = max(self.planned[key], clock + 300)
        if one.duty.do:
            step = self.step_for(one)
            return Intent(when, key, step, instance=one) if self._makes_sense(step, one) else None
        kind = Kind.TOLD if one.duty.tell else Kind.CONSIDERED
        return Intent(when, key, one.duty.name, kind, one.episode, one)

    def _makes_sense(self, step: str, one: DutyInstance) -> bool:
        """Not the same over and over; and what opens work for siblings is done in their own files, which live as well."""
        entry = self.area.pack.steps.get(step)
        if entry is not None and any(opened.for_each for opened in entry.opens):
            return False
        return one.duty.every is not None or self.done[step] < MOST_OF_ONE

    def _is_planned(self, one: DutyInstance, clock: float) -> bool:
        """Whether somebody means to do it, and when: within its time, a little late, or, forgotten, when it is found."""
        arose = one.arose.start.timestamp()
        kept = self.chance.random() < KEPT[one.duty.strength]
        if one.due is None:
            soon = one.duty.urgent or one.duty.pathway == "referral"
            self.planned[one.id] = office(arose + self.chance.uniform(0.02, 0.4 if soon else 6) * DAY)
            return kept
        limit = first_instant_after(one.due).timestamp()
        length = max(limit - arose, HOUR)
        if not kept and one.duty.strength is Strength.MAY:
            return False
        if not kept:
            self.planned[one.id] = office(max(limit, clock) + self.chance.uniform(0.3, 1) * FOUND_LATER)
        elif self.chance.random() < LATE:
            self.planned[one.id] = office(limit + self.chance.uniform(0.05, 0.6) * min(length, FOUND_LATER))
        elif limit > self.until.timestamp() - LATELY and self.chance.random() < BEHIND:
            self.planned[one.id] = office(limit + self.chance.uniform(0.2, 1) * LATELY)
        else:
            self.planned[one.id] = office(arose + self.chance.uniform(0.1, 0.9) * length, latest=limit - 600)
        return True

    def _point_of(self, standing: EpisodeSituation, owed: set[str]) -> Intent | None:
        """What brings an episode to its point, or closes it after, where no duty says so."""
        pathway, pack = standing.episode.pathway, standing.pack
        short, days = POINTS.get(pathway, ("", 0.0))
        name = f"{pathway}/{short}"
        began = standing.episode.opened.occurred.start.timestamp()
        own = [event for event in standing.reasoner.view.timeline.events if event.episode == standing.episode.id]
        done = {event.name for event in own if event.kind is Kind.DONE}
        if name not in pack.steps or name in owed - self._without_hope(standing):
            return None
        if name not in done:
            return self._planned_step(name, standing, began + days * DAY * self.chance.uniform(0.7, 1.3))
        closing = next((step for step in pack.steps.values() if step.pathway == pathway and step.closes), None)
        if closing is None or any(one.id not in self.given_up for one in standing.open_musts):
            return None
        last = max(event.occurred.start.timestamp() for event in own)
        return self._planned_step(closing.name, standing, last + self.chance.uniform(1, 9) * DAY)

    def _without_hope(self, standing: EpisodeSituation) -> set[str]:
        return {step for one in standing.duties if one.id in self.given_up for step in one.duty.do}

    def _planned_step(self, name: str, standing: EpisodeSituation, when: float) -> Intent | None:
        key = f"{standing.episode.id}|{name}"
        if key in self.given_up:
            return None
        return Intent(self.planned.setdefault(key, office(when)), key, name, episode=standing.episode.id)

    def _do(self, intent: Intent, situation: Situation, now: datetime) -> None:
        """What cannot be recorded is tried again after something else, and then given up."""
        self.waiting.pop(intent.key, None)
        if intent.errand is not None:
            intent.errand(now)
            self.file = file_of(self.stream)
            return
        try:
            stored = self._recorded(intent, situation, now)
        except NotRecorded:
            self.tries[intent.key] += 1
            self.planned[intent.key] = now.timestamp() + self.chance.uniform(0.02, 0.3) * DAY
            if self.tries[intent.key] > 2:
                self.given_up.add(intent.key)
            return
        self.acts += 1
        self.done.update((intent.act, intent.key))
        if self.done[intent.key] >= MOST_OF_ONE:
            # It does not meet what is owed, whatever the reason.
            self.given_up.add(intent.key)
        self._learn(stored)

    def _learn(self, stored: list[StoredEvent]) -> None:
        """The file with what has just been written in it, without reading it again."""
        events, _ = from_ledger(stored)
        self.file = replace(self.file, history=self.file.history.with_events(*events), sequence=stored[-1].sequence)

    def _recorded(self, intent: Intent, situation: Situation, now: datetime) -> list[StoredEvent]:
        if intent.kind is not Kind.DONE:
            return self._said(intent, situation, now)
        pathway = intent.act.partition("/")[0]
        own = intent.instance.episode if intent.instance is not None else intent.episode
        open_ones = [one for one in situation.of_pathway(pathway) if one.is_open]
        standing = next((one for one in open_ones if one.episode.id == own), open_ones[-1] if open_ones else None)
        pack = standing.pack if standing is not None else self.area.pack
        step = pack.steps[intent.act]
        staff = self.area.staff(self.worker)
        if intent.signs is not None:
            signing = who_may(staff, step.signs, pack, other_than=intent.episode)
            return self._write(replace(intent.signs, occurred=Moment.at(now)), signing, now)
        act = self._act(step, standing, now, anyway=self.tries[intent.key] >= 1)
        actor = who_may(staff, step.by, pack)
        if step.closes and standing is not None and standing.open_musts:
            both = (one for one in staff if may_act(step.by, one, pack) and may_act([RoleOf("manager")], one, pack))
            actor, act = next(both, actor), replace(act, happened_anyway=CLOSED_ANYWAY)
        if not step.signs:
            return self._write(act, actor, now)
        stored = self._write(replace(act, kind=Kind.PROPOSED), actor, now)
        wait = self.chance.uniform(0.5, 5) * HOUR if self.chance.random() < 0.8 else self.chance.uniform(1, 4) * DAY
        # Whoever signs is somebody else: `episode` of a signature names who proposed.
        self.waiting[intent.key] = Intent(
            office(now.timestamp() + wait), intent.key, intent.act, episode=actor.person, signs=act
        )
        return stored

    def _write(self, act: Act, by, now: datetime) -> list[StoredEvent]:
        return record(stream=self.stream, act=act, by=by, area=self.area.area, now=now)

    def _act(self, step: Step, standing: EpisodeSituation | None, now: datetime, *, anyway: bool) -> Act:
        moment, pack = Moment.at(now), standing.pack if standing is not None else self.area.pack
        option = self._option(step)
        members = step.meeting.members if step.meeting is not None else ()
        present = tuple(people_word(one.who) for one in members if one.must or self.chance.random() < 0.5)
        asked = pack.step_questions(step.name)
        act = Act(
            name=step.name, occurred=moment, episode=standing.episode.id if standing is not None else "",
            answers=self.answering.answers(asked.values(), moment), option=option, present=present,
            reason=self.chance.choice(REASONS) if option else "", happened_anyway=ANYWAY if anyway else "",
        )  # fmt: skip
        return act if standing is None else self.answering.completed(act, asked, standing, self.file.history)

    def _option(self, step: Step) -> str:
        """What is decided; not what would open again what is open."""
        if step.decides is None:
            return ""
        closed = {event.episode for event in self.file.history.events if event.kind is Kind.CLOSED}
        begun = {one.pathway for one in self.file.history.episodes.values() if one.id not in closed}
        rows = step.decides.rows
        fresh = [row.id for row in rows if row.opens is None or row.opens.pathway not in begun]
        return self.answering.option(fresh or [row.id for row in rows])

    def _said(self, intent: Intent, situation: Situation, now: datetime) -> list[StoredEvent]:
        """Record a telling or a considering."""
        assert intent.instance is not None
        duty, member = intent.instance.duty, intent.instance.member
        pack = situation.episodes[intent.episode].pack
        actor = who_may(self.area.staff(self.worker), duty.by, pack)
        said = {"kind": intent.kind, "occurred": Moment.at(now), "episode": intent.episode, "member": member}
        if intent.kind is Kind.TOLD:
            to = {"told": intent.instance.audience, "about": duty.about, "duty": duty.name}
            return self._write(Act(name=duty.pathway or "", **said, **to), actor, now)
        did = self.chance.random() < 0.7
        how = {"option": "did"} if did else {"option": "did-not", "reason": self.chance.choice(REASONS)}
        return self._write(Act(name=duty.name, **said, **how), actor, now)
