"""How timely an area is: figures without children, for the partnership's business manager and for those who lead."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.casefile.packs import pack_on
from waymark.procedures.time import Moment
from waymark.web.clock import now
from waymark.web.shell.needs import needs_role
from waymark.work.timeliness import Standing, rows_as_pinned, timeliness


@needs_role("business-manager", "mash-manager", "team-manager")
def timely(request: HttpRequest) -> HttpResponse:
    """For each clock of the reader's area: met, met late, overdue, running."""
    area = request.reader.area
    if request.GET.get("area") in request.reader.areas:
        area = request.GET["area"]
    report = timeliness(rows_as_pinned(area), now())
    rows = [(one, [one.counts[standing] for standing in Standing]) for one in report.figures.values()]
    context = {
        "rows": rows, "standings": [standing.value for standing in Standing], "children": report.children,
        "area": pack_on(area, Moment.at(now()).day).title,
    }  # fmt: skip
    return render(request, "work/timeliness.html", context)
