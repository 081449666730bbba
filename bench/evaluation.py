"""Evaluations a second on histories of 10, 100 and 1,000 events, from the start and event by event.

    python -m bench evaluation

The pack is a real one, the histories are believable: a referral, an assessment, a strategy discussion, an enquiry, a
conference, and a plan with its visits, core groups, reviews and everybody who is told. Beside them stands the plain
work that they contain: a few lines of straight Python that sort the same events, look triggers up, count the same five
limits and compare. It knows nothing of the rest of the pack: conditions, cautions, readings, unknown answers, whom to
tell, what lapses. So "times the plain work" is what the whole language costs over five of its clocks.
"""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.measuring import Row, best_of, to_three_figures
from waymark.procedures.evaluation import Running, Situation, State, evaluate
from waymark.procedures.history import Event, History, Kind
from waymark.procedures.language.pack import Pack
from waymark.procedures.loading import Library
from waymark.procedures.time import Duration, Moment, add, has_passed

AREA = "cambridgeshire-peterborough"
SIZES = (10, 100, 1000)
ADDED = 20

Rule = tuple[str, str, str, Duration, Duration | None]

PLAIN: tuple[Rule, ...] = tuple(
    (duty, upon, do, Duration.parse(within), Duration.parse(every) if every else None)
    for duty, upon, do, within, every in (
        ("referral/decide-next-step", "referral/referral", "referral/next-step", "1 working day", ""),
        ("assessment/conclude-assessment", "referral/referral", "assessment/assessment-concluded", "35 working days", ""),
        ("section-47-enquiry/hold-initial-conference", "strategy-discussion/strategy-discussion",
         "child-protection-conference/initial-conference", "15 working days", ""),
        ("child-protection-plan/first-core-group", "child-protection-conference/initial-conference",
         "child-protection-plan/core-group", "10 working days", ""),
        ("child-protection-plan/review-conferences", "child-protection-conference/initial-conference",
         "child-protection-plan/review-conference", "3 months", "6 months"),
    )
)  # fmt: skip


