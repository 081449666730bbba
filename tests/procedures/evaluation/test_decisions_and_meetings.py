"""Decisions, signatures, what they open and close, and meetings (pack-language.md, 2.9, 2.10, 2.12)."""

from __future__ import annotations

import pytest

from tests.procedures.evaluation.stories import check, of, small, states, story

DECIDES = small(
    """
    steps:
      rate:
        signs: [manager]
        form: rate-form
        decides: [{id: low}, {id: high, opens: {pathway: other, as: linked}}, {id: over, closes: yes}]
      rest: {when: {decided: rate, is: low}}
    forms: {rate-form: {questions: {sure: {ask: "Are you sure?", type: yes-no}}}}
    duties:
      act: {upon: rate, when: {decided: rate, is: high}, consider: acting}
      calm: {when: {fact: sure, is: yes}, consider: keeping calm}
    """,
    other="steps: {visit: {}}",
)


def test_until_it_is_signed_nothing_follows_from_a_proposal_not_even_its_answers():
    situation = check(DECIDES, """
        events:
          - {at: 2026-04-07T10:00, step: plan/start}
          - {at: 2026-04-07T11:00, proposed: plan/rate, decides: high, answers: {sure: yes}}
        now: 2026-04-07T12:00
        expect: {not-owed: [plan/act, plan/calm], facts: {plan/sure: unknown}}
    """)  # fmt: skip
    assert not situation.of_pathway("other")


def test_once_signed_it_is_decided_and_opens_what_it_opens():
    situation = check(DECIDES, """
        events:
          - {at: 2026-04-07T10:00, step: plan/start}
          - {at: 2026-04-07T11:00, proposed: plan/rate, decides: high, answers: {sure: yes}}
          - {at: 2026-04-07T11:30, step: plan/rate, decides: high, answers: {sure: yes}}
        now: 2026-04-07T12:00
        expect: {duties: [{duty: plan/act, state: open}, {duty: plan/calm, state: open}]}
    """)  # fmt: skip
    [opened] = situation.of_pathway("other")
    assert (opened.episode.as_, opened.episode.came_from) == ("linked", situation.of_pathway("plan")[0].episode.id)


def test_an_undecided_step_is_not_decided_anything_and_a_later_decision_replaces_the_earlier_from_its_own_time_on():
    given = """
        events:
          - {at: 2026-04-07T10:00, step: plan/rate, decides: low}
          - {at: 2026-04-09T10:00, step: plan/rate, decides: high}
    """
    check(DECIDES, given + """
        now: 2026-04-08T12:00
        expect: {offered: [plan/rest]}
    """)  # fmt: skip
    check(DECIDES, given + """
        now: 2026-04-10T12:00
        expect: {not-offered: [plan/rest]}
    """)  # fmt: skip
    check(DECIDES, """
        events:
          - {at: 2026-04-07T10:00, step: plan/start}
        now: 2026-04-08T12:00
        expect: {not-offered: [plan/rest]}
    """)  # fmt: skip


def test_doing_a_step_again_without_deciding_leaves_its_decision():
    check(DECIDES, """
        events:
          - {at: 2026-04-07T10:00, step: plan/rate, decides: low}
          - {at: 2026-04-09T10:00, step: plan/rate}
        now: 2026-04-10T12:00
        expect: {offered: [plan/rest]}
    """)  # fmt: skip


def test_an_option_may_close_and_a_closed_episode_offers_nothing():
    situation = check(DECIDES, """
        events:
          - {at: 2026-04-07T10:00, step: plan/rate, decides: over}
        now: 2026-04-08T12:00
        expect: {not-offered: [plan/rate, plan/start]}
    """)  # fmt: skip
    assert not situation.of_pathway("plan")[0].is_open


