"""Which questions are asked, given what has been answered so far: worked out by the engine, on the server, as if the act were being done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from waymark.casefile import packs
from waymark.procedures.evaluation import EpisodeSituation, evaluate
from waymark.procedures.evaluation.consequences import opening
from waymark.procedures.history import Event, Given, History, Kind
from waymark.procedures.language.entries import Question
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment
from waymark.web.fields.reading import short_of

#: How things would stand if the act had these answers.
StandingWith = Callable[[Mapping[str, object]], EpisodeSituation]
TRIAL = "trial"


def trial(
    pack: Pack,
    step: str,
    now: datetime,
    *,
    history: History | None = None,
    subject: str = "",
    episode: str = "",
    came_from: str = "",
    role: str = "",
    occurred: Moment | None = None,
    option: str = "",
    present: tuple[str, ...] = (),
) -> StandingWith:
    """Try a step of a pack in a history (or at a beginning): a function from answers to how the episode would stand. Nothing is written."""
    before = history or History(())
    about = subject or (before.events[0].subject if before.events else "nobody")

    def standing(answers: Mapping[str, object]) -> EpisodeSituation:
        event = Event(
            id=TRIAL, name=step, episode=episode or TRIAL, subject=about, occurred=occurred or Moment.at(now), recorded=now,
            sequence=1 << 40, role=role, answers=dict(answers), option=option, present=present, kind=Kind.DONE,
        )  # fmt: skip
        new = [event] if episode else [opening(step.partition("/")[0], event, pack.pin, came_from=came_from), event]
        user = [Given(name="role-of-user", value=role)] if role else []
        tried = History([*before.recorded_events, *new], [*before.given, *user])
        at = max(now, event.occurred.start)
        return evaluate(tried, lambda one: pack if one.id == event.episode else packs.pack_of(one), at).episodes[
            event.episode
        ]

    return standing


@dataclass(frozen=True, slots=True)
class Relevance:
    """`asked`: the questions to show. `binding`: the short names of those that certainly apply, so that `must` holds them.

    `standing`: how things would stand with the answers (None: nothing depends on anything).
    """

    asked: tuple[Question, ...]
    binding: frozenset[str]
    standing: EpisodeSituation | None = None

    def asks(self, question: Question) -> bool:
        """Whether a question is shown."""
        return question in self.asked


def relevant(questions: Iterable[Question], answers: Mapping[str, object], standing: StandingWith) -> Relevance:
    """Which questions apply, given what has been answered.

    A question whose `when` is unknown is asked, unless all that is missing are questions of this very form that nobody has answered yet: it follows
    once they are. An answer to a question that no longer applies does not count for others.
    """
    asked = tuple(questions)
    conditional = [one for one in asked if one.when is not None]
    if not conditional:
        return Relevance(asked, frozenset(short_of(one) for one in asked))
    # What this form leaves blank does not take last time's answer: the form is about now.
    blank = {short_of(one): "" for one in asked}
    out: set[str] = set()
    unsure: set[str] = set()
    for _ in range(len(conditional) + 1):
        found = standing(blank | {short: value for short, value in answers.items() if short not in out})
        waiting = {one.name for one in asked if short_of(one) in out or short_of(one) not in answers}
        truths = {short_of(one): _holds(one, found, waiting) for one in conditional}
        unsure = {short for short, holds in truths.items() if holds is None}
        now_out = {short for short, holds in truths.items() if holds is False}
        if now_out == out:
            break
        out = now_out
    shown = tuple(one for one in asked if short_of(one) not in out)
    applying = {short: value for short, value in answers.items() if short not in out}
    return Relevance(shown, frozenset(short_of(one) for one in shown) - unsure, standing(applying))


def _holds(question: Question, standing: EpisodeSituation, waiting: set[str]) -> bool | None:
    assert question.when is not None  # only conditional questions are asked about
    holds = standing.reasoner.test(question.when, standing.point)
    if holds is None:
        missing = standing.reasoner.unknown_in(question.when, standing.point)
        return False if missing and missing <= waiting else None
    return holds
