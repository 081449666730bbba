"""An assessment in Cambridgeshire that takes longer than the area allows."""

import pytest

from tests.cast import MANAGER, MONDAY, WORKER, at, next_step, utc
from tests.journeys.screens.doing import records
from tests.journeys.screens.given import AMBROSIA, Act, allocated, referred
from waymark.casefile.actions import record
from waymark.procedures.history import Kind

AREA = "cambridgeshire-peterborough"
TASKS = "/child/demo~Ambrosia-Testcase/tasks/"
#: The 35th working day after the Monday of the referral: Good Friday and Easter Monday lie between. The national limit would be 7 May.
LIMIT = "22 April 2026"


def being_assessed(worker: str) -> None:
    """A referral that became an assessment: one decided it, a manager signed it, and the child was given to this worker."""
    referred(area=AREA)
    decision = {
        "option": "section-17-assessment",
        "reason": "Neglect is likely.",
        "happened_anyway": "It could not wait.",
    }
    for act, by in (
        (next_step(MONDAY, kind=Kind.PROPOSED, **decision), WORKER),
        (next_step(MONDAY, **decision), MANAGER),
        (Act(name="assessment/assessment-started", occurred=at(MONDAY), answers={"later-assessment": "no"}), WORKER),
    ):
        record(stream=AMBROSIA, act=act, by=by, area=AREA, now=MONDAY)
    allocated(AMBROSIA, worker)


def the_task(somebody, title: str):
    """A thing to do, in the list of the file; what is done stands in a list of its own, below."""
    named = somebody.page.locator(".wm-task__what > a, .wm-task__what > strong").get_by_text(title, exact=True)
    return somebody.page.locator("main ul.wm-tasks").first.locator("li", has=named)


@pytest.mark.covers("NAT-03", "ASM-A32", "ASM-A33")
@pytest.mark.parametrize("script", [True, False])
def test_a_worker_says_why_an_assessment_runs_over_and_it_stays_overdue(colleague, clock, script):
    # Given a social worker in Cambridgeshire who assesses a child
    from waymark.agencies.models import User

    worker = colleague("social-worker", area=AREA, script=script)
    being_assessed(User.objects.get().person)

    # When the last day comes
    clock(utc(22, month=4))
    worker.goes_to(TASKS)

    # Then the assessment is not late yet, and nobody asks why
    worker.sees(LIMIT)
    assert "Overdue" not in the_task(worker, "Conclude the assessment").inner_text()
    assert not the_task(worker, "Say why the assessment runs over").count()

    # When three working days more have gone by without an end
    clock(utc(27, month=4))
    worker.goes_to("/work/")

    # Then her own list says so
    worker.sees("Conclude the assessment")
    worker.sees("Overdue by 3 working days")
    worker.sees("Say why the assessment runs over")

    # And so does the file, with the rule of the area, and whence it comes
    worker.goes_to(TASKS)
    late = the_task(worker, "Conclude the assessment")
    assert "Overdue by 3 working days" in late.inner_text()
    late.locator("summary").click()
    for said in ("35 working days", "NAT-03", "Referral"):
        assert said.casefold() in late.inner_text().casefold(), said
    worker.looks_with_axe()

    # And the head of service is to be told of it
    assert the_task(worker, "Tell the head of service that the limit has passed").count()

    # When she says why
    records(worker, AMBROSIA, "assessment/overrun-reason")

    # Then nobody asks for that any more, but the assessment is as late as it was
    worker.goes_to(TASKS)
    assert not the_task(worker, "Say why the assessment runs over").count()
    assert "Overdue by 3 working days" in the_task(worker, "Conclude the assessment").inner_text()
    worker.goes_to("/work/")
    worker.does_not_see("Say why the assessment runs over")
    worker.sees("Overdue by 3 working days")

    # And the file tells that she did
    worker.goes_to("/child/demo~Ambrosia-Testcase/chronology/")
    worker.sees("Say why the assessment runs over")
