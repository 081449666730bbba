"""Who may sign in, in which post, from when to when, and who gave it."""

from dataclasses import replace

import pytest

from tests.access.people import agency, reader, user
from tests.cast import FRIDAY, MONDAY, TUESDAY, WEDNESDAY
from waymark.agencies.actions import THE_MACHINE, add_agency, add_team, add_user, end_post, give_post
from waymark.agencies.errors import BadEntry, NotAllowed
from waymark.agencies.models import Post
from waymark.agencies.queries import agency_names, colleagues, names_of, people_by_role, posts_of
from waymark.ledger.queries import last_position, stream_events

pytestmark = pytest.mark.django_db


def test_a_post_is_given_and_ended_and_both_can_be_shown_later():
    # Given a user
    who, where = user(), agency("solent-city-council")
    # When they are given a post on Monday, which ends on Friday
    post = give_post(user=who, role="mash-manager", agency=where.slug, starts=MONDAY.date(), by=THE_MACHINE, now=MONDAY)
    end_post(post=post.pk, ends=FRIDAY.date(), by=THE_MACHINE, now=TUESDAY)
    # Then the ledger tells who did what when, and the post holds through Friday and no longer
    said = [(one.type, one.by, one.recorded_at) for one in stream_events(who.person)]
    assert said[1:] == [("post-given", "command-line", MONDAY), ("post-ended", "command-line", TUESDAY)]
    assert [held.role for held in posts_of(who, FRIDAY.date())] == ["mash-manager"]
    assert not posts_of(who, FRIDAY.date().replace(day=FRIDAY.day + 1))


def test_a_post_has_all_areas_of_its_agency_unless_some_are_named():
    assert reader("mash-manager").areas == ("southampton", "national")
    assert reader("team-manager", areas=["southampton"]).areas == ("southampton",)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"role": "headmaster"}, "role"),
        ({"agency": "nobody"}, "agency"),
        ({"areas": ["hampshire"]}, "areas"),
        ({"team": "nobody"}, "team"),
        ({"ends": MONDAY.date().replace(day=1)}, "ends"),
    ],
)
def test_a_post_that_cannot_be_is_refused_and_nothing_is_written(wrong, field):
    agency("solent-city-council")
    said = {"user": user(), "role": "mash-manager", "agency": "solent-city-council", "starts": MONDAY.date()} | wrong
    before = last_position()
    with pytest.raises(BadEntry) as refused:
        give_post(**said, by=THE_MACHINE, now=MONDAY)
    assert list(refused.value.problems) == [field]
    assert last_position() == before


def test_an_address_belongs_to_one_user_however_it_is_written():
    user("Montgomery Teamlead")
    with pytest.raises(BadEntry, match="already"):
        add_user(email=" Montgomery.TEAMLEAD@demo.invalid", name="Another", by=THE_MACHINE, now=MONDAY)
    with pytest.raises(BadEntry, match="no e-mail address"):
        add_user(email="montgomery", name="Another", by=THE_MACHINE, now=MONDAY)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda by: add_agency(slug="new", name="New", kind="health", areas=[], by=by, now=MONDAY),
        lambda by: add_team(
            slug="new", name="New", agency="solent-city-council", area="southampton", by=by, now=MONDAY
        ),
        lambda by: add_user(email="new@demo.invalid", name="New", by=by, now=MONDAY),
        lambda by: give_post(
            user=user(),
            role="system-administrator",
            agency="solent-city-council",
            starts=MONDAY.date(),
            by=by,
            now=MONDAY,
        ),
        lambda by: end_post(post=Post.objects.get().pk, ends=FRIDAY.date(), by=by, now=MONDAY),
    ],
    ids=["agency", "team", "user", "post", "end of a post"],
)
def test_only_a_system_administrator_changes_who_works_where(attempt):
    # Given a manager of the front door
    manager = reader("mash-manager")
    before = last_position()
    # When they try
    with pytest.raises(NotAllowed):
        attempt(manager)
    # Then nothing is written; a system administrator may
    assert last_position() == before
    attempt(replace(manager, role_word="system-administrator"))
    assert last_position() > before


def test_people_are_called_by_their_names_in_one_question(django_assert_num_queries):
    first, second = user("Montgomery Teamlead"), user("Cordelia Chairing")
    with django_assert_num_queries(1):
        names = names_of(
            [
                first.person,
                second.person,
                first.person,
                "person:Hortensia-Healthvisit",
                "user:999999",
                "import",
                "public:ab-12",
            ]
        )
    assert names == {
        first.person: "Montgomery Teamlead", second.person: "Cordelia Chairing", "person:Hortensia-Healthvisit": "Hortensia Healthvisit",
        "public:ab-12": "A member of the public",
        "user:999999": "999999", "import": "import",
    }  # fmt: skip
    agency("solent-police")
    assert agency_names(["solent-police", "gone"]) == {"solent-police": "Solent Police (invented)", "gone": "gone"}


def test_colleagues_and_people_of_a_role_are_those_who_hold_the_post_now():
    agency("solent-city-council")
    add_team(slug="mash", name="MASH", agency="solent-city-council", area="southampton", by=THE_MACHINE, now=MONDAY)
    for name, until in (("Montgomery Teamlead", None), ("Philippa Former", TUESDAY.date())):
        give_post(
            user=user(name), role="mash-manager", agency="solent-city-council", team="mash", starts=MONDAY.date(), ends=until,
            by=THE_MACHINE, now=MONDAY,
        )  # fmt: skip
    assert [one.name for one in colleagues("mash", TUESDAY.date())] == ["Montgomery Teamlead", "Philippa Former"]
    assert [one.name for one in colleagues("mash", WEDNESDAY.date())] == ["Montgomery Teamlead"]
    assert [one.name for one in people_by_role("southampton", "mash-manager", WEDNESDAY.date())] == [
        "Montgomery Teamlead"
    ]
    assert not people_by_role("hampshire", "mash-manager", WEDNESDAY.date())
