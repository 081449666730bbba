"""An area's contacts as its directory shows them: the pack's words, the area's own over them, and when somebody must look again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from waymark.manual.directory.said import Said
from waymark.procedures.language.entries import Contact, NamedList, Option
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Duration, Moment, add, has_passed

#: Names of the packs on which the directory rests (docs/writing-packs.md).
PERIOD, USUAL_HOURS, CONCERNS, FRONT_DOOR = "directory-confirmation", "usual-office-hours", "concerns", "front-door"
SHELF = frozenset({"link", "for", "kind"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A contact in an area's directory."""

    contact: Contact
    """With the channels that hold: the area's own word where it has one."""
    printed: Mapping[str, str]
    """The channels that the pack prints."""
    said: Said | None
    distance: int
    """0 for what is the area's own or for its people alone, more for what its parents say."""
    due: Moment | None
    """When somebody must look again; None: at once, since nobody has confirmed what is shown here."""
    overdue: bool
    neighbours: bool = False
    """Whether it is for people of another area: shown to whoever asks for it, listed and confirmed there."""

    @property
    def name(self) -> str:
        """Its name in addresses."""
        return self.contact.name

    @property
    def title(self) -> str:
        """What people call the service."""
        return self.contact.title

    @property
    def confirmed(self) -> datetime | None:
        """When the area last said that what stands here is right."""
        return self.said.at if self.said is not None and not self.pack_moved else None

    @property
    def pack_moved(self) -> bool:
        """Whether the pack prints something else now than when the area spoke."""
        return self.said is not None and dict(self.said.printed) != dict(self.printed)

    @property
    def open_readings(self) -> bool:
        """Whether sources contradict each other and the area has chosen none."""
        return bool(self.contact.readings) and self.confirmed is None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A row of a list of leaflets, guides and sites."""

    list: NamedList
    row: Option

    @property
    def concerns(self) -> tuple[str, ...]:
        """What it is about."""
        return self.row.columns.get("for", ())


def entries_of(pack: Pack, said: Mapping[str, Said], now: datetime, *, neighbours: bool = False) -> tuple[Entry, ...]:
    """The contacts of an area, in the order of its layers from the nearest. What is for a neighbouring area only is left out unless asked for."""
    order = {one.area: place for place, one in enumerate(pack.lineage)}
    nearest, period = max(order.values(), default=0), period_of(pack)
    shared = [one for name, one in pack.contacts.items() if "/" not in name and (neighbours or name != USUAL_HOURS)]
    mine = [one for one in shared if neighbours or not _is_neighbours(one, order)]
    far = {one.name: 0 if one.for_area == pack.area else nearest - order.get(one.area, 0) for one in mine}
    made = [_entry(one, said.get(one.name), far[one.name], period, now) for one in mine]
    marked = (replace(one, neighbours=True) if _is_neighbours(one.contact, order) else one for one in made)
    return tuple(sorted(marked, key=lambda one: one.distance))


def entry_named(pack: Pack, name: str, said: Mapping[str, Said], now: datetime) -> Entry | None:
    """One of an area's entries, or of those that its procedures print for its neighbours."""
    return next((one for one in entries_of(pack, said, now, neighbours=True) if one.name == name), None)


def concerns_of(pack: Pack) -> tuple[Option, ...]:
    """What somebody may be worried about, in the order in which the pages offer it."""
    listed = pack.lists.get(CONCERNS)
    return listed.rows if listed is not None else ()


def councils_of(pack: Pack) -> tuple[str, ...]:
    """The councils that share an area; none where there is one."""
    listed = pack.lists.get(FRONT_DOOR)
    found = dict.fromkeys(one for row in (listed.rows if listed else ()) for one in row.columns.get("council", ()))
    return tuple(found)


def shelves_of(pack: Pack) -> Iterator[Shelf]:
    """Leaflets, guides and sites of an area: rows of the shared lists that say what they are for and of what kind."""
    for listed in pack.lists.values():
        if listed.pathway is None and set(listed.columns) >= SHELF:
            for row in listed.rows:
                yield Shelf(listed, row)


def period_of(pack: Pack) -> Duration | None:
    """How long a confirmation lasts; None where the pack does not say."""
    fact = pack.facts.get(PERIOD)
    return fact.set if fact is not None and isinstance(fact.set, Duration) else None


def merged(contact: Contact, reading: int) -> dict[str, str]:
    """The channels of a contact if one of its readings holds: what sources agree on, and that reading's own."""
    disputed = {name for one in contact.readings for name in one.channels}
    agreed = {name: value for name, value in contact.channels.items() if name not in disputed}
    return {**contact.readings[reading].channels, **agreed}


def _is_neighbours(contact: Contact, order: Mapping[str, int]) -> bool:
    return contact.for_area is not None and contact.for_area not in order


def _entry(contact: Contact, said: Said | None, distance: int, period: Duration | None, now: datetime) -> Entry:
    printed = contact.channels
    moved = said is not None and dict(said.printed) != dict(printed)
    if said is not None and said.own:
        contact = replace(contact, channels=said.channels)
    due = None if said is None or moved or period is None else add(Moment.on(Moment.at(said.at).day), period)
    overdue = (said is None or moved) if due is None else has_passed(due, Moment.at(now))
    return Entry(contact=contact, printed=printed, said=said, distance=distance, due=due, overdue=overdue)
