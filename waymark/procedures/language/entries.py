"""The fourteen kinds of entry, as frozen values that refuse to be built wrong (docs/pack-language.md, sections 1 and 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from waymark.procedures.language.conditions import Across, Condition
from waymark.procedures.language.dates import DateExpression, Length
from waymark.procedures.language.people import People
from waymark.procedures.time import Duration


class Strength(StrEnum):
    """How binding the source is: law or required, guidance, or an offer."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class About(StrEnum):
    """What sort of subject a pathway follows."""

    CHILD = "child"
    UNBORN = "unborn"
    ADULT_IN_TRUST = "adult-in-trust"
    PERSON_WHO_POSES_RISK = "person-who-poses-risk"
    DEATH = "death"
    PLACE_OR_GROUP = "place-or-group"
    WORKER = "worker"
    ORGANISATION = "organisation"


#: What sort of act a step may be (closed).
ACTS = frozenset(
    {
        "contact-child", "contact-family", "contact-alleged", "contact-community", "share-outside", "disclose-location",
        "interview", "examine", "sample", "visit", "mediate", "discharge", "release-child", "move-body", "appoint",
        "start-work", "book", "change-plan", "view-image", "dispose", "close",
    }
)  # fmt: skip


class AnswerType(StrEnum):
    """What an answer or a fact may be."""

    YES_NO = "yes-no"
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"
    PEOPLE = "people"
    PLACE = "place"
    AREA = "area"
    ROLE = "role"
    CONTACT = "contact"
    BODY_MAP = "body-map"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the packs something is written."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Overlaid:
    """One change that an area made to an entry of its parents."""

    area: str
    over: str
    why: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has. `name` is full: `pathway/name`, or the bare name of a shared entry."""

    name: str
    pathway: str | None
    area: str
    title: str
    cites: tuple[str, ...]
    place: Place
    say: str = ""
    help: str = ""
    note: str = ""
    strength: Strength | None = None
    overlaid: tuple[Overlaid, ...] = ()

    @property
    def short_name(self) -> str:
        """The name without its pathway."""
        return self.name.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waive:
    """Who may waive a rule, on which grounds; a reason is always asked."""

    by: tuple[People, ...] = ()
    grounds: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """A pathway that a step or an option opens."""

    pathway: str
    as_: str
    for_each: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A row of a list: a choice, an indicator, a price, a leaflet."""

    id: str
    title: str
    say: str = ""
    strength: Strength | None = None
    when: Condition | None = None
    opens: Opens | None = None
    closes: bool = False
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The choices of a question or decision: those of a named list, or written in place (`list` is None)."""

    list: str | None
    rows: tuple[Option, ...]

    def get(self, option_id: str) -> Option | None:
        """The row of that id, if there is one."""
        return next((row for row in self.rows if row.id == option_id), None)


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
class Reach:
    """What a gate or caution concerns: a step, a form, every step of a kind of act, or closing."""

    steps: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    close: bool = False

    def __bool__(self) -> bool:
        return bool(self.steps or self.forms or self.acts or self.close)


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
class Question:
    """One thing asked. `name` is full; a question is a fact."""

    name: str
    ask: str
    type: AnswerType
    options: Options | None = None
    strength: Strength | None = None
    when: Condition | None = None
    each: str | None = None
    prefill: str | None = None
    reason: str = "never"
    verbatim: bool = False
    across: Across = Across.EPISODE
    help: str = ""
    say: str = ""
    cites: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    """The questions of one row, where `each: rows` repeats them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Entry):
    """What is asked: its own questions and those of the forms that it uses."""

    own_questions: tuple[Question, ...]
    use: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedList(Entry):
    """Named rows."""

    columns: tuple[str, ...]
    rows: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One row of a decision table: a literal, a date or another fact's value, if `when` is yes."""

    value: object
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactValue:
    """A row's value that is another fact's."""

    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """The cells of one column in the rows that an answer ticked."""

    list: str
    rows: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One of the values that the sources leave open."""

    value: object
    cites: tuple[str, ...]


#: The area has not decided.
ASK_THE_AREA = "ask-the-area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Entry):
    """An answer that is worked out from exactly one source."""

    type: AnswerType
    rows: tuple[FactRow, ...] = ()
    date: DateExpression | None = None
    count: str | None = None
    look_up: LookUp | None = None
    given: str | None = None
    set: object | None = None
    readings: tuple[Reading, ...] = ()
    options: Options | None = None

    @property
    def undecided(self) -> bool:
        """The area has been asked to set a value and has not."""
        return self.set == ASK_THE_AREA


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
class Hours:
    """Opening times by weekday (Monday 0): minutes after midnight, closing exclusive. Closed on bank holidays unless `holidays`."""

    opening: Mapping[int, tuple[int, int]]
    holidays: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Entry):
    """A service and how to reach it."""

    for_area: str | None = None
    channels: Mapping[str, str] = field(default_factory=dict)
    hours: Hours | None = None
    otherwise: str | None = None
    restricted: bool = False
    checked: str = ""


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


__all__ = [name for name, value in list(globals().items()) if isinstance(value, type) and value.__module__ == __name__] + [
    "ACTS", "ASK_THE_AREA", "Duration", "Trigger",
]  # fmt: skip
