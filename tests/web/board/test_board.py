"""The MASH board: what is live, in the order in which it presses; every number is the length of its list."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import MANAGER, MONDAY, TUESDAY, utc
from tests.web.board.front_door import (
    BOARD,
    CONCERN,
    at_a_time,
    counts,
    done,
    names,
    nothing_left,
    rated,
    referred,
    signed_in,
    stream_of,
    text,
)
from waymark.ledger.events import new_ids
from waymark.web import clock
from waymark.work import actions as work

pytestmark = pytest.mark.django_db


def decided(episode: str, when=TUESDAY):
    """Rated green, answered, and decided: only telling people is left."""
    done(episode, "referral/triage", when, option="signposted", reason="Help in school is fitting.")
    rated(episode, "green", when)
    done(episode, "referral/green-response", when, option="universal-services")
    done(
        episode,
        "referral/next-step",
        when,
        option="universal-services",
        reason="The school has a plan with the family.",
    )


@pytest.mark.covers("REF-G09")
def test_a_referral_rated_red_shows_the_strategy_discussion_within_six_hours_of_its_receipt(manager):
    # Given a referral of Monday at noon that is rated red for harm at half past twelve
    rated(referred(), "red-harm", utc(2, 12, 30))
    # When the manager looks at one o'clock
    said = text(at_a_time(manager, utc(2, 13)))
    # Then the board shows who it is about, the colour in a word, and five hours left for the strategy discussion
    assert "Ambrosia Testcase" in said
    assert "8 years" in said
    assert CONCERN in said
    assert "Red" in said
    assert "5 hours left Hold the strategy discussion within six hours" in said
    # And after six in the evening it is overdue, the loudest mark that there is
    page = at_a_time(manager, utc(2, 20, 30)).content.decode()
    assert 'class="wm-clock wm-overdue">Overdue by 2 hours' in page


def test_what_is_overdue_longest_comes_first_then_what_is_due_soonest(manager):
    # Given a referral of last week that nobody has touched, one rated red today, and one that came in just now
    referred("Clementina Notareal", utc(20, month=2))
    rated(referred("Balthazar Placeholder", utc(2, 9)), "red-harm", utc(2, 9, 30))
    referred("Ambrosia Testcase", utc(2, 12))
    # When the manager looks at one o'clock
    page = at_a_time(manager, utc(2, 13))
    # Then they stand in this order
    assert names(page) == ["Clementina Notareal", "Balthazar Placeholder", "Ambrosia Testcase"]
    # And can be asked for newest first
    assert names(at_a_time(manager, utc(2, 13), "/board/?sort=newest"))[0] == "Ambrosia Testcase"


def test_only_what_the_front_door_can_do_is_its_clock(manager):
    # Given a referral by telephone, after which the school owes the form, without a time
    referred(answers={"came-by": "telephone"})
    said = text(at_a_time(manager, utc(2, 13)))
    # Then the form is not what the board counts; the acknowledgement of the front door is
    assert "Acknowledge the referral" in said
    assert "Make the referral on the Request for a Service form" not in said


def test_each_number_is_the_length_of_its_list(manager):
    # Given referrals that are new, in screening, decided with the school still to be told, and finished
    referred("Ambrosia Testcase")
    rated(referred("Balthazar Placeholder"), "amber")
    decided(referred("Clementina Notareal"))
    finished = referred("Dorabella Inventsby")
    decided(finished)
    nothing_left(finished, TUESDAY)
    # When every tab is opened, with each filter
    for narrowed in (
        "",
        "rating=green",
        "rating=none",
        "overdue=yes",
        "allocated=no",
        "mine=yes",
        "text=Clementina+Notareal",
    ):
        numbers = counts(at_a_time(manager, TUESDAY, f"/board/?{narrowed}"))
        for title, tab in (("All live", ""), ("New", "new"), ("In screening", "screening"), ("To be signed", "signing"),
                           ("Decided, something owed", "owed"), ("Finished", "finished")):  # fmt: skip
            shown = names(at_a_time(manager, TUESDAY, f"/board/?tab={tab}&{narrowed}"))
            # Then the number on it is how many children it lists
            assert len(shown) == numbers[title], (title, narrowed, shown)
    assert counts(at_a_time(manager, TUESDAY))["New"] == 1
    assert names(at_a_time(manager, TUESDAY, "/board/?tab=screening")) == ["Balthazar Placeholder"]
    assert "Clementina Notareal" in names(at_a_time(manager, TUESDAY, "/board/?tab=owed"))


def test_filters_find_by_colour_by_lateness_by_name_by_reference_and_what_is_mine(manager):
    first, second = referred("Ambrosia Testcase"), referred("Balthazar Placeholder")
    rated(first, "red-harm", utc(2, 12, 30))
    reference = re.search(
        r"WM-\w{4}-\w{4}", text(at_a_time(manager, utc(2, 13), "/board/?text=Balthazar+Placeholder"))
    ).group()
    assert names(at_a_time(manager, utc(2, 13), "/board/?rating=red")) == ["Ambrosia Testcase"]
    assert names(at_a_time(manager, utc(2, 20), "/board/?overdue=yes")) == ["Ambrosia Testcase"]
    assert names(at_a_time(manager, utc(2, 13), f"/board/?text={reference}")) == ["Balthazar Placeholder"]
    # Given that the manager takes what leads in the second
    key = re.search(
        r'name="duty" value="([^"]+)"', at_a_time(manager, utc(2, 13), f"/board/?text={reference}").content.decode()
    ).group(1)
    answer = manager.post(f"/board/{second}/take/", {"duty": key, "back": "board"})
    assert answer.url == BOARD
    # Then it is the manager's, and says so
    page = at_a_time(manager, utc(2, 13), "/board/?mine=yes")
    assert names(page) == ["Balthazar Placeholder"]
    assert "With Montgomery Teamlead" in text(page)
    # And an allocated child is found as such
    work.allocate(stream=stream_of(first), worker="user:1", by=MANAGER, now=utc(2, 13))
    assert names(at_a_time(manager, utc(2, 13), "/board/?allocated=yes")) == ["Ambrosia Testcase"]


def test_children_of_one_referral_stand_together_and_are_decided_one_by_one(manager):
    # Given two children in one referral, and another that happened to come in at the same moment
    number = new_ids(MONDAY, 1)[0]
    first, second = referred("Ambrosia Testcase", number=number), referred("Balthazar Testcase", number=number)
    referred("Clementina Notareal")
    # When one of them is rated
    rated(first, "red-harm")
    page = at_a_time(manager, utc(2, 13)).content.decode()
    # Then one card holds both, the pressing one first, each with a colour of its own; the stranger has another card
    cards = page.split('<li class="wm-referral')[1:]
    assert [
        re.findall(r"Ambrosia|Balthazar|Clementina", re.sub(r'data-key="[^"]*"', "", card))[0] for card in cards
    ] == ["Ambrosia", "Clementina"]
    assert "2 children" in cards[0]
    assert cards[0].index("Ambrosia Testcase") < cards[0].index("Balthazar Testcase")
    assert "wm-rating--red" in cards[0]
    assert "Not rated" in cards[0]
    assert second not in cards[1]


def test_repeat_contacts_about_a_child_and_about_the_household_are_counted(manager):
    home = {"address": "12 Elm Road", "postcode": "ZZ99 3CZ"}
    # Given a child about whom somebody got in touch in winter, and a sister at the same address
    referred("Ambrosia Testcase", utc(5, month=1), **home)
    referred("Balthazar Testcase", MONDAY, born=None, **home)
    # Then the board says how often
    assert "2 contacts about the household in 12 months" in text(at_a_time(manager, utc(2, 13)))


def test_immediate_danger_is_said_in_words(manager):
    referred(answers={"immediate-risk": "yes"})
    assert "In danger now, says the referrer" in text(manager.get(BOARD))


def test_an_unborn_child_stands_on_the_board_with_the_date_expected(manager):
    referred("", born=None, due_date=utc(20, month=6).date())
    said = text(manager.get(BOARD))
    assert "Unborn child" in said
    assert "expected 20 Jun 2026" in said


def test_why_a_clock_stands_as_it_does_is_one_click_away(manager):
    episode = referred()
    rated(episode, "red-harm", utc(2, 12, 30))
    page = at_a_time(manager, utc(2, 13))
    assert f'href="/board/{episode}/why/"' in page.content.decode()
    said = text(at_a_time(manager, utc(2, 13), f"/board/{episode}/why/"))
    assert "6 hours of elapsed time, through nights, weekends and bank holidays." in said
    assert "REF-G09" in said


def test_the_board_asks_the_database_as_often_for_fifty_children_as_for_five(manager):
    for number in range(5):
        referred(f"Ambrosia Testcase {number}", utc(2, 8, number))
    few = _questions(manager)
    for number in range(45):
        referred(f"Balthazar Placeholder {number}", utc(2, 9, number))
    assert _questions(manager) == few
    page = at_a_time(manager, utc(2, 13))
    assert len(names(page)) == 25
    assert "Page 1 of 2" in text(page)
    assert counts(page)["All live"] == 50
    assert len(names(at_a_time(manager, utc(2, 13), "/board/?page=2"))) == 25


def _questions(client, path: str = BOARD, **more: object) -> int:
    """How often a page asks the database, once the process has warmed up and somebody has signed in."""
    at_a_time(client, utc(2, 13))
    with clock.at(utc(2, 13)), CaptureQueriesContext(connection) as asked:
        client.get(path, **more)
    return len(asked)


def test_an_unchanged_board_answers_304_after_few_questions_and_a_new_referral_shows(manager):
    # Given a board that has been read
    referred()
    first = at_a_time(manager, utc(2, 13), "/board/fresh/?tab=new")
    mark = {"If-None-Match": first.headers["ETag"]}
    # When the page asks again and nothing was written, then nothing comes over the wire, and one question beside who asks is put
    assert at_a_time(manager, utc(2, 13), "/board/fresh/?tab=new", headers=mark).status_code == 304
    nobody_asks = _questions(manager, "/account/session/")
    assert _questions(manager, "/board/fresh/?tab=new", headers=mark) <= nobody_asks + 1
    # And when another referral comes in, it shows
    referred("Balthazar Placeholder", utc(2, 12, 59))
    fresh = at_a_time(manager, utc(2, 13), "/board/fresh/?tab=new", headers=mark)
    assert names(fresh) == ["Ambrosia Testcase", "Balthazar Placeholder"]


def test_without_scripts_the_board_says_when_it_was_made_and_how_to_make_it_anew(manager):
    said = at_a_time(manager, utc(2, 14, 32)).content.decode()
    assert 'Updated 14:32 – <a class="govuk-link" href="/board/"' in said


@pytest.mark.parametrize(
    ("role", "where", "says"),
    [
        ("partner-representative", "solent-police", "The referral board is for the front door"),
        ("business-manager", "solent-city-council", "The referral board is for the front door"),
        ("professional-referrer", "elm-street-school", "The referral board is for the front door"),
    ],
)
def test_others_are_told_why_the_board_is_not_theirs(db, role, where, says):
    episode = referred()
    somebody = signed_in(role, where, "Constance Otherwise")
    answer = somebody.get(BOARD)
    assert answer.status_code == 403
    assert says in text(answer)
    assert "Ambrosia" not in text(somebody.get(f"/board/{episode}/"))


def test_the_front_door_of_another_area_sees_nothing_of_it(db):
    episode = referred()
    stranger = signed_in("mash-manager", "fenland-council", "Cordelia Elsewhere")
    assert names(stranger.get(BOARD)) == []
    assert stranger.get(f"/board/{episode}/").status_code == 404


def test_a_business_manager_learns_why_a_screening_page_is_closed_and_nobody_signed_out_sees_it(client):
    episode = referred()
    figures = signed_in("business-manager", name="Bertram Figures")
    answer = figures.get(f"/board/{episode}/")
    assert answer.status_code == 403
    assert "Your post shows no child's file." in text(answer).replace("’", "'")
    assert client.get(f"/board/{episode}/").status_code == 302
