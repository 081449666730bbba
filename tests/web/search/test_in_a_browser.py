"""A teacher searches with the keyboard alone, and somebody without scripts; axe looks at every page."""

import pytest

from tests.search_index import _made, guidance  # noqa: F401

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("guidance")]


def test_pages_are_offered_while_typing_and_chosen_by_keyboard(visitor):
    # Given a teacher in Portsmouth
    teacher = visitor()
    teacher.goes_to("/guidance/portsmouth/")
    box = teacher.page.get_by_role("combobox", name="Search guidance")

    # When she types the beginning of a word
    box.focus()
    box.press_sequentially("bru", delay=30)
    teacher.page.get_by_role("option").first.wait_for()

    # Then pages are offered, and said to a screen reader
    assert box.get_attribute("aria-expanded") == "true"
    assert "may be meant" in teacher.page.locator(".wm-suggest [role=status]").inner_text()
    teacher.looks_with_axe()

    # When she goes down, past the last one, and up again
    box.press("ArrowDown")
    chosen = box.get_attribute("aria-activedescendant")
    assert teacher.page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "bru"

    # And opens one
    box.press_sequentially("is", delay=30)
    teacher.page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")

    # Then it is there
    teacher.page.wait_for_url("**/manual/physical-abuse/**")
    teacher.looks_with_axe()


def test_enter_without_a_choice_searches(visitor):
    teacher = visitor(phone=True)
    teacher.goes_to("/guidance/portsmouth/")
    box = teacher.page.get_by_role("combobox", name="Search guidance")
    box.fill("safegaurding nudes")
    box.press("Enter")

    teacher.page.wait_for_url("**/search/?q=*")
    teacher.looks_with_axe()
    teacher.sees("Searched for safeguarding instead of")
    teacher.presses("Search")
    teacher.follows("Contacts")


def test_without_scripts_it_is_a_plain_form(visitor):
    teacher = visitor(script=False, phone=True)
    teacher.goes_to("/guidance/cambridgeshire-peterborough/")
    teacher.fills("Search guidance", "who do i call at night")
    teacher.presses("Search")

    teacher.sees("Emergency duty team")
    teacher.sees("01733 234724")


def test_nothing_found_helps(visitor):
    teacher = visitor()
    teacher.goes_to("/guidance/stoke-on-trent/search/?q=xyzzyplugh")

    teacher.sees("Nothing was found")
