"""What a referrer is shown of what they sent: the reference, what happens next and by when, what they were told, and what they still owe.

Of the file itself nothing is shown: only acts of the referrer's own, and what was told to the referrer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from waymark.casefile.queries import File, situation_of
from waymark.casefile.summary import reference_of
from waymark.procedures.describe.duties import what_is_owed
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation, State
from waymark.procedures.explain import explain_duty
from waymark.procedures.history import Event, Kind
from waymark.procedures.language.entries import Strength
from waymark.procedures.language.people import GroupOf, People, people_word
from waymark.procedures.time import Moment, overdue_by
from waymark.web.report.areas import PATHWAY
from waymark.web.shell.words import clock_time, day

#: Whom packs name when they mean whoever referred.
REFERRER, REFERRING = "referrer", ("referrer", "referring-agency")


@dataclass(frozen=True, slots=True)
class Next:
    """Something owed after a referral: what, by when in words, why, and whether it is late."""

    title: str
    when: str
    why: tuple[str, ...]
    state: str
    overdue: str = ""
    step: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in ("open", "late", "held")


@dataclass(frozen=True, slots=True)
class Told:
    """Something that the referrer was told: what, when, and the decision that had been made by then."""

    about: str
    at: Moment
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One referral about one child, as its referrer sees it."""

    reference: str
    stream: str
    episode: str
    name: str
    title: str
    area: str
    sent: Moment
    by: str
    next: tuple[Next, ...]
    yours: tuple[Next, ...]
    told: tuple[Told, ...]
    acknowledged: Told | None
    acknowledge: Next | None

    @property
    def outcomes(self) -> tuple[Told, ...]:
        """What was told beyond that it came in."""
        return tuple(one for one in self.told if one is not self.acknowledged)


def receipts(
    file: File, now: datetime, *, names: Mapping[str, str] | None = None, agency: str = "", first_only: bool = False
) -> list[Receipt]:
    """The referrals in a file, newest first: those that an agency's own act opened, or (at once after sending) the first.

    In: by the id of the act, what the referrer themselves called the child.
    """
    situation = situation_of(file, now)
    acts = {event.id: event for event in file.history.events}
    found = []
    for standing in situation.of_pathway(PATHWAY):
        opened_by = acts.get(standing.episode.opened.cause)
        if opened_by is None or (agency and opened_by.agency != agency):
            continue
        found.append(_receipt(file, standing, opened_by, (names or {}).get(opened_by.id, ""), now))
    return found[:1] if first_only else found[::-1]


def _receipt(file: File, standing: EpisodeSituation, act: Event, name: str, now: datetime) -> Receipt:
    owed = [
        one for one in standing.duties if one.state is not State.MAY_ARISE and one.duty.strength is not Strength.MAY
    ]
    told = tuple(_told(file, standing))
    acknowledgement = next((one for one in owed if _tells_referrer(one) and one.duty.about == "receipt"), None)
    step = standing.pack.steps.get(act.name)
    return Receipt(
        reference=reference_of(standing.episode.id),
        stream=file.stream,
        episode=standing.episode.id,
        name=name,
        title=step.title if step is not None else act.name,
        area=standing.pack.title,
        sent=act.occurred,
        by=act.by,
        next=tuple(_next(one, standing, now) for one in owed if _concerns_referrer(one, standing) and one.outstanding),
        yours=tuple(_next(one, standing, now) for one in owed if one.outstanding and _is_referrers(one)),
        told=told,
        acknowledged=next((one for one in told if one.about == "receipt"), None),
        acknowledge=_next(acknowledgement, standing, now) if acknowledgement is not None else None,
    )


def _told(file: File, standing: EpisodeSituation) -> Iterable[Told]:
    """Everything told to the referrer in this episode; with what was told of an outcome goes the decision that had been made."""
    decision = ""
    for event in file.history.events:
        if event.episode != standing.episode.id:
            continue
        step = standing.pack.steps.get(event.name)
        if event.kind is Kind.DONE and event.stands and step is not None and step.decides is not None:
            option = step.decides.get(event.option)
            decision = option.title if option is not None else decision
        if event.kind is Kind.TOLD and event.told == REFERRER:
            yield Told(event.about, event.occurred, decision if event.about != "receipt" else "")


def _tells_referrer(one: DutyInstance) -> bool:
    return any(people_word(people) == REFERRER for people in one.duty.tell)


def _concerns_referrer(one: DutyInstance, standing: EpisodeSituation) -> bool:
    """What somebody who has referred may expect to be told of: that they are told, that a decision is made, that they are asked."""
    decides = any(
        (step := standing.pack.steps.get(name)) is not None and step.decides is not None for name in one.duty.do
    )
    asked = any(
        (step := standing.pack.steps.get(name)) is not None and REFERRER in step.title.lower() for name in one.duty.do
    )
    return not _is_referrers(one) and (_tells_referrer(one) or decides or asked)


def _is_referrers(one: DutyInstance) -> bool:
    return any(_word(people) in REFERRING for people in one.duty.by)


def _word(people: People) -> str:
    return people.group if isinstance(people, GroupOf) else people_word(people).rpartition("/")[2]


def _next(one: DutyInstance, standing: EpisodeSituation, now: datetime) -> Next:
    late = overdue_by(one.due, now) if one.state is State.LATE and one.due is not None else ""
    said = one.duty.say or what_is_owed(one.duty, standing.pack)
    title = one.duty.title if one.duty.title else said
    return Next(
        title,
        when_words(one),
        explain_duty(one, standing).sentences(),
        one.state.value,
        late,
        one.duty.do[0] if one.duty.do else "",
    )


def when_words(one: DutyInstance) -> str:
    """By when, in words."""
    if one.due is not None:
        return (
            f"by the end of {day(one.due)}"
            if one.due.known_to_the_day
            else f"by {clock_time(one.due)} on {day(one.due)}"
        )
    return one.duty.urgent or "the rules set no time"
