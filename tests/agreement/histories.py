"""Random histories: acts in any order, recorded late, known by their day alone, corrected, annulled; facts given from some day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tests.agreement.choosing import Choose
from tests.agreement.packs import AGENCIES, PICKS, Words, one_in
from waymark.procedures.history import Event, Given, History, Kind
from waymark.procedures.language.entries import AnswerType, Question
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment

#: Around the change of the clocks, Easter and the end of a month, so that little numbers meet many difficulties.
DAYS = tuple(f"2026-03-{day}" for day in range(26, 32)) + tuple(f"2026-04-{day:02}" for day in range(1, 18))
HOURS = ("", "", "T00:00", "T09:00", "T09:00", "T16:59", "T17:00", "T23:59:59")
SUBJECTS = ("child", "child", "child", "brother")
PLAIN_KINDS = (Kind.PLANNED, Kind.CANCELLED, Kind.PROPOSED)


def moment(draw: Choose, days: Sequence[str] = DAYS) -> Moment:
    return Moment.parse(draw.one_of(days) + draw.one_of(HOURS))


def recorded(draw: Choose, occurred: Moment) -> datetime:
    """Mostly at once; sometimes later, sometimes (through a wrong clock) earlier."""
    return occurred.start if not one_in(draw, 4) else moment(draw).start


class Maker:
    """Makes the episodes and events of one history."""

    def __init__(self, draw: Choose, pack: Pack) -> None:
        self.draw = draw
        self.pack = pack
        self.events: list[Event] = []

    def episodes(self, most: int) -> None:
        for number in range(self.draw.number(1, most)):
            earlier = [event for event in self.events if event.kind is Kind.OPENED]
            origin = self.draw.one_of(earlier) if earlier and not one_in(self.draw, 4) else None
            occurred = moment(self.draw, DAYS[:8])
            self.events.append(
                Event(
                    id=f"o{number}", kind=Kind.OPENED, name=self.draw.one_of(sorted(self.pack.pathways)), episode=f"E{number}",
                    subject=origin.subject if origin is not None and not one_in(self.draw, 4) else self.draw.one_of(SUBJECTS),
                    occurred=occurred, recorded=recorded(self.draw, occurred), sequence=self.draw.number(0, 3),
                    opened_as=self.draw.one_of(("part", "linked", "successor")) if origin is not None else "root",
                    came_from=origin.episode if origin is not None else "",
                )
            )  # fmt: skip

    def acts(self, most: int) -> None:
        for number in range(self.draw.number(0, most)):
            self.events.append(self.act(f"e{number}"))

    def act(self, name: str) -> Event:
        """One act in one of the episodes."""
        draw = self.draw
        opened = draw.one_of([event for event in self.events if event.kind is Kind.OPENED])
        occurred = moment(draw)
        event = Event(
            id=name, name=opened.name, episode=opened.episode, subject=opened.subject, occurred=occurred,
            recorded=recorded(draw, occurred), sequence=draw.number(0, 3), agency=draw.one_of(("", *AGENCIES)),
            member=draw.one_of(("", "", "", *AGENCIES, "Ann", "Ben")),
        )  # fmt: skip
        kind = draw.number(0, 11)
        if kind <= 6:
            return self.done(event)
        if kind == 7:
            return replace(self.done(event), kind=draw.one_of(PLAIN_KINDS), planned_for=moment(draw))
        if kind == 8:
            about = draw.one_of(("", "this", "that"))
            return replace(
                event, kind=Kind.TOLD, told=draw.one_of(("police", "health", "parents", "referrer")), about=about
            )
        if kind == 9:
            return replace(event, kind=Kind.CLOSED, cause=draw.one_of([e.id for e in self.events]))
        rules = [*self.pack.duties, *([*self.pack.gates, *self.pack.cautions] if kind == 11 else [])]
        rule = draw.one_of(sorted(name for name in rules if name.startswith(f"{opened.name}/")))
        if kind == 10 and self.pack.duties[rule].tell and one_in(draw, 2):
            return replace(event, kind=Kind.TOLD, duty=rule)
        return replace(event, name=rule, kind=Kind.CONSIDERED if kind == 10 else Kind.WAIVED)

    def done(self, event: Event) -> Event:
        draw = self.draw
        step = draw.one_of([step for step in self.pack.steps.values() if step.pathway == event.name])
        options = [row.id for row in step.decides.rows] if step.decides is not None else []
        asked = list(self.pack.step_questions(step.name).values())
        answered = draw.some_of(asked, 0, 3) if asked and one_in(draw, 2) else []
        return replace(
            event, name=step.name, option=draw.one_of(["", *options]), stands=not one_in(draw, 6),
            answers={question.name.rpartition("/")[2]: answer(draw, question) for question in answered},
            present=tuple(draw.some_of(AGENCIES, 0, 2)),
        )  # fmt: skip

    def corrections(self) -> None:
        for number in range(self.draw.number(0, 2) if one_in(self.draw, 2) else 0):
            wrong = self.draw.one_of([*self.events])
            occurred = moment(self.draw)
            right = (
                wrong
                if wrong.kind is Kind.OPENED
                else replace(self.act("x"), episode=wrong.episode, subject=wrong.subject)
            )
            self.events.append(
                replace(
                    right, id=f"c{number}", corrects=wrong.id, annuls=one_in(self.draw, 3), occurred=occurred,
                    recorded=recorded(self.draw, occurred), sequence=self.draw.number(0, 3),
                )
            )  # fmt: skip


def answer(draw: Choose, question: Question) -> object:
    """An answer of the question's type; now and then not known."""
    if one_in(draw, 5):
        return draw.one_of(("not-known", "refused", ""))
    options = [row.id for row in question.options.rows] if question.options is not None else list(PICKS)
    if question.questions:
        return tuple(
            {inner.name.rpartition("/")[2]: answer(draw, inner) for inner in question.questions}
            for _ in range(draw.number(0, 2))
        )
    if question.type is AnswerType.YES_NO:
        return draw.one_of(("yes", "no"))
    if question.type in (AnswerType.NUMBER, AnswerType.MONEY):
        return draw.number(0, 4)
    if question.type in (AnswerType.DATE, AnswerType.TIME):
        return moment(draw)
    if question.type in (AnswerType.CHOICES, AnswerType.PEOPLE):
        return tuple(draw.some_of(options, 0, 2))
    return draw.one_of(options) if question.type is AnswerType.CHOICE else draw.one_of(("Ann", "Ben"))


