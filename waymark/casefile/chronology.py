"""A file as a story: one line for each thing that was done, decided, planned, told or changed, in the order in which it happened.

Pure: out of a file, its situation and the facts kept in it. Nothing is written down twice; a correction shows what it replaced.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from waymark.casefile.queries import File
from waymark.casefile.translation import GIVEN, decode
from waymark.ledger.events import StoredEvent
from waymark.procedures.describe.words import GROUP_WORDS, hyphens_away, in_words, upper_first
from waymark.procedures.evaluation import Situation
from waymark.procedures.explain import recorded_later
from waymark.procedures.history import NOT_KNOWN, REFUSED, Event, Kind
from waymark.procedures.language.entries import AnswerType, Step, Strength
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment, start_order


class Sort(StrEnum):
    """What sort of thing a line tells; people filter by it."""

    DECISION = "decision"
    VISIT = "visit"
    MEETING = "meeting"
    RECORD = "record"
    TOLD = "told"
    PLANNED = "planned"
    RULE = "rule"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A fact that the product keeps, as it was written once."""

    id: str
    name: str
    value: object
    occurred: Moment
    recorded: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing in the chronology. `id` is that of the act's first account, under which it is marked and opened; empty for changes to the file.

    `by`, `whom` and `agency` are words to be turned into names by whoever shows them. `struck` are earlier accounts, oldest first; of an act that
    never happened the last one stands in `what` too.
    """

    id: str
    occurred: Moment
    recorded: datetime
    sort: Sort
    what: str
    recorded_late: bool = False
    pathway: str = ""
    pathway_title: str = ""
    detail: str = ""
    decision: str = ""
    stands: bool = True
    reason: str = ""
    follows: tuple[str, ...] = ()
    by: str = ""
    whom: str = ""
    agency: str = ""
    significant: bool = False
    analysis: str = ""
    struck: tuple[str, ...] = ()
    never_happened: bool = False
    redacted: bool = False


def chronology(file: File, situation: Situation | None, facts: Iterable[Kept] = ()) -> list[Line]:
    """Every line of a file, oldest first."""
    story = _Story(file, situation)
    lines = [*story.lines(), *_file_lines(facts)]
    return sorted(lines, key=lambda line: (start_order(line.occurred), line.recorded))


def kept_facts(stored: Iterable[StoredEvent]) -> list[Kept]:
    """The facts among stored events, in the order of recording; redacted ones are left out."""
    found = []
    for one in stored:
        payload = one.payload or {}
        if one.type != GIVEN or "value" not in payload:
            continue
        moment = Moment.at(one.occurred_at)
        occurred = Moment.on(moment.day) if one.occurred_precision == "day" else moment
        found.append(
            Kept(id=one.id, name=payload["name"], value=decode(payload["value"]), occurred=occurred,
                 recorded=one.recorded_at, by=one.by)
        )  # fmt: skip
    return found


def accounts(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Each act's accounts, the first and its corrections, in the order of recording, by the id of the first."""
    roots: dict[str, str] = {}
    found: dict[str, list[Event]] = {}
    for event in events:
        root = roots[event.id] = roots.get(event.corrects, event.corrects) if event.corrects else event.id
        found.setdefault(root, []).append(event)
    return found


def sort_of(event: Event, step: Step | None) -> Sort:
    """What sort of thing an event tells."""
    if event.kind in (Kind.PLANNED, Kind.CANCELLED, Kind.PROPOSED):
        return Sort.PLANNED
    if event.kind is Kind.TOLD:
        return Sort.TOLD
    if event.kind in (Kind.CONSIDERED, Kind.WAIVED, Kind.REPINNED):
        return Sort.RULE
    if step is not None and "visit" in step.acts:
        return Sort.VISIT
    if step is not None and step.meeting is not None:
        return Sort.MEETING
    return Sort.DECISION if event.option else Sort.RECORD


