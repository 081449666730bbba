"""Writing the tables of what is owed from situations, and doing so again when time has changed something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db import transaction

from waymark.casefile import projections as casefile
from waymark.casefile.bulk import insert_rows
from waymark.casefile.queries import File
from waymark.ledger.writing import wait_for_turn
from waymark.procedures.evaluation import Situation
from waymark.procedures.evaluation.instances import NEVER
from waymark.procedures.evaluation.waiting import next_change
from waymark.work import proposals, rows
from waymark.work.holding import Assignment
from waymark.work.models import Duty, Holders, OpenFile, Proposal, Recheck

#: As many files as a page may work out in passing before it answers; the rest waits for `waymark tick`.
IN_PASSING = 10
#: Files worked out while others wait to write: a tenth of a second or two.
AT_ONCE = 25


def write(files: Sequence[tuple[File, Situation | None]]) -> None:
    """Replace the rows of these files."""
    streams = [file.stream for file, _ in files]
    for table in (Duty, OpenFile, Recheck, Proposal):
        table.objects.filter(stream__in=streams).delete()
    known = [(file, situation, Assignment.of(file)) for file, situation in files if situation is not None]
    duties = [row for file, now, to in known for row in rows.duty_rows(file.stream, now, to)]
    proposed = [row for file, now, to in known for row in proposals.rows(file, now, to)]
    _keep_holders({row[rows.HOLDERS] for row in duties} | {row[proposals.SIGNS] for row in proposed})
    insert_rows(Duty, rows.COLUMNS, duties)
    insert_rows(Proposal, proposals.COLUMNS, proposed)
    opened = (rows.open_file(file, now, to) for file, now, to in known)
    insert_rows(OpenFile, rows.OPEN_FILE, (row for row in opened if row is not None))
    changing = ((file.stream, next_change(situation)) for file, situation, _ in known)
    insert_rows(Recheck, ("stream", "at"), ((stream, at) for stream, at in changing if at < NEVER))


def _keep_holders(sets: Iterable[str]) -> None:
    """Know these sets of role words. There are a few dozen, so nearly always all are known."""
    wanted = set(sets)
    new = wanted.difference(Holders.objects.filter(words__in=wanted).values_list("words", flat=True))
    if new:
        Holders.objects.bulk_create([Holders(words=words) for words in sorted(new)], ignore_conflicts=True)


def tick(*, now: datetime, at_most: int | None = None, progress: Callable[[int], None] | None = None) -> int:
    """Work out again the files in which time has changed something since, the longest waiting first. Out: how many.

    In: `at_most` so many files; `progress` is told how many are done.
    """
    due = Recheck.objects.filter(at__lte=now).order_by("at", "stream").values_list("stream", flat=True)
    streams = list(due if at_most is None else due[:at_most])
    for start in range(0, len(streams), AT_ONCE):
        with transaction.atomic():
            # Read and written in one turn: an act recorded in between would be overwritten by what was read before it.
            wait_for_turn()
            casefile.bring_up_to_date(streams[start : start + AT_ONCE], now=now)
        if progress is not None:
            progress(min(start + AT_ONCE, len(streams)))
    return len(streams)


def waiting(now: datetime) -> int:
    """How many files time has changed that have not been worked out again."""
    return Recheck.objects.filter(at__lte=now).count()
