"""The children whom a concern is about, as they were typed: several on one report, a baby not yet born, a child whose name nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from waymark.people.details import SEXES, Details
from waymark.procedures.history import NOT_KNOWN
from waymark.procedures.time import Moment
from waymark.web.fields.faults import Unread
from waymark.web.fields.moments import read_day
from waymark.web.fields.raw import Raw, one

#: Longest descriptions.
LONGEST_AGE, LONGEST_DESCRIPTION = 100, 2000
#: As many children as one report may be about.
MOST_CHILDREN = 12
#: The inputs of the page about a child.
INPUTS = (
    "name", "preferred_name", "description", "unborn", "born.day", "born.month", "born.year", "due.day", "due.month", "due.year", "age", "sex",
    "address", "postcode", "school", "nhs_number", "language", "communication",
)  # fmt: skip
#: What a question of a pack asks about the child that the page about the child has asked already.
ASKED_ALREADY = ("child-name", "child-address")


@dataclass(frozen=True, slots=True)
class Child:
    """One child as typed: `details` that are kept as facts, what else was said, and what is wrong, by input."""

    id: str
    details: Details
    description: str = ""
    age: str = ""
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """How the child is called on pages and in the file until somebody knows more."""
        if self.details.name:
            return self.details.name
        if self.details.unborn:
            return "Unborn baby"
        described = " ".join(self.description.split())
        return f"Name not known: {described[:80]}" if described else "Name not known"

    @property
    def summary(self) -> str:
        """Age or due date, in a few words."""
        born, due = self.details.born, self.details.due_date
        if born is not None:
            return f"born {born.day} {born:%B %Y}"
        if due is not None:
            return f"expected on {due.day} {due:%B %Y}"
        return f"age: {self.age}" if self.age else "age not known"

    @property
    def kept_details(self) -> Details:
        """What is kept in the file: a child without a name is found by their description."""
        return Details(
            **{name: getattr(self.details, name) for name in Details.__dataclass_fields__} | {"name": self.label}
        )

    def answers(self) -> dict[str, str]:
        """Answers to the questions of packs that ask the same."""
        known = {
            "child-name": self.label,
            "child-address": ", ".join(filter(None, (self.details.address, self.details.postcode))),
        }
        return {name: value or NOT_KNOWN for name, value in known.items()}


def of_each(children: Sequence[Child]) -> dict[str, object]:
    """Answers to the questions that packs ask of each child and that the page about the child has asked already."""
    said = {
        "full-name": [(one.label, one.details.name) for one in children],
        "birth-date": [(one.label, Moment.on(one.details.born) if one.details.born else "") for one in children],
        "gender": [(one.label, SEXES.get(one.details.sex, "")) for one in children],
    }
    return {
        name: tuple({"member": member, "answer": value or NOT_KNOWN} for member, value in pairs)
        for name, pairs in said.items()
        if pairs
    }


def read_child(identity: str, raw: Raw, today: date) -> Child:
    """A child out of what was typed. A faulty date is left out and said."""
    faults: dict[str, str] = {}
    unborn = one(raw, "unborn") == "yes"
    born = None if unborn else _day(raw, "born", faults)
    due = _day(raw, "due", faults) if unborn else None
    text = {
        name: one(raw, name).strip()
        for name in (
            "preferred_name",
            "sex",
            "address",
            "postcode",
            "school",
            "nhs_number",
            "language",
            "communication",
        )
    }
    details = Details(name=one(raw, "name").strip(), born=born, due_date=due, **text).tidied()
    child = Child(identity, details, one(raw, "description").strip(), "" if unborn else one(raw, "age").strip(), faults)
    faults |= {name.replace("due_date", "due"): fault for name, fault in details.faults(today).items()}
    faults |= _gaps(child, unborn)
    return child


def _gaps(child: Child, unborn: bool) -> dict[str, str]:
    found = {}
    if unborn and child.details.due_date is None and "due" not in child.faults:
        found["due"] = "Enter the date on which the baby is expected. If you do not know it, give your best guess"
    if not unborn and not child.details.name and not child.description:
        found["name"] = "Enter the child's name, or describe the child below if you do not know it"
    if len(child.age) > LONGEST_AGE:
        found["age"] = f"Use {LONGEST_AGE} characters or fewer for the age"
    if len(child.description) > LONGEST_DESCRIPTION:
        found["description"] = f"Use {LONGEST_DESCRIPTION:,} characters or fewer to describe the child"
    if child.details.sex and child.details.sex not in SEXES:
        found["sex"] = "Choose one of the answers"
    return found


def _day(raw: Raw, name: str, faults: dict[str, str]) -> date | None:
    try:
        found = read_day(raw, name)
    except Unread as fault:
        faults[name] = str(fault)
        return None
    return found if isinstance(found, date) else None
