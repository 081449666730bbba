"""The MASH board: what is live, in the order in which it presses; every number is the length of its list."""

import pytest

from tests.cast import utc
from tests.web.board.front_door import at_a_time, rated, referred, text

pytestmark = pytest.mark.django_db


@pytest.mark.covers("REF-G09")
def test_a_referral_rated_red_shows_the_strategy_discussion_within_six_hours_of_its_receipt(manager):
    # Given a referral of Monday at noon that is rated red for harm at half past twelve
    episode = referred()
    rated(episode, "red-harm", utc(2, 12, 30))
    # When the manager looks at one o'clock
    said = text(at_a_time(manager, utc(2, 13)))
    # Then the board shows who it is about, the colour in a word, and five hours left for the strategy discussion
    assert "Ambrosia Testcase" in said
    assert "8 years" in said
    assert "A bruised child says that going home is not safe." in said
    assert "Red" in said
    assert "5 hours left" in said
    # And after six in the evening it is overdue, the loudest mark that there is
    page = at_a_time(manager, utc(2, 20, 30)).content.decode()
    assert 'class="wm-clock wm-overdue">Overdue by 2 hours' in page
