"""Whom to call now: one first answer, then others in order, by concern, caller, urgency and hour. It sorts what the packs say and judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from waymark.manual.directory.entries import FRONT_DOOR, Entry, concerns_of
from waymark.manual.directory.standing import Now, Standing, callable_now, standing
from waymark.procedures.language.entries import Contact, Option
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment

EMERGENCY, URGENT, ROUTINE = "emergency", "urgent", "routine"
PUBLIC, CHILD, FAMILY, PROFESSIONAL = "public", "child", "family", "professional"
DANGER_NOW, TALK = "danger-now", "talk"


class Why(Enum):
    """Why somebody is named."""

    DANGER = "danger"
    SERVICE = "service"
    FRONT_DOOR = "front-door"
    STANDS_IN = "stands-in"
    ALSO = "also"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, about what, and how much it presses."""

    concern: str
    who: str
    urgency: str = URGENT
    age: int | None = None
    council: str = ""
    signed_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Somebody to call: why, how they stand now, and in whose place they answer."""

    entry: Entry
    why: Why
    standing: Standing
    instead_of: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The answer. `first` is None where nobody can be called; `no_service` says that the sources name no service of its own for the concern."""

    first: Suggestion | None
    others: tuple[Suggestion, ...]
    no_service: bool
    kept_back: int
    """How many lines for professionals are shown only to people who are signed in."""


@dataclass(frozen=True, slots=True)
class _Ranked:
    suggestion: Suggestion
    group: int
    key: tuple[int, ...]


def whom_to_call(pack: Pack, entries: Sequence[Entry], caller: Caller, moment: Moment) -> Advice:
    """Whom to call at a moment. In: the entries of the area. Out: the first answer and the others, each service once."""
    desk = _Desk(pack, entries, caller, moment)
    found = {one.suggestion.entry.name: one for one in sorted(desk.all(), key=_order, reverse=True)}
    ranked = [one.suggestion for one in sorted(found.values(), key=_order)]
    now = [one for one in ranked if one.why is not Why.LATER]
    first = next((one for one in now if one.entry.contact.channels), next(iter(now), None))
    others = tuple(one for one in ranked if one is not first)
    return Advice(first=first, others=others, no_service=not desk.services_lead, kept_back=desk.kept_back)


def only_999(contact: Contact) -> bool:
    """Whether this is no service of its own: no number is known and 999 is left."""
    return list(contact.channels.values()) == ["999"]


def _order(one: _Ranked) -> tuple[int, ...]:
    return (one.group, *one.key)


