"""From the outcome of a section 47 enquiry to a child protection plan, its core group and its review."""

import pytest

from tests.cast import MONDAY, WORKER, at, utc
from tests.journeys.screens.doing import records
from tests.journeys.screens.given import AMBROSIA, Act, allocated, decided, referred
from waymark.casefile.actions import record

AREA = "stoke-on-trent"
FILE = "/child/demo~Ambrosia-Testcase/"
ARRANGE = "/meetings/arrange/demo~Ambrosia-Testcase/child-protection-conference/initial-conference/"
HARM = {"likely-significant-harm": "yes", "category-of-abuse": "neglect"}


def under_enquiry(worker: str) -> None:
    """A strategy discussion on the Monday led to section 47 enquiries; the child was seen, and has this worker."""
    referred(area=AREA)
    decided("section-47-enquiries", area=AREA)
    seen = {"seen": "yes", "seen-alone": "yes", "childs-words": "I want Mum to sleep less."}
    everybody = ("social-care", "police", "health")
    for name, more in (
        ("strategy-discussion/strategy-discussion", {"option": "section-47-single-agency", "present": everybody}),
        ("section-47-enquiry/enquiry-started", {}),
        ("section-47-enquiry/child-seen", {"answers": seen}),
    ):
        record(stream=AMBROSIA, act=Act(name=name, occurred=at(MONDAY), **more), by=WORKER, area=AREA, now=MONDAY)
    allocated(AMBROSIA, worker)


def the_task(somebody, title: str, *, done: bool = False):
    """A thing to do, or done, in the lists of the file."""
    somebody.goes_to(f"{FILE}tasks/")
    lists = somebody.page.locator("main ul.wm-tasks")
    named = somebody.page.locator(".wm-task__what > a, .wm-task__what > strong").get_by_text(title, exact=True)
    return (lists.last if done else lists.first).locator("li", has=named)


def arranges_the_conference(chair) -> None:
    """For a fortnight later, with whoever must be there."""
    chair.goes_to(ARRANGE)
    chair.sees("must be there")
    for part, value in (("day", "16"), ("month", "3"), ("year", "2026"), ("time", "10:30")):
        chair.page.locator(f"#starts-{part}").fill(value)
    chair.fills("Where, or how to join", "Civic Office, room 2")
    chair.presses("Arrange the meeting")


def the_invitation(somebody) -> str:
    """What the link to the calendar gives."""
    link = somebody.page.get_by_role("button", name="Invitation for a calendar").get_attribute("href")
    answer = somebody.page.request.get(somebody.address + link)
    assert answer.headers["content-type"].startswith("text/calendar")
    return answer.text()


@pytest.mark.covers("NAT-06", "NAT-07", "NAT-08", "NAT-09", "NAT-10", "NAT-11")
@pytest.mark.parametrize("script", [True, False])
def test_from_an_enquiry_by_way_of_a_conference_to_a_plan_and_its_review(colleague, clock, script):
    # Given section 47 enquiries into a child of a social worker
    from waymark.agencies.models import User

    worker = colleague("social-worker", area=AREA, script=script)
    under_enquiry(User.objects.get().person)
    chair = colleague("conference-chair", area=AREA, script=script)

    # When she concludes that the risk goes on
    clock(utc(4))
    records(worker, AMBROSIA, "section-47-enquiry/enquiry-outcome", "continuing-risk")

    # Then a conference is owed within 15 working days of the strategy discussion
    owed = the_task(worker, "Hold the initial child protection conference").inner_text()
    assert "23 March 2026" in owed
    assert "Overdue" not in owed

    # When the chair arranges it
    arranges_the_conference(chair)

    # Then its page says when and where, that it will be quorate, and has something for calendars that names no child
    chair.sees("16 Mar 2026, 10:30")
    chair.sees("Civic Office, room 2")
    chair.sees("Quorate if all who are invited come")
    invitation = the_invitation(chair)
    assert "BEGIN:VEVENT" in invitation
    assert "Ambrosia" not in invitation

    # When it is held, finds neglect, and makes a plan
    clock(utc(16, 13))
    if script:
        # Whoever is told that it is a button presses the space bar.
        chair.page.get_by_role("button", name="Record the meeting").press("Space")
    else:
        chair.presses("Record the meeting")
    chair.page.wait_for_url("**/step/child-protection-conference/initial-conference/**")
    records(
        chair,
        AMBROSIA,
        "child-protection-conference/initial-conference",
        "plan",
        present=("social-care", "parents"),
        **HARM | {"plan-lead.use": "yes"},
    )

    # Then whoever opens the file sees the plan and its category at the top
    worker.goes_to(FILE)
    top = worker.page.locator("section.wm-file").inner_text().casefold()
    assert "child protection plan: neglect" in top

    # And a core group is owed within ten working days
    assert "30 March 2026" in the_task(worker, "Hold the first core group").inner_text()

    # When the plan is begun, and the core group meets in time
    records(worker, AMBROSIA, "child-protection-plan/plan-started", **{"lead-social-worker.use": "yes"})
    clock(utc(26))
    records(worker, AMBROSIA, "child-protection-plan/core-group", present=("social-care", "parents"))

    # Then it is done, and the first review is owed three months after the conference
    assert not the_task(worker, "Hold the first core group").count()
    assert "late" not in the_task(worker, "Hold the first core group", done=True).inner_text().casefold()
    assert "16 June 2026" in the_task(worker, "Hold the next review conference").inner_text()

    # When the review conference lets the plan go on
    clock(utc(9, month=6))
    records(
        chair,
        AMBROSIA,
        "child-protection-plan/review-conference",
        "continue",
        present=("social-care", "parents"),
        **HARM,
    )

    # Then the next is owed six months after it, and the plan still stands at the top
    assert "9 December 2026" in the_task(worker, "Hold the next review conference").inner_text()
    worker.sees("Child protection plan: neglect")
