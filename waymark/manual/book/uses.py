"""At which steps an entry counts: what each section of the manual lists as the steps that use it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from waymark.procedures.language import entries as e
from waymark.procedures.language.pack import Pack


def steps_using(entry: e.Entry, pack: Pack) -> tuple[str, ...]:
    """The full names of the steps at which an entry counts, in the order of the pack."""
    find = _FINDERS.get(type(entry))
    return tuple(dict.fromkeys(find(entry, pack))) if find is not None else ()


def reached(reach: e.Reach, pathway: str | None, pack: Pack) -> tuple[str, ...]:
    """The steps that a reach concerns: named, by their form, by a kind of act or by closing (of its own pathway)."""
    found = [name for name in pack.steps if name in reach.steps]
    found += [step for form in sorted(reach.forms) for step in _steps_by_form(pack).get(form, ())]
    found += [
        step.name
        for step in pack.steps.values()
        if step.pathway == pathway and (reach.acts.intersection(step.acts) or (reach.close and step.closes))
    ]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=64)
def _steps_by_form(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """Each form with the steps that ask it, itself or inside another form."""
    found: dict[str, list[str]] = {}
    for step in pack.steps.values():
        for form in _with_used(step.form, pack) if step.form is not None else ():
            found.setdefault(form, []).append(step.name)
    return {form: tuple(steps) for form, steps in found.items()}


@lru_cache(maxsize=64)
def _steps_by_list(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """Each list with the steps that choose from it, ask from it or work through it."""
    found: dict[str, list[str]] = {}
    for step in pack.steps.values():
        named = [step.decides.list] if step.decides is not None else []
        named += [step.meeting.agenda] if step.meeting is not None else []
        questions = pack.form_questions(step.form) if step.form is not None else ()
        named += [question.options.list for question in questions if question.options is not None]
        for name in dict.fromkeys(name for name in named if name is not None):
            found.setdefault(name, []).append(step.name)
    return {name: tuple(steps) for name, steps in found.items()}


def _with_used(form: str, pack: Pack) -> Iterable[str]:
    yield form
    for used in pack.forms[form].use:
        yield from _with_used(used, pack)


def _duty(duty: e.Duty, pack: Pack) -> Iterable[str]:
    keys = (*duty.do, *(trigger for trigger in duty.upon if isinstance(trigger, str)))
    return (base for key in keys if (base := key.partition(".")[0]) in pack.steps)


_FINDERS: Mapping[type[e.Entry], Callable[[Any, Pack], Iterable[str]]] = {
    e.Step: lambda step, pack: (step.name,),
    e.Duty: _duty,
    e.Gate: lambda gate, pack: reached(gate.before, gate.pathway, pack),
    e.Caution: lambda caution, pack: (
        *reached(caution.blocks, caution.pathway, pack),
        *reached(caution.at, caution.pathway, pack),
    ),
    e.Guide: lambda guide, pack: reached(guide.at, guide.pathway, pack),
    e.Form: lambda form, pack: _steps_by_form(pack).get(form.name, ()),
    e.NamedList: lambda entry, pack: _steps_by_list(pack).get(entry.name, ()),
    e.Fact: lambda fact, pack: (step.name for step in pack.steps.values() if step.suggest == fact.name),
}
