"""Where the child is: each run of a pathway as a lane of steps (done, open, next, late), and which came from which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from waymark.procedures.describe.order import steps_of
from waymark.procedures.describe.words import upper_first
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation, State
from waymark.procedures.history import Event, Kind
from waymark.procedures.language.entries import Step, Strength
from waymark.procedures.time import Moment
from waymark.web.file.links import step_page
from waymark.web.file.reading import CaseFile
from waymark.web.file.tasks import Clock, clock_of
from waymark.web.shell.words import short_day

#: States of a node, with their words: no colour stands alone.
STATES = {
    "done": "Done",
    "late": "Late",
    "open": "To do",
    "planned": "Planned",
    "next": "Can be done now",
    "barred": "Something stands before it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One step in a lane. `href` opens its record, its page, or nothing."""

    title: str
    state: str
    words: str
    href: str
    when: str = ""
    times: int = 1
    decision: str = ""
    clock: Clock | None = None
    opens: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One run of a pathway. `level` is how far it stands from the first; `came_from` names the lane above."""

    id: str
    title: str
    number: int
    is_open: bool
    began: Moment
    ended: Moment | None
    came_from: str
    came_from_id: str
    level: int
    done: tuple[Node, ...]
    ahead: tuple[Node, ...]
    offered: tuple[Node, ...]


def journey(case: CaseFile) -> list[Lane]:
    """The lanes, in the order in which they began."""
    if case.situation is None:
        return []
    standings = list(case.situation.episodes.values())
    numbers = {one.episode.id: number for number, one in enumerate(standings, 1)}
    levels: dict[str, int] = {}
    lanes = []
    for one in standings:
        before = one.episode.came_from
        levels[one.episode.id] = levels.get(before, -1) + 1
        lanes.append(_lane(case, one, numbers, levels[one.episode.id]))
    return lanes


def _lane(case: CaseFile, standing: EpisodeSituation, numbers: dict[str, int], level: int) -> Lane:
    episode, pack = standing.episode, standing.pack
    ended = standing.reasoner.view.timeline.closed_by.get(episode.id)
    parent = case.situation.episodes.get(episode.came_from) if case.situation is not None else None
    events = [one for one in case.file.history.events if one.episode == episode.id]
    done = tuple(_done(case, standing, events))
    ahead, offered = _ahead(case, standing) if standing.is_open else ((), ())
    return Lane(
        id=f"lane-{numbers[episode.id]}", number=numbers[episode.id], title=pack.pathways[episode.pathway].title, is_open=standing.is_open,
        began=episode.opened.occurred, ended=ended.occurred if ended is not None and not standing.is_open else None,
        came_from=parent.pack.pathways[parent.episode.pathway].title if parent is not None else "",
        came_from_id=f"lane-{numbers[episode.came_from]}" if parent is not None else "", level=min(level, 4), done=done, ahead=ahead,
        offered=offered,
    )  # fmt: skip


def _done(case: CaseFile, standing: EpisodeSituation, events: list[Event]) -> Iterator[Node]:
    """What has been done, in the order of the first time; what was done again and again is one node that opens the newest."""
    by_name: dict[str, list[Event]] = {}
    for event in events:
        if event.kind in (Kind.DONE, Kind.PROPOSED) and event.name in standing.pack.steps:
            by_name.setdefault(event.name, []).append(event)
    for name, some in by_name.items():
        last, step = some[-1], standing.pack.steps[name]
        waits = last.kind is Kind.PROPOSED
        row = step.decides.get(last.option) if step.decides is not None and last.option else None
        opened = [
            one.name
            for one in case.file.history.events
            if one.kind is Kind.OPENED and one.cause in {each.id for each in some}
        ]
        yield Node(
            title=upper_first(step.title), state="open" if waits else "done", words="Proposed, to be signed" if waits else STATES["done"],
            href=f"record:{last.id}", when=short_day(last.occurred), times=len(some), decision=row.title if row is not None else "",
            opens=tuple(standing.pack.pathways[one].title for one in opened if one in standing.pack.pathways and one != standing.episode.pathway),
        )  # fmt: skip


def _ahead(case: CaseFile, standing: EpisodeSituation) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """What is owed, the most pressing first; and what else may be done now, in the order of work."""
    owed: dict[str, DutyInstance] = {}
    for one in sorted(standing.duties, key=_pressing):
        if one.outstanding and one.duty.strength is not Strength.MAY and one.duty.do:
            owed.setdefault(one.duty.do[0].partition(".")[0], one)
    ahead = tuple(_owed(case, standing, name, one) for name, one in owed.items() if name in standing.pack.steps)
    order = {step.name: at for at, step in enumerate(steps_of(standing.pack, standing.episode.pathway))}
    offers = sorted(
        (one for one in standing.steps if one.step.name not in owed), key=lambda one: order.get(one.step.name, 0)
    )
    did = {
        event.name
        for event in case.file.history.events
        if event.episode == standing.episode.id and event.kind is Kind.DONE
    }
    return ahead, tuple(_offer(case, standing, one.step, one.clear) for one in offers if one.step.name not in did)


def _pressing(one: DutyInstance) -> tuple[bool, bool, str]:
    return one.state is not State.LATE, one.due is None, one.due.iso() if one.due is not None else ""


def _owed(case: CaseFile, standing: EpisodeSituation, name: str, one: DutyInstance) -> Node:
    step = standing.pack.steps[name]
    state = "late" if one.state is State.LATE else "open"
    # A step of another pathway is recorded there: a new run begins with it.
    own = step.pathway == standing.episode.pathway
    href = step_page(case.slug, name, standing.episode.id if own else "") if case.as_of is None else ""
    return Node(
        title=upper_first(step.title),
        state=state,
        words=STATES[state],
        href=href,
        clock=clock_of(one, case.now),
        note=upper_first(one.duty.title),
    )


def _offer(case: CaseFile, standing: EpisodeSituation, step: Step, clear: bool) -> Node:
    state = "next" if clear else "barred"
    href = step_page(case.slug, step.name, standing.episode.id) if case.as_of is None else ""
    return Node(title=upper_first(step.title), state=state, words=STATES[state], href=href)
