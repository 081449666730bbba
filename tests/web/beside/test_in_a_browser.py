"""Guidance beside the work, in a browser: it opens on the page, and what was typed stays."""

from __future__ import annotations

import pytest

from tests.cast import TEACHER, referral
from tests.web.steps.setting import begin, user
from waymark.web import clock

pytestmark = pytest.mark.django_db(transaction=True)
NOTE = "/child/ambrosia/step/case-record/case-note/"
TEXT = "textarea[name='note-text']"


@pytest.fixture
def a_worker():
    """A social worker who can sign in, and a child who was referred just now."""
    begin(TEACHER, referral(clock.now()), now=clock.now(), area="southampton")
    made = user("social-worker", "Wilhelmina Socialwork")
    made.set_password("invented-Passw0rd-only")
    made.save()
    return made


@pytest.mark.parametrize("phone", [False, True])
def test_given_half_a_note_when_guidance_is_opened_read_and_closed_then_the_note_is_still_there(
    visitor, a_worker, phone
):
    worker = visitor(phone=phone)
    worker.signs_in(a_worker.email)
    worker.goes_to(NOTE)
    worker.page.fill(TEXT, "She was glad to see us.")
    link = worker.page.locator("#guidance > p a[data-beside]").last
    link.click()

    panel = worker.page.locator("aside.wm-beside")
    panel.locator(".wm-beside__body h3").first.wait_for()
    worker.looks_with_axe()
    assert worker.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "scrolls sideways"
    worker.page.keyboard.press("Escape")

    assert panel.count() == 0
    assert worker.page.input_value(TEXT) == "She was glad to see us."
    assert worker.page.evaluate("document.activeElement.matches('#guidance > p a[data-beside]')"), "focus is lost"


def test_given_a_browser_without_scripts_when_guidance_is_followed_then_it_opens_apart_from_the_form(visitor, a_worker):
    worker = visitor(script=False)
    worker.signs_in(a_worker.email)
    worker.goes_to(NOTE)
    worker.sees("Guidance for this step")
    worker.page.fill(TEXT, "She was glad to see us.")

    with worker.page.context.expect_page() as opened:
        worker.page.locator("#guidance > p a[data-beside]").last.click()

    assert "/manual/" in opened.value.url
    assert worker.page.input_value(TEXT) == "She was glad to see us."


def test_given_a_question_when_why_is_asked_then_the_section_that_explains_it_is_one_click_away(visitor, a_worker):
    worker = visitor()
    worker.signs_in(a_worker.email)
    worker.goes_to(NOTE)
    why = worker.page.locator("[data-question='note-text'] details")
    why.locator("summary").click()
    why.locator("a[data-beside]").click()

    worker.page.locator("aside.wm-beside .wm-beside__body h3").first.wait_for()
