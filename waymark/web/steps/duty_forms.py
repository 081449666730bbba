"""The forms of duties that are no step, and of waives: what they ask, who may send them, how they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpRequest
from django.urls import reverse

from waymark.casefile.acts import Actor
from waymark.casefile.validation import may_act
from waymark.procedures.describe.words import hyphens_away, people_words, person_words, upper_first
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation
from waymark.procedures.explain import Explanation, explain_duty, what_is_owed
from waymark.procedures.language.entries import AnswerType, Caution, Duty, Gate, Option, Options, Question, Strength
from waymark.procedures.language.people import GroupOf, people_word
from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.beside.links import beside
from waymark.web.fields import Field, Read, as_raw, present, raw_of, read
from waymark.web.fields.raw import one
from waymark.web.file.header import header, title_of
from waymark.web.file.links import address, source_words
from waymark.web.file.reading import CaseFile, open_case
from waymark.web.file.tasks import clock_of
from waymark.web.shell.needs import request_actor
from waymark.web.steps import asking
from waymark.web.steps.places import Place
from waymark.web.steps.roles import roles_named, who_may

DONE = {
    "tell": "Recorded who was told.",
    "consider": "Recorded what was considered.",
    "waive": "The rule is waived, this once.",
}


@dataclass(frozen=True)
class Wanted:
    """A duty or rule in an episode, and what is to be said about it."""

    kind: str
    place: Place
    standing: EpisodeSituation
    episode: str
    duty: Duty | None
    rule: Gate | Caution | Duty | None
    member: str
    actor: Actor

    @property
    def instance(self) -> DutyInstance | None:
        """The duty as it is owed now."""
        own = [
            one
            for one in self.standing.duties
            if self.duty is not None and one.duty.name == self.duty.name and one.outstanding
        ]
        return next((one for one in own if one.member == self.member), own[0] if own else None)

    @property
    def may_waive(self) -> bool:
        """Whether the reader's role may waive the rule."""
        waive = self.rule.waive if self.rule is not None else None
        return waive is not None and (not waive.by or may_act(waive.by, self.actor, self.place.pack))


def find(request: HttpRequest, child: str, kind: str) -> Wanted | None:
    """The rule that an address names, in its episode; None where there is none. `tell` may stand without a duty."""
    case = open_case(request, child, kind)
    duty_name, rule_name = request.GET.get("duty", ""), request.GET.get("rule", "")
    standing = _standing(case, request.GET.get("episode", ""), duty_name or rule_name)
    if standing is None:
        return None
    pack = standing.pack
    duty = pack.duties.get(duty_name)
    if kind == "tell" and duty_name and (duty is None or not duty.tell):
        return None
    if kind == "consider" and (duty is None or not duty.consider):
        return None
    rule = pack.gates.get(rule_name) or pack.cautions.get(rule_name) or pack.duties.get(rule_name)
    if kind == "waive" and (rule is None or rule.waive is None):
        return None
    actor = _actor(request, pack, rule if kind == "waive" else None)
    first = next(step for step in pack.steps.values() if step.pathway == standing.episode.pathway)
    place = Place(request, case, pack, first, standing.episode.id, standing, clock.now())
    return Wanted(kind, place, standing, standing.episode.id, duty, rule, request.GET.get("member", ""), actor)


def _standing(case: CaseFile, episode: str, rule: str) -> EpisodeSituation | None:
    """The episode that is named, or the newest open one of the rule's pathway."""
    found = case.situation.episodes if case.situation is not None else {}
    if episode:
        return found.get(episode)
    pathway = rule.rpartition("/")[0]
    opened = [one for one in found.values() if one.is_open and pathway in ("", one.episode.pathway)]
    return opened[-1] if opened else None


def _actor(request: HttpRequest, pack: Any, rule: Gate | Caution | Duty | None) -> Actor:
    reader = request.reader  # type: ignore[attr-defined]
    by = rule.waive.by if rule is not None and rule.waive is not None else ()
    return request_actor(request, roles_named(by, pack, reader.acts_as) if by else reader.acts_as)


def questions(wanted: Wanted) -> Iterator[Question]:
    """What the form asks."""
    yield from {"tell": _telling, "consider": _considering, "waive": _waiving}[wanted.kind](wanted)
    help_ = "Leave the time empty if only the day is known"
    yield Question(name=asking.OCCURRED, ask="When?", type=AnswerType.TIME, strength=Strength.MUST, help=help_)


def _telling(wanted: Wanted) -> Iterator[Question]:
    yield Question(
        name="told", ask="Who was told?", type=AnswerType.CHOICE, options=_audiences(wanted), strength=Strength.MUST
    )
    if wanted.duty is None or not wanted.duty.about:
        yield Question(name="about", ask="About what?", type=AnswerType.PLACE, strength=Strength.MUST)
    yield Question(name="reason", ask="How, and what was said?", type=AnswerType.TEXT, strength=Strength.MAY)


def _considering(wanted: Wanted) -> Iterator[Question]:
    rows = (
        Option(id="did", title="It was weighed, and done"),
        Option(id="did-not", title="It was weighed, and not done"),
    )
    yield Question(
        name="did",
        ask="What came of it?",
        type=AnswerType.CHOICE,
        options=Options(list=None, rows=rows),
        strength=Strength.MUST,
    )
    yield Question(
        name="reason", ask="Why?", type=AnswerType.TEXT, strength=Strength.SHOULD, help="Needed where it was not done"
    )


