"""The navigator's pages. None writes anything, so none needs a token: a form from elsewhere could only show somebody a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from waymark.manual.levels import Chart, chart_of, find
from waymark.web import clock
from waymark.web.guidance.places import Guidance, of_area
from waymark.web.report import front_doors
from waymark.web.thresholds import presenting
from waymark.web.thresholds.state import State, state_of

MOST_TYPED = 200


def of_chart(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives a view the guidance and what was said so far. What was posted without age or figures goes on as an address: one can go back to it."""

    @csrf_exempt
    @never_cache
    @of_area
    @wraps(view)
    def asked(request: HttpRequest, guidance: Guidance, **rest: Any) -> HttpResponse:
        chart = chart_of(guidance.pack)
        if chart is None or not chart.held:
            raise Http404
        state = state_of(request, chart)
        if request.method == "POST" and not state.private:
            typed = request.POST.get("q", "").strip()[:MOST_TYPED]
            return redirect(request.path + presenting.with_words(state, typed))
        return view(request, guidance, state, **rest)

    return asked


@csrf_exempt
@never_cache
@of_area
def start(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    """What this is, what the area's levels mean, and the ways in: by typing, or by part of the chart."""
    chart = chart_of(guidance.pack)
    state = state_of(request, chart) if chart is not None else None
    if request.method == "POST" and (state is None or not state.private):
        return redirect(request.path + (state.query if state is not None else ""))
    context = {
        "guidance": guidance,
        "chart": chart,
        "state": state,
        "doors": doors(request, guidance),
        "title": "Levels of need",
    }
    if chart is None or not chart.held:
        return render(request, "thresholds/not_held.html", context)
    return render(
        request,
        "thresholds/start.html",
        context | {"groups": presenting.groups(chart), "others": presenting.others(guidance)},
    )


@of_chart
def find_descriptors(request: HttpRequest, guidance: Guidance, state: State) -> HttpResponse:
    """The descriptors that match what was typed, to be ticked."""
    typed = (request.POST.get("q") or request.GET.get("q", "")).strip()[:MOST_TYPED]
    found = presenting.found(state, find(state.chart, typed))
    hidden = state.hidden(shown=[one.descriptor.key for one in found])
    context = {
        "guidance": guidance,
        "state": state,
        "chart": state.chart,
        "typed": typed,
        "found": found,
        "hidden": hidden,
    }
    return render(request, "thresholds/find.html", context | {"groups": presenting.groups(state.chart)})


@of_chart
def domain(request: HttpRequest, guidance: Guidance, state: State, domain: str) -> HttpResponse:
    """One part of the chart, level beside level, to be ticked, with the figures that its computed descriptors ask."""
    found = state.chart.domain(domain)
    if found is None:
        raise Http404
    columns, asked = presenting.columns(state, found), presenting.asked_in(state, found)
    hidden = state.hidden(shown=[one.key for one in found.descriptors], domain=found.id, asked=asked)
    before, after = presenting.around(state.chart, found)
    context = {
        "guidance": guidance, "state": state, "chart": state.chart, "domain": found, "columns": columns, "hidden": hidden,
        "fields": presenting.drawn(state, asked), "before": before, "after": after, "groups": presenting.groups(state.chart),
        "given": presenting.given(state, asked),
    }  # fmt: skip
    return render(request, "thresholds/domain.html", context)


@csrf_exempt
@never_cache
@of_area
def level(request: HttpRequest, guidance: Guidance, level: str) -> HttpResponse:
    """One level: what it means here, and everything that the chart prints at it."""
    chart: Chart | None = chart_of(guidance.pack)
    found = chart.level(level) if chart is not None else None
    if chart is None or found is None:
        raise Http404
    printed = [(one, one.at(found)) for one in chart.domains if one.at(found)]
    context = {"guidance": guidance, "chart": chart, "level": found, "printed": printed}
    return render(request, "thresholds/level.html", context | {"rows": presenting.says_of(found)})


@of_chart
def result(request: HttpRequest, guidance: Guidance, state: State) -> HttpResponse:
    """Where all that stands in the chart: a range, what would make it surer, what would move it, whom to ring. A person decides."""
    said = state.reading
    first, more = presenting.questions(state)
    context = {
        "guidance": guidance, "state": state, "chart": state.chart, "reading": said, "doors": doors(request, guidance),
        "emergency": front_doors.emergency(guidance.pack), "strip": presenting.strip(said), "range": presenting.range_words(said),
        "first": presenting.drawn(state, first), "more": presenting.drawn(state, more), "hidden": state.hidden(asked=[*first, *more], age=True),
        "carry": state.hidden(), "says_of": presenting.says_of, "matched_keys": presenting.keys_of(said), "now": clock.now(),
        "levels": presenting.levels_in_range(said), "others": presenting.others(guidance),
    }  # fmt: skip
    return render(request, "thresholds/result.html", context)


def doors(request: HttpRequest, guidance: Guidance) -> list[front_doors.Door]:
    """Whom to ring, as they are open now, for whoever looks."""
    reader = request.reader  # type: ignore[attr-defined]
    caller = front_doors.PROFESSIONAL if reader is not None else front_doors.PUBLIC
    return front_doors.doors(guidance.pack, clock.now(), caller=caller)
