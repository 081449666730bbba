"""A duty from its trigger to its end (pack-language.md, 2.4 to 2.6 and section 9)."""

import pytest

from tests.procedures.evaluation.small_packs import situation, small_pack

STEPS = """
steps:
  asked: {title: Asked for, by: anyone, form: asking, cites: [T-01]}
  seen: {title: Child seen, by: anyone, cites: [T-01]}
  changed: {title: Plans changed, by: anyone, cites: [T-01]}
  over: {title: Over, by: anyone, closes: yes, acts: [close], cites: [T-01]}
  call-home: {title: Call home, by: anyone, acts: [contact-family], cites: [T-01]}
forms:
  asking:
    title: Asking
    cites: [T-01]
    questions:
      urgent-case: {ask: "Is it urgent?", type: yes-no}
      by-when: {ask: "By when?", type: date}
      danger-at-home: {ask: "Is there danger at home?", type: yes-no}
roles:
  anyone: {title: Anyone, cites: [T-01]}
duties:
  see:
    title: See the child
"""

ASKED = "- {at: 2026-03-02T09:00, step: visit/asked}"  # a Monday


def see(words, events, now, *, given=""):
    """The instances of the duty with these words, in the order in which they arose."""
    pack = small_pack(STEPS + "\n".join(f"    {line}" for line in [*words, "cites: [T-01]"]) + "\n")
    found = situation(pack, "\n".join(events), now, given).duties
    return [one for one in found if one.duty.name == "visit/see"]


def states(words, events, now, **more):
    return [one.state.value for one in see(words, events, now, **more)]


TWO_DAYS = ["upon: asked", "do: seen", "within: 2 working days", "strength: must"]


def done(when, step="visit/seen"):
    return f"- {{at: {when}, step: {step}}}"


@pytest.mark.parametrize(
    ("now", "state"),
    [("2026-03-02T09:00", "open"), ("2026-03-04T23:59", "open"), ("2026-03-05T00:00", "late")],
)
def test_it_is_open_until_its_due_time_and_late_after(now, state):
    assert states(TWO_DAYS, [ASKED], now) == [state]


@pytest.mark.parametrize(("when", "state"), [("2026-03-04T23:59", "met"), ("2026-03-05T00:00", "met late")])
def test_the_first_matching_act_after_the_trigger_meets_it(when, state):
    assert states(TWO_DAYS, [ASKED, done(when), done("2026-03-09T09:00")], "2026-03-10T09:00") == [state]


def test_what_was_done_before_the_trigger_does_not_count():
    events = [ASKED, done("2026-03-02T10:00"), "- {at: 2026-03-03T09:00, step: visit/asked}"]

    assert states(TWO_DAYS, events, "2026-03-04T09:00") == ["met", "open"]


def test_one_act_may_meet_several_instances():
    events = [ASKED, "- {at: 2026-03-03T09:00, step: visit/asked}", done("2026-03-04T09:00")]

    assert states(TWO_DAYS, events, "2026-03-05T09:00") == ["met", "met"]


def test_restart_supersedes_what_is_still_open():
    events = [ASKED, "- {at: 2026-03-04T09:00, step: visit/asked}"]
    first, second = see([*TWO_DAYS, "again: restart"], events, "2026-03-04T10:00")

    assert (first.state.value, second.state.value) == ("superseded", "open")
    assert second.due.iso() == "2026-03-06"


def test_keep_lets_the_first_stand():
    events = [ASKED, "- {at: 2026-03-04T09:00, step: visit/asked}"]

    assert [one.due.iso() for one in see([*TWO_DAYS, "again: keep"], events, "2026-03-04T10:00")] == ["2026-03-04"]


WHILE = [*TWO_DAYS, "while: {not: {happened: changed}}"]


def test_it_lapses_when_what_must_hold_no_longer_does_and_does_not_revive():
    events = [ASKED, done("2026-03-03T09:00", "visit/changed"), done("2026-03-03T10:00")]

    assert states(WHILE, events, "2026-03-04T09:00") == ["lapsed"]


