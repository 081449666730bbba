"""A professional's own agency's referrals: what came of them, as far as the agency was told, and what it still owes. Reading is logged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from waymark.access.reading import log_reads
from waymark.agencies.queries import names_of
from waymark.casefile.models import Episode
from waymark.casefile.queries import files_of
from waymark.casefile.summary import tidy_reference
from waymark.web import clock
from waymark.web.report import drafts
from waymark.web.report.areas import PATHWAY
from waymark.web.report.as_told import names_as_told
from waymark.web.report.concern import Concern, suggested
from waymark.web.report.models import Report
from waymark.web.report.receipts import Receipt, receipts
from waymark.web.shell.needs import request_scope, signed_in

ON_A_PAGE = 25


@never_cache
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """The referrals of the reader's own agency, newest first, and what the reader has begun and not sent."""
    reader, now = request.reader, clock.now()  # type: ignore[attr-defined]
    rows = _episodes(request).order_by("-opened_at", "-id").values_list("stream", "id")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    found = _receipts_of(request, [stream for stream, _ in page], now)
    shown = [found[episode] for _, episode in page if episode in found]
    log_reads(reader, dict.fromkeys(one.stream for one in shown), "list of own referrals", now=now)
    unsent = [one for one in drafts.unsent_of(reader.person) if one.agency == reader.agency]
    context = {"receipts": shown, "page": page, "unsent": unsent, "names": names_of(one.by for one in shown)}
    return render(request, "report/mine.html", context)


@never_cache
@signed_in
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """One of the agency's own referrals. Anybody else's is not there."""
    now = clock.now()
    found = _find(request, reference, now)
    log_reads(request.reader, [found.stream], "own referral", now=now)  # type: ignore[attr-defined]
    return render(request, "report/receipt.html", {"receipt": found, "names": names_of([found.by])})


@never_cache
@signed_in
def confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin to write what the referrer owes in writing; a draft that was begun is gone on with."""
    reader, now = request.reader, clock.now()  # type: ignore[attr-defined]
    found = _find(request, reference, now)
    owed = next((one for one in found.yours if one.step), None)
    if request.method != "POST" or owed is None:
        return redirect("report:receipt", found.reference)
    about = {"stream": found.stream, "episode": found.episode, "step": owed.step, "reference": found.reference}
    begun = next((one for one in drafts.unsent_of(reader.person) if one.about == about), None)
    if begun is None:
        begun = _begin(request, about, found, now)
    return redirect("report:tasks", begun.pk)


def _begin(request: HttpRequest, about: dict[str, str], found: Receipt, now: datetime) -> Report:
    reader = request.reader  # type: ignore[attr-defined]
    area = Episode.objects.get(pk=found.episode).pin.partition("@")[0]
    content = {"danger": "", "topics": {}, "children": [], "people": [], "done": [], "documents": []}
    begun = drafts.begin(
        kind=Report.Kind.CONFIRMATION,
        area=area,
        person=reader.person,
        agency=reader.agency,
        content=content,
        now=now,
        about=about,
    ).report
    said = {
        "referrer-name": reader.name,
        "referrer-post": f"{reader.role.title}, {reader.agency_name}",
        "referrer-contact": getattr(request.user, "email", ""),
    }
    filled = suggested(said, Concern(begun, now).topics)
    return drafts.change(begun.pk, lambda written: written["topics"].update(filled), now) or begun


def _episodes(request: HttpRequest):
    """The episodes that may hold referrals of the reader's agency; whose act opened each is looked at in the file."""
    if not request.reader.agency:  # type: ignore[attr-defined]
        raise PermissionDenied("Your post belongs to no agency that refers.")
    return Episode.objects.filter(request_scope(request).referrals(), pathway=PATHWAY)


def _receipts_of(request: HttpRequest, streams: Iterable[str], now: datetime) -> dict[str, Receipt]:
    """The agency's own referrals in some files, by episode."""
    agency = request.reader.agency  # type: ignore[attr-defined]
    files = list(files_of(dict.fromkeys(streams)))
    names = names_as_told(files)
    return {one.episode: one for file in files for one in receipts(file, now, names=names, agency=agency)}


def _find(request: HttpRequest, reference: str, now: datetime) -> Receipt:
    stream = _episodes(request).filter(reference=tidy_reference(reference)).values_list("stream", flat=True).first()
    found = _receipts_of(request, [stream], now) if stream is not None else {}
    receipt = next((one for one in found.values() if one.reference == tidy_reference(reference)), None)
    if receipt is None:
        raise Http404
    return receipt
