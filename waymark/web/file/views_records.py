"""Changing what a record says: marking it as significant, correcting it, saying that it never happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from waymark.casefile import kept, records
from waymark.casefile.actions import correct as correct_act
from waymark.casefile.acts import Act
from waymark.procedures.history import Event
from waymark.procedures.language.entries import Question, Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment, MomentError
from waymark.web import clock
from waymark.web.fields import present, raw_of, read
from waymark.web.file import changing, sheets
from waymark.web.file.pages import page
from waymark.web.file.reading import CaseFile, open_case
from waymark.web.file.status import pack_of
from waymark.web.file.views import sheet_or_404
from waymark.web.shell.needs import request_actor, signed_in
from waymark.web.shell.words import clock_time
from waymark.web.steps.roles import roles_named

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@_FORM
@signed_in
def mark(request: HttpRequest, child: str, event: str) -> HttpResponse:
    """Say that something is significant (or no longer), and what it means."""
    case = open_case(request, child, f"record {event}")
    sheet = sheet_or_404(case, event)
    known = kept.marks(case.file).get(event)
    typed = {
        "significant": "yes" if known is None or known.significant else "no",
        "analysis": known.analysis if known else "",
    }
    faults: dict[str, str] = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in typed}
        with changing.tried() as faults:
            records.mark(
                stream=case.stream, event=event, significant=typed["significant"] == "yes", analysis=typed["analysis"],
                by=request_actor(request), now=clock.now(),
            )  # fmt: skip
        if not faults:
            return changing.done(request, "The chronology says so now.", "file:chronology", child)
    return page(
        request, case, "mark", "chronology", status=400 if faults else 200, sheet=sheet, typed=typed, faults=faults
    )


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What is corrected: the act as it now stands, its step and the questions of its form."""

    event: Event
    step: Step
    pack: Pack
    questions: tuple[Question, ...]


@never_cache
@_FORM
@signed_in
def correct(request: HttpRequest, child: str, event: str) -> HttpResponse:
    """Put a record right, with the first account kept beside it, or say that it never happened."""
    case = open_case(request, child, f"record {event}")
    sheet = sheet_or_404(case, event)
    if not sheet.correctable:
        raise Http404
    wrong = _wrong(case, event)
    typed, raw = _as_it_stands(wrong)
    faults: Mapping[str, str] = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in typed}
        raw = request.POST
        faults = _correct(request, case, sheet, wrong, typed)
        if not faults:
            return changing.done(
                request, "The record is corrected; what it said before stays visible.", "file:record", child, event
            )
    # What was not asked the first time need not be answered now.
    fields = [replace(field, strength="") for field in present(wrong.questions, raw, faults, pack=wrong.pack)]
    own = {name: text for name, text in faults.items() if name in (*typed, "main-content", "event")}
    options = [(row.id, row.title) for row in wrong.step.decides.rows] if wrong.step.decides is not None else []
    return page(
        request, case, "correct", "records", status=400 if faults else 200, sheet=sheet, typed=typed, fields=fields, faults=own,
        others={field.id: field.fault for field in fields if field.fault}, options=options,
    )  # fmt: skip


def _wrong(case: CaseFile, root: str) -> _Wrong:
    event = next(one for one in case.file.history.events if one.id == root)
    pack = pack_of(case, event)
    step = pack.steps.get(event.name) if pack is not None else None
    if pack is None or step is None or event.kind not in sheets.CORRECTABLE:
        raise Http404
    return _Wrong(event, step, pack, tuple(pack.step_questions(event.name).values()))


def _as_it_stands(wrong: _Wrong) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The form as the record stands."""
    event = wrong.event
    typed = {
        "occurred": f"{event.occurred.day.day}/{event.occurred.day.month}/{event.occurred.day.year}", "time": clock_time(event.occurred),
        "option": event.option, "decision-reason": event.reason, "because": "", "never": "",
    }  # fmt: skip
    asked = {question.name.rpartition("/")[2]: question for question in wrong.questions}
    raw: dict[str, list[str]] = {}
    for short, value in event.answers.items():
        if short in asked:
            raw |= raw_of(asked[short], value)
    return typed, raw


def _correct(
    request: HttpRequest, case: CaseFile, sheet: sheets.Sheet, wrong: _Wrong, typed: Mapping[str, str]
) -> dict[str, str]:
    """Try the correction. Out: what is wrong with it, by field."""
    faults: dict[str, str] = {}
    if not typed["because"].strip():
        faults["because"] = "Say why this is corrected."
    act = None
    if typed["never"] != "yes":
        act = _act(request, wrong, typed, faults)
    if faults:
        return faults
    with changing.tried() as found:
        actor = request_actor(request, roles_named(wrong.step.by, wrong.pack, request.reader.acts_as))  # type: ignore[attr-defined]
        correct_act(
            stream=case.stream, event_id=sheet.ledger_id, act=act, by=actor, reason=typed["because"], now=clock.now()
        )
    if "reason" in found:
        found["because"] = found.pop("reason")
    return found


def _act(request: HttpRequest, wrong: _Wrong, typed: Mapping[str, str], faults: dict[str, str]) -> Act | None:
    """The right account as typed. What was not asked the first time need not be answered now."""
    occurred = _moment(typed["occurred"], typed["time"], faults)
    answers = read(wrong.questions, request.POST, wrong.pack, finishing=False)
    faults |= answers.faults
    event = wrong.event
    if faults or occurred is None:
        return None
    return Act(
        name=event.name, kind=event.kind, occurred=occurred, episode=event.episode, answers=answers.answers, option=typed["option"],
        planned_for=event.planned_for, told=event.told, about=event.about, duty=event.duty, member=event.member, present=event.present,
        reason=typed["decision-reason"], grounds=event.grounds,
    )  # fmt: skip


def _moment(day: str, time: str, faults: dict[str, str]) -> Moment | None:
    parts = day.replace("/", " ").replace("-", " ").split()
    try:
        written = "{2:04}-{1:02}-{0:02}".format(*(int(part) for part in parts))
        clock_part = f"T{time.strip()}" if time.strip() else ""
        return Moment.parse(written + clock_part)
    except (ValueError, IndexError, MomentError) as wrong:
        said = str(wrong) if isinstance(wrong, MomentError) else "Write a day like 27/3/2026, and a time like 16:50."
        faults["occurred"] = said
        return None