def test_a_trigger_at_which_it_no_longer_holds_makes_no_instance():
    events = [
        ASKED,
        done("2026-03-02T10:00"),
        done("2026-03-03T09:00", "visit/changed"),
        "- {at: 2026-03-04T09:00, step: visit/asked}",
    ]

    assert states(WHILE, events, "2026-03-05T09:00") == ["met"]


IF_URGENT = [*TWO_DAYS, "when: {fact: urgent-case, is: yes}"]


@pytest.mark.parametrize(("answer", "expected"), [("yes", ["open"]), ("no", []), ("not-known", ["may arise"])])
def test_the_condition_is_settled_at_the_trigger(answer, expected):
    event = f"- {{at: 2026-03-02T09:00, step: visit/asked, answers: {{urgent-case: {answer}}}}}"

    assert states(IF_URGENT, [event], "2026-03-03T09:00") == expected


def test_or_when_it_can_first_be_told_and_the_clock_still_runs_from_the_trigger():
    later = "- {at: 2026-03-06T09:00, step: visit/asked, answers: {urgent-case: yes}}"
    first, second = see(IF_URGENT, [ASKED, later], "2026-03-06T10:00")

    assert (first.due.iso(), first.state.value) == ("2026-03-04", "late")
    assert (second.due.iso(), second.state.value) == ("2026-03-10", "open")


def test_what_only_turns_true_later_arises_then():
    words = ["when: {happened: changed}", "do: seen", "within: 1 working day", "strength: must"]
    (one,) = see(words, [ASKED, done("2026-03-05T09:00", "visit/changed")], "2026-03-05T10:00")

    assert one.due.iso() == "2026-03-06"


def test_a_rhythm_counts_from_what_was_done_and_missed_turns_do_not_pile_up():
    words = ["upon: asked", "do: seen", "within: 1 week", "every: 2 weeks", "strength: must"]
    first, second = see(words, [ASKED, done("2026-03-20T09:00")], "2026-06-01T09:00")

    assert (first.state.value, first.due.iso()) == ("met late", "2026-03-09")
    assert (second.state.value, second.due.iso()) == ("late", "2026-04-03")


def test_each_member_is_owed_it_and_one_found_later_from_then_on():
    words = ["upon: asked", "each: siblings", "do: seen", "within: 1 week", "strength: must"]
    given = (
        "given:\n  - {name: siblings, value: [Ada]}\n  - {name: siblings, value: [Ada, Bo], since: 2026-03-05T09:00}"
    )
    events = [ASKED, "- {at: 2026-03-06T09:00, step: visit/seen, member: Ada}"]
    ada, bo = see(words, events, "2026-03-07T09:00", given=given)

    assert (ada.member, ada.state.value, ada.due.iso()) == ("Ada", "met", "2026-03-09")
    assert (bo.member, bo.state.value, bo.due.iso()) == ("Bo", "open", "2026-03-12")


def test_who_leaves_the_group_lets_it_lapse():
    words = ["upon: asked", "each: siblings", "do: seen", "within: 1 week", "strength: must"]
    given = (
        "given:\n  - {name: siblings, value: [Ada, Bo]}\n  - {name: siblings, value: [Ada], since: 2026-03-05T09:00}"
    )

    assert states(words, [ASKED], "2026-03-06T09:00", given=given) == ["open", "lapsed"]


def test_a_waive_ends_it():
    words = [*TWO_DAYS, "waive: {by: anyone, reason: yes}"]
    waived = "- {at: 2026-03-03T09:00, waived: visit/see, by: anyone, reason: The child is abroad}"

    assert states(words, [ASKED, waived], "2026-03-09T09:00") == ["waived"]


def test_what_is_open_lapses_with_its_episode():
    assert states(TWO_DAYS, [ASKED, done("2026-03-03T09:00", "visit/over")], "2026-03-09T09:00") == ["lapsed"]


