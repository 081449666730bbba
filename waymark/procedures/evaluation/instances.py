"""What is owed: one instance of a duty, with its life from the trigger to its end (pack-language.md, 2.4 to 2.6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.language.conditions import PathwayOpen, walk
from waymark.procedures.language.entries import Duty, Strength
from waymark.procedures.language.people import People, people_word
from waymark.procedures.time import Duration, Moment, first_instant_after


class State(StrEnum):
    """Where an instance stands."""

    MAY_ARISE = "may arise"
    OPEN = "open"
    LATE = "late"
    HELD = "held"
    MET = "met"
    MET_LATE = "met late"
    WAIVED = "waived"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"


#: States in which something is still to be done.
OUTSTANDING = frozenset({State.OPEN, State.LATE, State.HELD})
_OPEN: Final = State.OPEN
NEVER: Final = datetime.max.replace(tzinfo=UTC)


class DutyInstance(NamedTuple):
    """One thing owed, identified by (episode, duty, trigger, member, audience). Build it with names, not by place.

    A named tuple, not a frozen dataclass, because an evaluation makes many and making one is five times as fast.

    `arose` is the trigger's time, from which the clock runs; `known_since` when it was first recorded. `due` is the limit (or the aim, if
    there is no limit) and None where only urgency is given. `ended` is when it was met, waived, lapsed or superseded.
    """

    duty: Duty
    episode: str
    trigger: str
    member: str
    state: State
    arose: Moment
    known_since: datetime
    arose_point: Point
    due: Moment | None = None
    aim: Moment | None = None
    length: Duration | None = None
    readings: tuple[Moment, ...] = ()
    ended: Moment | None = None
    ended_point: Point | None = None
    ended_by: str = ""
    overran: bool = False
    """Its due time passed before it ended (or has passed by now)."""
    held_by: str = ""
    holder: tuple[People, ...] = ()
    unknown: tuple[str, ...] = ()
    """What must be answered before it can be told whether it arises."""

    @property
    def arose_position(self) -> int:
        """How many events had happened when it arose."""
        return self.arose_point.position

    @property
    def ended_position(self) -> int | None:
        """How many events had happened when it ended."""
        return self.ended_point.position if self.ended_point is not None else None

    @property
    def id(self) -> str:
        """A stable identity: episode, duty, trigger, member and audience."""
        return "|".join((self.episode, self.duty.name, self.trigger, self.member, self.audience))

    @property
    def audience(self) -> str:
        """Whom it says to tell; empty for other duties."""
        return people_word(self.duty.tell[0]) if self.duty.tell else ""

    @property
    def outstanding(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OUTSTANDING

    @property
    def binding(self) -> bool:
        """Whether it holds up closing: an outstanding `must`.

        Not one that the closing itself ends (`while` its own pathway is open), nor the next turn of a rhythm before it is late: a rhythm
        always has an open turn, and would hold the episode open for ever.
        """
        if not self.outstanding or self.duty.strength is not Strength.MUST:
            return False
        ends_with_it = any(
            isinstance(part, PathwayOpen) and part.pathway == self.duty.pathway for part in walk(self.duty.while_)
        )
        return not ends_with_it and (self.duty.every is None or self.overran)


def turns_late(instances: Iterable[DutyInstance]) -> datetime:
    """The first instant at which time alone makes one of these late; the end of time if none can turn."""
    limits = [
        first_instant_after(one.due)
        for one in instances
        if one.state is _OPEN and one.due is not None and one.duty.strength is not Strength.MAY
    ]
    return min(limits, default=NEVER)
