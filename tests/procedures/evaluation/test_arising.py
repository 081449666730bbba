"""When a duty arises (pack-language.md, 2.4): given a rule, when this happens, then that is owed."""

from __future__ import annotations

from tests.procedures.evaluation.stories import check, of, small, states

REPLY = small("""
    steps: {letter: {}, reply: {}}
    duties: {reply: {upon: letter, do: reply, within: 2 working days}}
""")


def test_an_event_raises_a_duty_and_its_clock_runs_from_the_event():
    check(REPLY, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
        now: 2026-04-07T12:00
        expect: {duties: [{duty: plan/reply, state: open, due: 2026-04-09}]}
    """)  # fmt: skip


def test_without_its_event_nothing_is_owed():
    check(REPLY, """
        events:
          - {at: 2026-04-07T10:00, step: plan/start}
        now: 2026-04-07T12:00
        expect: {not-owed: [plan/reply]}
    """)  # fmt: skip


def test_the_arrival_of_a_date_raises_a_duty_once_the_day_is_over():
    pack = small("""
        steps: {letter: {}, chase: {}}
        duties:
          chase: {upon: {date: {after: letter, by: 3 days}}, do: chase, within: 1 working day}
    """)
    given = """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
    """
    check(
        pack,
        given
        + """
        now: 2026-04-10T23:59
        expect: {not-owed: [plan/chase]}
    """,
    )
    check(pack, given + """
        now: 2026-04-11T00:00
        expect: {duties: [{duty: plan/chase, state: open, due: 2026-04-13}]}
    """)  # fmt: skip


def test_a_date_that_becomes_known_after_it_has_passed_arrived_when_it_passed():
    pack = small("""
        steps: {letter: {form: letter-form}, chase: {}}
        forms: {letter-form: {questions: {hearing: {ask: "When is the hearing?", type: date}}}}
        duties:
          chase: {upon: {date: hearing}, do: chase, within: 3 days}
    """)
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/start}
          - {at: 2026-04-13T10:00, step: plan/letter, answers: {hearing: 2026-04-09}}
        now: 2026-04-13T12:00
        expect: {duties: [{duty: plan/chase, state: late, due: 2026-04-12}]}
    """)  # fmt: skip


def test_another_duty_s_lateness_raises_a_duty():
    pack = small("""
        steps: {letter: {}, reply: {}, reason: {}}
        duties:
          reply: {upon: letter, do: reply, within: 2 days}
          say-why: {upon: {late: reply}, do: reason}
    """)
    given = """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
    """
    check(
        pack,
        given
        + """
        now: 2026-04-09T23:00
        expect: {not-owed: [plan/say-why]}
    """,
    )
    check(
        pack,
        given
        + """
        now: 2026-04-10T00:00
        expect: {duties: [{duty: plan/say-why, state: open}]}
    """,
    )


def test_a_reason_is_still_owed_where_the_due_time_was_moved_after_it_had_passed():
    pack = small("""
        steps: {letter: {}, meeting: {}, reason: {}}
        duties:
          meet: {upon: letter, do: meeting, due: meeting.planned}
          say-why: {upon: {late: meet}, do: reason}
    """)
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-07T11:00, planned: plan/meeting, for: 2026-04-09T10:00}
          - {at: 2026-04-10T09:00, planned: plan/meeting, for: 2026-04-20T10:00}
        now: 2026-04-11T09:00
        expect:
          duties:
            - {duty: plan/meet, state: open, due: 2026-04-20T10:00}
            - {duty: plan/say-why, state: open}
    """)  # fmt: skip


ASKED = """
    steps: {letter: {form: letter-form}, more: {form: letter-form}, reply: {}}
    forms: {letter-form: {questions: {angry: {ask: "Is it angry?", type: yes-no}}}}
    duties:
      reply: {upon: letter, when: {fact: angry, is: yes}, do: reply, within: 2 days}
