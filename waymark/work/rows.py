"""What the tables of duties and of open files say of one situation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from waymark.casefile.bulk import Row
from waymark.casefile.queries import File
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation, Situation, State
from waymark.procedures.evaluation.instances import OUTSTANDING
from waymark.procedures.language.entries import Strength
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import People, people_word
from waymark.procedures.time import Unit, first_instant_after
from waymark.work.holding import (
    ALLOCATED,
    Assignment,
    falls_to_team,
    falls_to_worker,
    holders_of,
    role_words,
    step_of,
    written,
)

COLUMNS = (
    "key", "stream", "area", "pathway", "episode", "duty", "title", "kind", "step", "why", "since", "strength", "urgent", "member",
    "audience", "holder", "holders", "assigned_to", "assigned_team", "state", "listed", "arose_on", "arose_at", "known_since", "due",
    "late_from", "ended_on", "ended_at", "overran", "counts_working_days", "observable",
)  # fmt: skip
OPEN_FILE = ("stream", "area", "worker", "team", "family", "open_since", "wants_worker")
HOLDERS = COLUMNS.index("holders")


def duty_rows(stream: str, situation: Situation, assigned: Assignment) -> Iterator[Row]:
    """The rows of every duty of a file that has arisen. What only may arise is worked out when the file is opened."""
    for standing in situation.episodes.values():
        steps = _shown_by_return(standing)
        for instance in standing.duties:
            if instance.state is not State.MAY_ARISE:
                yield _row(stream, standing, instance, steps, assigned)


def _shown_by_return(standing: EpisodeSituation) -> frozenset[object] | None:
    """The steps that a return can show, if the file came out of one."""
    shown = standing.reasoner.view.given("shown-by-return", standing.point)
    return frozenset(shown.value) if shown is not None and isinstance(shown.value, tuple) else None


def _observable(standing: EpisodeSituation, one: DutyInstance, shown: frozenset[object] | None) -> bool:
    return shown is None or not shown.isdisjoint(one.duty.do) or not _of_a_return(standing, one)


def _of_a_return(standing: EpisodeSituation, one: DutyInstance) -> bool:
    """Whether what this arose from was read out of a return, which names nobody: what people do here has a role or an agency.

    So a child who came from a return and is referred today has every duty of today's referral.
    """
    timeline = standing.reasoner.view.timeline
    position = timeline.position_of.get(one.trigger)
    event = timeline.events[position] if position is not None else standing.episode.opened
    return not (event.role or event.agency)


def _row(
    stream: str, standing: EpisodeSituation, one: DutyInstance, shown: frozenset[object] | None, assigned: Assignment
) -> Row:
    """The values of COLUMNS. `shown` are the steps that the file's return can show, if it has been imported from one."""
    duty, due, ended, pack = one.duty, one.due, one.ended, standing.pack
    observable = _observable(standing, one, shown)
    words = holders_of(standing, one)
    return (
        f"{stream}|{one.id}", stream, pack.area, standing.episode.pathway, one.episode, duty.name, duty.title,
        "do" if duty.do else "tell" if duty.tell else "consider", step_of(duty), why(standing, one.trigger), one.arose.iso(),
        duty.strength.value, duty.urgent, one.member, one.audience, _holder(duty.by),
        written(words), assigned.person(one.id, falls_to_worker(words, pack)), assigned.team if falls_to_team(words, pack) else "",
        (State.OPEN if one.state is State.LATE else one.state).value,
        one.state in OUTSTANDING and observable and duty.strength is not Strength.MAY,
        one.arose.day, one.arose.start, one.known_since,
        due.iso() if due is not None else "", first_instant_after(due) if due is not None else None,
        ended.day if ended is not None else None, ended.start if ended is not None else None,
        one.overran and ended is not None, one.length is not None and one.length.unit is Unit.WORKING_DAY,
        observable,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _holder(by: tuple[People, ...]) -> str:
    return " or ".join(people_word(people) for people in by)


def why(standing: EpisodeSituation, trigger: str) -> str:
    """From what something arose: the title of the act, that something is late, or that a date came."""
    timeline, pack = standing.reasoner.view.timeline, standing.pack
    position = timeline.position_of.get(trigger)
    if position is not None:
        return _title(timeline.events[position].name, pack)
    late = pack.duties.get(trigger.split("|")[1]) if "|" in trigger else None
    return f"Late: {late.title}"[:300] if late is not None else "A date came"


def _title(name: str, pack: Pack) -> str:
    for entries in (pack.steps, pack.pathways, pack.duties, pack.gates, pack.cautions):
        entry = entries.get(name)
        if entry is not None:
            return str(entry.title)
    return name


def open_file(file: File, situation: Situation, assigned: Assignment) -> Row | None:
    """The values of OPEN_FILE, or nothing where no episode is open."""
    opened = [standing for standing in situation.episodes.values() if standing.is_open]
    if not opened:
        return None
    since = min(standing.episode.opened.occurred.start for standing in opened)
    wants = any(map(wants_worker, situation.episodes.values()))
    return file.stream, opened[-1].pack.area, assigned.worker, assigned.team, assigned.family, since, wants


def wants_worker(standing: EpisodeSituation) -> bool:
    """Whether something is owed that falls to an allocated worker by name, not merely to anybody."""
    theirs, shown = role_words((ALLOCATED,), standing.pack), _shown_by_return(standing)
    return any(
        one.outstanding and one.duty.strength is not Strength.MAY and holders_of(standing, one) & theirs
        for one in standing.duties
        if _observable(standing, one, shown)
    )
