"""Documents and photographs that go with a concern."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waymark.casefile.content import WHAT_IS_TAKEN
from waymark.web import clock
from waymark.web.report import attachments, limits
from waymark.web.report.concern import Concern
from waymark.web.report.models import Report
from waymark.web.report.pages import page_context
from waymark.web.report.whose import writes


@writes
def documents(request: HttpRequest, report: Report) -> HttpResponse:
    """Attach a file, or take one away again."""
    now, fault = clock.now(), ""
    if request.method == "POST":
        if removed := request.POST.get("remove", ""):
            attachments.detach(report, removed, now)
        elif report.kind == Report.Kind.PUBLIC and not limits.ATTACH.allows(request):
            fault = "Too many files have come from your connection in the last hour. Send this without them, or wait"
        else:
            fault = attachments.attach(report, request.FILES.get("file"), request.POST.get("title", ""), now)
        if not fault:
            return redirect("report:documents", report.pk)
    context = page_context(Concern(report, now)) | {
        "fault": fault,
        "typed_title": request.POST.get("title", "") if fault else "",
        "full": len(report.content.get("documents", [])) >= attachments.MOST_DOCUMENTS,
        "megabytes": settings.WAYMARK_DOCUMENT_MEGABYTES,
        "kinds": WHAT_IS_TAKEN,
    }
    return render(request, "report/documents.html", context, status=422 if fault else 200)
