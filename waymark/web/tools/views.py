"""The tools of an area, and a page to fill each in. Open to everybody, and nothing is kept."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from waymark.manual.tools import tool_named, tools_of
from waymark.web import clock, fields
from waymark.web.guidance.places import Guidance, of_area
from waymark.web.tools.filling import Filled, carried


@of_area
def tools(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """Every tool of the area, chapter by chapter."""
    found = tools_of(guidance.pack)
    by_chapter = [
        (chapter, title, list(own)) for (chapter, title), own in groupby(found, lambda one: (one.chapter, one.chapter_title))
    ]  # fmt: skip
    return render(request, "tools/list.html", {"guidance": guidance, "chapters": by_chapter})


@never_cache
@of_area
def tool(request: HttpRequest, guidance: Guidance, chapter: str, name: str) -> HttpResponse:
    """A tool to fill in, and what the answers say."""
    found = tool_named(guidance.pack, chapter, name)
    if found is None:
        raise Http404
    raw, at = fields.as_raw(request.POST), ""
    pressed = fields.pressed(raw, guidance.pack.form_questions(found.form.name))
    if pressed is not None:
        raw, at = pressed
    filled = Filled(guidance.pack, found, raw, clock.now())
    context = {"guidance": guidance, "tool": found, "filled": filled, "at": at}
    if request.method == "POST" and request.POST.get("_do") == "result" and not at and not filled.read.faults:
        return render(request, "tools/result.html", context | {"carried": carried(raw), "now": filled.now})
    judged = request.method == "POST" and not at and request.POST.get("_do") == "result"
    drawn = filled.drawn(judged=judged)
    context |= {"fields": drawn, "errors": fields.summary(drawn)}
    return render(request, "tools/tool.html", context, status=422 if judged else 200)
