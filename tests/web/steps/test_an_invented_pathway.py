"""A small pathway that is added to a pack appears as pages, without a line of Python."""

from __future__ import annotations

import pytest

from tests.cast import MONDAY, TEACHER, referral
from tests.web.steps.forms import step_form
from tests.web.steps.setting import CHILD, begin
from waymark.casefile import packs
from waymark.casefile.queries import file_of

pytestmark = pytest.mark.django_db

KITES = """
pack: national
edition: "2023-12"
from: 2023-12-15
pathway: kite-flying
title: Kite flying
about: child
starts: [kite-asked-for]
cites: [NAT-01]

steps:
  kite-asked-for:
    title: A kite is asked for
    by: social-worker
    form: kite-form
    cites: [NAT-01]
  kite-flown:
    title: The kite was flown
    by: social-worker
    decides: kite-ends
    reason: always
    closes: yes
    cites: [NAT-01]

forms:
  kite-form:
    title: The kite
    cites: [NAT-01]
    questions:
      windy:
        ask: Is it windy?
        type: yes-no
        strength: must
      how-windy:
        ask: How many miles an hour?
        type: number
        when: {fact: windy, is: yes}
        strength: must
      where-to:
        ask: Where will it fly?
        type: place
        strength: should

duties:
  fly-the-kite:
    title: Fly the kite
    upon: kite-asked-for
    do: kite-flown
    within: 2 working days
    strength: must
    cites: [NAT-01]

gates:
  only-in-wind:
    title: There is wind
    say: A kite needs wind
    before: kite-flown
    needs: {fact: windy, is: yes}
    cites: [NAT-01]

lists:
  kite-ends:
    title: How it ended
    cites: [NAT-01]
    rows:
      - id: high
        title: It flew high
      - id: tree
        title: It is in a tree
"""
ASK, FLY = "/child/ambrosia/step/kite-flying/kite-asked-for/", "/child/ambrosia/step/kite-flying/kite-flown/"


@pytest.fixture
def kites(own_packs, at_noon):
    (own_packs / "national" / "kite-flying.yaml").write_text(KITES.lstrip(), encoding="utf-8")
    packs.forget()
    begin(TEACHER, referral(MONDAY))


def sends(client, address: str, **typed: str):
    form = step_form(client.get(address).content.decode())
    return client.post(
        address, form.sent | {"_do": "record"} | {name.replace("__", "."): value for name, value in typed.items()}
    )


def test_its_steps_are_offered_filled_judged_and_recorded(client, sign_in, kites):
    sign_in("social-worker")
    before = client.get("/child/ambrosia/step/").content.decode()

    more = sends(client, ASK, **{"windy": "yes", "where-to": "The common"})
    asked = client.post(ASK, step_form(more.content.decode()).sent | {"how-windy": "18", "_do": "record"})
    follows = client.get(asked.url).content.decode()
    menu = client.get("/child/ambrosia/step/").content.decode()
    flown = sends(client, FLY, act__option="high", act__reason="It was a good day.")

    assert "A kite is asked for" in before
    assert "The kite was flown" not in before, "nothing is open yet"
    assert "How many miles an hour?" in more.content.decode()
    assert asked.status_code == 302
    assert "Fly the kite" in follows
    assert "2 working days left" in follows or "working day" in follows
    assert "The kite was flown" in menu
    assert flown.status_code == 302, flown.content.decode()
    assert "closed" in client.get(flown.url).content.decode()
    said = next(event for event in file_of(CHILD).history.events if event.name == "kite-flying/kite-asked-for")
    assert said.answers == {"windy": "yes", "how-windy": 18, "where-to": "The common"}


def test_its_gate_refuses_with_its_own_words(client, sign_in, kites):
    sign_in("social-worker")
    sends(client, ASK, windy="no")

    stopped = sends(client, FLY, act__option="tree", act__reason="No wind at all.").content.decode()

    assert "A kite needs wind" in stopped
    assert "NAT-01" in stopped
    assert "No wind at all." in stopped
