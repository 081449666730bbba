"""Whoever follows a chapter is told when it changes, here and by e-mail, and of nothing else."""

import pytest

from tests.access.people import reader
from tests.cast import MONDAY, TUESDAY, WEDNESDAY
from tests.manual.book import small
from tests.manual.register.test_own_chapters import add, written
from waymark.casefile import packs
from waymark.manual.register import following, own
from waymark.manual.register.models import Follow, Printing
from waymark.manual.speaking import BadEntry, the_machine

pytestmark = pytest.mark.django_db


AREA = "invented-area"
EDITOR = the_machine(AREA)


@pytest.fixture(autouse=True)
def _small(small_packs):
    return small_packs


def new_edition(folder, starts="2026-03-03"):
    """From a day on, Tuesday unless another is named, a decision has another limit."""
    text = small.NEW_EDITION.replace("2025-01-01", starts)
    (folder / AREA / "later.yaml").write_text(text)
    packs.forget()


def test_nothing_has_changed_for_somebody_who_has_just_begun(worker):
    following.follow(person=worker, area=AREA, now=MONDAY)
    assert following.changes_for(worker, MONDAY) == ()


def test_a_new_edition_is_a_change_of_the_chapters_whose_words_differ(small_packs, worker):
    # Given somebody who follows the whole manual, and somebody who follows one chapter
    following.follow(person=worker, area=AREA, now=MONDAY)
    other = reader("team-manager", name="Montgomery Teamlead").person
    following.follow(person=other, area=AREA, chapter="kites", now=MONDAY)
    # When an edition begins on Tuesday that changes the referral
    new_edition(small_packs)
    # Then only who follows that hears of it, and on Monday there is nothing to hear yet
    assert following.changes_for(worker, MONDAY) == ()
    changed = following.changes_for(worker, TUESDAY)
    assert [(one.chapter, one.what) for one in changed] == [("referral", "changed")]
    assert following.changes_for(other, TUESDAY) == ()


def test_what_has_been_seen_is_news_no_longer(small_packs, worker):
    following.follow(person=worker, area=AREA, now=MONDAY)
    new_edition(small_packs)
    following.mark_seen(person=worker, area=AREA, now=TUESDAY)
    assert following.changes_for(worker, WEDNESDAY) == ()


def test_own_chapters_are_news_when_added_changed_and_withdrawn(worker):
    following.follow(person=worker, area=AREA, now=MONDAY)
    version = add(EDITOR, area=AREA)
    assert [(one.chapter, one.title, one.what) for one in following.changes_for(worker, MONDAY)] == [
        ("own/bruises", "Bruises in babies", "new")
    ]
    following.mark_seen(person=worker, area=AREA, now=TUESDAY)
    own.change_chapter(chapter=version.chapter, written=written(title="Bruises"), by=EDITOR, now=TUESDAY)
    assert [one.what for one in following.changes_for(worker, TUESDAY)] == ["changed"]
    own.withdraw_chapter(chapter=version.chapter, because="Replaced", by=EDITOR, now=TUESDAY)
    assert [one.what for one in following.changes_for(worker, TUESDAY)] == ["gone"]


def test_one_e_mail_names_the_chapters_and_nobody(small_packs, worker, mailoutbox, settings):
    settings.WAYMARK_ADDRESS = "https://waymark.example.org"
    following.follow(person=worker, area=AREA, now=MONDAY)
    following.follow(person=worker, area=AREA, chapter="referral", now=MONDAY)
    assert following.tell(now=MONDAY) == 0
    new_edition(small_packs)
    # When the timer runs twice
    assert following.tell(now=TUESDAY) == 1
    assert following.tell(now=WEDNESDAY) == 0
    # Then one e-mail went out; it says where to read, and no name
    (mail,) = mailoutbox
    assert mail.to == ["wilhelmina.socialwork@demo.invalid"]
    assert "- Referral (changed)" in mail.body
    assert "https://waymark.example.org/guidance/invented-area/manual/following/" in mail.body
    assert "Wilhelmina" not in mail.body
    assert following.changes_for(worker, TUESDAY), "being told is not having looked"


def test_who_stopped_or_may_not_sign_in_gets_none(small_packs, worker, mailoutbox):
    following.follow(person=worker, area=AREA, now=MONDAY)
    following.follow(person="user:999999", area=AREA, now=MONDAY)
    following.stop_following(person=worker, area=AREA)
    new_edition(small_packs)
    assert following.tell(now=TUESDAY) == 0
    assert not mailoutbox


def test_following_twice_is_following_once_and_a_chapter_must_exist(worker):
    following.follow(person=worker, area=AREA, chapter="referral", now=MONDAY)
    following.follow(person=worker, area=AREA, chapter="referral", now=TUESDAY)
    assert Follow.objects.count() == 1
    with pytest.raises(BadEntry):
        following.follow(person=worker, area=AREA, chapter="nonsense", now=MONDAY)


def test_a_printing_is_kept_only_when_something_changed():
    first = following.notice(AREA, MONDAY)
    assert following.notice(AREA, TUESDAY) == first
    assert Printing.objects.count() == 1
