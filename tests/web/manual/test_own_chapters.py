"""A partnership's own chapters on the pages: who may add them, how they are marked, and that what they hold can do no harm."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import MONDAY
from tests.web.manual.test_reading import HERE, words
from waymark.manual.register import own
from waymark.manual.speaking import the_machine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "small_packs")]

OWN = f"{HERE}own/"
SENT = {"title": "Bruises in babies", "owner": "Policy subgroup", "review": "2027-03-01", "text": "Ring the **MASH**."}


@pytest.fixture
def editor(sign_in, client):
    sign_in("business-manager", "Bartholomew Figures")
    return client


def page_of(client, path):
    return unescape(client.get(path).content.decode())


def test_a_business_manager_adds_a_chapter_and_everybody_reads_whose_it_is(editor):
    # When a business manager adds a chapter
    said = editor.post(f"{OWN}add/", SENT, follow=True)
    assert "is in the manual, version 1" in said.content.decode()
    editor.logout()
    # Then anybody reads it, marked with who added it and when, apart from the manual's own chapters
    page = page_of(editor, f"{OWN}bruises-in-babies/")
    assert "Added by Policy subgroup on 2 Mar 2026" in words(page)
    assert "Ring the <strong>MASH</strong>." in page
    assert "Next review 1 Mar 2027" in words(page)
    assert "Added by the partnership itself Bruises in babies" in words(page_of(editor, HERE))


def test_a_chapter_is_listed_under_the_part_that_was_chosen_and_found_by_its_title(editor):
    editor.post(f"{OWN}add/", SENT | {"part": "harm"})
    page = words(page_of(editor, HERE))
    assert "Kites Bruises in babies Added by Policy subgroup on 2 Mar 2026 When you are worried" in page
    assert "Added by the partnership itself" not in page
    assert "Bruises in babies" in page_of(editor, f"{HERE}?find=bruises")
    assert "Bruises in babies" not in page_of(editor, f"{HERE}?find=kites")


def test_a_file_goes_before_the_box_and_its_first_heading_is_the_title(editor):
    file = SimpleUploadedFile("bruises.md", "# From the file\n\nIt says this.".encode("utf-8-sig"))
    editor.post(f"{OWN}add/", SENT | {"title": "", "file": file})
    page = page_of(editor, f"{OWN}from-the-file/")
    assert "It says this." in page
    assert page.count("From the file</h1>") == 1


@pytest.mark.parametrize(
    ("content", "fault"), [(b"\xff\xfe\x00", "no text in UTF-8"), (b"x" * (4 * own.LONGEST + 1), "too large")]
)
def test_a_file_that_is_no_chapter_is_refused_and_what_was_typed_stays(editor, content, fault):
    page = editor.post(f"{OWN}add/", SENT | {"file": SimpleUploadedFile("x.md", content)}).content.decode()
    assert fault in page
    assert "Policy subgroup" in page
    assert not own.chapters_of("invented-area")


def test_what_is_wrong_is_said_at_its_field(editor):
    page = editor.post(f"{OWN}add/", SENT | {"owner": "", "review": "soon"}).content.decode()
    assert "Give a day such as" in page
    page = editor.post(f"{OWN}add/", SENT | {"owner": "", "review": "2020-01-01"}).content.decode()
    assert "Say who keeps this chapter right" in page
    assert "lies in the future" in page


def test_scripts_in_a_chapter_are_words_on_the_page(editor):
    text = "<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    editor.post(f"{OWN}add/", SENT | {"text": text, "title": "<b>Bold</b> title", "owner": "<i>me</i>"})
    html = editor.get(f"{OWN}b-bold-b-title/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    for tag in ("<script>alert", "<img", "<b>Bold", "<i>me", 'href="javascript'):
        assert tag not in html


def test_a_change_is_a_new_version_and_the_earlier_one_can_be_read(editor):
    editor.post(f"{OWN}add/", SENT)
    editor.post(f"{OWN}bruises-in-babies/change/", SENT | {"text": "Ring at once.", "said": "Sooner"})
    now = page_of(editor, f"{OWN}bruises-in-babies/")
    assert "Ring at once." in now
    assert "Version 2: Sooner" in words(now)
    before = page_of(editor, f"{OWN}bruises-in-babies/?version=1")
    assert "This is an earlier version." in before
    assert "Ring the <strong>MASH</strong>" in before
    assert editor.get(f"{OWN}bruises-in-babies/?version=9").status_code == 404


def test_what_is_withdrawn_says_so_at_its_address_and_is_listed_no_more(editor):
    editor.post(f"{OWN}add/", SENT)
    refused = editor.post(f"{OWN}bruises-in-babies/withdraw/", {"because": ""}).content.decode()
    assert "Say why the chapter is withdrawn." in refused
    editor.post(f"{OWN}bruises-in-babies/withdraw/", {"because": "Replaced."})
    assert "Withdrawn" in page_of(editor, OWN)
    editor.logout()
    assert "Withdrawn on 2 Mar 2026: Replaced." in words(page_of(editor, f"{OWN}bruises-in-babies/"))
    assert "Bruises in babies" not in page_of(editor, HERE)
    assert "Bruises in babies" not in page_of(editor, OWN)


@pytest.mark.parametrize("role", ["mash-manager", "social-worker", "system-administrator"])
def test_others_are_told_who_may(client, sign_in, role):
    version = own.add_chapter(
        area="invented-area", name="bruises", part="", by=the_machine("invented-area"), now=MONDAY,
        written=own.Written(title="Bruises", owner="Us", text="x", review=MONDAY.date().replace(year=2027)),
    )  # fmt: skip
    sign_in(role, "Wilhelmina Socialwork")
    for path in ("add/", "bruises/change/", "bruises/withdraw/"):
        assert client.get(OWN + path).status_code == 403
        assert client.post(OWN + path, SENT | {"because": "x"}).status_code == 403
    assert [one.pk for one in own.versions_of("invented-area", "bruises")] == [version.pk]
    assert "Change this chapter" not in page_of(client, f"{OWN}bruises/")


def test_somebody_signed_out_is_led_to_sign_in(client):
    assert "/account/login/" in client.get(f"{OWN}add/").headers["Location"]
    assert "/account/login/" in client.post(f"{OWN}add/", SENT).headers["Location"]
    assert not own.chapters_of("invented-area")


def test_a_review_that_is_overdue_is_marked_loudly(editor):
    from datetime import UTC, datetime

    from waymark.web import clock

    editor.post(f"{OWN}add/", SENT | {"review": "2026-03-03"})
    with clock.at(datetime(2026, 3, 5, 12, tzinfo=UTC)):
        assert "should have been reviewed by Tuesday 3 March 2026" in words(page_of(editor, f"{OWN}bruises-in-babies/"))
        assert "Review overdue" in words(page_of(editor, HERE))
