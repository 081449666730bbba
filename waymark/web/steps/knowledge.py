"""What is known before somebody types: prefilled answers with whence they come, and last time's answers to the same step."""

from __future__ import annotations

from collections.abc import Mapping

from waymark.procedures.describe.words import event_words, fact_words
from waymark.procedures.evaluation import EpisodeSituation
from waymark.procedures.evaluation.view import NO_VALUE
from waymark.procedures.history import Event, Kind
from waymark.procedures.language.entries import Question
from waymark.web.fields import Known, short_of
from waymark.web.file.words import in_answer
from waymark.web.shell.words import short_day
from waymark.web.steps.places import Place


def prefilled(place: Place) -> dict[str, Known]:
    """Answers that are known already, for the questions that the pack wants prefilled, by short name."""
    found = {}
    standing = place.standing
    for topic in place.topics:
        for question in topic.questions:
            if question.prefill is None or standing is None:
                continue
            known = _known(question, question.prefill, standing, place)
            if known is not None:
                found[short_of(question)] = known
    return found


def _known(question: Question, fact: str, standing: EpisodeSituation, place: Place) -> Known | None:
    value = standing.reasoner.fact(fact, standing.point)
    if value is None or (isinstance(value, str) and value in NO_VALUE):
        return None
    source = standing.pack.questions.get(fact)
    event = _event_that_said(place, fact) if source is not None else None
    if source is not None and event is None:
        return None  # it was said in answers that this reader may not see
    words = in_answer(source or question, value)
    if isinstance(value, str) and value.startswith("user:"):
        words = place.case.names.get(value, words)
    if event is not None:
        return Known(value, words, event_words(event.name, standing.pack).strip("“”"), short_day(event.occurred))
    return Known(value, words, fact_words(standing.pack, fact).strip("“”"))


def _event_that_said(place: Place, question: str) -> Event | None:
    short = question.rpartition("/")[2]
    said = [one for one in place.case.shown.history.events if one.kind is Kind.DONE and short in one.answers]
    return said[-1] if said else None


def before(place: Place) -> Event | None:
    """The last time that this step was done (or, of a step that is done once for each episode, in an earlier one)."""
    done = [one for one in place.case.shown.history.events if one.name == place.step.name and one.kind is Kind.DONE]
    own = [one for one in done if one.episode == place.episode]
    return (own or done)[-1] if done else None


def last_time(place: Place, event: Event | None) -> dict[str, Known]:
    """Last time's answers in words, by short name."""
    if event is None:
        return {}
    asked = place.pack.step_questions(place.step.name)
    return in_words(asked, event.answers, short_day(event.occurred))


def in_words(asked: Mapping[str, Question], answers: Mapping[str, object], when: str) -> dict[str, Known]:
    """Answers as they stand beside fields."""
    return {
        short: Known(value, in_answer(asked[short], value) or "None of these", when=when)
        for short, value in answers.items()
        if short in asked
    }
