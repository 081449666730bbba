"""What must come first and what must not be done (pack-language.md, 2.8 and traps 4, 5, 17)."""

from __future__ import annotations

import pytest

from tests.procedures.evaluation.stories import check, small

GATED = """
    steps: {{letter: {{form: letter-form}}, reply: {{}}}}
    forms:
      letter-form:
        questions:
          read: {{ask: "Has it been read?", type: yes-no}}
          angry: {{ask: "Is it angry?", type: yes-no}}
    gates: {{read-first: {{before: reply, needs: {{fact: read, is: yes}}{more}}}}}
"""
LETTER = """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
"""


def letter(answers: str) -> str:
    return f"""
        events:
          - {{at: 2026-04-07T10:00, step: plan/letter, answers: {answers}}}
        now: 2026-04-07T12:00
    """


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ("{angry: yes, read: yes}", None),
        ("{angry: yes, read: no}", "shut"),
        ("{angry: yes}", "answer first"),
        ("{angry: no}", None),
        ("{read: no}", "answer first"),
        ("{read: yes}", None),
        ("{angry: no, read: no}", None),
    ],
)
def test_the_verdict_of_a_gate_is_not_when_or_needs(answers, verdict):
    pack = small(GATED.format(more=", when: {fact: angry, is: yes}"))
    situation = check(pack, letter(answers))
    [standing] = situation.of_pathway("plan")
    found = [barrier.verdict.value for barrier in standing.barriers(pack.steps["plan/reply"])]
    assert found == ([verdict] if verdict else [])


def test_a_gate_that_cannot_be_told_says_answer_this_first_and_names_the_questions():
    pack = small(GATED.format(more=""))
    situation = check(pack, letter("{angry: yes}"))
    [standing] = situation.of_pathway("plan")
    [barrier] = standing.barriers(pack.steps["plan/reply"])
    assert barrier.refuses
    assert barrier.unknown == ("plan/read",)


def test_without_waive_a_gate_is_hard():
    check(small(GATED.format(more="")), LETTER + """
          - {at: 2026-04-07T11:00, waived: plan/read-first, reason: Known by heart, by: manager}
        now: 2026-04-07T12:00
        expect: {refused: [{step: plan/reply, gate: read-first}]}
    """)  # fmt: skip


def test_a_waive_concerns_one_act_never_the_rule():
    pack = small(GATED.format(more=", waive: {by: manager, reason: yes}"))
    waived = (
        LETTER
        + """
          - {at: 2026-04-07T11:00, waived: plan/read-first, reason: Known by heart, by: manager}
    """
    )
    check(pack, waived + """
        now: 2026-04-07T12:00
        expect: {allowed: [plan/reply]}
    """)  # fmt: skip
    check(pack, waived + """
          - {at: 2026-04-07T13:00, step: plan/reply}
        now: 2026-04-07T14:00
        expect: {refused: [{step: plan/reply, gate: read-first}]}
    """)  # fmt: skip


def test_a_gate_sees_the_answers_of_the_act_being_tried():
    pack = small("""
        steps: {reply: {form: reply-form}}
        forms: {reply-form: {questions: {read: {ask: "Has it been read?", type: yes-no}}}}
        gates: {read-first: {before: reply, needs: {fact: read, is: yes}, waive: {by: manager, reason: yes}}}
    """)
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/start}
          - {at: 2026-04-07T11:00, step: plan/reply, answers: {read: yes}}
        now: 2026-04-07T11:00
        expect: {allowed: [plan/reply]}
    """)  # fmt: skip
    # And its waive is not used up by the very act for which it was given.
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/start}
          - {at: 2026-04-07T10:30, waived: plan/read-first, reason: Known by heart, by: manager}
          - {at: 2026-04-07T11:00, step: plan/reply}
        now: 2026-04-07T11:00
        expect: {allowed: [plan/reply]}
    """)  # fmt: skip


def test_a_gate_with_not_around_an_unasked_question_stays_shut():
    pack = small("""
        steps: {letter: {form: letter-form}, reply: {}}
        forms: {letter-form: {questions: {angry: {ask: "Is it angry?", type: yes-no}}}}
        gates: {not-angry: {before: reply, needs: {not: {fact: angry, is: yes}}}}
    """)
    check(pack, LETTER + """
        now: 2026-04-07T12:00
        expect: {refused: [{step: plan/reply, gate: not-angry}]}
    """)  # fmt: skip


REFERENCES = small("""
    steps: {letter: {form: letter-form}, offer: {}}
    forms:
      letter-form:
        questions:
          references:
            ask: "Which references?"
            type: rows
            questions: {who: {ask: "Who?", type: text}, received: {ask: "Received?", type: yes-no}}
    gates: {references-in: {before: offer, needs: {none: references, has: {not: {fact: received, is: yes}}}}}
""")


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ("[{who: Ann, received: yes}, {who: Ben, received: yes}]", None),
        ("[{who: Ann, received: yes}, {who: Ben, received: no}]", "shut"),
        ("[{who: Ann, received: yes}, {who: Ben, received: not-known}]", "answer first"),
        ("[{who: Ann, received: yes}, {who: Ben}]", "answer first"),
        ("[]", None),
        ("not-known", "answer first"),
    ],
)
def test_none_of_a_group_has_it(rows, verdict):
    situation = check(REFERENCES, letter(f"{{references: {rows}}}"))
    [standing] = situation.of_pathway("plan")
    found = [barrier.verdict.value for barrier in standing.barriers(REFERENCES.steps["plan/offer"])]
    assert found == ([verdict] if verdict else [])


