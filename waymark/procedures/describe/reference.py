"""What a pathway rests on, in words: pathways themselves, guides, roles, contacts, access, keeping and measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from waymark.procedures.describe.barriers import reach_words
from waymark.procedures.describe.conditions import describe_condition
from waymark.procedures.describe.document import Detail
from waymark.procedures.describe.words import (
    date_words,
    fact_words,
    hyphens_away,
    in_words,
    listed,
    people_words,
    quoted,
    role_words,
    sentence,
    step_words,
    upper_first,
)
from waymark.procedures.language.entries import (
    About,
    Access,
    Contact,
    Entry,
    Guide,
    Hours,
    Keep,
    Measure,
    Pathway,
    Role,
    Span,
)
from waymark.procedures.language.pack import Pack

ABOUT_WORDS = {
    About.CHILD: "a child", About.UNBORN: "an unborn child", About.ADULT_IN_TRUST: "an adult in a position of trust",
    About.PERSON_WHO_POSES_RISK: "a person who poses a risk", About.DEATH: "a child's death",
    About.PLACE_OR_GROUP: "a place or a group", About.WORKER: "a worker", About.ORGANISATION: "an organisation",
}  # fmt: skip
_ALL_DAY = ((0, 24 * 60),)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WHO = {"public": "the public", "child": "children", "family": "families", "professional": "professionals"}
_CHANNELS = {
    "phone": "Telephone", "second-phone": "Other telephone", "email": "Email", "web": "Web", "form": "Form",
    "through": "Through", "visit": "In person", "ask": "Ask", "post": "Post",
}  # fmt: skip


def pathway_sentences(pathway: Pathway, pack: Pack) -> Iterator[str]:
    """Whom it is about and how it begins."""
    yield f"This pathway is about {ABOUT_WORDS[pathway.about]}."
    for name in pathway.starts:
        who = people_words(pack.steps[name].by, pack)
        yield sentence(f"It may begin with {step_words(name, pack)}, by {who}")
    if pathway.governed_by is not None:
        yield sentence(f"Whose rules hold follows from {fact_words(pack, pathway.governed_by)}")


def guide_sentences(guide: Guide, pack: Pack) -> Iterator[str]:
    """The text, and where it is shown."""
    if guide.text:
        yield sentence(guide.text)
    if guide.when is not None:
        yield sentence(f"It is shown when {describe_condition(guide.when, pack)}")
    if guide.at:
        yield sentence(f"It is shown at {reach_words(guide.at, pack, 'and')}")


def guide_details(guide: Guide) -> Iterator[Detail]:
    """Its parts."""
    if guide.parts:
        yield Detail("In particular", tuple(upper_first(part) for part in guide.parts))


def role_sentences(role: Role, pack: Pack) -> Iterator[str]:
    """Who holds it and on what terms."""
    if role.held_by:
        yield sentence(f"Held by {listed((role_words(name, pack) for name in role.held_by), 'or')}")
    if role.needs is not None:
        yield sentence(f"Only somebody for whom {describe_condition(role.needs, pack)}")
    if role.not_if is not None:
        yield sentence(f"Not somebody for whom {describe_condition(role.not_if, pack)}")
    if not (role.held_by or role.needs or role.not_if):
        yield "Waymark knows who this is from the person's post or agency."


def contact_sentences(contact: Contact, pack: Pack) -> Iterator[str]:
    """How and when it is reached."""
    yield from (f"{line}." for line in _channel_lines(contact.channels))
    if contact.route:
        yield sentence(contact.route)
    if contact.who:
        yield f"For: {', '.join(_WHO[one] for one in contact.who)}."
    if contact.ages is not None:
        yield f"Ages: {contact.ages[0]} to {contact.ages[1]}."
    for reading in contact.readings:
        yield f"A source prints: {'; '.join(_channel_lines(reading.channels))}."
    if contact.hours is not None:
        yield f"Open {hours_words(contact.hours)}."
    if contact.otherwise is not None:
        yield f"Outside these hours: {pack.contacts[contact.otherwise].title}."
    if contact.restricted:
        yield "For practitioners only; not given to the public."
    if contact.checked:
        yield f"Last checked on {contact.checked}."


def _channel_lines(channels: Mapping[str, str]) -> Iterator[str]:
    for channel, value in channels.items():
        yield f"{_CHANNELS.get(channel, upper_first(in_words(channel)))}: {value}"


def hours_words(hours: Hours) -> str:
    """ "Monday to Thursday 08:30 to 17:00 and Friday 08:30 to 16:30, not on bank holidays"."""
    runs: list[tuple[int, int, tuple[Span, ...]]] = []
    for day in sorted(hours.opening):
        spans = hours.opening[day]
        if runs and runs[-1][1] == day - 1 and runs[-1][2] == spans:
            runs[-1] = (runs[-1][0], day, spans)
        else:
            runs.append((day, day, spans))
    if runs == [(0, 6, _ALL_DAY)] and hours.holidays and not hours.on_holidays:
        return "day and night, every day of the year"
    words = listed(f"{_day_span(first, last)} {_spans_words(spans)}" for first, last, spans in runs)
    if hours.on_holidays:
        return f"{words}, on bank holidays {_spans_words(hours.on_holidays)}"
    return f"{words}, {'also' if hours.holidays else 'not'} on bank holidays"


def _spans_words(spans: tuple[Span, ...]) -> str:
    if spans == _ALL_DAY:
        return "day and night"
    return listed(f"{_clock(opens)} to {_closing(closes)}" for opens, closes in spans)


def _closing(minutes: int) -> str:
    if minutes % (24 * 60) == 0:
        return "midnight"
    return _clock(minutes) if minutes < 24 * 60 else f"{_clock(minutes - 24 * 60)} the next morning"


def _day_span(first: int, last: int) -> str:
    if (first, last) == (0, 6):
        return "every day"
    return _DAYS[first] if first == last else f"{_DAYS[first]} to {_DAYS[last]}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def access_sentences(access: Access, pack: Pack) -> Iterator[str]:
    """Who may see what, and who may not."""
    what = listed(_seen(name, access.pathway, pack) for name in access.what)
    when = f"While {describe_condition(access.while_, pack)}, " if access.while_ is not None else ""
    until = f" until {describe_condition(access.until, pack)}" if access.until is not None else ""
    if access.only:
        yield sentence(f"{when}{what} may be seen only by {people_words(access.only, pack, 'and')}{until}")
    if access.hide:
        yield sentence(f"{when}{what} may not be seen by {people_words(access.hide, pack)}{until}")
    if not access.only and not access.hide:
        yield sentence(f"{when}{what} may not be seen{until}")


def _seen(name: str, pathway: str | None, pack: Pack) -> str:
    for full in (f"{pathway}/{name}", name):
        if full in pack.questions:
            return f"the answer to {quoted(pack.questions[full].ask)}"
        if full in pack.forms:
            return f"the form {quoted(pack.forms[full].title)}"
        if full in pack.steps:
            return f"the record of {quoted(pack.steps[full].title)}"
    return f"the {in_words(name)}"


def keep_sentences(keep: Keep, pack: Pack) -> Iterator[str]:
    """How long it is kept and what follows."""
    what = listed(_seen(name, keep.pathway, pack) for name in keep.what)
    if keep.least is not None:
        yield sentence(f"{what} must be kept at least until {date_words(keep.least, pack)}")
    if keep.most is not None:
        yield sentence(f"{what} must not be kept beyond {date_words(keep.most, pack)}")
    if keep.hold is not None:
        yield sentence(f"It is kept as long as {describe_condition(keep.hold, pack)}")
    if keep.then:
        yield sentence(f"Afterwards: {hyphens_away(keep.then)}; a person confirms it")


def measure_sentences(measure: Measure, pack: Pack) -> Iterator[str]:
    """What is counted, and the target."""
    names = (f"{measure.pathway}/{measure.count}", measure.count)
    kinds: tuple[Mapping[str, Entry], ...] = (pack.duties, pack.steps, pack.pathways)
    entry = next((kind[name] for name in names for kind in kinds if name in kind), None)
    counted = quoted(entry.title) if entry is not None else in_words(measure.count)
    when = f" where {describe_condition(measure.when, pack)}" if measure.when is not None else ""
    yield sentence(f"It counts {counted}{when}")
    if measure.split:
        yield sentence(f"It is shown by {listed(in_words(name) for name in measure.split)}")
    if measure.target:
        yield sentence(f"The target is {measure.target}")
    if measure.period:
        yield sentence(f"It is counted each {measure.period}")
