"""Journeys in a browser: a partner answers what it is asked, somebody who is locked out asks for a link, an administrator adds a colleague."""

from datetime import UTC, datetime

import pytest

from tests.access.people import PASSWORD, agency, reader
from tests.cast import AMBROSIA, WORKER, at, refer
from tests.packs_in_use import _nothing_is_known_to_be_kept  # noqa: F401
from waymark.casefile.actions import give
from waymark.people.details import Details
from waymark.sharing.actions import ask
from waymark.sharing.queries import requests_of

pytestmark = pytest.mark.django_db(transaction=True)

BOTH = pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])


@pytest.fixture
def asked():
    """Health is asked about Ambrosia, to be answered by today."""
    now = datetime.now(UTC)
    refer()
    details = Details(name="Ambrosia Testcase", address="1 Nowhere Lane")
    give(stream=AMBROSIA, given=details.facts(), by=WORKER, occurred=at(now), now=now)
    agency("solent-health")
    return ask(
        stream=AMBROSIA, episode="", agency="solent-health", what="Are immunisations up to date?", purpose="To screen the referral.",
        needed_by=at(now).day, by=WORKER, now=now,
    )  # fmt: skip


@BOTH
def test_a_partner_answers_what_it_is_asked(visitor, asked, script):
    # Given a nurse who signs in
    reader("partner-representative", "solent-health", "Hortensia Healthvisit")
    nurse = visitor(script=script)
    nurse.signs_in("hortensia.healthvisit@demo.invalid", PASSWORD)
    # When she opens what is asked, forgets the lawful basis, and mends that
    nurse.sees("Ambrosia Testcase")
    nurse.follows("Ambrosia Testcase")
    nurse.sees("To screen the referral.")
    nurse.chooses("Yes", within="Does your agency hold anything that answers this?")
    nurse.fills("What your agency knows", "Two missed appointments.")
    nurse.presses("Send the answer")
    nurse.sees("Choose the lawful basis")
    nurse.chooses("Public task")
    nurse.presses("Send the answer")
    # Then the answer has arrived
    nurse.sees("Answer sent")
    [row] = requests_of(AMBROSIA)
    assert (row.state, row.answer, row.lawful_basis) == ("answered", "Two missed appointments.", "public-task")


def test_what_a_partner_types_is_saved_by_itself_and_there_again_after_the_browser_is_gone(visitor, asked):
    reader("partner-representative", "solent-health", "Hortensia Healthvisit")
    nurse = visitor()
    nurse.signs_in("hortensia.healthvisit@demo.invalid", PASSWORD)
    nurse.goes_to(f"/requests/{asked}/")
    nurse.page.get_by_label("What your agency knows").press_sequentially("Two missed appoint")
    nurse.page.get_by_text("Saved at").wait_for()
    nurse.page.close()
    again = visitor()
    again.signs_in("hortensia.healthvisit@demo.invalid", PASSWORD)
    again.goes_to(f"/requests/{asked}/")
    assert again.page.get_by_label("What your agency knows").input_value() == "Two missed appoint"


@BOTH
def test_an_administrator_adds_a_colleague(visitor, script):
    agency("solent-city-council")
    reader("system-administrator", name="Ada Minister")
    ada = visitor(script=script)
    ada.signs_in("ada.minister@demo.invalid", PASSWORD)
    ada.follows("Add a user")
    ada.fills("Name", "Philippa Newcomer")
    ada.presses("Save")
    ada.sees("Give an e-mail address.")
    ada.fills("E-mail address", "p.newcomer@demo.invalid")
    ada.page.get_by_label("Role").select_option(label="Social worker")
    ada.page.get_by_label("Agency").select_option("solent-city-council")
    ada.presses("Save")
    ada.sees("Philippa Newcomer may sign in")
    ada.follows("End")
    ada.presses("End the post")
    ada.sees("The post ends with that day.")


def test_somebody_is_locked_out_and_asks_for_a_link(visitor, mailoutbox):
    reader("mash-manager")
    manager = visitor()
    for _ in range(5):
        manager.signs_in("montgomery.teamlead@demo.invalid", "wrong-wrong-wrong")
    manager.sees("Sign-in is locked for a while")
    manager.follows("set a new password by e-mail")
    manager.fills("E-mail address", "montgomery.teamlead@demo.invalid")
    manager.presses("Send the link")
    manager.sees("Look into your e-mail")
    assert mailoutbox[-1].to == ["montgomery.teamlead@demo.invalid"]
