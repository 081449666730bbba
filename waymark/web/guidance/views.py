"""The way in: whose guidance, and an area's own page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.guidance.places import Guidance, of_area
from waymark.web.report import areas


def areas_of_guidance(request: HttpRequest) -> HttpResponse:
    """Whose guidance? The areas, with the reader's own first; somebody who works in one only goes straight to it, unless they ask for `all`."""
    known = areas.areas(Moment.at(clock.now()).day)
    reader = request.reader  # type: ignore[attr-defined]
    own = {one.slug for one in known} & set(reader.areas) if reader is not None else set()
    if len(own) == 1 and "all" not in request.GET:
        return redirect("guidance-area", area=own.pop())
    ordered = sorted(known, key=lambda one: one.slug not in own)
    return render(request, "guidance/areas.html", {"areas": ordered, "own": own})


@of_area
def area(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """An area's guidance: search, and the ways to its parts."""
    return render(request, "guidance/area.html", {"guidance": guidance})
