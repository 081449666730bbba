"""The people around a child, family and professionals, each kept as a fact `person:<id>`, and the groups that follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PREFIX = "person:"
FAMILY, PROFESSIONAL = "family", "professional"

#: How somebody in the family is related to the child, in words.
RELATIONSHIPS: dict[str, str] = {
    "mother": "Mother",
    "father": "Father",
    "parent": "Parent",
    "step-parent": "Step-parent",
    "partner-of-parent": "Partner of a parent",
    "adoptive-parent": "Adoptive parent",
    "foster-carer": "Foster carer",
    "special-guardian": "Special guardian",
    "brother": "Brother",
    "sister": "Sister",
    "sibling": "Brother or sister",
    "half-sibling": "Half-brother or half-sister",
    "step-sibling": "Step-brother or step-sister",
    "twin": "Twin",
    "grandparent": "Grandparent",
    "aunt-or-uncle": "Aunt or uncle",
    "cousin": "Cousin",
    "child": "Son or daughter",
    "other-relative": "Another relative",
    "family-friend": "Friend of the family",
    "lives-in-the-household": "Lives in the household",
    "other": "Other",
}
_PARENTS = frozenset(
    {"mother", "father", "parent", "adoptive-parent", "step-parent", "foster-carer", "special-guardian"}
)
_SIBLINGS = frozenset({"brother", "sister", "sibling", "half-sibling", "step-sibling", "twin"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody around a child. `stream` names their own file, if they are a child with one. None: not known."""

    id: str
    name: str
    relationship: str = ""
    kind: str = FAMILY
    in_household: bool | None = None
    parental_responsibility: bool | None = None
    phone: str = ""
    note: str = ""
    stream: str = ""
    agency: str = ""

    def faults(self) -> dict[str, str]:
        """What is wrong, by field."""
        found = {}
        if not self.name.strip() and not self.relationship:
            found["name"] = "Give a name, or say how this person is related to the child."
        if self.kind not in (FAMILY, PROFESSIONAL):
            found["kind"] = "Say whether this is family or a professional."
        if self.kind == FAMILY and self.relationship and self.relationship not in RELATIONSHIPS:
            found["relationship"] = f"Choose one of: {', '.join(RELATIONSHIPS)}."
        longest = {"name": 200, "relationship": 200, "phone": 60, "note": 2000}
        found |= {
            field: f"This is too long: {most} characters at most."
            for field, most in longest.items()
            if len(getattr(self, field)) > most
        }
        return found

    def row(self) -> dict[str, str]:
        """The value of the kept fact."""
        return {
            "name": " ".join(self.name.split()),
            "relationship": self.relationship,
            "kind": self.kind,
            "in-household": _word(self.in_household),
            "parental-responsibility": _word(self.parental_responsibility),
            "phone": self.phone.strip(),
            "note": self.note.strip(),
            "stream": self.stream,
            "agency": self.agency,
        }

    @classmethod
    def from_row(cls, person: str, row: Mapping[str, object]) -> Person:
        """Somebody out of a kept fact."""
        text = {name: str(value) for name, value in row.items() if value is not None}
        return cls(
            id=person,
            name=text.get("name", ""),
            relationship=text.get("relationship", ""),
            kind=text.get("kind") or FAMILY,
            in_household=_truth(text.get("in-household", "")),
            parental_responsibility=_truth(text.get("parental-responsibility", "")),
            phone=text.get("phone", ""),
            note=text.get("note", ""),
            stream=text.get("stream", ""),
            agency=text.get("agency", ""),
        )

    @property
    def word(self) -> str:
        """How groups and duties call this person."""
        return " ".join(self.name.split()) or RELATIONSHIPS.get(self.relationship, self.relationship)

    @property
    def relationship_in_words(self) -> str:
        """The relationship as people say it; a professional's is what they wrote."""
        return RELATIONSHIPS.get(self.relationship, self.relationship)


def persons(facts: Mapping[str, object]) -> list[Person]:
    """Everybody around a child, in the order in which they were first written down; who was removed is not among them."""
    return [
        Person.from_row(name.removeprefix(PREFIX), value)
        for name, value in facts.items()
        if name.startswith(PREFIX) and isinstance(value, Mapping)
    ]


def groups(people: Iterable[Person]) -> dict[str, tuple[str, ...]]:
    """The groups of the packs' language that follow from the family."""
    family = [one for one in people if one.kind == FAMILY]
    children = [one for one in family if one.stream or one.relationship in _SIBLINGS]
    return {
        "parents": tuple(one.word for one in family if one.relationship in _PARENTS),
        "siblings": tuple(one.word for one in family if one.relationship in _SIBLINGS),
        "household": tuple(one.word for one in family if one.in_household),
        "other-children-in-household": tuple(one.word for one in children if one.in_household),
        "pr-holders": tuple(one.word for one in family if one.parental_responsibility),
        "family": tuple(one.word for one in family),
        "children": tuple(one.word for one in children),
    }


def the_other_way(relationship: str, sex: str) -> str:
    """What the first is to the second, where the second is this to the first. `sex`: the first's, as kept."""
    if relationship in ("brother", "sister", "sibling"):
        return {"male": "brother", "female": "sister"}.get(sex, "sibling")
    if relationship in ("mother", "father", "parent"):
        return "child"
    if relationship == "child":
        return {"male": "father", "female": "mother"}.get(sex, "parent")
    same = {
        "half-sibling",
        "step-sibling",
        "twin",
        "cousin",
        "family-friend",
        "lives-in-the-household",
        "other-relative",
    }
    return relationship if relationship in same else "other"


def _word(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _truth(word: str) -> bool | None:
    return {"yes": True, "no": False}.get(word)
