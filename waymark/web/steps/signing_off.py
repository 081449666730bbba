"""Authorising what somebody else has proposed, or sending it back for changes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from waymark.agencies.queries import names_of, people_by_role
from waymark.agencies.roles import ROLES
from waymark.casefile.acts import Act, Actor
from waymark.casefile.errors import BadAct, NotRecorded
from waymark.casefile.validation import may_act
from waymark.procedures.history import Event, Kind
from waymark.procedures.time import Moment
from waymark.web.fields import Line
from waymark.web.file.words import said
from waymark.web.steps import pages
from waymark.web.steps.places import Place
from waymark.web.steps.proposals import sent_back
from waymark.web.steps.recording import Outcome, send
from waymark.work import actions as work
from waymark.work.errors import NoSuchWork


def view(place: Place) -> HttpResponse | None:
    """The proposal for whoever may sign it; None where it was returned, or where the reader made it themselves."""
    proposal, signer = place.proposal, place.signer
    if proposal is None or signer is None or sent_back(place, proposal) or proposal.by == signer.person:
        return None
    lines: list[Line] = []
    outcome = Outcome()
    if place.request.method == "POST":
        does = place.request.POST.get("_do", "")
        if does == "return":
            answer = _return(place, proposal, lines)
        else:
            answer, outcome = _authorise(place, proposal)
        if answer is not None:
            return answer
    return _show(place, proposal, lines, outcome)


def _authorise(place: Place, proposal: Event) -> tuple[HttpResponse | None, Outcome]:
    assert place.signer is not None  # the caller asked
    act = Act(
        name=proposal.name, kind=Kind.DONE, occurred=Moment.at(place.now), episode=proposal.episode, answers=proposal.answers,
        option=proposal.option, present=proposal.present, reason=proposal.reason, grounds=proposal.grounds, member=proposal.member,
        happened_anyway=place.request.POST.get("act.anyway", "").strip(),
    )  # fmt: skip
    outcome = send(place, act, key=place.request.POST.get("_key", ""), expected=None, actor=place.signer)
    if outcome.event is None:
        return None, outcome
    messages.success(place.request, f"“{place.step.title}” is authorised.")
    return redirect("steps:done", place.case.slug, outcome.event.id), outcome


def _return(place: Place, proposal: Event, lines: list[Line]) -> HttpResponse | None:
    assert place.signer is not None  # the caller asked
    comment = place.request.POST.get("comment", "").strip()
    try:
        work.return_for_changes(event_id=proposal.id, comment=comment, by=place.signer, now=place.now)
    except BadAct as fault:
        lines += [Line(text, "#comment") for text in fault.faults.values()]
        return None
    except (NoSuchWork, NotRecorded) as problem:
        lines.append(Line(str(problem), "#main-content"))
        return None
    messages.success(place.request, "Returned for changes. Whoever proposed it has been told.")
    return redirect("file:overview", place.case.slug)


def _show(place: Place, proposal: Event, lines: list[Line], outcome: Outcome) -> HttpResponse:
    asked = place.pack.step_questions(place.step.name)
    option = place.step.decides.get(proposal.option) if place.step.decides is not None else None
    context = {
        **pages.frame(place),
        "proposal": proposal, "proposed_by": names_of([proposal.by])[proposal.by], "option": option.title if option is not None else "",
        "said": [said(asked.get(short), short, value) for short, value in proposal.answers.items()],
        "lines": [*lines, *pages._refusals(place, outcome), *(Line(text, "#main-content") for text in outcome.faults.values())],
        "refused": [pages.stand(place, barrier) for barrier in outcome.refused], "owed": [pages.owed_line(place, one) for one in outcome.owed],
        "anyway": outcome.may_have_happened, "anyway_name": "act.anyway", "comment": place.request.POST.get("comment", ""),
        "key": place.request.POST.get("_key") or proposal.id,
    }  # fmt: skip
    return render(place.request, "steps/sign.html", context)


def ask(place: Place, outcome: Outcome) -> None:
    """Tell those who may sign a proposal, in the area, that it waits for them."""
    if not place.step.signs or outcome.event is None:
        return
    roles = [
        role.word
        for role in ROLES.values()
        if any(may_act(place.step.signs, _as(place, word), place.pack) for word in role.acts_as)
    ]
    people = {user.person for role in roles for user in people_by_role(place.area, role, place.case.today)}
    event = str((outcome.event.payload or {}).get("id", ""))
    try:
        told = work.ask_to_authorise(event_id=event, people=people, by=place.actor, now=place.now)
    except NoSuchWork:
        return
    messages.success(
        place.request, f"Sent for authorisation. Told: {told} who may sign it." if told else "Sent for authorisation."
    )


def _as(place: Place, role: str) -> Actor:
    return Actor(person=place.actor.person, role=role)
