"""What the navigator's templates are given: plain data, no HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.http import urlencode

from waymark.casefile import packs
from waymark.manual.levels import Chart, Descriptor, Domain, Level, Matched, Reading, chart_of
from waymark.procedures.history import NOT_KNOWN, REFUSED
from waymark.procedures.language.conditions import FactTest, walk
from waymark.procedures.language.entries import Question
from waymark.procedures.time import Moment
from waymark.web import clock, fields
from waymark.web.fields.presenting import Item
from waymark.web.guidance.places import Guidance
from waymark.web.report import areas
from waymark.web.shell.words import counted
from waymark.web.thresholds.state import FIGURE, State

#: What an area may say of a level, and how the page calls it.
_SAYS = (
    ("say", "What it means"), ("also_called", "Also called"), ("consent", "Consent"), ("lead", "Who leads"), ("response", "What is done"),
    ("route", "How to get there"), ("tools", "Tools and assessments"), ("services", "Services"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A descriptor as a box to tick. `here`: the column in which the box stands; elsewhere it is only mentioned."""

    descriptor: Descriptor
    checked: bool
    here: bool
    others: tuple[Level, ...]
    domain: Domain | None = None

    @property
    def id(self) -> str:
        """Its id on the page, to which search leads."""
        return f"d-{self.descriptor.key.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Column:
    """A level of one part of the chart, with its boxes. `level` None: these stand at no level."""

    level: Level | None
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Parts of the chart under one heading."""

    title: str
    domains: tuple[Domain, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A level in the strip that shows the range: how many fit there, and whether it lies in the range."""

    level: Level
    count: int
    inside: bool

    @property
    def words(self) -> str:
        """How many fit, in words."""
        return counted(self.count, "line") if self.count else "none"


def groups(chart: Chart) -> list[Group]:
    """The parts of the chart by dimension, in its order; what stands beside the chart comes last."""
    found = [
        Group(title, tuple(several))
        for title, several in groupby(
            chart.printed, key=lambda one: one.dimension or one.section or "Parts of the chart"
        )
    ]
    return [*found, *([Group("Beside the chart", chart.beside)] if chart.beside else [])]


def columns(state: State, domain: Domain) -> list[Column]:
    """A part of the chart level by level, the lowest first, as charts are printed."""
    found = []
    for level in state.chart.levels:
        boxes = tuple(_box(state, one, level) for one in domain.at(level))
        if boxes:
            found.append(Column(level, boxes))
    loose = tuple(_box(state, one, None) for one in domain.descriptors if not one.levels)
    return [*found, *([Column(None, loose)] if loose else [])]


def _box(state: State, one: Descriptor, level: Level | None) -> Box:
    others = tuple(other for other in one.levels if other != level)
    return Box(one, one.key in state.ticked, level in (None, one.level), others)


def found(state: State, descriptors: Sequence[Descriptor]) -> list[Box]:
    """Descriptors that were found by typing, as boxes."""
    return [Box(one, one.key in state.ticked, True, one.levels, state.chart.domain(one.domain)) for one in descriptors]


def around(chart: Chart, domain: Domain) -> tuple[Domain | None, Domain | None]:
    """The parts before and after one."""
    at = chart.domains.index(domain)
    return (chart.domains[at - 1] if at else None), (chart.domains[at + 1] if at + 1 < len(chart.domains) else None)


def asked_in(state: State, domain: Domain) -> tuple[Question, ...]:
    """The figures that the computed descriptors of a part ask for, as things stand."""
    tested = {part.fact for one in domain.descriptors for part in walk(one.condition) if isinstance(part, FactTest)}
    return tuple(one for one in state.reading.asked if one.name in tested)


def questions(state: State) -> tuple[list[Question], list[Question]]:
    """The chart's figures: those that were answered or that touch a part in which something is ticked; and all others."""
    touched = {one.descriptor.domain for one in (*state.reading.matched, *state.reading.protective)}
    near = {one.name for name in touched if (part := state.chart.domain(name)) for one in asked_in(state, part)}
    said = {one.removeprefix(FIGURE).partition(".")[0] for one in state.raw}
    asked = state.reading.asked
    first = [one for one in asked if one.name in near or fields.short_of(one) in said]
    return first, [one for one in asked if one not in first]


def given(state: State, asked: Iterable[Question]) -> bool:
    """Whether one of these figures was given."""
    names = {FIGURE + fields.short_of(one) for one in asked}
    return any(name.partition(".")[0] in names for name in state.raw)


def drawn(state: State, asked: Iterable[Question]) -> list[fields.Field]:
    """Figures as fields. Who only looks something up is not asked whether somebody would not say."""
    drawn = fields.present(asked, state.raw, state.read.faults, pack=state.chart.pack, prefix=FIGURE)
    return [replace(one, items=tuple(_plainly(one.items)), states=(), why=None, strength="") for one in drawn]


def _plainly(items: Iterable[Item]) -> Iterable[Item]:
    for one in items:
        if one.value == "":
            yield replace(one, label="I do not know")
        elif one.value not in (NOT_KNOWN, REFUSED):
            yield one


def strip(reading: Reading) -> list[Rung]:
    """Every level of the chart with how many fit there, the lowest first."""
    return [Rung(one, len(reading.at(one)), one in reading.within) for one in reading.chart.levels]


def levels_in_range(reading: Reading) -> list[tuple[Level, tuple[Matched, ...]]]:
    """The levels of the range with what fits at each, the highest first."""
    return [(one, reading.at(one)) for one in reading.within]


def range_words(reading: Reading) -> str:
    """The range in a sentence."""
    if reading.span is None:
        only = (
            "Only strengths are ticked"
            if reading.protective
            else "Nothing that you said stands at a level of the chart"
        )
        return f"{only}, so there is no range to show."
    if not reading.span.wide:
        return f"All that fits stands at {reading.span.lowest.label}."
    return f"What fits stands between {reading.span.lowest.label} and {reading.span.highest.label}."


def says_of(level: Level) -> list[tuple[str, str]]:
    """What the area says of a level, by heading; what it does not say is left out."""
    return [(title, text) for name, title in _SAYS if (text := getattr(level, name))]


def levels_beside(here: Chart, there: Chart) -> list[tuple[Level | None, Level | None]]:
    """The levels of two charts in the order of each, highest first. A place in the order is no equation."""
    ours, theirs = list(reversed(here.levels)), list(reversed(there.levels))
    longest = max(len(ours), len(theirs))
    return [(ours[at] if at < len(ours) else None, theirs[at] if at < len(theirs) else None) for at in range(longest)]


def keys_of(reading: Reading) -> list[str]:
    """What goes along into a report: all that fits, ticked or told by the figures."""
    return [one.descriptor.key for one in (*reading.matched, *reading.protective, *reading.context)]


def others(guidance: Guidance) -> list[areas.Area]:
    """The other areas whose chart is held, by title."""
    today = Moment.at(clock.now()).day
    known = [one for one in areas.areas(today) if one.slug != guidance.area]
    return [one for one in known if (chart := chart_of(packs.pack_on(one.slug, today))) is not None and chart.held]


def with_words(state: State, typed: str) -> str:
    """The state as the query of an address, with what was typed."""
    words = urlencode({"q": typed}) if typed else ""
    return state.query + (("&" if state.query else "?") + words if words else "")
