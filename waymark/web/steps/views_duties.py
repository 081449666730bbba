"""What is owed and is no step: telling somebody, weighing something; and waiving a rule this once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from waymark.casefile.acts import Act
from waymark.procedures.history import Kind
from waymark.web.fields import summary
from waymark.web.shell import unsent
from waymark.web.shell.needs import signed_in
from waymark.web.steps import duty_forms
from waymark.web.steps.duty_forms import Wanted
from waymark.web.steps.recording import send

_KINDS = {"tell": Kind.TOLD, "consider": Kind.CONSIDERED, "waive": Kind.WAIVED}


def _view(kind: str) -> Any:
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @signed_in
    def view(request: HttpRequest, child: str) -> HttpResponse:
        wanted = duty_forms.find(request, child, kind)
        if wanted is None:
            raise Http404("There is no such rule in this file.")
        if kind == "waive" and not wanted.may_waive:
            return _page(wanted, {}, status=403)
        if request.method != "POST":
            sent = unsent.take(request)
            return _page(wanted, {} if sent is None else dict(sent.lists()))
        return _sent(wanted)

    return view


tell, consider, waive = _view("tell"), _view("consider"), _view("waive")


def _sent(wanted: Wanted) -> HttpResponse:
    filled = duty_forms.read_form(wanted)
    if not filled.ok:
        return _page(wanted, filled.raw, filled.faults)
    said = filled.answers
    act = Act(
        name=duty_forms.name_of(wanted), kind=_KINDS[wanted.kind], occurred=duty_forms.when(wanted, filled), episode=wanted.episode,
        told=str(said.get("told", "")), about=str(said.get("about", "")), duty=_answered(wanted),
        member=wanted.member, option=str(said.get("did", "")), reason=str(said.get("reason", "")), grounds=str(said.get("grounds", "")),
    )  # fmt: skip
    outcome = send(wanted.place, act, key=wanted.place.request.POST.get("_key", ""), expected=None, actor=wanted.actor)
    if outcome.event is None:
        return _page(wanted, filled.raw, outcome.faults)
    messages.success(wanted.place.request, duty_forms.DONE[wanted.kind])
    back = wanted.place.request.GET.get("back", "")
    if wanted.kind == "waive" and back in wanted.place.pack.steps:
        pathway, _, short = back.partition("/")
        return redirect(f"{duty_forms.step_address(wanted, pathway, short)}?{urlencode({'episode': wanted.episode})}")
    return redirect("steps:done", wanted.place.case.slug, outcome.event.id)


def _answered(wanted: Wanted) -> str:
    """The duty that a telling answers."""
    return wanted.duty.name if wanted.duty is not None and wanted.kind == "tell" else ""


def _page(
    wanted: Wanted, raw: Mapping[str, Any], faults: Mapping[str, str] | None = None, status: int = 200
) -> HttpResponse:
    fields = duty_forms.fields(wanted, raw, faults or {})
    loose = {name: text for name, text in (faults or {}).items() if name not in {field.name for field in fields}}
    context = duty_forms.frame(wanted) | {"fields": fields, "lines": summary(fields, loose)}
    return render(wanted.place.request, "steps/duty.html", context, status=status)
