"""Which computed descriptors hold, by the engine's own reading of conditions: the few figures count as answers to a step that nobody records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from waymark.manual.levels.chart import ABOUT_THIS_CHILD, THEME
from waymark.procedures.evaluation.consequences import opening
from waymark.procedures.evaluation.logic import Truth
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Timeline
from waymark.procedures.evaluation.view import View
from waymark.procedures.history import Event, Given, History
from waymark.procedures.language.conditions import Condition
from waymark.procedures.language.entries import Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Duration, Moment, Unit, subtract

_ASKED = f"{THEME}/asked-about-this-child"
_NOBODY = "nobody"


class Figures:
    """The figures that somebody gave, as the engine sees them."""

    def __init__(self, pack: Pack, answers: Mapping[str, object], age: int | None, now: datetime) -> None:
        """In: answers by the questions' short names; the age in whole years; the moment at which they are read."""
        event = Event(
            id=_ASKED, name=_ASKED, episode=_NOBODY, subject=_NOBODY, occurred=Moment.at(now), recorded=now, answers=dict(answers)
        )  # fmt: skip
        given = [] if age is None else [Given(name="born", value=_born(age, now))]
        history = History([opening(THEME, event, pack.pin), event], given)
        timeline = Timeline(history, _with_a_step_that_asks(pack))
        self._reasoner = Reasoner(View(timeline, history.episodes[_NOBODY]))
        self._point = timeline.at(now)

    def holds(self, condition: Condition) -> Truth:
        """Yes, no, or None where it cannot be told."""
        return self._reasoner.test(condition, self._point)

    def lacks(self, condition: Condition) -> set[str]:
        """The full names of the questions and facts without which it cannot be told."""
        return self._reasoner.unknown_in(condition, self._point)


def _born(age: int, now: datetime) -> Moment:
    """A birthday of somebody who is that old: today, which is as good as any other where only whole years count."""
    return subtract(Moment.on(Moment.at(now).day), Duration(age, Unit.YEAR))


@lru_cache(maxsize=32)
def _with_a_step_that_asks(pack: Pack) -> Pack:
    """The pack with the form of figures as a step, since the engine finds answers by the step that asked."""
    form = pack.forms.get(ABOUT_THIS_CHILD)
    if form is None:
        return pack
    step = Step(
        name=_ASKED, pathway=THEME, area=form.area, title=form.title, cites=form.cites, place=form.place, by=(), form=form.name
    )  # fmt: skip
    return replace(pack, steps={**pack.steps, _ASKED: step})
