"""Written histories: the examples beside the packs and the files that `waymark replay` reads (docs/writing-packs.md, "Examples").

A scenario plays its events through the same consequences as a recorded act: the first event of a starting step opens the pathway, a decision
whose option opens another pathway opens it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from waymark.procedures.evaluation import Situation, evaluate
from waymark.procedures.evaluation.consequences import consequences, judged, opening
from waymark.procedures.history import Event, Given, History, Kind
from waymark.procedures.language.entries import Place
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading.problems import Problems, nearest
from waymark.procedures.loading.source import Items, Text, Tree, Words, read_documents
from waymark.procedures.scenario_answers import (
    AnswerReader,
    items_of,
    moment_of,
    only,
    read_given,
    text_of,
)
from waymark.procedures.time import Moment

SCENARIO_WORDS = ("example", "area", "edition", "cites", "given", "events", "now", "expect", "note")
EVENT_WORDS = (
    "id", "at", "recorded", "step", "planned", "cancelled", "proposed", "told", "about", "pathway", "considered", "answer", "waived", "grounds",
    "reason", "by", "person", "agency", "subject", "member", "answers", "decides", "for", "present", "corrects", "annuls", "episode", "duty",
)  # fmt: skip
KINDS = {"step": Kind.DONE, "planned": Kind.PLANNED, "cancelled": Kind.CANCELLED, "proposed": Kind.PROPOSED, "told": Kind.TOLD,
         "considered": Kind.CONSIDERED, "waived": Kind.WAIVED}  # fmt: skip

PackFor = Callable[[str, str | None], Pack]


class ScenarioError(Exception):
    """A written history cannot be used. `problems` names file, line and field and says what to write instead."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems.errors
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Scenario:
    """One written history, ready to be evaluated, with what is expected of it (as read; see `expectations`)."""

    title: str
    area: str
    edition: str | None
    cites: tuple[str, ...]
    pack: Pack
    history: History
    now: datetime
    expect: Words | None
    place: Place
    places: Mapping[str, Place] = field(default_factory=dict)

    def situation(self) -> Situation:
        """How things stand at the scenario's `now`."""
        return evaluate(self.history, self.pack, self.now)


def read_scenarios(text: str, file: str, pack_for: PackFor) -> list[Scenario]:
    """The scenarios of a file. `pack_for(area, edition)` gives the pack, raising KeyError for an unknown one. Errors: ScenarioError."""
    problems = Problems()
    found = []
    for tree in read_documents(text, file, problems):
        if isinstance(tree, Words):
            scenario = _Reader(tree, problems, pack_for).scenario()
            if scenario is not None:
                found.append(scenario)
        else:
            problems.error(
                tree.place,
                "",
                "A written history holds words with a colon.",
                "Begin with `example:`, `area:`, `events:`, `now:`.",
            )
    if not found and not problems.errors:
        problems.error(
            Place(file, 1),
            "",
            "The file holds no written history.",
            "Begin with `example:`, `area:`, `events:`, `now:`.",
        )
    if problems.errors:
        raise ScenarioError(problems)
    return found


