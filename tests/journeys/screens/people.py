"""Users of an invented partnership, made when a journey needs them."""

from datetime import date

from tests.access.people import PASSWORD
from tests.cast import MONDAY
from waymark.agencies.actions import THE_MACHINE, add_agency, add_user, give_post
from waymark.agencies.models import Agency, User
from waymark.agencies.roles import ROLES

NAMES = {
    "mash-manager": "Montgomery Teamlead",
    "contact-officer": "Philomena Frontdoor",
    "social-worker": "Wilhelmina Socialwork",
    "team-manager": "Augustus Oversight",
    "conference-chair": "Cordelia Chairing",
    "professional-referrer": "Tarquin Headteacher",
    "partner-representative": "Percival Constable",
    "business-manager": "Beatrix Figures",
    "emergency-duty-team": "Nocturna Dutyteam",
}
KINDS = {"professional-referrer": "school", "partner-representative": "police"}
SINCE = date(2024, 1, 1)


def sit_down(role: str, *, area: str, name: str = "", kind: str = "council") -> str:
    """The e-mail address of a user who holds a role in an area; made if there is none."""
    assert role in ROLES, role
    name = name or NAMES[role]
    email = f"{name.replace(' ', '.').lower()}.{area}@demo.invalid"
    if not User.objects.filter(email=email).exists():
        who = add_user(email=email, name=name, password=PASSWORD, by=THE_MACHINE, now=MONDAY)
        slug = agency(KINDS.get(role, kind), area)
        give_post(user=who, role=role, agency=slug, areas=[area], starts=SINCE, by=THE_MACHINE, now=MONDAY)
    return email


def agency(kind: str, area: str) -> str:
    """The agency of a kind in an area; made if there is none."""
    slug = f"{area}-{kind}"
    if not Agency.objects.filter(slug=slug).exists():
        name = f"Invented {kind} of {area}"
        add_agency(slug=slug, name=name, kind=kind, areas=[area], by=THE_MACHINE, now=MONDAY)
    return slug
