"""How a duty ends (pack-language.md, 2.5), beyond what test_life_of_a_duty.py shows."""

from __future__ import annotations

import pytest

from tests.procedures.evaluation.stories import check, of, small, states


def test_do_is_met_by_either_act():
    pack = small("""
        steps: {letter: {}, call: {}, visit: {}}
        duties: {answer: {upon: letter, do: [call, visit]}}
    """)
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-07T11:00, step: plan/visit}
        now: 2026-04-07T12:00
        expect: {duties: [{duty: plan/answer, state: met}]}
    """)  # fmt: skip


TELL = small("""
    steps: {letter: {}}
    duties:
      tell: {upon: letter, tell: [police, school], about: the letter, waive: {by: manager, reason: yes}}
""")


def test_tell_makes_one_instance_for_each_audience():
    check(TELL, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-07T11:00, told: school, about: the letter, pathway: plan}
        now: 2026-04-07T12:00
        expect:
          duties:
            - {duty: plan/tell, tell: police, state: open}
            - {duty: plan/tell, tell: school, state: met}
    """)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("told: police, pathway: plan", ["met", "open"]),
        ("told: police, about: the letter, pathway: plan", ["met", "open"]),
        ("told: police, about: the weather, pathway: plan", ["open", "open"]),
        ("told: health, pathway: plan", ["open", "open"]),
        ("told: police, duty: plan/tell", ["met", "open"]),
        ("told: health, duty: plan/tell", ["open", "open"]),
    ],
)
def test_telling_one_of_them_about_it_or_without_saying_about_what_meets_it(said, expected):
    situation = check(TELL, f"""
        events:
          - {{at: 2026-04-07T10:00, step: plan/letter}}
          - {{at: 2026-04-07T11:00, {said}}}
        now: 2026-04-07T12:00
    """)  # fmt: skip
    assert states(situation, "tell") == expected


OTHER = small(
    """
    steps: {letter: {}}
    duties: {wait: {upon: letter, do: other/visit}}
    """,
    other="steps: {visit: {}}",
)


def test_a_step_of_another_pathway_counts_anywhere_on_the_subject_s_file():
    for subject, state in (("child", "met"), ("sister", "open")):
        check(OTHER, f"""
            events:
              - {{at: 2026-04-07T10:00, step: plan/letter}}
              - {{at: 2026-04-07T11:00, step: other/visit, subject: {subject}}}
            now: 2026-04-07T12:00
            expect: {{duties: [{{duty: plan/wait, state: {state}}}]}}
        """)  # fmt: skip


def test_a_waive_counts_only_where_the_duty_has_one():
    for waive, state in ((", waive: {by: manager, reason: yes}", "waived"), ("", "open")):
        pack = small(f"""
            steps: {{letter: {{}}, reply: {{}}}}
            duties: {{reply: {{upon: letter, do: reply{waive}}}}}
        """)
        check(pack, f"""
            events:
              - {{at: 2026-04-07T10:00, step: plan/letter}}
              - {{at: 2026-04-07T11:00, waived: plan/reply, reason: Answered by telephone, by: manager}}
            now: 2026-04-07T12:00
            expect: {{duties: [{{duty: plan/reply, state: {state}}}]}}
        """)  # fmt: skip


def test_consider_is_met_by_recording_did_or_did_not():
    pack = small("""
        steps: {letter: {}}
        duties: {think: {upon: letter, consider: whether to reply}}
    """)
    for answer in ("did", "did-not"):
        check(pack, f"""
            events:
              - {{at: 2026-04-07T10:00, step: plan/letter}}
              - {{at: 2026-04-07T11:00, considered: plan/think, answer: {answer}, reason: It was spam}}
            now: 2026-04-07T12:00
            expect: {{duties: [{{duty: plan/think, state: met}}]}}
        """)  # fmt: skip


RHYTHM = """
    steps: {{begun: {{}}, review: {{}}}}
    duties:
      review: {{upon: begun, do: review, within: 3 days, every: 1 week, again: {again}}}
"""


def test_the_next_turn_of_a_rhythm_lapses_with_the_act_that_closes():
    pack = small("""
        steps:
          begun: {}
          review: {decides: [{id: go-on}, {id: stop, closes: yes}]}
        duties: {review: {upon: begun, do: review, every: 1 week}}
    """)
    situation = check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/begun}
          - {at: 2026-04-09T10:00, step: plan/review, decides: stop}
        now: 2026-04-30T12:00
    """)  # fmt: skip
    assert states(situation, "review") == ["met", "lapsed"]


def test_a_rhythm_begun_anew_ends_the_turn_then_open_and_what_would_have_followed():
    situation = check(small(RHYTHM.format(again="restart")), """
        events:
          - {at: 2026-04-07T10:00, step: plan/begun}
          - {at: 2026-04-08T10:00, step: plan/review}
          - {at: 2026-04-09T10:00, step: plan/begun}
          - {at: 2026-04-10T10:00, step: plan/review}
        now: 2026-04-11T12:00
    """)  # fmt: skip
    found = [(i.state.value, str(i.arose.day), i.due.iso()) for i in of(situation, "review")]
    assert found == [
        ("met", "2026-04-07", "2026-04-10"),
        ("superseded", "2026-04-08", "2026-04-15"),
        ("met", "2026-04-09", "2026-04-12"),
        ("open", "2026-04-10", "2026-04-17"),
    ]


def test_two_rhythms_that_meet_in_one_act_go_on_as_one():
    situation = check(small(RHYTHM.format(again="each")), """
        events:
          - {at: 2026-04-07T10:00, step: plan/begun}
          - {at: 2026-04-07T11:00, step: plan/begun}
          - {at: 2026-04-08T10:00, step: plan/review}
        now: 2026-04-09T12:00
    """)  # fmt: skip
    assert states(situation, "review") == ["met", "met", "open"]


def test_of_two_ends_the_earlier_counts_though_no_act_lies_between():
    pack = small("""
        steps: {letter: {}, reply: {}}
        duties: {reply: {upon: letter, while: {not: {reached: {after: letter, by: 24 hours}}}, do: reply}}
    """)
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
          - {at: 2026-04-07T12:00, step: plan/finish}
        now: 2026-04-09T12:00
        expect: {duties: [{duty: plan/reply, state: lapsed, ended: 2026-04-07T12:00}]}
    """)  # fmt: skip


BLOCKED = """
    steps: {{letter: {{}}, call: {{}}, write: {{}}}}
    duties: {{answer: {{upon: letter, do: {do}}}}}
    cautions: {{do-not-call: {{blocks: call, while: {{happened: letter}}, say: Do not call}}}}
"""


@pytest.mark.parametrize(("do", "state"), [("call", "held"), ("[call, write]", "open")])
def test_a_duty_is_held_where_every_act_that_would_meet_it_is_blocked(do, state):
    check(small(BLOCKED.format(do=do)), f"""
        events:
          - {{at: 2026-04-07T10:00, step: plan/letter}}
        now: 2026-04-07T12:00
        expect: {{duties: [{{duty: plan/answer, state: {state}}}]}}
    """)  # fmt: skip


def test_a_held_duty_is_still_past_its_due_time():
    pack = small("""
        steps: {letter: {}, call: {}}
        duties: {answer: {upon: letter, do: call, within: same day}}
        cautions: {do-not-call: {blocks: call, while: {happened: letter}, say: Do not call}}
    """)
    situation = check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
        now: 2026-04-09T12:00
        expect: {duties: [{duty: plan/answer, state: held, held-by: do-not-call}]}
    """)  # fmt: skip
    assert of(situation, "answer")[0].overran
