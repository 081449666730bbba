"""What agrees between somebody who is looked for and somebody who is known, in words. Shown as reasons, never as a score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from waymark.people.sounds import Alike, alike, parts


class Described(Protocol):
    """What can be compared: somebody looked for, or a row of `Known`."""

    @property
    def name(self) -> str: ...
    @property
    def preferred_name(self) -> str: ...
    @property
    def born(self) -> date | None: ...
    @property
    def due_date(self) -> date | None: ...
    @property
    def nhs_number(self) -> str: ...
    @property
    def first_line(self) -> str: ...
    @property
    def postcode(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that agrees. `strength` orders reasons and candidates; it is not shown. `telling`: two such seldom agree by chance."""

    about: str
    words: str
    strength: int
    telling: bool = True


def reasons(wanted: Described, known: Described) -> tuple[Reason, ...]:
    """Why these may be the same child, strongest first; empty where nothing agrees."""
    found = (_nhs_number(wanted, known), _name(wanted, known), _birth(wanted, known), _home(wanted, known))
    return tuple(sorted((one for one in found if one is not None), key=lambda one: -one.strength))


def against(wanted: Described, known: Described) -> tuple[str, ...]:
    """What speaks against it, in words: what is known of both and differs."""
    return tuple(_against(wanted, known))


def date_variants(day: date) -> frozenset[date]:
    """The day itself, with day and month swapped, and with one digit of its eight different, as far as there are such days."""
    text = f"{day:%Y%m%d}"
    variants = {text, text[:4] + text[6:] + text[4:6]}
    for place in range(2, 8):
        variants |= {f"{text[:place]}{digit}{text[place + 1 :]}" for digit in "0123456789"}
    return frozenset(found for one in variants if (found := _day(one)) is not None)


def _nhs_number(wanted: Described, known: Described) -> Reason | None:
    mine, theirs = wanted.nhs_number, known.nhs_number
    if not mine or not theirs:
        return None
    if mine == theirs:
        return Reason("nhs_number", "Same NHS number", 100)
    if _one_apart(mine, theirs):
        return Reason("nhs_number_nearly", "NHS number one digit apart", 25)
    return None


def _birth(wanted: Described, known: Described) -> Reason | None:
    mine, theirs = wanted.born, known.born
    if mine is not None and theirs is not None:
        if mine == theirs:
            return Reason("born", "Same date of birth", 40)
        if (mine.year, mine.month, mine.day) == (theirs.year, theirs.day, theirs.month):
            return Reason("born", "Date of birth with day and month swapped", 24)
        if _one_apart(f"{mine:%Y%m%d}", f"{theirs:%Y%m%d}"):
            return Reason("born", "Date of birth one digit apart", 16)
    if wanted.due_date is not None and wanted.due_date == known.due_date:
        return Reason("born", "Same date when the birth is expected", 30)
    return None


def _home(wanted: Described, known: Described) -> Reason | None:
    street = bool(wanted.first_line) and wanted.first_line == known.first_line
    code = bool(wanted.postcode) and wanted.postcode == known.postcode
    if street and (code or not wanted.postcode or not known.postcode):
        return Reason("home", "Same address", 22 if code else 18)
    if code:
        return Reason("home", "Same postcode", 8, telling=False)
    return None


def _name(wanted: Described, known: Described) -> Reason | None:
    pairs = [
        found
        for mine in (wanted.name, wanted.preferred_name)
        for theirs in (known.name, known.preferred_name)
        if mine and theirs and (found := _names(parts(mine), parts(theirs))) is not None
    ]
    return max(pairs, key=lambda one: one.strength, default=None)


def _names(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Reason | None:
    """How two names agree, part by part; the order of parts matters only to the words."""
    if mine == theirs:
        return Reason("name", "Same name", 45 if len(mine) > 1 else 20, telling=len(mine) > 1)
    if sorted(mine) == sorted(theirs):
        return Reason("name", "Same names in another order", 42)
    matched = _paired(mine, theirs)
    if not matched:
        return None
    worst = min(how for how in matched)
    whole = len(matched) == min(len(mine), len(theirs)) and len(matched) > 1
    if not whole:
        best = max(matched)
        words = "One part of the name is the same" if best is Alike.SPELLING else "One part of the name sounds alike"
        return Reason("name", words, 10 if best is Alike.SPELLING else 5, telling=False)
    words, strength = {
        Alike.SPELLING: ("Same name, with a part more or less", 38),
        Alike.SHORT_FORM: ("Same name in a short form", 36),
        Alike.LETTER: ("Same name but for a letter", 33),
        Alike.SOUND: ("Name sounds alike", 30),
    }[worst]
    return Reason("name", words, strength)


def _paired(mine: tuple[str, ...], theirs: tuple[str, ...]) -> list[Alike]:
    """How alike each part is to its best partner among the other's parts, each partner taken once."""
    every = sorted(
        ((alike(one, other), i, j) for i, one in enumerate(mine) for j, other in enumerate(theirs)),
        key=lambda found: (-found[0], abs(found[1] - found[2])),
    )
    taken_mine: set[int] = set()
    taken_theirs: set[int] = set()
    found = []
    for how, i, j in every:
        if how is not Alike.NOT and i not in taken_mine and j not in taken_theirs:
            taken_mine.add(i)
            taken_theirs.add(j)
            found.append(how)
    return found


def _against(wanted: Described, known: Described) -> Iterator[str]:
    if wanted.nhs_number and known.nhs_number and wanted.nhs_number != known.nhs_number:
        yield "Different NHS number"
    if wanted.born and known.born and wanted.born != known.born:
        yield "Different date of birth"
    if wanted.name and known.name and _name(wanted, known) is None:
        yield "Different name"


def _one_apart(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
