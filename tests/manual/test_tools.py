"""Tools: forms of themes that a step puts into a case file, and the facts that rest on their answers."""

from tests.procedures.loading.small_packs import CATALOGUE, FILES, HEAD
from waymark.manual.tools import findings_of, tool_named, tools_of
from waymark.procedures.loading import Library

DOGS = (
    HEAD
    + """
pathway: dogs
title: Dogs
about: child
cites: [NAT-01]
forms:
  dog-questions:
    cites: [NAT-01]
    questions:
      bitten: {ask: Has the dog bitten?, type: yes-no}
      alone: {ask: Is the child alone with it?, type: yes-no}
  not-used: {questions: {breed: {ask: Which breed?, type: text}}, cites: [NAT-01]}
facts:
  worry: {type: yes-no, rows: [{when: {fact: bitten, is: yes}, value: yes}, {value: no}], cites: [NAT-01]}
  tell-police: {type: yes-no, rows: [{when: {fact: worry, is: yes}, value: yes}, {value: no}], cites: [NAT-01]}
  elsewhere: {type: yes-no, rows: [{when: {fact: breed, known: yes}, value: yes}, {value: no}], cites: [NAT-01]}
"""
)
STEP = HEAD + "pathway: referral\nsteps:\n  ask-about-dogs: {by: anyone, form: dogs/dog-questions, cites: [NAT-01]}\n"


def pack(**more: str):
    files = {**FILES, "packs/national/dogs.yaml": DOGS, "packs/national/tools.yaml": STEP, **more}
    return Library(files, CATALOGUE).pack("national")


def test_given_a_theme_s_form_that_a_step_uses_when_tools_are_asked_for_then_it_is_one_and_other_forms_are_not():
    (tool,) = tools_of(pack())

    assert (tool.chapter, tool.name, tool.step.name) == ("dogs", "dog-questions", "referral/ask-about-dogs")
    assert tool_named(pack(), "dogs", "dog-questions") == tool
    assert tool_named(pack(), "dogs", "not-used") is None
    assert tool_named(pack(), "referral", "intake") is None


def test_given_facts_that_rest_on_a_tool_when_its_findings_are_asked_for_then_those_through_other_facts_are_among_them():
    (tool,) = tools_of(pack())

    assert [one.short_name for one in findings_of(pack(), tool)] == ["worry", "tell-police"]
