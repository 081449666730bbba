"""Whether a service can be reached at a moment, as far as anybody knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from waymark.manual.directory.entries import USUAL_HOURS
from waymark.procedures.evaluation.opening import closes_at, opens_next, within_hours
from waymark.procedures.language.entries import Contact
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment


class Now(Enum):
    """How it stands. The two that are likely rest on the hours that offices usually keep, since none are printed."""

    OPEN = "open"
    WRITTEN = "written"
    """Nobody answers at once, but one may write or look at any hour."""
    LIKELY_OPEN = "likely-open"
    UNKNOWN = "unknown"
    LIKELY_CLOSED = "likely-closed"
    CLOSED = "closed"


#: Ways on which it does not matter what hour it is.
WRITTEN = frozenset({"web", "email", "form", "post"})


def callable_now(contact: Contact) -> bool:
    """Whether it is reached by telephone or text message, so that somebody answers at once."""
    return any("phone" in name or name == "text" for name in contact.channels)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a service stands at a moment: until when it is open, or from when again."""

    now: Now
    until: Moment | None = None
    opens: Moment | None = None

    @property
    def shut(self) -> bool:
        """Whether somebody else had better be rung."""
        return self.now in (Now.CLOSED, Now.LIKELY_CLOSED)


def standing(pack: Pack, contact: Contact, moment: Moment) -> Standing:
    """How a service stands. Where its hours are not printed: an office keeps usual hours, and what stands in for one answers outside them."""
    if contact.hours is not None:
        return _by_hours(contact, moment, Now.OPEN, Now.CLOSED)
    if contact.channels and not callable_now(contact):
        return Standing(Now.WRITTEN if contact.channels.keys() & WRITTEN else Now.UNKNOWN)
    usual = pack.contacts.get(USUAL_HOURS)
    if usual is None:
        return Standing(Now.UNKNOWN)
    if contact.otherwise is not None or contact.urgency == "routine":
        return _by_hours(usual, moment, Now.LIKELY_OPEN, Now.LIKELY_CLOSED)
    stood_for = [one for one in pack.contacts.values() if one.otherwise == contact.name and one.for_area is not None]
    if stood_for and not contact.concerns:
        by_day = stood_for[0] if stood_for[0].hours is not None else usual
        in_hours = within_hours(by_day, moment)
        return Standing(Now.LIKELY_CLOSED if in_hours else Now.LIKELY_OPEN)
    return Standing(Now.UNKNOWN)


def _by_hours(contact: Contact, moment: Moment, when_open: Now, when_closed: Now) -> Standing:
    if within_hours(contact, moment):
        return Standing(when_open, until=closes_at(contact, moment))
    return Standing(when_closed, opens=opens_next(contact, moment))
