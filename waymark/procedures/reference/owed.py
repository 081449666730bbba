"""One instance of a duty, in a form that can be compared with the fast evaluator's."""

from __future__ import annotations

from dataclasses import dataclass

from waymark.procedures.language.conditions import PathwayOpen, walk
from waymark.procedures.language.entries import Duty, Strength
from waymark.procedures.reference.moments import Then
from waymark.procedures.time import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One thing that is or was owed."""

    duty: str
    episode: str
    trigger: str
    member: str
    audience: str
    state: str
    due: Moment | None
    aim: Moment | None
    readings: tuple[Moment, ...]
    arose: Moment
    ended: Moment | None
    ended_by: str
    overran: bool
    held_by: str = ""

    @property
    def identity(self) -> str:
        """Episode, duty, trigger, member and audience."""
        return "|".join((self.episode, self.duty, self.trigger, self.member, self.audience))

    @property
    def outstanding(self) -> bool:
        """Whether something is still to be done."""
        return self.state in ("open", "late", "held")


@dataclass(frozen=True, slots=True)
class Life:
    """An instance and the moment at which it arose."""

    arose: Then
    owed: Owed


def holds_up_closing(duty: Duty, owed: Owed) -> bool:
    """Whether an outstanding `must` stands before closing: not what ends with the episode, nor a rhythm not yet late."""
    ends_with_it = any(isinstance(part, PathwayOpen) and part.pathway == duty.pathway for part in walk(duty.while_))
    rhythm = duty.every is not None and not owed.overran
    return duty.strength is Strength.MUST and owed.outstanding and not ends_with_it and not rhythm
