"""The directory as its pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from waymark.manual.directory.calling import only_999
from waymark.manual.directory.entries import Entry, Shelf, concerns_of, entries_of, entry_named, shelves_of
from waymark.manual.directory.said import said_in
from waymark.manual.directory.standing import Now, Standing, standing
from waymark.manual.speaking import speaks_for
from waymark.procedures.describe.reference import hours_words
from waymark.procedures.describe.words import upper_first
from waymark.procedures.language.entries import Option
from waymark.procedures.loading.catalogue import Requirement
from waymark.procedures.time import Moment
from waymark.web import clock
from waymark.web.directory import words
from waymark.web.directory.words import Channel
from waymark.web.guidance.places import Guidance
from waymark.web.manual.library import sources


@dataclass(frozen=True, slots=True)
class Printed:
    """A document that says something about a service, in which lines, under which requirements."""

    document: str
    places: str
    ids: str


def printed_in(cites: Sequence[str]) -> list[Printed]:
    """Where requirements are written, document by document."""
    known = sources()
    found: dict[str, list[str]] = {}
    for one in cites:
        found.setdefault(known[one].document if one in known else "", []).append(one)
    return [
        Printed(document, ", ".join(_places(known[one] for one in ids if one in known)), ", ".join(ids))
        for document, ids in found.items()
    ]


def _places(of: Iterable[Requirement]) -> dict[str, None]:
    """The lines, each once, in order."""
    return dict.fromkeys(place.strip() for one in of for place in one.place.split(",") if place)


@dataclass(frozen=True)
class Card:
    """One service, as a reader may see it at a moment."""

    entry: Entry
    standing: Standing
    moment: Moment
    hidden: bool
    """For professionals only, and nobody is signed in."""
    otherwise: Entry | None

    @property
    def name(self) -> str:
        """Its name in addresses."""
        return self.entry.name

    @property
    def title(self) -> str:
        """What people call it."""
        return self.entry.title

    @cached_property
    def channels(self) -> list[Channel]:
        """The ways to reach it; none where they are kept back."""
        found = [] if self.hidden else words.channels(self.entry.contact.channels)
        return sorted(found, key=lambda one: not one.number)

    @property
    def numbers(self) -> list[Channel]:
        """The numbers to ring."""
        return [one for one in self.channels if one.number]

    @property
    def readings(self) -> list[tuple[list[Channel], str, list[Printed]]]:
        """What different sources print: channels, which chapters print them, and where those stand."""
        return [(words.channels(one.channels), one.note, printed_in(one.cites)) for one in self.entry.contact.readings]

    @property
    def sources(self) -> list[Printed]:
        """Where all of it is printed, document by document."""
        return printed_in(self.entry.contact.cites)

    @property
    def state(self) -> str:
        """How it stands now."""
        return "" if self.entry.contact.urgency == "emergency" else words.state(self.standing, self.moment)

    @property
    def light(self) -> str:
        """The colour of its state: green, grey, or none."""
        if self.standing.now is Now.OPEN:
            return "green"
        return "grey" if self.standing.shut else ""

    @property
    def no_number(self) -> bool:
        """Whether this says that no number is known."""
        return only_999(self.entry.contact) and self.entry.contact.urgency != "emergency"

    @property
    def who(self) -> str:
        """Who may use it."""
        return words.who(self.entry.contact)

    @property
    def ages(self) -> str:
        """The ages of the children that it is for."""
        return words.ages(self.entry.contact)

    @property
    def hours(self) -> str:
        """When it is open."""
        found = self.entry.contact.hours
        return upper_first(hours_words(found)) if found is not None else ""

    @property
    def urgency(self) -> str:
        """How urgent a matter it is for."""
        return words.URGENCIES.get(self.entry.contact.urgency, "")


@dataclass(frozen=True, slots=True)
class Section:
    """What somebody may be worried about, and who helps with it."""

    concern: Option
    cards: tuple[Card, ...]
    shelves: tuple[Shelf, ...]


class Desk:
    """An area's directory for one request: the entries read once, the moment fixed."""

    def __init__(self, request: HttpRequest, guidance: Guidance) -> None:
        self.guidance, self.pack = guidance, guidance.pack
        self.reader = request.reader  # type: ignore[attr-defined]
        self.now = clock.now()
        self.moment = Moment.at(self.now)
        self._said = said_in(guidance.area, self.pack.contacts)
        self.entries = entries_of(self.pack, self._said, self.now)
        self._by_name = {one.name: one for one in self.entries}

    @property
    def signed_in(self) -> bool:
        """Whether lines for professionals are shown."""
        return self.reader is not None

    @property
    def may_confirm(self) -> bool:
        """Whether the reader speaks for this area."""
        return speaks_for(self.reader, self.guidance.area)

    def entry(self, name: str) -> Entry | None:
        """One of the entries, or one for people of a neighbouring area."""
        return self._by_name.get(name) or entry_named(self.pack, name, self._said, self.now)

    def card(self, entry: Entry, moment: Moment | None = None) -> Card:
        """An entry as the reader may see it."""
        at = moment or self.moment
        hidden = entry.contact.restricted and not self.signed_in
        otherwise = self._by_name.get(entry.contact.otherwise or "")
        if otherwise is not None and otherwise.contact.restricted and not self.signed_in:
            otherwise = None
        return Card(entry, standing(self.pack, entry.contact, at), at, hidden, otherwise)

    def in_public_place(self, entry: Entry) -> list[Card]:
        """What stands in the place of a line that is kept back: services for the same concern that anybody may ring, or the front door."""
        wanted = set(entry.contact.concerns)
        open_ = [
            one for one in self.entries if not one.contact.restricted and "".join(one.contact.who) != "professional"
        ]
        same = [one for one in open_ if wanted & set(one.contact.concerns) and self.card(one).numbers]
        front = [one for one in open_ if "child-at-risk" in one.contact.concerns and one.contact.otherwise]
        return [self.card(one) for one in (same or front)[:2]]

    def due(self) -> list[Entry]:
        """What somebody must look at: what nobody has ever confirmed, then the longest unseen; where sources disagree, before the rest."""
        late = [one for one in self.entries if one.overdue]
        return sorted(
            late, key=lambda one: (one.said.at.isoformat() if one.said else "", not one.open_readings, one.distance)
        )

    def sections(self, asked: Filter) -> list[Section]:
        """Who helps with what, concern by concern, as far as it was asked for."""
        shown = [card for one in self.entries if asked.lets(card := self.card(one))]
        shelves = list(shelves_of(self.pack))
        found = []
        for concern in concerns_of(self.pack):
            if asked.concern in ("", concern.id):
                cards = tuple(one for one in shown if concern.id in one.entry.contact.concerns)
                rows = tuple(one for one in shelves if concern.id in one.concerns) if asked.shelves else ()
                if cards or rows:
                    found.append(Section(concern, cards, rows))
        return found

    def others(self, asked: Filter) -> list[Card]:
        """Services that are for no concern of their own: who answers at night, and the like."""
        if asked.concern:
            return []
        rest = [one for one in self.entries if not one.contact.concerns and one.contact.urgency != "emergency"]
        return [card for one in rest if asked.lets(card := self.card(one))]


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody wants to see of the directory; an empty word asks for everything."""

    concern: str = ""
    who: str = ""
    urgency: str = ""
    age: int | None = None
    open_now: bool = False

    @classmethod
    def of(cls, request: HttpRequest, concerns: Sequence[Option]) -> Filter:
        """What the address asks for; what it cannot mean is not asked."""
        get = request.GET.get
        concern, who, urgency = get("concern", ""), get("who", ""), get("urgency", "")
        return cls(
            concern=concern if any(one.id == concern for one in concerns) else "",
            who=who if who in words.WHO else "",
            urgency=urgency if urgency in words.URGENCIES else "",
            age=whole_age(get("age", "")),
            open_now=get("open", "") == "yes",
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything was asked for."""
        return self != Filter()

    @property
    def shelves(self) -> bool:
        """Leaflets are for nobody in particular and never open."""
        return not (self.who or self.urgency or self.open_now or self.age is not None)

    def lets(self, card: Card) -> bool:
        """Whether a service is among what was asked for. What the sources do not say shuts nothing out."""
        contact = card.entry.contact
        return (
            (not self.who or not contact.who or self.who in contact.who)
            and (not self.urgency or not contact.urgency or self.urgency == contact.urgency)
            and (self.age is None or contact.ages is None or contact.ages[0] <= self.age <= contact.ages[1])
            and (not self.open_now or not card.standing.shut)
        )


def whole_age(text: str) -> int | None:
    """An age in whole years up to 25; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 and int(text) <= 25 else None
