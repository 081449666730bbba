"""How a child's case stands, from events: plans, their category, when the child was last seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from waymark.procedures.evaluation import EpisodeSituation, State
from waymark.procedures.history import Event, Kind
from waymark.procedures.time import Moment
from waymark.web.file.reading import CaseFile
from waymark.web.file.words import ago, in_answer
from waymark.web.shell.words import short_day

#: What an open episode of these pathways makes a child, and how loud that is.
STANDINGS: dict[str, tuple[str, str]] = {
    "immediate-protection": ("Immediate protection", "red"),
    "section-47-enquiry": ("Section 47 enquiry", "red"),
    "child-protection-plan": ("Child protection plan", "red"),
    "missing": ("Missing", "red"),
    "child-in-need-plan": ("Child in need", "orange"),
    "early-help": ("Early help", "blue"),
}
#: A pathway that is open for as long as a file is, and says nothing of how the case stands.
_RECORD = "case-record"
_CATEGORIES = "categories-of-abuse"
#: The short names under which every pack asks whether a child was seen (packs/national/shared.yaml, child-seen-form).
SEEN, ALONE = "seen", "seen-alone"


@dataclass(frozen=True, slots=True)
class Tag:
    """A word of status with the colour that stands beside it."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class LastSeen:
    """When the child was last seen (or seen alone), in words. `loud`: never, or longer ago than the plan's visits allow."""

    text: str
    loud: bool


def open_episodes(case: CaseFile) -> list[EpisodeSituation]:
    """The episodes that are open, oldest first; the running record of notes and visits is none of them."""
    found = case.situation.episodes.values() if case.situation is not None else ()
    return [one for one in found if one.is_open and one.episode.pathway != _RECORD]


def tags(case: CaseFile) -> list[Tag]:
    """What the child is just now: on a plan, looked after, unborn."""
    opened = {one.episode.pathway: one for one in open_episodes(case)}
    found = [Tag("Unborn", "purple")] if case.details.unborn else []
    for pathway, (text, colour) in STANDINGS.items():
        if pathway in opened:
            found.append(
                Tag(
                    f"{text}: {cat}" if pathway == "child-protection-plan" and (cat := category(case)) else text, colour
                )
            )
    if case.kept.get("looked-after") in ("yes", True):
        found.append(Tag("Looked after", "purple"))
    if not opened:
        found.append(Tag("Nothing open" if case.file.history.episodes else "New file", "grey"))
    elif not found:
        newest = list(opened.values())[-1]
        found.append(Tag(newest.pack.pathways[newest.episode.pathway].title, "turquoise"))
    return found


def category(case: CaseFile) -> str:
    """The category or categories of abuse, as last answered; empty if never."""
    for event in reversed(case.file.history.events):
        for question, value in _answers(case, event):
            if question.options is not None and question.options.list == _CATEGORIES and value not in ("", None):
                return in_answer(question, value).lower()
    return ""


def _answers(case: CaseFile, event: Event) -> Iterator[tuple]:
    pack = pack_of(case, event)
    if pack is not None and event.kind is Kind.DONE and event.answers:
        asked = pack.step_questions(event.name)
        yield from ((asked[short], value) for short, value in event.answers.items() if short in asked)


def pack_of(case: CaseFile, event: Event):
    """The pack under which an event stands."""
    standing = case.situation.episodes.get(event.episode) if case.situation is not None else None
    return standing.pack if standing is not None else None


def last_seen(case: CaseFile, short: str = SEEN) -> LastSeen:
    """When somebody last saw the child (or, with ALONE, saw the child alone)."""
    newest = newest_with(case, short, "yes")
    late = _visit_is_late(case)
    wanted = {one.episode.pathway for one in open_episodes(case)} & {
        "child-protection-plan",
        "child-in-need-plan",
        "section-47-enquiry",
        "assessment",
    }
    if case.details.unborn:
        return LastSeen("not yet born", False)
    if newest is None:
        return LastSeen("never recorded", bool(wanted))
    return LastSeen(f"{ago(newest.occurred, case.today)} ({short_day(newest.occurred)})", late and short == SEEN)


def newest_with(case: CaseFile, short: str, value: str) -> Event | None:
    """The newest act whose answer to this question was this."""
    events = reversed(case.file.history.events)
    return next((one for one in events if one.kind is Kind.DONE and one.answers.get(short) == value), None)


def _visit_is_late(case: CaseFile) -> bool:
    """Whether a visit that the open plan asks for is overdue."""
    for standing in open_episodes(case):
        visits = {name for name, step in standing.pack.steps.items() if "visit" in step.acts}
        if any(one.state is State.LATE and visits.intersection(one.duty.do) for one in standing.duties):
            return True
    return False


def sentences(case: CaseFile) -> list[str]:
    """Where the case stands in plain sentences: each open episode and since when, then the newest decision."""
    found = []
    for standing in reversed(open_episodes(case)):
        title = standing.pack.pathways[standing.episode.pathway].title
        about = f" ({cat})" if standing.episode.pathway == "child-protection-plan" and (cat := category(case)) else ""
        found.append(f"{title}{about}: open since {short_day(standing.episode.opened.occurred)}.")
    if not found and case.file.history.episodes:
        closed = [one.occurred for one in case.file.history.events if one.kind is Kind.CLOSED]
        found.append(
            f"Nothing is open. The last episode ended {short_day(closed[-1])}." if closed else "Nothing is open."
        )
    return found or ["Nothing has been recorded about this child yet."]


def kept_row(value: object) -> Mapping[str, object]:
    """A kept fact's row; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def day_of(value: object) -> Moment | None:
    """A kept date, whether it is kept as a moment or written out."""
    if isinstance(value, Moment):
        return value
    try:
        return Moment.parse(str(value)) if value else None
    except ValueError:
        return None
