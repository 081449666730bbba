"""What may not lead back to itself, and layers that may only look down (pack-language.md, 2.18)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from waymark.procedures.language import conditions as c
from waymark.procedures.language import dates as d
from waymark.procedures.language import entries as e
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading.checks.report import Path, Report
from waymark.procedures.loading.checks.written import dates_of, lengths_of, tests_of

#: From a name to the names that it leads to, each with the path at which it does.
Links = Mapping[str, Mapping[str, Path]]


def check_circles(pack: Pack, report: Report) -> None:
    """Facts, duties, forms, roles and contacts may name one another, but never in a circle."""
    facts = {fact.name: _facts_named(fact, pack) for fact in pack.facts.values()}
    duties = {duty.name: _duties_named(duty) for duty in pack.duties.values()}
    forms: Links = {form.name: {n: ("use", i) for i, n in enumerate(form.use)} for form in pack.forms.values()}
    roles = {role.name: _holders(role, pack) for role in pack.roles.values()}
    contacts: Links = {k.name: {k.otherwise: ("otherwise",)} for k in pack.contacts.values() if k.otherwise}
    _report(pack.facts, facts, "worked out from itself", report)
    _report(pack.duties, duties, "waits for itself", report)
    _report(pack.forms, forms, "uses itself", report)
    _report(pack.roles, roles, "is held by itself", report)
    _report(pack.contacts, contacts, "passes on to itself out of hours", report)


def _holders(role: e.Role, pack: Pack) -> dict[str, Path]:
    local = {word: f"{role.pathway}/{word}" for word in role.held_by}
    names = [local[word] if local[word] in pack.roles else word for word in role.held_by]
    return {name: ("held-by", number) for number, name in enumerate(names)}


def _facts_named(fact: e.Fact, pack: Pack) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for test in tests_of(fact):
        if isinstance(test.condition, c.FactTest):
            found.setdefault(test.condition.fact, (*test.path, "fact"))
        if isinstance(test.condition, c.GroupTest):
            found.setdefault(test.condition.group, test.path)
    for number, row in enumerate(fact.rows):
        if isinstance(row.value, e.FactValue):
            found.setdefault(row.value.fact, ("rows", number, "value"))
    for path, date in dates_of(fact):
        if isinstance(date, d.FactDate):
            found.setdefault(date.fact, path)
    for path, length in lengths_of(fact):
        if isinstance(length, d.DurationOf):
            found.setdefault(length.fact, path)
    if fact.look_up is not None:
        found.setdefault(fact.look_up.rows, ("look-up", "rows"))
    if fact.count is not None:
        found.setdefault(fact.count, ("count",))
    return {name: path for name, path in found.items() if name in pack.facts}


def _duties_named(duty: e.Duty) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for number, trigger in enumerate(duty.upon):
        if isinstance(trigger, e.UponLate):
            found.setdefault(trigger.duty, ("upon", number, "late"))
    for test in tests_of(duty):
        if isinstance(test.condition, c.DutyOpen | c.DutyLate):
            word = "open" if isinstance(test.condition, c.DutyOpen) else "late"
            found.setdefault(test.condition.duty, (*test.path, word))
    return found


def _report(entries: Mapping[str, e.Entry], links: Links, what: str, report: Report) -> None:
    for circle in circles(links):
        entry = entries[circle[0]]
        path = links[circle[0]][circle[1 % len(circle)]]
        way = " → ".join((*circle, circle[0]))
        report.error(entry, path, f"'{entry.name}' {what}: {way}.", "Break the circle: take one of these names away.")


def circles(links: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """Every circle that a walk in depth comes upon, each told once, beginning with the name that is first by letter."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    done: set[str] = set()
    for start in sorted(links):
        way = [start] if start not in done else []
        branches = [iter(sorted(links[name])) for name in way]
        while way:
            name = next(branches[-1], None)
            if name is None:
                done.add(way.pop())
                branches.pop()
            elif name in way:
                circle = way[way.index(name) :]
                first = circle.index(min(circle))
                found.setdefault(frozenset(circle), (*circle[first:], *circle[:first]))
            elif name in links and name not in done:
                way.append(name)
                branches.append(iter(sorted(links[name])))
    return [found[key] for key in sorted(found, key=sorted)]


def check_layers(pack: Pack, report: Report) -> None:
    """Facts and cautions come before duties: they may not ask whether one is open or late."""
    for entry in (*pack.facts.values(), *pack.cautions.values()):
        for test in tests_of(entry):
            if isinstance(test.condition, c.DutyOpen | c.DutyLate):
                kind = "fact" if isinstance(entry, e.Fact) else "caution"
                word = "open" if isinstance(test.condition, c.DutyOpen) else "late"
                mend = "Ask what happened or what was answered; a gate may ask for duties."
                message = f"A {kind} may not ask whether the duty '{test.condition.duty}' is {word}."
                report.error(entry, (*test.path, word), message, mend)
