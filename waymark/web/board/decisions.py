"""The decisions of a referral as its pack orders them: by whom, what was decided and why, what waits for a signature, what stands before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from waymark.access.readers import Reader
from waymark.casefile.acts import Actor
from waymark.casefile.validation import may_act
from waymark.procedures.describe.order import layers_of
from waymark.procedures.describe.words import people_words, upper_first
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation
from waymark.procedures.evaluation.barriers import Barrier
from waymark.procedures.explain import explain_barrier
from waymark.procedures.history import Event, Kind
from waymark.procedures.language.entries import Guide, Option, Step
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import People
from waymark.web.beside.links import Beside, beside

#: The column of a list of ratings that gives each its colour.
COLOUR = "colour"


class Standing(StrEnum):
    """How one decision stands, in words."""

    DECIDED = "Decided"
    WAITING = "Waiting for a signature"
    OWED = "To be decided"
    OPEN = "Not asked for so far"
    CLOSED = "Not now"


@dataclass(frozen=True, slots=True)
class Made:
    """What somebody decided or proposed."""

    title: str
    reason: str
    by: str
    event: Event
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a decision, with its rule and source. `refuses`: it cannot be made as things stand."""

    title: str
    sentences: tuple[str, ...]
    refuses: bool
    section: Beside | None
    """Where the area's manual explains it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One deciding step of the pack for this referral."""

    step: Step
    standing: Standing
    options: tuple[Option, ...]
    by: str
    signs: str
    may: bool
    may_sign: bool
    made: Made | None
    proposed: Made | None
    earlier: tuple[Made, ...]
    before: tuple[Before, ...]
    section: Beside | None
    """Where the area's manual explains the decision."""
    owed: DutyInstance | None
    rates: bool

    @property
    def done(self) -> bool:
        """Whether it needs nobody any more."""
        return self.standing is Standing.DECIDED and self.owed is None

    @property
    def pressing(self) -> bool:
        """Whether it is asked for, waits or was made: the rest of the area's decisions stand back."""
        return self.standing in (Standing.OWED, Standing.WAITING, Standing.DECIDED) or self.made is not None

    @property
    def short(self) -> str:
        """The step's own name, for addresses."""
        return self.step.short_name


def decisions(
    standing: EpisodeSituation,
    events: Iterable[Event],
    reader: Reader,
    names: Mapping[str, str],
    sources: Mapping[str, str],
) -> list[Decision]:
    """The deciding steps in their order; one that is for others and that nobody has asked for is left out. `events`: the episode's own."""
    made: dict[str, list[Event]] = {}
    for event in events:
        if event.kind in (Kind.DONE, Kind.PROPOSED):
            made.setdefault(event.name, []).append(event)
    found = []
    for step in deciding_steps(standing.pack, standing.episode.pathway):
        decision = _decision(step, standing, made.get(step.name, []), reader, names, sources)
        if decision.may or decision.may_sign or decision.made or decision.proposed or decision.owed:
            found.append(decision)
    return found


@lru_cache(maxsize=64)
def deciding_steps(pack: Pack, pathway: str) -> tuple[Step, ...]:
    """The steps of a pathway that decide, as work happens; the one from which most other pathways follow is the outcome and comes last.

    What nothing binds keeps its place after the step before it in the pack.
    """
    layers, starts = layers_of(pack, pathway), pack.pathways[pathway].starts
    own = [step for step in pack.steps.values() if step.pathway == pathway]
    latest, keys = 0, {}
    for place, step in enumerate(own):
        layer = layers[step.name]
        if not layer and step.name not in starts and step.decides is not None:
            layer = latest
        elif step.decides is not None and not _opens(step):
            latest = max(latest, layer)
        keys[step.name] = (layer, place)
    deciding = sorted((step for step in own if step.decides is not None), key=lambda step: keys[step.name])
    outcome = max(deciding, key=_opens, default=None)
    return tuple(sorted(deciding, key=lambda step: step is outcome and _opens(step) > 0))


def _opens(step: Step) -> int:
    """How many other pathways its options lead to."""
    return sum(row.opens is not None for row in step.decides.rows) if step.decides is not None else 0


def colour_of(option: Option | None) -> str:
    """The colour of a rating: red, amber, green; empty where the option has none."""
    found = option.columns.get(COLOUR, ()) if option is not None else ()
    return found[0] if found else ""


def may_do(people: Iterable[People], reader: Reader, pack: Pack) -> bool:
    """Whether one of the reader's roles is among those that the pack names."""
    named = tuple(people)
    return any(may_act(named, Actor(person=reader.person, role=role), pack) for role in reader.acts_as)


def guides_at(steps: Iterable[str], pack: Pack) -> tuple[Guide, ...]:
    """The pack's definitions and advice for some steps, each once."""
    wanted = frozenset(steps)
    return tuple(guide for guide in pack.guides.values() if guide.at.steps & wanted)


def _decision(
    step: Step,
    standing: EpisodeSituation,
    events: list[Event],
    reader: Reader,
    names: Mapping[str, str],
    sources: Mapping[str, str],
) -> Decision:
    pack = standing.pack
    assert step.decides is not None
    options = step.decides.rows
    told = [_made(step, event, names) for event in events if event.kind is Kind.DONE and event.stands]
    last = events[-1] if events else None
    proposed = _made(step, last, names) if last is not None and last.kind is Kind.PROPOSED else None
    owed = next((one for one in standing.duties if one.outstanding and step.name in one.duty.do), None)
    offer = standing.offer(step) if standing.is_open else None
    before = tuple(_before(one, pack, sources) for one in offer.barriers) if offer is not None else ()
    return Decision(
        step=step,
        standing=_standing(told, proposed, owed, offer is not None),
        options=options,
        by=upper_first(people_words(step.by, pack)),
        signs=people_words(step.signs, pack) if step.signs else "",
        may=may_do(step.by, reader, pack),
        may_sign=bool(step.signs)
        and proposed is not None
        and proposed.event.by != reader.person
        and may_do(step.signs, reader, pack),
        made=told[-1] if told else None,
        proposed=proposed,
        earlier=tuple(told[:-1]),
        before=before,
        section=beside(pack, step),
        owed=owed,
        rates=any(colour_of(option) for option in options),
    )


def _standing(told: list[Made], proposed: Made | None, owed: DutyInstance | None, offered: bool) -> Standing:
    if proposed is not None:
        return Standing.WAITING
    if told and owed is None:
        return Standing.DECIDED
    if owed is not None:
        return Standing.OWED
    return Standing.OPEN if offered else Standing.CLOSED


def _made(step: Step, event: Event, names: Mapping[str, str]) -> Made:
    assert step.decides is not None
    option = step.decides.get(event.option)
    title = option.title if option is not None else event.option or "Removed from the record"
    return Made(title, event.reason, names.get(event.by, event.by), event, colour_of(option))


def _before(barrier: Barrier, pack: Pack, sources: Mapping[str, str]) -> Before:
    said = explain_barrier(barrier, pack, sources).sentences()
    return Before(barrier.rule.title, said, barrier.refuses, beside(pack, barrier.rule))
