"""A session that ends, a server that is killed, a member of the public who stops midway: what was typed is there."""

import pytest

from tests.journeys.screens.doing import NAME, begins_a_concern, opens_the_step, tells_of_a_child
from tests.journeys.screens.given import AMBROSIA, referred

TEXT = "Grandmother rang at ten. She will fetch the children on Friday and keep them until Sunday."


def waits_until_kept(somebody) -> None:
    """Until the page says that what was typed is kept."""
    somebody.page.wait_for_function(
        "() => /kept at|saved at|Kept|Saved/i.test(document.body.innerText)", timeout=10_000
    )
    somebody.page.wait_for_timeout(3_500)


def types_a_note(somebody) -> None:
    opens_the_step(somebody, AMBROSIA, "case-record/case-note")
    box = somebody.page.locator("main textarea:visible").first
    box.click()
    box.type(TEXT)


def test_a_session_that_ends_while_somebody_types_loses_nothing(colleague, clock):
    # Given a social worker who types a note
    referred(area="stoke-on-trent")
    worker = colleague("social-worker", area="stoke-on-trent")
    types_a_note(worker)
    waits_until_kept(worker)

    # When the session ends before it is sent
    worker.page.context.clear_cookies()
    worker.page.reload()

    # Then after signing in again the text is still there
    worker.signs_in("wilhelmina.socialwork.stoke-on-trent@demo.invalid", "bramble-orchard-seventeen")
    opens_the_step(worker, AMBROSIA, "case-record/case-note")
    assert TEXT in worker.page.content()


@pytest.mark.parametrize("script", [True, False])
def test_a_member_of_the_public_stops_midway_and_comes_back(visitor, clock, script):
    # Given a neighbour without an account who has begun to write
    neighbour = visitor(script=script, phone=True)
    tasks = begins_a_concern(neighbour, "stoke-on-trent")
    tells_of_a_child(neighbour, tasks)

    # When he stops and comes back later with the same browser
    neighbour.goes_to("/")
    neighbour.goes_to(tasks)

    # Then the child is still there
    neighbour.sees(NAME)

    # But nobody else reads it
    stranger = visitor(script=script)
    stranger.page.goto(stranger.address + tasks)
    stranger.does_not_see(NAME)
