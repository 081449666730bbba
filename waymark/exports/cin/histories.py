"""One child of a census as a history: what the return says happened, as events of the pathways, and nothing that it does not say.

What a return does not hold stays unsaid: who acted, the hour (every event is known to the day), whether enquiries were joint, when an
enquiry's outcome was reached. Codes that no pathway asks for are kept as answers beginning with `census-`.

Event ids follow from the child, the kind and the dates that name a row in the return, so reading the same file twice makes the same events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from hashlib import sha256
from urllib.parse import quote

from waymark.exports.cin.records import (
    AssessmentRecord,
    ChildRecord,
    PlanDates,
    PreProceedings,
    ProtectionPlan,
    Referral,
    Section47Record,
)
from waymark.procedures.history import Event, Given, Kind
from waymark.procedures.time import Moment

#: The steps that a return can show. A duty that none of these meets cannot be judged from a return.
SHOWN_BY_A_RETURN = frozenset(
    {
        "referral/referral", "referral/close-referral", "assessment/assessment-started", "assessment/assessment-concluded",
        "strategy-discussion/strategy-discussion", "section-47-enquiry/enquiry-started", "child-protection-conference/initial-conference",
        "child-protection-plan/plan-started", "child-protection-plan/review-conference", "child-protection-plan/plan-ended",
        "child-in-need-plan/plan-started", "child-in-need-plan/plan-ended",
    }
)  # fmt: skip

REPORTER_KINDS = {"1A": "family", "1B": "public", "1C": "child", "1D": "public"}
NOT_SAID = {"9": "", "10": "", "": ""}

#: The years of which anything is used. A child in a return was born in the last century at the earliest.
FIRST_YEAR, LAST_YEAR = 1900, 2199

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Dropped:
    """A date of the return that no calendar of ours can hold: where, and why."""

    place: str
    value: str
    reason: str


@dataclass(slots=True)
class ChildHistory:
    """A child's events in order of writing, the facts given, and what could not be used."""

    stream: str
    events: list[Event] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)


def stream_of(lea: str | None, child: ChildRecord) -> str:
    """The ledger's stream of a child of an authority. What is no plain short code is written so that no two are the same."""
    return f"child:{_code(lea or 'unknown', 20)}:{_code(child.la_child_id, 100)}"


def _code(text: str, longest: int) -> str:
    """A text as part of a name: separators and unprintable characters as %XX, and if too long its beginning and a fingerprint."""
    code = "".join(c if c.isprintable() and c not in ":%|" else quote(c, safe="") for c in text)
    return code if len(code) <= longest else f"{code[: longest - 17]}-{sha256(text.encode()).hexdigest()[:16]}"


def history_of(
    child: ChildRecord,
    lea: str | None,
    *,
    times: int = 1,
    agrees: Callable[[Sequence[Event]], bool] = lambda events: True,
) -> ChildHistory:
    """The child's history. Pins are not set here: the importer pins each episode to the edition of its day.

    For the second, third … Child element of the same child, `times` is 2, 3 …: a referral that does not agree with what an earlier element
    said under its name takes a name of its own, so that the two do not correct each other for ever.
    """
    made = ChildHistory(stream_of(lea, child))
    made.given += _given(child)
    names = Counter[str]()
    for referral in child.referrals:
        base = f"referral-{referral.referral_date}"
        names[base] += 1
        first = base if names[base] == 1 else f"{base}-{names[base]}"
        for name in (first, *(f"{first}.again-{number}" for number in range(2, times + 1))):
            tried = ChildHistory(made.stream)
            _ReferralEvents(tried, referral, name).write()
            if agrees(tried.events):
                break
        made.events += tried.events
        made.dropped += tried.dropped
    return made


def _given(child: ChildRecord) -> Iterator[Given]:
    dates = (("born", child.birth_date), ("due-date", child.expected_birth_date), ("died-on", child.death_date))
    for name, day in dates:
        if day is not None and (moment := _moment(day)) is not None:
            yield Given(name=name, value=moment)
    texts = ("upn", "former_upn", "upn_unknown", "sex", "ethnicity")
    for text in texts:
        if value := getattr(child, text):
            yield Given(name=text.replace("_", "-"), value=value)
    if child.disabilities:
        yield Given(name="disabilities", value=child.disabilities)


def _moment(day: date) -> Moment | None:
    """The day, if it lies so far within the calendar that limits, birthdays and ages can be counted from it."""
    return Moment.on(day) if FIRST_YEAR <= day.year <= LAST_YEAR else None


