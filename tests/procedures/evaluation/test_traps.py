"""The traps of pack-language.md, section 5, that concern the engine and are not shown elsewhere."""

from __future__ import annotations

from dataclasses import replace

from tests.procedures.evaluation.stories import check, of, small, states, story
from waymark.procedures.evaluation import evaluate
from waymark.procedures.history import History


def test_trap_3_a_later_decision_is_the_trigger_and_the_start_is_named():
    pack = small("""
        steps: {referral: {}, rate: {decides: [amber, green]}, contact: {}}
        duties:
          amber-in-a-day: {upon: rate, when: {decided: rate, is: amber}, do: contact, due: {after: referral, by: 24 hours}}
    """)
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/referral}
          - {at: 2026-04-07T16:00, step: plan/rate, decides: amber}
        now: 2026-04-07T17:00
        expect: {duties: [{duty: plan/amber-in-a-day, due: 2026-04-08T10:00}]}
    """)  # fmt: skip


def test_trap_6_an_earlier_act_counts_only_if_while_says_so():
    for more, expected in (("", ["open"]), (", while: {not: {happened: ceraf, within: 30 days}}", [])):
        pack = small(f"""
            steps: {{concern: {{}}, ceraf: {{}}}}
            duties: {{assess: {{upon: concern, do: ceraf{more}}}}}
        """)
        situation = check(pack, """
            events:
              - {at: 2026-04-01T10:00, step: plan/ceraf}
              - {at: 2026-04-07T10:00, step: plan/concern}
            now: 2026-04-07T12:00
        """)  # fmt: skip
        assert states(situation, "assess") == expected


def test_trap_7_a_trigger_recorded_late_gets_its_duty_backdated_and_says_since_when_it_is_known():
    pack = small("""
        steps: {letter: {}, reply: {}}
        duties: {reply: {upon: letter, do: reply, within: 2 days}}
    """)
    situation = check(pack, """
        events:
          - {at: 2026-04-01T10:00, step: plan/letter, recorded: 2026-04-07T10:00}
        now: 2026-04-07T12:00
        expect: {duties: [{duty: plan/reply, state: late, due: 2026-04-03}]}
    """)  # fmt: skip
    [instance] = of(situation, "reply")
    assert instance.known_since.isoformat() == "2026-04-07T09:00:00+00:00"


def test_trap_7_a_member_found_by_an_act_known_to_the_day_gets_no_false_precision():
    pack = small("""
        steps: {letter: {form: letter-form}, told-them: {}}
        forms: {letter-form: {questions: {carers: {ask: "Who?", type: people}}}}
        duties: {tell-each: {upon: start, each: carers, do: told-them, within: 2 days}}
    """)
    situation = check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/start}
          - {at: 2026-04-09, step: plan/letter, answers: {carers: [Ann]}, recorded: 2026-04-10T10:00}
        now: 2026-04-10T12:00
        expect: {duties: [{duty: plan/tell-each, member: Ann, due: 2026-04-11}]}
    """)  # fmt: skip
    [instance] = of(situation, "tell-each")
    assert instance.arose.iso() == "2026-04-09"
    assert instance.known_since.isoformat() == "2026-04-10T09:00:00+00:00"


DAY = small("""
    steps: {letter: {}, reply: {}, chase: {}}
    duties:
      reply: {upon: letter, do: reply, within: 4 hours}
      chase: {upon: {date: {after: letter, by: 2 days}}, do: chase}
""")


def test_trap_9_for_hour_limits_a_day_is_counted_from_its_start():
    check(DAY, """
        events:
          - {at: 2026-04-07, step: plan/letter}
        now: 2026-04-07T12:00
        expect: {duties: [{duty: plan/reply, state: late, due: 2026-04-07T04:00}]}
    """)  # fmt: skip


