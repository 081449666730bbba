"""When time alone next changes what is owed (`next_change`), for each thing that can wait for time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.procedures.evaluation.stories import small, story
from waymark.procedures.evaluation import evaluate
from waymark.procedures.evaluation.instances import NEVER
from waymark.procedures.evaluation.waiting import next_change
from waymark.procedures.time import Moment

LETTER = "- {at: 2026-04-07T10:00, step: plan/letter}"
STEPS = "steps: {letter: {}, visit: {}, reply: {}}\n"
OFFICE = "contacts: {office: {title: Office, channels: {phone: 01632 960001}, hours: {mon-fri: 09:00-17:00}}}"


def when_next(duties, events=LETTER, now="2026-04-08T12:00", given="", shared="", more=""):
    """The London time at which something next changes, or "never"."""
    pack = small(f"{STEPS}{more}\nduties:\n  one: {duties}\n", shared=shared)
    situation = story(pack, f"{given}\nevents:\n  {events}\nnow: {now}\n").situation()
    found = next_change(situation)
    assert found > situation.now
    return "never" if found == NEVER else Moment.at(found).iso()[:16]


def test_turning_late_is_not_waited_for():
    assert when_next("{upon: letter, do: reply, within: 2 working days}") == "never"


@pytest.mark.parametrize(("now", "next_one"), [("2026-04-08T12:00", "2026-04-11T00:00"), ("2026-04-11T00:00", "never")])
def test_a_date_from_whose_arrival_something_is_owed(now, next_one):
    assert when_next("{upon: {date: {after: letter, by: 3 days}}, do: reply, within: 2 days}", now=now) == next_one


def test_another_duty_whose_lateness_brings_this_one():
    duties = "{upon: {late: other}, do: reply}\n  other: {upon: letter, do: visit, within: 2 days}"
    assert when_next(duties) == "2026-04-10T00:00"
    assert when_next(duties, now="2026-04-10T00:00") == "never"


def test_a_condition_on_another_duty_s_lateness():
    duties = "{when: {late: other}, do: reply}\n  other: {upon: letter, do: visit, within: 2 days}"
    assert when_next(duties) == "2026-04-10T00:00"


def test_a_condition_that_a_date_turns():
    assert when_next("{when: {reached: {after: letter, by: 1 week}}, do: reply}") == "2026-04-15T00:00"


def test_a_condition_that_is_not_reached_before_an_event_waits_for_no_time():
    assert when_next("{upon: visit, when: {reached: {after: letter, by: 1 week}}, do: reply}") == "never"


def test_what_happened_within_a_length_that_runs_out():
    assert when_next("{upon: letter, while: {happened: letter, within: 3 days}, do: reply}") == "2026-04-11T00:00"


def test_a_while_that_a_date_ends_is_waited_for_until_the_duty_is_met():
    duty = "{upon: letter, while: {not: {reached: {after: letter, by: 1 week}}}, do: reply}"
    assert when_next(duty) == "2026-04-15T00:00"
    assert when_next(duty, events=f"{LETTER}\n  - {{at: 2026-04-07T15:00, step: plan/reply}}") == "never"


def test_a_birthday():
    duty = "{upon: letter, while: {fact: age, under: 18}, do: reply}"
    assert when_next(duty, given="given: {born: 2008-09-01}") == "2026-09-01T00:00"
    assert when_next("{upon: letter, do: reply}", given="given: {born: 2008-09-01}") == "never"


def test_a_working_day_waits_for_every_midnight():
    assert when_next("{upon: letter, while: {fact: working-day, is: yes}, do: reply}") == "2026-04-09T00:00"


def test_office_hours_wait_for_their_end():
    duty = "{upon: letter, while: {hours: office}, do: reply}"
    assert when_next(duty, now="2026-04-07T12:00", shared=OFFICE) == "2026-04-07T17:00"


def test_a_condition_that_nobody_can_tell_yet_waits_for_the_time_in_it():
    question = "forms: {letter-form: {questions: {sure: {ask: Is it sure, type: yes-no}}}}"
    duty = "{upon: letter, when: {any: [{fact: sure, is: yes}, {reached: {after: letter, by: 1 week}}]}, do: reply}"
    assert when_next(duty, more=question) == "2026-04-15T00:00"


def test_a_due_time_that_moves_with_age():
    facts = """
facts:
  day: {title: Day, type: date, date: {after: letter, by: span}}
  span: {title: Span, type: duration, rows: [{when: {fact: age, under: 18}, value: 1 month}, {value: 2 months}]}"""
    given = "given: {born: 2008-09-01}"
    assert when_next("{upon: letter, do: reply, due: day}", more=facts, given=given) == "2026-09-01T00:00"


def test_a_group_whose_members_change_on_a_date_that_is_known():
    given = "given:\n  - {name: siblings, value: [Ann]}\n  - {name: siblings, value: [Ann, Ben], since: 2026-05-01}"
    assert when_next("{upon: letter, each: siblings, do: reply}", given=given) == "2026-05-01T00:00"


def test_a_group_that_a_date_widens():
    who = "facts: {who: {title: Who, type: people, rows: [{when: {reached: {after: letter, by: 1 week}}, value: police}]}}"
    assert when_next("{upon: letter, each: who, do: reply}", more=who) == "2026-04-15T00:00"


def test_a_caution_that_holds_something_owed_until_a_date():
    caution = "cautions: {wait: {while: {not: {reached: {after: letter, by: 1 week}}}, blocks: [reply]}}"
    assert when_next("{upon: letter, do: reply}", more=caution) == "2026-04-15T00:00"
    assert when_next("{upon: letter, do: visit}", more=caution) == "never"


def test_the_first_of_several():
    duties = "{upon: {date: {after: letter, by: 9 days}}, do: reply}\n  two: {upon: {date: {after: letter, by: 4 days}}, do: visit}"
    assert when_next(duties) == "2026-04-12T00:00"


def test_what_is_planned_for_later_and_nothing_rests_on_it():
    events = f"{LETTER}\n  - {{at: 2026-04-07T12:00, planned: plan/visit, for: 2026-04-20T10:00}}"
    assert when_next("{upon: letter, do: reply}", events=events) == "never"


def test_an_event_that_is_yet_to_come():
    events = f"{LETTER}\n  - {{at: 2026-04-20T10:00, step: plan/visit}}"
    assert when_next("{upon: letter, do: reply}", events=events) == "2026-04-20T10:00"


def test_it_is_later_than_the_moment_asked_about_to_the_last_tick():
    pack = small(f"{STEPS}duties: {{one: {{when: {{reached: {{after: letter, by: 1 week}}}}, do: reply}}}}")
    played = story(pack, f"events:\n  {LETTER}\nnow: 2026-04-08\n")
    coming = next_change(played.situation())
    before, after = (
        evaluate(played.history, pack, coming - late).duties for late in (timedelta(microseconds=1), timedelta(0))
    )

    assert (len(before), len(after)) == (0, 1)
