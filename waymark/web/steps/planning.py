"""Planning a step for later, and taking a plan back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from waymark.casefile.acts import Act
from waymark.procedures.history import Kind
from waymark.procedures.time import Moment, has_passed
from waymark.web.fields import as_raw, read
from waymark.web.fields.faults import Fault
from waymark.web.steps import pages
from waymark.web.steps.asking import PLANNED
from waymark.web.steps.places import Place
from waymark.web.steps.reading import begun
from waymark.web.steps.recording import Outcome, send


def sent(place: Place, does: str) -> HttpResponse:
    """Write the plan, or take it back."""
    posted = as_raw(place.request.POST)
    key = place.request.POST.get("_key", "")
    when = None
    if does == "plan":
        found = read([PLANNED], posted, place.pack)
        when = found.answers.get("plan.for")
        if not isinstance(when, Moment) or has_passed(when, place.now):
            fault = found.faults.get("plan.for") or Fault("Enter a date that has not passed")
            return pages.show(begun(place, None), outcome=Outcome(faults={"plan.for": f"{PLANNED.ask} {fault}"}))
    kind = Kind.PLANNED if does == "plan" else Kind.CANCELLED
    reason = place.request.POST.get("plan.reason", "").strip()
    act = Act(
        name=place.step.name,
        kind=kind,
        occurred=Moment.at(place.now),
        episode=place.episode,
        planned_for=when,
        reason=reason,
    )
    outcome = send(place, act, key=key and f"{key}-{does}", expected=None)
    if outcome.event is None:
        return pages.show(begun(place, None), outcome=outcome)
    words = (
        f"“{place.step.title}” is planned for {when}."
        if when is not None
        else f"The plan for “{place.step.title}” is cancelled."
    )
    messages.success(place.request, words)
    return redirect("steps:done", place.case.slug, outcome.event.id)