class _Desk:
    """Sorts an area's entries for one caller."""

    def __init__(self, pack: Pack, entries: Sequence[Entry], caller: Caller, moment: Moment) -> None:
        self.pack, self.caller, self.moment = pack, caller, moment
        self.kept_back = sum(one.contact.restricted and self._fits(one.contact) for one in entries)
        if caller.signed_in:
            self.kept_back = 0
        seen = [one for one in entries if caller.signed_in or not one.contact.restricted]
        self.by_name = {one.name: one for one in seen}
        self.place = {one.name: place for place, one in enumerate(seen)}
        self.services = [one for one in seen if self._fits(one.contact)]
        self.leads = self._leads()
        self.services_lead = any(self._leading(one) for one in self.services)

    def all(self) -> Iterator[_Ranked]:
        """Everybody who may be named; the same service perhaps several times, for several reasons."""
        if self.caller.urgency == EMERGENCY:
            for entry in self._front_door(EMERGENCY):
                yield self._ranked(entry, Why.DANGER, 0)
        for entry in self.services:
            leading = self._leading(entry)
            yield from self._with_stand_in(entry, Why.SERVICE if leading else Why.ALSO, 10 if leading else 30)
        if not self._has_front_door():
            return
        for entry in self._front_door(PROFESSIONAL if self.caller.who == PROFESSIONAL else PUBLIC):
            yield from self._with_stand_in(entry, Why.FRONT_DOOR, 5 if self.caller.urgency == EMERGENCY else 20)

    def _with_stand_in(self, entry: Entry, why: Why, group: int) -> Iterator[_Ranked]:
        """A service, or while it is shut and this cannot wait, who answers in its place; the service itself is named for later."""
        there = standing(self.pack, entry.contact, self.moment)
        instead = self.by_name.get(entry.contact.otherwise or "")
        waits = self.caller.urgency == ROUTINE
        if waits or not there.shut:
            yield self._ranked(entry, why, group)
            if instead is not None and there.now is not Now.OPEN:
                yield self._ranked(instead, Why.STANDS_IN, group + 1, entry)
            return
        # Where only 999 stands in, that is no answer for a service; the front door has no other.
        if instead is not None and (why is Why.FRONT_DOOR or not only_999(instead.contact)):
            yield self._ranked(instead, Why.STANDS_IN, group, entry)
        yield self._ranked(entry, Why.LATER, 25 if why is Why.FRONT_DOOR else 40)

    def _ranked(self, entry: Entry, why: Why, group: int, instead_of: Entry | None = None) -> _Ranked:
        contact = entry.contact
        there = standing(self.pack, contact, self.moment)
        key = (
            int(there.shut and (self.caller.urgency != ROUTINE or self.caller.who == CHILD)),
            entry.distance,
            int(not callable_now(contact)),
            self._far_from_wanted(contact.urgency),
            self.place[entry.name],
            int(instead_of is not None),
        )
        return _Ranked(Suggestion(entry=entry, why=why, standing=there, instead_of=instead_of), group, key)

    def _far_from_wanted(self, urgency: str) -> int:
        if self.caller.urgency == ROUTINE:
            return {ROUTINE: 0, "": 0, URGENT: 1}.get(urgency, 2)
        return {"": 1, ROUTINE: 2}.get(urgency, 0)

    def _fits(self, contact: Contact) -> bool:
        caller = self.caller
        wanted = {caller.concern, TALK} if caller.who == CHILD else {caller.concern}
        return (
            bool(wanted & set(contact.concerns))
            and (not contact.who or caller.who in contact.who)
            and (not contact.council or not caller.council or contact.council == caller.council)
            and (contact.ages is None or caller.age is None or contact.ages[0] <= caller.age <= contact.ages[1])
            and not (contact.urgency == EMERGENCY and caller.concern == DANGER_NOW)
        )

    def _column(self, name: str) -> tuple[str, ...]:
        rows = (one for one in concerns_of(self.pack) if one.id == self.caller.concern)
        return next((one.columns.get(name, ()) for one in rows), ())

    def _leads(self) -> bool:
        """Whether a service of its own serves this caller better than the front door; a line for children does whatever the concern."""
        return self.caller.who == CHILD or self.caller.who in self._column("service-first")

    def _has_front_door(self) -> bool:
        """Some matters are none of social care's front door, unless a child is in danger."""
        return self.caller.urgency == EMERGENCY or "no" not in self._column("front-door")

    def _leading(self, entry: Entry) -> bool:
        reachable = callable_now(entry.contact) or (self.caller.urgency == ROUTINE and bool(entry.contact.channels))
        return self.leads and reachable and self.caller.urgency != EMERGENCY

    def _front_door(self, audience: str) -> list[Entry]:
        listed = self.pack.lists.get(FRONT_DOOR)
        rows = [row for row in (listed.rows if listed else ()) if audience in row.columns.get("for", ())]
        mine = [row for row in rows if self.caller.council in row.columns.get("council", ())]
        return [self.by_name[name] for name in _contacts(mine or rows) if name in self.by_name]


def _contacts(rows: Sequence[Option]) -> Iterator[str]:
    for row in rows:
        yield from row.columns.get("contact", ())


def with_urgency(caller: Caller) -> Caller:
    """The caller, for whom a child in danger now is always an emergency."""
    return replace(caller, urgency=EMERGENCY) if caller.concern == DANGER_NOW else caller
