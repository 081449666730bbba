"""What changes when an episode goes over to another area's or edition's rules (pack-language.md, 2.14).

Nothing is carried over but the events: what was met stays met, because the act that met it is still there under the same name; the rest is
worked out anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from waymark.procedures.evaluation.evaluate import evaluate
from waymark.procedures.evaluation.instances import DutyInstance, State
from waymark.procedures.history import History
from waymark.procedures.language.pack import Pack


@dataclass(frozen=True, slots=True)
class Change:
    """One duty of an episode before and after; None where it is not owed under those rules."""

    duty: str
    before: DutyInstance | None
    after: DutyInstance | None


def what_changes(history: History, before: Pack, after: Pack, episode: str, now: datetime) -> Iterator[Change]:
    """The duties of an episode that are owed, due or ended otherwise under the new rules, by name and trigger."""
    old, new = (_by_identity(history, pack, episode, now) for pack in (before, after))
    for identity in sorted({*old, *new}):
        one, other = old.get(identity), new.get(identity)
        if _told(one) != _told(other):
            yield Change(identity[0], one, other)


def _by_identity(
    history: History, pack: Pack, episode: str, now: datetime
) -> dict[tuple[str, str, str, str], DutyInstance]:
    standing = evaluate(history, pack, now).episodes.get(episode)
    duties = standing.duties if standing is not None else ()
    owed = (one for one in duties if one.state is not State.MAY_ARISE)
    return {(one.duty.name, one.trigger, one.member, one.audience): one for one in owed}


def _told(one: DutyInstance | None) -> object:
    return None if one is None else (one.state, one.due, one.aim, one.ended)
