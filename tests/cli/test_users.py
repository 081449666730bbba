"""Agencies, teams and users by command."""

import pytest
from click.testing import CliRunner

from tests.cast import FRIDAY, MONDAY, TUESDAY
from waymark.agencies.models import Post, User
from waymark.ledger.queries import stream_events

pytestmark = pytest.mark.django_db

EMAIL = "m.teamlead@example.invalid"


@pytest.fixture
def council(waymark):
    """A council with a team."""
    waymark("users", "agency", "solent", "--name", "Solent Council", "--kind", "council", "--area", "southampton")
    waymark("users", "team", "solent-mash", "--name", "MASH", "--agency", "solent", "--area", "southampton")


def add(waymark, *more, email=EMAIL):
    return waymark(
        "users", "add", email, "--name", "Montgomery Teamlead", "--role", "mash-manager", "--agency", "solent", *more
    )


def test_a_new_installation_gets_its_first_user(waymark, council):
    # When somebody is added with their first post
    ran = add(waymark, "--team", "solent-mash")
    # Then they are listed, in the area of the team, and have to set a password
    assert ran.code == 0
    assert "I have forgotten my password" in ran.out
    [listed] = waymark("users", "list", "--json").json
    assert (listed["name"], listed["email"]) == ("Montgomery Teamlead", EMAIL)
    assert [(one["role"], one["team"], one["areas"]) for one in listed["posts"]] == [
        ("mash-manager", "solent-mash", ["southampton"])
    ]
    assert "mash-manager" in waymark("users", "list").out
    assert not User.objects.get().has_usable_password()
    # And the ledger names who did it
    assert [one.by for one in stream_events(listed["user"])] == ["command-line", "command-line"]


def test_a_password_is_read_from_standard_input_and_a_weak_one_is_refused(waymark, council):
    from waymark.cli.main import main

    words = ["users", "add", EMAIL, "--name", "M", "--role", "mash-manager", "--agency", "solent", "--password-stdin"]
    weak = CliRunner().invoke(main, words, input="short\n")
    assert weak.exit_code == 1
    assert "at least 12" in weak.stderr
    assert not User.objects.exists()
    assert CliRunner().invoke(main, words, input="turnip-lantern-forty\n").exit_code == 0
    assert User.objects.get().check_password("turnip-lantern-forty")


def test_a_post_is_given_and_ended(waymark, council):
    add(waymark)
    given = waymark("users", "post", EMAIL, "--role", "team-manager", "--agency", "solent", "--json", now=TUESDAY).json
    ended = waymark("users", "post", EMAIL, "--end", given["post"], "--json", now=FRIDAY).json
    assert ended["ends"] == FRIDAY.date().isoformat()
    post = Post.objects.get(pk=given["post"])
    assert (post.role, post.starts, post.ends) == ("team-manager", TUESDAY.date(), FRIDAY.date())


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("agency", "solent", "--name", "Again", "--kind", "police", "--area", "southampton"), 1, "taken already"),
        (("agency", "new", "--name", "New", "--kind", "navy", "--area", "southampton"), 1, "council, police"),
        (("agency", "new", "--name", "New", "--kind", "police", "--area", "atlantis"), 2, "no area 'atlantis'"),
        (("team", "new", "--name", "New", "--agency", "nobody", "--area", "southampton"), 1, "no agency 'nobody'"),
        (("post", "nobody@example.invalid", "--role", "mash-manager", "--agency", "solent"), 2, "no user"),
        (("post", EMAIL), 2, "--role and --agency"),
        (("post", EMAIL, "--end", "999999"), 2, "has no post 999999"),
        (("post", EMAIL, "--role", "queen", "--agency", "solent"), 1, "is no role"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(waymark, council, words, code, why):
    add(waymark)
    assert why in waymark("users", *words).refused(code=code)


def test_a_user_who_cannot_have_the_post_is_not_added_at_all(waymark, council):
    assert "no team" in add(waymark, "--team", "nobody").refused(code=1)
    assert not User.objects.exists()


def test_the_roles_are_listed(waymark):
    assert "partner-representative" in waymark("users", "roles").out
    assert {"role": "mash-manager", "title": "MASH manager", "sees": "area"} in waymark("users", "roles", "--json").json


def test_the_day_begins_when_the_post_does(waymark, council):
    add(waymark, "--starts", "2026-03-06")
    assert waymark("users", "list", "--json", now=MONDAY).json[0]["posts"] == []
    assert "no post" in waymark("users", "list", now=MONDAY).out
    assert waymark("users", "list", "--json", now=FRIDAY).json[0]["posts"]
