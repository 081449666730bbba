"""Steps that can never be done: gates that need what only lies behind them (pack-language.md, section 4, item 6).

A step is possible if every gate before it that nobody may waive could some day be passed by way of possible steps.
Answers, dates and given facts may come out either way. A gate's `when` is taken to hold, unless it excludes the duty's:
a gate that can never be passed while it applies is a dead end for those to whom it applies.
"""

from __future__ import annotations

from collections.abc import Mapping

from waymark.procedures.language import conditions as c
from waymark.procedures.language import entries as e
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading.checks.logic import exclude
from waymark.procedures.loading.checks.report import Report

#: Events of a step that need no gate to be passed.
WITHOUT_THE_STEP = ("planned", "cancelled")


class _World:
    """What could be: the steps thought possible so far, and the duties that are held to be open."""

    def __init__(self, pack: Pack, owed: frozenset[str]) -> None:
        self.pack = pack
        self.owed = owed
        self.possible: set[str] = set()

    def grow(self, barriers: Mapping[str, list[e.Gate]]) -> None:
        """Find every step that is possible, beginning with those that nothing stands before."""
        grew = True
        while grew:
            found = {step for step in self.pack.steps if all(self.may_be(gate.needs) for gate in barriers[step])}
            grew = not found <= self.possible
            self.possible |= found

    def may_be(self, condition: c.Condition, yes: bool = True) -> bool:
        """Whether a condition could some day be yes (or no)."""
        if isinstance(condition, c.Not):
            return self.may_be(condition.part, not yes)
        if isinstance(condition, c.All | c.AnyOf):
            each = [self.may_be(part, yes) for part in condition.parts]
            return all(each) if isinstance(condition, c.All) is yes else any(each)
        if isinstance(condition, c.DutyOpen | c.DutyLate):
            return yes or condition.duty not in self.owed
        if isinstance(condition, c.Happened):
            return not yes or self._can_happen(condition.event)
        if isinstance(condition, c.Decided):
            return not yes or self._can_happen(condition.step)
        if isinstance(condition, c.FactTest | c.OfficeHours) and condition.at is not None:
            return self._can_happen(condition.at)
        return True

    def _can_happen(self, event: str) -> bool:
        step, _, suffix = event.partition(".")
        return step not in self.pack.steps or step in self.possible or suffix in WITHOUT_THE_STEP


def check_dead_ends(pack: Pack, report: Report) -> None:
    """A `must` duty must not stand behind a gate that needs that duty, or a loop of such."""
    barriers = {step.name: [g for g in pack.gates.values() if _stands_before(g, step)] for step in pack.steps.values()}
    must = [duty for duty in pack.duties.values() if duty.strength is e.Strength.MUST and duty.do]
    world = _World(pack, frozenset())
    world.grow(barriers)
    dead = pack.steps.keys() - world.possible
    reported = set()
    for duty in _stuck(pack, must, barriers):
        step = next(step for step in duty.do if step in pack.steps)
        gate = next((g for g in barriers[step] if not exclude(g.when, duty.when)), None)
        reported |= dead & set(duty.do)
        _report_duty(duty, step, gate, report)
    for name in sorted(dead - reported):
        gate = next(gate for gate in barriers[name] if not world.may_be(gate.needs))
        mend = "Let the gate need something that can happen first, or give it a `waive`."
        report.warn(
            gate, ("needs",), f"The step '{name}' can never be done: what this gate needs lies behind it.", mend
        )


def _stands_before(gate: e.Gate, step: e.Step) -> bool:
    if gate.waive is not None or gate.pathway not in (None, step.pathway):
        return False
    return _reaches(gate.before, step)


def _reaches(reach: e.Reach, step: e.Step) -> bool:
    named = step.name in reach.steps or step.form in reach.forms
    return named or bool(reach.acts & set(step.acts)) or (reach.close and step.closes)


def _stuck(pack: Pack, must: list[e.Duty], barriers: Mapping[str, list[e.Gate]]) -> list[e.Duty]:
    """The duties of which none can be met while the others are owed."""
    stuck = must
    while True:
        world = _World(pack, frozenset(duty.name for duty in stuck))
        world.grow(barriers)
        still = [duty for duty in stuck if not _can_be_met(duty, world, barriers)]
        if len(still) == len(stuck):
            return stuck
        stuck = still


def _can_be_met(duty: e.Duty, world: _World, barriers: Mapping[str, list[e.Gate]]) -> bool:
    """Whether one of the acts asked for can be done by somebody who owes it."""
    for event in duty.do:
        step, _, suffix = event.partition(".")
        if step not in barriers or suffix in WITHOUT_THE_STEP:
            return True
        if all(exclude(gate.when, duty.when) or world.may_be(gate.needs) for gate in barriers[step]):
            return True
    return False


def _report_duty(duty: e.Duty, step: str, gate: e.Gate | None, report: Report) -> None:
    where = f" '{gate.name}' ({gate.place})" if gate is not None else ""
    message = f"This duty can never be met: the step '{step}' stands behind the gate{where} that needs it done first."
    mend = "Let the gate need something else, give it a `waive`, or say the duty with `should`."
    report.error(duty, ("do",), message, mend)


def check_standing_bans(pack: Pack, report: Report) -> None:
    """A caution that always blocks must not block what a `must` duty asks for."""
    always = [k for k in pack.cautions.values() if k.blocks and k.while_ is None and k.waive is None]
    for duty in pack.duties.values():
        for number, name in enumerate(duty.do if duty.strength is e.Strength.MUST else ()):
            step = pack.steps.get(name)
            for caution in always:
                if step is None or caution.pathway not in (None, step.pathway) or not _reaches(caution.blocks, step):
                    continue
                message = f"The caution '{caution.name}' ({caution.place}) always blocks '{name}'."
                report.error(
                    duty, ("do", number), message, "Say at the caution `while:` it holds, or give it a `waive`."
                )
