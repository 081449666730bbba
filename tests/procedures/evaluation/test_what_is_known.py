"""What an episode sees and knows (pack-language.md, 2.1 to 2.3, 2.17, and traps 4, 8, 18)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.procedures.evaluation.stories import check, of, small, story
from waymark.procedures.evaluation import Running, evaluate
from waymark.procedures.history import History

ASKS = small("""
    steps: {letter: {form: letter-form}, reply: {}}
    forms:
      letter-form:
        questions:
          angry: {ask: "Is it angry?", type: yes-no}
          tone: {ask: "Which tone?", type: choice, options: [warm, cold, not-known]}
          pages: {ask: "How many pages?", type: number}
          about: {ask: "About what?", type: choices, options: [home, school]}
    facts:
      long: {type: yes-no, rows: [{when: {fact: pages, over: 2}, value: yes}, {value: no}]}
      handling:
        type: choice
        options: [slow, quick, plain]
        rows:
          - {when: {fact: angry, is: yes}, value: slow}
          - {when: {fact: long, is: yes}, value: quick}
          - {value: plain}
      asked: {type: yes-no, rows: [{when: {fact: angry, asked: yes}, value: yes}, {value: no}]}
      told: {type: yes-no, rows: [{when: {fact: angry, known: yes}, value: yes}, {value: no}]}
      subjects: {type: number, count: about}
    duties: {reply: {upon: letter, when: {fact: angry, is: yes}, do: reply}}
""")


@pytest.mark.parametrize(
    ("answers", "facts"),
    [
        ("{}", "{plan/angry: unknown, plan/asked: no, plan/told: no, plan/handling: unknown, plan/subjects: unknown}"),
        ("{angry: not-known}", "{plan/angry: unknown, plan/asked: yes, plan/told: no, plan/handling: unknown}"),
        ("{angry: refused}", "{plan/angry: unknown, plan/asked: yes, plan/told: no}"),
        ("{angry: yes}", "{plan/asked: yes, plan/told: yes, plan/handling: slow}"),
        ("{angry: no}", "{plan/handling: unknown}"),
        ("{angry: no, pages: 3}", "{plan/handling: quick, plan/long: yes}"),
        ("{angry: no, pages: 2}", "{plan/handling: plain, plan/long: no}"),
        ("{pages: 3}", "{plan/handling: unknown}"),
        ("{tone: not-known}", "{plan/tone: not-known}"),
        ("{about: [home, school]}", "{plan/subjects: 2}"),
    ],
)
def test_a_table_takes_the_first_row_that_holds_and_an_unknown_row_stops_the_search(answers, facts):
    check(ASKS, f"""
        events:
          - {{at: 2026-04-07T10:00, step: plan/letter, answers: {answers}}}
        now: 2026-04-07T12:00
        expect: {{facts: {facts}}}
    """)  # fmt: skip


def test_at_works_a_fact_out_as_it_stood_then():
    pack = small("""
        steps: {incident: {}, report: {}}
        facts:
          child-then:
            type: yes-no
            rows:
              - {when: {fact: age, under: 18, at: incident}, value: yes}
              - {value: no}
          child-now: {type: yes-no, rows: [{when: {fact: age, under: 18}, value: yes}, {value: no}]}
    """)
    check(pack, """
        given: {born: 2008-04-10}
        events:
          - {at: 2026-04-09T10:00, step: plan/incident}
          - {at: 2026-04-12T10:00, step: plan/report}
        now: 2026-04-12T12:00
        expect: {facts: {plan/child-then: yes, plan/child-now: no}}
    """)  # fmt: skip


def test_an_act_that_is_not_recorded_did_not_happen():
    pack = small("""
        steps: {letter: {}}
        facts: {quiet: {type: yes-no, rows: [{when: {not: {happened: letter}}, value: yes}, {value: no}]}}
    """)
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/start}
        now: 2026-04-07T12:00
        expect: {facts: {plan/quiet: yes}}
    """)  # fmt: skip


HAPPENED = """
    steps: {letter: {form: letter-form}, reply: {}}
    forms: {letter-form: {questions: {day: {ask: "By which day?", type: date}, span: {ask: "How long?", type: duration}}}}
    facts: {it: {type: yes-no, rows: [{when: {happened: letter, more}, value: yes}, {value: no}]}}
"""


