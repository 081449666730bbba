"""Who and what can be chosen in a field beside the pack's own options: people of the file, colleagues, areas, members of groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from waymark.procedures.language.pack import Pack


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what is kept, what is read, and a word more."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """`people` of the file and colleagues; `areas`; `groups` goes from a group's name (parents, or a question's full name) to its members."""

    people: tuple[Choice, ...] = ()
    areas: tuple[Choice, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    """How members are called: `police` -> "Police"."""

    def members(self, group: str) -> tuple[str, ...]:
        """The members of a group that are known."""
        return self.groups.get(group, ())

    def label(self, member: str) -> str:
        """How a member is called on the page."""
        return self.labels.get(member) or (
            member if " " in member else member.partition(":")[2] or member.replace("-", " ").capitalize()
        )


#: Nobody and nothing beside the pack's own options.
NOBODY = Around()

NOWHERE = {"front-back", "front-buttocks", "back-face", "back-chest", "back-abdomen", "back-genitals"}
#: The regions of a body map, front and back, as names that can be read aloud.
BODY_REGIONS: tuple[Choice, ...] = tuple(
    Choice(f"{side}-{region}", f"{side.capitalize()}: {region.replace('-', ' ')}")
    for side in ("front", "back")
    for region in (
        "head", "face", "neck", "chest", "abdomen", "back", "genitals", "buttocks", "left-arm", "right-arm", "left-hand",
        "right-hand", "left-leg", "right-leg", "left-foot", "right-foot",
    )
    if f"{side}-{region}" not in NOWHERE
)  # fmt: skip


def role_choices(pack: Pack) -> tuple[Choice, ...]:
    """The roles that a pack knows, by title."""
    return tuple(sorted((Choice(name, role.title) for name, role in pack.roles.items()), key=lambda one: one.label))


def contact_choices(pack: Pack) -> tuple[Choice, ...]:
    """The services that a pack knows, by title; those that are not for everybody's eyes are left out."""
    found = (Choice(name, contact.title) for name, contact in pack.contacts.items() if not contact.restricted)
    return tuple(sorted(found, key=lambda one: one.label))
