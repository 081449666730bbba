"""How a pack names people: by role, by role of an area or agency, by a fact, or by a built-in group."""

from __future__ import annotations

from dataclasses import dataclass

#: Groups that the product resolves to persons; a repeated group of questions may be named in the same places.
GROUPS = frozenset(
    {
        "child", "children", "parents", "pr-holders", "family", "siblings", "twins", "other-children-in-household",
        "household", "referrer", "agencies-involved", "members", "direct-team",
    }
)  # fmt: skip

#: Telling these is contact with the family, so a caution against such contact reaches it (section 2.8).
FAMILY_GROUPS = frozenset({"parents", "family", "pr-holders"})


@dataclass(frozen=True, slots=True)
class RoleOf:
    """Holders of a role; `of` names the fact (area or agency) whose holder is meant."""

    role: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class GroupOf:
    """A built-in group, or a repeated group of questions named in full."""

    group: str


@dataclass(frozen=True, slots=True)
class FactPeople:
    """Whoever a fact or an answer names."""

    fact: str


People = RoleOf | GroupOf | FactPeople


def people_word(people: People) -> str:
    """The short word under which an event, a duty or a refusal names these people."""
    if isinstance(people, RoleOf):
        return people.role if people.of is None else f"{people.role} of {people.of}"
    return people.group if isinstance(people, GroupOf) else people.fact


def answers_to(people: People, word: str) -> bool:
    """Whether a word written in a history names these people: in full, or by the short name of the role, group or fact."""
    base = people.role if isinstance(people, RoleOf) else people.group if isinstance(people, GroupOf) else people.fact
    return word in (people_word(people), base, base.rpartition("/")[2])
