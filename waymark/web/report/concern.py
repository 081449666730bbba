"""One concern while it is being written: what its area's pack asks, what has been answered, what is missing, and what stands before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from waymark.casefile import packs
from waymark.casefile.queries import file_of
from waymark.people.persons import groups
from waymark.procedures.evaluation import EpisodeSituation
from waymark.procedures.evaluation.barriers import Barrier
from waymark.procedures.language.entries import Question
from waymark.procedures.time import Moment
from waymark.web import fields
from waymark.web.report.areas import PATHWAY
from waymark.web.report.children import ASKED_ALREADY, Child, of_each, read_child
from waymark.web.report.models import Report
from waymark.web.report.people import Typed, read_person

Kind = Report.Kind

#: What the program knows of itself about how a concern comes, by who writes. Kept as answers and not asked.
KNOWN: dict[str, dict[str, str]] = {
    Kind.PUBLIC: {"came-by": "online-form"},
    Kind.PROFESSIONAL: {"came-by": "online-form", "reporter-kind": "professional"},
    Kind.TELEPHONE: {"came-by": "telephone"},
    Kind.CONFIRMATION: {"came-by": "online-form", "reporter-kind": "professional"},
}
#: The topic that asks who is telling.
WHO = "who-tells-us"
#: The question about danger, whose yes lets an unfinished concern go.
DANGER = "immediate-risk"
#: Whether somebody came from the levels of need with lines of the chart. Set by the page, like the way in which a concern came.
LEVELS_USED = "levels-used"


@dataclass(frozen=True, slots=True)
class Missing:
    """One answer that must be given and has not been."""

    topic: str
    ask: str
    short: str


class Concern:
    """A draft with its pack. Everything is worked out at most once; make a new one after a change."""

    def __init__(self, report: Report, now: datetime) -> None:
        self.report, self.now = report, now
        self.today = Moment.at(now).day
        self.content: Mapping[str, Any] = report.content
        self.pack = packs.pack_on(report.area, self.today)
        self.step = self.pack.steps[step_of(report)]
        self.topics = fields.topics(self.pack, self.step.form) if self.step.form is not None else ()
        self.questions = tuple(self.pack.step_questions(self.step.name).values())

    # Whom it is about.

    @cached_property
    def children(self) -> list[Child]:
        """The children, in the order in which they were added."""
        return [read_child(row["id"], row["raw"], self.today) for row in self.content.get("children", [])]

    @cached_property
    def people(self) -> list[Typed]:
        """Household and family."""
        return [read_person(row["id"], row["raw"]) for row in self.content.get("people", [])]

    @property
    def about_new_children(self) -> bool:
        """Whether this begins files; a confirmation belongs to one that is there."""
        return self.report.kind != Kind.CONFIRMATION

    @property
    def around(self) -> fields.Around:
        """Who can be named in the pack's questions."""
        known = groups([one.person for one in self.people])
        names = tuple(child.label for child in self.children)
        return fields.Around(groups={**known, "children": names, "child": names}, labels={name: name for name in names})

    # What is asked.

    @cached_property
    def fixed(self) -> dict[str, object]:
        """Answers that the program knows, among those that this step asks."""
        asked = {fields.short_of(one): one for one in self.questions}
        known: dict[str, object] = {
            name: value for name, value in KNOWN[self.report.kind].items() if _fits(asked.get(name), value)
        }
        if LEVELS_USED in asked:
            known[LEVELS_USED] = "yes" if self.content.get("levels") else "no"
        if self.about_new_children:
            first = self.children[0].answers() if self.children else dict.fromkeys(ASKED_ALREADY, "not-known")
            known |= {name: value for name, value in first.items() if name in asked}
            known |= {
                name: value
                for name, value in of_each(self.children).items()
                if name in asked and asked[name].each == "children"
            }
        return known

    def own_questions(self, topic: fields.Topic) -> tuple[Question, ...]:
        """The questions of a topic that are put to the person who writes."""
        return tuple(one for one in topic.questions if fields.short_of(one) not in self.fixed)

    @cached_property
    def raw(self) -> fields.Raw:
        """Everything typed in answer to the pack."""
        return {name: values for typed in self.content.get("topics", {}).values() for name, values in typed.items()}

    @cached_property
    def _asked(self) -> tuple[frozenset[str], dict[str, object]]:
        own = [one for one in self.questions if fields.short_of(one) not in self.fixed]
        typed = fields.read(own, self.raw, self.pack, around=self.around, finishing=False).answers | self.fixed
        asked = frozenset(
            fields.short_of(one) for one in fields.relevant(self.questions, typed, self.standing_with).asked
        )
        return asked, {short: value for short, value in typed.items() if short in asked}

    @property
    def asked(self) -> frozenset[str]:
        """The short names of the questions that are asked, as far as is answered so far."""
        return self._asked[0]

    @property
    def answers(self) -> dict[str, object]:
        """Every answer, typed, as an act keeps it."""
        return dict(self._asked[1])

    @property
    def shown_topics(self) -> list[fields.Topic]:
        """The topics of which at least one question is asked."""
        return [one for one in self.topics if self.asked_of(one)]

    def asked_of(self, topic: fields.Topic) -> tuple[Question, ...]:
        """What a topic asks now."""
        return tuple(one for one in self.own_questions(topic) if fields.short_of(one) in self.asked)

    def topic(self, name: str) -> fields.Topic | None:
        """A topic by its name in addresses."""
        return next((one for one in self.topics if one.name == name), None)

    def typed_in(self, topic: fields.Topic) -> fields.Raw:
        """What was typed in a topic."""
        return self.content.get("topics", {}).get(topic.name, {})

    def is_done(self, topic: fields.Topic) -> bool:
        """Whether the person has gone on from a topic, and nothing in it is missing."""
        return topic.name in self.content.get("done", []) and not self.faults_in(topic)

    def faults_in(self, topic: fields.Topic) -> dict[str, fields.Fault]:
        """What is wrong or missing in a topic."""
        return fields.read(self.asked_of(topic), self.typed_in(topic), self.pack, around=self.around).faults

    @property
    def missing(self) -> list[Missing]:
        """What must be answered and is not, or cannot be read, in the order of the topics."""
        found = []
        for topic in self.shown_topics:
            by_short = {fields.short_of(one): one for one in self.asked_of(topic)}
            for name in self.faults_in(topic):
                short = name.partition(".")[0]
                found.append(Missing(topic.name, by_short[short].ask, short))
        return list(dict.fromkeys(found))

    # What stands before it.

    def standing_with(self, answers: Mapping[str, object]) -> EpisodeSituation:
        """How things would stand with these answers, were this sent now."""
        return self._trial(answers)

    @cached_property
    def _trial(self) -> Any:
        about = self.report.about
        if self.about_new_children:
            return fields.trial(self.pack, self.step.name, self.now, role="anyone")
        history = file_of(about["stream"]).history
        return fields.trial(
            self.pack, self.step.name, self.now, history=history, episode=about["episode"], role="anyone"
        )

    @cached_property
    def standing(self) -> EpisodeSituation:
        """How things would stand, were this sent now as it is."""
        return self.standing_with(self.answers)

    @cached_property
    def barriers(self) -> list[Barrier]:
        """What the pack sets before this step: refusals first, then what is to be kept in mind."""
        found = list(self.standing.barriers(self.step))
        return sorted((one for one in found if one.refuses or one.verdict == "warns"), key=lambda one: not one.refuses)

    @property
    def refusals(self) -> list[Barrier]:
        """What does not let it be sent."""
        return [one for one in self.barriers if one.refuses]

    @property
    def in_danger(self) -> bool:
        """Whether a child is said to be in danger now."""
        said = self.answers.get(DANGER)
        return (said if said in ("yes", "no") else self.content.get("danger")) == "yes"

    @property
    def children_ready(self) -> bool:
        """Whether it is said well enough whom this is about."""
        return not self.about_new_children or (bool(self.children) and not any(child.faults for child in self.children))

    @property
    def complete(self) -> bool:
        """Whether nothing is missing that must be said."""
        return self.children_ready and not self.missing

    @property
    def may_be_sent(self) -> bool:
        """Whether it can be sent: complete, or a child is in danger; and nothing in the pack stands before it."""
        return self.children_ready and not self.refusals and (self.complete or self.in_danger)


def tells_who(topic: fields.Topic) -> bool:
    """Whether a topic asks who is telling, which comes first."""
    return topic.form.rpartition("/")[2] == WHO


def step_of(report: Report) -> str:
    """The step that sending this records."""
    if report.kind == Kind.CONFIRMATION:
        return str(report.about["step"])
    return f"{PATHWAY}/contact" if report.kind == Kind.PUBLIC else f"{PATHWAY}/referral"


def suggested(said: Mapping[str, object], topics: Iterable[fields.Topic]) -> dict[str, fields.Raw]:
    """Answers put into the topics that ask them, for the person to look over; by topic."""
    found: dict[str, fields.Raw] = {}
    for topic in topics:
        for question in topic.questions:
            value = said.get(fields.short_of(question))
            if value:
                found.setdefault(topic.name, {}).update(fields.raw_of(question, value))
    return found


def _fits(question: Question | None, value: str) -> bool:
    """Whether a step asks this and knows the answer."""
    return question is not None and (question.options is None or question.options.get(value) is not None)
