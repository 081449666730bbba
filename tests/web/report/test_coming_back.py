"""Nothing that was typed is lost: stopping midway, a killed server, an ended session, a refused page; and nobody else reads it."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.access.people import reader
from tests.cast import MONDAY, utc
from tests.web.report.reporter import Reporter
from waymark.ledger.models import Event
from waymark.web import clock
from waymark.web.report import drafts
from waymark.web.report.models import Report

WORDS = "Comes to school hungry and in wet clothes."


def test_a_neighbour_stops_midway_and_comes_back_with_code_and_pin(neighbour):
    # Given a neighbour who has told of a child and stops in the middle of the concern
    neighbour.begins().tells_of_child(name="Ambrosia Testcase", age="about 7")
    neighbour.answers("the-concern", action="later", facts_told=WORDS)
    # When they come back two days later, in another browser
    back = Reporter()
    with clock.at(utc(4)):
        back.posts("/report/come-back/", code=neighbour.code.upper().replace("-", " "), pin=neighbour.pin)
        # Then they stand at their list, with everything there
        back.sees("Tell us about your concern", "Ambrosia Testcase")
        back.opens(f"{neighbour.home}topic/referral--the-concern/").sees(WORDS)


def test_the_code_is_shown_once_and_kept_nowhere(neighbour):
    neighbour.begins()
    assert neighbour.code
    neighbour.opens(f"{neighbour.home}code/").does_not_see(neighbour.code, neighbour.pin)
    report = neighbour.report
    kept = " ".join(str(getattr(report, field.attname)) for field in Report._meta.fields)
    assert neighbour.code not in kept
    assert neighbour.pin not in report.pin_hash
    # Whoever lost it asks for another, and the first no longer works
    first = neighbour.code
    neighbour.posts(f"{neighbour.home}code/").sees("Your code to come back")
    Reporter().posts("/report/come-back/", code=first, pin=neighbour.pin).sees("not right")


@pytest.mark.parametrize("again", ["a new browser with the same cookie", "the same browser"])
def test_what_was_typed_survives_a_killed_server(neighbour, again):
    # Given a page that saved by itself while somebody typed
    neighbour.begins()
    answer = neighbour.client.post(
        f"{neighbour.home}topic/referral--the-concern/", {"concern": WORDS, "action": "keep"}
    )
    assert answer.json()["saved"] == "12:00"
    # When the server is killed and started anew (nothing but database and browser is left)
    browser = neighbour
    if again != "the same browser":
        browser = Reporter(Client())
        browser.client.cookies = neighbour.client.cookies
    cache.clear()
    # Then it is all there
    browser.opens(f"{neighbour.home}topic/referral--the-concern/").sees(WORDS)


def test_a_refused_page_keeps_everything_right_or_wrong(neighbour):
    neighbour.begins()
    neighbour.tells_of_child(
        **{"name": "", "born.day": "31", "born.month": "2", "born.year": "2019", "school": "Inventbrook"}
    )
    assert neighbour.status == 422
    neighbour.sees("There is a problem", "February 2019 has no day 31", "Enter the child's name")
    assert 'value="31"' in neighbour.html
    assert 'value="Inventbrook"' in neighbour.html
    child = neighbour.address
    # Also after going away and coming back
    assert 'value="31"' in neighbour.opens(child).html
    neighbour.opens(neighbour.home).sees("Something is missing")


def test_an_ended_session_loses_nothing(signed_in):
    # Given a teacher who is typing when the session ends
    teacher = reader("professional-referrer", "elm-street-school", "Tarquin Headteacher")
    browser = signed_in(teacher).begins()
    browser.client.cookies.pop("sessionid")
    # When they press the button
    browser.answers("the-concern", concern=WORDS)
    # Then they are asked to sign in, and nothing of it is shown
    assert browser.address.startswith("/account/login/")
    browser.does_not_see(WORDS)
    # And once they have, all of it is there
    again = signed_in(teacher)
    again.opens(f"{browser.home}topic/referral--the-concern/").sees(WORDS)


def test_nobody_else_reads_a_draft_neither_outsiders_nor_staff(neighbour, signed_in):
    # Given a neighbour's unsent concern and a teacher's
    neighbour.begins().answers("the-concern", action="later", concern=WORDS)
    teacher = signed_in(reader("professional-referrer", "elm-street-school", "Tarquin Headteacher")).begins()
    teacher.answers("the-concern", action="later", concern=WORDS)
    # Then nothing stands in the ledger, where staff read
    assert not Event.objects.filter(stream__startswith="child:").exists()
    # And neither a stranger nor a manager of that area opens the pages
    manager = signed_in(reader("mash-manager"))
    for home in (neighbour.home, teacher.home):
        for page in ("", "check/", "topic/referral--the-concern/", "children/"):
            for other in (Reporter(), manager):
                other.opens(home + page).does_not_see(WORDS)
    assert manager.opens(teacher.home).status == 404
    # A wrong post changes nothing either
    Reporter().posts(f"{neighbour.home}topic/referral--the-concern/", concern="Vandalised", action="continue")
    neighbour.opens(f"{neighbour.home}topic/referral--the-concern/").sees(WORDS).does_not_see("Vandalised")


def test_codes_cannot_be_tried_out(neighbour):
    neighbour.begins()
    # A right code with wrong PINs: after some of them it opens nothing any more, even with the right one
    for _ in range(drafts.MOST_WRONG_PINS):
        assert drafts.by_code(neighbour.code, "0000x", now=MONDAY) is None
    assert drafts.by_code(neighbour.code, neighbour.pin, now=MONDAY) is None
    # Guessing from one address is stopped soon, and says so without saying whether a code exists
    said = [Reporter().posts("/report/come-back/", code=f"bababa{n}", pin="1234") for n in range(12)]
    assert [one.status for one in said][:10] == [400] * 10
    assert said[-1].status == 429
    said[-1].sees("too many tries")


def test_a_wrong_code_and_a_wrong_pin_are_answered_alike(neighbour):
    neighbour.begins()
    wrong_code = Reporter().posts("/report/come-back/", code="bako-bako-bako", pin=neighbour.pin)
    wrong_pin = Reporter().posts("/report/come-back/", code=neighbour.code, pin="x")
    assert wrong_code.status == wrong_pin.status == 400
    assert wrong_code.page.replace("bako-bako-bako", "") == wrong_pin.page.replace(neighbour.code, "")


def test_what_the_public_leaves_lying_is_thrown_away_after_seven_days(neighbour, signed_in):
    neighbour.begins()
    teacher = signed_in(reader("professional-referrer", "elm-street-school", "Tarquin Headteacher")).begins()
    assert drafts.purge(utc(9, 23, 59)) == 0
    assert drafts.purge(utc(10, 0, 1)) == 1
    assert not Report.objects.filter(pk=neighbour.home.split("/")[3]).exists()
    # A professional's draft is theirs
    assert teacher.report


def test_leaving_quickly_forgets_this_browser(neighbour):
    neighbour.begins().answers("the-concern", action="later", concern=WORDS)
    gone = neighbour.client.get(f"{neighbour.home}leave/")
    assert gone.url.startswith("https://www.bbc.co.uk/")
    neighbour.opens(neighbour.home).sees("Come back to what you have begun").does_not_see(WORDS)
    # With the code it is there again
    neighbour.posts("/report/come-back/", code=neighbour.code, pin=neighbour.pin).sees("Tell us about your concern")


def test_a_draft_that_is_thrown_away_is_gone(neighbour):
    neighbour.begins().answers("the-concern", action="later", concern=WORDS)
    neighbour.opens(f"{neighbour.home}discard/").sees("Throw this away?")
    assert Report.objects.count() == 1
    neighbour.posts(f"{neighbour.home}discard/")
    assert not Report.objects.exists()


def test_no_page_of_a_draft_is_kept_by_the_browser(neighbour):
    neighbour.begins()
    assert "no-store" in neighbour.client.get(neighbour.home).headers["Cache-Control"]


def test_one_connection_cannot_begin_without_end(neighbour):
    for _ in range(20):
        Reporter().begins()
    late = Reporter().posts("/report/area/southampton/?danger=no")
    assert late.status == 429
    late.sees("Please telephone", "023 8083 3004", "999")
    assert Report.objects.count() == 20
