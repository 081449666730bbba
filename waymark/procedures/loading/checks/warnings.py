"""What deserves a look but stops nothing (pack-language.md, section 4, item 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waymark.procedures.language import conditions as c
from waymark.procedures.language import entries as e
from waymark.procedures.language.conditions import Comparison
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import RoleOf
from waymark.procedures.loading.checks.report import Report
from waymark.procedures.loading.checks.written import Test, roots_of

SILENT = (Comparison.KNOWN, Comparison.ASKED)


def check_nots(pack: Pack, report: Report) -> None:
    """`not` around a question that nobody has asked is neither yes nor no: a gate stays shut, a table stays unknown."""
    for entry in (*pack.gates.values(), *pack.facts.values()):
        for root in roots_of(entry):
            known = {name for test in root.inside() for name in _asked_whether_known(test.condition)}
            for test in root.inside():
                for fact in _unknown_under(test, pack):
                    if fact not in known:
                        kind = "gate stays shut" if isinstance(entry, e.Gate) else "fact stays unknown"
                        message = f"Until '{fact}' is answered this `not` is neither yes nor no, and the {kind}."
                        mend = f"Where silence should count, add {{fact: {fact}, known: no}}; or test what must be so."
                        report.warn(entry, (*test.path, "not"), message, mend)


def _asked_whether_known(condition: c.Condition) -> tuple[str, ...]:
    return (condition.fact,) if isinstance(condition, c.FactTest) and condition.comparison in SILENT else ()


def _unknown_under(test: Test, pack: Pack) -> Iterator[str]:
    """The questions right under a `not`, to which no answer may be there."""
    inside = test.condition.part if isinstance(test.condition, c.Not) else None
    for part in c.walk(inside):
        if isinstance(part, c.FactTest) and part.comparison not in SILENT and part.fact in pack.questions:
            yield part.fact


def check_holds(pack: Pack, report: Report) -> None:
    """A hold that can only begin keeps a record for ever."""
    for keep in pack.keep.values():
        if keep.hold is not None and not _can_end(keep.hold):
            mend = "Test an answer or a decision that can change, or add {not: {happened: what-ends-it}}."
            report.warn(keep, ("hold",), "Once this hold has begun nothing ends it.", mend)


def _can_end(condition: c.Condition) -> bool:
    """Whether a condition that holds may stop holding."""
    if isinstance(condition, c.All):
        return any(_can_end(part) for part in condition.parts)
    if isinstance(condition, c.AnyOf):
        return all(_can_end(part) for part in condition.parts)
    if isinstance(condition, c.Happened):
        return condition.within is not None
    return not isinstance(condition, c.Reached)


def check_contacts(pack: Pack, report: Report) -> None:
    """A number that nobody has tried is told once for each file, at its first contact."""
    files: dict[str, list[e.Contact]] = {}
    for contact in pack.contacts.values():
        if not contact.checked and contact.channels:
            files.setdefault(contact.place.file, []).append(contact)
    for contacts in files.values():
        names = ", ".join(sorted(contact.short_name for contact in contacts))
        mend = "Try them and say `checked:` with the day: 2024-01-31."
        report.warn(contacts[0], (), f"Nobody has said when these were last tried: {names}.", mend)


def check_agencies(pack: Pack, report: Report) -> None:
    """An agency that owes or is told something, and does nothing here itself, must be reached somehow."""
    inside = {name for step in pack.steps.values() for name in _roles(step.by) | _roles(step.signs)}
    holders = {word for role in pack.roles.values() for word in role.held_by}
    reached = {word for name in pack.contacts for word in re.split("[-/]", name)}
    told: set[str] = set()
    for duty in pack.duties.values():
        told |= _roles(duty.by) | _roles(duty.tell)
    for name in sorted(told - inside - holders):
        role = pack.roles[name]
        if not role.held_by and not set(re.split("[-/]", name)) & reached:
            message = f"'{role.short_name}' has duties, does no step here, and no contact says how to reach it."
            report.warn(role, (), message, f"Add a contact whose name begins with '{role.short_name}'.")


def _roles(named: tuple[object, ...]) -> set[str]:
    return {people.role for people in named if isinstance(people, RoleOf)}


def check_settings(pack: Pack, report: Report) -> None:
    """A value that the sources leave open is listed until the area has chosen."""
    for fact in pack.facts.values():
        if fact.undecided:
            what = "the earliest of its readings leads" if fact.readings else "nothing is ever late by it"
            message = f"The area has not yet set '{fact.name}': {what}."
            report.warn(fact, ("set",), message, "Lay `set:` over it where the area has decided.")
