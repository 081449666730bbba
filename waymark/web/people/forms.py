"""The few fields of these pages: what was typed stays as it was typed, beside what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from waymark.agencies.models import Agency, AgencyKind, Team
from waymark.agencies.roles import ROLES
from waymark.web.shell.areas import choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form. `choices` makes a list to choose from; with `several` boxes to tick."""

    name: str
    label: str
    hint: str = ""
    kind: str = "text"
    value: str = ""
    chosen: frozenset[str] = frozenset()
    choices: Sequence[tuple[str, str]] = ()
    several: bool = False
    fault: str = ""


class Form:
    """Fields with what was typed into them. In: the fields, what the browser sent (nothing on the first showing), faults by field."""

    def __init__(self, fields: Iterable[Field], sent: QueryDict | None = None, faults: Mapping[str, str] | None = None):
        self.sent = sent if sent is not None else QueryDict()
        self.faults = dict(faults or {})
        self.fields = [self._filled(one) for one in fields]

    def _filled(self, one: Field) -> Field:
        typed = self.sent.getlist(one.name)
        value = typed[0] if typed else one.value
        return Field(
            name=one.name, label=one.label, hint=one.hint, kind=one.kind, value=value, chosen=frozenset(typed or one.chosen),
            choices=one.choices, several=one.several, fault=self.faults.get(one.name, ""),
        )  # fmt: skip

    @property
    def summary(self) -> list[dict[str, str]]:
        """The faults for the top of the page, each linked to its field; those of no field to the first."""
        order = [one.name for one in self.fields]
        found = [(name if name in order else order[0], text) for name, text in self.faults.items() if text]
        return [{"text": text, "href": f"#{name}"} for name, text in sorted(found, key=lambda one: order.index(one[0]))]


def day_of(text: str, faults: dict[str, str], name: str) -> date | None:
    """A day as browsers send it; None where nothing was given, or with a fault where it is no day."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        faults[name] = "Give a day such as 2026-03-02."
        return None


def person_fields() -> list[Field]:
    """Who somebody is."""
    return [
        Field(name="name", label="Name"),
        Field(name="email", label="E-mail address", kind="email", hint="They sign in with it. It is also where the link to set a password goes."),
    ]  # fmt: skip


def post_fields(today: date) -> list[Field]:
    """As what somebody works, where and from when."""
    agencies = [("", "Choose an agency"), *Agency.objects.order_by("name").values_list("slug", "name")]
    teams = Team.objects.select_related("agency").order_by("agency__name", "name")
    roles = [("", "Choose a role"), *((one.word, one.title) for one in ROLES.values())]
    return [
        Field(name="role", label="Role", choices=roles, hint="It decides what they see and which steps they may do."),
        Field(name="agency", label="Agency", choices=agencies),
        Field(name="team", label="Team", choices=[("", "No team"), *((one.slug, f"{one.name}, {one.agency.name}") for one in teams)]),
        Field(name="areas", label="Areas", choices=choices(today), several=True, hint="None ticked: all areas of the team or agency."),
        Field(name="starts", label="First day", kind="date", value=today.isoformat()),
        Field(name="ends", label="Last day", kind="date", hint="Leave empty if it is not known."),
    ]  # fmt: skip


def agency_fields(today: date) -> list[Field]:
    """What an agency is."""
    kinds = [("", "Choose a kind"), *AgencyKind.choices]
    return [
        Field(name="name", label="Name"),
        Field(name="slug", label="Short name", hint="Small letters, digits and hyphens, such as solent-police. It stays for ever."),
        Field(name="kind", label="Kind", choices=kinds),
        Field(name="areas", label="Areas in which it works", choices=choices(today), several=True),
    ]  # fmt: skip


def team_fields(today: date) -> list[Field]:
    """What a team is."""
    agencies = [("", "Choose an agency"), *Agency.objects.order_by("name").values_list("slug", "name")]
    return [
        Field(name="name", label="Name"),
        Field(name="slug", label="Short name", hint="Small letters, digits and hyphens, such as solent-mash. It stays for ever."),
        Field(name="agency", label="Agency", choices=agencies),
        Field(name="area", label="Area", choices=[("", "Choose an area"), *choices(today)]),
    ]  # fmt: skip
