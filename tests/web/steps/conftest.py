"""Somebody signed in, with a right role. Django is not set up when this is read, so everything of ours is imported inside."""

from __future__ import annotations

import pytest

from tests.packs_in_use import _nothing_is_known_to_be_kept, own_packs  # noqa: F401


@pytest.fixture
def sign_in(client):
    """Signs somebody in: `sign_in("social-worker")`, and again for somebody else."""
    names = {
        "social-worker": "Wilhelmina Socialwork", "team-manager": "Montgomery Teamlead", "mash-manager": "Millicent Mashlead",
        "conference-chair": "Cordelia Chairing", "contact-officer": "Clarence Contactdesk", "business-manager": "Bartholomew Figures",
    }  # fmt: skip

    from tests.web.steps.setting import user
    from waymark.agencies.models import User

    def enter(role: str, **more: object) -> object:
        name = names[role]
        known = User.objects.filter(name=name).first() or user(role, name, **more)
        client.force_login(known)
        return known

    return enter


@pytest.fixture
def at_noon():
    """It is Monday noon while the test runs."""
    from tests.cast import MONDAY
    from waymark.web import clock

    with clock.at(MONDAY):
        yield MONDAY
