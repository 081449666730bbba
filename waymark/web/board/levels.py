"""Who placed the need at which level: the referrer, with what fits in the area's chart, and whoever screens. Both stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from waymark.procedures.history import Event
from waymark.procedures.language.entries import Question
from waymark.procedures.language.pack import Pack
from waymark.procedures.time import Moment
from waymark.web.file.words import said

#: The national questions of the topic `level-of-need`, and those of whoever screens.
OF_REFERRER, OF_SCREENING = "level-of-need", "level-at-screening"
DESCRIPTORS, CHART = "level-descriptors", "level-chart"
_REASONS = {OF_REFERRER: "level-reasons", OF_SCREENING: "level-at-screening-reasons"}


@dataclass(frozen=True, slots=True)
class Placed:
    """One reading of the level of need. `level` "": lines of the chart were named and no level was chosen."""

    who: str
    by_referrer: bool
    when: Moment
    level: str
    answer: str
    reasons: str = ""
    descriptors: tuple[str, ...] = ()
    chart: str = ""


def readings(events: Iterable[Event], pack: Pack, names: Mapping[str, str]) -> list[Placed]:
    """Every reading of the level in a referral, in order of happening. `names` of people by who they are."""
    return [one for event in events for one in _of(event, pack, names)]


def differ(placed: Iterable[Placed]) -> bool:
    """Whether the newest reading of the referrer and the newest of the front door are not the same."""
    newest = {one.by_referrer: one.answer for one in placed if one.answer}
    return len(set(newest.values())) > 1


def _of(event: Event, pack: Pack, names: Mapping[str, str]) -> Iterable[Placed]:
    step = pack.steps.get(event.name)
    if step is None:
        return
    by_referrer = event.name in pack.pathways[step.pathway or ""].starts
    who = "The referrer" if by_referrer else names.get(event.by, event.by)
    asked = pack.step_questions(event.name)
    places = [
        short for short, one in asked.items() if event.answers.get(short) not in (None, "") and _places(short, one)
    ]
    lines = tuple(line for line in str(event.answers.get(DESCRIPTORS, "")).splitlines() if line.strip())
    for short in places or ([""] if lines else []):
        answer = event.answers.get(short)
        yield Placed(
            who=who,
            by_referrer=by_referrer,
            when=event.occurred,
            level=said(asked[short], short, answer).text if short else "",
            answer=str(answer or ""),
            reasons=str(event.answers.get(_REASONS.get(short, ""), "") or event.reason),
            descriptors=lines if short in (OF_REFERRER, "") else (),
            chart=str(event.answers.get(CHART, "")) if short in (OF_REFERRER, "") else "",
        )


def _places(short: str, question: Question) -> bool:
    """A question that places the need: the national names, or one whose options are a list of levels or tiers."""
    name = (question.options.list or "") if question.options is not None else ""
    return short in _REASONS or name.rpartition("/")[2].startswith(("levels-", "tiers-"))
