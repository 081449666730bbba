"""What an answer depends on: which events, questions, given facts and dates can change it.

The fast evaluator asks a condition again only at the points where one of these changes; the incremental one works out
only the duties that a new event touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from waymark.procedures.language import conditions as c
from waymark.procedures.language import dates as d
from waymark.procedures.language.entries import Duty, Fact, FactValue, UponDate, UponLate
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import GROUPS
from waymark.procedures.time import Duration


@dataclass(slots=True)
class Dependencies:
    """Names that matter, the dates whose arrival matters, and the look-backs whose running out matters.

    `by_time` and `touches` are worked out from the rest by `settle`, once it is complete.
    """

    events: set[str] = field(default_factory=set)
    questions: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    pathways: set[str] = field(default_factory=set)
    duties: set[str] = field(default_factory=set)
    dates: list[d.DateExpression] = field(default_factory=list)
    look_backs: list[tuple[str, d.Length, c.Across]] = field(default_factory=list)
    contacts: set[str] = field(default_factory=set)
    """Those whose office hours matter."""
    by_time: bool = False
    """Whether the mere passing of time can change the answer."""
    touches: frozenset[str] = frozenset()
    """Every name under which an event can touch this."""

    def settle(self) -> Dependencies:
        """Say what follows from the rest."""
        self.by_time = bool(
            self.dates
            or self.look_backs
            or self.contacts
            or self.duties
            or "age" in self.given
            or "working-day" in self.given
        )
        pathways = {f"{p}.{what}" for p in self.pathways for what in ("opened", "closed")}
        self.touches = frozenset(self.events | self.questions | pathways)
        return self


@dataclass(frozen=True, slots=True)
class CompiledDuty:
    """A duty with what can change it worked out once. `variants` holds it once for each audience of `tell` (2.5)."""

    duty: Duty
    variants: tuple[Duty, ...]
    touches: frozenset[str]
    by_time: bool
    only_upon: frozenset[str] | None
    """The events upon which it arises, if nothing else can make it arise."""

    def may_have_arisen(self, happened: Set[str]) -> bool:
        """Whether it can have instances, if these events have happened."""
        return self.only_upon is None or not self.only_upon.isdisjoint(happened)


class Program:
    """A pack made ready for evaluation: what every condition and duty depends on. One is kept for each pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._needs: dict[int, Dependencies] = {}
        self._groups: dict[str, Dependencies] = {}
        self._duties: dict[str, tuple[CompiledDuty, ...]] = {}
        self._changed_by: dict[str, dict[str, set[str]]] = {}
        self._by_name: dict[str, CompiledDuty] = {}
        self._duty_needs: dict[str, Dependencies] = {}

    def needs(self, condition: c.Condition) -> Dependencies:
        """What a condition of this pack depends on, facts followed to their sources."""
        key = id(condition)
        if key not in self._needs:
            found = Dependencies()
            _Collector(self.pack, found).condition(condition)
            self._needs[key] = found.settle()
        return self._needs[key]

    def needs_of_date(self, date: d.DateExpression) -> Dependencies:
        """What the arrival of a date depends on."""
        key = id(date)
        if key not in self._needs:
            found = Dependencies(dates=[date])
            _Collector(self.pack, found).date(date)
            self._needs[key] = found.settle()
        return self._needs[key]

    def needs_of_live(self, date: d.DateExpression) -> Dependencies:
        """What the value of a date depends on; that it arrives is not asked."""
        key = -id(date)
        if key not in self._needs:
            found = Dependencies()
            _Collector(self.pack, found).date(date)
            self._needs[key] = found.settle()
        return self._needs[key]

    def needs_of_group(self, group: str) -> Dependencies:
        """What the membership of a group depends on."""
        if group not in self._groups:
            found = Dependencies()
            _Collector(self.pack, found).group(group)
            self._groups[group] = found.settle()
        return self._groups[group]

    def needs_of_duty(self, duty: str) -> Dependencies:
        """What the instances of a duty depend on; of other duties that it names, only their names."""
        if duty not in self._duty_needs:
            self._duty_needs[duty] = _collected(self.pack, self.pack.duties[duty])
        return self._duty_needs[duty]

    def compiled(self, duty: str) -> CompiledDuty:
        """A duty by its full name."""
        if duty not in self._by_name:
            self._by_name |= {c.duty.name: c for c in self.duties(self.pack.duties[duty].pathway or "")}
        return self._by_name[duty]

    def duties(self, pathway: str) -> tuple[CompiledDuty, ...]:
        """The duties of a pathway, by name."""
        if pathway not in self._duties:
            own = [duty for name, duty in sorted(self.pack.duties.items()) if duty.pathway == pathway]
            self._duties[pathway] = tuple(self._compile(duty) for duty in own)
        return self._duties[pathway]

    def changed(self, pathway: str, touched: Iterable[str]) -> set[str]:
        """The names of the duties that something of these names, or the mere passing of time, can have changed."""
        if pathway not in self._changed_by:
            changed_by = self._changed_by[pathway] = {"": set()}
            for compiled in self.duties(pathway):
                for name in [""] if compiled.by_time else compiled.touches:
                    changed_by.setdefault(name, set()).add(compiled.duty.name)
        changed_by = self._changed_by[pathway]
        return changed_by[""].union(*(changed_by[name] for name in touched if name in changed_by))

    def _compile(self, duty: Duty) -> CompiledDuty:
        moving = any(not isinstance(trigger, str) for trigger in duty.upon) or duty.each is not None or bool(duty.every)
        needs = self.needs_of_duty(duty.name)
        touches = _with_others(self, duty.name, set())
        variants = tuple(replace(duty, tell=(people,)) for people in duty.tell) if len(duty.tell) > 1 else (duty,)
        upon = frozenset(trigger for trigger in duty.upon if isinstance(trigger, str))
        only_upon = (
            upon if duty.upon and not any(isinstance(trigger, UponDate | UponLate) for trigger in duty.upon) else None
        )
        return CompiledDuty(duty, variants, touches, moving or needs.by_time, only_upon)