@pytest.mark.parametrize(
    ("test", "answers", "expected"),
    [
        ("times: 2", "{}", "no"),
        ("after: start", "{}", "yes"),
        ("before: start", "{}", "no"),
        ("after: reply", "{}", "no"),
        ("before: reply", "{}", "no"),
        ("after: day", "{}", "unknown"),
        ("before: day", "{}", "unknown"),
        ("after: day, times: 2", "{}", "no"),
        ("after: day, before: reply", "{}", "no"),
        ("after: reply, before: day", "{}", "no"),
        ("after: day, with: [police]", "{}", "no"),
        ("within: span", "{}", "unknown"),
        ("within: span, before: start", "{}", "no"),
        ("before: day", "{day: 2026-04-07}", "yes"),
        ("after: day", "{day: 2026-04-07}", "no"),
        ("after: day", "{day: 2026-04-06}", "yes"),
        ("within: span", "{span: 2 hours}", "yes"),
        ("within: span", "{span: 1 hour}", "no"),
    ],
)
def test_happened_is_no_where_no_answer_could_make_it_yes(test, answers, expected):
    check(small(HAPPENED.replace("more", test)), f"""
        events:
          - {{at: 2026-04-07T09:00, step: plan/start}}
          - {{at: 2026-04-07T10:00, step: plan/letter, answers: {answers}}}
        now: 2026-04-07T12:00
        expect: {{facts: {{plan/it: {expected}}}}}
    """)  # fmt: skip


def test_reached_is_no_of_what_has_not_happened_and_unknown_of_what_nobody_knows():
    pack = small("""
        steps: {letter: {form: letter-form}, reply: {}}
        forms: {letter-form: {questions: {day: {ask: "By which day?", type: date}}}}
        facts:
          answered: {type: yes-no, rows: [{when: {reached: {after: reply, by: 1 day}}, value: yes}, {value: no}]}
          over: {type: yes-no, rows: [{when: {reached: day}, value: yes}, {value: no}]}
    """)
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/letter}
        now: 2026-04-30T12:00
        expect: {facts: {plan/answered: no, plan/over: unknown}}
    """)  # fmt: skip


def test_an_episode_sees_whence_it_came_and_nearer_answers_win_but_not_the_other_way_round():
    pack = small(
        "facts: {x: {type: yes-no, rows: [{when: {fact: other/angry, is: yes}, value: yes}, {value: no}]}}",
        other="""
            steps: {letter: {form: f, opens: [{pathway: plan, as: linked}]}, later: {form: f}}
            forms: {f: {questions: {angry: {ask: "Is it angry?", type: yes-no}}}}
            facts: {seen: {type: yes-no, rows: [{when: {happened: plan/start}, value: yes}, {value: no}]}}
        """,
    )
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: other/letter, answers: {angry: yes}}
          - {at: 2026-04-08T10:00, step: plan/start}
        now: 2026-04-08T12:00
        expect: {facts: {plan/x: yes, other/seen: no}}
    """)  # fmt: skip


