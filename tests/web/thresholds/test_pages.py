"""The navigator's pages, as a member of the public sees them: choose, tick, read where it stands. Nothing is kept."""

import logging

import pytest
from django.apps import apps

from tests.cast import MONDAY
from waymark.casefile import packs
from waymark.manual.levels import chart_of

pytestmark = pytest.mark.django_db

WITH_A_CHART = ("cambridgeshire-peterborough", "hampshire", "isle-of-wight", "portsmouth", "southampton")
HERE = "/guidance/portsmouth/levels"
MILESTONES = "physical-health.delay-reaching-milestones"
HALF = "learning-and-education.attendance-50-percent-or-below"
HEALTHY = "physical-health.physically-healthy-developmental-checks"
TWICE = "female-genital-mutilation.experienced-fgm"


def chart(area="portsmouth"):
    return chart_of(packs.pack_on(area, MONDAY.date()))


def ticked(*keys):
    return "&".join(f"d={one}" for one in keys)


def rows():
    """How many rows every table has."""
    return {one._meta.label: one.objects.count() for one in apps.get_models()}


# Finding one's way


@pytest.mark.covers("THR-G018", "THR-G121", "THR-F05", "THR-E21")
@pytest.mark.parametrize("area", WITH_A_CHART)
def test_every_area_with_a_chart_shows_its_levels_and_every_part_of_it_opens(somebody, area):
    base, found = f"/guidance/{area}/levels", chart(area)

    somebody.opens(f"{base}/").sees(*(one.label for one in found.levels), "It does not decide", found.edition.name)
    for domain in found.domains:
        somebody.opens(f"{base}/part/{domain.id}/").sees(*(one.text for one in domain.descriptors))
        assert somebody.status == 200
    for level in found.levels:
        somebody.opens(f"{base}/level/{level.id}/").sees(level.label, level.say)


@pytest.mark.covers("THR-H01")
def test_an_area_whose_chart_is_not_held_says_so_with_its_rules_and_the_number_to_ring(somebody):
    somebody.opens("/guidance/stoke-on-trent/levels/")

    somebody.sees("The area's chart is not in Waymark", "What the threshold framework is for", "01782 235100")
    assert somebody.opens("/guidance/stoke-on-trent/levels/result/").status == 404


def test_what_is_typed_is_found_and_can_be_ticked(somebody):
    somebody.posts(f"{HERE}/find/", q="milestones")

    somebody.sees("Delay in reaching milestones", "Tier 2")
    assert f'value="{MILESTONES}"' in somebody.html


def test_what_the_chart_does_not_say_is_said_to_be_no_proof_of_anything(somebody):
    somebody.posts(f"{HERE}/find/", q="zeppelin")
    somebody.sees("Nothing in the chart says this in these words", "does not mean that it does not matter")


def test_what_is_no_part_of_the_chart_is_not_found(somebody):
    for page in ("part/unheard-of/", "level/tier-9/"):
        assert somebody.opens(f"{HERE}/{page}").status == 404
    assert somebody.opens("/guidance/atlantis/levels/").status == 404


def test_what_was_ticked_goes_along_from_part_to_part_and_stands_ticked_when_one_comes_back(somebody):
    somebody.opens(f"{HERE}/part/learning-and-education/?{ticked(MILESTONES)}")
    assert f'<input type="hidden" name="d" value="{MILESTONES}">' in somebody.html

    somebody.posts_as_is(f"{HERE}/part/physical-health/", {"d": [MILESTONES, HALF], "seen": ["learning-and-education"]})

    assert f'value="{MILESTONES}" checked' in somebody.html
    assert f'<input type="hidden" name="d" value="{HALF}">' in somebody.html
    assert "?d=" in somebody.address, "without age and figures it is an address to which one can go back"


# Where it stands


@pytest.mark.covers("THR-G018", "THR-F05")
def test_the_result_is_a_range_in_words_with_what_fits_by_level_and_people_decide(somebody):
    somebody.opens(f"{HERE}/result/?{ticked(MILESTONES, HALF)}")

    somebody.sees("What fits stands between Tier 2 (Additional) and Tier 4 (Requires a statutory response)")
    somebody.sees("It is not a decision and not a score", "You choose the level and say why", "Ring 999")
    assert "Question(" not in somebody.html, "the search box of the layout holds nothing that is ours"


@pytest.mark.covers("THR-G183")
def test_a_line_that_is_printed_at_several_levels_is_named_and_a_reason_is_asked_for(somebody):
    somebody.opens(f"{HERE}/result/?{ticked(TWICE)}")
    somebody.sees("Printed at Tier 3 and Tier 4", "Say why you choose one")


def test_strengths_stand_beside_and_make_no_range(somebody):
    somebody.opens(f"{HERE}/result/?{ticked(HEALTHY)}")
    somebody.sees(
        "Only strengths are ticked, so there is no range to show", "Strengths, beside it", "They never raise the level"
    )