_PROGRAMS: WeakKeyDictionary[Pack, Program] = WeakKeyDictionary()


def program_of(pack: Pack) -> Program:
    """The program of a pack, made on first use."""
    if pack not in _PROGRAMS:
        _PROGRAMS[pack] = Program(pack)
    return _PROGRAMS[pack]


def _with_others(program: Program, duty: str, seen: set[str]) -> frozenset[str]:
    """The names that touch a duty or any duty that it rests on."""
    seen.add(duty)
    needs = program.needs_of_duty(duty)
    return needs.touches.union(*(_with_others(program, other, seen) for other in needs.duties - seen))


def _collected(pack: Pack, duty: Duty) -> Dependencies:
    found = Dependencies(
        events={
            f"{duty.name}.waived",
            f"{duty.name}.considered",
            f"{duty.pathway}.told",
            f"{duty.pathway}.opened",
            f"{duty.pathway}.closed",
            *duty.do,
        }
    )
    collector = _Collector(pack, found)
    for condition in (duty.when, duty.while_):
        if condition is not None:
            collector.condition(condition)
    for length in (duty.within, duty.aim, duty.every):
        collector.length(length)
    collector.date(duty.due)
    if duty.each is not None:
        collector.group(duty.each)
    for trigger in duty.upon:
        if isinstance(trigger, UponLate):
            found.duties.add(trigger.duty)
        elif isinstance(trigger, UponDate):
            collector.date(trigger.date)
            found.dates.append(trigger.date)
        else:
            found.events.add(trigger)
    for word in duty.by:
        fact = getattr(word, "fact", None) or getattr(word, "of", None)
        if fact:
            collector.fact(fact)
    return found.settle()


class _Collector:
    def __init__(self, pack: Pack, found: Dependencies) -> None:
        self.pack = pack
        self.found = found
        self.seen: set[str] = set()

    def condition(self, condition: c.Condition) -> None:
        for part in c.walk(condition):
            if isinstance(part, c.FactTest):
                self.found.events.update({part.at} if part.at else set())
                if not part.of_row:
                    self.fact(part.fact)
            elif isinstance(part, c.GroupTest):
                self.group(part.group)
            elif isinstance(part, c.Happened):
                self._happened(part)
            elif isinstance(part, c.Decided):
                self.found.events.add(part.step)
            elif isinstance(part, c.PathwayOpen):
                self.found.pathways.add(part.pathway)
            elif isinstance(part, c.DutyOpen | c.DutyLate):
                self.found.duties.add(part.duty)
            elif isinstance(part, c.Reached):
                self.date(part.date)
                self.found.dates.append(part.date)
            elif isinstance(part, c.OfficeHours):
                self.found.events.update({part.at} if part.at else set())
                self.found.contacts.update({part.contact} if part.at is None else set())

    def _happened(self, test: c.Happened) -> None:
        self.found.events.add(test.event)
        self.date(test.after)
        self.date(test.before)
        self.length(test.within)
        if test.within is not None:
            self.found.look_backs.append((test.event, test.within, test.across))

    def group(self, name: str) -> None:
        if name in GROUPS:
            self.found.given.add(name)
        else:
            self.fact(name)

    def length(self, length: d.Length | None) -> None:
        if length is not None and not isinstance(length, Duration):
            self.fact(length.fact)

    def date(self, date: d.DateExpression | None) -> None:
        if date is None:
            return
        for length in d.lengths(date):
            self.length(length)
        for base in d.bases(date):
            if isinstance(base, d.EventDate):
                self.found.events.add(base.event)
            elif isinstance(base, d.PlannedDate):
                self.found.events.update({f"{base.step}.planned", f"{base.step}.cancelled"})
            else:
                self.fact(base.fact)

    def fact(self, name: str) -> None:
        if name in self.seen:
            return
        self.seen.add(name)
        entry = self.pack.facts.get(name)
        if name in self.pack.questions:
            self.found.questions.add(name)
        elif entry is None:
            self._given(name)
        else:
            self._worked_out(entry)

    def _worked_out(self, entry: Fact) -> None:
        if entry.given is not None:
            self._given(entry.short_name)
        if entry.count is not None:
            self.group(entry.count)
        if entry.look_up is not None:
            self.fact(entry.look_up.rows)
        self.date(entry.date)
        for row in entry.rows:
            if row.when is not None:
                self.condition(row.when)
            if isinstance(row.value, FactValue):
                self.fact(row.value.fact)
            elif isinstance(row.value, d.DateExpression):
                self.date(row.value)

    def _given(self, name: str) -> None:
        self.found.given.update({name, "born"} if name == "age" else {name})
