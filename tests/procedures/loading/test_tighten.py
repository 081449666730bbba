"""`over: tighten` must be shown to be tighter (docs/pack-language.md, 2.13 and trap 12)."""

import pytest

from tests.procedures.loading.small_packs import CATALOGUE, FILES, area, errors
from waymark.procedures.loading import Library

HEAD = 'pack: national\nedition: "1"\nfrom: 2024-01-01\npathway: referral\n'

BASE = """
duties:
  hurry:
    upon: referral
    do: next-step
    {base}
    strength: should
    cites: [NAT-01]
"""


def tightened(kind, entry, base, change):
    """The faults of an area that tightens an entry; both are words of the entry in braces."""
    national = {"packs/national/rule.yaml": f"{HEAD}{kind}:\n  {entry}: {{{base}, cites: [NAT-01]}}\n"}
    south = area("south", f"{kind}:\n  {entry}: {{over: tighten, why: stricter here, {change}}}\n")
    files = {**FILES, **national, **south}
    assert not errors(files), "the rule below must load"
    return errors(files, of="south")


def duty(base, change):
    return tightened("duties", "hurry", f"upon: referral, do: next-step, strength: should, {base}", change)


TIGHTER = [
    ("within: 5 working days", "within: 3 working days"),
    ("within: 5 working days", "within: 5 working days"),
    ("within: 1 working day", "within: 24 hours"),
    ("within: 2 weeks", "within: 10 days"),
    ("within: 1 year", "within: 11 months"),
    ("within: decision-limit", "within: 5 working days"),
    ("urgent: soon", "within: 3 days"),
    ("within: 5 days", "aim: 3 days"),
    ("within: 5 days, aim: 3 days", "aim: 2 days"),
    ("within: 5 days, every: 6 weeks", "every: 4 weeks"),
    ("within: 5 days", "strength: must"),
    ("due: {after: referral, by: 5 days}", "due: {after: referral, by: 3 days}"),
    ("due: {before: seen-on, by: 5 days}", "due: {before: seen-on, by: 1 week}"),
    (
        "due: {earliest: [{after: referral, by: 5 days}, seen-on]}",
        "due: {earliest: [{after: referral, by: 3 days}, seen-on]}",
    ),
    ("due: {after: referral, by: 5 days}", "due: {earliest: [{after: referral, by: 5 days}, seen-on]}"),
    (
        "due: {latest: [{after: referral, by: 5 days}, {after: meeting, by: 3 days}]}",
        "due: {latest: [{after: meeting, by: 2 days}, {after: referral, by: 5 days}]}",
    ),
    ("waive: {by: [manager, social-worker]}", "waive: {by: manager}"),
    ("waive: {by: manager}", "waive: {by: manager, grounds: outcomes}"),
    ("within: 5 days", "title: Hurry, say: Be quick"),
]

NOT_SHOWN = [
    ("within: 3 working days", "within: 5 working days", "within"),
    ("within: 1 working day", "within: 48 hours", "within"),
    ("within: 1 day", "within: 24 hours", "within"),
    ("within: 24 hours", "within: 1 working day", "within"),
    ("within: 1 month", "within: 30 days", "within"),
    ("within: review-rhythm", "within: 1 day", "within"),
    ("within: 5 days, aim: 2 days", "aim: 3 days", "aim"),
    ("within: 5 days", "strength: may", "strength"),
    ("due: {after: referral, by: 3 days}", "due: {after: meeting, by: 3 days}", "due"),
    ("due: {after: referral, by: 3 days}", "due: {latest: [{after: referral, by: 3 days}, seen-on]}", "due"),
    ("due: {before: seen-on, by: 24 hours}", "due: {before: seen-on, by: 1 working day}", "due"),
    ("within: 5 days", "waive: {by: manager}", "waive"),
    ("waive: {by: manager}", "waive: {by: [manager, police]}", "waive"),
    ("waive: {by: manager, grounds: outcomes}", "waive: {by: manager, grounds: descriptors}", "waive"),
    ("within: 5 days", "by: police", "by"),
    ("within: 5 days", "do: meeting", "do"),
    ("within: 5 days", "while: {fact: harmed, is: yes}", "while"),
]


@pytest.mark.parametrize(("base", "change"), TIGHTER)
def test_a_duty_is_tighter(base, change):
    assert not duty(base, change)


@pytest.mark.parametrize(("base", "change", "field"), NOT_SHOWN)
def test_a_duty_cannot_be_shown_to_be_tighter(base, change, field):
    (problem,) = duty(base, change)

    assert problem.field == field
    assert "cannot be shown that this" in problem.message
    assert "packs/national/rule.yaml:6" in problem.message
    assert "Write `over: replace`" in problem.mend
    assert (problem.place.file, problem.place.line) == ("packs/south/referral-2024-01-01.yaml", 7)


