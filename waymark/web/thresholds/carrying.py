"""What goes from the navigator into a report: the descriptors with their levels, and which chart in which edition printed them. Never a level."""

from __future__ import annotations

from collections.abc import Iterable

from waymark.manual.levels import Chart, Descriptor, chart_of
from waymark.procedures.language.pack import Pack
from waymark.web.shell.words import short_day

#: More than any chart holds.
MOST = 800
#: The questions of the topic `level-of-need` that are filled in (see docs/writing-packs.md).
DESCRIPTORS, CHART = "level-descriptors", "level-chart"


def carried(pack: Pack, keys: Iterable[str]) -> dict[str, object]:
    """Answers for a new report, by the questions' short names; nothing where none of the keys is in the area's chart."""
    chart = chart_of(pack)
    found = chart.known(keys) if chart is not None else ()
    if chart is None or not found:
        return {}
    return {DESCRIPTORS: "\n".join(lines(chart, found)), CHART: edition(chart)}


def lines(chart: Chart, found: Iterable[Descriptor]) -> list[str]:
    """A line for each descriptor: its level, its part of the chart, its words. The highest level first, strengths last."""
    ordered = sorted(found, key=lambda one: (one.protective, -one.levels[-1].order if one.levels else 1))
    return [_line(chart, one) for one in ordered]


def edition(chart: Chart) -> str:
    """Which chart this is: whose, which edition, from which day."""
    return f"{chart.title}, edition {chart.edition.name}, in force from {short_day(chart.edition.starts)}"


def _line(chart: Chart, one: Descriptor) -> str:
    domain = chart.domain(one.domain)
    part = domain.title if domain is not None else ""
    if one.protective:
        return f"Strength. {part}: {one.text}"
    return f"{level_words(one)}. {part}: {one.text}" if one.levels else f"{part}: {one.text}"


def level_words(one: Descriptor) -> str:
    """The level of a descriptor, or all of them: "Tier 3 Multiple and complex" or "Printed at Tier 3 … and at Tier 4 …"."""
    labels = [level.label for level in one.levels]
    return labels[0] if len(labels) == 1 else f"Printed at {' and at '.join(labels)}"
