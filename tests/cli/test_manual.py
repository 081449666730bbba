"""The manual from the command line: printed to files, with a partnership's own chapters, and people told of changes."""

import pytest

from tests.access.people import reader
from tests.cast import MONDAY, TUESDAY
from waymark.ledger.queries import stream_events
from waymark.manual.register import own
from waymark.manual.register.following import follow

pytestmark = pytest.mark.django_db

ABOUT = ("--area", "southampton", "--owner", "Policy subgroup", "--review", "2027-03-01")


@pytest.fixture
def chapter(tmp_path):
    file = tmp_path / "bruises.md"
    file.write_text("# Bruises in babies\n\nRing the MASH.\n", encoding="utf-8")
    return file


def test_the_whole_manual_is_written_as_text_files_that_say_their_edition(waymark, tmp_path):
    ran = waymark("manual", "print", "southampton", "--folder", tmp_path / "manual")
    assert ran.code == 0
    assert "chapters of Southampton are written in" in ran.out
    text = (tmp_path / "manual" / "referral.txt").read_text(encoding="utf-8")
    assert "A print is right only on its day." in text
    assert "By when\n───────" in text
    assert max(len(line) for line in text.splitlines()) <= 100


def test_an_area_that_does_not_exist_is_refused_in_one_sentence(waymark, tmp_path):
    assert "atlantis" in waymark("manual", "print", "atlantis", "--folder", tmp_path / "x").refused(code=1)


def test_a_chapter_is_added_from_a_file_and_added_again_gets_a_new_version(waymark, chapter):
    assert "own/bruises-in-babies, version 1" in waymark("manual", "add", chapter, *ABOUT).out
    chapter.write_text("# Bruises in babies\n\nRing at once.\n", encoding="utf-8")
    added = waymark("manual", "add", chapter, *ABOUT, "--said", "Sooner", "--json", now=TUESDAY).json
    assert added == {"area": "southampton", "name": "bruises-in-babies", "title": "Bruises in babies", "version": 2}
    assert [one.text.splitlines()[-1] for one in own.versions_of("southampton", "bruises-in-babies")] == [
        "Ring at once.",
        "Ring the MASH.",
    ]
    assert [one.by for one in stream_events("manual:southampton/bruises-in-babies")] == ["command-line"] * 2


def test_chapters_are_listed_and_withdrawn_with_a_reason(waymark, chapter):
    waymark("manual", "add", chapter, *ABOUT)
    withdraw = ("manual", "withdraw", "bruises-in-babies", "--area", "southampton", "--because", "Replaced")
    assert "is withdrawn" in waymark(*withdraw).out
    (row,) = waymark("manual", "list", "--area", "southampton", "--json").json
    assert (row["name"], row["withdrawn"]) == ("bruises-in-babies", True)
    assert "already" in waymark(*withdraw).refused(code=1)
    assert "withdrawn" in waymark("manual", "list", "--area", "southampton").out


def test_what_cannot_be_is_refused_in_one_sentence(waymark, chapter, tmp_path):
    past = (*ABOUT[:4], "--review", "2020-01-01")
    assert "lies in the future" in waymark("manual", "add", chapter, *past).refused(code=1)
    nothing = ("manual", "withdraw", "nothing", "--area", "southampton", "--because", "x")
    assert "no chapter 'nothing'" in waymark(*nothing).refused(code=1)
    (tmp_path / "x.md").write_bytes(b"\xff\xfe\x00")
    assert "no text in UTF-8" in waymark("manual", "add", tmp_path / "x.md", *ABOUT).refused(code=1)


def test_followers_are_told_once(waymark, chapter, mailoutbox):
    follow(person=reader("social-worker").person, area="southampton", now=MONDAY)
    waymark("manual", "add", chapter, *ABOUT)
    assert waymark("manual", "tell").out == "1 e-mail sent.\n"
    assert waymark("manual", "tell").out == "0 e-mails sent.\n"
    assert "Bruises in babies (new)" in mailoutbox[0].body
