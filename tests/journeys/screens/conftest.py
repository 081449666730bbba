"""A Monday at noon in a new partnership, a browser, and people who sit down in front of it. Django is not set up when this is read."""

import pytest

from tests.packs_in_use import _nothing_is_known_to_be_kept  # noqa: F401


@pytest.fixture(autouse=True)
def _new_partnership(transactional_db, settings, tmp_path):
    """Quick passwords (how they are kept is tried elsewhere), documents in a folder of this test."""
    from django.core.cache import cache

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WAYMARK_DOCUMENTS = tmp_path
    # These clocks jump; how a session ends is tried elsewhere.
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    cache.clear()


@pytest.fixture
def clock():
    """Sets the time for everybody: `clock(moment)`. It is Monday noon to begin with."""
    from tests.cast import MONDAY
    from waymark.web import clock as web_clock

    class Clock:
        def __init__(self):
            self.now = MONDAY
            self.holding = web_clock.at(MONDAY)
            self.holding.__enter__()

        def __call__(self, moment):
            self.now = web_clock._set = moment

    running = Clock()
    yield running
    running.holding.__exit__(None, None, None)


@pytest.fixture
def colleague(visitor, clock):
    """Somebody signed in, in front of a browser: `colleague("mash-manager", area="southampton")`."""
    from tests.journeys.screens.people import sit_down

    def make(role, *, area="southampton", name="", kind="council", script=True, phone=False):
        somebody = visitor(script=script, phone=phone)
        somebody.signs_in(sit_down(role, area=area, name=name, kind=kind), "bramble-orchard-seventeen")
        return somebody

    return make
