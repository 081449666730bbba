"""What happens around the procedures: a child is given a worker, is visited, is asked about at other agencies, and people meet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from waymark.casefile import projections
from waymark.casefile.actions import record
from waymark.casefile.acts import Act, Actor
from waymark.casefile.errors import NotRecorded
from waymark.demo.answers import CHILDS_WORDS, PARENTS_WORDS, TOLD
from waymark.demo.areas import Area
from waymark.demo.living import Life
from waymark.demo.moments import DAY, HOUR, at, office, quarter
from waymark.meetings import actions as meetings
from waymark.meetings.book import Agreed, Invited, Minutes, Said
from waymark.procedures.evaluation import EpisodeSituation, Situation
from waymark.procedures.history import Kind
from waymark.procedures.language.entries import Step
from waymark.procedures.language.people import people_word
from waymark.procedures.time import Moment
from waymark.sharing import actions as sharing
from waymark.sharing.errors import BadEntry, NoLongerOpen
from waymark.work import actions as work
from waymark.work.errors import NoSuchWork

#: Pathways in which a child has a worker, and the team that holds them.
ALLOCATED = {
    "assessment": "assessment", "section-47-enquiry": "assessment", "child-in-need-plan": "protection", "child-protection-plan": "protection",
}  # fmt: skip
VISIT = "case-record/visit"
#: Agencies that are asked at the front door: the kind, who answers, and what is asked.
ASKED = (
    ("police", "police", "Have officers been called to the address in the last year? What was found?"),
    ("health", "health", "Are appointments kept, and does anything about the child's health worry you?"),
    ("school", "education", "How are attendance and how the child seems, and who comes for them?"),
)
#: Members of meetings in packs' words, and the agency that sends them.
SENDS = {
    "police": "police",
    "health": "health",
    "school": "school",
    "safeguarding-lead": "school",
    "social-care": "social-care",
}


@dataclass(slots=True)
class Around:
    """Looks at a life from act to act and plans what happens beside it."""

    life: Life
    begun: set[str] = field(default_factory=set)

    @property
    def area(self) -> Area:
        """The life's area."""
        return self.life.area

    def look(self, situation: Situation, clock: float) -> None:
        """Plan what the situation gives cause for."""
        open_ones = [one for one in situation.episodes.values() if one.is_open]
        pathways = {one.episode.pathway for one in open_ones}
        chance = self.life.chance
        if pathways & ALLOCATED.keys():
            if self._first("worker") and chance.random() < 0.96:
                self.life.errand(office(clock + chance.uniform(0.05, 1.5) * DAY), "worker", self._allocate)
            if self._first("visits"):
                self._next_visit(clock, 1, 5)
        for standing in open_ones:
            if (
                standing.episode.pathway == "referral"
                and self._first(f"ask {standing.episode.id}")
                and chance.random() < 0.4
            ):
                self._plan_questions(standing.episode.id, clock)
            self._plan_meetings(standing, clock)
        self._plan_minutes(clock)

    def _first(self, what: str) -> bool:
        new = what not in self.begun
        self.begun.add(what)
        return new

    def _pathways(self) -> set[str]:
        history = self.life.file.history
        closed = {event.episode for event in history.events if event.kind is Kind.CLOSED}
        return {one.pathway for one in history.episodes.values() if one.id not in closed}

    def _allocate(self, now: datetime) -> None:
        held = sorted(self._pathways() & ALLOCATED.keys())
        if not held:
            return
        manager = next(one for one in self.area.actors["team.manager"] if one.role == "manager")
        projections.catch_up([self.life.stream], now=now)
        with suppress(NoSuchWork):
            work.allocate(
                stream=self.life.stream, worker=self.area.one(self.life.worker).person, team=self.area.team(ALLOCATED[held[-1]]),
                by=manager, now=now,
            )  # fmt: skip

    def _next_visit(self, clock: float, soonest: float = 8, latest: float = 26) -> None:
        self.life.errand(office(clock + self.life.chance.uniform(soonest, latest) * DAY), "visit", self._visit)

    def _visit(self, now: datetime) -> None:
        """A visit, and the next one. Where the work has ended there is none until it begins again."""
        if not self._pathways() & ALLOCATED.keys():
            self.begun.discard("visits")
            return
        asked, chance = self.area.pack.step_questions(VISIT), self.life.chance
        alone, seen = chance.random() < 0.7, chance.random() < 0.92
        said = {"seen": "yes" if seen else "no"}
        if seen:
            said |= {
                "seen-alone": "yes" if alone else "no",
                "seen-where": "at home",
                "childs-words": chance.choice(CHILDS_WORDS),
            }
            said |= (
                {}
                if alone
                else {"not-seen-alone-reason": "The mother stayed in the room; asked to be alone the next time."}
            )
        else:
            said["not-seen-reason"] = "Nobody opened, although the visit was agreed."
        more = self.life.answering.answers((one for key, one in asked.items() if key not in said), Moment.at(now))
        answers = {**{key: value for key, value in said.items() if key in asked}, **more}
        act = Act(name=VISIT, occurred=Moment.at(now), answers=answers)
        recorded(self.life.stream, act, self.area.one(self.life.worker), self.area.area, now)
        self._next_visit(now.timestamp())

    def _plan_questions(self, episode: str, clock: float) -> None:
        """One to three agencies are asked; most answer in a day or two, some not yet."""
        chance = self.life.chance
        when = office(clock + chance.uniform(0.02, 0.15) * DAY)
        for kind, local, what in chance.sample(ASKED, chance.choice((1, 2, 3))):
            days = chance.choice((1, 2, 3))
            ask = partial(self._ask, episode, kind, local, what, days)
            self.life.errand(when, f"ask {kind} {episode}", ask)
            when += chance.uniform(60, 600)

    def _ask(self, episode: str, kind: str, local: str, what: str, days: int, now: datetime) -> None:
        agency, chance = self.area.agency(kind), self.life.chance
        by = self.area.one("contact.officer")
        with suppress(BadEntry):
            number = sharing.ask(
                stream=self.life.stream, episode=episode, agency=agency, what=what, purpose="To decide what this referral needs.",
                needed_by=at(now.timestamp() + days * DAY).date(), by=by, now=now,
            )  # fmt: skip
            if chance.random() < 0.9:
                when = office(now.timestamp() + chance.uniform(0.1, days + 0.6) * DAY)
                self.life.errand(
                    max(when, now.timestamp() + HOUR), number, lambda then: self._answer(number, local, then)
                )

    def _answer(self, number: str, local: str, now: datetime) -> None:
        nothing = self.life.chance.random() < 0.2
        projections.catch_up([self.life.stream], now=now)
        with suppress(NoLongerOpen):
            sharing.answer(
                request=number, text="" if nothing else self.life.chance.choice(TOLD[local]), lawful_basis="" if nothing else "public-task",
                nothing_known=nothing, by=self.area.readers[local], now=now,
            )  # fmt: skip

    def _plan_meetings(self, standing: EpisodeSituation, clock: float) -> None:
        """A meeting that is owed in a day or more is called some time before."""
        for one, step in self._meetings_owed(standing):
            when = self.life.planned.get(one.id, 0)
            if when - clock < 0.8 * DAY or not self._first(f"meet {one.id}"):
                continue
            starts = quarter(when)
            self.life.planned[one.id] = starts
            called = min(office(clock + self.life.chance.uniform(0.02, 0.3) * (when - clock)), starts - HOUR)
            arrange = partial(self._arrange, standing.episode.id, step, starts)
            self.life.errand(max(called, clock + 60), f"meet {one.id} called", arrange)

    def _meetings_owed(self, standing: EpisodeSituation) -> Iterator[tuple]:
        for one in standing.duties:
            step = standing.pack.steps.get(self.life.step_for(one)) if one.outstanding and one.duty.do else None
            if step is not None and step.meeting is not None and step.pathway == standing.episode.pathway:
                yield one, step

    def _arrange(self, episode: str, step: Step, starts: float, now: datetime) -> None:
        words = self._called(step)
        invited = [
            Invited(member=word, agency=self.area.agency(SENDS[word]) if word in SENDS else "") for word in words
        ]
        if starts <= now.timestamp():
            return
        with suppress(NotRecorded):
            meetings.arrange(
                stream=self.life.stream, episode=episode, step=step.name, starts=Moment.at(at(starts)), place="Civic Office, room 2, or by video",
                chair="Cordelia Chairing", invited=invited, by=self.life.actor_for(step), now=now,
            )  # fmt: skip

    def _called(self, step: Step) -> list[str]:
        """Everybody who must be there, and most of the others."""
        members = step.meeting.members if step.meeting is not None else ()
        return [people_word(one.who) for one in members if one.must or self.life.chance.random() < 0.7]

    def _plan_minutes(self, clock: float) -> None:
        """Most meetings that were just held are written up within a day."""
        event = next(reversed(self.life.file.history.events), None)
        step = self.area.pack.steps.get(event.name) if event is not None and event.kind is Kind.DONE else None
        if event is None or step is None or step.meeting is None or not self._first(f"minutes {event.id}"):
            return
        if self.life.chance.random() < 0.8:
            when = office(clock + self.life.chance.uniform(0.1, 1) * DAY)
            self.life.errand(
                max(when, clock + HOUR), f"minutes {event.id}", lambda now: self._minute(event.id, step, now)
            )

    def _minute(self, event: str, step: Step, now: datetime) -> None:
        chance, agency = self.life.chance, self.area.agency
        day = at(now.timestamp() + chance.uniform(5, 20) * DAY).date()
        dissent = (
            (Said(agency=agency("health"), text="Would have gone further: the risk has not fallen."),)
            if chance.random() < 0.08
            else ()
        )
        minutes = Minutes(
            event=event,
            shared=tuple(Said(agency=agency(kind), text=chance.choice(TOLD[local])) for kind, local, _ in ASKED),
            dissent=dissent,
            agreed=(
                Agreed(what="Visit at home twice a week and speak with the child alone", who="the social worker", by=day),
                Agreed(what="Tell the social worker of every missed appointment", who="the health visitor", by=day),
            ),
            child=chance.choice(CHILDS_WORDS), parents=chance.choice(PARENTS_WORDS),
        )  # fmt: skip
        by = self.life.actor_for(step)
        with suppress(NotRecorded):
            meetings.write_minutes(stream=self.life.stream, minutes=minutes, by=by, now=now)


def recorded(stream: str, act: Act, by: Actor, area: str, now: datetime) -> bool:
    """Record an act; what the procedures refuse is recorded with the reason why it happened anyway, or does not happen."""
    for anyway in ("", "It could not wait, because of the worry; what is missing follows by telephone."):
        try:
            record(stream=stream, act=replace(act, happened_anyway=anyway), by=by, area=area, now=now)
        except NotRecorded:
            continue
        return True
    return False
