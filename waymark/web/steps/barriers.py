"""What stands before a step, in words: the rule, what is missing, its source one click away, and what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils.http import urlencode

from waymark.procedures.describe.words import question_text
from waymark.procedures.evaluation import EpisodeSituation
from waymark.procedures.evaluation.barriers import Barrier, Verdict, reaches
from waymark.procedures.explain import Explanation, explain_barrier
from waymark.procedures.language import conditions as c
from waymark.procedures.language.entries import Caution, Gate, Guide, Step
from waymark.web.beside.links import Beside, beside
from waymark.web.file.links import address, source_words, step_page
from waymark.web.steps.places import Place


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something that would open the way, with the page for it."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """A gate or caution as the page shows it."""

    rule: str
    title: str
    say: str
    refuses: bool
    heading: str
    explanation: Explanation
    todo: tuple[ToDo, ...]
    waive: str = ""
    strength: str = ""
    section: Beside | None = None
    advice: bool = False
    """It holds always and refuses nothing: something to bear in mind."""


#: Facts rest on facts; beyond this the fact itself is named.
_DEEPEST = 4
_HEADINGS = {
    Verdict.SHUT: "Not yet",
    Verdict.ANSWER_FIRST: "Answer this first",
    Verdict.NOT_RULED_OUT: "Not ruled out",
    Verdict.WARNS: "Take care",
}


def in_the_way(place: Place, standing: EpisodeSituation, asked_here: Collection[str] = ()) -> list[Stand]:
    """The gates and cautions in force at a step. Those that wait only for questions of the form itself (`asked_here`, full names) are left out."""
    found = []
    for barrier in standing.barriers(place.step):
        waits_here = (
            barrier.verdict is Verdict.ANSWER_FIRST and barrier.unknown and set(barrier.unknown) <= set(asked_here)
        )
        if not waits_here:
            found.append(stand(place, barrier, standing))
    return found


def stand(place: Place, barrier: Barrier, standing: EpisodeSituation | None = None) -> Stand:
    """One of them, in words."""
    rule = barrier.rule
    heading = "Waived" if barrier.waived_by else _HEADINGS[barrier.verdict]
    waive = ""
    if rule.waive is not None and barrier.refuses and place.episode:
        query = {"rule": rule.name, "episode": place.episode, "back": place.step.name}
        waive = f"{address('steps:waive', place.case.slug)}?{urlencode(query)}"
    return Stand(
        rule.name, rule.title, rule.say, barrier.refuses, heading, explain_barrier(barrier, place.pack, source_words()),
        tuple(_todo(place, barrier, standing or place.standing)), waive,
        rule.strength.value if rule.strength else "", beside(place.pack, rule),
        advice=isinstance(rule, Caution) and rule.while_ is None and not rule.blocks,
    )  # fmt: skip


def _todo(place: Place, barrier: Barrier, standing: EpisodeSituation | None) -> Iterator[ToDo]:
    if not barrier.refuses:
        return
    for name in dict.fromkeys(each for unknown in barrier.unknown for each in _behind(unknown, place, standing)):
        asking = _asked_by(place, name)
        href = (
            step_page(place.case.slug, asking.name, place.episode if asking.pathway == place.step.pathway else "")
            if asking
            else ""
        )
        yield ToDo(f"Answer: {question_text(place.pack, name)}", href)
    condition = barrier.rule.needs if isinstance(barrier.rule, Gate) else None
    for part in c.walk(condition):
        key = part.event if isinstance(part, c.Happened) else part.step if isinstance(part, c.Decided) else ""
        step = place.pack.steps.get(key)
        if step is not None:
            same = place.episode if step.pathway == place.step.pathway else ""
            yield ToDo(step.title, step_page(place.case.slug, step.name, same))


def _behind(name: str, place: Place, standing: EpisodeSituation | None, deep: int = 0) -> Iterator[str]:
    """The questions that nobody has answered behind a fact that is worked out; the name itself where there are none."""
    fact = place.pack.facts.get(name)
    if fact is None or standing is None or deep > _DEEPEST:
        yield name
        return
    tests = (
        part.fact for row in fact.rows for part in c.walk(row.when) if isinstance(part, c.FactTest) and not part.of_row
    )
    unknown = [
        test for test in dict.fromkeys(tests) if standing.reasoner.fact(test, standing.point) is None and test != name
    ]
    if not unknown:
        yield name
    for test in unknown:
        yield from _behind(test, place, standing, deep + 1)


def _asked_by(place: Place, question: str) -> Step | None:
    """The first step whose form asks a question."""
    short = question.rpartition("/")[2]
    for step in place.pack.steps.values():
        found = place.pack.step_questions(step.name).get(short) if step.form else None
        if found is not None and found.name == question and step.name != place.step.name:
            return step
    return None


def guides_at(place: Place, standing: EpisodeSituation) -> list[Guide]:
    """Definitions and advice for this step, as they apply now."""

    def applies(guide: Guide) -> bool:
        return guide.when is None or standing.reasoner.test(guide.when, standing.point) is not False

    own = {None, place.step.pathway, *place.pack.themes}
    return [
        one for one in place.pack.guides.values() if one.pathway in own and reaches(one.at, place.step) and applies(one)
    ]


def is_caution(rule: object) -> bool:
    """Whether a rule is a caution (and not a gate)."""
    return isinstance(rule, Caution)


def sentences(stands: Iterable[Stand]) -> list[str]:
    """What refuses, one sentence each."""
    return [f"{one.title}{f': {one.say}' if one.say else ''}" for one in stands if one.refuses]
