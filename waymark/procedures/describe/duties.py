"""A duty as sentences that a manual can print: when, who, how binding, what, and what ends it."""

from __future__ import annotations

from collections.abc import Iterator

from waymark.procedures.describe.barriers import waive_sentence
from waymark.procedures.describe.conditions import describe_condition, duty_title, options_words, simple, unwrapped
from waymark.procedures.describe.words import (
    date_words,
    each_words,
    event_words,
    every_words,
    group_words,
    hyphens_away,
    length_words,
    listed,
    lower_first,
    people_words,
    sentence,
    step_words,
)
from waymark.procedures.language import dates as d
from waymark.procedures.language.conditions import Across, Decided
from waymark.procedures.language.entries import Duty, Trigger, UponDate, UponLate
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import GroupOf

#: First words by which a duty's title tells somebody what to do; other titles say what should come about.
_VERB_WORDS = """
acknowledge act advise agree answer appoint ask assess begin bring call carry choose clarify complete conclude confirm
consider consult contact convene debrief decide discuss do draft draw end escalate find form gather give hand hear help
hold inform invite keep link look make measure meet move observe obtain offer open pass plan present put rate record
reduce refer report review say secure see seek send share start take talk tell think translate treat use weigh work
"""
_VERBS = frozenset(_VERB_WORDS.split())
#: What is told about begins so, and needs no "the".
_DETERMINED_WORDS = "the a an any each his her its their that this what when where whether which who why how"
_DETERMINED = frozenset(_DETERMINED_WORDS.split())
_NO_VERB_BEFORE = frozenset({"goes", "needs", "is", "has", "must", "should", "ends"})


def what_is_owed(duty: Duty, pack: Pack) -> str:
    """What a duty asks for, in words: its steps, its audience or what is to be considered."""
    if duty.do:
        return listed((_plain_event(key, pack) for key in duty.do), "or")
    if duty.tell:
        return f"Tell {_told(duty, pack)}"
    return f"Consider {duty.consider}"


def _plain_event(key: str, pack: Pack) -> str:
    base, _, suffix = key.partition(".")
    entry = pack.steps.get(base) or pack.pathways.get(base)
    title = entry.title if entry is not None else base
    return f"{title} ({suffix})" if suffix else title


def _told(duty: Duty, pack: Pack) -> str:
    about = f" about {_the(duty.about)}" if duty.about else ""
    return f"{people_words(duty.tell, pack, 'and')}{about}"


def _the(about: str) -> str:
    """ "receipt" becomes "the receipt"; a phrase stays as it is."""
    return about if about.split(" ")[0] in _DETERMINED else f"the {hyphens_away(about)}"


def duty_sentences(duty: Duty, pack: Pack) -> Iterator[str]:
    """The rule, when it applies, what meets it, what repeats and what ends it."""
    short = duty.when is not None and simple(duty.when)
    yield sentence(f"{_lead(duty, pack, short)}, {_who(duty, pack)} {duty.strength.value} {_what(duty, pack)}")
    if duty.when is not None and not short:
        yield sentence(f"This applies when {describe_condition(duty.when, pack)}")
    if duty.each is not None and not _is_owner(duty):
        yield sentence(f"It is owed separately for {each_words(duty.each, pack)}")
    if duty.do and _is_order(duty.title):
        yield sentence(f"It is met by {listed((step_words(key, pack) for key in duty.do), 'or')}")
    yield from _rhythm(duty, pack)
    yield from _end(duty, pack)
    if duty.waive is not None:
        yield waive_sentence(duty.waive, pack)


def limit_words(duty: Duty, pack: Pack) -> str:
    """The time that a duty gives: "within 1 working day (aim: the same day)"; empty if it gives none."""
    parts = []
    if duty.within is not None:
        parts.append(f"within {length_words(duty.within, pack)}")
    if duty.due is not None:
        parts.append(_by_date(duty.due, pack))
    if duty.aim is not None:
        aim = length_words(duty.aim, pack)
        parts.append(f"(aim: {aim})" if parts else f"aim: {aim}")
    if duty.urgent:
        parts.append(duty.urgent)
    if duty.every is not None:
        parts.append(f"{'then ' if parts else ''}{every_words(duty.every, pack)}")
    return ", ".join(parts).replace(", (aim", " (aim")


def trigger_words(trigger: Trigger, pack: Pack) -> str:
    """What sets a duty off."""
    if isinstance(trigger, UponDate):
        return f"the passing of {date_words(trigger.date, pack)}"
    if isinstance(trigger, UponLate):
        return f"{duty_title(trigger.duty, pack)} becoming late"
    return event_words(trigger, pack)