def test_a_group_that_nobody_asked_about_is_unknown_and_asked_for():
    situation = check(REFERENCES, LETTER + "        now: 2026-04-07T12:00\n".replace("        ", "        "))
    [standing] = situation.of_pathway("plan")
    [barrier] = standing.barriers(REFERENCES.steps["plan/offer"])
    assert (barrier.verdict.value, barrier.unknown) == ("answer first", ("plan/references",))


CAUTIOUS = small("""
    steps: {letter: {form: letter-form}, reply: {}, call: {acts: [contact-family]}}
    forms: {letter-form: {questions: {angry: {ask: "Is it angry?", type: yes-no}}}}
    duties:
      call-back: {upon: letter, do: call}
      tell-parents: {upon: letter, tell: [parents, police]}
    cautions:
      do-not-involve-family:
        while: {fact: angry, is: yes}
        blocks: [{act: contact-family}]
        say: Do not approach them
      think-first: {at: reply, say: No reply is perfect}
""")


def test_a_caution_forbids_and_holds_the_duties_whose_act_it_blocks():
    check(CAUTIOUS, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter, answers: {angry: yes}}
        now: 2026-04-07T12:00
        expect:
          refused: [{step: plan/call, caution: do-not-involve-family}]
          allowed: [plan/reply]
          cautions: [plan/do-not-involve-family, plan/think-first]
          duties:
            - {duty: plan/call-back, state: held}
            - {duty: plan/tell-parents, tell: parents, state: held}
            - {duty: plan/tell-parents, tell: police, state: open}
    """)  # fmt: skip


def test_a_caution_that_is_not_ruled_out_is_shown_and_blocks_nothing():
    situation = check(CAUTIOUS, LETTER + """
        now: 2026-04-07T12:00
        expect:
          allowed: [plan/call]
          not-cautions: [plan/do-not-involve-family]
          duties: [{duty: plan/call-back, state: open}]
    """)  # fmt: skip
    [standing] = situation.of_pathway("plan")
    assert [b.verdict.value for b in standing.barriers(CAUTIOUS.steps["plan/call"])] == ["not ruled out"]


def test_advice_beside_a_step_warns_and_refuses_nothing():
    situation = check(CAUTIOUS, LETTER + "\n        now: 2026-04-07T12:00\n")
    [standing] = situation.of_pathway("plan")
    [barrier] = standing.barriers(CAUTIOUS.steps["plan/reply"])
    assert (barrier.verdict.value, barrier.refuses) == ("warns", False)


@pytest.mark.parametrize(
    ("across", "subject", "blocked"),
    [
        ("household", "sister", True), ("file", "sister", False), ("file", "child", True), ("linked", "child", True),
        ("episode", "child", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("shared", [True, False])
def test_a_caution_reaches_as_far_as_across_says(across, subject, blocked, shared):
    caution = f"""
        cautions:
          wait: {{while: {{fact: plan/angry, is: yes}}, blocks: [{{act: visit}}], across: {across}, say: Wait}}
    """
    plan = """
        steps: {letter: {form: letter-form}}
        forms: {letter-form: {questions: {angry: {ask: "Is it angry?", type: yes-no}}}}
    """
    home = "steps: {visit: {acts: [visit]}}"
    pack = small(plan + ("" if shared else caution), home=home, shared=caution if shared else "")
    check(pack, f"""
        events:
          - {{at: 2026-04-07T10:00, step: plan/letter, answers: {{angry: yes}}}}
          - {{at: 2026-04-07T11:00, step: home/visit, subject: {subject}}}
        now: 2026-04-07T12:00
        expect: {{{"refused: [{step: home/visit, caution: wait}]" if blocked or (shared and subject == "child") else "allowed: [home/visit]"}}}
    """)  # fmt: skip


def test_closing_needs_that_nothing_is_open_which_must_be_done():
    pack = small("""
        steps: {letter: {}, reply: {}}
        duties:
          reply: {upon: letter, do: reply}
          thank: {upon: letter, consider: saying thank you, strength: should}
    """)
    check(pack, LETTER + """
        now: 2026-04-07T12:00
        expect: {refused: [{step: plan/finish, gate: close}]}
    """)  # fmt: skip
    situation = check(pack, LETTER + """
          - {at: 2026-04-07T11:00, step: plan/reply}
        now: 2026-04-07T12:00
    """)  # fmt: skip
    assert not situation.of_pathway("plan")[0].open_musts


def test_what_ends_with_the_episode_and_a_rhythm_that_is_not_late_do_not_hold_up_closing():
    pack = small("""
        steps: {letter: {}, reply: {}, review: {}}
        duties:
          watch: {upon: letter, while: {open: plan}, do: reply}
          review: {upon: letter, do: review, every: 1 week}
    """)
    for now, holding in (("2026-04-08T12:00", []), ("2026-04-20T12:00", ["plan/review"])):
        situation = check(pack, LETTER + f"        now: {now}\n")
        assert [instance.duty.name for instance in situation.of_pathway("plan")[0].open_musts] == holding
