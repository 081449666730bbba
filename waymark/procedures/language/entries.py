"""The fourteen kinds of entry, as frozen values that refuse to be built wrong (docs/pack-language.md, sections 1 and 2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from waymark.procedures.language.asking import (
    ASK_THE_AREA,
    ChannelReading,
    Contact,
    Fact,
    FactRow,
    FactValue,
    Form,
    Hours,
    LookUp,
    NamedList,
    Question,
    Reading,
    Span,
)
from waymark.procedures.language.basics import (
    ACTS,
    About,
    AnswerType,
    Entry,
    Opens,
    Option,
    Options,
    Overlaid,
    Place,
    Reach,
    Strength,
    Waive,
)
from waymark.procedures.language.conditions import Across, Condition
from waymark.procedures.language.dates import DateExpression, Length
from waymark.procedures.language.people import People


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Someone who is invited to a meeting."""

    who: People
    must: bool = False
    when: Condition | None = None
    instead: tuple[str, ...] = ()
    not_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The meeting that a step is: `quorum` None means every `must` member."""

    chair: People | None = None
    members: tuple[Member, ...] = ()
    agenda: str | None = None
    quorum: int | None = None
    waive: Waive | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathway(Entry):
    """One procedure."""

    about: About
    starts: tuple[str, ...]
    governed_by: str | None = None
    part: str | None = None
    """The row of the shared list `manual-parts` under which the manual prints it."""
    review: date | None = None
    """The day on which its text is next looked at."""
    chapters: tuple[str, ...] = ()
    """The chapters of printed manuals that it covers: "HIPS 3.1"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Entry):
    """Something that a person may do, or that happened."""

    by: tuple[People, ...]
    when: Condition | None = None
    form: str | None = None
    acts: tuple[str, ...] = ()
    decides: Options | None = None
    suggest: str | None = None
    reason: str = "never"
    signs: tuple[People, ...] = ()
    meeting: Meeting | None = None
    opens: tuple[Opens, ...] = ()
    closes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UponDate:
    """A duty that arises when a date arrives."""

    date: DateExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class UponLate:
    """A duty that arises when another becomes late."""

    duty: str


#: A trigger: an event's key, the arrival of a date, or another duty's lateness.
Trigger = str | UponDate | UponLate


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Entry):
    """Something owed: exactly one of `do`, `tell`, `consider`; arises `upon` an event or `when` something turns true."""

    strength: Strength
    upon: tuple[Trigger, ...] = ()
    when: Condition | None = None
    while_: Condition | None = None
    each: str | None = None
    by: tuple[People, ...] = ()
    do: tuple[str, ...] = ()
    tell: tuple[People, ...] = ()
    consider: str = ""
    about: str = ""
    how: str = ""
    within: Length | None = None
    due: DateExpression | None = None
    aim: Length | None = None
    urgent: str = ""
    every: Length | None = None
    again: str = "each"
    waive: Waive | None = None

    def __post_init__(self) -> None:
        if sum((bool(self.do), bool(self.tell), bool(self.consider))) != 1:
            raise ValueError(f"{self.name}: a duty says exactly one of do, tell, consider")
        if not self.upon and self.when is None:
            raise ValueError(f"{self.name}: a duty needs upon or when")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(Entry):
    """What must be true before a step. Its verdict is: not `when`, or `needs`."""

    before: Reach
    needs: Condition
    when: Condition | None = None
    waive: Waive | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution(Entry):
    """What must not be done, or only with care."""

    while_: Condition | None = None
    at: Reach = field(default_factory=Reach)
    blocks: Reach = field(default_factory=Reach)
    across: Across = Across.EPISODE
    waive: Waive | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide(Entry):
    """A definition or advice."""

    text: str
    parts: tuple[str, ...] = ()
    at: Reach = field(default_factory=Reach)
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Entry):
    """A post or capacity."""

    held_by: tuple[str, ...] = ()
    needs: Condition | None = None
    not_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Access(Entry):
    """Who may see something."""

    what: tuple[str, ...]
    only: tuple[People, ...] = ()
    hide: tuple[People, ...] = ()
    while_: Condition | None = None
    until: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep(Entry):
    """How long something is kept."""

    what: tuple[str, ...]
    least: DateExpression | None = None
    most: DateExpression | None = None
    hold: Condition | None = None
    then: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Entry):
    """What the partnership counts."""

    count: str
    when: Condition | None = None
    split: tuple[str, ...] = ()
    target: str = ""
    period: str = ""


__all__ = [
    "ACTS",
    "ASK_THE_AREA",
    "About",
    "Access",
    "AnswerType",
    "Caution",
    "ChannelReading",
    "Contact",
    "Duty",
    "Entry",
    "Fact",
    "FactRow",
    "FactValue",
    "Form",
    "Gate",
    "Guide",
    "Hours",
    "Keep",
    "LookUp",
    "Measure",
    "Meeting",
    "Member",
    "NamedList",
    "Opens",
    "Option",
    "Options",
    "Overlaid",
    "Pathway",
    "Place",
    "Question",
    "Reach",
    "Reading",
    "Role",
    "Span",
    "Step",
    "Strength",
    "Trigger",
    "UponDate",
    "UponLate",
    "Waive",
]
