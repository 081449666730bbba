"""A child's simulated life in the procedures: whatever is owed is mostly done, mostly in time, by somebody whose role allows it.

It knows no area: which step comes next is what the packs say is owed. Refusals are met as people meet them: something else is done first,
or it is recorded that it happened anyway, with the reason.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from waymark.casefile.actions import record
from waymark.casefile.acts import Act, Actor
from waymark.casefile.errors import NotRecorded
from waymark.casefile.queries import file_of, situation_of
from waymark.casefile.validation import may_act
from waymark.demo.answers import REASONS, Answering
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation, Situation
from waymark.procedures.history import History, Kind
from waymark.procedures.language.entries import Step, Strength
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import People, people_word
from waymark.procedures.time import Moment, first_instant_after

HOUR = 3600.0
DAY = 24 * HOUR
#: How often a duty of each strength is kept at all, and how often what is kept is late.
KEPT = {Strength.MUST: 0.94, Strength.SHOULD: 0.55, Strength.MAY: 0.1}
LATE = 0.13
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
MOST_ACTS = 90
#: No step is done more often than this in one child's life, unless a rhythm asks for it: choices at random could go round for ever.
MOST_OF_ONE = 4


@dataclass(frozen=True, slots=True)
class Intent:
    """Something that somebody is going to do."""

    when: float
    key: str
    act: str
    kind: Kind = Kind.DONE
    episode: str = ""
    instance: DutyInstance | None = None


@dataclass(slots=True)
class Life:
    """One child's time in the procedures of one area."""

    stream: str
    area: str
    staff: Sequence[Actor]
    """Who may act, in order of preference."""
    chance: random.Random
    until: datetime
    given_up: set[str] = field(default_factory=set)
    planned: dict[str, float] = field(default_factory=dict)
    tries: dict[str, int] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)
    answering: Answering = field(init=False)

    def __post_init__(self) -> None:
        self.answering = Answering(self.chance)

    def live(self, began: datetime) -> Iterator[datetime]:
        """What happens after a referral, act by act, until `until` or until nothing is owed. Yields the moment of each act."""
        clock = began.timestamp()
        for _ in range(MOST_ACTS):
            situation = situation_of(file_of(self.stream), _at(clock))
            intent = min(self._intents(situation, clock), key=lambda one: one.when, default=None)
            if intent is None or intent.when > self.until.timestamp():
                return
            clock = max(clock + 60, intent.when)
            if self._do(intent, situation, _at(clock)):
                yield _at(clock)

    def _intents(self, situation: Situation, clock: float) -> Iterator[Intent]:
        for standing in situation.episodes.values():
            if not standing.is_open:
                continue
            owed = {step for one in standing.duties if one.outstanding for step in one.duty.do}
            for one in standing.duties:
                if one.outstanding and one.state.value != "held" and (intent := self._to_meet(one, clock)):
                    yield intent
            point = self._point_of(standing, owed)
            if point is not None:
                yield point

    def _to_meet(self, one: DutyInstance, clock: float) -> Intent | None:
        key = one.id
        if key in self.given_up:
            return None
        if key not in self.planned:
            if self.chance.random() > KEPT[one.duty.strength]:
                self.given_up.add(key)
                return None
            self.planned[key] = self._moment_for(one)
        when = max(self.planned[key], clock + 300)
        if one.duty.do:
            own = [step for step in one.duty.do if step.startswith(one.episode.split("-")[0])]
            step = (own or list(one.duty.do))[0]
            return Intent(when, key, step, instance=one) if self._not_too_often(step, one) else None
        kind = Kind.TOLD if one.duty.tell else Kind.CONSIDERED
        return Intent(when, key, one.duty.name, kind, one.episode, one)

    def _not_too_often(self, step: str, one: DutyInstance) -> bool:
        return one.duty.every is not None or self.done[step] < MOST_OF_ONE

    def _moment_for(self, one: DutyInstance) -> float:
        """When it will be done: somewhere within its time, sometimes after it, in office hours."""
        arose = one.arose.start.timestamp()
        if one.due is None:
            return _office(arose + self.chance.uniform(0.02, 0.3 if one.duty.urgent else 6) * DAY)
        limit = first_instant_after(one.due).timestamp()
        length = max(limit - arose, HOUR)
        if self.chance.random() < LATE:
            return _office(limit + self.chance.uniform(0.05, 0.6) * length)
        return _office(arose + self.chance.uniform(0.1, 0.9) * length, latest=limit - 600)

    def _point_of(self, standing: EpisodeSituation, owed: set[str]) -> Intent | None:
        """What brings an episode to its point, or closes it after, where no duty says so."""
        pathway, pack = standing.episode.pathway, standing.pack
        short, days = POINTS.get(pathway, ("", 0.0))
        name = f"{pathway}/{short}"
        began = standing.episode.opened.occurred.start.timestamp()
        own = [event for event in standing.reasoner.view.timeline.events if event.episode == standing.episode.id]
        done = {event.name for event in own if event.kind is Kind.DONE}
        if name not in pack.steps or name in owed:
            return None
        if name not in done:
            return self._planned_step(name, standing, began + days * DAY * self.chance.uniform(0.7, 1.3))
        closing = next((step for step in pack.steps.values() if step.pathway == pathway and step.closes), None)
        if closing is None or standing.open_musts:
            return None
        last = max(event.occurred.start.timestamp() for event in own)
        return self._planned_step(closing.name, standing, last + self.chance.uniform(1, 9) * DAY)

    def _planned_step(self, name: str, standing: EpisodeSituation, when: float) -> Intent | None:
        key = f"{standing.episode.id}|{name}"
        if key in self.given_up:
            return None
        return Intent(self.planned.setdefault(key, _office(when)), key, name, episode=standing.episode.id)

    def _do(self, intent: Intent, situation: Situation, now: datetime) -> bool:
        """Whether it could be recorded. What cannot is tried again after something else, and then given up."""
        try:
            self._record(intent, situation, now, anyway=self.tries.get(intent.key, 0) >= 1)
        except NotRecorded:
            self.tries[intent.key] = self.tries.get(intent.key, 0) + 1
            self.planned[intent.key] = now.timestamp() + self.chance.uniform(0.2, 2) * DAY
            if self.tries[intent.key] > 2:
                self.given_up.add(intent.key)
            return False
        self.done[intent.act] += 1
        return True

    def _record(self, intent: Intent, situation: Situation, now: datetime, *, anyway: bool) -> None:
        if intent.kind is not Kind.DONE:
            self._say(intent, situation, now)
            return
        pathway = intent.act.partition("/")[0]
        open_ones = [one for one in situation.of_pathway(pathway) if one.is_open]
        standing = open_ones[-1] if open_ones else None
        pack = standing.pack if standing is not None else next(iter(situation.episodes.values())).pack
        step = pack.steps[intent.act]
        act = self._act(step, pack, standing, situation.history, now, anyway)
        actor = self._who(step.by, pack)
        if step.signs:
            record(stream=self.stream, act=replace(act, kind=Kind.PROPOSED), by=actor, area=self.area, now=now)
            if self.chance.random() < 0.1:
                # Left waiting for a signature.
                self.given_up.add(intent.key)
                return
            signing = self._who(step.signs, pack, other_than=actor.person)
            later = _at(now.timestamp() + self.chance.uniform(0.5, 5) * HOUR)
            signed = replace(act, occurred=Moment.at(later))
            record(stream=self.stream, act=signed, by=signing, area=self.area, now=later)
            return
        record(stream=self.stream, act=act, by=actor, area=self.area, now=now)

    def _act(
        self, step: Step, pack: Pack, standing: EpisodeSituation | None, history: History, now: datetime, anyway: bool
    ) -> Act:
        at = Moment.at(now)
        option = ""
        if step.decides is not None:
            option = self.answering.option([row.id for row in step.decides.rows])
        members = step.meeting.members if step.meeting is not None else ()
        present = tuple(people_word(one.who) for one in members if one.must or self.chance.random() < 0.5)
        asked = pack.step_questions(step.name)
        act = Act(
            name=step.name, occurred=at, episode=standing.episode.id if standing is not None else "",
            answers=self.answering.answers(asked.values(), at), option=option, present=present,
            reason=self.chance.choice(REASONS) if option else "",
            happened_anyway="It was done before this could be written down; the record follows." if anyway else "",
        )  # fmt: skip
        return act if standing is None else self.answering.completed(act, asked, standing, history)

    def _say(self, intent: Intent, situation: Situation, now: datetime) -> None:
        """Record a telling or a considering."""
        assert intent.instance is not None
        duty = intent.instance.duty
        standing = situation.episodes[intent.episode]
        actor = self._who(intent.instance.duty.by, standing.pack)
        if intent.kind is Kind.TOLD:
            act = Act(
                name=duty.pathway or "", kind=Kind.TOLD, occurred=Moment.at(now), episode=intent.episode, told=intent.instance.audience,
                about=duty.about, duty=duty.name, member=intent.instance.member,
            )  # fmt: skip
        else:
            did = self.chance.random() < 0.7
            act = Act(
                name=duty.name, kind=Kind.CONSIDERED, occurred=Moment.at(now), episode=intent.episode, option="did" if did else "did-not",
                reason="" if did else self.chance.choice(REASONS), member=intent.instance.member,
            )  # fmt: skip
        record(stream=self.stream, act=act, by=actor, area=self.area, now=now)

    def _who(self, named: Sequence[People], pack: Pack, other_than: str = "") -> Actor:
        """The first of the staff whom a step allows; if nobody is named, the worker."""
        fit = [one for one in self.staff if one.person != other_than and (not named or may_act(named, one, pack))]
        return fit[0] if fit else self.staff[0]


def _at(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _office(seconds: float, latest: float | None = None) -> float:
    """The same day between nine and five, not at a weekend where that leaves it in time."""
    moment = datetime.fromtimestamp(seconds, UTC)
    hour = 9 + (moment.hour * 8) // 24
    within = moment.replace(hour=hour).timestamp()
    ahead = {5: 2 * DAY, 6: DAY}.get(moment.weekday(), 0.0)
    if latest is None or within + ahead <= latest:
        within += ahead
    return min(within, latest) if latest is not None else within
