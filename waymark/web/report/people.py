"""Household and family, as they were typed: one row for each person."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from waymark.people.persons import RELATIONSHIPS, Person
from waymark.web.fields.raw import Raw, one

MOST_PEOPLE = 30
INPUTS = ("name", "relationship", "in_household", "parental_responsibility", "phone", "note")
_TRUTH = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Typed:
    """Somebody around the child, and what is wrong, by input."""

    person: Person
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """How this person is called on pages."""
        return self.person.name or self.person.relationship_in_words or "Somebody without a name"

    @property
    def summary(self) -> str:
        """Relationship, household and parental responsibility in a few words."""
        said = [self.person.relationship_in_words] if self.person.name and self.person.relationship else []
        said += {True: ["lives with the child"], False: ["lives elsewhere"], None: []}[self.person.in_household]
        said += ["has parental responsibility"] if self.person.parental_responsibility else []
        return ", ".join(said)


def read_person(identity: str, raw: Raw) -> Typed:
    """A person out of what was typed."""
    person = Person(
        id=identity,
        name=" ".join(one(raw, "name").split()),
        relationship=one(raw, "relationship"),
        in_household=_TRUTH.get(one(raw, "in_household")),
        parental_responsibility=_TRUTH.get(one(raw, "parental_responsibility")),
        phone=one(raw, "phone").strip(),
        note=one(raw, "note").strip(),
    )
    faults = person.faults()
    if "relationship" in faults:
        person = replace(person, relationship="")
        faults["relationship"] = "Choose one from the list"
    return Typed(person, faults)


def relationship_choices() -> list[tuple[str, str]]:
    """What can be chosen for how somebody is related."""
    return list(RELATIONSHIPS.items())
