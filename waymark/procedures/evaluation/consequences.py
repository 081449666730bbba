"""What an act brings with it in the same transaction: pathways opened and episodes closed (pack-language.md, 2.9,
2.10).

The engine makes no events of its own accord; whoever records an act asks here what belongs to it, and writes all of it
together. Consequences do not cascade: an opened pathway's own steps are acts of people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from waymark.procedures.evaluation.evaluate import EpisodeSituation
from waymark.procedures.evaluation.meetings import quorum
from waymark.procedures.history import Event, Kind
from waymark.procedures.language.entries import Opens
from waymark.procedures.language.pack import Pack

#: Makes the id of a new event or episode from the act's id and a word, so that the same act always has the same
#: consequences.
NewId = Callable[[str, str], str]


def derived_id(act: str, word: str) -> str:
    """The act's id with a word behind it."""
    return f"{act}.{word}"


def opening(
    pathway: str,
    first: Event,
    pin: str,
    *,
    came_from: str = "",
    as_: str = "root",
    subject: str = "",
    episode: str = "",
) -> Event:
    """The event that opens an episode, at the time of the act that opens it."""
    new_episode = episode or first.episode
    return Event(
        id=derived_id(first.id, f"opens-{new_episode}"), kind=Kind.OPENED, name=pathway, episode=new_episode,
        subject=subject or first.subject, occurred=first.occurred, recorded=first.recorded, sequence=first.sequence - 1,
        by=first.by, role=first.role, agency=first.agency, opened_as=as_, came_from=came_from, cause=first.id, pin=pin,
    )  # fmt: skip


def consequences(act: Event, standing: EpisodeSituation, new_episode: NewId = derived_id) -> Iterator[Event]:
    """The events that follow from an act done in an episode: openings first, then closing. Nothing follows from what is
    only proposed.
    """
    step = standing.pack.steps.get(act.name)
    if step is None or act.kind is not Kind.DONE:
        return
    option = step.decides.get(act.option) if step.decides is not None and act.stands else None
    opens = [*step.opens, *([option.opens] if option is not None and option.opens is not None else [])]
    for one in opens:
        yield from _opened(act, one, standing, new_episode)
    successor = any(one.as_ == "successor" for one in opens)
    if standing.is_open and (step.closes or successor or (option is not None and option.closes)):
        yield Event(
            id=derived_id(act.id, "closes"), kind=Kind.CLOSED, name=standing.episode.pathway, episode=act.episode,
            subject=act.subject, occurred=act.occurred, recorded=act.recorded, sequence=act.sequence + 1, by=act.by,
            role=act.role, agency=act.agency, cause=act.id,
        )  # fmt: skip


def _opened(act: Event, opens: Opens, standing: EpisodeSituation, new_episode: NewId) -> Iterator[Event]:
    subjects = (
        [str(member) for member in standing.reasoner.group(opens.for_each, standing.point) or ()]
        if opens.for_each
        else [act.subject]
    )
    for subject in subjects:
        episode = new_episode(act.id, opens.pathway if len(subjects) == 1 else f"{opens.pathway}-{subject}")
        event = opening(
            opens.pathway,
            act,
            standing.episode.pin,
            came_from=act.episode,
            as_=opens.as_,
            subject=subject,
            episode=episode,
        )
        yield replace(event, sequence=act.sequence + 1)


def judged(act: Event, standing: EpisodeSituation) -> Event:
    """The act with its decision marked as only proposed where its meeting was recorded as inquorate and nobody waived
    that (2.12).
    """
    step = standing.pack.steps.get(act.name)
    if step is None or step.meeting is None or not act.present or act.kind is not Kind.DONE:
        return act
    return replace(
        act, stands=quorum(standing.reasoner, step, act.present, standing.point).quorate or bool(act.grounds)
    )


def pack_of_pin(packs: dict[str, Pack], pin: str, otherwise: Pack) -> Pack:
    """The pack that a pin names, or the one given where it is not kept."""
    return packs.get(pin, otherwise)