@pytest.mark.covers("THR-G119")
def test_figures_are_posted_matched_and_never_stand_in_an_address(somebody):
    said = {"d": MILESTONES, "age": "14", "about-attendance": "45", "about-beyond-parental-control": "yes"}
    somebody.posts_as_is(f"{HERE}/result/", said)

    somebody.sees("attendance 50% or below", "From the facts you gave", "between Tier 2 (Additional) and Tier 4")
    assert "45" not in somebody.address
    assert "age" not in somebody.address
    assert 'name="about-attendance" value="45"' in somebody.html or 'value="45"' in somebody.html


def test_figures_in_an_address_are_not_read(somebody):
    somebody.opens(f"{HERE}/result/?about-attendance=45&about-beyond-parental-control=yes&age=3")
    somebody.does_not_see("From the facts you gave")


@pytest.mark.parametrize("age", ["fourteen", "-1", "99", "1e3", "١٤"])
def test_an_age_that_is_none_is_shown_again_with_what_is_wrong(somebody, age):
    somebody.posts_as_is(f"{HERE}/result/", {"age": age})
    somebody.sees("Enter the age in whole years")


def test_what_is_missing_and_what_would_move_it_are_named(somebody):
    somebody.opens(f"{HERE}/result/?{ticked(MILESTONES)}")

    somebody.sees(
        "What would make it surer",
        "How old is the child?",
        "of the chart cannot be told yet",
        "22 parts of the chart not looked at",
    )
    somebody.sees("One level up, Tier 3", "One level down, Tier 1", "Moving between tiers")


def test_each_level_of_the_range_says_what_it_means_with_consent_route_and_the_number_that_is_open_now(somebody):
    somebody.opens(f"{HERE}/result/?{ticked(MILESTONES, HALF)}")

    somebody.sees(
        "What each of these levels means in Portsmouth",
        "informed and explicit consent",
        "Refer to the MASH",
        "Portsmouth MASH",
    )


def test_hours_decide_who_is_to_be_rung_now(somebody):
    somebody.opens(f"/guidance/southampton/levels/result/?{ticked(chart('southampton').descriptors[0].key)}")
    somebody.sees("Open now")


# Two areas


@pytest.mark.covers("THR-G184", "THR-G185")
def test_two_areas_stand_side_by_side_and_nothing_is_called_the_same_but_what_is(somebody):
    somebody.opens(f"{HERE}/compare/?with=southampton&{ticked(MILESTONES)}")

    somebody.sees(
        "Portsmouth and Southampton, side by side",
        "Nearest wording",
        "Slow to reach milestones",
        "compares letters, not meanings",
    )
    somebody.sees(
        "Tier 2 (Additional)",
        "Level 2 (Early Help)",
        "Facts that these charts are known to place differently",
        "Private fostering",
    )


def test_two_areas_with_one_chart_are_said_to_share_it(somebody):
    somebody.opens("/guidance/hampshire/levels/compare/?with=isle-of-wight")
    somebody.sees("These two areas use one and the same chart")


def test_the_same_figures_are_read_by_both_charts(somebody):
    said = {"with": "hampshire", "about-pregnant": "yes", "age": "12"}
    somebody.posts_as_is(f"{HERE}/compare/", said).sees("What the same facts say there")


def test_an_area_without_a_chart_is_not_offered(somebody):
    somebody.opens(f"{HERE}/compare/").does_not_see("Stoke-on-Trent")
    somebody.opens(f"{HERE}/compare/?with=stoke-on-trent").sees("Compare with another area")


# Nothing is kept


def test_nothing_is_kept_of_what_somebody_looks_up(somebody, caplog):
    before = rows()
    with caplog.at_level(logging.DEBUG):
        somebody.posts_as_is(f"{HERE}/", {"age": "14", "q": "late"})
        somebody.posts_as_is(f"{HERE}/find/", {"age": "14", "q": "late"})
        somebody.posts_as_is(f"{HERE}/part/learning-and-education/", {"d": MILESTONES, "age": "14"})
        somebody.posts_as_is(f"{HERE}/result/", {"d": [MILESTONES, HALF], "age": "14", "about-attendance": "45"})
        somebody.posts_as_is(f"{HERE}/compare/", {"d": [MILESTONES], "age": "14", "with": "southampton"})

    assert rows() == before
    assert not somebody.client.cookies
    assert "no-store" in somebody.answer.headers["Cache-Control"]
    assert not [one for one in caplog.records if "14" in one.getMessage() and "waymark" in one.name]


def test_a_form_needs_no_token_since_it_writes_nothing(db):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post(f"{HERE}/result/", {"d": MILESTONES, "age": "14"})
    assert answer.status_code == 200
    assert not answer.cookies


def test_junk_does_no_harm(somebody):
    somebody.posts_as_is(
        f"{HERE}/result/",
        {"d": ["<script>", MILESTONES] * 2000, "age": "9" * 500, "about-attendance": "\x00many", "seen": "?"},
    )
    assert somebody.status == 200
    assert "<script>" not in somebody.html.replace('<script type="module"', "")
