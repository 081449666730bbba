"""Why an act was not recorded. Each error keeps what the person wrote with the caller: nothing is lost here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from waymark.procedures.evaluation.barriers import Barrier
from waymark.procedures.evaluation.instances import DutyInstance


class NotRecorded(Exception):
    """Something stands against recording an act as it was given."""


class PackNotKept(LookupError):
    """The pack that an episode is pinned to is neither on disk nor kept in the database."""


@dataclass
class Refused(NotRecorded):
    """Gates or cautions stand before the act. Each can be explained (`waymark.procedures.explain.explain_barrier`).

    What has already happened in the world can be recorded all the same: give `happened_anyway` with the reason (2.8).
    """

    step: str
    barriers: Sequence[Barrier]

    def __str__(self) -> str:
        return f"{self.step} is refused by {', '.join(barrier.rule.title for barrier in self.barriers)}."


@dataclass
class StillOwed(NotRecorded):
    """The episode cannot be closed while something that must be done is open; a manager may waive this with a reason."""

    step: str
    owed: Sequence[DutyInstance]

    def __str__(self) -> str:
        return f"{self.step} would close the episode, but still owed: {', '.join(one.duty.title for one in self.owed)}."


@dataclass
class NotYours(NotRecorded):
    """This person may not write in this file, or may not begin one here."""

    person: str
    what: str

    def __str__(self) -> str:
        return f"{self.person} may not write in {self.what}."


@dataclass
class WrongRole(NotRecorded):
    """The pack does not let this role do the step."""

    step: str
    role: str
    allowed: Sequence[str]

    def __str__(self) -> str:
        return f"{self.step} is for {' or '.join(self.allowed)}, not for {self.role or 'somebody without a role'}."


@dataclass
class BadAct(NotRecorded):
    """The act itself cannot be used: what is wrong, by field, with how to mend it."""

    faults: dict[str, str]

    def __str__(self) -> str:
        return " ".join(f"{field}: {fault}" for field, fault in self.faults.items())