"""


def test_a_condition_is_settled_at_the_trigger():
    check(small(ASKED), """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter, answers: {angry: no}}
          - {at: 2026-04-08T10:00, step: plan/more, answers: {angry: yes}}
        now: 2026-04-08T12:00
        expect: {not-owed: [plan/reply]}
    """)  # fmt: skip


def test_if_it_is_unknown_then_it_is_settled_as_soon_as_it_can_be_told_and_the_clock_still_runs_from_the_trigger():
    letter = """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
    """
    check(small(ASKED), letter + """
        now: 2026-04-07T12:00
        expect: {may-arise: [plan/reply]}
    """)  # fmt: skip
    check(small(ASKED), letter + """
          - {at: 2026-04-08T10:00, step: plan/more, answers: {angry: yes}}
          - {at: 2026-04-08T11:00, step: plan/more, answers: {angry: no}}
        now: 2026-04-08T12:00
        expect: {duties: [{duty: plan/reply, state: open, due: 2026-04-09}]}
    """)  # fmt: skip
    check(small(ASKED), letter + """
          - {at: 2026-04-08T10:00, step: plan/more, answers: {angry: not-known}}
        now: 2026-04-08T12:00
        expect: {may-arise: [plan/reply]}
    """)  # fmt: skip


def test_a_condition_alone_raises_a_duty_at_each_event_at_which_it_turns_to_yes():
    pack = small("""
        steps: {letter: {form: letter-form}, reply: {}}
        forms: {letter-form: {questions: {angry: {ask: "Is it angry?", type: yes-no}}}}
        duties:
          reply: {when: {fact: angry, is: yes}, do: reply, within: 2 days}
    """)
    situation = check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter, answers: {angry: yes}}
          - {at: 2026-04-07T11:00, step: plan/letter, answers: {angry: yes}}
          - {at: 2026-04-08T10:00, step: plan/letter, answers: {angry: no}}
          - {at: 2026-04-09T10:00, step: plan/letter, answers: {angry: yes}}
        now: 2026-04-09T12:00
        expect: {duties: [{duty: plan/reply, due: 2026-04-09}, {duty: plan/reply, due: 2026-04-11}]}
    """)  # fmt: skip
    assert len(of(situation, "reply")) == 2


def test_a_condition_alone_turns_with_time_too_and_not_only_when_somebody_looks():
    pack = small(
        "duties: {ring: {when: {hours: office}, consider: ringing them}}",
        shared="contacts: {office: {title: Office, channels: {phone: 01632 960001}, hours: {mon-fri: 09:00-17:00}}}",
    )
    situation = check(pack, """
        events:
          - {at: 2026-04-08T18:00, step: plan/start}
        now: 2026-04-10T12:00
    """)  # fmt: skip
    assert [str(i.arose) for i in of(situation, "ring")] == [
        "Thursday 9 April 2026 at 09:00", "Friday 10 April 2026 at 09:00",
    ]  # fmt: skip


def test_a_condition_alone_that_cannot_be_told_stands_once_under_may_arise():
    pack = small("""
        steps: {letter: {form: letter-form}, reply: {}}
        forms: {letter-form: {questions: {angry: {ask: "Is it angry?", type: yes-no}}}}
        duties: {reply: {when: {fact: angry, is: yes}, do: reply}}
    """)
    situation = check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-07T11:00, step: plan/letter}
        now: 2026-04-07T12:00
        expect: {may-arise: [plan/reply]}
    """)  # fmt: skip
    assert len(of(situation, "reply")) == 1
    assert of(situation, "reply")[0].unknown == ("plan/angry",)


WHILE = """
    steps: {letter: {}, pause: {form: pause-form}, reply: {}}
    forms: {pause-form: {questions: {paused: {ask: "Is it paused?", type: yes-no}}}}
    duties:
      reply: {upon: letter, while: {not: {fact: paused, is: yes}}, do: reply, within: 9 days}
