"""The task list, and a page for each topic that the area's pack asks. What is typed is kept before it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waymark.web import clock, fields
from waymark.web.fields.raw import Raw
from waymark.web.report import drafts
from waymark.web.report.concern import Concern
from waymark.web.report.models import Report
from waymark.web.report.pages import action_of, kept, mark, page_context, posted
from waymark.web.report.presenters import task_groups
from waymark.web.report.whose import writes


@writes
def tasks(request: HttpRequest, report: Report) -> HttpResponse:
    """What is to be said, what has been, and the way to check and send."""
    concern = Concern(report, clock.now())
    return render(request, "report/tasks.html", page_context(concern) | {"groups": task_groups(concern)})


@writes
def discard(request: HttpRequest, report: Report) -> HttpResponse:
    """Throw away what was begun, once that has been said twice."""
    if request.method == "POST":
        drafts.discard(report)
        return redirect("report:start")
    return render(request, "report/discard.html", page_context(Concern(report, clock.now())))


def keep_topic(request: HttpRequest, report: Report, topic: str, *, now: datetime) -> Report | None:
    """Keep what was typed in answer to a topic."""
    concern = Concern(report, now)
    found = concern.topic(topic)
    return _keep(report, found, posted(request, _names(concern, found)), now) if found is not None else None


@writes(keeps=keep_topic)
def topic(request: HttpRequest, report: Report, topic: str) -> HttpResponse:
    """One topic of the area's own form."""
    now = clock.now()
    concern = Concern(report, now)
    found = concern.topic(topic)
    if found is None or not concern.own_questions(found):
        raise Http404
    if request.method != "POST":
        return _page(
            request, concern, found, concern.faults_in(found) if topic in report.content.get("done", []) else {}
        )
    raw, at = posted(request, _names(concern, found)), ""
    button = fields.pressed(fields.as_raw(request.POST), concern.own_questions(found), around=concern.around)
    if button is not None:
        raw, at = (
            {name: values for name, values in button[0].items() if name.partition(".")[0] in _names(concern, found)},
            button[1],
        )
    after = Concern(_keep(report, found, raw, now) or report, now)
    if at:
        return _page(request, after, found, {})
    return _go_on(request, after, found)


def _go_on(request: HttpRequest, concern: Concern, topic: fields.Topic) -> HttpResponse:
    """To where the pressed button leads."""
    action = action_of(request)
    if action == "keep":
        return kept(concern.now, (fields.short_of(one) for one in concern.asked_of(topic)))
    if action == "later":
        return redirect("report:tasks", concern.report.pk)
    faults = concern.faults_in(topic)
    seen = {*request.POST.getlist("shown"), *concern.answers}
    further = [one for one in concern.asked_of(topic) if fields.short_of(one) not in seen]
    if further and "shown" in request.POST and set(faults) <= {fields.short_of(one) for one in further}:
        return _page(request, concern, topic, {}, further=len(further))
    drafts.change(concern.report.pk, lambda content: mark(content, topic.name), concern.now)
    return _page(request, concern, topic, faults) if faults else redirect("report:tasks", concern.report.pk)


def _page(
    request: HttpRequest, concern: Concern, topic: fields.Topic, faults: Mapping[str, fields.Fault], further: int = 0
) -> HttpResponse:
    asked = concern.asked_of(topic)
    drawn = fields.present(
        concern.own_questions(topic),
        concern.typed_in(topic),
        faults,
        pack=concern.pack,
        around=concern.around,
        asked=lambda one: one in asked,
    )
    context = page_context(concern)
    if context["public"]:
        # Which rule asks is a question of people in their work; a worried neighbour reads less.
        drawn = [replace(one, why=None) for one in drawn]
    context |= {"topic": topic, "fields": drawn, "errors": fields.summary(drawn), "further": further}
    return render(request, "report/topic.html", context, status=422 if faults and request.method == "POST" else 200)


def _names(concern: Concern, topic: fields.Topic) -> set[str]:
    return {fields.short_of(one) for one in concern.own_questions(topic)}


def _keep(report: Report, topic: fields.Topic, raw: Raw, now: datetime) -> Report | None:
    return drafts.change(report.pk, lambda content: content.setdefault("topics", {}).update({topic.name: raw}), now)
