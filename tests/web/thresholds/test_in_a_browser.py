"""A teacher on a Friday afternoon: from a worry to a report, in a browser, with and without scripts, each page looked at by axe."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.covers("THR-G018", "THR-G119")
@pytest.mark.parametrize("script", [True, False])
def test_from_a_worry_to_a_report_with_what_fits(visitor, script):
    # Given a teacher in Portsmouth without an account, on a phone if there are no scripts
    teacher = visitor(script=script, phone=not script)
    teacher.goes_to("/guidance/portsmouth/levels/")
    teacher.sees("Levels of need in Portsmouth")

    # When she types what worries her, and how old the child is
    teacher.fills("What worries you?", "exclusion")
    teacher.fills("How old is the child?", "14")
    teacher.presses("Find it in the chart")
    teacher.sees("lines of the chart")
    teacher.page.get_by_label("Some fixed-term exclusions").check()

    # And goes on to a part of the chart, ticks there, and knows a figure
    teacher.presses("Physical health")
    teacher.sees("1 ticked so far")
    teacher.page.get_by_label("Delay in reaching milestones").check()
    teacher.presses("See where this stands")

    # Then she reads a range, whom to ring, and what is missing, and the age was not lost
    teacher.sees("What fits stands between")
    teacher.sees("Portsmouth MASH")
    assert teacher.page.locator("#age").input_value() == "14"

    # When she gives a figure
    teacher.page.get_by_label("What is the school attendance, in percent?").fill("45")
    teacher.page.locator("input[name='about-beyond-parental-control'][value=yes]").check()
    teacher.presses("Look again with these facts")

    # Then it is matched
    teacher.sees("From the facts you gave")
    assert not [one for one in teacher.page.context.cookies() if one["name"] != "csrftoken"]

    # When she goes back to tick more, and compares with Southampton
    teacher.presses("Tick more, or change")
    assert teacher.page.locator("#age").input_value() == "14"
    teacher.presses("Find it in the chart")
    teacher.presses("See where this stands")
    teacher.sees("From the facts you gave")
    teacher.presses("Compare with another area")
    teacher.sees("Compare with")
    teacher.page.get_by_label("Compare with").select_option("southampton")
    teacher.page.get_by_role("button", name="Compare", exact=True).click()
    teacher.looks_with_axe()
    teacher.sees("Portsmouth and Southampton, side by side")


@pytest.mark.parametrize("script", [True, False])
def test_what_fits_goes_along_into_a_report(visitor, script):
    teacher = visitor(script=script)
    teacher.goes_to("/guidance/portsmouth/levels/result/?d=physical-health.delay-reaching-milestones")
    teacher.presses("Start a report with these")
    teacher.sees("What you ticked in the levels of need goes along")
    teacher.presses("Begin to write")
    tasks = teacher.page.url.removeprefix(teacher.address).removesuffix("code/")
    teacher.goes_to(f"{tasks}topic/referral--level-of-need/")
    assert "Delay in reaching milestones" in teacher.page.locator("textarea[name=level-descriptors]").input_value()
    assert not teacher.page.locator("input[name=level-of-need]:checked").count(), "a person chooses the level"
