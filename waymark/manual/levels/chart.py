"""An area's chart of levels of need as its pack holds it: levels, domains, descriptors, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from waymark.procedures.language.conditions import Condition
from waymark.procedures.language.entries import Question
from waymark.procedures.language.pack import Edition, Pack

THEME = "thresholds"
ABOUT_THIS_CHILD = f"{THEME}/about-this-child"


class Part(StrEnum):
    """Which part of a chart something stands in."""

    CHART = "chart"
    BANDS = "disability-bands"
    TOOLS = "tool-results"
    CONTEXT = "contextual-factors"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of need. `order` counts from the lowest, 0; what the source does not say is empty."""

    id: str
    order: int
    title: str
    say: str = ""
    number: str = ""
    called: str = ""
    consent: str = ""
    lead: str = ""
    response: str = ""
    route: str = ""
    tools: str = ""
    services: str = ""
    colour: str = ""
    cites: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """How people call it: "Tier 2", or its title where it has no number."""
        first = self.called.partition(",")[0]
        if first.casefold() == self.title.casefold():
            return self.title
        return first if self.number and self.number in first else self._numbered

    @property
    def _numbered(self) -> str:
        return f"Level {self.number}" if self.number and self.number not in self.title else self.title

    @property
    def label(self) -> str:
        """The level in full: "Tier 2 (Additional)"."""
        return self.title if self.short in self.title else f"{self.short} ({self.title})"

    @property
    def also_called(self) -> str:
        """Another name, where the source has one that the label does not show."""
        rest = self.called.removeprefix(self.short).strip(", ")
        return "" if rest.casefold() in self.label.casefold() else rest


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that the chart names, and the parts of the chart for which it does."""

    title: str
    say: str
    domains: tuple[str, ...]
    web: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Descriptor:
    """One thing that can be ticked. `level` None: it stands at no level (what raises a need). `also`: further levels at which it is printed."""

    key: str
    """Its name in addresses and forms, its own in the chart: `neglect.hungry`."""
    text: str
    domain: str
    part: Part
    level: Level | None
    also: tuple[Level, ...] = ()
    protective: bool = False
    condition: Condition | None = None
    say: str = ""
    tool: str = ""
    services: tuple[str, ...] = ()
    area: str = ""
    cites: tuple[str, ...] = ()

    @property
    def levels(self) -> tuple[Level, ...]:
        """Every level at which it stands, the lowest first."""
        own = () if self.level is None else (self.level,)
        return tuple(sorted({*own, *self.also}, key=lambda one: one.order))

    @property
    def ambiguous(self) -> bool:
        """Whether the source prints it at more than one level, so that it says no level by itself."""
        return len(self.levels) > 1


@dataclass(frozen=True, slots=True)
class Domain:
    """A part of a child's life, with everything in it that can be ticked."""

    id: str
    title: str
    say: str
    dimension: str
    section: str
    part: Part
    descriptors: tuple[Descriptor, ...]
    cites: tuple[str, ...] = ()

    def at(self, level: Level) -> tuple[Descriptor, ...]:
        """What is printed at a level; what has a line of its own there is not repeated for a line elsewhere with the same words."""
        own = {one.text for one in self.descriptors if one.level == level}
        return tuple(
            one for one in self.descriptors if one.level == level or (level in one.levels and one.text not in own)
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of use of the chart, in the area's own guidance."""

    name: str
    title: str
    text: str
    parts: tuple[str, ...]
    strength: str
    cites: tuple[str, ...]

    @property
    def moves(self) -> bool:
        """Whether it is about going from one level to another."""
        return any(word.startswith("step") for word in self.name.rpartition("/")[2].split("-"))


@dataclass(frozen=True, eq=False)
class Chart:
    """The chart of one area in one edition."""

    pack: Pack
    title: str
    """Whose chart it is: "Hampshire and Isle of Wight" for both."""
    edition: Edition
    levels: tuple[Level, ...]
    domains: tuple[Domain, ...]
    rules: tuple[Rule, ...]
    tools: tuple[Tool, ...]
    questions: tuple[Question, ...]
    cites: tuple[str, ...]

    @cached_property
    def _by_key(self) -> dict[str, Descriptor]:
        return {one.key: one for domain in self.domains for one in domain.descriptors}

    @cached_property
    def _by_domain(self) -> dict[str, Domain]:
        return {one.id: one for one in self.domains}

    @property
    def descriptors(self) -> tuple[Descriptor, ...]:
        """Everything that can be ticked, in the order of the chart."""
        return tuple(self._by_key.values())

    @property
    def printed(self) -> tuple[Domain, ...]:
        """The domains of the chart itself."""
        return tuple(one for one in self.domains if one.part is Part.CHART)

    @property
    def beside(self) -> tuple[Domain, ...]:
        """What stands beside the chart: bands, results of tools, what raises a need."""
        return tuple(one for one in self.domains if one.part is not Part.CHART)

    def tools_for(self, domain: str) -> tuple[Tool, ...]:
        """The tools that the chart names for a part of it."""
        return tuple(one for one in self.tools if domain in one.domains)

    @property
    def held(self) -> bool:
        """Whether Waymark holds the descriptors, and not only what an area says of its levels."""
        return bool(self.printed) and bool(self.levels)

    def descriptor(self, key: str) -> Descriptor | None:
        """A descriptor by its key."""
        return self._by_key.get(key)

    def domain(self, name: str) -> Domain | None:
        """A domain by its id."""
        return self._by_domain.get(name)

    def level(self, name: str) -> Level | None:
        """A level by its id."""
        return next((one for one in self.levels if one.id == name), None)

    def known(self, keys: Iterable[str]) -> tuple[Descriptor, ...]:
        """The descriptors of these keys in the order of the chart, each once; unknown keys are left out."""
        wanted = set(keys)
        return tuple(one for key, one in self._by_key.items() if key in wanted)
