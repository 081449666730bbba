"""What is owed, or was, in a child's file, with its clock in words and the reason behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from waymark.procedures.describe.words import people_words, upper_first
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation, State
from waymark.procedures.explain import Explanation, explain_duty, what_is_owed
from waymark.procedures.language.entries import Strength
from waymark.procedures.time import Moment, clock_words, first_instant_after, time_left
from waymark.web.beside.links import Beside, beside
from waymark.web.file.links import duty_page, source_words, waive_page
from waymark.web.file.reading import CaseFile
from waymark.web.shell.words import day, moment, short_day
from waymark.work.holding import falls_to_worker, holders_of, named_holders
from waymark.work.rows import why

#: At most so many things are shown on the overview.
NEXT = 5


@dataclass(frozen=True, slots=True)
class Clock:
    """How a duty stands to its time: words, and the class that makes them as loud as they are."""

    text: str
    css: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing owed. `key` is that of its row in the work app; `href` the page of the step that meets it."""

    key: str
    title: str
    rule: str
    pathway: str
    why: str
    since: Moment
    clock: Clock
    due: str
    holder: str
    assigned: str
    mine: bool
    strength: str
    href: str
    waive: str
    state: State
    held_by: str = ""
    ended: Moment | None = None
    explanation: Explanation | None = None
    readings: tuple[str, ...] = ()
    section: Beside | None = None
    """Where the area's manual explains it."""


@dataclass(frozen=True, slots=True)
class Tasks:
    """Everything that is or was owed: what is outstanding by time, what may arise, and what has ended."""

    outstanding: list[Task]
    offered: list[Task]
    ended: list[Task]

    @property
    def overdue(self) -> int:
        """How many are late."""
        return sum(one.state is State.LATE for one in self.outstanding)


def tasks_of(case: CaseFile, person: str) -> Tasks:
    """Every duty of a file as tasks, explained. `person` is the reader, whose own tasks are told apart."""
    outstanding, offered, ended = [], [], []
    for standing, one in _instances(case):
        if one.state is State.MAY_ARISE:
            continue
        place = ended if not one.outstanding else offered if one.duty.strength is Strength.MAY else outstanding
        place.append((one, standing))
    made = lambda pairs: [_task(case, standing, one, person) for one, standing in pairs]  # noqa: E731
    outstanding.sort(key=lambda pair: _urgency(pair[0], case.now))
    ended.sort(key=lambda pair: pair[0].ended.start if pair[0].ended else case.now, reverse=True)
    return Tasks(made(outstanding), made(offered), made(ended))


def next_tasks(case: CaseFile, person: str) -> tuple[list[Task], int]:
    """The few things that come first, and how many there are in all."""
    found = [
        (one, standing) for standing, one in _instances(case)
        if one.outstanding and one.duty.strength is not Strength.MAY
    ]  # fmt: skip
    found.sort(key=lambda pair: _urgency(pair[0], case.now))
    return [_task(case, standing, one, person, explained=False) for one, standing in found[:NEXT]], len(found)


def _instances(case: CaseFile) -> Iterable[tuple[EpisodeSituation, DutyInstance]]:
    if case.situation is not None:
        for standing in case.situation.episodes.values():
            yield from ((standing, one) for one in standing.duties)


def _urgency(one: DutyInstance, now: datetime) -> tuple[int, datetime, str]:
    """Overdue first, the longest before the rest; then what is urgent without a time; then by time; then the rest by age."""
    if one.state is State.LATE and one.due is not None:
        return 0, first_instant_after(one.due), one.id
    if one.due is None:
        return (1 if one.duty.urgent else 3), one.arose.start, one.id
    return 2, first_instant_after(one.due), one.id


def _task(
    case: CaseFile, standing: EpisodeSituation, one: DutyInstance, person: str, *, explained: bool = True
) -> Task:
    pack, duty = standing.pack, one.duty
    assigned = case.assignment.person(one.id, falls_to_worker(holders_of(standing, one), pack))
    open_ = one.outstanding and case.as_of is None
    member = f" ({one.member})" if one.member else ""
    return Task(
        key=f"{case.stream}|{one.id}", title=upper_first(duty.title) + member, rule=upper_first(what_is_owed(duty, pack)),
        pathway=pack.pathways[standing.episode.pathway].title, why=why(standing, one.trigger), since=one.arose,
        clock=clock_of(one, case.now), due=_due(one.due),
        holder=people_words(named_holders(duty.name, pack), pack), assigned=case.names.get(assigned, "") if assigned else "",
        mine=bool(assigned) and assigned == person, strength=duty.strength.value,
        href=duty_page(case.slug, one) if open_ else "", waive=waive_page(case.slug, one) if open_ else "",
        state=one.state, held_by=pack.cautions[one.held_by].title if one.held_by else "", ended=one.ended,
        explanation=explain_duty(one, standing, source_words()) if explained else None, readings=_readings(one),
        section=beside(pack, duty) if explained else None,
    )  # fmt: skip


def _readings(one: DutyInstance) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_due(each) for each in one.readings)) if len(set(one.readings)) > 1 else ()


def _due(due: Moment | None) -> str:
    if due is None:
        return ""
    return day(due) if due.known_to_the_day else f"{day(due)}, {moment(due).rpartition(' ')[2]}"


def clock_of(one: DutyInstance, now: datetime) -> Clock:
    """The clock of a duty in words, with its class."""
    if one.state in _ENDED:
        return Clock(_ENDED[one.state] + (f" {short_day(one.ended)}" if one.ended else ""), "wm-no-limit")
    if one.state is State.HELD:
        return Clock("Held for now", "wm-soon")
    if one.state is State.LATE and one.due is not None:
        return Clock(clock_words(one.due, now), "wm-overdue")
    if one.due is None:
        return (
            Clock(upper_first(one.duty.urgent), "wm-urgent")
            if one.duty.urgent
            else Clock("No time limit", "wm-no-limit")
        )
    left = time_left(one.due, now)
    soon = left in ("today", "1 working day") or left.endswith(("hour", "hours", "minute", "minutes"))
    return Clock(clock_words(one.due, now), "wm-soon" if soon else "wm-in-time")


_ENDED: Mapping[State, str] = {
    State.MET: "Done in time,",
    State.MET_LATE: "Done late,",
    State.WAIVED: "Waived",
    State.LAPSED: "No longer owed since",
    State.SUPERSEDED: "Replaced",
}
