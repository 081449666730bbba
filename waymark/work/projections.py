"""Writing the table of duties from situations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache

from waymark.casefile import projections as casefile
from waymark.casefile.bulk import Row, insert_rows
from waymark.casefile.models import Episode
from waymark.casefile.queries import File
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation, Situation, State
from waymark.procedures.language.people import People, people_word
from waymark.procedures.time import Unit, first_instant_after
from waymark.work.models import Duty

COLUMNS = (
    "key", "stream", "area", "pathway", "episode", "duty", "title", "strength", "urgent", "member", "audience", "holder",
    "state", "arose_on", "arose_at", "known_since", "due", "late_from", "ended_on", "ended_at", "overran",
    "counts_working_days", "observable",
)  # fmt: skip


def write(files: Sequence[tuple[File, Situation | None]]) -> None:
    """Replace the duties of these files."""
    Duty.objects.filter(stream__in=[file.stream for file, _ in files]).delete()
    rows = (row for file, situation in files if situation for row in duty_rows(file.stream, situation))
    insert_rows(Duty, COLUMNS, rows)


def duty_rows(stream: str, situation: Situation) -> Iterator[Row]:
    """The rows of every duty of a file that has arisen. What only may arise is worked out when the file is opened."""
    for standing in situation.episodes.values():
        shown = standing.reasoner.view.given("shown-by-return", standing.point)
        steps = frozenset(shown.value) if shown is not None and isinstance(shown.value, tuple) else None
        for instance in standing.duties:
            if instance.state is not State.MAY_ARISE:
                yield _row(stream, standing, instance, steps)


def _row(stream: str, standing: EpisodeSituation, one: DutyInstance, shown: frozenset[object] | None) -> Row:
    """The values of COLUMNS. `shown` are the steps that the file's return can show, if it has been imported from one."""
    duty, due, ended = one.duty, one.due, one.ended
    return (
        f"{stream}|{one.id}", stream, standing.pack.area, standing.episode.pathway, one.episode, duty.name, duty.title,
        duty.strength.value, duty.urgent, one.member, one.audience, _holder(duty.by),
        (State.OPEN if one.state is State.LATE else one.state).value, one.arose.day, one.arose.start, one.known_since,
        due.iso() if due is not None else "", first_instant_after(due) if due is not None else None,
        ended.day if ended is not None else None, ended.start if ended is not None else None,
        one.overran and ended is not None, one.length is not None and one.length.unit is Unit.WORKING_DAY,
        shown is None or not shown.isdisjoint(duty.do),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _holder(by: tuple[People, ...]) -> str:
    return " or ".join(people_word(people) for people in by)


def tick(*, now: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Work out again every file with an open episode: only time has passed since. Out: how many files."""
    waiting = Episode.objects.filter(closed_at__isnull=True)
    streams = list(waiting.order_by("stream").values_list("stream", flat=True).distinct())
    for start in range(0, len(streams), casefile.BATCH):
        casefile.bring_up_to_date(streams[start : start + casefile.BATCH], now=now)
        if progress is not None:
            progress(min(start + casefile.BATCH, len(streams)))
    return len(streams)
