"""Reading what was posted into typed answers, with every fault by question; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from waymark.procedures.history import NOT_KNOWN, REFUSED
from waymark.procedures.language.entries import AnswerType, Question, Strength
from waymark.procedures.language.pack import Pack
from waymark.web.fields.around import NOBODY, Around
from waymark.web.fields.faults import BLANK, Fault, Unread
from waymark.web.fields.parsing import read_answer
from waymark.web.fields.raw import Posted, Raw, as_raw, count, many, one

#: More rows or members than this are a document.
MOST_ROWS = 60
STATES = (NOT_KNOWN, REFUSED)


@dataclass(frozen=True, slots=True)
class Known:
    """An answer that is already known: its value, in words, whence and when. It is used once a person says yes to it."""

    value: object
    words: str
    source: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """`answers` typed for `Act.answers`; `faults` by question's short name (of a row: `short.0.inner`); `raw` for showing again and for drafts;
    `reasons`: why something was left blank, by short name.
    """

    answers: dict[str, object] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    raw: Raw = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def short_of(question: Question) -> str:
    """The short name of a question, under which an act keeps its answer."""
    return question.name.rpartition("/")[2]


def read(
    questions: Iterable[Question],
    posted: Posted,
    pack: Pack,
    *,
    around: Around = NOBODY,
    known: Mapping[str, Known] | None = None,
    finishing: bool | Container[str] = True,
    prefix: str = "",
) -> Read:
    """Typed answers out of anything posted.

    In: the questions that are asked (leave out those whose `when` is no); `known` answers that may be used with a tick; `finishing` asks for
    what must be answered (of all, or of these short names); `prefix` stands before every name where a page asks the same twice. Never raises
    for what was posted: junk becomes faults.
    """
    raw = as_raw(posted)
    found = Read(raw=raw)
    reader = _Reader(raw, pack, around, known or {}, finishing)
    for question in questions:
        reader.question(question, prefix + short_of(question), found)
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    raw: Raw
    pack: Pack
    around: Around
    known: Mapping[str, Known]
    finishing: bool | Container[str]

    def question(self, question: Question, name: str, found: Read) -> None:
        short = short_of(question)
        faults: dict[str, Fault] = {}
        value = self._value(question, name, faults)
        reason = one(self.raw, f"{name}.reason").strip()
        finishing = self.finishing if isinstance(self.finishing, bool) else short in self.finishing
        if reason and question.reason != "never":
            found.reasons[short] = reason
        if value is BLANK and not faults:
            if finishing and (fault := _missing(question, reason)):
                faults[name] = fault
            if reason and question.reason == "if-blank":
                value = ""
        elif finishing and question.reason in ("always", "yes") and not reason and not faults:
            faults[name] = Fault("Give the reason for this answer", ("reason",))
        found.faults.update(faults)
        if value is not BLANK:
            found.answers[short] = value

    def _value(self, question: Question, name: str, faults: dict[str, Fault]) -> object:
        members = [one(self.raw, f"{name}.member.{at}") for at in range(MOST_ROWS) if f"{name}.member.{at}" in self.raw]
        if question.each is not None and question.each != "rows" and members:
            return self._of_each(question, name, members, faults)
        if question.type is AnswerType.ROWS:
            return self._rows(question, name, faults)
        value = self._single(question, name, faults)
        ticked = one(self.raw, f"{name}.use") == "yes"
        known = self.known.get(short_of(question))
        return known.value if value is BLANK and name not in faults and ticked and known is not None else value

    def _single(self, question: Question, name: str, faults: dict[str, Fault]) -> object:
        try:
            state = self._state(question, name)
            if state and one(self.raw, name) == state and not many(self.raw, f"{name}.state"):
                return state
            value = read_answer(question, self.raw, name, self.pack, self.around)
        except Unread as fault:
            faults[name] = Fault(str(fault), fault.parts)
            return BLANK
        if state and value is not BLANK:
            faults[name] = Fault("Give an answer, or say that there is none; not both", ("state",))
            return BLANK
        return state or value

    def _state(self, question: Question, name: str) -> str:
        """Not known or refused, said in a box of its own or as the value itself."""
        said = [state for state in STATES if state in self.raw.get(f"{name}.state", ())]
        if len(said) > 1:
            raise Unread("Choose one: not known, or would not say", "state")
        own = one(self.raw, name)
        an_option = question.options is not None and question.options.get(own) is not None
        return said[0] if said else (own if own in STATES and not an_option else "")

    def _of_each(self, question: Question, name: str, members: list[str], faults: dict[str, Fault]) -> object:
        rows = []
        for at, member in enumerate(members):
            value = self._single(question, f"{name}.{at}", faults)
            if value is not BLANK:
                rows.append({"member": member, "answer": value})
        return tuple(rows) if rows else BLANK

    def _rows(self, question: Question, name: str, faults: dict[str, Fault]) -> object:
        state = one(self.raw, f"{name}.state")
        rows = []
        for at in range(count(self.raw, f"{name}.rows", MOST_ROWS)):
            inner = _Reader(self.raw, self.pack, self.around, {}, finishing=False)
            found = Read()
            for part in question.questions:
                inner.question(part, f"{name}.{at}.{part.name}", found)
            faults.update(found.faults)
            if not found.answers:
                continue
            rows.append(found.answers)
            if self.finishing:
                faults.update(_gaps(question, name, at, found))
        if rows or faults:
            return tuple(rows) if rows else BLANK
        return state if state in STATES else BLANK


def _gaps(question: Question, name: str, at: int, found: Read) -> dict[str, Fault]:
    """What must be answered in a row that was begun."""
    gaps = {}
    for part in question.questions:
        where = f"{name}.{at}.{part.name}"
        if (
            part.name not in found.answers
            and where not in found.faults
            and part.when is None
            and (fault := _missing(part, ""))
        ):
            gaps[where] = fault
    return gaps


def _missing(question: Question, reason: str) -> Fault | None:
    """What to say where a question that must be answered was left blank."""
    if question.strength is Strength.MUST and not (reason and question.reason == "if-blank"):
        why = ", or say why it is left blank" if question.reason == "if-blank" else ""
        return Fault(f"{_HOW.get(question.type, 'Answer this, or say that it is not known')}{why}")
    return None


_HOW = {
    AnswerType.YES_NO: "Choose yes or no, or say that it is not known",
    AnswerType.CHOICE: "Choose one of the answers",
    AnswerType.CHOICES: "Choose what applies, or say that none of these does",
    AnswerType.DATE: "Enter the date, or say that it is not known",
    AnswerType.TIME: "Enter the date and time, or say that it is not known",
    AnswerType.PERSON: "Say who, or that it is not known",
    AnswerType.PEOPLE: "Say who, or that it is not known",
    AnswerType.ROWS: "Add at least one",
}
