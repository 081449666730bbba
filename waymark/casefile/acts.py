"""What a person reports to have done, before it is an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from waymark.procedures.history import Kind
from waymark.procedures.time import Moment


class Scope(Protocol):
    """What somebody may write about. Every action of the case file asks it, so that no caller can forget to."""

    def may_work_on(self, stream: str) -> bool:
        """Whether they may write in the file of this subject. `stream` is the one under which the file stands, not an alias."""

    def may_open_in(self, area: str) -> bool:
        """Whether they may begin a file about somebody new in this area; "" where no area is named."""


@dataclass(frozen=True, slots=True)
class _All:
    """The same answer to everything."""

    answer: bool

    def may_work_on(self, stream: str) -> bool:
        return self.answer

    def may_open_in(self, area: str) -> bool:
        return self.answer


#: For commands and imports, which whoever runs the machine may run.
EVERYTHING: Scope = _All(True)
#: Whoever has not been given anything.
NOTHING: Scope = _All(False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: a person's id, the role in which they act, the agency for which, and what they may write about (nothing, unless given)."""

    person: str
    role: str = ""
    agency: str = ""
    scope: Scope = field(default=NOTHING, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing done, planned, proposed, told, considered or waived. `name` is full: `referral/next-step`.

    `episode` may be left out: the newest open episode of the pathway is meant, or a new one where the step may open it.
    `happened_anyway` records what a rule forbade, with the reason; `grounds` names the ground of a waive.
    """

    name: str
    occurred: Moment
    kind: Kind = Kind.DONE
    episode: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    option: str = ""
    planned_for: Moment | None = None
    told: str = ""
    about: str = ""
    duty: str = ""
    member: str = ""
    present: tuple[str, ...] = ()
    reason: str = ""
    grounds: str = ""
    happened_anyway: str = ""
