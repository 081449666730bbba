"""The form of every area, as its pack has it: every topic opens, and a concern can be sent by the public, a professional and staff."""

import pytest

from tests.access.people import agency, reader
from tests.cast import MONDAY
from waymark.casefile import packs
from waymark.casefile.queries import all_files
from waymark.procedures.history import Kind
from waymark.web.report.areas import areas
from waymark.web.report.concern import Concern

pytestmark = pytest.mark.django_db

AREAS = ("cambridgeshire-peterborough", "hampshire", "isle-of-wight", "portsmouth", "southampton", "stoke-on-trent")


def test_these_are_all_areas():
    assert tuple(sorted(one.slug for one in areas(MONDAY.date()))) == AREAS


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("who", ["public", "professional", "telephone"])
def test_every_topic_opens_and_the_concern_can_be_sent(neighbour, signed_in, area, who):
    # Given somebody of this kind who begins in this area
    browser = neighbour
    if who == "professional":
        browser = signed_in(reader("professional-referrer", "elm-street-school", "Tarquin Headteacher"))
    if who == "telephone":
        council = agency("solent-city-council")
        council.areas = [area]
        council.save()
        browser = signed_in(reader("contact-officer", name="Philomena Frontdoor", areas=[area]))
    browser.begins(area, **({"how": "telephone"} if who == "telephone" else {}))
    # When they open every topic, and say of what must be answered that it is not known
    concern = Concern(browser.report, MONDAY)
    assert concern.shown_topics
    for topic in concern.shown_topics:
        browser.opens(f"{browser.home}topic/{topic.name}/").sees(topic.title)
    browser.tells_of_child(name="Ambrosia Testcase", address="1 Invented Row")
    browser.says_that_the_rest_is_not_known()
    # Then it is sent, with every question that the program knows answered by itself
    browser.sends().sees("It has been sent")
    (file,) = all_files()
    (act,) = [one for one in file.history.events if one.kind is Kind.DONE]
    assert act.name == ("referral/contact" if who == "public" else "referral/referral")
    asked = packs.pack_on(area, MONDAY.date()).step_questions(act.name)
    assert set(act.answers) <= set(asked)
    if "came-by" in asked:
        assert act.answers["came-by"] == ("telephone" if who == "telephone" else "online-form")
    if "child-address" in act.answers:
        assert act.answers["child-address"] == "1 Invented Row"
