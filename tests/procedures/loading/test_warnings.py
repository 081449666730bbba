"""What deserves a look and stops nothing (docs/pack-language.md, section 4, item 7)."""

import pytest

from tests.procedures.loading.small_packs import CATALOGUE, FILES, errors, marked, told, warnings, with_more
from waymark.procedures.loading import Library

WARNED = [
    pytest.param("not", "Until 'referral/harmed' is answered", "known: no", """
        gates:
          first:
            before: next-step
            needs:
              not: {fact: harmed, is: yes}  # here
            cites: [NAT-01]
        """, id="not-around-what-may-be-unknown"),
    pytest.param("rows", "Where no row holds, this fact stays unknown", "no `when`", """
        facts:
          harm:
            type: yes-no
            rows:  # here
              - {when: {fact: harmed, is: yes}, value: yes}
            cites: [NAT-01]
        """, id="a-table-without-a-last-row"),
    pytest.param("hold", "nothing ends it", "{not: {happened: what-ends-it}}", """
        keep:
          notes:
            what: [intake]
            hold: {happened: meeting}  # here
            cites: [NAT-01]
        """, id="a-hold-without-end"),
    pytest.param("front-door", "Nobody has said when these were last tried: front-door", "`checked:`", """
        contacts:
          front-door:  # here
            channels: {phone: 01632 960124}
            cites: [NAT-01]
        """, id="a-contact-without-checked"),
    pytest.param("coroner", "no contact says how to reach it", "whose name begins with 'coroner'", """
        roles:
          coroner:  # here
            cites: [NAT-01]
        duties:
          tell-coroner: {upon: referral, tell: coroner, strength: must, cites: [NAT-01]}
        """, id="a-duty-on-an-agency-with-no-contact"),
    pytest.param("set", "has not yet set 'referral/rhythm': nothing is ever late by it", "Lay `set:` over it", """
        facts:
          rhythm:
            type: duration
            set: ask-the-area  # here
            cites: [NAT-01]
        """, id="a-setting-left-to-the-area"),
    pytest.param("held-by", "taken for a staff group", "Did you mean manager?", """
        roles:
          head:
            held-by: [managers]  # here
            cites: [NAT-01]
        """, id="a-staff-group-that-is-nearly-a-role"),
    pytest.param("about", "Only a duty that tells somebody", "Take it away", """
        duties:
          hurry:
            upon: referral
            do: next-step
            about: speed  # here
            strength: must
            cites: [NAT-01]
        """, id="about-beside-do"),
    pytest.param("needs", "can never be done", "give it a `waive`", """
        gates:
          again-first:
            before: meeting
            needs: {happened: meeting}  # here
            cites: [NAT-01]
        """, id="a-step-behind-itself"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "message", "mend", "text"), WARNED)
def test_it_is_worth_a_look(field, message, mend, text):
    files = with_more(text)

    found = warnings(files)

    assert told(found, marked(files), field, message, mend), "\n".join(map(str, found))
    assert not errors(files)
    assert Library(files, CATALOGUE).pack("national")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("""
        gates:
          first:
            before: next-step
            needs: {any: [{fact: harmed, known: no}, {not: {fact: harmed, is: yes}}]}
            cites: [NAT-01]
        """, id="silence-is-tested"),
        pytest.param("""
        gates:
          first: {before: next-step, needs: {not: {happened: meeting}}, cites: [NAT-01]}
        """, id="what-people-did-is-never-unknown"),
        pytest.param("""
        facts:
          harm:
            type: yes-no
            rows:
              - {when: {fact: harmed, is: no}, value: no}
              - {when: {fact: harmed, is: yes}, value: yes}
            cites: [NAT-01]
        """, id="every-answer-has-its-row"),
        pytest.param("""
        keep:
          notes: {what: [intake], hold: {fact: harmed, is: yes}, cites: [NAT-01]}
        """, id="a-hold-that-an-answer-ends"),
    ],
)  # fmt: skip
def test_it_is_quiet(text):
    assert not warnings(with_more(text))


def test_the_small_pack_itself_is_quiet():
    assert not warnings(FILES)
