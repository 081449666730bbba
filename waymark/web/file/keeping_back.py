"""What the procedures keep back from some readers of a file: answers to single questions, or whole forms (pack-language.md, `access`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from waymark.access.readers import Reader
from waymark.agencies.roles import Sight
from waymark.casefile.files import File
from waymark.procedures.evaluation import EpisodeSituation, Situation
from waymark.procedures.history import Event, History
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import GroupOf, People, RoleOf
from waymark.work.holding import role_words

#: From an episode to the full names of the questions whose answers this reader does not see.
KeptBack = dict[str, frozenset[str]]

#: In which of the packs' groups readers stand who see a file for this reason. Whoever is signed in belongs to no family.
_GROUPS = {"agencies-involved": Sight.INVOLVED, "direct-team": Sight.AREA}


def kept_back(situation: Situation | None, reader: Reader) -> KeptBack:
    """What is kept back from a reader, episode by episode. Rules that hold by what is not yet known keep back too."""
    if situation is None:
        return {}
    found = {name: frozenset(_questions(standing, reader)) for name, standing in situation.episodes.items()}
    return {name: questions for name, questions in found.items() if questions}


def _questions(standing: EpisodeSituation, reader: Reader) -> Iterable[str]:
    for entry in standing.access:
        hidden = any(_is_among(reader, who, standing) for who in entry.hide)
        left_out = bool(entry.only) and not any(_is_among(reader, who, standing) for who in entry.only)
        if hidden or left_out:
            for name in entry.what:
                yield from _named(name, standing.pack)


def _named(name: str, pack: Pack) -> Iterable[str]:
    """A question by its name, or all of a form."""
    return (one.name for one in pack.form_questions(name)) if name in pack.forms else (name,)


def _is_among(reader: Reader, who: People, standing: EpisodeSituation) -> bool:
    if isinstance(who, GroupOf):
        return _GROUPS.get(who.group) is reader.role.sees
    if isinstance(who, RoleOf):
        return bool(role_words((who,), standing.pack) & set(reader.acts_as))
    value = standing.reasoner.fact(who.fact, standing.point)
    named = {str(one) for one in (value if isinstance(value, tuple | list) else (value,)) if one}
    return bool(named & {reader.person, reader.agency, reader.agency_kind, *reader.acts_as})


def without(file: File, situation: Situation | None, back: KeptBack) -> File:
    """The file as the reader sees it: what is kept back is not in it. For showing only; what holds is worked out from the whole file."""
    if not back or situation is None:
        return file
    packs = {name: standing.pack for name, standing in situation.episodes.items()}
    events = [_stripped(one, packs.get(one.episode), back) for one in file.history.recorded_events]
    return replace(file, history=History(events, file.history.given))


def _stripped(event: Event, pack: Pack | None, back: KeptBack) -> Event:
    hidden = hidden_of(event, pack, back)
    if not hidden:
        return event
    return replace(event, answers={short: value for short, value in event.answers.items() if short not in hidden})


def hidden_of(event: Event, pack: Pack | None, back: KeptBack) -> set[str]:
    """The short names of an event's questions whose answers are kept back."""
    if pack is None or event.episode not in back:
        return set()
    asked = pack.step_questions(event.name)
    return {short for short, question in asked.items() if question.name in back[event.episode]}
