"""From the navigator into a report: what was ticked goes along, the person chooses the level, and whoever screens reads both."""

import pytest

from tests.access.people import agency, reader
from tests.cast import MONDAY, WORKER, at
from tests.web.board.front_door import at_a_time, text
from tests.web.board.front_door import signed_in as at_the_front_door
from waymark.casefile.actions import record
from waymark.casefile.acts import Act
from waymark.casefile.models import Episode
from waymark.casefile.queries import all_files
from waymark.procedures.history import Kind

pytestmark = pytest.mark.django_db

AREA = "southampton"


def keys():
    from waymark.casefile import packs
    from waymark.manual.levels import chart_of

    chart = chart_of(packs.pack_on(AREA, MONDAY.date()))
    worry = next(
        one
        for one in chart.descriptors
        if one.levels and one.levels[-1].order == 2 and not one.ambiguous and not one.protective
    )
    strength = next(one for one in chart.descriptors if one.protective)
    return worry, strength


def begins_with(somebody, *found, **more):
    """From the result page, through the door, to the list of tasks."""
    query = "&".join(f"d={one.key}" for one in found)
    somebody.opens(f"/report/area/{AREA}/?{query}").sees("goes along when you write here", *(one.text for one in found))
    return somebody.begins(AREA, danger=f"no&{query}", **more)


def sent():
    (file,) = all_files()
    return next(one for one in file.history.events if one.kind is Kind.DONE)


def a_teacher_refers(signed_in):
    """A teacher ticks a worry and a strength, takes them along, chooses level 3 and says why, and sends."""
    worry, strength = keys()
    agency("elm-street-school")
    teacher = signed_in(reader("professional-referrer", "elm-street-school", "Tarquin Headteacher"))
    begins_with(teacher, worry, strength).opens(f"{teacher.home}topic/referral--level-of-need/")
    teacher.sees(
        "Which lines of the area's chart fit the child?", worry.text, f"Strength. Health: {strength.text}", "edition"
    )
    assert 'value="level-2" checked' not in teacher.html, "no level is chosen for anybody"

    said = {name: values[0] for name, values in teacher.report.content["topics"]["referral--level-of-need"].items()}
    said |= {"level-of-need": "level-3", "level-reasons": "Every week since September.", "action": "continue"}
    teacher.posts_as_is(teacher.address, said)
    teacher.tells_of_child(name="Ambrosia Testcase", age="about 7")
    teacher.answers("the-concern", concern="Falls behind in everything.")
    teacher.says_that_the_rest_is_not_known()
    teacher.sends().sees("It has been sent")
    return worry


@pytest.mark.covers("THR-F05", "THR-G183")
def test_a_professional_takes_along_what_was_ticked_chooses_the_level_and_says_why(signed_in):
    worry = a_teacher_refers(signed_in)

    act = sent()
    assert (act.answers["level-of-need"], act.answers["level-reasons"]) == ("level-3", "Every week since September.")
    assert worry.text in act.answers["level-descriptors"]
    assert "Southampton, edition" in act.answers["level-chart"]
    assert act.answers["levels-used"] == "yes"


def test_a_member_of_the_public_can_take_it_along_too_and_may_leave_the_level_open(somebody):
    worry, _ = keys()
    begins_with(somebody, worry).sees("Level of need")

    somebody.tells_enough().says_that_the_rest_is_not_known().sends().sees("It has been sent")

    act = sent()
    assert act.name == "referral/contact"
    assert worry.text in act.answers["level-descriptors"]
    assert "level-of-need" not in act.answers


def test_whoever_did_not_look_at_the_chart_is_not_asked_about_it(somebody):
    somebody.begins(AREA).does_not_see("Level of need")
    somebody.tells_enough().says_that_the_rest_is_not_known().sends()

    act = sent()
    assert act.answers["levels-used"] == "no"
    assert "level-descriptors" not in act.answers


def test_lines_of_another_area_are_not_taken_along(somebody):
    somebody.opens(f"/report/area/{AREA}/?d=physical-health.delay-reaching-milestones").does_not_see("goes along")
    somebody.begins(AREA, danger="no&d=physical-health.delay-reaching-milestones").does_not_see("Level of need")


@pytest.mark.covers("REF-A10", "THR-G183")
def test_the_front_door_reads_the_referrers_level_beside_its_own_and_both_stand_where_they_differ(signed_in):
    # Given a referral that came with lines of the chart, a level and reasons
    worry = a_teacher_refers(signed_in)
    manager, episode = at_the_front_door("mash-manager"), Episode.objects.get(pathway="referral")

    page = text(at_a_time(manager, MONDAY.replace(hour=14), f"/board/{episode.pk}/"))
    assert "The referrer: Level 3 (Intensive/Targeted Early Help)" in page
    assert "Every week since September." in page
    assert worry.text in page
    assert "read the level differently" not in page

    # When the front door places it elsewhere, with its reasons
    said = {"level-at-screening": "level-2", "level-at-screening-reasons": "The school alone can meet it."}
    now = MONDAY.replace(hour=15)
    act = Act(
        name="referral/next-step", occurred=at(now), option="universal-services", reason="Help in school.", episode=episode.pk,
        answers=said, happened_anyway="Decided at once.",
    )  # fmt: skip
    record(stream=episode.stream, act=act, by=WORKER, area=AREA, now=now)

    # Then both readings stand there
    page = text(at_a_time(manager, MONDAY.replace(hour=16), f"/board/{episode.pk}/"))
    assert "The referrer and the front door read the level differently" in page
    assert "Level 2 (Early Help)" in page
    assert "The school alone can meet it." in page
    assert "Every week since September." in page