"""


def test_while_must_hold_the_duty_lapses_at_the_first_definite_no_and_does_not_revive():
    check(small(WHILE), """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-08T10:00, step: plan/pause, answers: {paused: yes}}
          - {at: 2026-04-09T10:00, step: plan/pause, answers: {paused: no}}
        now: 2026-04-10T12:00
        expect: {duties: [{duty: plan/reply, state: lapsed, ended: 2026-04-08T10:00}]}
    """)  # fmt: skip


def test_unknown_does_not_end_it():
    check(small(WHILE), """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-08T10:00, step: plan/pause, answers: {paused: not-known}}
        now: 2026-04-10T12:00
        expect: {duties: [{duty: plan/reply, state: open}]}
    """)  # fmt: skip


def test_a_trigger_at_which_while_is_already_no_makes_nothing_not_even_may_arise():
    pack = small(WHILE.replace("within", "when: {fact: on-file, is: yes}, within"), shared="""
        forms: {filed: {questions: {on-file: {ask: "Is it on file?", type: yes-no}}}}
    """)  # fmt: skip
    situation = check(pack, """
        events:
          - {at: 2026-04-07T09:00, step: plan/pause, answers: {paused: yes}}
          - {at: 2026-04-07T10:00, step: plan/letter}
        now: 2026-04-10T12:00
        expect: {not-owed: [plan/reply]}
    """)  # fmt: skip
    assert not of(situation, "reply")


TWO_LETTERS = """
    events:
      - {at: 2026-04-07T10:00, step: plan/letter}
      - {at: 2026-04-08T10:00, step: plan/letter}
    now: 2026-04-08T12:00
    expect:
"""


def again(word: str) -> str:
    return f"""
        steps: {{letter: {{}}, reply: {{}}}}
        duties: {{reply: {{upon: letter, do: reply, within: 2 days, again: {word}}}}}
    """


def test_each_trigger_makes_one_instance():
    expect = "      duties: [{duty: plan/reply, due: 2026-04-09}, {duty: plan/reply, due: 2026-04-10}]"
    assert len(of(check(small(again("each")), TWO_LETTERS + expect), "reply")) == 2


def test_again_restart_begins_the_clock_anew():
    expect = "      duties: [{duty: plan/reply, state: superseded}, {duty: plan/reply, state: open, due: 2026-04-10}]"
    assert len(of(check(small(again("restart")), TWO_LETTERS + expect), "reply")) == 2


def test_again_keep_lets_the_first_stand():
    expect = "      duties: [{duty: plan/reply, state: open, due: 2026-04-09}]"
    assert len(of(check(small(again("keep")), TWO_LETTERS + expect), "reply")) == 1


def test_again_speaks_of_what_is_still_open_only():
    for word in ("restart", "keep"):
        situation = check(small(again(word)), """
            events:
              - {at: 2026-04-07T10:00, step: plan/letter}
              - {at: 2026-04-07T12:00, step: plan/reply}
              - {at: 2026-04-08T10:00, step: plan/letter}
            now: 2026-04-08T12:00
        """)  # fmt: skip
        assert states(situation, "reply") == ["met", "open"]


def test_two_triggers_of_one_moment_are_one_instance_where_they_are_the_same_date():
    pack = small("""
        steps: {letter: {}, chase: {}}
        duties:
          chase:
            upon:
              - {date: {after: letter, by: 2 days}}
              - {date: {after: letter, by: 2 days}}
            do: chase
    """)
    situation = check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
        now: 2026-04-10T12:00
    """)  # fmt: skip
    assert states(situation, "chase") == ["open"]


TELL_EACH = small("""
    steps: {letter: {}, told-them: {}, move: {form: move-form}}
    forms: {move-form: {questions: {moving: {ask: "Moving?", type: yes-no}}}}
    duties:
      tell-each:
        upon: letter
        while: {not: {fact: moving, is: yes}}
        each: agencies-involved
        do: told-them
        within: 3 days
""")