class _Story:
    def __init__(self, file: File, situation: Situation | None) -> None:
        self.file = file
        episodes = situation.episodes if situation is not None else {}
        self.packs: Mapping[str, Pack] = {name: standing.pack for name, standing in episodes.items()}
        self.any_pack = next(iter(self.packs.values()), None)
        self.marks = {
            fact.name.removeprefix("mark:"): fact.value for fact in file.history.given if fact.name.startswith("mark:")
        }
        self.of_act: defaultdict[str, list[Event]] = defaultdict(list)
        for event in file.history.events:
            if event.cause and event.kind in (Kind.OPENED, Kind.CLOSED):
                self.of_act[event.cause].append(event)

    def lines(self) -> Iterator[Line]:
        told = {event.id: event for event in self.file.history.events}
        for root, versions in accounts(self.file.history.recorded_events).items():
            event = told.get(root)
            if event is None and any(one.annuls for one in versions) and versions[0].kind not in _CONSEQUENCES:
                yield self._line(root, versions[0], versions, never=True)
            elif event is not None and not self._told_with_its_cause(event, told):
                yield self._line(root, event, versions)

    @staticmethod
    def _told_with_its_cause(event: Event, told: Mapping[str, Event]) -> bool:
        return event.kind in _CONSEQUENCES and event.cause in told

    def _line(self, root: str, event: Event, versions: list[Event], *, never: bool = False) -> Line:
        pack = self.packs.get(event.episode, self.any_pack)
        step = pack.steps.get(event.name) if pack is not None else None
        pathway = event.name.partition("/")[0]
        entry = pack.pathways.get(pathway) if pack is not None else None
        mark = self.marks.get(root)
        row: Mapping[str, object] = mark if isinstance(mark, Mapping) else {}
        earlier = [one for one in versions if one.id != event.id] if never else versions[:-1]
        return Line(
            id=root, occurred=event.occurred, recorded=versions[0].recorded, sort=sort_of(event, step),
            what=self._what(event, pack), recorded_late=recorded_later(versions[0]), pathway=pathway,
            pathway_title=entry.title if entry is not None else upper_first(in_words(pathway)),
            detail=gist(event, pack), decision=_decision(event, step), stands=event.stands, reason=event.reason,
            follows=tuple(self._follow(one, pack) for one in self.of_act.get(root, ())),
            by=event.by, agency=event.agency, significant=row.get("significant") == "yes", analysis=str(row.get("analysis") or ""),
            struck=tuple(self._struck(one, pack, step) for one in earlier if not one.annuls), never_happened=never,
            redacted=root in self.file.redacted or event.id in self.file.redacted,
        )  # fmt: skip

    def _struck(self, event: Event, pack: Pack | None, step: Step | None) -> str:
        said = (self._what(event, pack), _decision(event, step), gist(event, pack))
        return f"{event.occurred}: {'. '.join(part for part in said if part)}"

    def _follow(self, event: Event, pack: Pack | None) -> str:
        title = _title(event.name, self.packs.get(event.episode, pack))
        return f"{title} {'begins' if event.kind is Kind.OPENED else 'ends'}"

    def _what(self, event: Event, pack: Pack | None) -> str:
        """The plain sentence of one event, in the pack's titles."""
        title = _title(event.name, pack)
        if event.kind is Kind.TOLD:
            about = f" about {hyphens_away(event.about)}" if event.about else ""
            return f"{upper_first(told_words(event.told, pack))} told{about}"
        if event.kind is Kind.PLANNED:
            when = f" for {event.planned_for}" if event.planned_for is not None else ""
            return f"{title}: planned{when}"
        if event.kind is Kind.CONSIDERED:
            return f"{title}: considered, {'done' if event.option == 'did' else 'not done'}"
        return _ENDINGS.get(event.kind, "{}").format(title)


_NOTHING = ("", None, NOT_KNOWN, REFUSED)
#: A line of the chronology says no more than this of an answer; the record has the rest.
_LONGEST = 240
_CONSEQUENCES = (Kind.OPENED, Kind.CLOSED)
_ENDINGS = {
    Kind.CANCELLED: "{}: cancelled",
    Kind.PROPOSED: "{}: proposed, to be signed",
    Kind.OPENED: "{} begins",
    Kind.CLOSED: "{} ends",
    Kind.WAIVED: "{}: waived",
    Kind.REPINNED: "{}: moved to a newer edition of the procedures",
}


