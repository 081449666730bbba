"""The page of a step in a browser: with scripts, without them, and on a phone."""

from __future__ import annotations

import pytest

from tests.cast import TEACHER, referral
from tests.web.steps.setting import CHILD, begin, user
from waymark.casefile.queries import file_of
from waymark.ledger.queries import stream_sequence
from waymark.web import clock

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "textarea[name='act.reason']"
STEP = "/child/ambrosia/step/strategy-discussion/strategy-discussion/"


@pytest.fixture
def a_worker():
    """A social worker who can sign in, and a child who was referred just now."""
    begin(TEACHER, referral(clock.now()), now=clock.now())
    made = user("social-worker", "Wilhelmina Socialwork")
    made.set_password("invented-Passw0rd-only")
    made.save()
    return made


def test_what_is_typed_is_kept_by_itself_and_survives_a_closed_window(visitor, a_worker):
    worker = visitor()
    worker.signs_in(a_worker.email)
    worker.goes_to("/child/ambrosia/step/referral/next-step/")
    worker.page.fill(REASON, "Half a reason, typed in a hurry")
    worker.page.get_by_text("not recorded yet").wait_for()

    again = visitor()
    again.signs_in(a_worker.email)
    again.goes_to("/child/ambrosia/step/referral/next-step/")

    again.sees("Continue with what you typed at")
    assert again.page.input_value(REASON) == "Half a reason, typed in a hurry"


def test_a_meeting_says_at_once_who_is_missing(visitor, a_worker):
    worker = visitor(phone=True)
    worker.signs_in(a_worker.email)
    worker.goes_to(STEP)
    worker.page.locator("input[name='act.present']").first.check()

    worker.page.get_by_text("Not quorate").wait_for()
    assert worker.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "scrolls sideways"


@pytest.mark.parametrize("script", [True, False])
def test_a_decision_is_recorded_with_and_without_scripts(visitor, a_worker, script):
    before = stream_sequence(CHILD)
    worker = visitor(script=script)
    worker.signs_in(a_worker.email)
    worker.goes_to("/child/ambrosia/step/")
    worker.follows("Decide the next step")
    worker.presses("Record")
    worker.sees("There is a problem")
    worker.page.locator("input[name='act.option'][value='no-further-action']").check()
    worker.page.fill(REASON, "Seen and safe.")
    worker.presses("Record")

    worker.sees("Recorded: Decide the next step")
    worker.sees("Ambrosia Testcase")
    assert stream_sequence(CHILD) > before
    (decided,) = [event for event in file_of(CHILD).history.events if event.name == "referral/next-step"]
    assert decided.reason == "Seen and safe."
