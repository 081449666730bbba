"""How a child's case stands, from events: plans, their category, when the child was last seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from waymark.casefile.summary import RUNNING
from waymark.casefile.words import CATEGORY, TAGS
from waymark.procedures.evaluation import EpisodeSituation, State
from waymark.procedures.history import Event, Kind
from waymark.procedures.time import Moment
from waymark.web.file.reading import CaseFile
from waymark.web.file.words import ago
from waymark.web.shell.words import short_day

#: Work that goes on at once, beside what `waymark.casefile.words` makes a tag in every list.
_URGENT = {"immediate-protection": "Immediate protection", "section-47-enquiry": "Section 47 enquiry"}
_COLOURS = {
    "child-protection-plan": "red",
    "missing": "red",
    "child-in-need": "orange",
    "early-help": "blue",
    "looked-after": "purple",
    "unborn": "purple",
}
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
    return [one for one in found if one.is_open and one.episode.pathway not in RUNNING]


def tags(case: CaseFile) -> list[Tag]:
    """What the child is just now: on a plan, looked after, unborn; and what goes on at once."""
    opened = {one.episode.pathway: one for one in open_episodes(case)}
    found = [Tag(title, "red") for pathway, title in _URGENT.items() if pathway in opened]
    found += in_tags(case.summary.tags)
    if not opened and not found:
        found.append(Tag("Nothing open" if case.file.history.episodes else "New file", "grey"))
    elif not found:
        newest = list(opened.values())[-1]
        found.append(Tag(newest.pack.pathways[newest.episode.pathway].title, "turquoise"))
    return found


def in_tags(codes: Iterable[str]) -> list[Tag]:
    """The tags that every list shows, in words and colours; the categories stand with their plan."""
    found: list[Tag] = []
    for code in codes:
        if code.startswith(CATEGORY) and found:
            last, word = found[-1], code.removeprefix(CATEGORY).replace("-", " ")
            found[-1] = Tag(f"{last.text}{',' if ':' in last.text else ':'} {word}", last.colour)
        else:
            found.append(Tag(TAGS.get(code, code), _COLOURS.get(code, "grey")))
    return found


def category(case: CaseFile) -> str:
    """The category or categories of abuse of the plan; empty if there are none."""
    found = [code.removeprefix(CATEGORY).replace("-", " ") for code in case.summary.tags if code.startswith(CATEGORY)]
    return ", ".join(found)


def pack_of(case: CaseFile, event: Event):
    """The pack under which an event stands."""
    standing = case.situation.episodes.get(event.episode) if case.situation is not None else None
    return standing.pack if standing is not None else None


#: Work during which somebody should be seeing the child.
_SEEING = frozenset({"child-protection-plan", "child-in-need-plan", "section-47-enquiry", "assessment"})


def last_seen(case: CaseFile, short: str = SEEN) -> LastSeen:
    """When somebody last saw the child (or, with ALONE, saw the child alone)."""
    if case.details.unborn:
        return LastSeen("not yet born", False)
    newest = case.summary.last_seen if short == SEEN else case.summary.last_seen_alone
    if newest is None:
        return LastSeen("never recorded", any(one.episode.pathway in _SEEING for one in open_episodes(case)))
    return LastSeen(
        f"{ago(Moment.on(newest), case.today)} ({short_day(newest)})", short == SEEN and _visit_is_late(case)
    )


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