GATE = "before: next-step, needs: {fact: harmed, is: yes}"
CAUTION = "blocks: [meeting], while: {fact: harmed, is: yes}"
MEETING = "by: [social-worker, manager], meeting: {quorum: 2, members: [{role: police, must: yes}, social-worker]}"
ACCESS = "what: [intake], only: [police, manager], hide: [family], until: {happened: meeting}"


@pytest.mark.parametrize(
    ("kind", "base", "change"),
    [
        ("gates", GATE, "needs: {all: [{fact: harmed, is: yes}, {happened: meeting}]}"),
        ("gates", GATE, "before: [next-step, meeting]"),
        ("gates", GATE + ", when: {fact: permission, is: agreed}", "when: {fact: permission, is: [agreed, refused]}"),
        ("cautions", CAUTION, "blocks: [meeting, {act: contact-family}]"),
        ("cautions", CAUTION, "while: {any: [{fact: harmed, is: yes}, {happened: meeting}]}"),
        ("steps", MEETING, "signs: manager"),
        ("steps", MEETING, "by: manager"),
        ("steps", MEETING, "meeting: {quorum: 3, members: [{role: police, must: yes}, social-worker, manager]}"),
        (
            "steps",
            MEETING,
            "meeting: {quorum: 2, members: [{role: police, must: yes}, {role: social-worker, must: yes}]}",
        ),
        ("access", ACCESS, "only: [police]"),
        ("access", ACCESS, "hide: [family, household]"),
        ("access", ACCESS, "until: {all: [{happened: meeting}, {happened: next-step}]}"),
        ("facts", "type: duration, set: 45 working days", "set: 35 working days"),
        ("facts", "type: duration, set: ask-the-area", "set: 35 working days"),
        ("keep", "what: [intake], most: {after: referral, by: 2 years}", "most: {after: referral, by: 1 year}"),
        ("keep", "what: [intake], least: {after: referral, by: 2 years}", "least: {after: referral, by: 3 years}"),
        ("roles", "held-by: [police, manager]", "held-by: [manager]"),
        ("forms", "questions: {q: {ask: Q?, type: text}}", "questions: {r: {ask: R?, type: text}}"),
    ],
)
def test_it_is_tighter(kind, base, change):
    assert not tightened(kind, "rule", base, change)


@pytest.mark.parametrize(
    ("kind", "base", "change", "field"),
    [
        ("gates", GATE, "needs: {happened: meeting}", "needs"),
        ("gates", GATE, "needs: {any: [{fact: harmed, is: yes}, {happened: meeting}]}", "needs"),
        ("gates", GATE, "when: {happened: meeting}", "when"),
        ("gates", GATE, "before: meeting", "before"),
        ("gates", GATE, "waive: {by: manager}", "waive"),
        ("cautions", CAUTION, "while: {all: [{fact: harmed, is: yes}, {happened: meeting}]}", "while"),
        ("cautions", CAUTION, "across: file", "across"),
        ("steps", MEETING, "by: [social-worker, manager, police]", "by"),
        ("steps", MEETING, "meeting: {quorum: 1, members: [{role: police, must: yes}, social-worker]}", "meeting"),
        ("steps", MEETING, "meeting: {quorum: 2, members: [{role: police, must: yes}]}", "meeting"),
        ("steps", MEETING, "meeting: {quorum: 2, members: [police, social-worker]}", "meeting"),
        ("access", ACCESS, "only: [police, manager, social-worker]", "only"),
        ("access", ACCESS, "hide: [household]", "hide"),
        ("access", ACCESS, "until: {any: [{happened: meeting}, {happened: next-step}]}", "until"),
        ("facts", "type: duration, set: 35 working days", "set: 45 working days", "set"),
        ("facts", "type: number, set: 3", "set: 2", "set"),
        ("keep", "what: [intake], most: {after: referral, by: 1 year}", "most: {after: referral, by: 2 years}", "most"),
        ("lists", "rows: [one, two]", "rows: [one]", "over"),
        ("guides", "text: So it is", "text: So it was", "over"),
    ],
)
def test_it_cannot_be_shown_to_be_tighter(kind, base, change, field):
    found = tightened(kind, "rule", base, change)

    assert [problem.field for problem in found] == [field], "\n".join(map(str, found))
    assert "over: replace" in found[0].mend


def test_a_tightened_limit_holds():
    south = area("south", "duties:\n  decide: {over: tighten, within: 4 hours, why: stricter here}\n")

    assert str(Library({**FILES, **south}, CATALOGUE).pack("south").duties["referral/decide"].within) == "4 hours"