class _Reader:
    def __init__(self, tree: Words, problems: Problems, pack_for: PackFor) -> None:
        self.tree = tree
        self.problems = problems
        self.pack_for = pack_for
        self.current: dict[tuple[str, str], str] = {}
        self.events: list[Event] = []
        self.count = 0

    def scenario(self) -> Scenario | None:
        only(self.tree, SCENARIO_WORDS, "written history", self.problems)
        area, edition = self._text("area"), self._text("edition") or None
        now = self._moment(self.tree, "now")
        pack = self._pack(area, edition)
        if pack is None or now is None:
            return None
        self.pack = pack
        given = read_given(self.tree.fields.get("given"), self.problems)
        tree = self.tree.fields.get("events")
        for item in tree.items if isinstance(tree, Items) else ():
            if isinstance(item, Words):
                self._play(item, given)
            else:
                self.problems.error(
                    item.place,
                    "events",
                    "An event holds words with a colon.",
                    "Write {at: 2026-04-02T16:50, step: referral/referral}.",
                )
        if not self.events:
            self.problems.error(
                self.tree.place, "events", "Nothing happens in this history.", "Write at least one event."
            )
            return None
        cites = tuple(item.value for item in self._items("cites") if isinstance(item, Text))
        expect = self.tree.fields.get("expect")
        history = History(self.events, given)
        return Scenario(
            self._text("example") or "A written history", area, edition, cites, pack, history, now.end,
            expect if isinstance(expect, Words) else None, self.tree.place,
        )  # fmt: skip

    # Heads

    def _pack(self, area: str, edition: str | None) -> Pack | None:
        if not area:
            self.problems.error(
                self.tree.place, "area", "The history does not say whose rules apply.", "Write `area: national`."
            )
            return None
        try:
            return self.pack_for(area, edition)
        except KeyError as fault:
            self.problems.error(self._place("area"), "area", str(fault.args[0]))
            return None

    # Events

    def _play(self, words: Words, given: tuple[Given, ...]) -> None:
        only(words, EVENT_WORDS, "event", self.problems)
        kinds = [word for word in KINDS if word in words.fields]
        at = self._moment(words, "at", needed=True)
        if "corrects" in words.fields and not kinds:
            kinds = ["step"]
        corrects = text_of(words, "corrects")
        if corrects and all(event.id != corrects for event in self.events):
            mend = nearest(corrects, [event.id for event in self.events])
            self.problems.error(words.place, "corrects", f"Nothing before this is called '{corrects}'.", mend)
            return
        if len(kinds) != 1 or at is None:
            if len(kinds) != 1:
                self.problems.error(words.place, "step", "An event says exactly one of " + ", ".join(KINDS) + ".", "")
            return
        event = self._event(words, kinds[0], at)
        if event is None:
            return
        if event.corrects:
            self._correct(event, words)
            return
        event = self._in_episode(event, words)
        if event is None:
            return
        self._record(event, given)

    def _record(self, event: Event, given: tuple[Given, ...]) -> None:
        history = History([*self.events, event], given)
        situation = evaluate(history, self.pack, event.occurred.start)
        standing = situation.episodes.get(event.episode)
        if standing is None:
            self.events.append(event)
            return
        event = judged(event, standing)
        self.events.append(event)
        for follows in consequences(event, standing):
            self.events.append(follows)
            if follows.kind is Kind.OPENED:
                self.current[follows.subject, follows.name] = follows.episode
            else:
                self.current.pop((follows.subject, follows.name), None)

    def _event(self, words: Words, word: str, at: Moment) -> Event | None:
        kind = KINDS[word]
        self.count += 1
        text = text_of(words, word)
        name = self._name(kind, text, words)
        corrects = text_of(words, "corrects")
        if corrects:
            name = name or self._corrected_name(corrects)
        if name is None:
            return None
        recorded = self._moment(words, "recorded")
        return Event(
            id=text_of(words, "id") or f"e{self.count}",
            kind=kind,
            name=name,
            episode=text_of(words, "episode"),
            subject=text_of(words, "subject") or "child",
            occurred=at,
            recorded=recorded.start if recorded else at.start,
            sequence=self.count * 10,
            by=text_of(words, "person"),
            role=text_of(words, "by"),
            agency=text_of(words, "agency"),
            answers=AnswerReader(self.pack, self.problems).answers(words, name),
            option=self._option(words, name),
            planned_for=self._moment(words, "for"),
            told=text if kind is Kind.TOLD else "",
            about=text_of(words, "about"),
            duty=self._duty(words),
            member=text_of(words, "member"),
            present=tuple(i.value for i in items_of(words, "present") if isinstance(i, Text)),
            reason=text_of(words, "reason"),
            grounds=text_of(words, "grounds"),
            corrects=corrects,
            annuls=text_of(words, "annuls") == "yes",
        )

    def _duty(self, words: Words) -> str:
        duty = text_of(words, "duty")
        if duty and duty not in self.pack.duties:
            self.problems.error(words.place, "duty", f"There is no duty '{duty}'.", nearest(duty, self.pack.duties))
        return duty

    def _corrected_name(self, corrects: str) -> str | None:
        return next((event.name for event in self.events if event.id == corrects), None)

    def _correct(self, event: Event, words: Words) -> None:
        """A correction belongs to the episode and subject of what it corrects, and is of its kind, unless it says otherwise."""
        wrong = next(one for one in self.events if one.id == event.corrects)
        kind = event.kind if any(word in words.fields for word in KINDS) else wrong.kind
        subject = event.subject if "subject" in words.fields else wrong.subject
        self.events.append(replace(event, kind=kind, subject=subject, episode=event.episode or wrong.episode))

    def _name(self, kind: Kind, text: str, words: Words) -> str | None:
        if "corrects" in words.fields and not text:
            return None
        if kind is Kind.TOLD:
            pathway = text_of(words, "pathway") or text_of(words, "duty").partition("/")[0]
            return self._known(pathway, self.pack.pathways, "pathway", words)
        if kind is Kind.CONSIDERED:
            return self._known(text, self.pack.duties, "duty", words)
        if kind is Kind.WAIVED:
            return self._known(
                text, {**self.pack.gates, **self.pack.cautions, **self.pack.duties}, "gate, caution or duty", words
            )
        return self._known(text, self.pack.steps, "step", words)

    def _known(self, name: str, known: Mapping[str, object], what: str, words: Words) -> str | None:
        if name in known:
            return name
        self.problems.error(words.place, what, f"{self.pack.area} has no {what} '{name}'.", nearest(name, known))
        return None

    def _in_episode(self, event: Event, words: Words) -> Event | None:
        pathway = event.name.partition("/")[0]
        if event.episode:
            return event
        episode = self.current.get((event.subject, pathway))
        if episode is None:
            entry = self.pack.pathways.get(pathway)
            if entry is None:
                self.problems.error(
                    words.place, "step", f"'{event.name}' belongs to no pathway.", "Name a step of a pathway."
                )
                return None
            episode = f"{event.subject}-{pathway}-{event.id}"
            event = replace(event, episode=episode)
            self.events.append(
                opening(
                    pathway,
                    event,
                    self.pack.pin,
                    came_from=self._came_from(event, pathway),
                    as_="linked" if self.current else "root",
                )
            )
            self.current[event.subject, pathway] = episode
        return replace(event, episode=episode)

    def _came_from(self, event: Event, pathway: str) -> str:
        """An episode that a written history opens without a decision came from the newest one on the same subject."""
        mine = [episode for (subject, _), episode in self.current.items() if subject == event.subject]
        return mine[-1] if mine else ""

    def _option(self, words: Words, name: str) -> str:
        option = text_of(words, "decides") or text_of(words, "answer")
        step = self.pack.steps.get(name)
        if option and step is not None:
            if step.decides is None:
                self.problems.error(
                    words.place, "decides", f"The step '{name}' decides nothing.", "Take `decides` away."
                )
            elif step.decides.get(option) is None:
                self.problems.error(
                    words.place,
                    "decides",
                    f"'{option}' is no option of '{name}'.",
                    nearest(option, [row.id for row in step.decides.rows]),
                )
        return option

    # Words

    def _moment(self, words: Words, key: str, *, needed: bool = False) -> Moment | None:
        return moment_of(words, key, self.problems, needed=needed or key == "now")

    def _text(self, key: str) -> str:
        return text_of(self.tree, key)

    def _items(self, key: str) -> tuple[Tree, ...]:
        return items_of(self.tree, key)

    def _place(self, key: str) -> Place:
        return self.tree.key_places.get(key, self.tree.place)
