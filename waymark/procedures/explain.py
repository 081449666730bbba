"""Why: any clock, duty or refusal with its rule, its arithmetic and its source ("says who?")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from waymark.procedures.describe.barriers import waive_sentence
from waymark.procedures.describe.duties import limit_words, what_is_owed
from waymark.procedures.describe.entries import overlaid_sentences
from waymark.procedures.describe.words import (
    date_words,
    event_words,
    people_words,
    person_words,
    question_text,
    upper_first,
)
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation, State
from waymark.procedures.evaluation.barriers import Barrier, Verdict
from waymark.procedures.evaluation.reason import Missing, Reasoner
from waymark.procedures.evaluation.timeline import Point
from waymark.procedures.history import Event, Kind
from waymark.procedures.language import dates as d
from waymark.procedures.language.entries import Caution, Duty, Fact
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Duration, Moment, explain_add, explain_subtract, overdue_by, time_left

__all__ = [
    "Explanation",
    "date_words",
    "explain_barrier",
    "explain_clock",
    "explain_duty",
    "limit_facts",
    "person_words",
    "question_text",
    "recorded_later",
    "what_is_owed",
]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An answer to "says who?": what is so, the rule, the arithmetic, and where it comes from."""

    what: str
    rule: str
    arithmetic: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    place: str = ""
    pack: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)

    def sentences(self) -> tuple[str, ...]:
        """All of it, in the order in which a person would ask."""
        sources = tuple(f"{cite}, {self.sources[cite]}" if cite in self.sources else cite for cite in self.cites)
        source = f"Source: {'; '.join(sources)} (pack {self.pack}, {self.place})."
        return (self.what, self.rule, *self.arithmetic, *self.notes, source)


def explain_duty(
    instance: DutyInstance, standing: EpisodeSituation, sources: Mapping[str, str] | None = None
) -> Explanation:
    """Why a duty is owed (or was), how its time was counted, how it stands. `sources` gives words for requirement ids."""
    duty, pack = instance.duty, standing.pack
    cites = tuple(dict.fromkeys((*duty.cites, *(cite for fact in limit_facts(duty, pack) for cite in fact.cites))))
    return Explanation(
        what=_state(instance, standing),
        rule=_rule(duty, pack),
        arithmetic=tuple(_arithmetic(instance, standing)),
        notes=tuple(_notes(instance, standing)),
        cites=cites,
        place=str(duty.place),
        pack=standing.episode.pin or pack.pin,
        sources={cite: sources[cite] for cite in cites if sources and cite in sources},
    )


def limit_facts(duty: Duty, pack: Pack) -> tuple[Fact, ...]:
    """The facts that give a duty's lengths: their sources and the area's reasons belong to the explanation."""
    lengths = [duty.within, duty.aim, duty.every, *(d.lengths(duty.due) if duty.due is not None else ())]
    names = dict.fromkeys(length.fact for length in lengths if isinstance(length, d.DurationOf))
    return tuple(pack.facts[name] for name in names if name in pack.facts)


def explain_barrier(barrier: Barrier, pack: Pack, sources: Mapping[str, str] | None = None) -> Explanation:
    """Why an act is refused or warned of, and what would open the way."""
    rule = barrier.rule
    said = {
        Verdict.SHUT: "This may not be done now" if not barrier.waived_by else "This rule stands, and was waived",
        Verdict.ANSWER_FIRST: "This cannot be told until something is answered",
        Verdict.NOT_RULED_OUT: "This has not been ruled out",
        Verdict.WARNS: "Take care",
    }[barrier.verdict]
    unknown = barrier.unknown if barrier.verdict is Verdict.ANSWER_FIRST else ()
    asked = tuple(f"Answer first: {question_text(pack, name)}" for name in unknown)
    waive = (waive_sentence(rule.waive, pack),) if rule.waive is not None and barrier.refuses else ()
    kind = "Caution" if isinstance(rule, Caution) else "Gate"
    return Explanation(
        what=f"{said}: {rule.say or rule.title}.".replace("..", "."),
        rule=f"{kind}: {rule.title} ({pack.area_title(rule.area)}).",
        notes=(*asked, *waive, *overlaid_sentences(rule, pack)),
        cites=rule.cites,
        place=str(rule.place),
        pack=pack.pin,
        sources={cite: sources[cite] for cite in rule.cites if sources and cite in sources},
    )


def explain_clock(duty: Duty, start: Moment, reasoner_pack: Pack, length: Duration) -> tuple[str, ...]:
    """The arithmetic of a length counted from a start, without a history."""
    return (f"{_rule(duty, reasoner_pack)}", *explain_add(start, length).sentences())


