"""The editions of an area's manual: an edition begins when one of the area or of a parent does, and changes what holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from waymark.procedures.language.pack import Edition, Pack
from waymark.procedures.loading import Library


@dataclass(frozen=True, slots=True)
class ManualEdition:
    """An area's manual from a day on, until the next begins."""

    key: str
    """What an address names it by: its own name, or the day on which it begins where two bear the same name."""
    name: str
    starts: date
    because: tuple[Edition, ...]
    """The editions that begin with it: the area's own or a parent's."""
    pack: Pack


def editions(library: Library, area: str) -> tuple[ManualEdition, ...]:
    """Every edition of an area's manual, oldest first. Editions before which nothing else held count once."""
    own = library.editions(area)[0].starts
    lineage = {edition for name in library.lineage(area) for edition in library.editions(name)}
    days = sorted({own, *(edition.starts for edition in lineage if edition.starts > own)})
    packs: list[tuple[date, Pack]] = []
    for day in days:
        pack = library.pack(area, on=day)
        if not packs or packs[-1][1].fingerprint != pack.fingerprint:
            packs.append((day, pack))
    # Before a parent's first edition that one holds already: what changed nothing began nothing.
    ends = [*(day for day, _ in packs[1:]), date.max]
    begun = [min(max(day, pack.edition.starts), end) for (day, pack), end in zip(packs, ends, strict=True)]
    names = [pack.edition.name for _, pack in packs]
    found = []
    for number, (starts, (_, pack)) in enumerate(zip(begun, packs, strict=True)):
        before = packs[number - 1][1].lineage if number else ()
        because = tuple(edition for edition in pack.lineage if edition not in before)
        key = pack.edition.name if names.count(pack.edition.name) == 1 else starts.isoformat()
        found.append(ManualEdition(key, pack.edition.name, starts, because, pack))
    return tuple(found)


def edition_named(library: Library, area: str, key: str) -> ManualEdition | None:
    """The edition that an address means: by its name, or by a day on which it held. None: there is no such edition."""
    known = editions(library, area)
    by_key = next((one for one in reversed(known) if key in (one.key, one.name)), None)
    if by_key is not None:
        return by_key
    try:
        day = date.fromisoformat(key)
    except ValueError:
        return None
    held = [one for one in known if one.starts <= day]
    return held[-1] if held else known[0]


def edition_on(library: Library, area: str, day: date) -> ManualEdition:
    """The edition that holds on a day; before the first, the first."""
    known = editions(library, area)
    return next((one for one in reversed(known) if one.starts <= day), known[0])
