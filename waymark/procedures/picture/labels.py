"""The few words beside an arrow. A step of the same picture is named by its number, written at first as a token."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from waymark.procedures.describe.conditions import describe_condition, simple
from waymark.procedures.describe.words import date_words, each_words, event_words
from waymark.procedures.language import dates as d
from waymark.procedures.language.conditions import All, Condition, Happened, Not
from waymark.procedures.language.entries import Duty, Trigger, UponDate, UponLate
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Duration

#: A condition longer than this is not written beside its arrow; the text of the pathway has it.
LONGEST = 100
_TOKEN = re.compile(r"⟦(.+?)⟧")


def token(key: str) -> str:
    """Stands for the number of a step until the steps are numbered."""
    return f"⟦{key}⟧"


def without_tokens(text: str, number: Callable[[str], str]) -> str:
    """The text with each token replaced by what `number` gives for its step."""
    return _TOKEN.sub(lambda found: number(found[1]), text)


def limit_label(duty: Duty, trigger: Trigger | None, pack: Pack, own: Collection[str]) -> str:
    """ "within 24 hours of step 3 (aim: the same day), then every 6 months"."""
    parts = []
    if duty.within is not None:
        parts.append(_within(duty.within, pack))
    if duty.due is not None:
        parts.append(_due(duty.due, trigger, pack, own))
    if duty.aim is not None:
        parts.append(f"aim: {_length(duty.aim, pack)}")
    if duty.urgent:
        parts.append(duty.urgent)
    if duty.every is not None:
        every = _length(duty.every, pack)
        lead = "then " if parts else ""
        parts.append(f"{lead}at an interval not yet set" if every.startswith("a time") else f"{lead}every {every}")
    return ", ".join(parts)


def _within(length: d.Length, pack: Pack) -> str:
    words = _length(length, pack)
    return "on the same day" if words == "same day" else f"within {words}"


def _length(length: d.Length, pack: Pack) -> str:
    if isinstance(length, Duration):
        return str(length)
    fact = pack.facts.get(length.fact)
    if fact is not None and isinstance(fact.set, Duration):
        return str(fact.set)
    readings = " or ".join(str(one.value) for one in fact.readings) if fact is not None else ""
    return (
        f"{readings}, not decided"
        if readings
        else "a time that depends"
        if fact is None or fact.rows
        else "a time not yet set"
    )


def _due(date: d.DateExpression, trigger: Trigger | None, pack: Pack, own: Collection[str]) -> str:
    if isinstance(date, d.After):
        lead = _within(date.by, pack)
        same = isinstance(date.base, d.EventDate) and date.base.event == trigger
        return lead if same else f"{lead} {'as' if lead.endswith('same day') else 'of'} {_base(date.base, pack, own)}"
    return f"no later than {_base(date, pack, own)}"


def _base(date: d.DateExpression, pack: Pack, own: Collection[str]) -> str:
    if isinstance(date, d.EventDate):
        return f"step\u00a0{token(date.event)}" if date.event in own else event_words(date.event, pack)
    if isinstance(date, d.PlannedDate):
        return f"the time planned for step\u00a0{token(date.step)}" if date.step in own else date_words(date, pack)
    if isinstance(date, d.FactDate):
        return "the date answered" if date.fact in pack.questions else date_words(date, pack)
    if isinstance(date, d.Before):
        return f"{_length(date.by, pack)} before {_base(date.base, pack, own)}"
    if isinstance(date, d.Earliest | d.Latest):
        which = "first" if isinstance(date, d.Earliest) else "last"
        if all(isinstance(part, d.EventDate) and part.event in own for part in date.dates):
            numbers = ",\u00a0".join(token(part.event) for part in date.dates if isinstance(part, d.EventDate))
            return f"the {which} of steps\u00a0{numbers}"
        return f"the {which} of {'; '.join(_base(part, pack, own) for part in date.dates)}"
    return date_words(date, pack)


def condition_label(duty: Duty, trigger: Trigger | None, when: Condition | None, pack: Pack) -> str:
    """When the arrow holds and for whom."""
    parts = [_trigger(trigger, pack)]
    said = _without_itself(when, duty)
    if said is not None:
        words = f"if {describe_condition(said, pack)}" if simple(said) else ""
        parts.append(words if 0 < len(words) <= LONGEST else "in some cases")
    if duty.each is not None:
        parts.append(f"for {each_words(duty.each, pack)}")
    return "; ".join(part for part in parts if part)


def _trigger(trigger: Trigger | None, pack: Pack) -> str:
    if isinstance(trigger, UponLate):
        return "if it is late"
    if isinstance(trigger, UponDate):
        return f"from then on: {date_words(trigger.date, pack)}"
    suffix = trigger.partition(".")[2] if trigger is not None else ""
    return f"when {suffix}" if suffix in ("planned", "cancelled", "proposed") else ""


def _without_itself(when: Condition | None, duty: Duty) -> Condition | None:
    """A condition without "what is owed has not been done yet", which an arrow says by itself."""
    parts = when.parts if isinstance(when, All) else (when,) if when is not None else ()
    kept = tuple(
        p for p in parts if not (isinstance(p, Not) and isinstance(p.part, Happened) and p.part.event in duty.do)
    )
    return kept[0] if len(kept) == 1 else All(kept) if kept else None
