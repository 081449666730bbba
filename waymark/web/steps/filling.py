"""What somebody typed on the page of a step, read as answers and as an act, with everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from waymark.casefile.acts import Act
from waymark.procedures.evaluation import EpisodeSituation
from waymark.procedures.history import Kind
from waymark.procedures.language.entries import Question
from waymark.web.fields import Around, Known, Raw, Read, Relevance, read, relevant, short_of
from waymark.web.fields.faults import Fault
from waymark.web.fields.raw import one
from waymark.web.steps import asking
from waymark.web.steps.meetings import GROUNDS, present_of
from waymark.web.steps.places import Place

ANYWAY = "act.anyway"


@dataclass(frozen=True, slots=True)
class Filled:
    """The form as it was typed. `standing`: how things would stand with it."""

    raw: Raw
    form: Read
    own: Read
    relevance: Relevance
    standing: EpisodeSituation
    faults: dict[str, Fault] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def fill(
    place: Place,
    raw: Raw,
    *,
    around: Around,
    known: dict[str, Known],
    questions: Iterable[Question] | None = None,
    finishing: bool = True,
    with_act: bool = True,
) -> Filled:
    """Read a form. `questions`: those whose gaps are faults (all of the step's, unless given); the others only say what applies."""
    everything = tuple(question for topic in place.topics for question in topic.questions)
    option, present = one(raw, asking.OPTION), present_of(raw)
    standing_with = place.trying(option if _known_option(place, option) else "", present)
    rough = read(everything, raw, place.pack, around=around, known=known, finishing=False)
    relevance = relevant(everything, rough.answers, standing_with)
    standing = relevance.standing or standing_with(rough.answers)
    checked = {question.name for question in (everything if questions is None else questions)}
    binding = (
        relevance.binding & {short_of(one) for one in everything if one.name in checked} if finishing else frozenset()
    )
    form = read(relevance.asked, raw, place.pack, around=around, known=known, finishing=binding)
    own = read(
        asking.act_questions(place, standing) if with_act else (), raw, place.pack, around=around, finishing=finishing
    )
    faults = {name: fault for name, fault in form.faults.items() if _belongs(name, checked, everything)}
    own.faults.update(
        {name: Fault(_BLANK[name]) for name in own.faults if name in _BLANK and not one(raw, name).strip()}
    )
    return Filled(raw, form, own, relevance, standing, faults | own.faults)


_BLANK = {asking.OPTION: "Choose what is decided", asking.REASON: "Give the reason"}


def _known_option(place: Place, option: str) -> bool:
    return place.step.decides is not None and place.step.decides.get(option) is not None


def _belongs(name: str, checked: set[str], everything: Iterable[Question]) -> bool:
    base = name.partition(".")[0]
    return any(short_of(question) == base and question.name in checked for question in everything)


def act_of(place: Place, filled: Filled, kind: Kind = Kind.DONE) -> Act:
    """The act that a form reports."""
    said = filled.own.answers
    option = str(said.get(asking.OPTION, ""))
    return Act(
        name=place.step.name,
        kind=kind,
        occurred=asking.occurred(said.get(asking.OCCURRED), filled.raw, place.now),
        episode=place.episode,
        answers=filled.form.answers,
        option=option,
        present=present_of(filled.raw) if place.step.meeting is not None else (),
        reason=reason_of(place, filled),
        grounds=one(filled.raw, GROUNDS) if place.step.meeting is not None else "",
        member=str(said.get(asking.MEMBER, "")),
        happened_anyway=one(filled.raw, ANYWAY).strip(),
    )


def reason_of(place: Place, filled: Filled) -> str:
    """The reason of the act, and why questions were left blank or answered so."""
    asked = place.pack.step_questions(place.step.name)
    given = str(filled.own.answers.get(asking.REASON, ""))
    why = [f"{asked[short].ask} {reason}" for short, reason in filled.form.reasons.items() if short in asked]
    return "\n".join([*([given] if given else []), *why])