def triggers_words(duty: Duty, pack: Pack) -> str:
    """Everything that sets a duty off."""
    return listed((trigger_words(trigger, pack) for trigger in duty.upon), "or")


def _lead(duty: Duty, pack: Pack, short: bool) -> str:
    triggers, when = triggers_words(duty, pack), ""
    if duty.when is not None and short:
        chosen = _choice_at_trigger(duty, pack)
        triggers, when = (chosen, "") if chosen else (triggers, describe_condition(duty.when, pack))
    lead = _time(duty, pack, triggers)
    if not lead:
        return f"When {when or 'this applies'}"
    return f"{lead}, if {when}" if when else lead


def _choice_at_trigger(duty: Duty, pack: Pack) -> str:
    """Where a duty arises from one way of deciding its own trigger: "the decision “Amber” at “Rate the referral”"."""
    when = duty.when
    if not isinstance(when, Decided) or duty.upon != (when.step,) or when.across is not Across.EPISODE:
        return ""
    return f"the decision {options_words(when, pack)} at {step_words(when.step, pack)}"


def _time(duty: Duty, pack: Pack, triggers: str) -> str:
    aim = f" (aim: {length_words(duty.aim, pack)})" if duty.aim is not None else ""
    since = triggers or "the moment when this applies"
    if duty.due is not None:
        return f"{'Upon ' + triggers + ', ' if triggers else ''}{_by_date(duty.due, pack)}{aim}"
    if duty.within is not None:
        return f"{_within(duty.within, pack)} {since}{aim}"
    if duty.aim is not None:
        return f"If possible {lower_first(_within(duty.aim, pack))} {since}"
    return f"Upon {triggers}" if triggers else ""


def _within(length: d.Length, pack: Pack) -> str:
    words = length_words(length, pack)
    return "On the day of" if words == "the same day" else f"Within {words} of"


def _by_date(date: d.DateExpression, pack: Pack) -> str:
    if isinstance(date, d.After):
        words = length_words(date.by, pack)
        if words == "the same day":
            return f"on the day of {date_words(date.base, pack)}"
        return f"within {words} of {date_words(date.base, pack)}"
    return f"no later than {date_words(date, pack)}"


def _who(duty: Duty, pack: Pack) -> str:
    if _is_owner(duty) and duty.each is not None:
        return each_words(duty.each, pack)
    return people_words(duty.by, pack) or "the allocated worker"


def _is_owner(duty: Duty) -> bool:
    """Whether each member of the group owes it, rather than somebody else for each member."""
    return duty.each is not None and any(isinstance(one, GroupOf) and one.group == duty.each for one in duty.by)


def _what(duty: Duty, pack: Pack) -> str:
    urgent = f", {duty.urgent}" if duty.urgent and duty.urgent not in duty.title else ""
    how = f" ({hyphens_away(duty.how)})" if duty.how else ""
    if duty.tell:
        return f"tell {_each_told(duty, pack)}{how}{urgent}"
    if duty.consider:
        return f"consider {duty.consider}{how}{urgent}"
    if _is_order(duty.title):
        return f"{lower_first(duty.title)}{how}{urgent}"
    return f"see to {listed((step_words(key, pack) for key in duty.do), 'or')}{how}{urgent}"


def _each_told(duty: Duty, pack: Pack) -> str:
    told = _told(duty, pack)
    if duty.each is None or not any(isinstance(one, GroupOf) and one.group == duty.each for one in duty.tell):
        return told
    return told.replace(group_words(duty.each, pack), each_words(duty.each, pack), 1)


def _is_order(title: str) -> bool:
    """Whether a title tells somebody what to do: "Hold the conference", not "Police protection ends"."""
    words = title.lower().replace(",", "").split()
    return bool(words) and words[0] in _VERBS and not _NO_VERB_BEFORE & set(words[1:2])


def _rhythm(duty: Duty, pack: Pack) -> Iterator[str]:
    if duty.every is not None:
        yield sentence(f"Once done, it is owed again {every_words(duty.every, pack)}")
    if duty.again == "restart":
        yield "If the same comes up again while it is owed, the time is counted anew."
    if duty.again == "keep":
        yield "It is owed only once at a time."


def _end(duty: Duty, pack: Pack) -> Iterator[str]:
    if duty.while_ is None:
        return
    condition, yes = unwrapped(duty.while_)
    if yes:
        yield sentence(f"It is owed only as long as {describe_condition(condition, pack)}")
    else:
        yield sentence(f"It is no longer owed once {describe_condition(condition, pack)}")
