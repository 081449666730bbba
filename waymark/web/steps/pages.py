"""The page of a step as plain data for its template: fields, what stands in the way, advice, topics, other children, buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render

from waymark.procedures.describe import describe_condition
from waymark.procedures.describe.words import event_words, fact_words
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation
from waymark.procedures.explain import explain_duty, what_is_owed
from waymark.procedures.history import Kind
from waymark.web.beside.links import Beside, beside
from waymark.web.beside.step import AtStep, at_step
from waymark.web.fields import Field, Line, Raw, as_raw, present, short_of, summary
from waymark.web.fields.raw import many, one
from waymark.web.file.header import header, title_of
from waymark.web.file.links import address, source_words, step_page
from waymark.web.file.tasks import clock_of
from waymark.web.file.words import in_answer
from waymark.web.shell.words import clock_time, counted, short_day
from waymark.web.steps import asking, meetings
from waymark.web.steps.barriers import Stand, guides_at, in_the_way, stand
from waymark.web.steps.filling import ANYWAY, Filled, fill
from waymark.web.steps.knowledge import in_words
from waymark.web.steps.places import Place
from waymark.web.steps.proposals import waiting
from waymark.web.steps.reading import Sheet
from waymark.web.steps.recording import Outcome
from waymark.web.steps.roles import who_may
from waymark.web.steps.siblings import siblings


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One line of the task list of a long form."""

    title: str
    href: str
    state: str
    css: str
    count: int


@dataclass(frozen=True, slots=True)
class Owed:
    """Something still owed, with its page."""

    title: str
    clock: str
    css: str
    href: str
    waive: str
    sentences: tuple[str, ...]
    section: Beside | None = None


