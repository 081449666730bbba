"""Who leads: allocates, signs what others propose, sees who carries how much. The business manager sees figures and no child."""

import pytest

from tests.access.people import reader
from tests.cast import AMBROSIA, BALTHAZAR, MONDAY, TUESDAY, WEDNESDAY, at, refer
from tests.web.work.people import COUNCIL, ignatius, montgomery, signs_in, text_of, wilhelmina
from tests.work.teams import allocate, who_has
from waymark.casefile.actions import give
from waymark.casefile.acts import EVERYTHING, Actor
from waymark.people.details import Details
from waymark.web import clock
from waymark.work.models import Holders, OpenFile, Proposal
from waymark.work.notices import unread

pytestmark = pytest.mark.django_db
ALLOCATE = "/work/team/allocate/demo~Ambrosia-Testcase/"


@pytest.fixture(autouse=True)
def _a_referral():
    refer(area="southampton")
    by = Actor(person="person:Records", scope=EVERYTHING)
    give(stream=AMBROSIA, given=Details(name="Ambrosia Testcase").facts(), by=by, occurred=at(MONDAY), now=MONDAY)
    with clock.at(TUESDAY):
        yield


def proposed(by, title="Close the referral"):
    """Something that waits for the signature of whoever leads."""
    Holders.objects.get_or_create(words="|manager|")
    Proposal.objects.create(
        event=f"event-{by}", stream=AMBROSIA, area="southampton", team="north", episode="e", step="referral/close-referral", title=title,
        option="", proposed_by=by, proposed_at=MONDAY, signs="|manager|", state="waiting", returned_by="", comment="",
    )  # fmt: skip


def test_a_manager_allocates_a_child_who_has_no_worker(client):
    # Given a child without a worker
    worker = wilhelmina()
    signs_in(client, montgomery())
    assert "Ambrosia Testcase" in text_of(client.get("/work/team/children/"))
    # When the manager gives them to a worker
    page = text_of(client.get(ALLOCATE))
    assert "Wilhelmina Socialwork" in page
    answer = client.post(ALLOCATE, {"worker": f"north|{worker.person}", "reason": "Knows the family."})
    # Then the child is theirs, they are told, and nobody is without a worker
    assert answer.url == "/child/demo~Ambrosia-Testcase/"
    assert OpenFile.objects.get(stream=AMBROSIA).worker == worker.person
    assert who_has() == worker.person
    assert [notice.subject for notice in unread(worker.person)] == ["A child has been allocated to you"]
    assert "Ambrosia" not in text_of(client.get("/work/team/children/"))
    assert "Ambrosia Testcase" in text_of(client.get("/work/team/children/", {"worker": worker.person}))


@pytest.mark.parametrize("worker", ["", "north|user:999999", "elsewhere|"])
def test_an_allocation_to_nobody_is_refused_and_keeps_what_was_typed(client, worker):
    answer = signs_in(client, montgomery()).post(ALLOCATE, {"worker": worker, "reason": "Knows the family."})
    assert answer.status_code == 422
    assert "Choose a worker, or a team" in text_of(answer)
    assert "Knows the family." in text_of(answer)
    assert OpenFile.objects.get(stream=AMBROSIA).worker == ""


def test_a_manager_of_another_area_finds_no_such_child(client):
    signs_in(client, reader("team-manager", "fenland-council", "Philippa Elsewhere"))
    assert client.get(ALLOCATE).status_code == 404
    assert client.post(ALLOCATE, {"worker": "north|"}).status_code == 404
    assert "Ambrosia" not in text_of(client.get("/work/team/children/"))


@pytest.mark.parametrize("page", [ALLOCATE, "/work/team/", "/work/team/all/", "/work/team/children/"])
def test_a_social_worker_reads_who_may_instead(client, page):
    answer = signs_in(client, wilhelmina()).get(page)
    assert answer.status_code == 403
    assert "Team manager" in text_of(answer)


def test_what_i_proposed_myself_is_not_among_what_i_may_authorise(client):
    # Given a proposal of mine and one of a colleague's
    me, other = montgomery(), wilhelmina()
    proposed(me.person, "My own proposal")
    proposed(other.person, "A colleague's proposal")
    # When I open what waits for me, and what I have sent
    signs_in(client, me)
    waiting, sent = (text_of(client.get(f"/work/{page}/")) for page in ("authorise", "proposed"))
    # Then mine is only among what I have sent
    assert "A colleague&#39;s proposal" in waiting
    assert "My own proposal" not in waiting
    assert "My own proposal" in sent
    assert "1 proposal" in waiting


def test_a_worker_who_signs_nothing_sees_nothing_to_sign(client):
    proposed(montgomery().person)
    assert "Close the referral" not in text_of(signs_in(client, ignatius()).get("/work/authorise/"))


def test_the_team_page_says_who_carries_how_much(client):
    # Given two children with one worker, of whose work some is overdue
    worker = wilhelmina()
    refer(BALTHAZAR, area="southampton")
    for stream in (AMBROSIA, BALTHAZAR):
        allocate(stream, worker.person, team="north", now=MONDAY)
    signs_in(client, montgomery())
    with clock.at(WEDNESDAY.replace(day=6)):
        whole, own = text_of(client.get("/work/team/")), text_of(client.get("/work/team/?team=mine"))
        late = text_of(client.get("/work/team/all/", {"worker": worker.person, "group": "overdue"}))
    # Then their line says so, for the area and for the team alone
    for page in (whole, own):
        assert "Wilhelmina Socialwork" in page
        assert '<span class="govuk-visually-hidden"> children of Wilhelmina Socialwork' in page
        assert "Overdue by type" in page
    assert "North team" in own
    assert "Overdue by" in late


@pytest.mark.parametrize("role", ["business-manager", "team-manager"])
def test_figures_name_no_child(client, role):
    page = signs_in(client, reader(role, COUNCIL, "Beatrix Figures")).get("/work/timeliness/")
    assert page.status_code == 200
    assert "Timeliness in Southampton" in text_of(page)
    assert "Ambrosia" not in text_of(page)


def test_the_business_manager_sees_no_child_anywhere(client):
    signs_in(client, reader("business-manager", COUNCIL, "Beatrix Figures"))
    for page in ("/work/", "/work/free/", "/work/authorise/", "/meetings/"):
        assert "Ambrosia" not in text_of(client.get(page))
    assert client.get(ALLOCATE).status_code == 403
    assert client.get("/child/demo~Ambrosia-Testcase/").status_code == 404


@pytest.mark.parametrize("page", ["/work/team/", "/work/team/children/", "/work/team/all/", "/work/timeliness/"])
def test_more_children_are_no_more_questions(client, page, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    signs_in(client, montgomery()).get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    refer(BALTHAZAR, area="southampton")
    with django_assert_num_queries(len(few)):
        client.get(page)


def test_a_long_list_goes_on_on_further_pages(client):
    # Given more children without a worker than one page holds
    for number in range(60):
        OpenFile.objects.create(
            stream=f"child:many{number}", area="southampton", worker="", team="", family="", open_since=MONDAY, wants_worker=True
        )  # fmt: skip
    signs_in(client, montgomery())
    # When the first page and the next are read
    first, second = text_of(client.get("/work/team/children/")), text_of(client.get("/work/team/children/?from=50"))
    # Then together they hold them all
    assert "61 children" in first
    assert "Next page" in first
    assert "Previous page" in second
    assert (first + second).count(">Allocate<") == 61
