"""Kinds of entry about what is asked and known: forms with their questions, lists, facts, contacts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from waymark.procedures.language.basics import AnswerType, Entry, Option, Options, Strength
from waymark.procedures.language.conditions import Across, Condition
from waymark.procedures.language.dates import DateExpression


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


#: From which minute after midnight until which, closing exclusive. One that ends after midnight belongs to the day on which it begins.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Opening times by weekday (Monday 0), several a day if need be. Closed on bank holidays unless `holidays`."""

    opening: Mapping[int, tuple[Span, ...]]
    holidays: bool = False
    """Open on bank holidays: at `on_holidays`, or else as on that weekday."""
    on_holidays: tuple[Span, ...] = ()

    def spans(self, weekday: int, *, holiday: bool) -> tuple[Span, ...]:
        """When it opens and closes on a day, in order."""
        if holiday and (self.on_holidays or not self.holidays):
            return self.on_holidays
        return self.opening.get(weekday, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelReading:
    """What one source prints for a contact where another prints something else."""

    channels: Mapping[str, str]
    cites: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Entry):
    """A service and how to reach it."""

    for_area: str | None = None
    council: str = ""
    """Where councils share an area: whose people it is for, as in the list `front-door`."""
    channels: Mapping[str, str] = field(default_factory=dict)
    hours: Hours | None = None
    otherwise: str | None = None
    restricted: bool = False
    checked: str = ""
    concerns: tuple[str, ...] = ()
    """Rows of the shared list `concerns` (the word `for`): what somebody would turn to it about."""
    who: tuple[str, ...] = ()
    """Who may use it: `public`, `child`, `family`, `professional`; nothing means that the sources do not say."""
    ages: tuple[int, int] | None = None
    """The ages in whole years, both included, of the children that it is for."""
    route: str = ""
    """The way in, in words: by referral, by telephone, by self-referral."""
    urgency: str = ""
    """`emergency` (life or limb, now), `urgent` (today) or `routine`; nothing means that the sources do not say."""
    owner: str = ""
    """The agency that keeps the entry right."""
    readings: tuple[ChannelReading, ...] = ()
    """Channels on which the sources contradict each other; all are shown until the owner confirms one."""
