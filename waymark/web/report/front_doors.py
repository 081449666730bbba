"""Whom to ring, now: the numbers of an area's front door, the right one first, and whether anybody is there at this minute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from waymark.manual.directory.said import as_said
from waymark.manual.directory.standing import standing
from waymark.procedures.describe.reference import hours_words
from waymark.procedures.evaluation.opening import closes_at, opens_next, within_hours
from waymark.procedures.language.entries import Contact, Option
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import ENGLAND, Moment
from waymark.web.report.areas import FRONT_DOOR, list_named
from waymark.web.shell.words import clock_time, day

PUBLIC, PROFESSIONAL, EMERGENCY = "public", "professional", "emergency"


@dataclass(frozen=True, slots=True)
class Line:
    """One service and how it is reached."""

    title: str
    phones: tuple[str, ...]
    say: str = ""
    email: str = ""

    @property
    def emergency_only(self) -> bool:
        """Whether this is no service of its own: only 999 is left."""
        return self.phones == ("999",)


@dataclass(frozen=True, slots=True)
class Door:
    """A front door. `open` None: its hours are not known. `state` says in words how it is now; `first` is whom to ring now, `other` the rest."""

    title: str
    open: bool | None
    state: str
    first: Line
    other: tuple[Line, ...]
    hours: str


def doors(pack: Pack, now: datetime, *, caller: str = PUBLIC, councils: Sequence[str] = ()) -> list[Door]:
    """The front doors of an area for a caller (`PUBLIC`, `PROFESSIONAL`), as they are now. `councils` narrow an area that has several."""
    pack = as_said(pack)
    rows = [row for row in _rows(pack) if caller in row.columns.get("for", ())]
    own = [row for row in rows if set(row.columns.get("council", ())) & set(councils)]
    return [_door(pack, contact, now) for contact in _contacts(pack, own or rows)]


def emergency(pack: Pack) -> list[Line]:
    """Whom to ring when a child is in danger now, in the words of the area; never empty."""
    pack = as_said(pack)
    rows = [row for row in _rows(pack) if EMERGENCY in row.columns.get("for", ())]
    return [_line(one) for one in _contacts(pack, rows)] or [Line("Police, in an emergency", ("999",))]


def _rows(pack: Pack) -> Sequence[Option]:
    listed = list_named(pack, FRONT_DOOR)
    return listed.rows if listed is not None else ()


def _contacts(pack: Pack, rows: Iterable[Option]) -> list[Contact]:
    names = dict.fromkeys(name for row in rows for name in row.columns.get("contact", ()))
    return [pack.contacts[name] for name in names if name in pack.contacts and not pack.contacts[name].restricted]


def _door(pack: Pack, contact: Contact, now: datetime) -> Door:
    moment = Moment.at(now)
    is_open = within_hours(contact, moment)
    own = _line(contact)
    night = _line(pack.contacts[contact.otherwise]) if contact.otherwise in pack.contacts else None
    hours = f"Open {hours_words(contact.hours)}" if contact.hours is not None else ""
    # Where no hours are given, nobody knows; but when offices are usually closed the night's number is the better guess.
    night_first = is_open is False or standing(pack, contact, moment).shut
    if night is None or not night.phones:
        first, other = own, ()
    else:
        first, other = (night, (own,)) if night_first else (own, (night,))
    return Door(contact.title, is_open, _state(contact, moment, is_open, night, night_first), first, other, hours)


def _state(contact: Contact, moment: Moment, is_open: bool | None, night: Line | None, night_first: bool) -> str:
    if is_open:
        until = closes_at(contact, moment)
        return f"Open now, until {clock_time(until)}" if until is not None else "Open now, day and night"
    if is_open is None:
        said = "Office hours are not published"
        if night is None:
            return said
        why_closed = ENGLAND.reason_not_worked(moment.day)
        if why_closed:
            return f"{said}. Today is a {why_closed.partition(':')[0]}, so try the out-of-hours number first"
        if night_first:
            return f"{said}. Offices are usually closed at this hour, so try the out-of-hours number first"
        return f"{said}. If nobody answers, use the out-of-hours number"
    opens = opens_next(contact, moment)
    if opens is None:
        return "Closed now"
    when = f"at {clock_time(opens)} today" if opens.day == moment.day else f"at {clock_time(opens)} on {day(opens.day)}"
    return f"Closed now. Opens {when}"


def _line(contact: Contact) -> Line:
    written = (number for name, number in contact.channels.items() if "phone" in name)
    phones = tuple(number for several in written for number in several.split(" or "))
    return Line(contact.title, phones, contact.say, contact.channels.get("email", ""))