def gist(event: Event, pack: Pack | None) -> str:
    """What an answer sheet says, in a line: whether the child was seen, or else the first thing that somebody wrote."""
    asked = pack.step_questions(event.name) if pack is not None and event.answers else {}
    if "seen" in asked and event.answers.get("seen") in ("yes", "no"):
        alone = event.answers.get("seen-alone")
        seen = {"yes": "Child seen alone", "no": "Child seen, not alone"}.get(str(alone), "Child seen")
        where = str(event.answers.get("seen-where") or "")
        return "Child not seen" if event.answers["seen"] == "no" else ", ".join(filter(None, (seen, where)))
    texts = [
        (question.strength is not Strength.MUST, str(event.answers[short]))
        for short, question in asked.items()
        if short in event.answers and question.type is AnswerType.TEXT and event.answers[short] not in _NOTHING
    ]
    return _short(min(texts, key=lambda one: one[0])[1]) if texts else ""


def _short(text: str) -> str:
    """The beginning of a longer text, to a whole word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST].rpartition(' ')[0]} …"


def told_words(word: str, pack: Pack | None) -> str:
    """Whom an event says to have been told, in words."""
    role = pack.roles.get(word) if pack is not None else None
    return GROUP_WORDS.get(word) or (role.title if role is not None else in_words(word))


def _title(name: str, pack: Pack | None) -> str:
    if pack is not None:
        for entries in (pack.steps, pack.pathways, pack.duties, pack.gates, pack.cautions):
            entry = entries.get(name)
            if entry is not None:
                return str(upper_first(entry.title))
    return upper_first(in_words(name))


def _decision(event: Event, step: Step | None) -> str:
    if not event.option or event.kind is Kind.CONSIDERED:
        return ""
    row = step.decides.get(event.option) if step is not None and step.decides is not None else None
    return row.title if row is not None else upper_first(in_words(event.option))


# Changes to the file itself

_DETAILS = {
    "name": "name", "preferred-name": "preferred name", "born": "date of birth", "due-date": "due date", "sex": "sex",
    "nhs-number": "NHS number", "address": "address", "postcode": "postcode", "school": "school", "ethnicity": "ethnicity",
    "language": "language", "communication": "how the child communicates",
}  # fmt: skip
_GROUPS = ("details", "person", "warning", "document", "allocated-worker", "same-person-as")


def _file_lines(facts: Iterable[Kept]) -> Iterator[Line]:
    """What was written together about the same sort of thing is one line."""
    known = [(group, fact) for fact in facts if (group := _group(fact.name))]
    for (group, recorded, by), some in groupby(known, key=lambda one: (one[0], one[1].recorded, one[1].by)):
        together = [fact for _, fact in some]
        yield _file_line(group, together, recorded, by)


def _group(name: str) -> str:
    if name in _DETAILS:
        return "details"
    head = name.partition(":")[0]
    return head if head in _GROUPS else ""


def _file_line(group: str, facts: list[Kept], recorded: datetime, by: str) -> Line:
    first = facts[0]
    rows = [fact.value for fact in facts if isinstance(fact.value, Mapping)]
    whom = str(first.value) if group == "allocated-worker" else ""
    detail = "; ".join(dict.fromkeys(filter(None, (_said(row) for row in rows))))
    if group == "details":
        detail = ", ".join(dict.fromkeys(_DETAILS[fact.name] for fact in facts))
    return Line(id="", occurred=first.occurred, recorded=recorded, sort=Sort.FILE, what=_FILE_WORDS[group](first.value),
                detail=upper_first(detail), by=by, whom=whom)  # fmt: skip


def _said(row: Mapping[str, object]) -> str:
    return str(row.get("name") or row.get("title") or row.get("why-ended") or row.get("text") or "")


_FILE_WORDS = {
    "details": lambda _: "Details of the child recorded",
    "person": lambda row: "Somebody around the child recorded" if row else "Somebody around the child removed",
    "warning": lambda row: "Warning ended" if isinstance(row, Mapping) and row.get("ended") else "Warning recorded",
    "document": lambda row: "Document added" if row else "Document removed",
    "allocated-worker": lambda person: "Allocated" if person else "Nobody is allocated any more",
    "same-person-as": lambda stream: "Joined with another file" if stream else "Separated from another file again",
}

__all__ = ["Kept", "Line", "Sort", "accounts", "chronology", "gist", "kept_facts", "sort_of", "told_words"]
