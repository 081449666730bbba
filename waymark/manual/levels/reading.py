"""What ticked descriptors and given figures say in a chart: a range of levels, what would make it surer, what would move it. Never one level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from waymark.manual.levels.answering import Figures
from waymark.manual.levels.chart import Chart, Descriptor, Domain, Level, Part, Rule
from waymark.procedures.evaluation.logic import Truth
from waymark.procedures.language.entries import Question

AGE = "age"


@dataclass(frozen=True, slots=True)
class Matched:
    """A descriptor that fits: somebody ticked it, or the figures say so. `holds` is what the figures say, where they are asked."""

    descriptor: Descriptor
    ticked: bool
    holds: Truth = None

    @property
    def computed(self) -> bool:
        """Whether the figures alone say that it fits."""
        return not self.ticked

    @property
    def contradicted(self) -> bool:
        """Whether somebody ticked it and the figures say otherwise."""
        return self.ticked and self.holds is False


@dataclass(frozen=True, slots=True)
class Span:
    """The lowest and the highest level in which something that fits stands."""

    lowest: Level
    highest: Level

    @property
    def wide(self) -> bool:
        """Whether these are two levels."""
        return self.lowest != self.highest


@dataclass(frozen=True, slots=True)
class Settles:
    """A question that nobody answered, with the descriptors that it would settle. `question` None: the child's age."""

    question: Question | None
    descriptors: tuple[Descriptor, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What would make it surer."""

    questions: tuple[Settles, ...]
    domains: tuple[Domain, ...]
    """Parts of the chart that nobody has looked at."""


@dataclass(frozen=True, slots=True)
class Move:
    """What the chart prints in one part of a child's life one level above and one below what fits there."""

    domain: Domain
    up_to: Level | None
    up: tuple[Descriptor, ...]
    down_to: Level | None
    down: tuple[Descriptor, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in the chart for what was ticked."""

    chart: Chart
    matched: tuple[Matched, ...]
    """What fits and stands at a level, in the order of the chart; strengths stand apart."""
    protective: tuple[Matched, ...]
    context: tuple[Matched, ...]
    """What raises a need and stands at no level."""
    span: Span | None
    """None: nothing that fits stands at a level."""
    ruled_out: tuple[Descriptor, ...]
    """What the figures say does not fit, and nobody ticked."""
    untold: tuple[Descriptor, ...]
    """What cannot be told without more figures, and nobody ticked."""
    missing: Missing
    asked: tuple[Question, ...]
    """The chart's questions that are asked as things stand; some wait for the answer to another."""
    moves: tuple[Move, ...]
    stepping: tuple[Rule, ...]

    @property
    def ambiguous(self) -> tuple[Matched, ...]:
        """What fits and is printed at several levels, so that it says none by itself."""
        return tuple(one for one in self.matched if one.descriptor.ambiguous)

    @property
    def contradicted(self) -> tuple[Matched, ...]:
        """What was ticked although the figures say otherwise."""
        return tuple(one for one in (*self.matched, *self.protective) if one.contradicted)

    def at(self, level: Level) -> tuple[Matched, ...]:
        """What fits at a level; what is printed at several levels counts at each."""
        return tuple(one for one in self.matched if level in one.descriptor.levels)

    @property
    def within(self) -> tuple[Level, ...]:
        """The levels of the range, the highest first, also those between at which nothing fits."""
        if self.span is None:
            return ()
        lowest, highest = self.span.lowest.order, self.span.highest.order
        return tuple(one for one in reversed(self.chart.levels) if lowest <= one.order <= highest)


def reading(
    chart: Chart,
    ticked: Iterable[str],
    answers: Mapping[str, object],
    age: int | None = None,
    *,
    now: datetime,
    seen: Iterable[str] = (),
) -> Reading:
    """What the chart prints for what was ticked and answered.

    In: the keys of ticked descriptors; answers to the chart's questions by short name; the age in whole years; the ids of the domains looked at.
    Unknown keys count for nothing.
    """
    figures = Figures(chart.pack, answers, age, now)
    keys = {one.key for one in chart.known(ticked)}
    truths = {one.key: figures.holds(one.condition) for one in chart.descriptors if one.condition is not None}
    fits = [
        Matched(one, one.key in keys, truths.get(one.key))
        for one in chart.descriptors
        if one.key in keys or truths.get(one.key) is True
    ]
    matched = tuple(_once(one for one in fits if one.descriptor.levels and not one.descriptor.protective))
    asked = tuple(one for one in chart.questions if one.when is None or figures.holds(one.when) is True)
    rest = [one for one in chart.descriptors if one.key in truths and one.key not in keys]
    untold = tuple(one for one in rest if truths[one.key] is None)
    return Reading(
        chart=chart,
        matched=matched,
        protective=tuple(one for one in fits if one.descriptor.protective),
        context=tuple(one for one in fits if not one.descriptor.levels and not one.descriptor.protective),
        span=_span(matched),
        ruled_out=tuple(one for one in rest if truths[one.key] is False),
        untold=untold,
        missing=Missing(_settling(asked, untold, figures), _not_looked_at(chart, fits, seen)),
        asked=asked,
        moves=tuple(_moves(chart, matched)),
        stepping=tuple(one for one in chart.rules if one.moves),
    )


def _span(matched: Iterable[Matched]) -> Span | None:
    levels = sorted({level for one in matched for level in one.descriptor.levels}, key=lambda one: one.order)
    return Span(levels[0], levels[-1]) if levels else None


def _once(fits: Iterable[Matched]) -> Iterator[Matched]:
    """What a tool found is often also a line of the chart; told by the same figures at the same level, it counts once."""
    told: set[tuple[object, ...]] = set()
    for one in fits:
        same = (one.descriptor.condition, one.descriptor.levels)
        if one.computed and one.descriptor.part is not Part.CHART and same in told:
            continue
        told.add(same)
        yield one


def _settling(questions: Iterable[Question], untold: Iterable[Descriptor], figures: Figures) -> tuple[Settles, ...]:
    """The questions whose answers would tell, in the order in which the chart asks them, the age first."""
    waiting: dict[str, list[Descriptor]] = {}
    for one in untold:
        for name in figures.lacks(one.condition) if one.condition is not None else ():
            waiting.setdefault(name, []).append(one)
    age = [Settles(None, tuple(waiting[AGE]))] if AGE in waiting else []
    asked = [Settles(one, tuple(waiting[one.name])) for one in questions if one.name in waiting]
    return (*age, *asked)


def _not_looked_at(chart: Chart, fits: Iterable[Matched], seen: Iterable[str]) -> tuple[Domain, ...]:
    looked = {one.descriptor.domain for one in fits if one.ticked} | set(seen)
    return tuple(one for one in chart.printed if one.id not in looked)


def _moves(chart: Chart, matched: Iterable[Matched]) -> Iterator[Move]:
    """For each part of the chart in which something fits: what stands next above the highest, and next below the lowest."""
    levels: dict[str, list[int]] = {}
    for one in matched:
        if one.descriptor.part is Part.CHART:
            levels.setdefault(one.descriptor.domain, []).extend(level.order for level in one.descriptor.levels)
    for domain in chart.printed:
        if domain.id not in levels:
            continue
        up, down = max(levels[domain.id]) + 1, min(levels[domain.id]) - 1
        above = chart.levels[up] if up < len(chart.levels) else None
        below = chart.levels[down] if down >= 0 else None
        worse = tuple(one for one in domain.at(above) if not one.protective) if above is not None else ()
        better = domain.at(below) if below is not None else ()
        if worse or better:
            yield Move(domain, above, worse, below, better)
