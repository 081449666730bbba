"""Deciding: red in Southampton, a parent who refuses, two people at once, a manager who returns work."""

import pytest

from tests.cast import MONDAY
from tests.journeys.screens.doing import fills_the_step, opens_the_step, records, sends_the_step
from tests.journeys.screens.given import AMBROSIA, referred


@pytest.mark.covers("REF-G09", "S47-G02")
def test_a_red_referral_in_southampton_leads_to_a_strategy_discussion_within_six_hours(colleague, clock):
    # Given a referral that came in at noon
    referred(area="southampton")
    manager = colleague("mash-manager")

    # When the manager rates it red
    clock(MONDAY.replace(minute=30))
    records(manager, AMBROSIA, "referral/rate", "red-harm")

    # Then the board says so, with the six hours
    manager.goes_to("/board/")
    manager.sees("Red")
    manager.goes_to("/child/demo~Ambrosia-Testcase/tasks/")
    manager.sees("Hold the strategy discussion within six hours")

    # When nobody but social care is there
    clock(MONDAY.replace(hour=15))
    opens_the_step(manager, AMBROSIA, "strategy-discussion/strategy-discussion")
    fills_the_step(manager, "section-47-single-agency", ("social-care",))
    manager.page.locator("main button[name=_do][value=record]:visible").last.click()
    manager.page.wait_for_load_state()

    # Then it is not quorate, and the page says who is missing
    manager.sees("quorate")
    manager.sees("police")

    # When police and health are there too
    records(
        manager,
        AMBROSIA,
        "strategy-discussion/strategy-discussion",
        "section-47-single-agency",
        present=("social-care", "police", "health"),
        anyway=True,
    )

    # Then section 47 enquiries are open, and the six hours were kept
    manager.goes_to("/child/demo~Ambrosia-Testcase/pathway/")
    manager.sees("Section 47 enquiry")
    manager.goes_to("/child/demo~Ambrosia-Testcase/tasks/")
    manager.does_not_see("Overdue")


@pytest.mark.covers("INF-G04")
def test_a_parent_who_refuses_consent_to_an_amber_referral_is_heard_and_the_rule_is_shown(colleague, clock):
    # Given an amber referral in Southampton
    referred(area="southampton")
    manager = colleague("mash-manager")
    clock(MONDAY.replace(minute=30))
    records(manager, AMBROSIA, "referral/rate", "amber")

    # And a parent who was asked and refuses
    opens_the_step(manager, AMBROSIA, "referral/consent-from-pr")
    manager.page.locator("main input[name='consent-answer'][value='refused']").check()
    manager.page.locator("main input[name='consent-who.other']").fill("Aurelia Testcase")
    manager.page.locator("main button[name=_do][value=record]:visible").last.click()
    manager.page.wait_for_load_state()
    manager.does_not_see("There is a problem")

    # When the next step is decided all the same
    opens_the_step(manager, AMBROSIA, "referral/next-step")
    manager.page.select_option("select[name='act.option']", "section-17-assessment")
    manager.page.locator("textarea[name='act.reason']").fill("The school will help while we ask again.")
    manager.page.locator("main button[name=_do][value=record]:visible").last.click()
    manager.page.wait_for_load_state()
    manager.looks_with_axe()

    # Then the page names the rule, and what was typed is still there
    manager.sees("There is a problem")
    manager.sees("Consent to an amber referral is gained")
    assert (
        manager.page.locator("textarea[name='act.reason']").input_value() == "The school will help while we ask again."
    )


def test_two_people_who_decide_at_once_do_not_overwrite_each_other(colleague, clock):
    # Given two managers who have the same decision open
    referred(area="stoke-on-trent")
    first = colleague("mash-manager", area="stoke-on-trent")
    second = colleague("team-manager", area="stoke-on-trent")
    for one in (first, second):
        opens_the_step(one, AMBROSIA, "referral/next-step")
    fills_the_step(second, "no-further-action")
    second.page.locator("textarea[name='act.reason']").fill(
        "My own long reason, which must not be lost."
    ) if second.page.locator("textarea[name='act.reason']").count() else None

    # When the first records hers
    clock(MONDAY.replace(minute=20))
    fills_the_step(first, "section-17-assessment")
    sends_the_step(first)

    # Then the second is told what was recorded meanwhile, and nothing of his is gone
    sends_the_step(second)
    second.sees("Montgomery Teamlead")
    assert second.page.locator("input[name='act.option'][value='no-further-action']").is_checked()


def test_a_manager_returns_a_proposal_and_its_author_reads_why(colleague, clock):
    # Given a decision in Cambridgeshire that one proposes and another signs
    area = "cambridgeshire-peterborough"
    referred(area=area)
    proposer = colleague("mash-manager", area=area)
    clock(MONDAY.replace(minute=20))
    records(proposer, AMBROSIA, "referral/next-step", "section-17-assessment", anyway=True)

    # Then its author cannot authorise it
    proposer.goes_to("/work/authorise/")
    proposer.sees("There is nothing here")

    # When the other manager returns it with a comment
    clock(MONDAY.replace(minute=40))
    manager = colleague("team-manager", area=area)
    manager.goes_to("/work/authorise/")
    manager.follows("Decide the next step")
    manager.page.locator("textarea[name=comment]").fill("Say what the grandmother told the school.")
    manager.presses("Return for changes")

    # Then the author reads it where it was sent from
    proposer.goes_to("/work/proposed/")
    proposer.sees("Say what the grandmother told the school.")
    proposer.sees("Returned")