def test_each_fans_out_over_a_group():
    situation = check(TELL_EACH, """
        given: {agencies-involved: [police, school]}
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-08T10:00, step: plan/told-them, agency: school}
        now: 2026-04-09T10:00
        expect:
          duties:
            - {duty: plan/tell-each, member: police, state: open, due: 2026-04-10}
            - {duty: plan/tell-each, member: school, state: met}
    """)  # fmt: skip
    assert len(of(situation, "tell-each")) == 2


CHANGING = """
        given:
          - {name: agencies-involved, value: [police, school]}
          - {name: agencies-involved, value: [police, health], since: 2026-04-08T12:00}
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
"""


def test_a_member_who_becomes_known_later_gets_an_instance_then_and_one_who_leaves_lets_it_lapse():
    check(TELL_EACH, CHANGING + """
        now: 2026-04-09T10:00
        expect:
          duties:
            - {duty: plan/tell-each, member: police, state: open, due: 2026-04-10}
            - {duty: plan/tell-each, member: school, state: lapsed, ended: 2026-04-08T12:00}
            - {duty: plan/tell-each, member: health, state: open, due: 2026-04-11}
    """)  # fmt: skip


def test_a_member_found_after_the_duty_has_lapsed_gets_none():
    situation = check(TELL_EACH, CHANGING + """
          - {at: 2026-04-08T09:00, step: plan/move, answers: {moving: yes}}
          - {at: 2026-04-08T10:00, step: plan/move, answers: {moving: no}}
        now: 2026-04-09T10:00
    """)  # fmt: skip
    assert states(situation, "tell-each") == ["lapsed", "lapsed"]


def test_a_trigger_at_which_while_is_no_makes_nothing_for_a_member_found_later_either():
    situation = check(TELL_EACH, """
        given: [{name: agencies-involved, value: [police], since: 2026-04-09T12:00}]
        events:
          - {at: 2026-04-07T09:00, step: plan/move, answers: {moving: yes}}
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-08T10:00, step: plan/move, answers: {moving: no}}
        now: 2026-04-10T10:00
    """)  # fmt: skip
    assert not of(situation, "tell-each")


def test_a_member_found_after_the_episode_was_closed_gets_none():
    situation = check(TELL_EACH, CHANGING + """
          - {at: 2026-04-08T09:00, step: plan/finish}
        now: 2026-04-09T10:00
    """)  # fmt: skip
    assert states(situation, "tell-each") == ["lapsed", "lapsed"]


def test_that_nobody_can_say_any_more_who_is_in_a_group_ends_nothing():
    pack = small("""
        steps: {letter: {form: letter-form}, told-them: {}}
        forms: {letter-form: {questions: {carers: {ask: "Who?", type: people}}}}
        duties: {tell-each: {upon: letter, each: carers, do: told-them}}
    """)
    situation = check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter, answers: {carers: [Ann, Ben]}}
          - {at: 2026-04-08T10:00, step: plan/letter, answers: {carers: not-known}}
        now: 2026-04-09T10:00
    """)  # fmt: skip
    assert states(situation, "tell-each") == ["open", "open"]


def test_a_group_may_be_worked_out_by_a_fact():
    pack = small("""
        steps: {letter: {form: letter-form}, told-them: {}}
        forms:
          letter-form:
            questions: {carers: {ask: "Who?", type: people}, others: {ask: "Who else?", type: people}}
        facts:
          to-tell:
            type: people
            rows:
              - {when: {fact: others, known: yes}, value: others}
              - {value: carers}
        duties: {tell-each: {upon: letter, each: to-tell, do: told-them}}
    """)
    situation = check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter, answers: {carers: [Ann, Ben]}}
        now: 2026-04-09T10:00
    """)  # fmt: skip
    assert [instance.member for instance in of(situation, "tell-each")] == ["Ann", "Ben"]
