"""Which of a reader's roles the rules mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from waymark.casefile.validation import OPEN_ROLES
from waymark.procedures.describe.words import people_words
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import People, RoleOf


def roles_named(named: Iterable[People], pack: Pack, held: Sequence[str]) -> list[str]:
    """The role words, among those held, in which somebody may act for one of the people named."""
    words: set[str] = set()
    for people in named:
        if not isinstance(people, RoleOf):
            return list(held)
        entry = pack.roles.get(people.role)
        words |= {people.role, people.role.rpartition("/")[2], *(entry.held_by if entry is not None else ())}
    return list(held) if words & OPEN_ROLES else [role for role in held if role in words]


def who_may(named: Iterable[People], pack: Pack) -> str:
    """ "a social worker or the manager"."""
    return people_words(named, pack) or "anyone"
