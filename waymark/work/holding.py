"""Who may hold what is owed, in role words, and to whom it falls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from waymark.casefile.queries import File
from waymark.casefile.validation import OPEN_ROLES
from waymark.procedures.evaluation import DutyInstance, EpisodeSituation
from waymark.procedures.language.entries import Duty
from waymark.procedures.language.pack import Pack
from waymark.procedures.language.people import GROUPS, FactPeople, GroupOf, People, RoleOf

#: Groups of practitioners whom only the file can name. (The other groups are the child, the family and the referrer: their duties are nobody's here.)
OURS = frozenset({"agencies-involved", "members", "direct-team"})

#: Whom a duty falls to that names nobody (GLOSSARY.md, "allocated worker").
ALLOCATED = RoleOf("allocated-worker")
SOCIAL_CARE = RoleOf("social-care")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who has a file, and who has taken or been given single duties of it: what is kept in the file's history."""

    worker: str
    team: str
    taken: Mapping[str, str]
    """By the duty's id: a person, or nobody."""
    family: str

    @classmethod
    def of(cls, file: File) -> Assignment:
        """Read it out of the facts that are kept in a file."""
        kept = {fact.name: fact.value for fact in file.history.given if fact.subject in ("", file.stream)}
        taken = {
            name.removeprefix("taken:"): _in_row(value, "to")
            for name, value in kept.items()
            if name.startswith("taken:")
        }
        worker, team = (str(kept.get(name) or "") for name in ("allocated-worker", "allocated-team"))
        return cls(worker, team, taken, _family(file.stream, kept))

    def person(self, duty: str, falls_to_worker: bool) -> str:
        """Whose a duty of this id is: of whoever has taken or been given it, else of the allocated worker where it falls to them."""
        return self.taken.get(duty, self.worker if falls_to_worker else "")


def _in_row(value: object, name: str) -> str:
    return str(value.get(name) or "") if isinstance(value, Mapping) else ""


def _family(stream: str, kept: Mapping[str, object]) -> str:
    """The first stream of the children known to live in one household, so that each child's file names the same."""
    others = {
        _in_row(value, "stream")
        for name, value in kept.items()
        if name.startswith("person:") and _in_row(value, "in-household") == "yes"
    }
    return min({stream, *others} - {""})


@lru_cache(maxsize=1 << 12)
def role_words(people: tuple[People, ...], pack: Pack) -> frozenset[str]:
    """The role words that answer to these people: their own and those of whoever holds the role."""
    found: set[str] = set()
    for who in people:
        if isinstance(who, RoleOf):
            role = pack.roles.get(who.role)
            found |= {who.role.rpartition("/")[2], *(role.held_by if role is not None else ())}
            continue
        found.add(who.group if isinstance(who, GroupOf) else who.fact.rpartition("/")[2])
        if isinstance(who, FactPeople) or who.group not in GROUPS - OURS:
            # Anybody who works with the child may be one of them.
            found.add("practitioner")
    return frozenset(found)


@lru_cache(maxsize=1 << 10)
def written(words: frozenset[str]) -> str:
    """Role words as a column holds them."""
    return f"|{'|'.join(sorted(words))}|" if words else ""


def holders_of(standing: EpisodeSituation, one: DutyInstance) -> frozenset[str]:
    """The role words that may hold an instance: of whom the duty names, else of who does its step, else the allocated worker."""
    named = named_holders(one.duty.name, standing.pack)
    if one.member and any(isinstance(who, GroupOf) and who.group == one.duty.each for who in named):
        return frozenset({one.member})
    if not any(isinstance(who, FactPeople) for who in named):
        return role_words(named, standing.pack)
    found = role_words(tuple(who for who in named if not isinstance(who, FactPeople)), standing.pack)
    for who in named:
        if isinstance(who, FactPeople):
            value = standing.reasoner.fact(who.fact, standing.point)
            known = value if isinstance(value, tuple | list) else (value,)
            said = frozenset(str(word) for word in known if word is not None)
            found |= said or role_words((who,), standing.pack)
    return found


@lru_cache(maxsize=1 << 12)
def named_holders(duty: str, pack: Pack) -> tuple[People, ...]:
    """The people whom a duty (by its name; hashing a whole one is slow) or the step that meets it names."""
    entry = pack.duties[duty]
    step = pack.steps.get(step_of(entry))
    return entry.by or (step.by if step is not None else ()) or (ALLOCATED,)


def step_of(duty: Duty) -> str:
    """The step that meets a duty; empty if none does."""
    return duty.do[0].partition(".")[0] if duty.do else ""


@lru_cache(maxsize=1 << 12)
def falls_to_worker(words: frozenset[str], pack: Pack) -> bool:
    """Whether an allocated worker is one of those who may hold it."""
    return bool(words & (role_words((ALLOCATED,), pack) | OPEN_ROLES))


@lru_cache(maxsize=1 << 12)
def falls_to_team(words: frozenset[str], pack: Pack) -> bool:
    """Whether the team of the allocated worker is to do it."""
    return bool(words & (role_words((ALLOCATED, SOCIAL_CARE), pack) | OPEN_ROLES))


def matching(sets: Iterable[str], roles: Iterable[str]) -> list[str]:
    """The written sets in which one of these roles, or one that everybody holds, stands."""
    wanted = {*roles, *OPEN_ROLES}
    return sorted(words for words in sets if not wanted.isdisjoint(words.split("|")))