def run(*, quick: bool = False) -> list[Row]:
    """Rows with `events`, milliseconds and evaluations a second, and how many times the plain work that is."""
    rules = pack()
    rows = []
    for size in SIZES:
        events = believable(size)
        now = events[-1].occurred.end + timedelta(days=3)
        checked(events, rules, now)
        rounds = 2 if quick else max(10, 4000 // size)
        plain = best_of(lambda events=events, now=now: plain_work(events, now), rounds)
        whole = best_of(lambda events=events, now=now: evaluate(History(events), rules, now).duties, rounds)
        added = _one_by_one(events, rules, 2 if quick else max(5, 500 // size))
        rows += [
            _row(f"the plain work, {size} events", plain, plain),
            _row(f"from the start, {size} events", whole, plain),
            _row(f"one event more after {size - min(ADDED, size // 2)}, everything asked", added, plain),
        ]
    return rows


def _row(name: str, seconds: float, plain: float) -> Row:
    found: Row = {"name": name, "per_second": to_three_figures(1 / seconds)}
    return found | {"milliseconds": to_three_figures(seconds * 1000), "times_plain": to_three_figures(seconds / plain)}


def _one_by_one(events: list[Event], rules: Pack, rounds: int) -> float:
    """The processor seconds for each of the last events of a history, added to an evaluation that runs."""
    last = min(ADDED, len(events) // 2)
    fastest = float("inf")
    for _ in range(rounds):
        running = Running(History(events[:-last]), rules, events[-last - 1].occurred.end)
        _owed(running.situation)
        began = time.process_time()
        for event in events[-last:]:
            _owed(running.add(event, event.occurred.end))
        fastest = min(fastest, (time.process_time() - began) / last)
    return fastest


def _owed(situation: Situation) -> int:
    return len(situation.duties)


def pack() -> Pack:
    """The pack that the histories are evaluated under."""
    return Library.read(Path(__file__).parents[1] / "packs").pack(AREA)


# Histories


def believable(size: int, child: str = "SYN1", begin: date = date(2022, 1, 10)) -> list[Event]:
    """A child's history of so many events, in order. The same arguments give the same history."""
    writer = _Writer(child, begin)
    writer.front_door()
    week = 0
    while len(writer.events) < size:
        week += 1
        writer.week_of_plan(week)
    return writer.events[:size]


class _Writer:
    """Writes a child's events, each some days after the one before."""

    def __init__(self, child: str, begin: date) -> None:
        self.child = child
        self.day = begin
        self.events: list[Event] = []
        self.came_from = ""

    def front_door(self) -> None:
        """From the referral to the plan."""
        self._open("referral", 0)
        self._done("referral/referral", 0, hour=9)
        self._done("referral/next-step", 1)
        self._open("assessment", 0)
        self._done("assessment/assessment-started", 0)
        self._open("strategy-discussion", 2)
        self._done("strategy-discussion/strategy-discussion", 0, option="section-47-not-stated")
        self._open("section-47-enquiry", 0)
        self._done("section-47-enquiry/enquiry-started", 0)
        self._done("section-47-enquiry/child-seen", 1)
        self._open("child-protection-conference", 12)
        self._done("child-protection-conference/initial-conference", 2, option="plan")
        self._open("child-protection-plan", 0)
        self._done("child-protection-plan/plan-started", 0)
        self._done("assessment/assessment-concluded", 5)
        self._done("child-protection-plan/core-group", 2)

    def week_of_plan(self, week: int) -> None:
        """A visit and who is told of it; every fourth week a core group, every 24th a review with its reports."""
        self._done("child-protection-plan/child-seen", 4)
        self._told("child-protection-plan", "family", 1)
        if week % 4 == 0:
            self._done("child-protection-plan/core-group", 1)
            self._done("child-protection-plan/plan-changed", 0)
        if week % 24 == 12:
            review = "child-protection-plan/review-conference"
            self._add(Kind.PLANNED, review, 0, planned_for=Moment.on(self.day + timedelta(days=4)))
            for agency in ("school", "health", "police"):
                self._done("child-protection-plan/agency-report", 0, agency=agency)
            self._done(review, 4)
        self.day += timedelta(days=2)

    def _open(self, pathway: str, after: int) -> None:
        episode = f"{self.child}.{pathway}"
        as_ = "linked" if self.came_from else "root"
        self._add(Kind.OPENED, pathway, after, episode=episode, opened_as=as_, came_from=self.came_from)
        self.came_from = episode

    def _done(self, step: str, after: int, *, hour: int = 11, option: str = "", agency: str = "") -> None:
        self._add(Kind.DONE, step, after, hour=hour, option=option, agency=agency)

    def _told(self, pathway: str, whom: str, after: int) -> None:
        self._add(Kind.TOLD, pathway, after, told=whom)

    def _add(self, kind: Kind, name: str, after: int, *, hour: int = 9, episode: str = "", **more: object) -> None:
        self.day += timedelta(days=after)
        minute = len(self.events) % 60
        at = datetime(self.day.year, self.day.month, self.day.day, hour, minute, tzinfo=UTC)
        self.events.append(
            Event(
                id=f"{self.child}.{len(self.events)}", kind=kind, name=name, episode=episode or self._episode(name),
                subject=f"child:{self.child}", occurred=Moment.at(at), recorded=at, sequence=len(self.events), **more,  # type: ignore[arg-type]
            )
        )  # fmt: skip

    def _episode(self, name: str) -> str:
        return f"{self.child}.{name.partition('/')[0]}"


# The plain work

Answer = tuple[str, Moment, State]


def plain_work(events: Sequence[Event], now: datetime) -> list[Answer]:
    """The limits of PLAIN, straightforwardly: each limit's duty, when it is due and how it stands."""
    happened: defaultdict[str, list[tuple[datetime, Moment]]] = defaultdict(list)
    for event in sorted(events, key=lambda e: (e.occurred.start, e.recorded, e.sequence)):
        happened[event.key].append((event.occurred.start, event.occurred))
    found: list[Answer] = []
    for duty, upon, do, within, every in PLAIN:
        for _, moment in happened[upon]:
            limit, trigger = within, moment
            while True:
                due = add(trigger, limit)
                done = _first_after(happened[do], trigger)
                late = has_passed(due, now if done is None else done)
                if done is None:
                    found.append((duty, due, State.LATE if late else State.OPEN))
                    break
                found.append((duty, due, State.MET_LATE if late else State.MET))
                if every is None:
                    break
                limit, trigger = every, done
    return found


def _first_after(done: list[tuple[datetime, Moment]], trigger: Moment) -> Moment | None:
    place = bisect_right(done, trigger.start, key=lambda pair: pair[0])
    return done[place][1] if place < len(done) else None


def checked(events: Sequence[Event], rules: Pack, now: datetime) -> None:
    """Make sure that both give the same answers before either is measured."""
    plain = {duty for duty, *_ in PLAIN}
    ours = {(i.duty.name, i.due, i.state) for i in evaluate(History(events), rules, now).duties if i.duty.name in plain}
    theirs = set(plain_work(events, now))
    pathways = {event.name for event in events if event.kind is Kind.OPENED}
    theirs = {answer for answer in theirs if answer[0].partition("/")[0] in pathways}
    assert ours == theirs, (ours - theirs, theirs - ours)
