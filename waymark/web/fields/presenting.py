"""Questions as fields: plain data for the template, no HTML. What was typed is shown as it was typed, right or wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from waymark.procedures.describe import describe_question
from waymark.procedures.history import NOT_KNOWN, REFUSED
from waymark.procedures.language.entries import AnswerType, Question
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Unit
from waymark.web.beside.links import Beside, beside
from waymark.web.fields.around import BODY_REGIONS, NOBODY, Around, Choice, contact_choices, role_choices
from waymark.web.fields.faults import Fault
from waymark.web.fields.moments import WHICH
from waymark.web.fields.parsing import NONE_OF_THESE
from waymark.web.fields.raw import Posted, Raw, as_raw, count, id_of, one
from waymark.web.fields.reading import MOST_ROWS, STATES, Known, short_of

#: More options than this are a list with a filter rather than radios.
MOST_RADIOS = 8
STATE_CHOICES = (Choice(NOT_KNOWN, "Not known"), Choice(REFUSED, "Would not say"))


@dataclass(frozen=True, slots=True)
class Item:
    """One radio, box or option."""

    value: str
    label: str
    hint: str = ""
    checked: bool = False
    alone: bool = False
    """Excludes all others."""
    apart: bool = False
    """Stands below a line with "or"."""


@dataclass(frozen=True, slots=True)
class Part:
    """One input of a field that has several."""

    name: str
    id: str
    label: str
    value: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """Why a question is asked: the rule in words, and the ids of its requirements with their words where known."""

    sentences: tuple[str, ...]
    cites: tuple[tuple[str, str], ...]
    section: Beside | None = None
    """Where the area's manual explains it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question on a page. `kind` says which macro draws it; `hidden`: not asked as things stand, and shown once it is."""

    name: str
    id: str
    short: str
    kind: str
    label: str
    say: str = ""
    help: str = ""
    strength: str = ""
    verbatim: bool = False
    value: str = ""
    items: tuple[Item, ...] = ()
    parts: tuple[Part, ...] = ()
    states: tuple[Item, ...] = ()
    which: tuple[Item, ...] = ()
    other: Part | None = None
    fault: str = ""
    hidden: bool = False
    reason: Part | None = None
    reason_label: str = ""
    use: Part | None = None
    known: Known | None = None
    last: Known | None = None
    member: str = ""
    member_name: str = ""
    inner: tuple[tuple[Field, ...], ...] = ()
    why: Why | None = None

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        wrong = next((part.id for part in self.parts if part.wrong), None)
        if self.kind == "each":
            return self.inner[0][0].first_id
        return wrong or (self.parts[0].id if self.parts else self.id)


def present(
    questions: Iterable[Question],
    raw: Posted,
    faults: Mapping[str, str] | None = None,
    *,
    pack: Pack,
    around: Around = NOBODY,
    known: Mapping[str, Known] | None = None,
    last: Mapping[str, Known] | None = None,
    asked: Callable[[Question], bool] = lambda question: True,
    sources: Mapping[str, str] | None = None,
    prefix: str = "",
) -> list[Field]:
    """The fields of questions.

    In: what was typed; the faults that `read` found; answers already `known` (prefill) and `last` time's, by short name; which questions are `asked`
    as things stand (others are there, hidden); words for requirement ids.
    """
    drawer = _Drawer(as_raw(raw), faults or {}, pack, around, sources or {})
    fields = []
    for question in questions:
        short = short_of(question)
        name = prefix + short
        drawn = drawer.question(question, name)
        before = (known or {}).get(short)
        use = (
            Part(f"{name}.use", id_of(f"{name}.use"), "Use this", drawer.text(f"{name}.use"))
            if before is not None
            else None
        )
        fields.append(replace(drawn, hidden=not asked(question), known=before, use=use, last=(last or {}).get(short)))
    return fields


