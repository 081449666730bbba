"""What differs between two packs, word by word."""

from pathlib import Path

import pytest

from tests.procedures.describe.whole_language import REFERRAL, pack
from waymark.procedures.difference import WordDifference, compare
from waymark.procedures.loading import Library

VISITS = WordDifference(
    "question on visits", "How many visits? A number. Should be answered.", "How often? A number. Should be answered."
)
LIBRARY = Library.read(Path(__file__).resolve().parents[2] / "packs")


def changed(old, new):
    assert old in REFERRAL
    return compare(pack(), pack({"packs/somewhere/referral.yaml": REFERRAL.replace(old, new)}))


def test_a_pack_does_not_differ_from_itself():
    assert compare(pack(), pack()) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("within: 1 working day", "within: 24 hours", WordDifference("limit", "1 working day", "24 hours")),
        ("aim: same day", "aim: 4 hours", WordDifference("aim", "the same day", "4 hours")),
        ("    by: [social-worker, manager]\n", "", WordDifference("who", "a social worker or a manager", "the allocated worker")),
        ("urgent: at once", "urgent: promptly", WordDifference("urgency", "at once", "promptly")),
        ("ask: How many visits?", "ask: How often?", VISITS),
        ("{id: wait, title: Wait, strength: may}", "{id: stop, title: Stop}", WordDifference("option wait", "Wait (may)", "")),
        ("signs: [manager]", "signs: [police]", WordDifference("signed by", "a manager", "the police")),
        ("quorum: 2", "quorum: 3", None),
    ],
)  # fmt: skip
def test_a_changed_word_is_found(old, new, expected):
    words = [word for one in changed(old, new) for word in one.words]

    assert words if expected is None else expected in words


def test_a_limit_set_by_a_fact_is_followed():
    found = {
        one.name: one.words for one in compare(LIBRARY.pack("national"), LIBRARY.pack("cambridgeshire-peterborough"))
    }
    (limit,) = [word for word in found["assessment/conclude-assessment"] if word.word == "limit"]

    assert (limit.here[:15], limit.there[:15]) == ("45 working days", "35 working days")


def test_only_here_and_only_there_mirror_each_other():
    one, other = LIBRARY.pack("hampshire"), LIBRARY.pack("southampton")
    here = {(d.kind, d.name) for d in compare(one, other) if d.where == "here"}
    there = {(d.kind, d.name) for d in compare(other, one) if d.where == "there"}

    assert here == there


def test_what_differs_says_why_and_cites():
    found = {
        one.name: one for one in compare(LIBRARY.pack("national"), LIBRARY.pack("southampton")) if one.kind == "list"
    }
    next_steps = found["referral/next-steps"]

    assert next_steps.why
    assert "NAT-02" in next_steps.cites_here
    assert "REF-G05" in next_steps.cites_there
