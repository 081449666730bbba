"""The board and a screening page in a browser: accessible at both widths, up to date by themselves, and usable without scripts."""

import pytest

from tests.access.people import PASSWORD
from tests.cast import MONDAY, utc
from tests.web.board.front_door import rated, referred
from waymark.web import clock

pytestmark = pytest.mark.django_db(transaction=True)

HOME = {"address": "12 Elm Road", "postcode": "ZZ99 3CZ"}


@pytest.fixture
def two_o_clock(monkeypatch):
    """The server answers in another thread, so it is two o'clock for the whole process."""
    monkeypatch.setattr(clock, "now", lambda: utc(2, 14))


@pytest.fixture
def busy(manager):
    """A child known since January, referred again today with danger at home and rated red; and another."""
    referred("Ambrosia Testcase", utc(5, month=1), **HOME)
    episode = referred(
        "Ambrosha Testcase", MONDAY, answers={"immediate-risk": "yes", "childs-own-words": "I am afraid."}, **HOME
    )
    rated(episode, "red-harm", utc(2, 12, 30))
    referred("Clementina Notareal", utc(2, 13))
    return episode


def at_work(visitor, **more):
    somebody = visitor(**more)
    somebody.signs_in("montgomery.teamlead@demo.invalid", PASSWORD)
    return somebody


@pytest.mark.parametrize("phone", [False, True])
def test_every_page_of_the_front_door_is_accessible_and_no_wider_than_the_screen(two_o_clock, visitor, busy, phone):
    somebody = at_work(visitor, phone=phone)
    for path in ("/board/", f"/board/{busy}/", f"/board/{busy}/why/", "/board/find/?name=Ambrosia+Testcase"):
        somebody.goes_to(path)
        assert somebody.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_a_new_referral_appears_by_itself_and_the_keyboard_stays_where_it_was(two_o_clock, visitor, busy):
    # Given a board that is open, with the keyboard on one child
    somebody = at_work(visitor)
    somebody.goes_to("/board/")
    link = somebody.page.get_by_role("link", name="Clementina Notareal", exact=True)
    link.focus()
    # When another referral comes in, and the page looks again
    with clock.at(utc(2, 13, 59)):
        referred("Dorabella Inventsby", utc(2, 13, 59))
    somebody.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    # Then it is there without loading the page anew, and the keyboard is where it was
    somebody.page.get_by_role("link", name="Dorabella Inventsby", exact=True).wait_for()
    assert somebody.page.evaluate("document.activeElement.textContent.trim()") == "Clementina Notareal"
    somebody.looks_with_axe()


def test_without_scripts_a_manager_reads_matches_and_finds_the_way_to_the_decision(two_o_clock, visitor, busy):
    somebody = at_work(visitor, script=False)
    somebody.goes_to("/board/")
    somebody.sees("Updated 14:00")
    somebody.follows("Ambrosha Testcase")
    somebody.page.get_by_text("Compare and say").first.click()
    somebody.fills("How do you know?", "Same mother and school.")
    somebody.presses("Same child")
    somebody.sees("This referral is now part of the file of Ambrosia Testcase.")
    somebody.sees("2 contacts about this child in twelve months")
    somebody.presses("Decide the next step")
    somebody.sees("Decide the next step")