def show(
    sheet: Sheet, filled: Filled | None = None, outcome: Outcome | None = None, *, at: str = "", further: int = 0, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page: as opened, or as sent with what stands against it.

    `at`: the field at which to go on; `further`: how many questions the answers have brought up.
    """
    place = sheet.place
    looked = filled or fill(place, sheet.raw, around=sheet.around, known=sheet.known, finishing=False)
    fields, act_fields = _fields(sheet, looked, filled is not None), _act_fields(sheet, looked, filled is not None)
    faults = dict(filled.faults) if filled is not None else {}
    problem = outcome or Outcome()
    context = {
        **frame(place),
        "sheet": sheet, "fields": fields, "act_fields": act_fields, "at": at, "further": further,
        "lines": [*_refusals(place, problem), *_lines(sheet, [*fields, *act_fields], {**faults, **problem.faults})],
        "stands": in_the_way(place, looked.standing, {one.name for one in looked.relevance.asked}),
        "refused": [stand(place, barrier) for barrier in problem.refused], "owed": [owed_line(place, one) for one in problem.owed],
        "anyway": problem.may_have_happened, "anyway_name": ANYWAY, "anyway_text": one(sheet.raw, ANYWAY),
        "moved": _moved(place, problem), "meeting": meetings.shown(place, looked.standing, sheet.raw) if sheet.has_act else None,
        "here": _here(sheet, looked), "suggestion": _suggestion(place, looked.standing), "topics": _topics(sheet, looked),
        "hidden": _hidden(sheet, looked, problem), "siblings": siblings(place, many(sheet.raw, "also")) if sheet.has_act else [],
        "draft_at": clock_time(sheet.kept.at) if sheet.kept is not None else "", "other": sheet.other is not None,
        "plan_field": planning_field(place),
    }  # fmt: skip
    return render(place.request, "steps/step.html", context, status=status)


def _here(sheet: Sheet, looked: Filled) -> AtStep:
    """The guidance beside the step, or beside the one topic of a long form that the page shows."""
    place = sheet.place
    age = looked.standing.reasoner.fact("age", looked.standing.point)
    forms = [topic.form for topic in place.topics if sheet.topic is None or topic.name == sheet.topic.name]
    guides = guides_at(place, looked.standing)
    return at_step(place.pack, place.step.name, guides, forms=forms, age=age if isinstance(age, int) else None)


def planning_field(place: Place) -> Field:
    """The field that asks for when a step is planned."""
    (drawn,) = present([asking.PLANNED], as_raw(place.request.POST), {}, pack=place.pack)
    return asking.tidied(drawn)


def frame(place: Place) -> dict[str, Any]:
    """What every page of a step shows."""
    step = place.step
    return {
        "header": header(place.case), "child": title_of(place.case), "slug": place.case.slug, "place": place, "step": step, "pathway": place.pathway,
        "who": who_may(step.by, place.pack), "signers": who_may(step.signs, place.pack) if step.signs else "",
        "strength": step.strength.value if step.strength else "", "sources": [(cite, source_words().get(cite, "")) for cite in step.cites],
        "file_page": address("file:overview", place.case.slug), "area_title": place.pack.title, "may_do": place.may_do,
        "not_offered": _not_offered(place), "closed": place.standing is not None and not place.standing.is_open,
        "not_offered_because": describe_condition(place.step.when, place.pack) if place.step.when is not None else "",
        "proposal": waiting(place), "planned": place.planned, "menu": address("steps:menu", place.case.slug),
    }  # fmt: skip


def _not_offered(place: Place) -> bool:
    return place.standing is not None and place.standing.is_open and place.standing.offer(place.step) is None


def _fields(sheet: Sheet, looked: Filled, judged: bool) -> list[Field]:
    beside = sheet.last
    if sheet.other is not None:
        asked = {short_of(question): question for question in sheet.questions}
        theirs = fill(sheet.place, sheet.other, around=sheet.around, known=sheet.known, finishing=False).form.answers
        beside = in_words(asked, theirs, "what stands in another window")
    asked_now = {question.name for question in looked.relevance.asked}
    faults = looked.faults if judged else {}
    return present(
        sheet.questions, sheet.raw, faults, pack=sheet.place.pack, around=sheet.around, known=sheet.known, last=beside,
        asked=lambda question: question.name in asked_now, sources=source_words(),
    )  # fmt: skip


def _act_fields(sheet: Sheet, looked: Filled, judged: bool) -> list[Field]:
    if not sheet.has_act:
        return []
    questions = asking.act_questions(sheet.place, looked.standing)
    faults = looked.own.faults if judged else {}
    raw = asking.with_defaults(sheet.raw, sheet.place)
    drawn = present(questions, raw, faults, pack=sheet.place.pack, around=sheet.around)
    return [asking.tidied(field) for field in drawn]


def _lines(sheet: Sheet, fields: Sequence[Field], faults: Mapping[str, str]) -> list[Line]:
    """The error summary, with links to other topics' pages for faults that are there."""
    known = {short_of(question): (topic, question) for topic in sheet.place.topics for question in topic.questions}
    here = {field.short for field in fields}
    found = summary(fields)
    seen = {field.name for field in fields} | {inner.name for field in fields for row in field.inner for inner in row}
    for name, fault in faults.items():
        base = name.partition(".")[0]
        if name in seen or (base in here and any(line.href.startswith(f"#q-{base}") for line in found)):
            continue
        if base in known and base not in here:
            topic, question = known[base]
            found.append(Line(f"{topic.title} – {question.ask}: {fault}", _topic_page(sheet.place, topic.name)))
        else:
            found.append(Line(str(fault), "#main-content"))
    return found


def _refusals(place: Place, problem: Outcome) -> list[Line]:
    lines = [
        Line(f"{barrier.rule.title}{f': {barrier.rule.say}' if barrier.rule.say else ''}", "#refused")
        for barrier in problem.refused
    ]
    lines += [Line(f"Still owed before this can close: {one.duty.title}", "#owed") for one in problem.owed]
    if problem.moved:
        lines.append(
            Line(
                "Somebody else has written in this file meanwhile. Look at what changed, then send again if it still holds",
                "#moved",
            )
        )
    return lines


def owed_line(place: Place, one: DutyInstance) -> Owed:
    """Something owed, as a line with links."""
    clock = clock_of(one, place.now)
    href = duty_page(place, one)
    waive = (
        f"{address('steps:waive', place.case.slug)}?rule={one.duty.name}&episode={one.episode}"
        if one.duty.waive is not None
        else ""
    )
    standing = place.case.situation.episodes.get(one.episode) if place.case.situation is not None else None
    sentences = (
        explain_duty(one, standing, source_words()).sentences()
        if standing is not None
        else (what_is_owed(one.duty, place.pack),)
    )
    return Owed(
        one.duty.title + (f" ({one.member})" if one.member else ""),
        clock.text,
        clock.css,
        href,
        waive,
        sentences,
        beside(place.pack, one.duty),
    )


def duty_page(place: Place, one: DutyInstance) -> str:
    """Where a duty is met: the page of its step, of telling, or of considering."""
    duty, slug = one.duty, place.case.slug
    if duty.do:
        same = duty.do[0].partition("/")[0] == place.pack.duties.get(duty.name, duty).name.partition("/")[0]
        found = step_page(slug, duty.do[0], one.episode if same else "")
        return f"{found}{'&' if '?' in found else '?'}member={one.member}" if one.member and found else found
    kind = "steps:tell" if duty.tell else "steps:consider"
    return (
        f"{address(kind, slug)}?duty={duty.name}&episode={one.episode}{f'&member={one.member}' if one.member else ''}"
    )


def _moved(place: Place, problem: Outcome) -> list[str]:
    said = []
    for event in problem.moved:
        payload = event.payload or {}
        name, who = str(payload.get("name", "")), place.case.names.get(event.by, event.by)
        what = (
            event_words(name, place.pack)
            if name in place.pack.steps or name in place.pack.pathways
            else "details of the file"
        )
        said.append(f"{who} wrote {what}, {short_day(event.recorded_at)} at {clock_time(event.recorded_at)}")
    return list(dict.fromkeys(said))


def _suggestion(place: Place, standing: EpisodeSituation) -> tuple[str, str] | None:
    """What the facts suggest, and the fact that says so."""
    step = place.step
    if step.suggest is None:
        return None
    value = standing.reasoner.fact(step.suggest, standing.point)
    if value is None:
        return None
    values = value if isinstance(value, tuple | list) else (value,)
    titles = [
        option.title if step.decides is not None and (option := step.decides.get(str(one))) else in_answer(None, one)
        for one in values
    ]
    return " or ".join(titles), fact_words(place.pack, step.suggest)


def _topics(sheet: Sheet, looked: Filled) -> list[TopicLine]:
    place = sheet.place
    if not place.long:
        return []
    asked = {question.name for question in looked.relevance.asked}
    lines = []
    for topic in place.topics:
        own = [question for question in topic.questions if question.name in asked]
        shorts = {short_of(question) for question in own}
        answered = shorts & looked.form.answers.keys()
        wanting = shorts & looked.relevance.binding - answered
        must = {
            short_of(question)
            for question in own
            if question.strength is not None and question.strength.value == "must"
        }
        wrong = any(name.partition(".")[0] in shorts for name in looked.faults)
        state, css = _state(bool(own), bool(answered), bool(wanting & must), wrong)
        lines.append(TopicLine(topic.title, _topic_page(place, topic.name), state, css, len(own)))
    return lines


def _state(asked: bool, begun: bool, gaps: bool, wrong: bool) -> tuple[str, str]:
    if not asked:
        return "Does not apply", "grey"
    if wrong:
        return "To be mended", "red"
    if not begun:
        return ("Not started", "blue") if gaps else ("Optional", "grey")
    return ("In progress", "light-blue") if gaps else ("Done", "green")


def _topic_page(place: Place, topic: str) -> str:
    base = address("steps:step", place.case.slug, *place.step.name.split("/", 1))
    return f"{base}?topic={topic}{f'&episode={place.episode}' if place.episode else ''}"


def _hidden(sheet: Sheet, looked: Filled, problem: Outcome) -> list[tuple[str, str]]:
    """What the form carries along: its key, where the file stood, which draft it continues, whose it is."""
    place, posted = sheet.place, sheet.place.request.POST
    sequence = str(problem.stands_at) if problem.stands_at else posted.get("_sequence") or str(place.case.file.sequence)
    shown = ",".join(short_of(question) for question in looked.relevance.asked if question in sheet.questions)
    rendered = one(asking.with_defaults(sheet.raw, place), asking.RENDERED)
    return [
        ("_key", posted.get("_key") or one(sheet.raw, "_draft_key") or uuid4().hex), ("_sequence", sequence), ("_episode", place.episode),
        ("_version", str(sheet.kept.version) if sheet.kept is not None else ""), ("_page", sheet.topic.name if sheet.topic is not None else ""),
        ("_shown", shown), (asking.RENDERED, rendered),
    ]  # fmt: skip


def kinds(place: Place) -> Kind:
    """What sending does: propose, where the step is signed, else do."""
    return Kind.PROPOSED if place.step.signs else Kind.DONE


__all__ = ["Owed", "Raw", "Stand", "TopicLine", "counted", "duty_page", "frame", "kinds", "owed_line", "show"]
