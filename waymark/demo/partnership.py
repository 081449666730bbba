"""The invented partnership: agencies and teams in three areas, and a user for each role in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.contrib.auth.hashers import make_password

from waymark.agencies import actions
from waymark.agencies.actions import THE_MACHINE
from waymark.agencies.models import User

AREAS = ("southampton", "cambridgeshire-peterborough", "stoke-on-trent")
SHORT = {"southampton": "southampton", "cambridgeshire-peterborough": "cambridgeshire", "stoke-on-trent": "stoke"}
#: Said on the sign-in page of the demonstration, and nowhere else of use.
PASSWORD = "invented-Passw0rd-only"
DOMAIN = "demo.invalid"


@dataclass(frozen=True, slots=True)
class Place:
    """A user to be: their name, role, agency and team; `{a}` stands for the area."""

    local: str
    name: str
    role: str
    agency: str
    team: str = ""


PLACES = (
    Place("contact.officer", "Philomena Frontdoor", "contact-officer", "{a}-social-care", "{a}-mash"),
    Place("mash.manager", "Montgomery Teamlead", "mash-manager", "{a}-social-care", "{a}-mash"),
    Place("social.worker", "Wilhelmina Socialwork", "social-worker", "{a}-social-care", "{a}-assessment"),
    Place("social.worker2", "Barnaby Casework", "social-worker", "{a}-social-care", "{a}-assessment"),
    Place("social.worker3", "Seraphina Visitwell", "social-worker", "{a}-social-care", "{a}-protection"),
    Place("team.manager", "Augustus Oversight", "team-manager", "{a}-social-care", "{a}-assessment"),
    Place("team.manager2", "Henrietta Signwell", "team-manager", "{a}-social-care", "{a}-protection"),
    Place("chair", "Cordelia Chairing", "conference-chair", "{a}-social-care", ""),
    Place("night", "Nocturna Dutyteam", "emergency-duty-team", "{a}-social-care", "{a}-night"),
    Place("police", "Percival Constable", "partner-representative", "{a}-police"),
    Place("health", "Hortensia Healthvisit", "partner-representative", "{a}-health"),
    Place("education", "Edwina Learning", "partner-representative", "{a}-school"),
    Place("teacher", "Tarquin Headteacher", "professional-referrer", "{a}-school"),
    Place("business", "Beatrix Figures", "business-manager", "{a}-social-care"),
)
AGENCIES = (
    ("{a}-social-care", "{t} children's social care (invented)", "council"),
    ("{a}-police", "{t} police (invented)", "police"),
    ("{a}-health", "{t} community health (invented)", "health"),
    ("{a}-school", "Inventbrook Primary School, {t}", "school"),
    ("{a}-charity", "Family Friends of {t} (invented)", "voluntary"),
)
TEAMS = (
    ("mash", "MASH"),
    ("assessment", "Assessment team"),
    ("protection", "Child protection team"),
    ("night", "Emergency duty team"),
)


def build(area: str, title: str, starts: date, now: datetime) -> dict[str, User]:
    """One area's agencies, teams and users. Out: the users by the first part of their address."""
    short = SHORT[area]
    for slug, name, kind in AGENCIES:
        actions.add_agency(
            slug=slug.format(a=short), name=name.format(t=title), kind=kind, areas=[area], by=THE_MACHINE, now=now
        )
    for slug, name in TEAMS:
        actions.add_team(
            slug=f"{short}-{slug}", name=name, agency=f"{short}-social-care", area=area, by=THE_MACHINE, now=now
        )
    return {place.local: _user(place, short, area, starts, now) for place in PLACES}


def _user(place: Place, short: str, area: str, starts: date, now: datetime) -> User:
    email = f"{place.local}.{short}@{DOMAIN}"
    user = actions.add_user(email=email, name=place.name, by=THE_MACHINE, now=now)
    User.objects.filter(pk=user.pk).update(password=_kept_password())
    actions.give_post(
        user=user, agency=place.agency.format(a=short), team=place.team.format(a=short), role=place.role, areas=[area], starts=starts,
        by=THE_MACHINE, now=now,
    )  # fmt: skip
    return user


@cache
def _kept_password() -> str:
    """The password as it is kept. Working it out is slow by intent, and it is the same for all."""
    return make_password(PASSWORD)
