"""Documents loaded for search: read by whoever may, loaded and withdrawn by the partnership's business team."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from waymark.manual.documents import actions, finding, queries
from waymark.manual.documents.errors import DocumentNotFound, NotAllowed, Unreadable
from waymark.manual.documents.models import Audience, LoadedDocument
from waymark.manual.speaking import BadEntry
from waymark.web import clock
from waymark.web.guidance.places import Guidance, of_area
from waymark.web.shell.needs import signed_in

#: So many passages stand on one page.
A_PAGE = 100
_FORM = require_http_methods(["GET", "HEAD", "POST"])
_PARTS = ("day", "month", "year")


@never_cache
@require_safe
@of_area
def documents(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """The documents of an area that this reader may read; for the business team the others too."""
    reader = request.reader  # type: ignore[attr-defined]
    loads = queries.may_load(reader, guidance.area)
    found = queries.of_area(guidance.area) if loads else queries.readable(reader).filter(area=guidance.area)
    return render(request, "documents/list.html", {"guidance": guidance, "documents": found, "loads": loads})


@never_cache
@require_safe
@of_area
def one(request: HttpRequest, guidance: Guidance, document: str) -> HttpResponse:
    """A document, passage by passage. Whoever may not read it is told what they would be told if it did not exist."""
    reader = request.reader  # type: ignore[attr-defined]
    found = _document(request, guidance, document)
    at = request.GET.get("part", "")
    pages = Paginator(found.passages.all(), A_PAGE)
    context = {
        "guidance": guidance, "document": found, "page": pages.get_page(at or 1), "loads": queries.may_load(reader, guidance.area),
        "audience": Audience(found.audience).label,
    }  # fmt: skip
    return render(request, "documents/one.html", context)


@never_cache
@_FORM
@signed_in
@of_area
def load(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """Load a document. What was typed stays; a browser keeps no file."""
    reader = _loader(request, guidance)
    typed = {name: request.POST.get(name, "").strip() for name in ("title", "source", "audience")}
    day = {part: request.POST.get(f"dated-{part}", "").strip() for part in _PARTS}
    faults: dict[str, str] = {}
    if request.method == "POST":
        sent = request.FILES.get("file")
        try:
            if sent is None:
                raise BadEntry({"file": "Choose a file."})
            row = actions.load(
                file=sent.file, file_name=sent.name or "", area=guidance.area, dated=_day(day), by=reader, by_name=reader.name,
                now=clock.now(), **typed,
            )  # fmt: skip
        except Unreadable as refused:
            faults = {"file": str(refused)}
        except BadEntry as refused:
            faults = dict(refused.problems)
        else:
            finding.rebuild()
            messages.success(
                request, f"“{row.title}” is loaded. Search finds it for {Audience(row.audience).label.lower()}."
            )
            return redirect(_address("documents:one", guidance, document=row.pk))
    context = {
        "guidance": guidance, "typed": typed, "day": day, "faults": faults, "most": actions.largest() // 1_000_000, "audiences": Audience.choices,
    }  # fmt: skip
    return render(request, "documents/load.html", context, status=400 if faults else 200)


@never_cache
@_FORM
@signed_in
@of_area
def withdraw(request: HttpRequest, guidance: Guidance, document: str) -> HttpResponse:
    """Take a document out of search."""
    reader = _loader(request, guidance)
    found = _document(request, guidance, document)
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            actions.withdraw(
                document=found.pk, why=request.POST.get("why", ""), by=reader, by_name=reader.name, now=clock.now()
            )
        except BadEntry as refused:
            faults = dict(refused.problems)
        else:
            finding.rebuild()
            messages.success(request, f"“{found.title}” is withdrawn. Search finds it no more.")
            return redirect(_address("documents:list", guidance))
    context = {"guidance": guidance, "document": found, "why": request.POST.get("why", ""), "faults": faults}
    return render(request, "documents/withdraw.html", context, status=400 if faults else 200)


def _document(request: HttpRequest, guidance: Guidance, document: str) -> LoadedDocument:
    try:
        found = queries.document_for(request.reader, document)  # type: ignore[attr-defined]
    except DocumentNotFound as missing:
        if not queries.may_load(request.reader, guidance.area):  # type: ignore[attr-defined]
            raise Http404 from missing
        found = queries.of_area(guidance.area).filter(pk=document).first()
    if found is None or found.area != guidance.area:
        raise Http404
    return found


def _loader(request: HttpRequest, guidance: Guidance) -> Any:
    reader = request.reader  # type: ignore[attr-defined]
    if not queries.may_load(reader, guidance.area):
        raise PermissionDenied(str(NotAllowed()))
    return reader


def _day(day: dict[str, str]) -> date | None:
    try:
        return date(*(int(day[part]) for part in reversed(_PARTS)))
    except ValueError:
        return None


def _address(name: str, guidance: Guidance, **rest: str) -> str:
    return reverse(name, kwargs={"area": guidance.area, **rest})