@dataclass(frozen=True, slots=True)
class _Drawer:
    raw: Raw
    faults: Mapping[str, str]
    pack: Pack
    around: Around
    sources: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return one(self.raw, name)

    def question(self, question: Question, name: str) -> Field:
        members = self._members(question, name)
        if members:
            groups = tuple((self._of_member(question, name, at, member),) for at, member in enumerate(members))
            drawn = Field(name, id_of(name), short_of(question), "each", question.ask, inner=groups)
        elif question.type is AnswerType.ROWS:
            drawn = self._rows(question, name)
        else:
            drawn = self.single(question, name)
        return replace(
            drawn, say=question.say, help=question.help, strength=question.strength.value if question.strength else "",
            verbatim=question.verbatim, fault=str(self.faults.get(name, "")), why=self._why(question), **self._reason(question, name),
        )  # fmt: skip

    def _members(self, question: Question, name: str) -> tuple[str, ...]:
        if question.each is None or question.each == "rows":
            return ()
        posted = [self.text(f"{name}.member.{at}") for at in range(MOST_ROWS) if f"{name}.member.{at}" in self.raw]
        return tuple(dict.fromkeys([*posted, *self.around.members(question.each)]))[:MOST_ROWS]

    def _of_member(self, question: Question, name: str, at: int, member: str) -> Field:
        own = f"{name}.{at}"
        drawn = self.single(replace(question, each=None), own)
        fault = str(self.faults.get(own, ""))
        return replace(
            drawn, label=self.around.label(member), member=member, member_name=f"{name}.member.{at}", fault=fault
        )

    def _rows(self, question: Question, name: str) -> Field:
        rows = []
        for at in range(count(self.raw, f"{name}.rows", MOST_ROWS) or 1):
            rows.append(tuple(self._in_row(part, f"{name}.{at}.{part.name}") for part in question.questions))
        return Field(
            name,
            id_of(name),
            short_of(question),
            "rows",
            question.ask,
            inner=tuple(rows),
            states=self._states(question, name),
        )

    def _in_row(self, part: Question, name: str) -> Field:
        strength = part.strength.value if part.strength else ""
        return replace(
            self.single(part, name),
            help=part.help,
            say=part.say,
            strength=strength,
            verbatim=part.verbatim,
            fault=str(self.faults.get(name, "")),
        )

    def single(self, question: Question, name: str) -> Field:
        """A field for one answer."""
        kind, items = self._kind(question, name)
        return Field(
            name, id_of(name), short_of(question), kind, question.ask, value=self.text(name), items=items, parts=self._parts(kind, name),
            states=self._states(question, name), which=self._which(kind, name), other=self._other(kind, name),
        )  # fmt: skip

    def _kind(self, question: Question, name: str) -> tuple[str, tuple[Item, ...]]:
        """The sort of field, and what there is to choose."""
        kind = question.type
        if kind is AnswerType.YES_NO:
            return "radios", self._items(
                name, (Choice("yes", "Yes"), Choice("no", "No"), *STATE_CHOICES, *_not_asked(question))
            )
        if kind is AnswerType.CHOICE:
            own = _options(question)
            states = tuple(one for one in STATE_CHOICES[:1] if one.value not in {option.value for option in own})
            shown = (*own, *states, *_not_asked(question))
            return ("radios" if len(own) <= MOST_RADIOS else "select"), self._items(
                name, shown, apart=states[0].value if states else ""
            )
        if kind is AnswerType.CHOICES:
            return "checkboxes", self._boxes(name, _options(question))
        if kind is AnswerType.BODY_MAP:
            return "checkboxes", self._items(name, BODY_REGIONS)
        if kind in (AnswerType.PERSON, AnswerType.PEOPLE):
            return kind.value, self._items(name, self.around.people)
        chosen = {
            AnswerType.AREA: self.around.areas,
            AnswerType.ROLE: role_choices(self.pack),
            AnswerType.CONTACT: contact_choices(self.pack),
        }
        if chosen.get(kind):
            return "select", self._items(name, chosen[kind])
        return _KINDS.get(kind, "line"), ()

    def _items(self, name: str, choices: Iterable[Choice], apart: str = "") -> tuple[Item, ...]:
        said = self.raw.get(name)
        return tuple(
            Item(
                one.value,
                one.label,
                one.hint,
                said is not None and one.value in said,
                apart=bool(apart) and one.value == apart,
            )
            for one in choices
        )

    def _boxes(self, name: str, choices: tuple[Choice, ...]) -> tuple[Item, ...]:
        own = self._items(name, choices)
        if {"none", "none-of-these"} & {one.value for one in choices}:
            return tuple(replace(item, alone=item.value in ("none", "none-of-these")) for item in own)
        none = Item(
            NONE_OF_THESE, "None of these", checked=NONE_OF_THESE in self.raw.get(name, ()), alone=True, apart=True
        )
        return (*own, none)

    def _states(self, question: Question, name: str) -> tuple[Item, ...]:
        """Boxes that say that there is no answer, where the choices themselves do not."""
        if question.type in (AnswerType.YES_NO, AnswerType.CHOICE):
            return ()
        said = self.raw.get(f"{name}.state", [])
        binding = question.strength is not None and question.strength.value == "must"
        shown = STATE_CHOICES if binding else tuple(one for one in STATE_CHOICES if one.value in said)
        return tuple(Item(one.value, one.label, checked=one.value in said) for one in shown)

    def _parts(self, kind: str, name: str) -> tuple[Part, ...]:
        wrong = getattr(self.faults.get(name), "parts", ()) if isinstance(self.faults.get(name), Fault) else ()
        everything = bool(self.faults.get(name)) and not wrong
        return tuple(
            Part(
                f"{name}.{part}",
                id_of(f"{name}.{part}"),
                label,
                self.text(f"{name}.{part}"),
                everything or part in wrong,
            )
            for part, label in _PARTS.get(kind, ())
        )

    def _which(self, kind: str, name: str) -> tuple[Item, ...]:
        """Which of two equal times is meant; asked only where there are two."""
        fault = self.faults.get(name)
        if kind != "time" or not isinstance(fault, Fault) or "which" not in fault.parts:
            return ()
        return self._items(f"{name}.which", (Choice(offset, label) for offset, label in WHICH.items()))

    def _other(self, kind: str, name: str) -> Part | None:
        label = {"person": "Somebody else", "people": "Others, one on each line"}.get(kind)
        return Part(f"{name}.other", id_of(f"{name}.other"), label, self.text(f"{name}.other")) if label else None

    def _reason(self, question: Question, name: str) -> dict[str, object]:
        label = {"if-blank": "If you leave this blank, say why", "always": "Why?", "yes": "Why?"}.get(
            question.reason, ""
        )
        part = Part(f"{name}.reason", id_of(f"{name}.reason"), label, self.text(f"{name}.reason")) if label else None
        return {"reason": part, "reason_label": label}

    def _why(self, question: Question) -> Why:
        described = describe_question(question, self.pack)
        lines = (*described.sentences, *(line for detail in described.details for line in detail.lines))
        cites = tuple((cite, self.sources.get(cite, "")) for cite in described.cites)
        return Why(lines, cites, beside(self.pack, question))


def _options(question: Question) -> tuple[Choice, ...]:
    rows = question.options.rows if question.options is not None else ()
    return tuple(Choice(row.id, row.title, row.say) for row in rows)


def _not_asked(question: Question) -> tuple[Choice, ...]:
    """A way back to leaving a question unanswered, where that is allowed."""
    return () if question.strength is not None and question.strength.value == "must" else (Choice("", "Not asked"),)


_KINDS = {
    AnswerType.TEXT: "text", AnswerType.NUMBER: "number", AnswerType.MONEY: "money", AnswerType.DATE: "date", AnswerType.TIME: "time",
    AnswerType.DURATION: "duration",
}  # fmt: skip
_DAY = (("day", "Day"), ("month", "Month"), ("year", "Year"))
_PARTS = {"date": _DAY, "time": (*_DAY, ("time", "Time")), "duration": (("count", "Number"), ("unit", "Counted in"))}
UNITS = tuple(Choice(unit.value, "the same day" if unit is Unit.SAME_DAY else f"{unit.value}s") for unit in Unit)

__all__ = ["STATES", "UNITS", "Field", "Item", "Part", "Why", "present"]
