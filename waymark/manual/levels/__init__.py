"""Levels of need: an area's chart out of its pack, what ticked descriptors say in it, and two areas' charts side by side. Pure."""

from waymark.manual.levels.chart import Chart, Descriptor, Domain, Level, Rule, Tool
from waymark.manual.levels.comparing import Comparison, Nearest, Pair, Stated, compare, stated
from waymark.manual.levels.drawing import chart_of
from waymark.manual.levels.finding import find
from waymark.manual.levels.reading import Matched, Missing, Move, Reading, Span, reading

__all__ = [
    "Chart",
    "Comparison",
    "Descriptor",
    "Domain",
    "Level",
    "Matched",
    "Missing",
    "Move",
    "Nearest",
    "Pair",
    "Reading",
    "Rule",
    "Span",
    "Stated",
    "Tool",
    "chart_of",
    "compare",
    "find",
    "reading",
    "stated",
]
