"""The screening page of one referral as plain data: eight numbered steps with what is known in each and whether it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from waymark.manual.levels import chart_of
from waymark.people.persons import persons
from waymark.people.queries import Relative, household_of
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation
from waymark.procedures.explain import Explanation, explain_duty
from waymark.procedures.history import Event, Kind
from waymark.procedures.language.entries import Step
from waymark.procedures.time import Moment, has_passed, limit_order
from waymark.sharing.requests import Request, requests_in
from waymark.web.beside.links import Beside, beside
from waymark.web.beside.step import AtStep, at_step
from waymark.web.board.answers import Sheet, sheets
from waymark.web.board.clocks import in_words, loudness
from waymark.web.board.decisions import Decision, decisions, guides_at
from waymark.web.board.levels import Placed, differ, readings
from waymark.web.board.looking import Look
from waymark.web.file.header import Warned, warnings
from waymark.web.file.links import source_words
from waymark.work import front_door
from waymark.work.holding import holders_of, written

#: Pathways that a front door may have to begin before it has decided, in the order of haste. Shown where the pack has them.
AT_ONCE = ("immediate-protection", "strategy-discussion")
#: The national question that every referral asks first.
DANGER = "immediate-risk"
#: The step of the national pack that every area's screening ends with.
DECISION = "referral/next-step"


@dataclass(frozen=True, slots=True)
class Clock:
    """Something owed, with its clock in words and its "why?"."""

    owed: DutyInstance
    words: str
    kind: str
    """overdue, soon, in-time, urgent or no-limit: how loudly it is shown."""
    why: Explanation
    key: str
    step: str
    """The step that meets it; empty for telling and considering."""
    section: Beside | None
    """Where the area's manual explains it."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Another episode of the child: a referral before this one, or a pathway that is open."""

    title: str
    episode: str
    pathway: str
    opened: Moment
    outcome: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another child of the household, with how often somebody has got in touch about them in twelve months."""

    relative: Relative
    contacts: int


@dataclass(frozen=True, slots=True)
class Told:
    """The referrer has been told something."""

    about: str
    by: str
    when: Moment


class Screening:
    """What the page shows, worked out as it is asked for."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.pack = look.standing.pack
        self.standing: EpisodeSituation = look.standing

    # What the referral says.

    @cached_property
    def sheets(self) -> list[Sheet]:
        """Every answer sheet of the referral, in order."""
        return sheets(self.look.events, self.pack)

    @cached_property
    def danger(self) -> str:
        """What was answered to whether the child is in danger now: yes, no, or that nobody asked."""
        answered = [event.answers[DANGER] for event in self.look.events if DANGER in event.answers]
        return str(answered[-1]) if answered else ""

    # 2. History and checks.

    @cached_property
    def earlier(self) -> list[Earlier]:
        """Earlier contacts and referrals about this child, the newest first."""
        own = self.standing.episode
        before = [
            one for one in self.look.situation.of_pathway(own.pathway)
            if one.episode.id != own.id and one.episode.opened.occurred.start <= own.opened.occurred.start
        ]  # fmt: skip
        return sorted(map(self._earlier, before), key=lambda one: one.opened.start, reverse=True)

    @cached_property
    def other_open(self) -> list[Earlier]:
        """What else is open for this child."""
        return [
            self._earlier(one)
            for one in self.look.situation.episodes.values()
            if one.is_open and one is not self.standing
        ]

    @cached_property
    def siblings(self) -> list[Sibling]:
        """The other children of the household and family who have files, as far as the reader may know of them."""
        found = household_of(self.look.file.stream, self.look.scope.subjects())
        counts = front_door.contacts_in_a_year([one.stream for one in found], self.look.now)
        return [Sibling(one, counts.get(one.stream, 0)) for one in found if one.stream not in self.look.file.streams]

    @cached_property
    def contacts(self) -> int:
        """How often somebody has got in touch about this child in twelve months, this referral included."""
        return front_door.contacts_in_a_year([self.look.file.stream], self.look.now).get(self.look.file.stream, 0)

    @cached_property
    def family(self) -> list[str]:
        """The people around the child, in words."""
        return [
            ", ".join(filter(None, (one.name, one.relationship_in_words, "lives with the child" if one.in_household else "")))
            for one in persons(self.look.facts)
        ]  # fmt: skip

    @cached_property
    def warnings(self) -> list[Warned]:
        """The warnings of the file."""
        return warnings(self.look.facts)

    # 3. Information.

    @cached_property
    def requests(self) -> list[Request]:
        """What was asked of other agencies in this referral, in order."""
        return [
            one
            for one in requests_in(self.look.file.stream, self.look.file.history)
            if one.episode == self.look.episode
        ]

    # 4 and 6. Threshold and decision.

    @cached_property
    def decisions(self) -> list[Decision]:
        """Every decision of the pack, in its order."""
        return decisions(self.standing, self.look.events, self.look.scope.reader, self.look.names, source_words())

    @cached_property
    def ratings(self) -> list[Decision]:
        """The decisions that give the referral a colour, where the area has such."""
        return [one for one in self.decisions if one.rates]

    @cached_property
    def outcomes(self) -> list[Decision]:
        """The other decisions."""
        return [one for one in self.decisions if not one.rates]

    @cached_property
    def levels(self) -> list[Placed]:
        """Who placed the need at which level: the referrer, and whoever at the front door looked at it."""
        return readings(self.look.events, self.pack, self.look.names)

    @cached_property
    def levels_differ(self) -> bool:
        """Whether the referrer and the front door read the level differently."""
        return differ(self.levels)

    @cached_property
    def has_chart(self) -> bool:
        """Whether the area's chart can be looked into."""
        chart = chart_of(self.pack)
        return chart is not None and chart.held

    @cached_property
    def here(self) -> AtStep:
        """The guidance for deciding: of all decisions, each guide once."""
        return at_step(self.pack, DECISION, guides_at([one.step.name for one in self.decisions], self.pack))

    # 5. Urgent action.

    @cached_property
    def clocks(self) -> list[Clock]:
        """Everything owed in the referral, the most pressing first."""
        owed = [one for one in self.standing.duties if one.outstanding and (one.duty.strength != "may")]
        return [self.clock(one) for one in sorted(owed, key=self._press)]

    @cached_property
    def urgent(self) -> list[Clock]:
        """What is owed at once or within hours."""
        hours = (
            one
            for one in self.clocks
            if one.owed.duty.urgent or (one.owed.due is not None and not one.owed.due.known_to_the_day)
        )
        return [one for one in hours if one.owed.duty.tell == ()]

    @cached_property
    def at_once(self) -> list[tuple[str, list[Step]]]:
        """What may not wait for the decision, as far as the pack has it: each pathway's title with the steps that begin it."""
        pathways = (self.pack.pathways[name] for name in AT_ONCE if name in self.pack.pathways)
        return [(one.title, [self.pack.steps[name] for name in one.starts]) for one in pathways]

    # 7. Telling the referrer.

    @cached_property
    def feedback(self) -> list[Clock]:
        """What the referrer is still to be told."""
        return [one for one in self.clocks if one.owed.audience == "referrer"]

    @cached_property
    def told(self) -> list[Told]:
        """What the referrer has been told."""
        return [
            Told(event.about, self.look.names.get(event.by, event.by), event.occurred)
            for event in self.look.events
            if event.kind is Kind.TOLD and event.told == "referrer"
        ]

    # 8. Whose it is.

    @cached_property
    def worker(self) -> str:
        """The allocated worker's name; empty while nobody is."""
        person = str(self.look.facts.get("allocated-worker") or "")
        return self.look.names.get(person, person)

    # The whole.

    @cached_property
    def leading(self) -> Clock | None:
        """The clock that the board shows for this referral: the most pressing of what the front door may do."""
        here = (one for one in self.clocks if front_door.is_held_here(written(holders_of(self.standing, one.owed))))
        return next(here, None)

    def clock(self, owed: DutyInstance) -> Clock:
        """Something owed as the page shows it."""
        now = self.look.now
        words, kind = in_words(owed.due, owed.duty.urgent, now), loudness(owed.due, owed.duty.urgent, now)
        step = owed.duty.do[0].partition(".")[0] if owed.duty.do else ""
        why = explain_duty(owed, self.standing, source_words())
        key = f"{self.look.file.stream}|{owed.id}"
        return Clock(owed, words, kind, why, key, step, beside(self.pack, owed.duty))

    def _press(self, owed: DutyInstance) -> tuple:
        """Overdue first, the longest before; then what is urgent without a time; then by due time; then the rest (as on worklists)."""
        if owed.due is not None:
            return (0 if has_passed(owed.due, self.look.now) else 2, limit_order(owed.due), owed.id)
        return (1 if owed.duty.urgent else 3, (owed.arose.start, False), owed.id)

    def _earlier(self, one: EpisodeSituation) -> Earlier:
        pathway = one.pack.pathways[one.episode.pathway]
        events = [event for event in self.look.file.history.events if event.episode == one.episode.id]
        return Earlier(
            pathway.title,
            one.episode.id,
            one.episode.pathway,
            one.episode.opened.occurred,
            _outcome(events, one),
            one.is_open,
        )


def _outcome(events: Iterable[Event], standing: EpisodeSituation) -> str:
    found = ""
    for event in events:
        step = standing.pack.steps.get(event.name)
        if event.kind is Kind.DONE and event.option and step is not None and step.decides is not None:
            option = step.decides.get(event.option)
            found = option.title if option is not None else event.option
    return found
