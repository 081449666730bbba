"""Every kind, condition and date in the words that a manual prints; the golden text is whole_language.txt."""

from pathlib import Path

import pytest

from tests.procedures.describe.whole_language import pack
from waymark.procedures.describe import describe_condition, describe_entry, describe_question, kind_of
from waymark.procedures.language import conditions as c
from waymark.procedures.language.dates import EventDate
from waymark.procedures.language.entries import Overlaid, Place

GOLDEN = {
    text.partition(":")[0]: text
    for text in Path(__file__).with_name("whole_language.txt").read_text("utf-8").split("\n\n")
}


@pytest.fixture(scope="module")
def everything():
    return pack()


def printed(described):
    lines = [f"{described.kind} {described.name}: {described.title}", *(f"  {one}" for one in described.sentences)]
    for detail in described.details:
        if detail.label != "Source":
            lines += [f"  [{detail.label}]", *(f"    {line}" for line in detail.lines)]
    return "\n".join(lines)


@pytest.mark.parametrize("name", GOLDEN)
def test_an_entry_reads_as_it_was_agreed(everything, name):
    kind, _, full = name.partition(" ")
    entry = next(one for one in everything.entries() if kind_of(one) == kind and one.name == full)

    assert printed(describe_entry(entry, everything)) == GOLDEN[name].rstrip("\n")


def test_all_fourteen_kinds_are_in_the_golden_text():
    assert len({name.partition(" ")[0] for name in GOLDEN}) == 14


def test_a_description_ends_with_its_source(everything):
    described = describe_entry(everything.facts["referral/rhythm"], everything)

    assert described.details[-1].lines == ("NAT-03, NAT-10, NAT-11 (Somewhere).",)
    assert described.cites == ("NAT-03", "NAT-10", "NAT-11")


def test_what_an_area_changed_is_said_with_its_reason(everything):
    from dataclasses import replace

    mark = Overlaid("somewhere", "tighten", "The limit is shorter here", Place("packs/somewhere/referral.yaml", 1))
    duty = replace(everything.duties["referral/think"], overlaid=(mark,), note="printed twice")
    details = {detail.label: detail.lines for detail in describe_entry(duty, everything).details}

    assert details["Changed"] == ("Somewhere tightens the rule of its parents: the limit is shorter here.",)
    assert details["Note on the source"] == ("Printed twice.",)


REFERRAL_DONE = c.Happened("referral/referral")
HARMED = c.FactTest("referral/harmed", c.Comparison.IS, ("yes",))
CASES = [
    (c.Not(REFERRAL_DONE), "“Referral” has not been recorded"),
    (c.Not(c.Not(REFERRAL_DONE)), "“Referral” has been recorded"),
    (c.All((REFERRAL_DONE, HARMED)), "“Referral” has been recorded and the answer to “Is there harm?” is yes"),
    (c.Not(c.All((REFERRAL_DONE, HARMED))), "“Referral” has not been recorded or the answer to “Is there harm?” is no"),
    (c.All((HARMED,)), "the answer to “Is there harm?” is yes"),
    (
        c.All((HARMED, c.AnyOf((REFERRAL_DONE, c.Not(HARMED))))),
        (
            "all of these hold: (a) the answer to “Is there harm?” is yes; "
            "(b) either “Referral” has been recorded or the answer to “Is there harm?” is no"
        ),
    ),
    (c.FactTest("age", c.Comparison.UNDER, (18,)), "the child is under 18"),
    (c.FactTest("referral/visits", c.Comparison.OVER, (2,)), "the answer to “How many visits?” is over 2"),
    (c.FactTest("referral/visits", c.Comparison.AT_MOST, (2,)), "the answer to “How many visits?” is at most 2"),
    (c.FactTest("allocated-worker", c.Comparison.KNOWN, (False,)), "the child has no allocated worker"),
    (c.FactTest("working-day", c.Comparison.IS, ("no",)), "it is not a working day"),
    (c.FactTest("due-date", c.Comparison.KNOWN, (True,)), "the date on which the baby is due is known"),
    (
        c.FactTest("referral/signs", c.Comparison.INCLUDES, ("unwashed",)),
        "the answer to “What do you see?” includes “Unwashed”",
    ),
    (
        c.Not(c.FactTest("referral/permission", c.Comparison.IS, ("agreed", "refused"), at="referral/referral")),
        "the answer to “Does the parent agree?” is not “Agreed” or “Refused”, as it stood at “Referral”",
    ),
    (
        c.Happened(
            "referral/meeting", 3, present=("police",), after=EventDate("referral/referral"), across=c.Across.FILE
        ),
        "“Planning meeting” has been recorded at least 3 times after “Referral” with the police there (anywhere on the file)",
    ),
    (c.Happened("enquiry.opened"), "“Enquiry” has been opened"),
    (c.Decided("referral/next-step", ("wait",)), "the decision at “Decide the next step” is “Wait”"),
    (c.Not(c.PathwayOpen("enquiry")), "“Enquiry” is not open"),
    (c.DutyOpen("referral/think"), "“Think” is still owed"),
    (c.DutyLate("referral/think"), "“Think” is late"),
    (c.Not(c.Reached(EventDate("referral/referral"))), "“Referral” has not passed yet"),
    (c.Not(c.OfficeHours("front-door")), "it is outside the hours of Front door"),
    (
        c.GroupTest("children", HARMED, none=True),
        "for none of the children it is so that the answer to “Is there harm?” is yes",
    ),
]


@pytest.mark.parametrize(("condition", "words"), CASES)
def test_a_condition_reads_as_a_clause(everything, condition, words):
    assert describe_condition(condition, everything) == words


def test_a_question_says_how_it_is_answered_and_kept(everything):
    described = describe_question(everything.questions["referral/words-said"], everything)

    assert described.title == "What did the child say?"
    assert described.sentences == (
        "It is answered: in words.",
        "It is asked when the answer to “Is there harm?” is yes.",
        "If it is left blank, a reason is given.",
        "The answer is taken down word for word.",
    )


def test_a_question_of_rows_shows_what_each_row_asks(everything):
    described = describe_question(everything.questions["referral/people-there"], everything)

    assert described.details[0].lines == ("Name. In words.", "Told? Yes or no.")
