"""A Monday at noon, an empty cache and a folder for documents; people who report."""

import pytest


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
def neighbour(db):
    """Somebody without an account."""
    from tests.web.report.reporter import Reporter

    return Reporter()


@pytest.fixture
def signed_in(db):
    """Makes somebody who is signed in: give a reader of tests.access.people, or the name of one who is there already."""
    from django.test import Client

    from tests.access.people import user
    from tests.web.report.reporter import Reporter

    def make(who):
        client = Client()
        client.force_login(
            user(getattr(who, "name", who)), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return Reporter(client)

    return make