def test_an_episode_sees_its_parts():
    pack = small(
        """
        steps: {visit: {opens: [{pathway: other, as: part}]}}
        facts: {seen: {type: yes-no, rows: [{when: {happened: other/look}, value: yes}, {value: no}]}}
        """,
        other="steps: {look: {}}",
    )
    check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/visit}
          - {at: 2026-04-08T10:00, step: other/look}
        now: 2026-04-08T12:00
        expect: {facts: {plan/seen: yes}}
    """)  # fmt: skip


def test_changing_an_answer_holds_from_its_own_time_and_correcting_it_from_the_time_of_what_it_corrects():
    letter = """
        events:
          - {id: first, at: 2026-04-07T10:00, step: plan/letter, answers: {angry: no}}
    """
    changed = (
        letter
        + """
          - {at: 2026-04-09T10:00, step: plan/start, answers: {}}
          - {at: 2026-04-09T11:00, step: plan/letter, answers: {angry: yes}}
        now: 2026-04-10T12:00
    """
    )
    corrected = (
        letter
        + """
          - at: 2026-04-07T10:00
            recorded: 2026-04-09T11:00
            corrects: first
            step: plan/letter
            answers: {angry: yes}
            episode: child-plan-first
        now: 2026-04-10T12:00
    """
    )
    assert [instance.arose.iso()[:10] for instance in of(check(ASKS, changed), "reply")] == ["2026-04-09"]
    assert [instance.arose.iso()[:10] for instance in of(check(ASKS, corrected), "reply")] == ["2026-04-07"]


def test_a_correction_stays_in_the_episode_of_what_it_corrects():
    situation = check(ASKS, """
        events:
          - {id: first, at: 2026-04-07T10:00, step: plan/letter, answers: {angry: no}}
          - {at: 2026-04-07T10:00, recorded: 2026-04-09T11:00, corrects: first, answers: {angry: yes}}
        now: 2026-04-10T12:00
        expect: {facts: {plan/angry: yes}}
    """)  # fmt: skip
    assert len(of(situation, "reply")) == 1


def test_what_is_annulled_never_happened():
    situation = check(ASKS, """
        events:
          - {at: 2026-04-07T09:00, step: plan/start}
          - {id: second, at: 2026-04-07T10:00, step: plan/letter, answers: {angry: yes}}
          - {at: 2026-04-07T10:00, recorded: 2026-04-09T11:00, corrects: second, annuls: yes}
        now: 2026-04-10T12:00
        expect: {not-owed: [plan/reply], facts: {plan/angry: unknown}}
    """)  # fmt: skip
    assert not of(situation, "reply")


def test_what_was_held_true_at_an_earlier_moment_can_still_be_asked():
    told = story(ASKS, """
        events:
          - {id: first, at: 2026-04-07T10:00, step: plan/letter, answers: {angry: no}}
          - {at: 2026-04-07T10:00, recorded: 2026-04-09T11:00, corrects: first, answers: {angry: yes}}
        now: 2026-04-10T12:00
    """)  # fmt: skip
    then = told.history.events[-1].recorded
    before = evaluate(told.history.known_at(then), ASKS, told.now)
    assert not of(before, "reply")


def test_an_access_entry_narrows_while_it_holds_or_is_not_known_and_until_it_ends():
    pack = small("""
        steps: {letter: {form: letter-form}, release: {}}
        forms: {letter-form: {questions: {secret: {ask: "Is it secret?", type: yes-no}}}}
        access: {sealed: {what: [letter], only: [police], while: {fact: secret, is: yes}, until: {happened: release}}}
    """)
    for answers, more, sealed in (
        ("{secret: yes}", "start", True),
        ("{secret: not-known}", "start", True),
        ("{secret: no}", "start", False),
        ("{secret: yes}", "release", False),
    ):
        situation = check(pack, f"""
            events:
              - {{at: 2026-04-07T10:00, step: plan/letter, answers: {answers}}}
              - {{at: 2026-04-07T11:00, step: plan/{more}}}
            now: 2026-04-07T12:00
        """)  # fmt: skip
        assert [entry.name for entry in situation.of_pathway("plan")[0].access] == (["plan/sealed"] if sealed else [])


def test_a_correction_known_before_what_it_corrects_gives_the_same_in_the_end():
    told = story(ASKS, """
        events:
          - {at: 2026-04-07T09:00, step: plan/start}
          - {id: second, at: 2026-04-07T10:00, step: plan/letter, answers: {angry: yes}}
        now: 2026-04-10T12:00
    """)  # fmt: skip
    second = told.history.events[-1]
    correction = replace(second, id="correction", corrects="second", answers={"angry": "no"})
    running = Running(History(told.history.events[:-1]), ASKS, told.now)
    running.add(correction, told.now)
    situation = running.add(second, told.now)
    assert not of(situation, "reply")
    assert [len(of(evaluate(told.history, ASKS, told.now), "reply"))] == [1]


def test_a_fact_given_from_a_day_on_is_known_from_that_day_on():
    pack = small("""
        steps: {letter: {}}
        facts: {alone: {type: yes-no, rows: [{when: {fact: allocated-worker, known: no}, value: yes}, {value: no}]}}
        duties: {allocate: {upon: start, while: {fact: allocated-worker, known: no}, consider: allocating}}
    """)
    check(pack, """
        given: [{name: allocated-worker, value: Sam Field, since: 2026-04-09T10:00}]
        events:
          - {at: 2026-04-07T10:00, step: plan/start}
        now: 2026-04-10T12:00
        expect:
          facts: {plan/alone: no}
          duties: [{duty: plan/allocate, state: lapsed, ended: 2026-04-09T10:00}]
    """)  # fmt: skip
