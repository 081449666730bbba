"""When a duty is due (pack-language.md, 2.6), beyond what test_life_of_a_duty.py shows."""

from __future__ import annotations

from tests.procedures.evaluation.stories import check, of, small

LIMIT = small("""
    steps: {letter: {form: letter-form}, more: {form: letter-form}, reply: {}}
    forms: {letter-form: {questions: {hurry: {ask: "Is there a hurry?", type: yes-no}}}}
    facts:
      limit:
        type: duration
        rows:
          - {when: {fact: hurry, is: yes}, value: 2 days}
          - {value: 9 days}
    duties: {reply: {upon: letter, do: reply, within: limit}}
""")


def test_a_duration_given_by_a_fact_is_fixed_at_the_trigger():
    check(LIMIT, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter, answers: {hurry: yes}}
          - {at: 2026-04-08T10:00, step: plan/more, answers: {hurry: no}}
        now: 2026-04-08T12:00
        expect: {duties: [{duty: plan/reply, due: 2026-04-09}]}
    """)  # fmt: skip


def test_a_duration_unknown_at_the_trigger_gives_no_due_time():
    check(LIMIT, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-08T10:00, step: plan/more, answers: {hurry: no}}
        now: 2026-04-30T12:00
        expect: {duties: [{duty: plan/reply, state: open, due: none}]}
    """)  # fmt: skip


PLANNED = small("""
    steps: {letter: {}, meeting: {}, papers: {}}
    duties: {papers: {upon: letter, do: papers, due: {before: meeting.planned, by: 2 days}}}
""")


def test_a_due_date_is_live_until_the_act_that_ends_the_duty():
    planned = """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-07T11:00, planned: plan/meeting, for: 2026-04-20T10:00}
          - {at: 2026-04-08T11:00, planned: plan/meeting, for: 2026-04-27T10:00}
    """
    check(PLANNED, planned + """
        now: 2026-04-08T12:00
        expect: {duties: [{duty: plan/papers, state: open, due: 2026-04-25}]}
    """)  # fmt: skip
    check(PLANNED, planned + """
          - {at: 2026-04-24T11:00, step: plan/papers}
          - {at: 2026-04-25T11:00, planned: plan/meeting, for: 2026-04-28T10:00}
        now: 2026-04-26T12:00
        expect: {duties: [{duty: plan/papers, state: met, due: 2026-04-25}]}
    """)  # fmt: skip


def test_a_cancelled_plan_leaves_no_due_time():
    check(PLANNED, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-07T11:00, planned: plan/meeting, for: 2026-04-20T10:00}
          - {at: 2026-04-08T11:00, cancelled: plan/meeting}
        now: 2026-04-30T12:00
        expect: {duties: [{duty: plan/papers, state: open, due: none}]}
    """)  # fmt: skip


def test_a_due_time_met_on_the_day_of_an_hourly_trigger_does_not_forget_the_trigger():
    pack = small("""
        steps: {letter: {}, reply: {}}
        duties: {reply: {upon: letter, do: reply, due: {after: letter, by: 2 days}}}
    """)
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/start}
          - {at: 2026-04-08T10:00, step: plan/letter}
          - {at: 2026-04-08, step: plan/reply}
        now: 2026-04-20T12:00
        expect: {duties: [{duty: plan/reply, state: met, due: 2026-04-10}]}
    """)  # fmt: skip


def test_a_due_time_already_past_when_the_duty_arises_is_simply_late():
    pack = small("""
        steps: {letter: {form: letter-form}, reply: {}, reason: {}}
        forms: {letter-form: {questions: {by-when: {ask: "By when?", type: date}}}}
        duties:
          reply: {upon: letter, do: reply, due: by-when}
          say-why: {upon: {late: reply}, do: reason, within: 2 days}
    """)
    check(pack, """
        events:
          - {at: 2026-04-14T10:00, step: plan/letter, answers: {by-when: 2026-04-07}}
        now: 2026-04-14T12:00
        expect:
          duties:
            - {duty: plan/reply, state: late, due: 2026-04-07}
            - {duty: plan/say-why, state: open, due: 2026-04-16}
    """)  # fmt: skip


def test_within_beside_every_gives_the_first_interval_and_every_counts_from_what_was_done():
    pack = small("""
        steps: {begun: {}, review: {}}
        duties: {review: {upon: begun, do: review, within: 3 days, every: 1 week}}
    """)
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/begun}
          - {at: 2026-04-08T10:00, step: plan/review}
        now: 2026-04-08T12:00
        expect:
          duties:
            - {duty: plan/review, state: met, due: 2026-04-10}
            - {duty: plan/review, state: open, due: 2026-04-15}
    """)  # fmt: skip


def test_a_computed_date_is_the_end_of_its_day_and_reached_after_it():
    pack = small("""
        steps: {letter: {}}
        facts: {over: {type: yes-no, rows: [{when: {reached: {after: letter, by: 2 days}}, value: yes}, {value: no}]}}
    """)
    for now, over in (("2026-04-09T23:59", "no"), ("2026-04-10T00:00", "yes")):
        check(pack, f"""
            events:
              - {{at: 2026-04-07T10:00, step: plan/letter}}
            now: {now}
            expect: {{facts: {{plan/over: {over}}}}}
        """)  # fmt: skip


def test_at_one_instant_the_date_has_arrived_before_what_happens_then():
    pack = small("""
        steps: {letter: {}, reply: {}}
        duties: {reply: {upon: letter, while: {not: {reached: {after: letter, by: 2 days}}}, do: reply}}
    """)
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-10, step: plan/reply}
        now: 2026-04-10T12:00
        expect: {duties: [{duty: plan/reply, state: lapsed}]}
    """)  # fmt: skip


def test_a_look_back_of_a_month_runs_out_after_the_longest_month_that_it_can_be():
    pack = small("""
        steps: {letter: {}}
        duties:
          write: {when: {not: {happened: letter, within: 1 month}}, consider: writing}
    """)
    situation = check(pack, """
        events:
          - {at: 2026-02-28T10:00, step: plan/letter}
        now: 2026-04-30T12:00
    """)  # fmt: skip
    # At its opening nothing had been written; then a month back from 28, 29, 30 and 31 March is 28 February.
    assert [instance.arose.iso()[:10] for instance in of(situation, "write")] == ["2026-02-28", "2026-04-01"]


def test_every_look_back_that_runs_out_can_turn_a_condition_not_only_the_newest():
    pack = small("""
        steps: {missing: {}}
        duties:
          rest: {when: {not: {happened: missing, times: 2, within: 7 days}}, consider: standing down}
    """)
    situation = check(pack, """
        events:
          - {at: 2026-04-01T10:00, step: plan/missing}
          - {at: 2026-04-05T10:00, step: plan/missing}
        now: 2026-04-30T12:00
    """)  # fmt: skip
    assert [instance.arose.iso()[:10] for instance in of(situation, "rest")] == ["2026-04-01", "2026-04-09"]


def test_a_date_that_time_itself_moves_arrives_when_it_then_says():
    pack = small("""
        steps: {letter: {}}
        facts:
          pause:
            type: duration
            rows:
              - {when: {reached: {after: letter, by: 2 days}}, value: 9 days}
              - {value: 3 days}
        duties: {chase: {upon: {date: {after: letter, by: pause}}, consider: chasing}}
    """)
    situation = check(pack, """
        events:
          - {at: 2026-04-01T10:00, step: plan/letter}
        now: 2026-04-30T12:00
    """)  # fmt: skip
    assert [instance.arose.iso() for instance in of(situation, "chase")] == ["2026-04-10"]
