"""Saying in words where the fast evaluator and the slow reference differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from waymark.procedures.evaluation import DutyInstance, EpisodeSituation, Situation
from waymark.procedures.history import History
from waymark.procedures.language.pack import Pack
from waymark.procedures.reference import Owed, Standing, evaluate_slowly


def disagreements(situation: Situation, history: History, pack: Pack, now: datetime) -> list[str]:
    """What the fast evaluator says otherwise than the reference; empty when they agree."""
    return list(differing(situation, evaluate_slowly(history, pack, now)))


def differing(situation: Situation, reference: dict[str, Standing]) -> Iterator[str]:
    """As `disagreements`, where the reference has been asked already."""
    if situation.episodes.keys() != reference.keys():
        yield f"episodes: fast {sorted(situation.episodes)}, reference {sorted(reference)}"
    for episode in situation.episodes.keys() & reference.keys():
        fast, slow = situation.episodes[episode], reference[episode]
        yield from _of_duties(fast, slow)
        for name, (one, other) in said(fast, slow).items():
            for key in sorted(one.keys() | other.keys()):
                if one.get(key, "nothing") != other.get(key, "nothing"):
                    yield f"{episode}: {name} of {key}: fast {one.get(key, 'nothing')!r}, reference {other.get(key, 'nothing')!r}"


def said(fast: EpisodeSituation, slow: Standing) -> dict[str, tuple[dict[str, object], dict[str, object]]]:
    """By subject: what the fast evaluator says, and what the reference says."""
    steps = [step for step in fast.pack.steps.values() if step.pathway == fast.episode.pathway]
    barriers = {step.name: {b.rule.name: (b.verdict.value, b.refuses) for b in fast.barriers(step)} for step in steps}
    return {
        "facts": (dict(fast.facts), dict(slow.facts)),
        "cautions": ({held.caution.name: held.ruled for held in fast.cautions}, dict(slow.cautions)),
        "offers": ({offer.step.name: offer.certain for offer in fast.steps}, dict(slow.offers)),
        "barriers": (barriers, dict(slow.barriers)),
        "holding up": (dict.fromkeys((i.id for i in fast.open_musts), True), dict.fromkeys(slow.holding_up, True)),
    }


def _of_duties(fast: EpisodeSituation, slow: Standing) -> Iterator[str]:
    one, other = Counter(map(owed, fast.duties)), Counter(slow.duties)
    for instance in sorted((one - other).elements(), key=repr):
        twin = next((o for o in (other - one).elements() if o.identity == instance.identity), None)
        yield f"only fast: {shown(instance)}" if twin is None else f"{instance.identity}: {_apart(instance, twin)}"
    identities = {instance.identity for instance in (one - other).elements()}
    for instance in sorted((other - one).elements(), key=repr):
        if instance.identity not in identities:
            yield f"only reference: {shown(instance)}"


def owed(instance: DutyInstance) -> Owed:
    """A fast instance in the reference's form."""
    return Owed(
        duty=instance.duty.name, episode=instance.episode, trigger=instance.trigger, member=instance.member, audience=instance.audience,
        state=instance.state.value, due=instance.due, aim=instance.aim, readings=instance.readings, arose=instance.arose,
        ended=instance.ended, ended_by=instance.ended_by, overran=instance.overran, held_by=instance.held_by,
    )  # fmt: skip


def _apart(one: Owed, other: Owed) -> str:
    parts = ((name, getattr(one, name), getattr(other, name)) for name in Owed.__dataclass_fields__)
    return "; ".join(f"{name}: fast {word(a)}, reference {word(b)}" for name, a, b in parts if a != b)


def shown(instance: Owed) -> str:
    """An instance in one line."""
    return f"{instance.identity} {instance.state} arose {word(instance.arose)} due {word(instance.due)} ended {word(instance.ended)}"


def word(value: object) -> str:
    """A moment as written; anything else as it is."""
    iso = getattr(value, "iso", None)
    return str(iso()) if iso else repr(value)


def everything(situation: Situation) -> dict[str, object]:
    """All that a situation says, as plain values that can be compared with those of another."""
    found: dict[str, object] = {}
    for name, standing in situation.episodes.items():
        found[name] = {
            "duties": sorted((repr(owed(instance)), instance.known_since) for instance in standing.duties),
            "facts": {key: word(value) for key, value in standing.facts.items()},
            "cautions": sorted((held.caution.name, str(held.ruled)) for held in standing.cautions),
            "offers": sorted((offer.step.name, offer.certain) for offer in standing.steps),
            "barriers": sorted(
                (step.name, barrier.rule.name, barrier.verdict, barrier.refuses, barrier.unknown)
                for step in standing.pack.steps.values()
                for barrier in standing.barriers(step)
            ),
            "access": sorted(entry.name for entry in standing.access),
        }
    return found


__all__ = ["differing", "disagreements", "everything", "owed", "shown", "word"]