def _state(instance: DutyInstance, standing: EpisodeSituation) -> str:
    owed = what_is_owed(instance.duty, standing.pack)
    who = f" for {instance.member}" if instance.member else ""
    now = standing.point.instant
    if instance.state is State.LATE and instance.due is not None:
        return f"{owed}{who}: LATE by {overdue_by(instance.due, now)}; it was due by {_when(instance.due)}."
    if instance.state is State.OPEN and instance.due is not None:
        return f"{owed}{who}: due by {_when(instance.due)} ({time_left(instance.due, now)} left)."
    if instance.state is State.MET_LATE and instance.due is not None and instance.ended is not None:
        late = overdue_by(instance.due, instance.ended.start)
        return f"{owed}{who}: done {instance.ended}, late by {late}; it was due by {_when(instance.due)}."
    if instance.ended is not None:
        due = f"; it was due by {_when(instance.due)}" if instance.due is not None else ""
        return f"{owed}{who}: {instance.state.value} {instance.ended}{due}."
    return f"{owed}{who}: {instance.state.value}."


def _when(due: Moment) -> str:
    return f"the end of {due}" if due.known_to_the_day else str(due)


def _rule(duty: Duty, pack: Pack) -> str:
    limit = limit_words(duty, pack) or "no time is given"
    who = people_words(duty.by, pack) or "the allocated worker"
    return f"Rule: {duty.title} ({pack.area_title(duty.area)}, {duty.strength.value}): {limit}; by {who}."


def _arithmetic(instance: DutyInstance, standing: EpisodeSituation) -> Iterator[str]:
    yield f"It arose from {_trigger_words(instance, standing)}."
    if instance.due is None:
        if instance.duty.urgent:
            yield f"The source gives no number, only: {instance.duty.urgent}."
        return
    if instance.duty.due is not None and instance.length is None:
        ended = instance.ended_position
        point = Point(ended, standing.point.instant) if ended is not None else standing.point
        yield from _date_arithmetic(instance.duty.due, standing.reasoner, point)
    elif instance.length is not None:
        yield from explain_add(instance.arose, instance.length).sentences()


def _trigger_words(instance: DutyInstance, standing: EpisodeSituation) -> str:
    timeline = standing.reasoner.view.timeline
    position = timeline.position_of.get(instance.trigger)
    if position is None:
        return str(instance.arose)
    event = timeline.events[position]
    later = not event.occurred.known_to_the_day and recorded_later(event)
    known = f" (recorded {Moment.at(event.recorded)})" if later else ""
    return f"{event_words(event.key, standing.pack)}, {event.occurred}{known}"


def recorded_later(event: Event) -> bool:
    """Whether an event was written down on a later day than it happened."""
    return event.kind is not Kind.OPENED and Moment.at(event.recorded).day > event.occurred.day


def _date_arithmetic(date: d.DateExpression, reasoner: Reasoner, point: Point) -> Iterator[str]:
    if isinstance(date, d.After | d.Before):
        base, length = reasoner.date(date.base, point), reasoner.length(date.by, point)
        if isinstance(base, Missing) or length is None:
            yield f"Not yet known: {date_words(date, reasoner.pack)}."
            return
        yield from _date_arithmetic(date.base, reasoner, point)
        counted = explain_add(base, length) if isinstance(date, d.After) else explain_subtract(base, length)
        yield from counted.sentences()
    elif isinstance(date, d.Earliest | d.Latest):
        for part in date.dates:
            yield from _date_arithmetic(part, reasoner, point)
        found = reasoner.date(date, point)
        which = "earliest" if isinstance(date, d.Earliest) else "latest"
        if isinstance(found, Moment):
            yield f"The {which} of these is {found}."
    else:
        found = reasoner.date(date, point)
        yield f"{upper_first(date_words(date, reasoner.pack))}: {found if isinstance(found, Moment) else 'not known'}."


def _notes(instance: DutyInstance, standing: EpisodeSituation) -> Iterator[str]:
    if instance.readings and len(instance.readings) > 1:
        choices = " or ".join(sorted({_when(moment) for moment in instance.readings}))
        yield f"The area has not chosen between readings: {choices}. The earlier leads."
    if instance.aim is not None and instance.aim != instance.due:
        yield f"The aim is {_when(instance.aim)}."
    if instance.held_by:
        yield f"Held by {standing.pack.cautions[instance.held_by].title}; the due time does not move."
    yield from (f"Answer to tell whether it arises: {question_text(standing.pack, name)}" for name in instance.unknown)
    if instance.duty.note:
        yield f"Note on the source: {instance.duty.note}"
    for entry in (instance.duty, *limit_facts(instance.duty, standing.pack)):
        yield from overlaid_sentences(entry, standing.pack)
