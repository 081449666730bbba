"""My team's work: children without a worker, what is overdue, who carries how much; giving a child to somebody."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waymark.access.errors import NotFound
from waymark.agencies.queries import colleagues, names_of, teams_in
from waymark.casefile.errors import NotRecorded, WrongRole
from waymark.casefile.models import Subject
from waymark.procedures.time import Moment
from waymark.web.clock import now
from waymark.web.shell.needs import needs_role, request_actor, request_scope
from waymark.web.shell.streams import stream_of
from waymark.web.work import presenters
from waymark.web.work.lists import work_page
from waymark.web.work.paging import offset_of, paging
from waymark.work import actions, managing, queries
from waymark.work.errors import NoSuchWork
from waymark.work.filters import Group, WorkFilter

#: In the address: my team alone.
MINE = "mine"
LEADS = ("mash-manager", "team-manager")
leads = needs_role(*LEADS)


@leads
def team(request: HttpRequest) -> HttpResponse:
    """The numbers of a team, each of which opens its list."""
    scope, at, team = request_scope(request).subjects(), now(), _own_team(request)
    wanted = WorkFilter(scope=scope, team=team)
    loads = managing.workloads(scope, now=at, team=team)
    names = names_of({one.worker for one in loads})
    only = {"team": MINE} if team else {}
    context = {
        "tiles": presenters.tiles(queries.counts(wanted, now=at), presenters.href("work:all"), None, only),
        "unallocated": managing.unallocated(scope, now=at, limit=1, team=team).total,
        "waiting": managing.authorisable(request.reader.person, request.reader.acts_as, scope).count(),
        "overdue": queries.overdue_by_type(scope, now=at, team=team),
        "loads": [(names[one.worker], one) for one in loads],
        "only": only, "own": request.reader.team_name,
    }  # fmt: skip
    return render(request, "work/team.html", context)


def _own_team(request: HttpRequest) -> str | None:
    """The reader's own team where the address asks for it alone; else all of the area."""
    return (request.reader.team or None) if request.GET.get("team") == MINE else None


@leads
def everything(request: HttpRequest) -> HttpResponse:
    """All work of my areas; of one duty or one person where the address names it."""
    wanted = WorkFilter(scope=request_scope(request).subjects(), team=_own_team(request))
    title = "All work"
    if duty := request.GET.get("duty"):
        wanted, title = wanted.but(duty=duty, group=Group.OVERDUE), "Overdue by type"
    if worker := request.GET.get("worker"):
        wanted, title = wanted.but(person=worker), f"Work of {names_of({worker})[worker]}"
    page = work_page(request, wanted, title, "Nothing of this is owed.")
    return render(request, "work/list.html", {"page": page, "tabs": []})


@leads
def children(request: HttpRequest) -> HttpResponse:
    """The children of one worker, or those who have none."""
    scope, worker = request_scope(request).subjects(), request.GET.get("worker", "")
    at, offset, team = now(), offset_of(request), _own_team(request)
    if worker:
        found = managing.children_of(worker, scope & Q(team=team) if team else scope, now=at, offset=offset)
    else:
        found = managing.unallocated(scope, now=at, offset=offset, team=team)
    title = f"Children of {names_of({worker})[worker]}" if worker else "Children without a worker"
    rows = [presenters.child_in_hand(one) for one in found.rows]
    context = {"rows": rows, "total": found.total, "title": title, "pages": paging(request, found.total)}
    return render(request, "work/children.html", context)


@leads
def allocate(request: HttpRequest, child: str) -> HttpResponse:
    """Give a child to a worker and a team."""
    try:
        stream = request_scope(request).require_file(stream_of(child))
    except NotFound as unknown:
        raise Http404 from unknown
    subject = Subject.objects.filter(pk=stream).first()
    teams = teams_in(subject.area if subject else request.reader.area)
    choices = [(one.slug, one.name, colleagues(one.slug, Moment.at(now()).day)) for one in teams]
    said = {"worker": "", "reason": "", **request.POST.dict()}
    faults: dict[str, str] = {}
    if request.method == "POST":
        faults = _allocate(request, stream, choices, said)
        if not faults:
            messages.success(request, "The child has been allocated.")
            return redirect("file:overview", child)
    context = {
        "child": child, "name": presenters.child_name(subject, stream), "choices": choices, "said": said, "faults": faults,
    }  # fmt: skip
    return render(request, "work/allocate.html", context, status=422 if faults else 200)


def _allocate(request: HttpRequest, stream: str, choices: list, said: dict[str, str]) -> dict[str, str]:
    team, _, worker = said["worker"].partition("|")
    allowed = {(slug, person.person) for slug, _, people in choices for person in people} | {
        (one[0], "") for one in choices
    }
    if (team, worker) not in allowed:
        return {"worker": "Choose a worker, or a team if nobody is named yet."}
    actor = request_actor(request, ["manager"])
    try:
        actions.allocate(stream=stream, worker=worker, team=team, reason=said["reason"], by=actor, now=now())
    except WrongRole as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except (NoSuchWork, NotRecorded) as fault:
        return {"worker": str(fault)}
    return {}
