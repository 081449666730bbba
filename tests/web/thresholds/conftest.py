"""A Monday at noon; somebody in front of the navigator. Django is not set up when this is read, so imports stand inside."""

import pytest

from tests.packs_in_use import _nothing_is_known_to_be_kept  # noqa: F401


@pytest.fixture(autouse=True)
def _monday(settings, tmp_path):
    from django.core.cache import cache

    from tests.cast import MONDAY
    from waymark.web import clock

    settings.WAYMARK_DOCUMENTS = tmp_path
    cache.clear()
    with clock.at(MONDAY):
        yield


@pytest.fixture
def somebody(db):
    """Somebody without an account."""
    from tests.web.report.reporter import Reporter

    return Reporter()


@pytest.fixture
def signed_in(db):
    """Makes somebody who is signed in, from a reader of tests.access.people."""
    from django.test import Client

    from tests.access.people import user
    from tests.web.report.reporter import Reporter

    def make(who):
        client = Client()
        client.force_login(user(who.name), backend="allauth.account.auth_backends.AuthenticationBackend")
        return Reporter(client)

    return make
