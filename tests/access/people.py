"""Invented users in their posts, for tests of who may see what."""

from tests.cast import MONDAY
from waymark.access.readers import Reader, readers_for
from waymark.agencies.actions import THE_MACHINE, add_agency, add_user, give_post
from waymark.agencies.models import Agency, User

AGENCIES = {
    "solent-city-council": ("Solent City Council (invented)", "council", ["southampton", "national"]),
    "fenland-council": ("Fenland Council (invented)", "council", ["cambridgeshire-peterborough"]),
    "elm-street-school": ("Elm Street Primary (invented)", "school", ["southampton", "national"]),
    "solent-police": ("Solent Police (invented)", "police", ["southampton", "national"]),
    "solent-health": ("Solent Health (invented)", "health", ["southampton", "national"]),
}
PASSWORD = "bramble-orchard-seventeen"


def agency(slug: str) -> Agency:
    """One of the agencies, made when it is first asked for."""
    found = Agency.objects.filter(slug=slug).first()
    if found is not None:
        return found
    name, kind, areas = AGENCIES[slug]
    return add_agency(slug=slug, name=name, kind=kind, areas=areas, by=THE_MACHINE, now=MONDAY)


def user(name: str = "Montgomery Teamlead") -> User:
    """A user who can sign in with PASSWORD."""
    email = f"{name.replace(' ', '.').lower()}@demo.invalid"
    found = User.objects.filter(email=email).first()
    return found or add_user(email=email, name=name, password=PASSWORD, by=THE_MACHINE, now=MONDAY)


def reader(role: str, where: str = "solent-city-council", name: str = "Montgomery Teamlead", **more: object) -> Reader:
    """A user in a post with this role at this agency."""
    who = user(name)
    post = give_post(
        user=who, role=role, agency=agency(where).slug, starts=MONDAY.date(), by=THE_MACHINE, now=MONDAY, **more
    )
    return next(one for one in readers_for(who, MONDAY.date()) if one.post == post.pk)