def test_trap_9_of_an_act_and_a_trigger_on_one_day_the_one_without_hour_may_meet_the_other():
    for first, second in (("T10:00", ""), ("", "T10:00")):
        check(DAY, f"""
            events:
              - {{at: 2026-04-07{first}, step: plan/letter}}
              - {{at: 2026-04-07{second}, step: plan/reply}}
            now: 2026-04-08T12:00
            expect: {{duties: [{{duty: plan/reply, ended: 2026-04-07{second}}}]}}
        """)  # fmt: skip


def test_trap_9_but_an_act_on_the_last_day_of_a_computed_date_comes_before_its_arrival():
    check(DAY, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-09T10:00, step: plan/chase}
        now: 2026-04-10T12:00
        expect: {duties: [{duty: plan/chase, state: open}]}
    """)  # fmt: skip


def test_trap_10_every_counts_from_what_was_done_and_next_from_the_calendar():
    pack = small("""
        steps: {begun: {}, review: {}, pay: {}}
        duties:
          review: {upon: begun, do: review, every: 1 year}
          pay: {upon: begun, do: pay, due: {next: 31 August, after: begun}}
    """)
    check(pack, """
        events:
          - {at: 2025-05-01T10:00, step: plan/begun}
          - {at: 2026-03-01T10:00, step: plan/review}
        now: 2026-04-07T12:00
        expect:
          duties:
            - {duty: plan/review, state: met, due: 2026-05-01}
            - {duty: plan/review, state: open, due: 2027-03-01}
            - {duty: plan/pay, state: late, due: 2025-08-31}
    """)  # fmt: skip


def test_trap_11_an_end_date_that_was_set_beats_the_computed_one_and_the_number_is_the_ceiling():
    pack = small("""
        steps: {order: {form: order-form}, ended: {}}
        forms: {order-form: {questions: {set-end: {ask: "Until when?", type: date}}}}
        duties: {end: {upon: order, do: ended, due: {earliest: [set-end, {after: order, by: 8 days}]}}}
    """)
    for answers, due in (
        ("{}", "2026-04-09"),
        ("{set-end: 2026-04-05}", "2026-04-05"),
        ("{set-end: 2026-05-01}", "2026-04-09"),
    ):
        check(pack, f"""
            events:
              - {{at: 2026-04-01T10:00, step: plan/order, answers: {answers}}}
            now: 2026-04-02T12:00
            expect: {{duties: [{{duty: plan/end, due: {due}}}]}}
        """)  # fmt: skip


def test_trap_18_what_was_taken_out_of_a_record_reads_as_unknown_not_as_no():
    pack = small("""
        steps: {letter: {form: letter-form}}
        forms: {letter-form: {questions: {angry: {ask: "Is it angry?", type: yes-no}}}}
        facts: {calm: {type: yes-no, rows: [{when: {fact: angry, is: yes}, value: no}, {value: yes}]}}
    """)
    told = story(pack, """
        events:
          - {at: 2026-04-01T10:00, step: plan/letter, answers: {angry: yes}}
        now: 2026-04-02T12:00
    """)  # fmt: skip
    redacted = History(replace(event, answers=dict.fromkeys(event.answers)) for event in told.history.events)
    [standing] = evaluate(redacted, pack, told.now).of_pathway("plan")
    assert standing.facts["plan/angry"] is None
    assert standing.facts["plan/calm"] is None


def test_a_closing_recorded_twice_closes_at_the_first():
    pack = small("""
        steps: {letter: {}}
        duties: {reply: {upon: letter, consider: replying}}
    """)
    check(pack, """
        events:
          - {at: 2026-04-01T10:00, step: plan/letter}
          - {at: 2026-04-09T10:00, step: plan/finish}
          - {at: 2026-04-05T10:00, step: plan/finish, recorded: 2026-04-10T10:00, episode: child-plan-e1}
        now: 2026-04-20T12:00
        expect: {duties: [{duty: plan/reply, state: lapsed, ended: 2026-04-05T10:00}]}
    """)  # fmt: skip
