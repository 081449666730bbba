"""Who the child is, who is around them, and warnings: shown and changed. Nothing that was typed is lost when it is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from waymark.casefile import kept, records
from waymark.people.details import FACTS, SEXES, Details
from waymark.people.persons import FAMILY, PROFESSIONAL, RELATIONSHIPS, Person
from waymark.people.queries import household_of
from waymark.web import clock
from waymark.web.file import changing
from waymark.web.file.pages import page
from waymark.web.file.reading import CaseFile, open_case
from waymark.web.shell.needs import request_actor, request_scope, signed_in
from waymark.web.shell.streams import slug_of

_DATES = ("born", "due_date")
_FORM = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@require_safe
@signed_in
def people(request: HttpRequest, child: str) -> HttpResponse:
    """Household, family, professionals, other children with files, warnings."""
    case = open_case(request, child, "people")
    scope = request_scope(request)
    may = scope.may_see_of([one.stream for one in case.people if one.stream])
    links = {one.id: slug_of(one.stream) for one in case.people if one.stream in may}
    family = [one for one in case.people if one.kind == FAMILY]
    shown: dict[str, Any] = {
        "household": [one for one in family if one.in_household], "elsewhere": [one for one in family if not one.in_household],
        "professionals": [one for one in case.people if one.kind == PROFESSIONAL], "links": links,
        "relatives": [(one, slug_of(one.stream)) for one in household_of(case.stream, scope.subjects())],
        "warnings": kept.warnings(case.file),
    }  # fmt: skip
    return page(request, case, "people", "people", **shown)


@never_cache
@_FORM
@signed_in
def person(request: HttpRequest, child: str, person: str = "") -> HttpResponse:
    """Add somebody around the child, or change what is known of them."""
    case = open_case(request, child, "people")
    known = next((one for one in case.people if one.id == person), None)
    if person and known is None:
        raise Http404
    kind = PROFESSIONAL if request.GET.get("kind") == PROFESSIONAL else FAMILY
    shown = known or Person(id="", name="", kind=kind)
    faults: dict[str, str] = {}
    if request.method == "POST":
        shown = _posted_person(request, shown)
        with changing.tried() as faults:
            records.put_person(
                stream=case.stream, person=shown, by=request_actor(request), now=clock.now(), expected_sequence=_expected(request, case),
            )  # fmt: skip
        if not faults:
            return changing.done(request, f"{shown.word} is on the list.", "file:people", child)
    said = {name: changing.word_of(getattr(shown, name)) for name in ("in_household", "parental_responsibility")}
    return page(
        request, case, "person", "people", status=400 if faults else 200, person=shown, said=said, faults=faults,
        relationships=[("", "Choose"), *RELATIONSHIPS.items()], new=known is None, sequence=_shown_sequence(request, case),
    )  # fmt: skip


def _posted_person(request: HttpRequest, before: Person) -> Person:
    post = request.POST
    text = {name: post.get(name, "").strip() for name in ("name", "relationship", "phone", "note", "agency")}
    kind = post.get("kind", before.kind)
    return replace(
        before, **text, kind=kind if kind in (FAMILY, PROFESSIONAL) else before.kind, in_household=changing.yes_no(post.get("in_household", "")),
        parental_responsibility=changing.yes_no(post.get("parental_responsibility", "")),
    )  # fmt: skip


@never_cache
@_FORM
@signed_in
def remove(request: HttpRequest, child: str, person: str) -> HttpResponse:
    """Take somebody off the list, once it has been said that this is meant."""
    case = open_case(request, child, "people")
    known = next((one for one in case.people if one.id == person), None)
    if known is None:
        raise Http404
    faults: dict[str, str] = {}
    if request.method == "POST":
        with changing.tried() as faults:
            records.remove_person(stream=case.stream, person=person, by=request_actor(request), now=clock.now())
        if not faults:
            return changing.done(
                request, f"{known.word} is off the list. The record keeps what was known.", "file:people", child
            )
    return page(request, case, "person_remove", "people", status=400 if faults else 200, person=known, faults=faults)


@never_cache
@_FORM
@signed_in
def details(request: HttpRequest, child: str) -> HttpResponse:
    """Change who the child is known to be."""
    case = open_case(request, child, "details")
    typed = {name: str(getattr(case.details, name) or "") for name in FACTS if name not in _DATES}
    dates = {name: changing.shown_date(getattr(case.details, name)) for name in _DATES}
    faults: dict[str, str] = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in typed}
        dates = {name: changing.typed_date(request.POST, name) for name in _DATES}
        faults = _change_details(request, case, typed, dates)
        if not faults:
            return changing.done(request, "The details are changed.", "file:overview", child)
    return page(
        request, case, "details", "people", status=400 if faults else 200, typed=typed, dates=dates, faults=faults,
        sexes=[("", "Choose"), *SEXES.items()], sequence=_shown_sequence(request, case),
    )  # fmt: skip


def _change_details(request: HttpRequest, case: CaseFile, typed: dict, dates: dict) -> dict[str, str]:
    unread: dict[str, str] = {}
    days = {name: changing.read_date(dates[name], name, unread) for name in _DATES}
    wanted = Details(**typed, **days)
    if unread:
        return unread | wanted.faults(case.today)
    with changing.tried() as faults:
        records.change_details(
            stream=case.stream, details=wanted, by=request_actor(request), now=clock.now(), expected_sequence=_expected(request, case),
        )  # fmt: skip
    return faults


@never_cache
@_FORM
@signed_in
def warning(request: HttpRequest, child: str) -> HttpResponse:
    """Warn whoever works with this family."""
    case = open_case(request, child, "warnings")
    typed = {name: request.POST.get(name, "").strip() for name in ("kind", "text", "disclosed", "manager")}
    review = changing.typed_date(request.POST, "review")
    faults: dict[str, str] = {}
    if request.method == "POST":
        day = changing.read_date(review, "review", faults)
        if not faults:
            with changing.tried() as faults:
                records.add_warning(
                    stream=case.stream, kind=typed["kind"], text=typed["text"], disclosed=changing.yes_no(typed["disclosed"]),
                    manager=typed["manager"], review=day, by=request_actor(request), now=clock.now(),
                )  # fmt: skip
        if not faults:
            return changing.done(request, "Everybody who opens this file now sees the warning.", "file:people", child)
    kinds = [("", "Choose"), *kept.WARNINGS.items()]
    return page(
        request,
        case,
        "warning",
        "people",
        status=400 if faults else 200,
        typed=typed,
        review=review,
        faults=faults,
        kinds=kinds,
    )


@never_cache
@_FORM
@signed_in
def end_warning(request: HttpRequest, child: str, warning: str) -> HttpResponse:
    """Say that a warning holds no longer, and why."""
    case = open_case(request, child, "warnings")
    found = next((one for one in kept.warnings(case.file) if one.id == warning and one.ended is None), None)
    if found is None:
        raise Http404
    reason, faults = request.POST.get("reason", ""), dict[str, str]()
    if request.method == "POST":
        with changing.tried() as faults:
            records.end_warning(
                stream=case.stream, warning=warning, reason=reason, by=request_actor(request), now=clock.now()
            )
        if not faults:
            return changing.done(request, "The warning is ended. It stays in the chronology.", "file:people", child)
    return page(
        request,
        case,
        "warning_end",
        "people",
        status=400 if faults else 200,
        warning=found,
        reason=reason,
        faults=faults,
    )


def _shown_sequence(request: HttpRequest, case: CaseFile) -> int:
    """Where the file stood when the form was shown. After a refusal it is where it stands now: what is new has been seen."""
    return case.file.sequence


def _expected(request: HttpRequest, case: CaseFile) -> int:
    sent = request.POST.get("sequence", "")
    return int(sent) if sent.isdigit() and len(sent) < 10 else case.file.sequence
