"""A partnership's own chapters: added by its business team, changed by versions, withdrawn and never deleted."""

from datetime import date

import pytest

from tests.access.people import reader
from tests.cast import MONDAY, TUESDAY, WEDNESDAY
from waymark.ledger.queries import stream_events
from waymark.manual.register import own
from waymark.manual.register.models import OwnVersion
from waymark.manual.register.own import Written
from waymark.manual.speaking import BadEntry, NotAllowed

pytestmark = pytest.mark.django_db

AREA = "southampton"
REVIEW = date(2027, 3, 1)


def written(**more):
    said = {
        "title": "Bruises in babies",
        "owner": "Policy subgroup",
        "text": "Babies who cannot move do not bruise.",
        "review": REVIEW,
    }
    return Written(**said | more)  # fmt: skip


def add(editor, name="bruises", now=MONDAY, area=AREA, **more):
    return own.add_chapter(area=area, name=name, part="harm", written=written(**more), by=editor, now=now)


def test_a_business_manager_adds_a_chapter_and_the_ledger_says_who(editor):
    # When a business manager adds a chapter
    version = add(editor)
    # Then it is in the manual with owner, day and review, and an event tells who added it, without its text
    assert [(one.title, one.owner, one.number, one.review) for one in own.chapters_of(AREA)] == [
        ("Bruises in babies", "Policy subgroup", 1, REVIEW)
    ]
    (event,) = stream_events("manual:southampton/bruises")
    assert (event.type, event.by, event.payload["number"]) == ("chapter-added", editor.person, 1)
    assert version.text not in str(event.payload)


@pytest.mark.parametrize("role", ["mash-manager", "social-worker", "team-manager", "system-administrator"])
def test_nobody_else_may(role):
    with pytest.raises(NotAllowed, match="business manager"):
        add(reader(role))
    assert not OwnVersion.objects.exists()


def test_nor_a_business_manager_of_another_area():
    elsewhere = reader("business-manager", "fenland-council", name="Fenella Elsewhere")
    with pytest.raises(NotAllowed):
        add(elsewhere)


def test_a_change_is_a_new_version_and_the_earlier_one_stays(editor):
    first = add(editor)
    own.change_chapter(
        chapter=first.chapter, written=written(text="Ring the MASH.", said="Whom to ring"), by=editor, now=TUESDAY
    )
    assert [(one.number, one.text) for one in own.versions_of(AREA, "bruises")] == [
        (2, "Ring the MASH."),
        (1, "Babies who cannot move do not bruise."),
    ]
    assert [one.number for one in own.chapters_of(AREA)] == [2]


def test_what_is_withdrawn_is_out_of_the_manual_and_kept_with_the_reason(editor):
    chapter = add(editor).chapter
    own.withdraw_chapter(chapter=chapter, because="Replaced by the regional one", by=editor, now=TUESDAY)
    assert own.chapters_of(AREA) == []
    (kept,) = own.versions_of(AREA, "bruises")
    assert kept.chapter.withdrawn_because == "Replaced by the regional one"
    assert [one.type for one in stream_events("manual:southampton/bruises")] == ["chapter-added", "chapter-withdrawn"]
    with pytest.raises(BadEntry, match="already"):
        own.withdraw_chapter(chapter=chapter, because="Again", by=editor, now=WEDNESDAY)


def test_a_new_version_of_a_withdrawn_chapter_brings_it_back(editor):
    chapter = add(editor).chapter
    own.withdraw_chapter(chapter=chapter, because="By mistake", by=editor, now=TUESDAY)
    own.change_chapter(chapter=chapter, written=written(), by=editor, now=WEDNESDAY)
    assert [one.number for one in own.chapters_of(AREA)] == [2]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"owner": ""}, "owner"),
        ({"text": "\n"}, "text"),
        ({"text": "x" * (own.LONGEST + 1)}, "text"),
        ({"review": None}, "review"),
        ({"review": MONDAY.date()}, "review"),
    ],
)
def test_what_cannot_be_is_refused_field_by_field(editor, wrong, field):
    with pytest.raises(BadEntry) as refused:
        add(editor, **wrong)
    assert list(refused.value.problems) == [field]


@pytest.mark.parametrize("name", ["", "With Capitals", "../up", "ends-"])
def test_a_name_that_is_no_part_of_an_address_is_refused(editor, name):
    with pytest.raises(BadEntry) as refused:
        add(editor, name=name)
    assert "name" in refused.value.problems


def test_a_name_is_given_once_in_an_area(editor):
    add(editor)
    with pytest.raises(BadEntry, match="already"):
        add(editor)


def test_title_and_name_are_taken_from_the_text():
    assert own.title_of("Intro\n\n# Bruises in babies #\n\n## Then") == "Bruises in babies"
    assert own.title_of("No heading") == ""
    assert own.name_of("Bruises in babies: what to do!") == "bruises-in-babies-what-to-do"
