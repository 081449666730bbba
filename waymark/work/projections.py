"""Writing the table of duties from situations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from waymark.casefile import projections as casefile
from waymark.casefile.bulk import insert_rows
from waymark.casefile.models import Episode
from waymark.casefile.queries import File
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation, Situation, State
from waymark.procedures.language.people import people_word
from waymark.procedures.time import Unit, first_instant_after
from waymark.work.models import Duty


def write(files: Sequence[tuple[File, Situation | None]]) -> None:
    """Replace the duties of these files."""
    Duty.objects.filter(stream__in=[file.stream for file, _ in files]).delete()
    insert_rows(Duty, (row for file, situation in files if situation for row in duty_rows(file.stream, situation)))


def duty_rows(stream: str, situation: Situation) -> Iterator[Duty]:
    """The rows of every duty of a file that has arisen. What only may arise is worked out when the file is opened."""
    for standing in situation.episodes.values():
        for instance in standing.duties:
            if instance.state is not State.MAY_ARISE:
                yield _row(stream, standing, instance)


def _row(stream: str, standing: EpisodeSituation, one: DutyInstance) -> Duty:
    shown = standing.reasoner.view.given("shown-by-return", standing.point)
    state = State.OPEN if one.state is State.LATE else one.state
    unit = one.length.unit if one.length is not None else None
    return Duty(
        key=f"{stream}|{one.id}", stream=stream, area=standing.pack.area, pathway=standing.episode.pathway, episode=one.episode,
        duty=one.duty.name, title=one.duty.title, strength=one.duty.strength.value, urgent=one.duty.urgent, member=one.member,
        audience=one.audience, holder=" or ".join(people_word(people) for people in one.duty.by), state=state.value,
        arose_on=one.arose.day, arose_at=one.arose.start.astimezone(UTC), known_since=one.known_since,
        due=one.due.iso() if one.due is not None else "", late_from=first_instant_after(one.due) if one.due is not None else None,
        ended_on=one.ended.day if one.ended is not None else None, ended_at=one.ended.start if one.ended is not None else None,
        overran=one.overran if one.ended is not None else False, counts_working_days=unit is Unit.WORKING_DAY,
        observable=shown is None or not isinstance(shown.value, tuple) or any(step in shown.value for step in one.duty.do),
    )  # fmt: skip


def tick(*, now: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Work out again every file with an open episode: only time has passed since. Out: how many files."""
    waiting = Episode.objects.filter(closed_at__isnull=True)
    streams = list(waiting.order_by("stream").values_list("stream", flat=True).distinct())
    for start in range(0, len(streams), casefile.BATCH):
        casefile.bring_up_to_date(streams[start : start + casefile.BATCH], now=now)
        if progress is not None:
            progress(min(start + casefile.BATCH, len(streams)))
    return len(streams)
