"""An evaluation that takes more events, and works out anew only what an event or the time can have changed."""

from __future__ import annotations

from datetime import datetime

from waymark.procedures.evaluation.dependencies import program_of
from waymark.procedures.evaluation.evaluate import PackOf, Situation, evaluate, pack_key
from waymark.procedures.evaluation.reason import Reasoner
from waymark.procedures.evaluation.view import View
from waymark.procedures.history import Episode, Event, History, Kind, event_order
from waymark.procedures.language.pack import Pack


class Running:
    """An evaluation that takes more events. After each, `situation` equals that of `evaluate` on all events.

    The index is shared and grows, so an earlier `situation` must not be asked anything more once an event was added.
    """

    def __init__(self, history: History, pack: Pack | PackOf, now: datetime) -> None:
        self._pack = pack
        # A correction may be known before what it corrects: both are then no simple addition.
        self._ids = {one.id for one in history.recorded_events} | {one.corrects for one in history.recorded_events}
        self.situation = evaluate(history, pack, now)

    def add(self, event: Event, now: datetime) -> Situation:
        """One more event (in any order of occurrence) and a moment not before the last one asked about."""
        before = self.situation
        if self._follows(event) and not _given_between(before.history, before.now, now):
            history = before.history.with_appended(event)
            self.situation = self._continued(history, event, now)
        else:
            self.situation = evaluate(before.history.with_events(event), self._pack, now)
        self._ids |= {event.id, event.corrects}
        return self.situation

    def _follows(self, event: Event) -> bool:
        """Whether an event simply comes after all others and changes nothing of what they mean."""
        before = self.situation
        events = before.history.events
        if event.corrects or event.kind is Kind.REPINNED or before.point.position < len(events) or not before.episodes:
            return False
        if event_order(event) <= event_order(events[-1]) or event.id in self._ids:
            return False
        return event.kind is not Kind.OPENED or self._is_new(event)

    def _is_new(self, opened: Event) -> bool:
        """Whether nothing yet has to do with an episode about to be opened, and its pack is one that is known."""
        before = self.situation
        if opened.episode in before.timeline.born_of or any(e.episode == opened.episode for e in before.history.events):
            return False
        if isinstance(self._pack, Pack):
            return True
        pack = self._pack(before.history.with_appended(opened).episodes[opened.episode])
        return pack_key(pack) in before.timelines

    def _continued(self, history: History, event: Event, now: datetime) -> Situation:
        before = self.situation
        for timeline in before.timelines.values():
            timeline.append(event)
        situation = Situation(before.timelines, history, now)
        touched: dict[str, set[str]] = {}
        for earlier in before.episodes.values():
            key = pack_key(earlier.pack)
            if key not in touched:
                touched[key] = _names(event, earlier.pack)
            situation.add(earlier.reasoner, earlier.program).take_over(earlier, touched[key])
        if event.kind is Kind.OPENED:
            self._open(situation, history.episodes[event.episode])
        return situation

    def _open(self, situation: Situation, episode: Episode) -> None:
        """Let an episode that has just been opened be part of the situation, and be seen by the others."""
        for timeline in situation.timelines.values():
            timeline.open_episode(episode)
        for standing in situation.episodes.values():
            standing.reasoner.view.refresh()
        pack = self._pack if isinstance(self._pack, Pack) else self._pack(episode)
        timeline = situation.timelines[pack_key(pack)]
        if timeline.position_of[episode.opened.id] < situation.point.position:
            situation.add(Reasoner(View(timeline, episode)), program_of(timeline.pack))


def _names(event: Event, pack: Pack) -> set[str]:
    """The names under which rules can know an event: its own and those of the questions that it answers."""
    if not event.answers:
        return {event.key}
    asked = pack.step_questions(event.name)
    return {event.key, *(asked[short].name for short in event.answers if short in asked)}


def _given_between(history: History, earlier: datetime, now: datetime) -> bool:
    """Whether a fact is given from a moment that has come since."""
    return any(fact.since is not None and earlier < fact.since.start <= now for fact in history.given)
