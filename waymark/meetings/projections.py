"""Writing the table of meetings from the files (a follower of the case file's projections)."""

from __future__ import annotations

from collections.abc import Sequence

from waymark.casefile.queries import File
from waymark.meetings.book import meetings_in
from waymark.meetings.models import Meeting
from waymark.procedures.evaluation import Situation


def write(files: Sequence[tuple[File, Situation | None]]) -> None:
    """Replace the rows of these files."""
    Meeting.objects.filter(stream__in=[file.stream for file, _ in files]).delete()
    rows = [
        Meeting(
            id=one.id, stream=file.stream, area=situation.episodes[one.episode].pack.area, episode=one.episode, step=one.step,
            title=situation.episodes[one.episode].pack.steps[one.step].title, starts_at=one.starts.start, place=one.place,
            state=one.state, event=one.event,
        )
        for file, situation in files
        if situation is not None
        for one in meetings_in(file.history)
        if one.episode in situation.episodes
    ]  # fmt: skip
    if rows:
        Meeting.objects.bulk_create(rows)
