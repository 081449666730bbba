"""A system administrator adds people, gives and ends posts; nobody else comes in, and no child is seen."""

import pytest

from tests.access.people import PASSWORD, reader, user
from tests.cast import FRIDAY, MONDAY
from waymark.agencies.models import Agency, Post, Team, User
from waymark.agencies.queries import posts_of
from waymark.agencies.roles import ROLES
from waymark.ledger.queries import stream_events
from waymark.web import clock

pytestmark = pytest.mark.django_db

PEOPLE = "/people/"
PAGES = (PEOPLE, "/people/add/", "/people/agencies/", "/people/agencies/add/", "/people/agencies/teams/add/")


@pytest.fixture(autouse=True)
def _monday():
    with clock.at(MONDAY):
        yield


def signs_in(client, role):
    reader(role, name="Ada Minister")
    client.post("/account/login/", {"login": "ada.minister@demo.invalid", "password": PASSWORD})
    return client


@pytest.fixture
def administrator(client):
    return signs_in(client, "system-administrator")


def test_somebody_is_added_with_a_post_and_sets_a_password_by_e_mail(administrator, mailoutbox):
    # When an administrator adds somebody
    sent = {
        "name": "Philippa Newcomer",
        "email": "P.Newcomer@demo.invalid",
        "role": "social-worker",
        "agency": "solent-city-council",
    }
    page = administrator.post("/people/add/", sent, follow=True).content.decode()
    # Then they hold the post, the page says who gave it, and they can set a password
    who = User.objects.get(email="p.newcomer@demo.invalid")
    assert [(one.role, one.areas) for one in posts_of(who, MONDAY.date())] == [
        ("social-worker", ["southampton", "national"])
    ]
    assert "Was given a post: Social worker" in page
    assert "(Ada Minister)" in page
    assert [one.by for one in stream_events(who.person)] == [User.objects.get(name="Ada Minister").person] * 2
    administrator.post("/account/password/reset/", {"email": "p.newcomer@demo.invalid"})
    assert mailoutbox[-1].to == ["p.newcomer@demo.invalid"]
    assert "/account/password/reset/key/" in mailoutbox[-1].body


def test_what_is_wrong_is_said_and_what_was_typed_stays(administrator):
    sent = {
        "name": "Philippa Newcomer",
        "email": "newcomer",
        "role": "queen",
        "agency": "nobody",
        "starts": "soon",
        "areas": "southampton",
    }
    answer = administrator.post("/people/add/", sent)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "There is a problem" in page
    assert "no e-mail address" in page.replace("&#39;", "'")
    assert 'value="Philippa Newcomer"' in page
    assert not User.objects.filter(name="Philippa Newcomer").exists()
    # A fault of the post leaves no user without one behind
    for wrong, why in (
        ({"role": "queen"}, "is no role"),
        ({"agency": "nobody"}, "There is no agency"),
        ({"starts": "soon"}, "Give a day"),
    ):
        again = (
            sent
            | {"email": "n@demo.invalid", "role": "social-worker", "agency": "solent-city-council", "starts": ""}
            | wrong
        )
        answer = administrator.post("/people/add/", again)
        assert answer.status_code == 400
        assert why in answer.content.decode()
    assert not User.objects.filter(name="Philippa Newcomer").exists()


def test_a_further_post_is_given_and_ended(administrator):
    who = user("Philippa Newcomer")
    sent = {"role": "conference-chair", "agency": "solent-city-council", "areas": "southampton"}
    administrator.post(f"/people/{who.pk}/posts/add/", sent)
    post = Post.objects.get(user=who)
    assert post.areas == ["southampton"]
    page = administrator.post(
        f"/people/{who.pk}/posts/{post.pk}/end/", {"ends": FRIDAY.date().isoformat()}, follow=True
    )
    assert "to 6 Mar 2026" in page.content.decode()
    assert administrator.post(f"/people/{who.pk}/posts/{post.pk}/end/", {"ends": ""}).status_code == 400
    assert administrator.get(f"/people/{who.pk + 1}/posts/{post.pk}/end/").status_code == 404


def test_agencies_and_teams_are_added(administrator):
    sent = {
        "name": "Solent Fire Service",
        "slug": "solent-fire",
        "kind": "voluntary",
        "areas": ["southampton", "atlantis"],
    }
    administrator.post("/people/agencies/add/", sent)
    assert Agency.objects.get(slug="solent-fire").areas == ["southampton"]
    team = {"name": "Blue Watch", "slug": "blue-watch", "agency": "solent-fire", "area": "southampton"}
    administrator.post("/people/agencies/teams/add/", team)
    assert Team.objects.get(slug="blue-watch").agency_id == "solent-fire"
    page = administrator.get("/people/agencies/").content.decode()
    assert "Solent Fire Service" in page
    assert "Blue Watch (Southampton)" in page
    assert administrator.post("/people/agencies/add/", sent).status_code == 400
    assert (
        administrator.post("/people/agencies/teams/add/", team | {"area": "atlantis", "slug": "x"}).status_code == 400
    )


def test_somebody_is_found_by_what_they_are(administrator):
    reader("conference-chair", name="Cordelia Chairing")
    page = administrator.get(PEOPLE, {"q": "conference"}).content.decode()
    assert "Cordelia Chairing" in page
    assert "1 user found" in page


@pytest.mark.parametrize("role", sorted(ROLES.keys() - {"system-administrator"}))
def test_nobody_else_comes_in(client, role):
    signs_in(client, role)
    who, before = user("Philippa Newcomer"), Post.objects.count()
    for page in (*PAGES, f"/people/{who.pk}/", f"/people/{who.pk}/posts/add/"):
        assert client.get(page).status_code == 403
    refused = client.post(
        f"/people/{who.pk}/posts/add/", {"role": "system-administrator", "agency": "solent-city-council"}
    )
    assert refused.status_code == 403
    assert "System administrator" in refused.content.decode()
    assert Post.objects.count() == before


def test_the_list_asks_no_more_questions_for_more_people(administrator, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    administrator.get(PEOPLE)
    with CaptureQueriesContext(connection) as few:
        administrator.get(PEOPLE)
    for number in range(5):
        reader("social-worker", name=f"Wilhelmina Worker{number}")
    with django_assert_num_queries(len(few)):
        administrator.get(PEOPLE)
