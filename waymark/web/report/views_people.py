"""The pages about the children, and about their household and family. What is typed is kept before it is judged."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waymark.procedures.time import Moment
from waymark.web import clock, fields
from waymark.web.fields.raw import Raw
from waymark.web.report import drafts
from waymark.web.report.children import INPUTS as CHILD_INPUTS
from waymark.web.report.children import MOST_CHILDREN, read_child
from waymark.web.report.concern import Concern
from waymark.web.report.models import Report
from waymark.web.report.own_fields import child_fields, person_fields
from waymark.web.report.pages import action_of, kept, mark, page_context, posted, put_row, row_of, take_row
from waymark.web.report.people import INPUTS as PERSON_INPUTS
from waymark.web.report.people import MOST_PEOPLE, read_person
from waymark.web.report.whose import writes

#: What brothers and sisters mostly share, taken over from the child before.
_HOME = ("address", "postcode", "language")


def keep_child(request: HttpRequest, report: Report, child: str, *, now: datetime) -> Report | None:
    """Keep what was typed about a child."""
    raw = posted(request, CHILD_INPUTS)
    return drafts.change(report.pk, lambda content: put_row(content, "children", child, raw, MOST_CHILDREN), now)


def keep_person(request: HttpRequest, report: Report, person: str, *, now: datetime) -> Report | None:
    """Keep what was typed about a person."""
    raw = posted(request, PERSON_INPUTS)
    return drafts.change(report.pk, lambda content: put_row(content, "people", person, raw, MOST_PEOPLE), now)


@writes
def children(request: HttpRequest, report: Report) -> HttpResponse:
    """The children on this report."""
    now = clock.now()
    concern = Concern(report, now)
    if not concern.children:
        return redirect("report:new-child", report.pk)
    if request.method == "POST":
        said = request.POST.get("siblings", "")
        drafts.change(report.pk, lambda content: content.update(siblings=said if said in ("yes", "no") else ""), now)
        return redirect("report:tasks", report.pk)
    context = page_context(concern) | {"full": len(concern.children) >= MOST_CHILDREN}
    return render(request, "report/children.html", context)


@writes
def people(request: HttpRequest, report: Report) -> HttpResponse:
    """The people on this report."""
    if request.method == "POST":
        drafts.change(report.pk, lambda content: mark(content, "people"), clock.now())
        return redirect("report:tasks", report.pk)
    concern = Concern(report, clock.now())
    return render(request, "report/people.html", page_context(concern) | {"full": len(concern.people) >= MOST_PEOPLE})


@writes
def new_child(request: HttpRequest, report: Report) -> HttpResponse:
    """A page for one more child."""
    return redirect("report:child", report.pk, secrets.token_hex(4))


@writes
def new_person(request: HttpRequest, report: Report) -> HttpResponse:
    """A page for one more person."""
    return redirect("report:person", report.pk, secrets.token_hex(4))


@writes(keeps=keep_child)
def child(request: HttpRequest, report: Report, child: str) -> HttpResponse:
    """One child, or a baby who is not yet born."""
    now, faults = clock.now(), {}
    if request.method == "POST":
        if action_of(request) == "remove":
            drafts.change(report.pk, lambda content: take_row(content, "children", child), now)
            return redirect("report:children", report.pk)
        report = keep_child(request, report, child, now=now) or report
        faults = read_child(child, row_of(report.content, "children", child), Moment.at(now).day).faults
        if action_of(request) == "keep":
            return kept(now)
        if action_of(request) == "later" or not faults:
            return redirect("report:tasks" if action_of(request) == "later" else "report:children", report.pk)
    concern = Concern(report, now)
    raw = row_of(report.content, "children", child)
    drawn = child_fields(raw or _home(report), faults, professional=report.kind != Report.Kind.PUBLIC)
    number = next((at for at, one in enumerate(concern.children, 1) if one.id == child), len(concern.children) + 1)
    context = {"fields": drawn, "errors": fields.summary(drawn), "number": number, "there": bool(raw)}
    return render(request, "report/child.html", page_context(concern) | context, status=422 if faults else 200)


@writes(keeps=keep_person)
def person(request: HttpRequest, report: Report, person: str) -> HttpResponse:
    """Somebody in the household or the family."""
    now, faults = clock.now(), {}
    if request.method == "POST":
        if action_of(request) == "remove":
            drafts.change(report.pk, lambda content: take_row(content, "people", person), now)
            return redirect("report:people", report.pk)
        report = keep_person(request, report, person, now=now) or report
        faults = read_person(person, row_of(report.content, "people", person)).faults
        if action_of(request) == "keep":
            return kept(now)
        if action_of(request) == "later" or not faults:
            return redirect("report:tasks" if action_of(request) == "later" else "report:people", report.pk)
    raw = row_of(report.content, "people", person)
    drawn = person_fields(raw, faults)
    context = {"fields": drawn, "errors": fields.summary(drawn), "there": bool(raw)}
    return render(
        request, "report/person.html", page_context(Concern(report, now)) | context, status=422 if faults else 200
    )


def _home(report: Report) -> Raw:
    """The home of the child before, for the next."""
    rows = report.content.get("children", [])
    return {name: rows[-1]["raw"][name] for name in _HOME if name in rows[-1]["raw"]} if rows else {}
