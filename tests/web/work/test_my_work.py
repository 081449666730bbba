"""A social worker's own list, and what they can do with one piece of it."""

import re

import pytest

from tests.access.people import reader
from tests.cast import (
    AMBROSIA,
    BALTHAZAR,
    CLEMENTINA,
    FRIDAY,
    MONDAY,
    THURSDAY,
    TUESDAY,
    WORKER,
    at,
    refer,
    told_referrer,
)
from tests.web.work.people import COUNCIL, ignatius, montgomery, signs_in, text_of, wilhelmina
from tests.work.teams import ACKNOWLEDGE, DECIDE, allocate, key, who_has
from waymark.casefile.actions import give, record
from waymark.casefile.acts import EVERYTHING, Actor
from waymark.people.details import Details
from waymark.web import clock
from waymark.work.notices import unread

pytestmark = pytest.mark.django_db
DUTY = "/work/duty/"
NUMBER = re.compile(r'href="([^"]+)"[^>]*><span class="wm-tile__number">([\d,]+)</span>')


@pytest.fixture(autouse=True)
def _a_referral():
    refer(area="southampton")
    call(AMBROSIA, "Ambrosia Testcase")
    with clock.at(TUESDAY):
        yield


def call(stream, name):
    by = Actor(person="person:Records", scope=EVERYTHING)
    give(stream=stream, given=Details(name=name).facts(), by=by, occurred=at(MONDAY), now=MONDAY)


def given_to(who, *streams):
    for stream in streams or (AMBROSIA,):
        allocate(stream, who.person, team="north", now=MONDAY)


def posted(client, duty=DECIDE, **said):
    return client.post(DUTY, {"duty": key(duty), **said})


def test_overdue_comes_first_and_is_the_loudest(client):
    # Given a child of mine with work that is overdue and work that is not
    given_to(who := wilhelmina())
    signs_in(client, who)
    # When I open my work three days later
    with clock.at(THURSDAY):
        page = text_of(client.get("/work/"))
    # Then what is overdue stands before the rest, with its clock in red and in words
    assert "Overdue by" in page
    assert page.rindex("wm-overdue") < page.index("wm-no-limit")
    assert "Ambrosia Testcase" in page


@pytest.mark.parametrize("where", ["/work/", "/work/free/", "/work/team/", "/work/team/?team=mine"])
def test_each_number_opens_exactly_its_list(client, where):
    # Given two children, of whom one is mine, and a day on which some of it is overdue
    refer(BALTHAZAR, area="southampton")
    given_to(worker := wilhelmina())
    signs_in(client, worker if where in ("/work/", "/work/free/") else montgomery())
    with clock.at(FRIDAY):
        numbers = NUMBER.findall(text_of(client.get(where)))
        # When each number is followed
        assert any(int(number) for _, number in numbers)
        for link, number in numbers:
            page = text_of(client.get(link.replace("&amp;", "&")))
            # Then the page holds as many lines as the number says
            assert page.count('<tr class="govuk-table__row">') - page.count("<thead") == int(number), link


@pytest.mark.parametrize(
    ("by", "heading"), [("child", "Ambrosia Testcase"), ("family", "Ambrosia Testcase"), ("date", "Due")]
)
def test_the_list_is_grouped_as_one_likes(client, by, heading):
    given_to(who := wilhelmina())
    page = text_of(signs_in(client, who).get("/work/", {"by": by}))
    assert re.search(rf'<h2 class="govuk-heading-m">{heading}', page)


def test_i_take_what_nobody_has(client):
    # Given something that nobody has
    who = wilhelmina()
    signs_in(client, who)
    assert "Decide the next step" in text_of(client.get("/work/free/"))
    # When I take it
    answer = posted(client, do="take")
    # Then it is mine, and among my work
    assert answer.url == "/work/"
    assert who_has() == who.person
    assert "It is yours now." in text_of(client.get("/work/"))


def test_i_hand_it_over_with_a_reason_and_they_are_told(client):
    given_to(who := wilhelmina())
    other = ignatius()
    signs_in(client, who)
    # When I hand it over
    answer = posted(client, do="hand-over", to=other.person, reason="I am on leave from Wednesday.")
    # Then it is theirs, and a notice that names no child leads them there
    assert answer.status_code == 302
    assert who_has() == other.person
    page = text_of(signs_in(client, other).get("/work/notices/"))
    assert "Work has been handed over to you" in page
    assert "Ambrosia" not in page
    [notice] = unread(other.person)
    assert client.post("/work/notices/read/", {"notice": notice.pk}).url == notice.link
    assert not unread(other.person)


