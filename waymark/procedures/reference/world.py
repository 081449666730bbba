"""All episodes of a history together: the moments worth asking about, cautions, gates, and how everything stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from waymark.procedures.history import Episode, History
from waymark.procedures.language import conditions as c
from waymark.procedures.language.entries import Caution, Contact, Duty, Gate, Reach, Step, UponDate
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import FAMILY_GROUPS
from waymark.procedures.reference.arising import Arising
from waymark.procedures.reference.knowing import Absent, Mind, Truth, every, opposite, some
from waymark.procedures.reference.moments import Course, Then, next_midnight, opening_and_closing, runs_out
from waymark.procedures.reference.owed import Life, Owed, holds_up_closing
from waymark.procedures.reference.owing import Debts
from waymark.procedures.reference.seeing import Sight, stands_open
from waymark.procedures.time import Moment, birthday, first_instant_after

PackOf = Callable[[Episode], Pack]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one episode stands: everything that the fast evaluator can be compared in."""

    duties: tuple[Owed, ...]
    facts: Mapping[str, object | None]
    cautions: Mapping[str, Truth]
    offers: Mapping[str, bool]
    """Each step offered, and whether that is certain (no: its `when` is unknown)."""
    barriers: Mapping[str, Mapping[str, tuple[str, bool]]]
    """For each step of the pathway, each gate and caution that stands before it: the verdict, and whether it refuses."""
    holding_up: frozenset[str]
    """The identities of what holds up closing."""


def evaluate_slowly(history: History, pack: Pack | PackOf, now: datetime) -> dict[str, Standing]:
    """How each opened episode of a history stands at `now`, by episode."""
    world = World(history, pack if not isinstance(pack, Pack) else lambda _episode: pack, now)
    opened = [place for place in world.places.values() if world.now.has(place.sight.episode.opened)]
    return {place.sight.episode.id: place.standing() for place in opened}


class World:
    """One history at one moment."""

    def __init__(self, history: History, pack_of: PackOf, now: datetime) -> None:
        self.history = history
        self.course = Course(history.events)
        self.now = self.course.by(now)
        self.places = {e.id: Place(self, e, pack_of(e)) for e in history.episodes.values()}
        self.moments: list[Then] = []
        self._walk_forward()

    def _walk_forward(self) -> None:
        """Fills `moments`: every event, and whenever time alone can change an answer, found by asking at each what comes next."""
        waiting = {fact.since.start for fact in self.history.given if fact.since is not None}
        events = list(self.now.events)
        while True:
            time = min((t for t in waiting if t <= self.now.instant), default=None)
            if time is not None and (not events or time <= events[0].occurred.start):
                waiting.discard(time)
                then = self.course.clock_reaches(time)
            elif events:
                then = self.course.upon(events.pop(0))
            else:
                return
            self.moments.append(then)
            waiting |= {t for place in self.places.values() for t in place.what_comes_next(then) if t > then.instant}


