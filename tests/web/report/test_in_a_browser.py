"""Reporting a concern in a real browser: with and without scripts, on a desk and on a phone, each page looked at by axe."""

import pytest

from waymark.casefile.queries import all_files

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("script", "phone"), [(True, False), (False, True)], ids=["desk", "phone without script"])
def test_a_neighbour_reports_a_concern(visitor, script, phone):
    # Given a neighbour who hears a child cry at night
    neighbour = visitor(script=script, phone=phone)
    neighbour.goes_to("/report/")
    neighbour.chooses("No, but I am worried")
    neighbour.presses("Continue")
    neighbour.fills("Postcode of the child", "ST1")
    neighbour.presses("Continue")
    neighbour.sees("01782")
    neighbour.presses("Begin to write")
    neighbour.sees("Your code to come back")
    neighbour.page.get_by_role("button", name="Continue").click()
    # When they fill in the parts
    neighbour.follows("The child or children")
    neighbour.chooses("Yes", within="Has the child been born?")
    neighbour.fills("If you do not know the name", "A small boy at number 12")
    neighbour.fills("about how old", "about 4")
    neighbour.presses("Save and continue")
    neighbour.sees("You have added 1 child")
    neighbour.presses("Continue")
    neighbour.follows("Who is telling us")
    neighbour.chooses("A member of the public")
    if script:
        neighbour.page.wait_for_selector("[data-question=wishes-anonymity]:not([hidden])")
    neighbour.presses("Save and continue")
    if not script:
        # Without a script the further questions come on the page after
        neighbour.sees("further question")
        neighbour.presses("Save and continue")
    neighbour.follows("The concern")
    neighbour.fills("What is the concern?", "He cries every night and nobody comes.")
    if script:
        neighbour.page.wait_for_selector("[data-report-saved]:not([hidden])", timeout=3000)
    neighbour.presses("Save and continue")
    neighbour.presses("Check your answers and send")
    neighbour.sees("He cries every night")
    neighbour.presses("Send")
    # Then they read that it has been sent
    neighbour.sees("It has been sent")
    neighbour.sees("Your reference")
    assert len(list(all_files())) == 1


def test_leaving_quickly_leads_away_and_forgets(visitor):
    neighbour = visitor()
    neighbour.page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<title>Weather</title>"))
    neighbour.goes_to("/report/area/southampton/")
    neighbour.presses("Begin to write")
    home = neighbour.page.url.removesuffix("code/")
    neighbour.page.locator(".govuk-exit-this-page__button").click()
    neighbour.page.wait_for_url("https://www.bbc.co.uk/**")
    neighbour.page.goto(home)
    neighbour.sees("Come back to what you have begun")