def test_but_not_what_the_closing_itself_asks_for():
    words = ["upon: over", "do: seen", "within: 1 working day", "strength: must"]

    assert states(words, [ASKED, done("2026-03-03T09:00", "visit/over")], "2026-03-09T09:00") == ["late"]


def test_an_offer_is_never_late():
    words = ["upon: asked", "do: seen", "within: 1 working day", "strength: may"]

    assert states(words, [ASKED], "2026-03-09T09:00") == ["open"]


def test_urgency_is_no_number_and_never_late():
    (one,) = see(["upon: asked", "do: seen", "urgent: at once", "strength: must"], [ASKED], "2026-03-09T09:00")

    assert (one.due, one.state.value, one.duty.urgent) == (None, "open", "at once")


def test_with_an_aim_alone_late_means_beyond_the_aim():
    assert states(["upon: asked", "do: seen", "aim: same day", "strength: must"], [ASKED], "2026-03-03T00:00") == [
        "late"
    ]


def test_beside_a_limit_the_aim_makes_nobody_late():
    (one,) = see([*TWO_DAYS, "aim: same day"], [ASKED], "2026-03-03T09:00")

    assert (one.state.value, one.aim.iso(), one.due.iso()) == ("open", "2026-03-02", "2026-03-04")


def test_a_due_date_moves_with_the_answer_that_sets_it():
    words = ["upon: asked", "again: keep", "do: seen", "due: by-when", "strength: must"]
    events = [
        "- {at: 2026-03-02T09:00, step: visit/asked, answers: {by-when: 2026-03-10}}",
        "- {at: 2026-03-03T09:00, step: visit/asked, answers: {by-when: 2026-03-20}}",
    ]

    assert see(words, events[:1], "2026-03-03T10:00")[0].due.iso() == "2026-03-10"
    assert see(words, events, "2026-03-03T10:00")[0].due.iso() == "2026-03-20"


def test_an_act_known_to_the_day_may_meet_what_arose_at_an_hour_of_it():
    assert states(TWO_DAYS, [ASKED, done("2026-03-02")], "2026-03-03T09:00") == ["met"]


def test_two_readings_let_the_earlier_lead_and_show_both():
    words = ["upon: asked", "do: seen", "within: limit", "strength: must", "cites: [T-01]"]
    facts = """
facts:
  limit:
    title: Limit
    type: duration
    set: ask-the-area
    readings:
      - {value: 4 weeks, cites: [T-01]}
      - {value: 2 weeks, cites: [T-01]}
    cites: [T-01]
"""
    pack = small_pack(STEPS + "\n".join(f"    {line}" for line in words) + facts)
    (one,) = situation(pack, ASKED, "2026-03-03T09:00").duties

    assert one.due.iso() == "2026-03-16"
    assert {moment.iso() for moment in one.readings} == {"2026-03-16", "2026-03-30"}


def test_a_caution_holds_it_without_moving_its_due_time():
    words = ["upon: asked", "tell: family", "within: 1 working day", "strength: must", "cites: [T-01]"]
    caution = """
cautions:
  not-home:
    title: Do not call home
    while: {fact: danger-at-home, is: yes}
    blocks: [{act: contact-family}]
    cites: [T-01]
"""
    pack = small_pack(STEPS + "\n".join(f"    {line}" for line in words) + caution)
    event = "- {at: 2026-03-02T09:00, step: visit/asked, answers: {danger-at-home: ANSWER}}"
    (held,) = situation(pack, event.replace("ANSWER", "yes"), "2026-03-09T09:00").duties
    (free,) = situation(pack, event.replace("ANSWER", "not-known"), "2026-03-09T09:00").duties

    assert (held.state.value, held.held_by, held.due.iso()) == ("held", "visit/not-home", "2026-03-03")
    assert free.state.value == "late", "a caution that is only not ruled out blocks nothing"
