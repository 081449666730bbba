"""A teacher's concern, from the form to the answer."""

import pytest

from tests.cast import MONDAY
from tests.journeys.screens.doing import (
    NAME,
    answers_whatever_is_asked,
    begins_a_concern,
    does_every_other_task,
    fills_the_step,
    sends_it,
    tells_of_a_child,
    tells_the_concern,
)


@pytest.mark.covers("NAT-01")
@pytest.mark.parametrize("script", [True, False])
def test_a_teacher_refers_a_child_and_hears_what_became_of_it(colleague, clock, script):
    # Given a teacher in Stoke-on-Trent who writes a concern down
    teacher = colleague("professional-referrer", area="stoke-on-trent", script=script)
    tasks = begins_a_concern(teacher, "stoke-on-trent")
    tells_of_a_child(teacher, tasks)
    tells_the_concern(teacher, tasks)
    does_every_other_task(teacher, tasks)

    # When she sends it
    reference = sends_it(teacher, tasks)

    # Then she reads what happens next and by when
    teacher.sees("Acknowledge the referral")
    teacher.sees("Tuesday 3 March 2026")

    # When the MASH manager finds it on the board and decides it
    clock(MONDAY.replace(hour=14))
    manager = colleague("mash-manager", area="stoke-on-trent", script=script, phone=not script)
    manager.goes_to("/board/")
    manager.sees(reference)
    manager.page.locator("main a[href*='/board/referral']").first.click()
    manager.looks_with_axe()
    manager.sees(NAME)
    screening = manager.page.url.removeprefix(manager.address)
    manager.page.locator("main a[href*='referral/next-step']").first.click()
    manager.looks_with_axe()
    fills_the_step(manager, "section-17-assessment")
    manager.presses("Record")

    # Then an assessment has been opened, and the referrer is owed an answer
    manager.sees("Child and family assessment")
    manager.goes_to(screening)
    manager.page.locator("main a[href*='step/tell']").first.click()
    manager.looks_with_axe()
    answers_whatever_is_asked(manager)
    manager.page.locator("main button[type=submit]:visible").last.click()
    manager.page.wait_for_load_state()
    manager.looks_with_axe()

    # And the teacher sees that it was acknowledged
    teacher.goes_to("/report/mine/")
    teacher.sees(reference)
    teacher.sees("2 Mar 2026, 14:00")
