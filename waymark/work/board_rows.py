"""What the table of open referrals says of a file: where each stands and what presses most in it, whatever the time is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from waymark.casefile.bulk import Row, insert_rows
from waymark.casefile.queries import File
from waymark.casefile.translation import ACT
from waymark.ledger.events import as_text
from waymark.ledger.models import Event as LedgerEvent
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation, Situation
from waymark.procedures.history import Event, Kind
from waymark.procedures.language.entries import Strength
from waymark.procedures.time import first_instant_after
from waymark.work.front_door import REFERRAL, Tab, is_held_here
from waymark.work.holding import Assignment, holders_of, written
from waymark.work.models import Referral

COLUMNS = (
    "episode", "stream", "area", "act", "opened_at", "tab", "rating", "worker", "late_from", "urgent", "timed", "untimed", "owed",
)  # fmt: skip
#: By stream and moment the numbers of the acts that opened referrals.
Acts = Mapping[tuple[str, str], str]


def write(files: Sequence[tuple[File, Situation | None]]) -> None:
    """Replace the rows of these files (a follower of the case file's projections)."""
    Referral.objects.filter(stream__in=[file.stream for file, _ in files]).delete()
    live = [(file, situation) for file, situation in files if situation is not None and any(_open(situation))]
    if live:
        acts = _acts([stream for file, _ in live for stream in (*file.streams, *(other for other, _ in file.others))])
        insert_rows(Referral, COLUMNS, (row for file, situation in live for row in _rows(file, situation, acts)))


def _open(situation: Situation) -> Iterator[EpisodeSituation]:
    return (standing for standing in situation.of_pathway(REFERRAL) if standing.is_open)


def _acts(streams: Sequence[str]) -> Acts:
    rows = LedgerEvent.objects.filter(stream__in=streams, type=ACT, rule=REFERRAL).order_by("stream", "sequence")
    found: dict[tuple[str, str], str] = {}
    for stream, occurred, number in rows.values_list("stream", "occurred_at", "act_number"):
        found.setdefault((stream, occurred), number)
    return found


def _rows(file: File, situation: Situation, acts: Acts) -> Iterator[Row]:
    for standing in _open(situation):
        opened = standing.episode.opened.occurred.start
        streams = (*file.streams, *(other for other, _ in file.others))
        act = next((number for stream in streams if (number := acts.get((stream, as_text(opened))))), "")
        events = [event for event in file.history.events if event.episode == standing.episode.id]
        owed = [one for one in standing.duties if _owed_here(file, standing, one)]
        timed = min((one for one in owed if one.due is not None), key=_late, default=None)
        untimed = min((one for one in owed if one.due is None), key=_waits, default=None)
        yield (
            standing.episode.id, file.stream, standing.pack.area, act, opened, _tab(standing, events, owed, situation).value,
            _rating(standing, events), Assignment.of(file).worker, _late(timed)[0] if timed else None,
            untimed is not None and bool(untimed.duty.urgent), _key(file, timed), _key(file, untimed), len(owed),
        )  # fmt: skip


def _owed_here(file: File, standing: EpisodeSituation, one: DutyInstance) -> bool:
    if not one.outstanding or one.duty.strength is Strength.MAY or not is_held_here(written(holders_of(standing, one))):
        return False
    shown = standing.reasoner.view.given("shown-by-return", standing.point)
    return shown is None or not isinstance(shown.value, tuple) or not set(shown.value).isdisjoint(one.duty.do)


def _late(one: DutyInstance) -> tuple:
    assert one.due is not None
    return first_instant_after(one.due), one.id


def _waits(one: DutyInstance) -> tuple:
    """What is urgent first, then what has waited longest."""
    return not one.duty.urgent, one.arose.start, one.id


def _key(file: File, one: DutyInstance | None) -> str:
    return f"{file.stream}|{one.id}" if one is not None else ""


def _tab(
    standing: EpisodeSituation, events: Sequence[Event], owed: Sequence[DutyInstance], situation: Situation
) -> Tab:
    """Where a referral stands, from what was proposed and decided, what is owed and what came of it."""
    steps = standing.pack.steps
    last: dict[str, Kind] = {event.name: event.kind for event in events if event.kind in (Kind.DONE, Kind.PROPOSED)}
    if any(kind is Kind.PROPOSED and name in steps and steps[name].signs for name, kind in last.items()):
        return Tab.SIGNING
    deciding = {name for one in owed for name in one.duty.do if name in steps and steps[name].decides is not None}
    came_of_it = any(
        one.came_from == standing.episode.id for one in (other.episode for other in situation.episodes.values())
    )
    if not deciding and (came_of_it or any(_decides(event, standing) for event in events)):
        return Tab.OWED if owed else Tab.FINISHED
    starts = standing.pack.pathways[REFERRAL].starts
    return Tab.SCREENING if any(name in steps and name not in starts for name in last) else Tab.NEW


def _decides(event: Event, standing: EpisodeSituation) -> bool:
    step = standing.pack.steps.get(event.name)
    return (
        event.kind is Kind.DONE
        and event.stands
        and bool(event.option)
        and step is not None
        and step.decides is not None
    )


def _rating(standing: EpisodeSituation, events: Sequence[Event]) -> str:
    """The colour of the newest rating."""
    found = ""
    for event in events:
        step = standing.pack.steps.get(event.name)
        if step is not None and step.decides is not None and _decides(event, standing):
            option = step.decides.get(event.option)
            colours = option.columns.get("colour", ()) if option is not None else ()
            found = colours[0][:20] if colours else found
    return found
