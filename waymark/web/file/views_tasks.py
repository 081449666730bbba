"""Taking a task, handing it over, giving it back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from waymark.agencies.queries import colleagues, people_by_role
from waymark.web import clock
from waymark.web.file import changing
from waymark.web.file import tasks as owed
from waymark.web.file.pages import page
from waymark.web.file.reading import CaseFile, open_case
from waymark.web.shell.needs import request_actor, signed_in
from waymark.work.actions import give_back, hand_over, take
from waymark.work.errors import NoSuchWork
from waymark.work.holding import matching
from waymark.work.models import Duty

GONE = "This is no longer owed: somebody may have done it in the meantime."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def task(request: HttpRequest, child: str) -> HttpResponse:
    """One task of the file, and who is to do it. The task is named by its key, as in the work app."""
    case = open_case(request, child, "tasks")
    key = request.POST.get("task") or request.GET.get("task", "")
    person = request.reader.person  # type: ignore[attr-defined]
    found = next((one for one in owed.tasks_of(case, person).outstanding if one.key == key), None)
    if found is None:
        raise Http404(GONE)
    typed = {name: request.POST.get(name, "").strip() for name in ("what", "to", "reason")}
    faults: dict[str, str] = {}
    if request.method == "POST":
        faults = _change(request, found, typed)
        if not faults:
            return changing.done(request, _DONE[typed["what"]], "file:tasks", child)
    others = [("", "Choose"), *((user.person, user.name) for user in _others(request, case) if user.person != person)]
    return page(
        request,
        case,
        "task",
        "tasks",
        status=400 if faults else 200,
        task=found,
        typed=typed,
        faults=faults,
        others=others,
    )


_DONE = {"take": "It is yours now.", "hand": "It is handed over.", "back": "It is given back."}


def _change(request: HttpRequest, task: owed.Task, typed: dict[str, str]) -> dict[str, str]:
    row = Duty.objects.filter(key=task.key).first()
    roles = [role for role in request.reader.acts_as if row is not None and matching([row.holders], [role])]  # type: ignore[attr-defined]
    if typed["what"] != "take" and request.reader.role.leads:  # type: ignore[attr-defined]
        roles = ["manager", *roles]
    actor, now = request_actor(request, roles[:1]), clock.now()
    with changing.tried() as faults:
        try:
            if typed["what"] == "take":
                take(duty=task.key, reason=typed["reason"], by=actor, now=now)
            elif typed["what"] == "hand":
                hand_over(duty=task.key, to=typed["to"], reason=typed["reason"], by=actor, now=now)
            elif typed["what"] == "back":
                give_back(duty=task.key, reason=typed["reason"], by=actor, now=now)
            else:
                faults["what"] = "Choose what should happen with this task."
        except NoSuchWork:
            faults["main-content"] = GONE
    return faults


def _others(request: HttpRequest, case: CaseFile):
    """To whom it can be handed: one's team, or the social workers of the area."""
    reader = request.reader  # type: ignore[attr-defined]
    if reader.team:
        return colleagues(reader.team, case.today)
    return people_by_role(case.area, "social-worker", case.today)
