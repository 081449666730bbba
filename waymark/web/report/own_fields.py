"""Fields of our own pages (a child, a person, who may be reached), drawn by the same macro as a pack's questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from waymark.people.details import SEXES
from waymark.web.fields.presenting import Field, Item, Part
from waymark.web.fields.raw import Raw, id_of, one
from waymark.web.report.people import relationship_choices

_DAY = (("day", "Day"), ("month", "Month"), ("year", "Year"))


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed into a page of ours and what is wrong with it; makes its fields."""

    raw: Raw
    faults: Mapping[str, str]

    def _field(self, name: str, kind: str, label: str, hint: str, optional: bool, **more: object) -> Field:
        strength = "may" if optional else ""
        said = {"value": one(self.raw, name), "fault": str(self.faults.get(name, "")), "strength": strength}
        return Field(name, id_of(name), name, kind, label, help=hint, **(said | more))  # type: ignore[arg-type]

    def line(self, name: str, label: str, hint: str = "", *, optional: bool = False) -> Field:
        """One line of text."""
        return self._field(name, "line", label, hint, optional)

    def text(self, name: str, label: str, hint: str = "", *, optional: bool = False) -> Field:
        """Several lines of text."""
        return self._field(name, "text", label, hint, optional)

    def radios(
        self, name: str, label: str, choices: Iterable[tuple[str, str]], hint: str = "", *, optional: bool = False
    ) -> Field:
        """One of a few."""
        return self._field(name, "radios", label, hint, optional, items=self._items(name, choices))

    def select(
        self, name: str, label: str, choices: Iterable[tuple[str, str]], hint: str = "", *, optional: bool = False
    ) -> Field:
        """One of many."""
        return self._field(name, "select", label, hint, optional, items=self._items(name, choices))

    def date(self, name: str, label: str, hint: str = "", *, optional: bool = False) -> Field:
        """A day."""
        wrong = name in self.faults
        parts = tuple(
            Part(f"{name}.{part}", id_of(f"{name}.{part}"), words, one(self.raw, f"{name}.{part}"), wrong)
            for part, words in _DAY
        )
        return self._field(name, "date", label, hint, optional, parts=parts)

    def _items(self, name: str, choices: Iterable[tuple[str, str]]) -> tuple[Item, ...]:
        return tuple(Item(value, label, checked=one(self.raw, name) == value) for value, label in choices)


def child_fields(raw: Raw, faults: Mapping[str, str], *, professional: bool) -> list[Field]:
    """What is asked about a child; of professionals a little more."""
    form = Form(raw, faults)
    more = (
        form.line("nhs_number", "NHS number", "10 digits, if you have it at hand", optional=True),
        form.line("language", "First language", optional=True),
    )
    return [*_who(form), *_where(form), *(more if professional else ()), _communication(form)]


def _who(form: Form) -> tuple[Field, ...]:
    """Name or description, birth or due date, age, sex."""
    sexes = [(word, "I do not know" if word == "not-known" else title) for word, title in SEXES.items()]
    name = "First name and family name, if you know them. For an unborn baby, the mother's family name helps"
    due = "For example, 27 11 2026. A guess is better than nothing"
    return (
        form.radios("unborn", "Has the child been born?", (("no", "Yes"), ("yes", "No, this is an unborn baby"))),
        form.line("name", "Child's name", name),
        form.text("description", "If you do not know the name, how would you describe the child?", optional=True),
        form.date("due", "If the baby is not born yet, when is it expected?", due),
        form.date("born", "Date of birth", "For example, 27 3 2018", optional=True),
        form.line(
            "age",
            "If you do not know the date of birth, about how old is the child?",
            "For example, about 7",
            optional=True,
        ),
        form.radios("sex", "Sex", sexes, optional=True),
    )


def _where(form: Form) -> tuple[Field, ...]:
    """Home and school."""
    return (
        form.text("address", "Where does the child live?", "As much of the address as you know", optional=True),
        form.line("postcode", "Postcode", optional=True),
        form.line("school", "Nursery, school or college", optional=True),
    )


def _communication(form: Form) -> Field:
    hint = "For example, signing, pictures or an interpreter"
    return form.text("communication", "Does the child need help to be understood?", hint, optional=True)


def person_fields(raw: Raw, faults: Mapping[str, str]) -> list[Field]:
    """What is asked about somebody around the child."""
    form = Form(raw, faults)
    yes_no = (("yes", "Yes"), ("no", "No"), ("", "I do not know"))
    return [
        form.line("name", "Name", "Leave this empty if you do not know it"),
        form.select("relationship", "What is this person to the child?", relationship_choices()),
        form.radios("in_household", "Does this person live with the child?", yes_no),
        form.radios("parental_responsibility", "Does this person have parental responsibility?", yes_no),
        form.line("phone", "Telephone number", optional=True),
        form.text(
            "note",
            "Anything that we should know about this person",
            "For example, that this person may be a danger, or needs an interpreter",
            optional=True,
        ),
    ]
