"""Which requirements are met, by packs and by marked tests."""

import pytest

from tests.procedures.loading.small_packs import HEAD
from waymark.procedures.coverage import acting_ids, cited_ids, coverage, marked_ids, requirement_ids
from waymark.procedures.loading import Library
from waymark.procedures.loading.problems import Problems


def ids(text):
    problems = Problems()
    return requirement_ids({"REF.yaml": text}, problems), [str(problem) for problem in problems.errors]


def test_block_and_flow_style_are_read_alike():
    assert ids("- id: REF-A01\n  rule: >-\n    Words: more words.\n- {id: REF-A02, items: [a, b]}\n") == (
        ("REF-A01", "REF-A02"),
        [],
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- id: REF-A01\n  rule: [open\n", "REF.yaml:3"),
        ("id: REF-A01\n", "REF.yaml:1"),
        ("- REF-A01\n", "REF.yaml:1"),
        ("- id: REF-A01\n- title: no id\n", "REF.yaml:2"),
        ("- id: not an id\n", "REF.yaml:1"),
        ("- id: REF-A01\n- id: REF-A01\n", "REF.yaml:2"),
    ],
)
def test_a_malformed_file_is_an_error_with_its_line(text, line):
    _, errors = ids(text)

    assert len(errors) == 1
    assert errors[0].startswith(f"{line}: error:")


def test_marks_are_found_wherever_they_stand():
    source = (
        'import pytest\npytestmark = pytest.mark.covers("A-1")\n@pytest.mark.covers("A-2", "A-3")\ndef test_x(): pass\n'
        'class TestY:\n    @pytest.mark.covers("A-4")\n    def test_z(self): pass\n'
        'CASES = [pytest.param(1, marks=pytest.mark.covers("A-5"))]\nother.covers("A-6")\n'
    )

    assert marked_ids(source) == {"A-1", "A-2", "A-3", "A-4", "A-5"}


def test_domains_are_counted_by_the_prefix_of_the_id():
    found = coverage(["REF-A01", "REF-A02", "ASM-A01"], frozenset({"REF-A02"}))

    assert list(found) == ["ASM", "REF"]
    assert (found["REF"].total, found["REF"].met, found["REF"].unmet) == (2, 1, ("REF-A01",))


GUIDANCE = """
pathway: neglect
title: Neglect
about: child
cites: [NAT-01]
guides:
  what-it-is: {text: Needs are not met., cites: [NAT-02]}
lists:
  signs: {rows: [{id: hungry, title: Hungry, cites: [NAT-03]}], cites: [NAT-03]}
  ticked: {rows: [{id: cold, title: Cold, cites: [THR-G121]}], cites: [THR-G121]}
forms:
  questions: {cites: [NAT-01], questions: {seen: {ask: What do you see?, type: choices, options: ticked}}}
"""


def test_what_is_only_told_is_counted_apart_from_what_something_acts_on():
    pack = Library({"packs/national/neglect.yaml": HEAD + GUIDANCE}).pack("national")
    ids = ["NAT-01", "NAT-02", "NAT-03", "THR-G121", "NAT-99"]

    found = coverage(ids, cited_ids([pack]), acting_ids([pack]))

    assert found["NAT"].unmet == ("NAT-99",)
    assert found["NAT"].told == ("NAT-02", "NAT-03")
    assert found["THR"].told == ()
