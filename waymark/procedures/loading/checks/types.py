"""What type a fact, question or given fact has, and which values it can take."""

from __future__ import annotations

from functools import cached_property

from waymark.procedures.language import entries as e
from waymark.procedures.language.entries import AnswerType
from waymark.procedures.language.given import GIVEN
from waymark.procedures.language.pack import Pack

CHOSEN = frozenset({AnswerType.CHOICE, AnswerType.CHOICES})
#: Facts that name facts are followed so far; beyond, the values count as open.
DEEPEST = 60
NUMBERS = frozenset({AnswerType.NUMBER, AnswerType.MONEY})


class Types:
    """The types and values of everything that a pack can ask about."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._deep = 0

    def dropped(self, entry: e.Entry, options: e.Options | None) -> e.Overlaid | None:
        """The overlay of a list by an area that lies above the entry: it may have dropped what the entry names."""
        listed = self.pack.lists.get(options.list) if options is not None and options.list is not None else None
        if listed is None or not listed.overlaid:
            return None
        order = [edition.area for edition in self.pack.lineage]
        last = listed.overlaid[-1]
        return last if order.index(entry.area) < order.index(last.area) else None

    @cached_property
    def _values(self) -> dict[str, frozenset[str] | None]:
        return {}

    def source(self, name: str, group: str | None = None) -> e.Fact | e.Question | None:
        """The fact or question of a full name; `group` if it is a question of repeated rows."""
        if group is not None and f"{group}.{name}" in self.pack.questions:
            return self.pack.questions[f"{group}.{name}"]
        return self.pack.facts.get(name) or self.pack.questions.get(name)

    def type_of(self, name: str, group: str | None = None) -> AnswerType | None:
        """The type of an answer, or None for a built-in group."""
        source = self.source(name, group)
        return source.type if source is not None else GIVEN.get(name)

    def values_of(self, name: str, group: str | None = None) -> frozenset[str] | None:
        """The values that an answer can take, or None where they are open."""
        source = self.source(name, group)
        if source is None:
            return frozenset({"yes", "no"}) if GIVEN.get(name) is AnswerType.YES_NO else None
        if source.type is AnswerType.YES_NO:
            return frozenset({"yes", "no"})
        if source.type not in CHOSEN:
            return None
        if source.options is not None:
            return frozenset(row.id for row in source.options.rows)
        return self._worked_out(source) if isinstance(source, e.Fact) else None

    def _worked_out(self, fact: e.Fact) -> frozenset[str] | None:
        """The values that a fact without options can come to. (A fact in a circle with itself has none.)"""
        if fact.name not in self._values:
            self._values[fact.name] = frozenset()
            self._deep += 1
            self._values[fact.name] = self._collect(fact) if self._deep < DEEPEST else None
            self._deep -= 1
        return self._values[fact.name]

    def _collect(self, fact: e.Fact) -> frozenset[str] | None:
        if fact.look_up is not None:
            rows = self.pack.lists[fact.look_up.list].rows
            return frozenset(cell for row in rows for cell in row.columns.get(fact.look_up.column, ()))
        if fact.given is not None or (fact.undecided and not fact.readings):
            return None
        found: set[str] = {str(reading.value) for reading in fact.readings}
        for value in (*(row.value for row in fact.rows), *([] if fact.set is None or fact.undecided else [fact.set])):
            if not isinstance(value, e.FactValue):
                found.add(str(value))
                continue
            inner = self.values_of(value.fact)
            if inner is None:
                return None
            found |= inner
        return frozenset(found)
