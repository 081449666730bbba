"""What somebody has said so far: it travels from page to page in the forms themselves, and nowhere else.

What was ticked may stand in an address, since it names nobody; the age and the figures are only ever posted.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.utils.http import urlencode

from waymark.manual.levels import Chart, Reading, reading
from waymark.procedures.language.entries import Question
from waymark.web import clock, fields
from waymark.web.fields.raw import Raw
from waymark.web.thresholds.carrying import MOST

TICK, SEEN, AGE, FIGURE = "d", "seen", "age", "about-"
#: Nobody older is a child; care leavers are helped until they are 25.
OLDEST = 25


@dataclass(frozen=True)
class State:
    """Ticked keys, parts of the chart looked at, and what was typed of age and figures."""

    chart: Chart
    ticked: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    typed_age: str = ""
    figures: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def private(self) -> bool:
        """Whether something was said that does not belong into an address."""
        return bool(self.typed_age or self.figures)

    @property
    def begun(self) -> bool:
        """Whether anything was said."""
        return bool(self.ticked) or self.private

    @property
    def age(self) -> int | None:
        """The age in whole years, if it is one."""
        text = self.typed_age
        return int(text) if text.isascii() and text.isdigit() and int(text[:4]) <= OLDEST else None

    @property
    def age_fault(self) -> str:
        """What is wrong with the age."""
        wrong = self.typed_age and self.age is None
        return f"Enter the age in whole years, from 0 to {OLDEST}, or leave it out" if wrong else ""

    @cached_property
    def raw(self) -> Raw:
        """What was typed of figures, as fields read it."""
        return {name: list(values) for name, values in self.figures}

    @cached_property
    def read(self) -> fields.Read:
        """The figures as answers, with what is wrong in them."""
        return self.read_for(self.chart)

    def read_for(self, chart: Chart) -> fields.Read:
        """The same figures in answer to another chart's questions."""
        return fields.read(chart.questions, self.raw, chart.pack, finishing=False, prefix=FIGURE)

    @cached_property
    def reading(self) -> Reading:
        """What the chart prints for all this."""
        return reading(self.chart, self.ticked, self.read.answers, self.age, now=clock.now(), seen=self.seen)

    @property
    def query(self) -> str:
        """What may stand in an address, with its question mark; "" for nothing."""
        said = [(TICK, one) for one in self.ticked] + [(SEEN, one) for one in self.seen]
        return f"?{urlencode(said)}" if said else ""

    @property
    def ticks(self) -> str:
        """The ticks alone, as a query."""
        return urlencode([(TICK, one) for one in self.ticked])

    def hidden(
        self, *, shown: Collection[str] = (), domain: str = "", asked: Collection[Question] = (), age: bool = False
    ) -> list[tuple[str, str]]:
        """What a form carries along unseen: all but the ticks, the figures and the age that it shows itself."""
        own = tuple(FIGURE + fields.short_of(one) for one in asked)
        found = [(TICK, one) for one in self.ticked if one not in shown]
        found += [(SEEN, one) for one in dict.fromkeys((*self.seen, *([domain] if domain else [])))]
        found += [] if age or not self.typed_age else [(AGE, self.typed_age)]
        for name, values in self.figures:
            if name not in own and not name.startswith(tuple(f"{one}." for one in own)):
                found += [(name, value) for value in values]
        return found


def state_of(request: HttpRequest, chart: Chart) -> State:
    """What was said, out of an address or a form; what is no part of the chart is left out."""
    said = request.POST if request.method == "POST" else request.GET
    ticked = tuple(one.key for one in chart.known(said.getlist(TICK)[:MOST]))
    seen = tuple(one for one in dict.fromkeys(said.getlist(SEEN)[:MOST]) if chart.domain(one) is not None)
    if request.method != "POST":
        return State(chart, ticked, seen)
    asked = {FIGURE + fields.short_of(one) for one in chart.questions}
    figures = tuple(
        (name, tuple(values[:40]))
        for name, values in fields.as_raw(request.POST).items()
        if (name in asked or name.rpartition(".")[0] in asked) and any(value.strip() for value in values)
    )
    return State(chart, ticked, seen, request.POST.get(AGE, "").strip()[:12], figures)
