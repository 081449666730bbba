"""When time alone next changes what is owed, so that nothing need be worked out before.

The answer may be too early, never too late: until it comes, and as long as nothing is recorded, all that changes is which duties are late.
That is known without working anything out again, from their due times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from waymark.procedures.evaluation.barriers import holds_duty
from waymark.procedures.evaluation.dependencies import CompiledDuty, Dependencies
from waymark.procedures.evaluation.evaluate import EpisodeSituation, Situation
from waymark.procedures.evaluation.instances import NEVER, DutyInstance, State
from waymark.procedures.evaluation.points import instants
from waymark.procedures.language.entries import Duty, UponDate, UponLate
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import first_instant_after


def next_change(situation: Situation) -> datetime:
    """The first instant after the moment asked about at which something other than lateness may change in what is owed.

    In: a situation whose point is the moment asked about. Out: an instant later than it (UTC), or the end of time.
    """
    return min((instant for instant in _instants(situation) if instant > situation.now), default=NEVER)


def _instants(situation: Situation) -> Iterator[datetime]:
    """Every instant, past ones among them, at which something may change."""
    events = situation.history.events
    if situation.point.position < len(events):
        yield events[situation.point.position].occurred.start
    for fact in situation.history.given:
        if fact.since is not None:
            yield fact.since.start
    owed = [(one.duty, each.pack) for each in situation.episodes.values() for one in each.duties if one.outstanding]
    for standing in situation.episodes.values():
        yield from _of_duties(situation, standing)
        yield from _of_cautions(situation, standing, owed)


def _of_duties(situation: Situation, standing: EpisodeSituation) -> Iterator[datetime]:
    happened = standing.reasoner.view.timeline.keys
    for compiled in standing.program.duties(standing.episode.pathway):
        if compiled.may_have_arisen(happened):
            for needs in _needs(standing, compiled, standing.instances_of(compiled.duty.name)):
                yield from _of_needs(situation, standing, needs)


def _needs(
    standing: EpisodeSituation, compiled: CompiledDuty, found: tuple[DutyInstance, ...]
) -> Iterator[Dependencies]:
    """What the further life of a duty's instances, and the coming of more, rests on.

    An instance that has ended stays as it is, so what ended it is not asked again. Lengths are counted as they stood at the trigger.
    """
    program, duty = standing.program, compiled.duty
    lives = any(one.ended is None for one in found)
    undecided = any(one.state is State.MAY_ARISE for one in found)
    if duty.when is not None and (undecided or not duty.upon):
        yield program.needs(duty.when)
    if duty.while_ is not None and lives:
        yield program.needs(duty.while_)
    if duty.due is not None and lives:
        yield program.needs_of_live(duty.due)
    if duty.each is not None:
        yield program.needs_of_group(duty.each)
        if duty.while_ is not None:
            yield program.needs(duty.while_)
    for trigger in duty.upon:
        if isinstance(trigger, UponDate):
            yield program.needs_of_date(trigger.date)
        elif isinstance(trigger, UponLate):
            yield Dependencies(duties={trigger.duty})


def _of_needs(situation: Situation, standing: EpisodeSituation, needs: Dependencies) -> Iterator[datetime]:
    if needs.by_time:
        yield from instants(needs, standing.reasoner, [situation.point])
    for duty in needs.duties:
        # Whichever episode of the file owes it; what else may happen to it is asked there.
        for other in situation.episodes.values():
            if duty in other.pack.duties and other.pack.duties[duty].pathway == other.episode.pathway:
                yield from _lateness(other.instances_of(duty))


def _lateness(found: tuple[DutyInstance, ...]) -> Iterator[datetime]:
    for one in found:
        if one.ended is None and one.due is not None:
            yield first_instant_after(one.due)


def _of_cautions(
    situation: Situation, standing: EpisodeSituation, owed: Sequence[tuple[Duty, Pack]]
) -> Iterator[datetime]:
    """When a caution that holds something owed may begin or end."""
    for caution in standing.pack.cautions.values():
        if caution.while_ is None or caution.pathway not in (None, standing.episode.pathway):
            continue
        if any(holds_duty(caution, duty, pack) for duty, pack in owed):
            yield from _of_needs(situation, standing, standing.program.needs(caution.while_))
