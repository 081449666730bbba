"""What a person reports to have done, before it is an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from waymark.procedures.history import Kind
from waymark.procedures.time import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: a person's id, the role in which they act and the agency for which."""

    person: str
    role: str = ""
    agency: str = ""


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
