"""A team in Southampton, invented, in front of its pages."""

from tests.access.people import agency, reader, user
from tests.cast import MONDAY
from waymark.agencies.actions import THE_MACHINE, add_team
from waymark.agencies.models import Team

COUNCIL = "solent-city-council"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def team(slug="north", name="North team"):
    """The slug of a team of the council."""
    if not Team.objects.filter(slug=slug).exists():
        agency(COUNCIL)
        add_team(slug=slug, name=name, agency=COUNCIL, area="southampton", by=THE_MACHINE, now=MONDAY)
    return slug


def wilhelmina():
    """A social worker."""
    return reader("social-worker", COUNCIL, "Wilhelmina Socialwork", team=team())


def ignatius():
    """A second social worker."""
    return reader("social-worker", COUNCIL, "Ignatius Newlystarted", team=team())


def montgomery():
    """Who leads the team."""
    return reader("team-manager", COUNCIL, "Montgomery Teamlead", team=team())


def signs_in(client, who):
    """The client as this reader would use it."""
    client.force_login(user(who.name), backend=BACKEND)
    return client


def text_of(response):
    """What a page says."""
    return response.content.decode()