def test_a_successor_closes_what_it_succeeds():
    pack = small(
        "steps: {move: {opens: [{pathway: other, as: successor}]}}\nduties: {w: {upon: start, consider: it}}",
        other="steps: {visit: {}}",
    )
    situation = check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/start}
          - {at: 2026-04-07T11:00, step: plan/move}
        now: 2026-04-08T12:00
        expect: {duties: [{duty: plan/w, state: lapsed}]}
    """)  # fmt: skip
    assert not situation.of_pathway("plan")[0].is_open
    assert situation.of_pathway("other")[0].is_open


def test_one_episode_is_opened_for_each_of_a_group():
    pack = small("steps: {refer: {opens: [{pathway: other, as: linked, for: siblings}]}}", other="steps: {visit: {}}")
    situation = check(pack, """
        given: {siblings: [Ann, Ben]}
        events:
          - {at: 2026-04-07T10:00, step: plan/refer}
        now: 2026-04-08T12:00
    """)  # fmt: skip
    assert sorted(standing.episode.subject for standing in situation.of_pathway("other")) == ["Ann", "Ben"]


def test_consequences_do_not_cascade():
    pack = small(
        "steps: {move: {opens: [{pathway: other, as: linked}]}}",
        other="steps: {start: {opens: [{pathway: third, as: linked}]}}",
        third="steps: {visit: {}}",
    )
    situation = check(pack, """
        events:
          - {at: 2026-04-07T10:00, step: plan/move}
        now: 2026-04-08T12:00
    """)  # fmt: skip
    assert {standing.episode.pathway for standing in situation.episodes.values()} == {"plan", "other"}


MEETING = small("""
    steps:
      begun: {form: begun-form}
      meeting:
        decides: [go-on, stop]
        meeting:
          chair: manager
          members:
            - {role: police, must: yes}
            - {role: health, must: yes, when: {fact: ill, is: yes}, instead: [letter-from-health]}
            - school
          waive: {by: manager, reason: yes}
    forms: {begun-form: {questions: {ill: {ask: "Is the child ill?", type: yes-no}}}}
    duties:
      stop: {upon: meeting, when: {decided: meeting, is: stop}, consider: stopping}
      watch: {upon: meeting, when: {happened: meeting, with: [police]}, consider: watching}
""")


@pytest.mark.parametrize(
    ("ill", "present", "stands"),
    [
        ("no", "[police]", True),
        ("no", "[police, school]", True),
        ("no", "[school]", False),
        ("yes", "[police]", False),
        ("yes", "[police, health]", True),
        ("yes", "[police, letter-from-health]", True),
        ("not-known", "[police]", False),
    ],
)
def test_a_decision_stands_if_every_required_member_who_is_invited_was_there_or_represented(ill, present, stands):
    situation = check(MEETING, f"""
        events:
          - {{at: 2026-04-07T10:00, step: plan/begun, answers: {{ill: {ill}}}}}
          - {{at: 2026-04-08T10:00, step: plan/meeting, present: {present}, decides: stop}}
        now: 2026-04-08T12:00
    """)  # fmt: skip
    assert states(situation, "stop") == (["open"] if stands else [])


def test_an_inquorate_meeting_was_held_but_its_decision_is_only_proposed_and_replaces_none():
    situation = check(MEETING, """
        events:
          - {at: 2026-04-07T10:00, step: plan/begun, answers: {ill: no}}
          - {at: 2026-04-08T10:00, step: plan/meeting, present: [police], decides: stop}
          - {at: 2026-04-09T10:00, step: plan/meeting, present: [school], decides: go-on}
        now: 2026-04-09T12:00
    """)  # fmt: skip
    # It is a further trigger, and what is decided at it is still what the quorate meeting decided.
    assert [instance.arose.iso()[:10] for instance in of(situation, "stop")] == ["2026-04-08", "2026-04-09"]


def test_with_asks_who_was_there():
    situation = check(MEETING, """
        events:
          - {at: 2026-04-08T10:00, step: plan/meeting, present: [school]}
        now: 2026-04-09T12:00
        expect: {not-owed: [plan/watch]}
    """)  # fmt: skip
    assert not of(situation, "watch")


def test_a_number_may_be_the_quorum():
    pack = small("""
        steps:
          meeting: {decides: [go-on, stop], meeting: {members: [police, health, school], quorum: 2}}
        duties: {stop: {upon: meeting, when: {decided: meeting, is: stop}, consider: stopping}}
    """)
    for present, expected in (("[police]", []), ("[police, school]", ["open"])):
        situation = check(pack, f"""
            events:
              - {{at: 2026-04-08T10:00, step: plan/meeting, present: {present}, decides: stop}}
            now: 2026-04-09T12:00
        """)  # fmt: skip
        assert states(situation, "stop") == expected


def test_a_meeting_of_which_attendance_was_not_recorded_decides():
    situation = check(MEETING, """
        events:
          - {at: 2026-04-08T10:00, step: plan/meeting, decides: stop}
        now: 2026-04-09T12:00
    """)  # fmt: skip
    assert states(situation, "stop") == ["open"]


def test_a_written_story_can_be_told_twice():
    text = """
        events:
          - {at: 2026-04-08T10:00, step: plan/meeting, decides: stop}
        now: 2026-04-09T12:00
    """
    assert story(MEETING, text).history.events == story(MEETING, text).history.events
