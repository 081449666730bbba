"""Small invented packs in use, and somebody signed in. Django is not set up when this is read."""

import pytest

from tests.manual.register.conftest import small_packs  # noqa: F401
from tests.packs_in_use import _nothing_is_known_to_be_kept  # noqa: F401


@pytest.fixture
def at_noon():
    """It is noon on Monday 2 March 2026."""
    from tests.cast import MONDAY
    from waymark.web import clock

    with clock.at(MONDAY):
        yield MONDAY


@pytest.fixture
def sign_in(client):
    """Signs somebody in, in a role, for the invented area."""

    def enter(role, name):
        from tests.access.people import user
        from tests.cast import MONDAY
        from waymark.agencies.actions import THE_MACHINE, add_agency, give_post
        from waymark.agencies.models import Agency

        if not Agency.objects.filter(slug="invented-partnership").exists():
            add_agency(
                slug="invented-partnership", name="Invented Partnership", kind="council", areas=["invented-area"],
                by=THE_MACHINE, now=MONDAY,
            )  # fmt: skip
        who = user(name)
        give_post(user=who, role=role, agency="invented-partnership", starts=MONDAY.date(), by=THE_MACHINE, now=MONDAY)
        client.force_login(who)
        return who

    return enter
