"""Check everything, send it once, and keep the receipt."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waymark.casefile.errors import NotRecorded
from waymark.casefile.queries import file_of
from waymark.web import clock
from waymark.web.report import limits, sending
from waymark.web.report.concern import Concern
from waymark.web.report.models import Report
from waymark.web.report.pages import page_context
from waymark.web.report.presenters import check_cards, standings
from waymark.web.report.receipts import Receipt, receipts
from waymark.web.report.views_start import too_often
from waymark.web.report.whose import writes


@writes
def check(request: HttpRequest, report: Report) -> HttpResponse:
    """Everything that was said, what is missing, what the area's rules say, and the button that sends."""
    return _check(request, Concern(report, clock.now()))


def _check(request: HttpRequest, concern: Concern, trouble: str = "", status: int = 200) -> HttpResponse:
    rules = standings(concern)
    context = page_context(concern) | {
        "cards": check_cards(concern),
        "missing": concern.missing,
        "refusals": [one for one in rules if one.refuses],
        "advice": [one for one in rules if not one.refuses],
        "trouble": trouble,
    }
    return render(request, "report/check.html", context, status=status)


@writes
def send(request: HttpRequest, report: Report) -> HttpResponse:
    """Send it. A second press finds it sent; a failure leaves everything as it was, and says what to do."""
    if request.method != "POST":
        return redirect("report:check", report.pk)
    if report.kind == Report.Kind.PUBLIC and not limits.SEND.allows(request):
        return too_often(request, report.area)
    reader, now = request.reader, clock.now()  # type: ignore[attr-defined]
    try:
        sending.send(report.pk, reader=reader if report.kind != Report.Kind.PUBLIC else None, now=now)
    except sending.NotReady:
        return _check(request, Concern(report, now), status=422)
    except NotRecorded as refusal:
        return _check(request, Concern(report, now), trouble=str(refusal), status=422)
    except Exception:
        # Whatever it is, the draft stands; the person must read whom to ring, not an error page.
        logging.getLogger("waymark").exception("A concern could not be sent; its draft is kept.")
        return _check(
            request, Concern(report, now), trouble="Something went wrong here, and it was not sent.", status=500
        )
    return redirect("report:sent", report.pk)


@writes(after_sending=True)
def sent(request: HttpRequest, report: Report) -> HttpResponse:
    """The receipt: reference, what happens next and by when. It can be printed."""
    if report.sent_at is None:
        return redirect("report:tasks", report.pk)
    now = clock.now()
    found = [
        one
        for stream in report.receipt["streams"]
        for one in receipts(file_of(stream), report.sent_at, first_only=True)
    ]
    context = page_context(Concern(report, now)) | {
        "receipts": found,
        "shown": _told_apart(found),
        "sent_at": report.sent_at,
        "danger": report.receipt.get("danger"),
    }
    return render(request, "report/sent.html", context)


def _told_apart(found: list[Receipt]) -> list[Receipt]:
    """One receipt for all children where the same happens for each, otherwise each."""
    alike = {(tuple((n.title, n.when) for n in one.next), tuple((n.title, n.when) for n in one.yours)) for one in found}
    return found[:1] if len(alike) == 1 else found
