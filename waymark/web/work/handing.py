"""One piece of work: take it, hand it over, give it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waymark.agencies.queries import colleagues
from waymark.casefile.errors import BadAct, NotRecorded, WrongRole
from waymark.procedures.time import Moment
from waymark.web.clock import now
from waymark.web.shell.needs import request_actor, request_scope, signed_in
from waymark.web.work import presenters
from waymark.work import actions, queries
from waymark.work.errors import NoSuchWork
from waymark.work.filters import WorkFilter
from waymark.work.queries import Owed

DONE = {"take": "It is yours now.", "hand-over": "It has been handed over.", "give-back": "It has been given back."}


@signed_in
def duty(request: HttpRequest) -> HttpResponse:
    """What can be done with one piece of work; a refused change keeps what was typed."""
    owed = _owed(request)
    said, faults = {"reason": "", "to": "", "do": "", **request.POST.dict()}, {}
    if request.method == "POST":
        faults = _change(request, owed, said)
        if not faults:
            messages.success(request, DONE[said["do"]])
            return redirect("work:mine")
    context = {
        "holders": presenters.who_may_do(owed.row, now()),
        "row": presenters.rows_of([owed], request.reader.person, now())[0], "said": said, "faults": faults,
        "colleagues": _colleagues(request), "leads": request.reader.role.leads,
    }  # fmt: skip
    return render(request, "work/duty.html", context, status=422 if faults else 200)


def _owed(request: HttpRequest) -> Owed:
    key = request.POST.get("duty") or request.GET.get("duty", "")
    scope = request_scope(request).subjects()
    found = WorkFilter(scope=scope).rows(now()).filter(pk=key).first() if key else None
    if found is None:
        raise Http404
    owed = next((one for one in queries.child_duties(found.stream, now=now()) if one.row.key == key), None)
    if owed is None:
        raise Http404
    return owed


def _change(request: HttpRequest, owed: Owed, said: dict[str, str]) -> dict[str, str]:
    actor = request_actor(request, owed.row.holders.strip("|").split("|"))
    leading = request_actor(request, ["manager"])
    key, reason, at = owed.row.key, said["reason"], now()
    try:
        if said["do"] == "take":
            actions.take(duty=key, reason=reason, by=actor, now=at)
        elif said["do"] == "hand-over":
            if said["to"] not in {person for person, _ in _colleagues(request)}:
                return {"to": "Choose who takes this over."}
            actions.hand_over(duty=key, to=said["to"], reason=reason, by=leading, now=at)
        elif said["do"] == "give-back":
            actions.give_back(duty=key, reason=reason, by=leading, now=at)
        else:
            return {"do": "Choose what to do."}
    except WrongRole as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except BadAct as fault:
        return dict(fault.faults)
    except (NoSuchWork, NotRecorded) as fault:
        return {"do": str(fault)}
    return {}


def _colleagues(request: HttpRequest) -> list[tuple[str, str]]:
    """Who works in the reader's team, without the reader."""
    reader = request.reader
    on = Moment.at(now()).day
    return (
        [(one.person, one.name) for one in colleagues(reader.team, on) if one.person != reader.person]
        if reader.team
        else []
    )
