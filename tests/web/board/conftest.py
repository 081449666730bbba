"""A front door in Southampton on a Monday, and the people who work there. Django is not set up when this is read, so imports stand inside."""

import pytest

from tests.packs_in_use import _nothing_is_known_to_be_kept, own_packs  # noqa: F401


@pytest.fixture(scope="session", autouse=True)
def _the_database_before_the_server(django_db_setup):
    """A live server that starts before the database is made would share this thread's connection, which SQLite does not survive."""


@pytest.fixture(autouse=True)
def _monday_noon():
    from django.core.cache import cache

    from tests.cast import MONDAY
    from waymark.web import clock

    cache.clear()
    with clock.at(MONDAY):
        yield


@pytest.fixture
def manager(db):
    """Montgomery, who leads the front door, in front of a browser."""
    from tests.web.board.front_door import signed_in

    return signed_in("mash-manager")


@pytest.fixture
def officer(db):
    """Philippa, who screens at the front door, in front of a browser."""
    from tests.web.board.front_door import signed_in

    return signed_in("contact-officer", name="Philippa Frontdoor")
