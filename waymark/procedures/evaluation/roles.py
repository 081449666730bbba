"""Who may do a step: the roles that it names, with what each role needs and what rules it out (pack-language.md, section 1, "role")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from waymark.procedures.evaluation.logic import Truth, conjunction, disjunction, negation
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.language.entries import Role
from waymark.procedures.language.people import FactPeople, People, RoleOf, answers_to

#: Roles that everybody holds who works with children and is known to the product.
OPEN_ROLES = frozenset({"anyone", "practitioner"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody in a role may act. `ruled_out` names the roles whose `needs` or `not` stands against it."""

    may: Truth
    ruled_out: tuple[str, ...] = ()


def may_act(reasoner: Reasoner, people: Iterable[People], role: str, point: Point) -> Standing:
    """Whether somebody acting as `role` is one of these people at a point: yes, no, or not known until something is answered."""
    found: list[Truth] = []
    ruled_out: list[str] = []
    for who in people:
        if not _is_one(reasoner, who, role, point):
            continue
        entry = reasoner.pack.roles.get(who.role) if isinstance(who, RoleOf) else None
        fit = _fit(reasoner, entry, point)
        found.append(fit)
        if fit is False and entry is not None:
            ruled_out.append(entry.name)
    return Standing(disjunction(found), tuple(ruled_out))


def _is_one(reasoner: Reasoner, who: People, role: str, point: Point) -> bool:
    if isinstance(who, FactPeople):
        value = reasoner.fact(who.fact, point)
        named = value if isinstance(value, tuple | list) else (value,)
        return role in named or answers_to(who, role)
    if not isinstance(who, RoleOf):
        return answers_to(who, role)
    entry = reasoner.pack.roles.get(who.role)
    held_by = entry.held_by if entry is not None else ()
    open_to_all = bool({who.role, *held_by} & OPEN_ROLES)
    return open_to_all or answers_to(who, role) or role in held_by


def _fit(reasoner: Reasoner, entry: Role | None, point: Point) -> Truth:
    if entry is None:
        return True
    has_what_it_needs = True if entry.needs is None else reasoner.test(entry.needs, point)
    conflict = False if entry.not_if is None else reasoner.test(entry.not_if, point)
    return conjunction((has_what_it_needs, negation(conflict)))
