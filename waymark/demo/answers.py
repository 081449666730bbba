"""Plausible answers to whatever a pack asks: by the question's type, and by what its name is about."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace

from waymark.casefile.acts import Act
from waymark.procedures.evaluation import EpisodeSituation, evaluate
from waymark.procedures.history import Event, History
from waymark.procedures.language.entries import AnswerType, Question, Strength
from waymark.procedures.time import Duration, Moment, Unit

CONCERNS = (
    "Comes to school hungry and in wet clothes, three times since half-term.",
    "Says that she is afraid to go home because of shouting at night.",
    "A bruise on the upper arm; the explanations given do not match each other.",
    "Left alone with two younger children on a Saturday evening.",
    "Mother says that her partner has threatened her while the children listened.",
    "Missed four health appointments; nobody answers the door.",
    "Talks of older friends who give him money and a second telephone.",
    "The home was cold, with broken glass on the floor, when the health visitor called.",
    "Parents drink heavily; the eldest cooks and takes the others to school.",
    "Has stopped coming to school and is seen in town during the day.",
)
CHILDS_WORDS = (
    "I like it best when Mum laughs.",
    "I do not want to go back when he is there.",
    "Can I stay at Nan's on Fridays?",
    "I am tired. I look after the little ones.",
    "Nobody asked me before.",
    "I want to go to football again.",
    "I just want the shouting to stop.",
)
ANALYSIS = (
    "The family has begun to use the help offered; what worries us most is less frequent and not gone.",
    "Two sources say the same, one is uncertain. The child's account is clear and has not changed.",
    "The parents see the concern and agree to the plan. Grandmother helps twice a week.",
    "Little has changed since the last visit. If it stays so, the plan has to change.",
    "There is warmth between parent and child. Money, housing and sleep are what wears them down.",
)
REASONS = (
    "What the school, health and family say fits together, and the child's words are the clearest part.",
    "The need is real and can be met with the family's agreement.",
    "Too much is unknown to leave it there, and the child has said that they are afraid.",
    "The threshold is not met; the help that is offered answers the concern.",
)
PARENTS_WORDS = (
    "We know that it cannot stay like this, and we want the help.",
    "I do what I can. I would like somebody to look after the little one one evening a week.",
    "We do not see it as you do, but we will come to the meetings.",
)
#: What agencies know, by who answers.
TOLD = {
    "police": (
        "Two calls by neighbours to the address in the last six months because of shouting. Nobody was hurt, nothing was charged.",
        "One call in the spring; officers spoke to both adults. The children were upstairs and seemed unharmed.",
    ),
    "health": (
        "Two appointments missed since the summer. Weight is where it should be. Mother has spoken of low mood.",
        "Immunisations are up to date. The health visitor was last at home in September and saw no cause for worry.",
    ),
    "education": (
        "Attendance has fallen to eighty-one in a hundred. Comes late on Mondays, and tired. Grandmother often collects.",
        "Settled in class and has friends. Has twice asked for food before lunch.",
    ),
}
WHO = ("the class teacher", "the health visitor", "the grandmother", "the mother", "a police officer")

#: Words in a question's name, and from what a text answer to it is drawn.
_TEXTS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("childs-words", "child-said", "wishes", "own-words", "views-of-the-child", "childs-view"), CHILDS_WORDS),
    (("concern", "allegation", "facts", "worry", "seen-or-heard", "happened"), CONCERNS),
    (("name", "who", "whom", "person"), WHO),
    (("where", "place", "address"), ("at home", "at school", "at the grandmother's", "in the family centre")),
    (("reason", "why"), REASONS),
)
#: Choices that lead somewhere: how likely each is where it is on offer. Others are equally likely.
WEIGHTS: Mapping[str, float] = {
    "section-17-assessment": 9, "section-47-enquiries": 4, "no-further-action": 5, "early-help": 4, "early-help-assessment": 4,
    "immediate-protection": 0.4, "services-now": 0.5, "specialist-assessment": 0.3, "universal-services": 2, "advice": 2,
    "child-in-need-plan": 6, "strategy-discussion": 2, "section-47-joint": 5, "section-47-single-agency": 4, "section-47-not-stated": 0,
    "criminal-investigation-only": 0.3, "continuing-risk": 6, "no-conference-not-stated": 0, "not-substantiated": 2,
    "substantiated-no-continuing-risk": 2, "plan": 7, "child-in-need": 3, "continue": 6, "end": 2, "no-longer-at-risk": 9, "transferred": 0.3,
    "turned-18": 0, "died": 0, "left-uk": 0, "red-immediate": 1, "red-harm": 2.5, "amber": 5, "green": 5, "mash-gathering": 6,
    "information-given": 1, "signposted": 1, "authorised": 9, "not-authorised": 1, "becomes-referral": 4, "stays-contact": 2,
    "statutory-intervention": 5, "other-intervention": 2, "emergency-services": 0.3, "referral": 5, "mash-enquiry": 4, "none": 1,
}  # fmt: skip
#: Questions that are mostly answered with no.
_MOSTLY_NO = (
    "danger",
    "immediate",
    "urgent",
    "refus",
    "traffick",
    "abroad",
    "missing",
    "died",
    "death",
    "court",
    "disengage",
    "anonym",
    "harm-continues",
    "levels-used",
)


class Answering:
    """Answers a form as somebody with an ordinary day would: most of it, in a sentence."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def childs_words(self) -> str:
        """Something that a child said."""
        return self.chance.choice(CHILDS_WORDS)

    def option(self, options: list[str]) -> str:
        """One of the options of a decision."""
        weights = [WEIGHTS.get(option, 1.0) for option in options]
        return self.chance.choices(options, weights if any(weights) else None)[0]

    def answers(self, questions: Iterable[Question], at: Moment) -> dict[str, object]:
        """Answers, by short name, to what is always asked."""
        return {
            _short(question): self.answer(question, at)
            for question in questions
            if question.when is None and (_must(question) or self.chance.random() < 0.7)
        }

    def completed(self, act: Act, asked: Mapping[str, Question], standing: EpisodeSituation, history: History) -> Act:
        """The act with answers to what is asked only because of its other answers."""
        waiting = [question for question in asked.values() if question.when is not None]
        for _ in range(2 if waiting else 0):
            reasoner = _tried(act, standing, history)
            found = {
                _short(question): self.answer(question, act.occurred)
                for question in waiting
                if _short(question) not in act.answers
                and question.when is not None
                and reasoner.test(question.when, reasoner.point) is True
            }
            if not found:
                break
            act = replace(act, answers={**act.answers, **found})
        return act

    def answer(self, question: Question, at: Moment) -> object:
        """One answer."""
        short = _short(question)
        options = [row.id for row in question.options.rows] if question.options is not None else []
        match question.type:
            case AnswerType.YES_NO:
                no = any(word in short for word in _MOSTLY_NO)
                return "yes" if self.chance.random() < (0.06 if no else 0.8) else "no"
            case AnswerType.CHOICES:
                return tuple(self.chance.sample(options, min(len(options), self.chance.choice((1, 1, 2)))))
            case AnswerType.NUMBER | AnswerType.MONEY:
                return self.chance.randrange(1, 9)
            case AnswerType.DATE:
                return Moment.on(at.day)
            case AnswerType.TIME:
                return at
            case AnswerType.DURATION:
                return Duration(self.chance.randrange(1, 5), Unit.WEEK)
            case AnswerType.PEOPLE:
                return (self.chance.choice(WHO),)
            case AnswerType.ROWS:
                return ({inner.name: self.answer(inner, at) for inner in question.questions},)
            case _ if options:
                return self.option(options)
        return self._text(short)

    def _text(self, short: str) -> str:
        for words, texts in _TEXTS:
            if any(word in short for word in words):
                return self.chance.choice(texts)
        return self.chance.choice(ANALYSIS)


def _tried(act: Act, standing: EpisodeSituation, history: History) -> _Tried:
    """How the episode would stand if the act were done: then the conditions of its own questions can be told."""
    event = Event(
        id="tried", name=act.name, episode=standing.episode.id, subject=standing.episode.subject, occurred=act.occurred,
        recorded=act.occurred.start, sequence=1 << 30, answers=dict(act.answers), option=act.option,
    )  # fmt: skip
    situation = evaluate(history.with_events(event), standing.pack, act.occurred.start)
    return _Tried(situation.episodes[standing.episode.id])


class _Tried:
    """A reasoner with its moment."""

    def __init__(self, standing: EpisodeSituation) -> None:
        self.test = standing.reasoner.test
        self.point = standing.point


def _short(question: Question) -> str:
    return question.name.rpartition("/")[2]


def _must(question: Question) -> bool:
    return question.strength is None or question.strength is Strength.MUST