def _waiving(wanted: Wanted) -> Iterator[Question]:
    waive = wanted.rule.waive if wanted.rule is not None else None
    grounds = wanted.place.pack.lists.get(waive.grounds or "") if waive is not None else None
    if grounds is not None:
        rows = Options(list=grounds.name, rows=grounds.rows)
        yield Question(
            name="grounds", ask="On which ground?", type=AnswerType.CHOICE, options=rows, strength=Strength.MUST
        )
    yield Question(
        name="reason", ask="Reason", type=AnswerType.TEXT, strength=Strength.MUST, help="It is kept with the record"
    )


def _audiences(wanted: Wanted) -> Options:
    """Whom the duty says to tell; each member of a group by name, and anybody whom the pack knows where no duty is answered."""
    pack, found = wanted.place.pack, {}
    for people in wanted.duty.tell if wanted.duty is not None else ():
        found[people_word(people)] = upper_first(person_words(people, pack))
        if isinstance(people, GroupOf):
            known = wanted.standing.reasoner.group(people.group, wanted.standing.point) or ()
            found |= {str(member): str(member) for member in known if not isinstance(member, Mapping)}
    if not found:
        found = {role: entry.title for role, entry in sorted(pack.roles.items(), key=lambda pair: pair[1].title)}
        found = {
            "parents": "The parents",
            "child": "The child",
            "referrer": "The referrer",
            "agencies-involved": "The agencies involved",
        } | found
    return Options(list=None, rows=tuple(Option(id=word, title=title) for word, title in found.items()))


def read_form(wanted: Wanted) -> Read:
    """What was typed."""
    found = read(list(questions(wanted)), wanted.place.request.POST, wanted.place.pack)
    if wanted.duty is not None and wanted.duty.about:
        found.answers["about"] = wanted.duty.about
    return found


def when(wanted: Wanted, filled: Read) -> Moment:
    """When it happened."""
    return asking.occurred(filled.answers.get(asking.OCCURRED), filled.raw, wanted.place.now)


def fields(wanted: Wanted, raw: Mapping[str, Any], faults: Mapping[str, str]) -> list[Field]:
    """The fields of the form."""
    shown = as_raw(raw)
    asked = list(questions(wanted))
    if not shown:
        shown = asking.with_defaults({}, wanted.place)
        options = next((question for question in asked if question.name == "told"), None)
        if options is not None and options.options is not None and len(options.options.rows) == 1:
            shown |= raw_of(options, options.options.rows[0].id)
    return [asking.tidied(field) for field in present(asked, shown, faults, pack=wanted.place.pack)]


def name_of(wanted: Wanted) -> str:
    """Under which name the act is recorded: the pathway's, the duty's or the rule's."""
    if wanted.kind == "tell":
        return wanted.standing.episode.pathway
    return (wanted.duty or wanted.rule).name if wanted.kind == "consider" else wanted.rule.name  # type: ignore[union-attr]


def step_address(wanted: Wanted, pathway: str, step: str) -> str:
    """The page of a step of this child."""
    return reverse("steps:step", args=(wanted.place.case.slug, pathway, step))


def frame(wanted: Wanted) -> dict[str, Any]:
    """What the page shows beside its fields."""
    place, rule = wanted.place, wanted.duty or wanted.rule
    posted = as_raw(place.request.POST)
    instance = wanted.instance
    return {
        "header": header(place.case), "child": title_of(place.case), "slug": place.case.slug, "kind": wanted.kind, "title": _title(wanted),
        "say": (rule.say if rule is not None else ""), "rule": rule, "instance": instance, "file_page": address("file:overview", place.case.slug),
        "explanation": _explained(wanted, instance), "clock": clock_of(instance, place.now) if instance is not None else None,
        "may_send": wanted.kind != "waive" or wanted.may_waive, "who": _who(wanted), "menu": address("steps:menu", place.case.slug),
        "pathway": place.pack.pathways[wanted.standing.episode.pathway].title, "how": _how(wanted),
        "section": beside(place.pack, rule) if rule is not None else None,
        "hidden": [
            ("_key", one(posted, "_key") or uuid4().hex), (asking.RENDERED, one(asking.with_defaults({}, place), asking.RENDERED)),
        ],
    }  # fmt: skip


def _title(wanted: Wanted) -> str:
    if wanted.kind == "waive":
        return f"Waive this once: {wanted.rule.title}" if wanted.rule is not None else "Waive"
    return wanted.duty.title if wanted.duty is not None else "Somebody was told"


def _how(wanted: Wanted) -> str:
    duty = wanted.duty
    if duty is None:
        return ""
    said = [what_is_owed(duty, wanted.place.pack)]
    if duty.consider:
        said = [f"To weigh: {hyphens_away(duty.consider)}"]
    if duty.how:
        said.append(f"How: {hyphens_away(duty.how)}")
    if wanted.member:
        said.append(f"For {wanted.member}")
    return ". ".join(upper_first(text) for text in said)


def _who(wanted: Wanted) -> str:
    waive = wanted.rule.waive if wanted.rule is not None else None
    if wanted.kind == "waive" and waive is not None:
        return who_may(waive.by, wanted.place.pack)
    return people_words(wanted.duty.by, wanted.place.pack) if wanted.duty is not None and wanted.duty.by else ""


def _explained(wanted: Wanted, instance: DutyInstance | None) -> Explanation | tuple[str, ...]:
    if instance is not None:
        return explain_duty(instance, wanted.standing, source_words()).sentences()
    rule = wanted.rule or wanted.duty
    return () if rule is None else tuple(f"{cite}: {source_words().get(cite, '')}" for cite in rule.cites)
