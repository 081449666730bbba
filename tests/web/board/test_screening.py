"""Screening a referral: eight numbered steps, from the match to the allocation."""

import pytest

from tests.cast import utc
from tests.web.board.front_door import at_a_time, rated, referred, text

pytestmark = pytest.mark.django_db


def test_smoke(manager):
    episode = referred()
    rated(episode, "red-harm", utc(2, 12, 30))
    page = at_a_time(manager, utc(2, 13), f"/board/{episode}/")
    assert page.status_code == 200, text(page)
