"""Histories played under a real pack: steps, options and answers that it knows, with what follows from each act."""

from __future__ import annotations

from dataclasses import replace

from tests.agreement.choosing import Choose
from tests.agreement.histories import answer
from tests.agreement.packs import one_in
from waymark.procedures.evaluation import evaluate
from waymark.procedures.evaluation.consequences import consequences, judged, opening
from waymark.procedures.history import Event, Given, History, Kind
from waymark.procedures.language.entries import AnswerType, Question, Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import people_word
from waymark.procedures.time import Duration, Moment

DAYS = [f"2026-{month:02}-{day:02}" for month in (3, 4, 5) for day in range(1, 31, 3)]
HOURS = ("", "T08:15", "T10:00", "T16:50", "T23:30")
GIVEN = (
    Given(name="born", value=Moment.parse("2015-04-10")),
    Given(name="agencies-involved", value=("police", "health")),
    Given(name="agencies-involved", value=("health", "school"), since=Moment.parse("2026-04-02T12:00")),
    Given(name="allocated-worker", value="Sam Field", since=Moment.parse("2026-03-20")),
)


class Player:
    """Plays acts one after another, as people would record them."""

    def __init__(self, draw: Choose, pack: Pack) -> None:
        self.draw = draw
        self.pack = pack
        self.events: list[Event] = []
        self.open: dict[str, str] = {}

    def play(self, acts: int) -> History:
        """A history of so many acts and what followed from them."""
        days = sorted(self.draw.some_of(DAYS, acts, acts))
        for number in range(acts):
            self.act(number, Moment.parse(days[number] + self.draw.one_of(HOURS)))
        if one_in(self.draw, 2):
            self.correct()
        return History(self.events, GIVEN)

    def act(self, number: int, occurred: Moment) -> None:
        event = Event(
            id=f"e{number}", name="", episode="", subject="child", occurred=occurred, recorded=occurred.start,
            sequence=number * 10,
        )  # fmt: skip
        kind = self.draw.number(0, 9)
        if kind >= 7 and self.open:
            self.record(self.other(event, kind))
        else:
            self.record(self.done(event))

    def done(self, event: Event) -> Event:
        steps = [step for step in self.pack.steps.values() if step.pathway in self.open] if self.open else []
        if not steps or one_in(self.draw, 4):
            steps = [self.pack.steps[name] for pathway in self.pack.pathways.values() for name in pathway.starts]
        step = self.draw.one_of(steps)
        options = [row.id for row in step.decides.rows] if step.decides is not None else [""]
        asked = list(self.pack.step_questions(step.name).values())
        return replace(
            event, name=step.name, option=self.draw.one_of(options), present=self.present(step),
            agency=self.draw.one_of(("", "police", "health", "school")),
            answers={q.name.rpartition("/")[2]: self.answer(q) for q in self.draw.some_of(asked, 0, min(6, len(asked)))},
        )  # fmt: skip

    def present(self, step: Step) -> tuple[str, ...]:
        if step.meeting is None or one_in(self.draw, 3):
            return ()
        words = [people_word(member.who) for member in step.meeting.members]
        return tuple(self.draw.some_of(words, 0, len(words))) if words else ()

    def answer(self, question: Question) -> object:
        """An answer that fits the question's type."""
        if question.type is AnswerType.DURATION:
            return Duration.parse(self.draw.one_of(("10 working days", "6 weeks")))
        return answer(self.draw, question)

    def other(self, event: Event, kind: int) -> Event:
        """A plan, something told, a consideration or a waive."""
        pathway = self.draw.one_of(sorted(self.open))
        duties = [duty for duty in self.pack.duties.values() if duty.pathway == pathway]
        event = replace(event, episode=self.open[pathway])
        rules = [gate.name for gate in self.pack.gates.values() if gate.pathway == pathway]
        if kind == 7 or not duties:
            steps = [step.name for step in self.pack.steps.values() if step.pathway == pathway]
            later = Moment.parse(self.draw.one_of(DAYS))
            return replace(event, name=self.draw.one_of(steps), kind=Kind.PLANNED, planned_for=later)
        duty = self.draw.one_of(duties)
        if kind == 8 and duty.tell:
            return replace(event, name=pathway, kind=Kind.TOLD, told=people_word(duty.tell[0]), about=duty.about)
        if kind == 8:
            return replace(event, name=duty.name, kind=Kind.CONSIDERED, option="did")
        return replace(event, name=self.draw.one_of([duty.name, *rules]), kind=Kind.WAIVED)

    def record(self, event: Event) -> None:
        """Adds an act with what follows from it."""
        pathway = event.name.partition("/")[0]
        if pathway not in self.open:
            self.open[pathway] = f"{pathway}-{event.id}"
            event = replace(event, episode=self.open[pathway])
            origin = next(iter(self.open.values()))
            came_from = origin if origin != event.episode else ""
            self.events.append(opening(pathway, event, self.pack.pin, came_from=came_from, as_="linked"))
        event = replace(event, episode=self.open[pathway])
        situation = evaluate(History([*self.events, event], GIVEN), self.pack, event.occurred.start)
        standing = situation.episodes.get(event.episode)
        event = judged(event, standing) if standing is not None else event
        self.events.append(event)
        for follows in consequences(event, standing) if standing is not None else ():
            self.events.append(follows)
            if follows.kind is Kind.OPENED:
                self.open[follows.name] = follows.episode
            else:
                self.open.pop(follows.name, None)

    def correct(self) -> None:
        """Corrects one of the acts: it was another day, or it never was."""
        acts = [event for event in self.events if event.kind is Kind.DONE]
        if acts:
            wrong = self.draw.one_of(acts)
            occurred = Moment.parse(self.draw.one_of(DAYS) + self.draw.one_of(HOURS))
            recorded = max(event.recorded for event in self.events)
            self.events.append(
                replace(
                    wrong, id="correction", corrects=wrong.id, occurred=occurred, recorded=recorded, sequence=9999,
                    annuls=one_in(self.draw, 3),
                )
            )  # fmt: skip
