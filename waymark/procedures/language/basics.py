"""What every kind of entry is made of: strengths, kinds of act and answer, places, waives, options, reaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from waymark.procedures.language.conditions import Condition
from waymark.procedures.language.people import People


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
    cites: tuple[str, ...] = ()
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
class Reach:
    """What a gate or caution concerns: a step, a form, every step of a kind of act, or closing."""

    steps: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    close: bool = False

    def __bool__(self) -> bool:
        return bool(self.steps or self.forms or self.acts or self.close)
