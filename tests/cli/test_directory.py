"""`waymark directory …`: an area's services, whom to call, and what is due."""

import pytest

from tests.access.people import reader
from tests.cast import MONDAY, utc
from waymark.casefile import packs
from waymark.manual.directory.actions import confirm
from waymark.manual.directory.entries import entry_named

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_confirmed_more_than_one():
    pack = packs.pack_on("southampton", MONDAY.date())
    by = reader("business-manager", name="Perpetua Business")
    entry = entry_named(pack, "forced-marriage-unit", {}, MONDAY)
    confirm(area="southampton", entry=entry, seen=0, by=by, now=MONDAY)


def test_what_is_due_leaves_out_what_was_confirmed_until_it_is_due_again(waymark):
    due = {one["name"] for one in waymark("directory", "due", "--area", "southampton", "--json").json}
    assert "forced-marriage-unit" not in due
    assert "southampton-crs" in due
    later = waymark("directory", "due", "--area", "southampton", "--json", now=utc(3, month=9)).json
    assert "forced-marriage-unit" in {one["name"] for one in later}


def test_the_list_shows_both_numbers_where_sources_contradict_each_other(waymark):
    asked = ("directory", "list", "--area", "southampton", "--concern", "child-at-risk")
    (line,) = [one for one in waymark(*asked, "--json").json if one["name"] == "southampton-crs"]
    assert [one["phone"] for one in line["readings"]] == ["023 8083 3004", "023 8083 3336"]
    assert "never" in waymark(*asked).out
    assert "services of Southampton." in waymark(*asked).out


def test_whom_to_call_is_answered_for_any_time(waymark):
    asked = ("directory", "call", "--area", "stoke-on-trent", "--concern", "child-at-risk", "--json")
    assert waymark(*asked, "--at", "2026-12-27T10:00").json[0]["name"] == "emergency-duty-team"
    assert waymark(*asked, "--at", "2028-12-27T10:00").json[0]["name"] == "front-door"
    assert "Emergency Duty Team" in waymark(*asked[:-1], "--at", "2026-12-27T10:00").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("list", "--area", "atlantis"), 2),
        (("call", "--area", "southampton", "--concern", "child-at-rsk"), 1),
        (("call", "--area", "southampton", "--concern", "child-at-risk", "--at", "tomorrow"), 2),
        (("due",), 2),
    ],
)
def test_wrong_use_is_refused_in_a_sentence(waymark, words, code):
    assert waymark("directory", *words).refused(code=code)