def given_facts(draw: Choose) -> list[Given]:
    found: list[Given] = []
    choices: Words = {
        "born": (Moment.parse("2008-04-02"), Moment.parse("2021-03-30"), Moment.parse("2026-04-04")), "looked-after": ("yes", "no"),
        "due-date": (Moment.parse("2026-04-05"), Moment.parse("2026-05-01")), "allocated-worker": ("Sam Field",),
        "agencies-involved": (("police",), ("police", "health"), ("health", "school"), ()), "siblings": (("Ann",), ("Ann", "Ben"), ("Ben",)),
    }  # fmt: skip
    for name, values in choices.items():
        assert isinstance(values, tuple)
        for number in range(draw.number(0, 2)):
            since = None if number == 0 and not one_in(draw, 3) else moment(draw)
            if not any(one.name == name and one.since == since for one in found):
                found.append(
                    Given(name=name, value=draw.one_of(values), since=since, subject=draw.one_of(("", "", "child")))
                )
    return found


def random_history(draw: Choose, pack: Pack, most_events: int = 12, most_episodes: int = 3) -> History:
    """A history of a few episodes that nothing but chance holds together."""
    maker = Maker(draw, pack)
    maker.episodes(most_episodes)
    maker.acts(most_events)
    maker.corrections()
    return History(maker.events, given_facts(draw))


def random_now(draw: Choose) -> datetime:
    return Moment.parse(draw.one_of((*DAYS[4:], "2026-04-30", "2026-05-20")) + draw.one_of(HOURS[2:])).start
