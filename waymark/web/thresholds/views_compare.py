"""The same facts in two areas, side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymark.casefile import packs
from waymark.manual.levels import Chart, chart_of, compare, stated
from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.guidance.places import Guidance
from waymark.web.thresholds import presenting
from waymark.web.thresholds.state import State
from waymark.web.thresholds.views import of_chart


@of_chart
def compare_areas(request: HttpRequest, guidance: Guidance, state: State) -> HttpResponse:
    """What another area's chart prints for the same facts: nearest wordings, the same figures, and what its levels mean."""
    others = presenting.others(guidance)
    chosen = request.POST.get("with") or request.GET.get("with", "")
    there = _chart(chosen) if any(one.slug == chosen for one in others) else None
    context = {
        "guidance": guidance,
        "state": state,
        "chart": state.chart,
        "others": others,
        "chosen": chosen,
        "there": there,
    }
    if there is not None:
        same = there.edition == state.chart.edition
        said = compare(
            state.chart,
            there,
            state.ticked,
            state.read.answers,
            state.age,
            now=clock.now(),
            there_answers=state.read_for(there).answers,
        )
        context |= {
            "same": same,
            "comparison": said,
            "rows": presenting.levels_beside(state.chart, there),
            "stated": stated(state.chart, there),
        }
    return render(request, "thresholds/compare.html", context | {"hidden": state.hidden()})


def _chart(area: str) -> Chart | None:
    chart = chart_of(packs.pack_on(area, Moment.at(clock.now()).day))
    return chart if chart is not None and chart.held else None