class _ReferralEvents:
    """The events of one CINdetails."""

    def __init__(self, made: ChildHistory, referral: Referral, name: str) -> None:
        self.made = made
        self.referral = referral
        self.name = name
        self.used = Counter[str]()
        self.open: dict[str, str] = {}
        self.conferences: dict[date, str] = {}

    def write(self) -> None:
        """Everything in the order of the procedures."""
        referral = self.referral
        episode = self._begin("referral", referral.referral_date, referral.place, "", self.name)
        if episode is None:
            return
        self.episode = episode
        answers = {"census-source": referral.source, "census-primary-need": referral.primary_need}
        if (kind := REPORTER_KINDS.get(referral.source or "", "professional")) and referral.source not in (
            None,
            *NOT_SAID,
        ):
            answers["reporter-kind"] = kind
        if referral.no_further_action is not None:
            answers["census-no-further-action"] = "yes" if referral.no_further_action else "no"
        self._done("referral/referral", referral.referral_date, episode, referral.place, self.name, answers)
        for number, assessment in enumerate(sorted(referral.assessments, key=lambda one: one.start)):
            self._assessment(assessment, first=number == 0)
        for enquiry in referral.section47s:
            self._section47(enquiry)
        if referral.initial_conference is not None and referral.initial_conference not in self.conferences:
            self._conference(referral.initial_conference, referral.place, episode)
        for plan in referral.protection_plans:
            self._protection_plan(plan)
        for dates in referral.plan_dates:
            self._child_in_need_plan(dates)
        for record in referral.pre_proceedings:
            self._pre_proceedings(record)
        self._close(referral)

    def _assessment(self, record: AssessmentRecord, *, first: bool) -> None:
        name = self._unique(f"{self.name}.assessment-{record.start}")
        episode = self._begin("assessment", record.start, record.place, self.episode, name)
        if episode is None:
            return
        answers = {"later-assessment": "no" if first else "yes"}
        if record.internal_review is not None:
            answers["census-internal-review"] = record.internal_review.isoformat()
        self._done("assessment/assessment-started", record.start, episode, record.place, name, answers)
        if record.authorisation is not None:
            factors = {"census-factors": record.factors} if record.factors else {}
            self._done(
                "assessment/assessment-concluded",
                record.authorisation,
                episode,
                record.place,
                f"{name}.concluded",
                factors,
            )

    def _section47(self, record: Section47Record) -> None:
        name = self._unique(f"{self.name}.section-47-{record.start}")
        discussion = self._begin("strategy-discussion", record.start, record.place, self.episode, f"{name}.discussion")
        if discussion is None:
            return
        self._done(
            "strategy-discussion/strategy-discussion",
            record.start,
            discussion,
            record.place,
            f"{name}.discussion",
            {},
            option="section-47-not-stated",
        )
        enquiry = self._begin("section-47-enquiry", record.start, record.place, discussion, name)
        assert enquiry is not None
        target = record.initial_conference_target
        answers = {"census-conference-target": target.isoformat()} if target is not None else {}
        self._done("section-47-enquiry/enquiry-started", record.start, enquiry, record.place, name, answers)
        if record.conference_not_required:
            # The return gives no date for this; it is put to the day of the enquiry and says so.
            undated = {"census-undated": "yes"}
            outcome = "no-conference-not-stated"
            self._done(
                "section-47-enquiry/enquiry-outcome",
                record.start,
                enquiry,
                record.place,
                f"{name}.outcome",
                undated,
                option=outcome,
            )
        if record.initial_conference is not None:
            self._conference(record.initial_conference, record.place, enquiry)

    def _conference(self, day: date, place: str, came_from: str) -> None:
        if day in self.conferences:
            return
        name = self._unique(f"{self.name}.conference-{day}")
        episode = self._begin("child-protection-conference", day, place, came_from, name)
        if episode is None:
            return
        self.conferences[day] = episode
        plan = "plan" if any(plan.start == day for plan in self.referral.protection_plans) else ""
        self._done("child-protection-conference/initial-conference", day, episode, place, name, {}, option=plan)

    def _protection_plan(self, record: ProtectionPlan) -> None:
        name = self._unique(f"{self.name}.protection-plan-{record.start}")
        came_from = self.conferences.get(record.start, self.episode)
        episode = self._begin("child-protection-plan", record.start, record.place, came_from, name)
        if episode is None:
            return
        answers = {"census-initial-category": record.initial_category, "census-latest-category": record.latest_category}
        if record.previous_plans is not None:
            answers["census-previous-plans"] = str(record.previous_plans)
        self._done("child-protection-plan/plan-started", record.start, episode, record.place, name, answers)
        for review in record.reviews:
            review_name = self._unique(f"{name}.review-{review.review_date}")
            self._done(
                "child-protection-plan/review-conference", review.review_date, episode, review.place, review_name, {}
            )
        if record.end is not None:
            ended = self._done(
                "child-protection-plan/plan-ended", record.end, episode, record.place, f"{name}.ended", {}
            )
            self._closed("child-protection-plan", episode, record.end, ended)

    def _child_in_need_plan(self, record: PlanDates) -> None:
        name = self._unique(f"{self.name}.child-in-need-plan-{record.start}")
        episode = self._begin("child-in-need-plan", record.start, record.place, self.episode, name)
        if episode is None:
            return
        self._done("child-in-need-plan/plan-started", record.start, episode, record.place, name, {})
        if record.end is not None:
            ended = self._done("child-in-need-plan/plan-ended", record.end, episode, record.place, f"{name}.ended", {})
            self._closed("child-in-need-plan", episode, record.end, ended)

    def _pre_proceedings(self, record: PreProceedings) -> None:
        """No pathway holds pre-proceedings yet: what the return says is kept whole, for the one that will."""
        name = self._unique(f"{self.name}.pre-proceedings-{record.start or 'undated'}")
        kept = {f.name: getattr(record, f.name) for f in fields(record) if f.name not in ("place", "line")}
        answers = {f"census-{key.replace('_', '-')}": str(value) for key, value in kept.items() if value is not None}
        if record.start is None:
            answers["census-undated"] = "yes"
        self._done(
            "pre-proceedings/census-record",
            record.start or self.referral.referral_date,
            self.episode,
            record.place,
            name,
            answers,
        )

    def _close(self, referral: Referral) -> None:
        if referral.closure_date is None:
            return
        answers = {"census-reason-for-closure": referral.reason_for_closure}
        day, place = referral.closure_date, referral.place
        closing = self._done("referral/close-referral", day, self.episode, place, f"{self.name}.closed", answers)
        for episode, pathway in list(self.open.items()):
            self._closed(pathway, episode, day, closing)

    # Events

    def _unique(self, name: str) -> str:
        self.used[name] += 1
        return name if self.used[name] == 1 else f"{name}-{self.used[name]}"

    def _begin(self, pathway: str, day: date, place: str, came_from: str, name: str) -> str | None:
        episode = f"{self.made.stream}.{name}"
        as_ = "linked" if came_from else "root"
        opened = self._event(
            Kind.OPENED, pathway, day, episode, place, f"{name}.opened", {}, opened_as=as_, came_from=came_from
        )
        if opened is None:
            return None
        self.open[episode] = pathway
        return episode

    def _done(
        self, step: str, day: date, episode: str, place: str, name: str, answers: dict[str, object], option: str = ""
    ) -> str:
        event = self._event(Kind.DONE, step, day, episode, place, name, answers, option=option)
        return event.id if event is not None else ""

    def _closed(self, pathway: str, episode: str, day: date, cause: str) -> None:
        if not cause or self.open.pop(episode, None) is None:
            return
        name = f"{episode.removeprefix(self.made.stream + '.')}.episode-closed"
        self._event(Kind.CLOSED, pathway, day, episode, self.referral.place, name, {}, cause=cause)

    def _event(
        self,
        kind: Kind,
        name: str,
        day: date,
        episode: str,
        place: str,
        event_name: str,
        answers: dict[str, object],
        **more: str,
    ) -> Event | None:
        """One event more, or None for a day that is outside the calendar."""
        moment = _moment(day)
        if moment is None:
            reason = f"the year is not between {FIRST_YEAR} and {LAST_YEAR}" + (
                ", so nothing of this row is used" if kind is Kind.OPENED else ""
            )
            self.made.dropped.append(Dropped(place, day.isoformat(), reason))
            return None
        said = {key: value for key, value in answers.items() if value is not None}
        event = Event(
            id=f"{self.made.stream}.{event_name}", kind=kind, name=name, episode=episode, subject=self.made.stream,
            occurred=moment, recorded=_NEVER, sequence=len(self.made.events) + 1, answers=said, **more,  # type: ignore[arg-type]
        )  # fmt: skip
        self.made.events.append(event)
        return event
