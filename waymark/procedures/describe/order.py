"""The order of work in a pathway, from what follows what; steps that nothing binds keep their place in the file."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.procedures.language.conditions import Condition, Decided, FactTest, Happened, Not, walk
from waymark.procedures.language.entries import Duty, Gate, Step
from waymark.procedures.language.pack import Pack


def steps_of(pack: Pack, pathway: str) -> tuple[Step, ...]:
    """The steps of a pathway, in the order in which work happens."""
    own = [step for step in pack.steps.values() if step.pathway == pathway]
    layers = layers_of(pack, pathway)
    place = {step.name: index for index, step in enumerate(own)}
    return tuple(sorted(own, key=lambda step: (layers[step.name], place[step.name])))


def layers_of(pack: Pack, pathway: str) -> dict[str, int]:
    """Each step's layer: one more than that of the latest step that must come before it; closing steps come last.

    A circle (a review that leads to a further review) is cut where it leads back to an earlier line of the file.
    """
    own = [step.name for step in pack.steps.values() if step.pathway == pathway]
    after: dict[str, set[str]] = {name: set() for name in own}
    for before, name in sorted(links(pack, pathway), key=lambda link: (own.index(link[0]), own.index(link[1]))):
        if not _leads_to(after, name, before):
            after[name].add(before)
    layers: dict[str, int] = {}
    for name in own:
        _layer(name, after, layers)
    starts = set(pack.pathways[pathway].starts) if pathway in pack.pathways else set()
    deepest = max(layers.values(), default=0)
    for name in own:
        if pack.steps[name].closes and name not in starts:
            layers[name] = max(deepest, layers[name]) + (
                0 if layers[name] == deepest and _only_closing(own, layers, pack, deepest) else 1
            )
    return layers


def _only_closing(own: list[str], layers: dict[str, int], pack: Pack, layer: int) -> bool:
    return all(pack.steps[name].closes for name in own if layers[name] == layer)


def _layer(name: str, after: dict[str, set[str]], layers: dict[str, int]) -> int:
    if name not in layers:
        layers[name] = 1 + max((_layer(before, after, layers) for before in sorted(after[name])), default=-1)
    return layers[name]


def _leads_to(after: dict[str, set[str]], start: str, goal: str) -> bool:
    """Whether `goal` already comes after `start`, so that putting it before would close a circle."""
    todo, seen = [goal], set()
    while todo:
        name = todo.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            todo += after[name]
    return False


def links(pack: Pack, pathway: str) -> set[tuple[str, str]]:
    """Pairs of steps of a pathway of which the first comes before the second: by duties, gates and conditions."""
    own = {step.name for step in pack.steps.values() if step.pathway == pathway}
    found: set[tuple[str, str]] = set()
    for duty in pack.duties.values():
        found.update((before, done) for before in duty_triggers(duty) for done in duty.do)
    for gate in pack.gates.values():
        found.update((before, step) for before in needed_steps(gate, pack) for step in gate.before.steps)
    for step in pack.steps.values():
        found.update((before, step.name) for before in _positive(step.when))
    pairs = {(before.partition(".")[0], after.partition(".")[0]) for before, after in found}
    return {(before, after) for before, after in pairs if before in own and after in own and before != after}


def duty_triggers(duty: Duty) -> tuple[str, ...]:
    """The steps upon whose recording a duty arises."""
    return tuple(trigger for trigger in duty.upon if isinstance(trigger, str))


def needed_steps(gate: Gate, pack: Pack) -> set[str]:
    """The steps that a gate asks for: done, decided, or asking the question that it needs answered."""
    asked = {test.fact for test in walk(gate.needs) if isinstance(test, FactTest)} & pack.questions.keys()
    asking = {
        step.name
        for step in pack.steps.values()
        if step.form is not None and asked & {question.name for question in pack.form_questions(step.form)}
    }
    return set(_positive(gate.needs)) | (asking if not asking & gate.before.steps else set())


def _positive(condition: Condition | None) -> Iterator[str]:
    """The steps that a condition asks to have happened; what it asks not to have happened comes later, if at all."""
    negated = {id(part) for node in walk(condition) if isinstance(node, Not) for part in walk(node.part)}
    for node in walk(condition):
        if id(node) not in negated:
            if isinstance(node, Happened):
                yield node.event
            elif isinstance(node, Decided):
                yield node.step
