"""What an episode sees: its own events, those of its parts, and those of the episodes that it came from, nearest first (2.1)."""

from __future__ import annotations

from collections.abc import Sequence

from waymark.procedures.history import NOT_KNOWN, REFUSED, Episode, Event, Given, History, Kind
from waymark.procedures.language.conditions import Across
from waymark.procedures.language.entries import Question
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import GROUPS
from waymark.procedures.reference.moments import Then
from waymark.procedures.time import start_order

BLANK = (None, "", NOT_KNOWN, REFUSED)


class Sight:
    """Looking into a history from one episode."""

    def __init__(self, history: History, episode: Episode, pack: Pack) -> None:
        self.history = history
        self.episode = episode
        self.pack = pack
        self.rings = self._rings()
        self.linked = self._linked()

    def _rings(self) -> list[list[str]]:
        rings: list[list[str]] = []
        nearest = self.episode.id
        while nearest and not any(nearest in ring for ring in rings):
            seen = [episode for ring in rings for episode in ring]
            rings.append([episode for episode in self._with_parts(nearest, []) if episode not in seen])
            known = self.history.episodes.get(nearest)
            nearest = known.came_from if known is not None else ""
        return rings

    def _with_parts(self, episode: str, found: list[str]) -> list[str]:
        found.append(episode)
        for other in self.history.episodes.values():
            if other.came_from == episode and other.as_ == "part" and other.id not in found:
                self._with_parts(other.id, found)
        return found

    def _linked(self) -> set[str]:
        """Every episode joined with this one by opening, in either direction, however far."""
        joined = {self.episode.id}
        while True:
            pairs = [(e.id, e.came_from) for e in self.history.episodes.values() if e.came_from]
            near = {one for pair in pairs for one in pair if joined & set(pair)}
            if near <= joined:
                return joined
            joined |= near

    def own(self, key: str, then: Then) -> list[Event]:
        """What happened under a key in this episode and its parts."""
        return [event for event in then.events if event.key == key and event.episode in self.rings[0]]

    def seen(self, key: str, then: Then, across: Across = Across.EPISODE) -> list[Event]:
        """What happened under a key, as far as `across` looks."""
        return [event for event in then.events if event.key == key and self._reaches(event, across)]

    def last(self, key: str, then: Then, across: Across = Across.EPISODE) -> Event | None:
        """The newest event of a key; of several episodes, in the nearest that has one."""
        return self._newest(self.seen(key, then, across), across)

    def last_decision(self, step: str, then: Then, across: Across) -> Event | None:
        """The newest decision of a step that stands."""
        return self._newest([event for event in self.seen(step, then, across) if event.stands and event.option], across)

    def _newest(self, events: Sequence[Event], across: Across) -> Event | None:
        if across is not Across.EPISODE:
            return events[-1] if events else None
        for ring in self.rings:
            near = [event for event in events if event.episode in ring]
            if near:
                return near[-1]
        return None

    def _reaches(self, event: Event, across: Across) -> bool:
        if across is Across.FILE:
            return event.subject == self.episode.subject
        if across is Across.LINKED:
            return event.episode in self.linked
        return across is Across.HOUSEHOLD or any(event.episode in ring for ring in self.rings)

    def answered(self, question: Question, then: Then) -> Event | None:
        """The newest act at which a question was asked; an answer with `across` belongs to the person's whole file."""
        across = Across.EPISODE if question.across is Across.EPISODE else Across.FILE
        return self._newest([e for e in then.events if self._reaches(e, across) and self._asks(e, question)], across)

    def _asks(self, event: Event, question: Question) -> bool:
        asked = self.pack.step_questions(event.name) if event.kind is Kind.DONE else {}
        return any(each.name == question.name and short in event.answers for short, each in asked.items())

    def answer(self, question: Question, then: Then) -> object | None:
        """The value of a question; None if not asked, not known, refused or blank."""
        event = self.answered(question, then)
        return None if event is None else without_blanks(event.answers[question.name.rpartition("/")[2]], question)

    def given(self, name: str, then: Then) -> object | None:
        """What the product gave by then: the newest, and of two at once the one about this subject."""
        about = (
            fact for fact in self.history.given if fact.name == name and fact.subject in ("", self.episode.subject)
        )
        held = [fact for fact in about if fact.since is None or fact.since.start <= then.instant]
        return max(held, key=_newness).value if held else None

    def is_open(self, pathway: str, then: Then, across: Across) -> bool:
        """Whether an episode of a pathway has been opened and not closed."""
        return any(
            e.pathway == pathway and self._reaches(e.opened, across) and stands_open(e, then)
            for e in self.history.episodes.values()
        )


def stands_open(episode: Episode, then: Then) -> bool:
    """Whether an episode has been opened and not closed by then."""
    return then.has(episode.opened) and closing_of(episode, then) is None


def closing_of(episode: Episode, then: Then) -> Event | None:
    """The first closing of an episode."""
    closings = (event for event in then.events if event.kind is Kind.CLOSED and event.episode == episode.id)
    return next(closings, None)


def without_blanks(value: object, question: Question | None) -> object | None:
    """None for what is no value, unless the question offers it as an option."""
    blank = not isinstance(value, tuple | list | dict) and value in BLANK
    offered = question is not None and question.options is not None and question.options.get(str(value)) is not None
    return None if blank and not offered else value


def is_built_in(group: str) -> bool:
    """Whether the product, not a question, says who is in a group."""
    return group in GROUPS


def _newness(fact: Given) -> tuple[bool, tuple[object, bool], bool, str]:
    """What holds from later on is newer; of two at once, the one about this subject. (The rest only makes it one order.)"""
    since = (0, False) if fact.since is None else start_order(fact.since)
    return fact.since is not None, since, fact.subject != "", repr(fact.value)
