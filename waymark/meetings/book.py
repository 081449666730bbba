"""Meetings about a child and what came of them, read from the facts kept in the child's file.

`meeting:<id>` holds the arrangement (and that it was called off), `meeting-record:<event id>` what was said at a meeting that was held: rows of
strings, moments and lists. What was decided is the act itself, by the pack's own step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from waymark.procedures.history import Event, History, Kind
from waymark.procedures.time import Moment

MEETING, RECORD = "meeting:", "meeting-record:"
PLANNED, CANCELLED, HELD = "planned", "cancelled", "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Somebody who is called to a meeting. `member` is the pack's word for them; `agency` a slug, empty for family."""

    member: str
    name: str = ""
    agency: str = ""

    def row(self) -> dict[str, str]:
        """The row that is kept."""
        return {"member": self.member, "name": self.name, "agency": self.agency}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting that is or was arranged. `step` is the full name of the step that it is; `event` the act with which it was held."""

    id: str
    episode: str
    step: str
    starts: Moment
    place: str
    chair: str
    note: str
    invited: tuple[Invited, ...]
    by: str
    called_at: Moment
    """Since when those who are invited have been involved."""
    revision: int = 0
    cancelled: str = ""
    """Why it was called off."""
    event: str = ""

    @property
    def state(self) -> str:
        """planned, cancelled or held."""
        return HELD if self.event else CANCELLED if self.cancelled else PLANNED

    def row(self) -> dict[str, object]:
        """The row that is kept."""
        return {
            "episode": self.episode, "step": self.step, "starts": self.starts, "place": self.place, "chair": self.chair, "note": self.note,
            "invited": [one.row() for one in self.invited], "agencies": [one.agency for one in self.invited if one.agency],
            "by": self.by, "called-at": self.called_at, "revision": str(self.revision), "cancelled": self.cancelled,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one agency told, or why it does not agree."""

    agency: str
    text: str

    def row(self) -> dict[str, str]:
        """The row that is kept."""
        return {"agency": self.agency, "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Something that somebody does by a day."""

    what: str
    who: str
    by: date | None

    def row(self) -> dict[str, object]:
        """The row that is kept."""
        return {"what": self.what, "who": self.who, "by": Moment.on(self.by) if self.by else ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What was said and agreed at a meeting that was held."""

    event: str
    shared: tuple[Said, ...] = ()
    dissent: tuple[Said, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    child: str = ""
    parents: str = ""
    by: str = ""

    def row(self) -> dict[str, object]:
        """The row that is kept."""
        return {
            "shared": [one.row() for one in self.shared], "dissent": [one.row() for one in self.dissent],
            "agreed": [one.row() for one in self.agreed], "child": self.child, "parents": self.parents, "by": self.by,
        }  # fmt: skip


def meetings_in(history: History) -> list[Meeting]:
    """The meetings arranged in a file, by when they are; each held one with the act that held it."""
    found = [_meeting(name.removeprefix(MEETING), row) for name, row in _rows(history, MEETING)]
    found.sort(key=lambda one: (one.starts.start, one.id))
    held = [event for event in history.events if event.kind is Kind.DONE]
    return [_with_event(one, held, found) for one in found]


def minutes_in(history: History) -> dict[str, Minutes]:
    """What was said at each meeting that was held, by the id of its act."""
    return {name.removeprefix(RECORD): _minutes(name.removeprefix(RECORD), row) for name, row in _rows(history, RECORD)}


def _with_event(one: Meeting, held: Sequence[Event], all_of_them: Sequence[Meeting]) -> Meeting:
    """The first act of its step in its episode from the day of the meeting on, and before the next meeting of the same step."""
    if one.cancelled:
        return one
    later = [
        other.starts.day
        for other in all_of_them
        if (other.step, other.episode) == (one.step, one.episode)
        and other.starts.day > one.starts.day
        and not other.cancelled
    ]
    for event in held:
        if (event.name, event.episode) == (one.step, one.episode) and event.occurred.day >= one.starts.day:
            if later and event.occurred.day >= min(later):
                break
            return Meeting(**{name: getattr(one, name) for name in Meeting.__slots__} | {"event": event.id})
    return one


def _rows(history: History, prefix: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    for fact in history.given:
        if fact.name.startswith(prefix) and isinstance(fact.value, Mapping):
            yield fact.name, fact.value


def _meeting(number: str, row: Mapping[str, object]) -> Meeting:
    starts, called = row["starts"], row["called-at"]
    assert isinstance(starts, Moment)
    assert isinstance(called, Moment)
    return Meeting(
        id=number, episode=_text(row, "episode"), step=_text(row, "step"), starts=starts, called_at=called, place=_text(row, "place"),
        chair=_text(row, "chair"), note=_text(row, "note"), by=_text(row, "by"), revision=int(_text(row, "revision") or 0),
        cancelled=_text(row, "cancelled"),
        invited=tuple(Invited(member=_text(one, "member"), name=_text(one, "name"), agency=_text(one, "agency")) for one in _many(row, "invited")),
    )  # fmt: skip


def _minutes(event: str, row: Mapping[str, object]) -> Minutes:
    said = {
        key: tuple(Said(agency=_text(one, "agency"), text=_text(one, "text")) for one in _many(row, key))
        for key in ("shared", "dissent")
    }
    agreed = tuple(
        Agreed(
            what=_text(one, "what"),
            who=_text(one, "who"),
            by=day.day if isinstance(day := one.get("by"), Moment) else None,
        )
        for one in _many(row, "agreed")
    )
    return Minutes(
        event=event, shared=said["shared"], dissent=said["dissent"], agreed=agreed, child=_text(row, "child"),
        parents=_text(row, "parents"), by=_text(row, "by"),
    )  # fmt: skip


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key, "")
    return value if isinstance(value, str) else ""


def _many(row: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    value = row.get(key, ())
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, tuple | list) else []