def test_i_give_it_back_with_a_reason(client):
    given_to(who := wilhelmina())
    posted(signs_in(client, who), do="give-back", reason="I know the family.")
    assert who_has() == ""
    assert who_has(ACKNOWLEDGE) == who.person


@pytest.mark.parametrize(
    ("said", "fault", "kept"),
    [
        ({"do": "hand-over", "reason": "I am on leave."}, "Choose who takes this over.", "I am on leave."),
        ({"do": "hand-over", "to": "user:999999", "reason": "Away."}, "Choose who takes this over.", "Away."),
        ({"do": "give-back", "reason": " "}, "Say why this is given back.", ""),
        ({"reason": "Pressed the wrong key."}, "Choose what to do.", "Pressed the wrong key."),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(client, said, fault, kept):
    given_to(who := wilhelmina())
    answer = posted(signs_in(client, who), **said)
    assert answer.status_code == 422
    page = text_of(answer)
    assert "There is a problem" in page
    assert fault in page
    assert kept in page
    assert who_has() == who.person


def test_what_somebody_else_has_just_done_is_there_no_more(client):
    gone = key(ACKNOWLEDGE)
    record(stream=AMBROSIA, act=told_referrer(MONDAY), by=WORKER, area="southampton", now=MONDAY)
    answer = signs_in(client, wilhelmina()).post(DUTY, {"duty": gone, "do": "take"})
    assert answer.status_code == 404


def test_the_work_of_a_colleague_is_not_mine_to_hand_on(client):
    # Given work of a colleague's, which I may see
    given_to(wilhelmina())
    me = ignatius()
    # When I try to hand it to myself, or give it back
    answer = posted(signs_in(client, me), do="give-back", reason="I would like to have it.")
    # Then I am told who may
    assert answer.status_code == 403
    assert "manager" in text_of(answer)
    assert who_has() != me.person


def test_who_leads_hands_on_what_a_worker_has(client):
    given_to(wilhelmina())
    other = ignatius()
    posted(signs_in(client, montgomery()), do="hand-over", to=other.person, reason="Wilhelmina is ill.")
    assert who_has() == other.person


def test_a_duty_is_said_in_peoples_words(client):
    """The pack's words for people, not its names for roles."""
    page = text_of(signs_in(client, wilhelmina()).get(DUTY, {"duty": key(ACKNOWLEDGE)}))
    assert "Social worker" in page
    assert "social-worker" not in page.replace(key(ACKNOWLEDGE), "")


@pytest.mark.parametrize(
    ("role", "where"),
    [
        ("social-worker", "fenland-council"),
        ("professional-referrer", "solent-police"),
        ("partner-representative", "solent-health"),
    ],
)
def test_for_a_stranger_there_is_no_such_duty(client, role, where):
    signs_in(client, reader(role, where, "Philippa Elsewhere"))
    assert client.get(DUTY, {"duty": key()}).status_code == 404
    assert posted(client, do="take").status_code == 404
    assert client.get(DUTY).status_code == 404
    for page in ("/work/", "/work/free/"):
        assert "Ambrosia" not in text_of(client.get(page))


def test_a_chair_may_not_take_what_is_a_social_workers(client):
    answer = posted(signs_in(client, reader("conference-chair", COUNCIL, "Cordelia Chairing")), do="take")
    assert answer.status_code == 403
    assert who_has() == ""


@pytest.mark.parametrize("page", ["/work/", "/work/free/", "/work/notices/"])
def test_more_rows_are_no_more_questions(client, page, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    given_to(who := wilhelmina())
    signs_in(client, who).get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for stream in (BALTHAZAR, CLEMENTINA):
        refer(stream, area="southampton")
        given_to(who, stream)
    with django_assert_num_queries(len(few)):
        client.get(page)


def test_odd_addresses_are_no_errors(client):
    signs_in(client, wilhelmina())
    for odd in ("?from=%C2%B2", "?from=-1", "?group=nothing", "?by=moon", "?path=a&number=b&chosen=c&numbers=d"):
        assert client.get(f"/work/{odd}").status_code == 200


def test_signed_out_one_is_led_to_sign_in(client):
    for page in ("/work/", "/work/free/", "/work/authorise/", "/work/notices/", "/work/team/"):
        assert client.get(page).url == f"/account/login/?next={page}"
