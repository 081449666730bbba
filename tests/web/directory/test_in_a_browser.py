"""Finding a number in a real browser: on a desk with scripts, on a phone without, each page looked at by axe."""

import pytest

from tests.access.people import PASSWORD, reader
from tests.cast import MONDAY
from waymark.web import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("script", "phone"), [(True, False), (False, True)], ids=["desk", "phone without script"])
def test_a_teacher_finds_whom_to_call_on_27_december(visitor, script, phone):
    # Given a teacher without an account
    teacher = visitor(script=script, phone=phone)
    teacher.goes_to("/guidance/stoke-on-trent/who-to-call/")
    # When they say what it is about, who they are and when
    teacher.page.select_option("#concern", "child-at-risk")
    teacher.chooses("I work or volunteer with children or families")
    teacher.page.locator("summary").first.click()
    teacher.page.fill("#day", "2026-12-27")
    teacher.page.fill("#time", "10:00")
    teacher.presses("Show me whom to call")
    # Then the duty team's number is the first answer, and can be dialled
    assert teacher.page.locator(".wm-call a[href^='tel:']").inner_text() == "01782 234234"
    teacher.follows("More about this service")
    teacher.sees("When the Integrated Front Door is shut")
    teacher.follows("Directory of services")
    teacher.sees("A child is being harmed or may be")


def test_the_business_manager_works_through_what_is_due(visitor):
    # Given a business manager of Southampton
    with clock.at(MONDAY):
        reader("business-manager", name="Perpetua Business")
        manager = visitor()
        manager.signs_in("perpetua.business@demo.invalid", PASSWORD)
        manager.goes_to("/guidance/southampton/directory/due/")
        # When they open an entry with two readings, and choose one
        manager.follows("Southampton Children's Resource Service, public")
        manager.page.locator("#reading-1").check()
        manager.presses("This one is right")
        # Then it is confirmed
        manager.sees("Due again on")
        manager.goes_to("/guidance/southampton/directory/?concern=child-at-risk")