class Place:
    """One episode in the world."""

    def __init__(self, world: World, episode: Episode, pack: Pack) -> None:
        self.world = world
        self.pack = pack
        self.sight = Sight(world.history, episode, pack)
        self.mind = Mind(self.sight, world.course, self._duty_was)
        arising = Arising(self.sight, self.mind, world.course, lambda: world.moments, self._instances_seen)
        self.debts = Debts(self.sight, self.mind, world.course, arising)
        self.own_duties = [duty for duty in pack.duties.values() if duty.pathway == episode.pathway]
        self.conditions = list(_conditions(pack, self.own_duties))

    # Duties seen from here

    def _instances_seen(self, duty: str, then: Then) -> list[Life]:
        """A duty of the own pathway here; another pathway's in the episodes joined with this one."""
        pathway = self.pack.duties[duty].pathway
        if pathway == self.sight.episode.pathway:
            return self.debts.instances(duty, then)
        near = [
            p
            for p in self.world.places.values()
            if p.sight.episode.id in self.sight.linked and p.sight.episode.pathway == pathway
        ]
        near = [p for p in near if duty in p.pack.duties and then.has(p.sight.episode.opened)]
        return [life for place in near for life in place.debts.instances(duty, then)]

    def _duty_was(self, duty: str, what: str, then: Then) -> bool:
        lives = self._instances_seen(duty, then)
        return any(life.owed.outstanding if what == "open" else life.owed.overran for life in lives)

    # The moments worth asking about

    def what_comes_next(self, then: Then) -> Iterator[datetime]:
        """The instants at which, if nothing else happens, an answer can turn."""
        dates = [test.date for test in self.conditions if isinstance(test, c.Reached)]
        dates += [upon.date for duty in self.own_duties for upon in duty.upon if isinstance(upon, UponDate)]
        for date in dates:
            limit = self.mind.date(date, then)
            if not isinstance(limit, Absent):
                yield first_instant_after(limit)
        for test in self.conditions:
            if isinstance(test, c.Happened) and test.within is not None:
                length = self.mind.length(test.within, then)
                for event in self.sight.seen(test.event, then, test.across) if length is not None else []:
                    yield runs_out(event.occurred, length) if length is not None else then.instant
            if isinstance(test, c.OfficeHours) and test.at is None:
                yield from self._of_the_day(self.pack.contacts[test.contact], then)
            if isinstance(test, c.FactTest) and test.fact == "working-day":
                yield next_midnight(then.instant)
        yield from self._next_birthday(then)
        for duty in _asked_whether_late(self.conditions, self.own_duties):
            yield from (
                first_instant_after(life.owed.due)
                for life in self._instances_seen(duty, then)
                if life.owed.due is not None
            )

    def _of_the_day(self, contact: Contact, then: Then) -> Iterator[datetime]:
        midnight = next_midnight(then.instant)
        yield midnight
        if contact.hours is not None:
            yield from opening_and_closing(contact.hours, then.instant)

    def _next_birthday(self, then: Then) -> Iterator[datetime]:
        born = self.sight.given("born", then)
        if isinstance(born, Moment):
            age = self.mind.fact("age", then)
            yield Moment.on(birthday(born.day, age + 1 if isinstance(age, int) else 0)).start

    # How it stands

    def standing(self) -> Standing:
        """Everything that can be said of this episode now."""
        now, pathway = self.world.now, self.sight.episode.pathway
        steps = [step for step in self.pack.steps.values() if step.pathway == pathway]
        asked = [name for name, fact in self.pack.facts.items() if fact.pathway in (None, pathway)]
        asked += [name for name in self.pack.questions if "." not in name and name.partition("/")[0] == pathway]
        duties = tuple(
            self._held(duty, life.owed) for duty in self.own_duties for life in self.debts.instances(duty.name, now)
        )
        return Standing(
            duties=duties,
            facts={name: self.mind.fact(name, now) for name in asked},
            cautions={caution.name: ruled for caution, ruled in self.cautions()},
            offers=dict(self._offers(steps)),
            barriers={step.name: dict(self._barriers(step)) for step in steps},
            holding_up=frozenset(
                owed.identity for owed in duties if holds_up_closing(self.pack.duties[owed.duty], owed)
            ),
        )

    def _offers(self, steps: list[Step]) -> Iterator[tuple[str, bool]]:
        for step in steps if stands_open(self.sight.episode, self.world.now) else []:
            holds = True if step.when is None else self.mind.holds(step.when, self.world.now)
            if holds is not False:
                yield step.name, holds is True

    # Cautions and gates

    def cautions(self) -> list[tuple[Caution, Truth]]:
        """Those of this pathway and the shared ones, and those that reach here from other episodes; no more those that are ruled out."""
        found: dict[str, list[tuple[Caution, Truth]]] = {}
        for place in self.world.places.values():
            for caution in place.pack.cautions.values():
                if place.holds_caution(caution) and (place is self or place.reaches(caution, self)):
                    ruled = True if caution.while_ is None else place.mind.holds(caution.while_, self.world.now)
                    found.setdefault(caution.name, []).append((caution, ruled))
        strongest = [(held[0][0], some(ruled for _, ruled in held)) for _, held in sorted(found.items())]
        return [(caution, ruled) for caution, ruled in strongest if ruled is not False]

    def holds_caution(self, caution: Caution) -> bool:
        """Whether a caution is one of this episode's own, once it has been opened."""
        episode = self.sight.episode
        return caution.pathway in (None, episode.pathway) and self.world.now.has(episode.opened)

    def reaches(self, caution: Caution, other: Place) -> bool:
        """Whether a caution of this episode reaches another; advice (no `while`) stays where it is."""
        if caution.while_ is None or caution.across is c.Across.EPISODE:
            return False
        if caution.across is c.Across.FILE:
            return other.sight.episode.subject == self.sight.episode.subject
        return caution.across is c.Across.HOUSEHOLD or other.sight.episode.id in self.sight.linked

    def _held(self, duty: Duty, owed: Owed) -> Owed:
        for caution, ruled in self.cautions() if owed.outstanding else []:
            if ruled and self._blocks(caution, duty, owed.audience):
                return replace(owed, state="held", held_by=caution.name)
        return owed

    def _blocks(self, caution: Caution, duty: Duty, audience: str) -> bool:
        if duty.do:
            return all(key in self.pack.steps and concerns(caution.blocks, self.pack.steps[key]) for key in duty.do)
        return audience in FAMILY_GROUPS and "contact-family" in caution.blocks.acts

    def _barriers(self, step: Step) -> Iterator[tuple[str, tuple[str, bool]]]:
        now = self.world.now
        for gate in self.pack.gates.values():
            if gate.pathway in (None, self.sight.episode.pathway) and concerns(gate.before, step):
                applies = True if gate.when is None else self.mind.holds(gate.when, now)
                fails = every([applies, opposite(self.mind.holds(gate.needs, now))])
                if fails is not False:
                    yield gate.name, ("shut" if fails else "answer first", not self._is_waived(gate, gate.before))
        for caution, ruled in self.cautions():
            if concerns(caution.blocks, step):
                refuses = ruled is True and not self._is_waived(caution, caution.blocks)
                yield caution.name, ("shut" if ruled else "not ruled out", refuses)
            elif concerns(caution.at, step):
                yield caution.name, ("warns" if ruled else "not ruled out", False)

    def _is_waived(self, rule: Gate | Caution, reach: Reach) -> bool:
        """Whether its last waive has not been used up by an act before which the rule stands (trap 17)."""
        waives = self.sight.own(f"{rule.name}.waived", self.world.now) if rule.waive is not None else []
        if not waives:
            return False
        later = self.world.now.events[self.world.course.upon(waives[-1]).count :]
        # An act at the very moment asked about is the one being tried (2.8).
        acts = [e for e in later if e.key in self.pack.steps and e.occurred.start < self.world.now.instant]
        return not any(e.episode in self.sight.rings[0] and concerns(reach, self.pack.steps[e.key]) for e in acts)


def concerns(reach: Reach, step: Step) -> bool:
    """Whether a step is named, or its form, or a kind of act that it is, or closing."""
    return (
        step.name in reach.steps
        or step.form in reach.forms
        or bool(reach.acts.intersection(step.acts))
        or (reach.close and step.closes)
    )


def _conditions(pack: Pack, duties: list[Duty]) -> Iterator[c.Condition]:
    """Every condition on which a duty, or any fact, can depend, whole and in parts."""
    for duty in duties:
        for whole in (duty.when, duty.while_):
            yield from c.walk(whole)
    for fact in pack.facts.values():
        for row in fact.rows:
            yield from c.walk(row.when)


def _asked_whether_late(conditions: list[c.Condition], duties: list[Duty]) -> set[str]:
    asked = {test.duty for test in conditions if isinstance(test, c.DutyLate)}
    return asked | {upon.duty for duty in duties for upon in duty.upon if not isinstance(upon, str | UponDate)}
