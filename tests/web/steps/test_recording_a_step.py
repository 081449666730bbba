"""A social worker records what was done on the page of a step."""

from __future__ import annotations

import pytest

from tests.cast import MONDAY, TEACHER, referral
from tests.web.steps.forms import step_form
from tests.web.steps.setting import CHILD, begin
from waymark.casefile.queries import file_of

pytestmark = pytest.mark.django_db
NEXT_STEP = "/child/ambrosia/step/referral/next-step/"


def page(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def send(client, address: str, shown: str, do: str = "record", **typed: object):
    """Presses a button of the step's form, as the page stood, with some fields typed."""
    form = step_form(shown)
    return client.post(
        address, form.sent | {"_do": do} | {name.replace("__", "."): value for name, value in typed.items()}
    )


def acts(name: str) -> list:
    return [event for event in file_of(CHILD).history.events if event.name == name]


@pytest.fixture
def a_referral(at_noon):
    begin(TEACHER, referral(MONDAY))


def test_the_page_says_the_rule_asks_and_records(client, sign_in, a_referral):
    sign_in("social-worker")
    shown = page(client, NEXT_STEP)

    answer = send(client, NEXT_STEP, shown, act__option="no-further-action", act__reason="Seen and safe.")

    assert "Ambrosia Testcase" in shown
    assert answer.status_code == 302, answer.content.decode()
    assert acts("referral/next-step")[0].option == "no-further-action"
    assert "Recorded: " in page(client, answer.url)
