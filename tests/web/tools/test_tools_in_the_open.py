"""Tools that anybody fills in without an account: what they say, and that nothing of it is kept."""

import pytest
from django.apps import apps

from tests.packs_in_use import _nothing_is_known_to_be_kept, own_packs  # noqa: F401

pytestmark = pytest.mark.django_db

PAGE = "/guidance/southampton/tools/invented-dogs/dog-questions/"
HEAD = 'pack: national\nedition: "2023-12"\nfrom: 2023-12-15\n'
THEME = (
    HEAD
    + """
pathway: invented-dogs
title: Invented dogs
about: child
cites: [MED-B01]
forms:
  dog-questions:
    title: Questions about a dog
    say: Think about the dog
    cites: [MED-B04]
    questions:
      bitten: {ask: Has the dog bitten?, type: yes-no, strength: must}
      whom: {ask: Whom has it bitten?, type: text, when: {fact: bitten, is: yes}, strength: should}
      bites: {ask: How often?, type: number, when: {fact: bitten, is: yes}, strength: should}
facts:
  worry:
    title: Is this a worry?
    type: yes-no
    rows: [{when: {fact: bitten, is: yes}, value: yes}, {value: no}]
    cites: [MED-B04]
"""
)
STEP = (
    HEAD
    + "pathway: case-record\nsteps:\n  dog-seen: {title: Dog seen, by: practitioner, form: invented-dogs/dog-questions, cites: [MED-B04]}\n"
)


@pytest.fixture
def _dogs(own_packs):  # noqa: F811
    (own_packs / "national" / "invented-dogs.yaml").write_text(THEME, encoding="utf-8")
    (own_packs / "national" / "case-record-dogs.yaml").write_text(STEP, encoding="utf-8")


def counts() -> dict[str, int]:
    """How many rows every table holds."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.usefixtures("_dogs")
def test_given_a_visitor_when_they_look_at_the_tools_then_each_leads_to_its_questions(client):
    page = client.get("/guidance/southampton/tools/")

    assert "Questions about a dog" in page.text
    assert f'href="{PAGE}"' in page.text
    assert "Has the dog bitten?" in client.get(PAGE).text


@pytest.mark.usefixtures("_dogs")
@pytest.mark.parametrize(("said", "points_to"), [("yes", "Yes"), ("no", "No"), ("", "The answers do not tell")])
def test_given_answers_when_they_are_seen_together_then_what_they_point_to_stands_above_them(client, said, points_to):
    page = client.post(PAGE, {"bitten": said, "_do": "result"}).text

    findings = page[page.index("What they point to") : page.index("This follows from the rules of Southampton")]
    assert points_to in findings


@pytest.mark.usefixtures("_dogs")
def test_given_answers_when_they_are_seen_together_then_nothing_is_kept_and_they_can_be_changed(client):
    before = counts()

    page = client.post(PAGE, {"bitten": "yes", "whom": "Thaddeus Invented", "_do": "result"})
    again = client.post(PAGE, {"bitten": "yes", "whom": "Thaddeus Invented", "_do": "change"})

    assert "Thaddeus Invented" in page.text
    assert "Thaddeus Invented" in again.text
    assert counts() == before
    assert "sessionid" not in client.cookies
    assert "no-store" in page["Cache-Control"]


@pytest.mark.usefixtures("_dogs")
def test_given_something_that_cannot_be_read_when_it_is_sent_then_it_is_said_and_what_was_typed_stays(client):
    page = client.post(PAGE, {"bitten": "yes", "bites": "a few <b>times</b>", "_do": "result"})

    assert page.status_code == 422
    assert "There is a problem" in page.text
    assert "a few &lt;b&gt;times&lt;/b&gt;" in page.text


@pytest.mark.parametrize("address", ["nowhere/tools/", "hips/tools/", "southampton/tools/referral/referral/"])
def test_given_an_area_or_a_tool_that_is_none_when_it_is_asked_for_then_it_is_not_found(client, address):
    assert client.get(f"/guidance/{address}").status_code == 404
