"""A Friday in March, and people in front of browsers. Django is not set up when this is read, so imports stand inside."""

import pytest

from tests.packs_in_use import _nothing_is_known_to_be_kept, own_packs  # noqa: F401


@pytest.fixture(autouse=True)
def _friday_noon():
    from tests.web.file.a_file import NOW
    from waymark.web import clock

    with clock.at(NOW):
        yield


@pytest.fixture
def worker(db):
    """Wilhelmina, a social worker of the area."""
    from tests.web.file.a_file import signed_in

    return signed_in("social-worker")


@pytest.fixture
def manager(db):
    """Montgomery, who leads a team."""
    from tests.web.file.a_file import signed_in

    return signed_in("team-manager", "Montgomery Teamlead")


@pytest.fixture
def child(db):
    """Ambrosia, referred by her school, assessed, seen once; her file's part of an address."""
    from tests.web.file.a_file import a_child

    return a_child()
