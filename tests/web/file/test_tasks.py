"""What is owed in a file, why, and whose it is."""

import re

import pytest

from tests.cast import utc
from tests.web.file.a_file import COUNCIL, by, does, page, signed_in, text
from waymark.agencies.actions import THE_MACHINE, add_team
from waymark.procedures.history import Kind
from waymark.web.shell.streams import stream_of
from waymark.work.models import Duty

pytestmark = pytest.mark.django_db


def key_of(child: str, duty: str) -> str:
    """The key of one thing owed."""
    return Duty.objects.get(stream=stream_of(child), duty=duty).key


def test_the_most_overdue_comes_first_in_the_loudest_words(worker, child):
    answer = worker.get(f"/child/{child}/tasks/")
    clocks = re.findall(r'<strong class="wm-clock (wm-[a-z-]+)">([^<]+)</strong>', answer.content.decode())
    assert clocks[1] == ("wm-overdue", "Overdue by 18 working days")
    loudness = [css for css, _ in clocks[1:]]
    assert loudness == sorted(loudness, key=["wm-overdue", "wm-urgent", "wm-soon", "wm-in-time", "wm-no-limit"].index)


def test_each_clock_says_rule_start_days_left_out_and_source(worker, child):
    said = page(worker, child, "tasks/")
    for words in (
        "Rule: Decide the next step (Cambridgeshire and Peterborough, must): within 1 working day",
        "It arose from “Referral”, Monday 2 March 2026",
        "Day 0 is Monday 2 March 2026.",
        "Source: REF-A02, Evaluate a referral on the day it arrives",
    ):
        assert words in said, words


def test_days_that_do_not_count_are_named(worker, child):
    said = page(worker, child, "tasks/")
    assert "Saturdays and Sundays" in said


def test_what_was_done_late_stays_late(worker, child):
    told = {"kind": Kind.TOLD, "told": "referrer", "about": "receipt", "duty": "referral/acknowledge"}
    does(child, "referral", utc(12), **told)
    assert "Done late, 12 Mar 2026" in page(worker, child, "tasks/")


def test_what_is_no_longer_owed_says_since_when(worker, child):
    does(child, "referral/close-referral", utc(20), by=by("Montgomery Teamlead", "manager"))
    assert "No longer owed since 20 Mar 2026" in page(worker, child, "tasks/")


def test_a_social_worker_takes_a_task_and_it_is_theirs(worker, child):
    key = key_of(child, "assessment/conclude-assessment")
    answer = worker.post(f"/child/{child}/tasks/one/", {"task": key, "what": "take"})
    assert answer.status_code == 302
    assert Duty.objects.get(key=key).assigned_to == worker.reader.person
    assert "With you" in page(worker, child, "tasks/")


def test_handing_over_asks_to_whom_and_why_and_keeps_what_was_typed(worker, manager, child):
    key = key_of(child, "assessment/conclude-assessment")
    worker.post(f"/child/{child}/tasks/one/", {"task": key, "what": "take"})
    answer = worker.post(f"/child/{child}/tasks/one/", {"task": key, "what": "hand", "reason": "I am on leave."})
    assert answer.status_code == 400
    assert "Choose who takes this over." in text(answer)
    assert "I am on leave." in text(answer)


def test_a_manager_gives_a_workers_task_to_somebody_of_the_team(worker, child):
    add_team(
        slug="north", name="North team", agency=COUNCIL, area="cambridgeshire-peterborough", by=THE_MACHINE, now=utc(2)
    )
    leader = signed_in("team-manager", "Montgomery Teamlead", team="north")
    other = signed_in("social-worker", "Clementina Colleague", team="north")
    key = key_of(child, "assessment/conclude-assessment")
    worker.post(f"/child/{child}/tasks/one/", {"task": key, "what": "take"})
    said = {"task": key, "what": "hand", "to": other.reader.person, "reason": "Wilhelmina is ill."}
    assert leader.post(f"/child/{child}/tasks/one/", said).status_code == 302
    assert Duty.objects.get(key=key).assigned_to == other.reader.person


def test_what_is_no_longer_owed_cannot_be_taken(worker, child):
    assert worker.post(f"/child/{child}/tasks/one/", {"task": "nothing|like|this", "what": "take"}).status_code == 404


def test_each_task_leads_to_where_it_is_met(worker, child):
    body = worker.get(f"/child/{child}/tasks/").content.decode()
    assert f'href="/child/{child}/step/referral/next-step/?episode=' in body
    assert "/step/tell/?duty=" in body
