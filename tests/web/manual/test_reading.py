"""Reading the manual: contents, chapters, sections, editions and prints."""

import re
from html import unescape
from itertools import pairwise

import pytest

from tests.manual.book import real
from tests.manual.register.test_following import new_edition
from waymark.manual.book import headings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

HERE = "/guidance/invented-area/manual/"


@pytest.fixture
def reads(client, small_packs):
    """Opens a page of the invented area's manual without an account."""

    def get(path="", status=200):
        page = client.get(HERE + path)
        assert page.status_code == status, path
        return unescape(page.content.decode())

    return get


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_contents_list_every_chapter_under_its_part_and_mark_those_with_rules_of_the_area(reads):
    page = words(reads())
    assert re.search("Kinds of harm Kites When you are worried Referral Invented area", page)
    assert "What all procedures share" in page


def test_titles_are_found_without_a_script(reads):
    page = words(reads("?find=signs"))
    assert "Signs of a kite" in page
    assert "Telling somebody about a worry" not in page
    assert "No title has “zebra”" in words(reads("?find=zebra"))


def test_a_chapter_shows_its_edition_whose_rules_and_a_review_that_is_overdue_loudly(reads):
    page = words(reads("referral/"))
    assert "Edition 2024-06, since 1 Jun 2024" in page
    assert "England 2024-01, Invented area 2024-06" in page
    assert "This chapter should have been reviewed by Friday 31 January 2025." in page
    assert "should have been reviewed" not in words(reads("kites/"))


def test_what_must_should_and_may_mean_is_explained_and_each_rule_is_marked(reads):
    page = reads("referral/clocks/")
    assert "What must, should and may mean" in page
    assert 'Decide in time <strong class="wm-manual__word wm-manual__word--must">must</strong>' in page
    assert 'Tell the referrer <strong class="wm-manual__word wm-manual__word--should">should</strong>' in page


def test_what_an_area_changed_says_whose_it_is_and_why(reads):
    page = words(reads("referral/clocks/"))
    assert "Invented area tightens the rule of its parents: the area is quicker." in page


def test_a_section_lists_the_steps_that_use_it_and_leads_to_its_neighbours(reads):
    page = words(reads("referral/in-time/"))
    assert "Rules that go with this Decide in time by when" in page
    assert "Previous section : What a referral is" in page
    assert "Next section : Who may start it and what is done" in page
    assert "Steps that use this Make a referral" in words(reads("referral/what-it-is/"))


def test_the_address_of_any_entry_leads_to_where_it_is_printed(client, small_packs):
    for name, there in (
        ("decide", "clocks/#duty-decide"),
        ("concern-known", "first/#gate-concern-known"),
        ("intake", "forms/#form-intake"),
        ("outcomes", "lists/#list-outcomes"),
    ):
        assert client.get(f"{HERE}referral/{name}/").headers["Location"] == f"{HERE}referral/{there}"
    assert client.get(f"{HERE}shared/kite-line/").headers["Location"] == f"{HERE}shared/contacts/#contact-kite-line"


@pytest.mark.covers("GOV-H13")
def test_a_chapter_is_downloaded_with_its_edition_and_the_address_to_check(client, small_packs):
    answer = client.get(f"{HERE}kites.txt")
    text = answer.content.decode()
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Invented area: edition 2024-06" in text
    assert "check http://testserver/guidance/invented-area/manual/kites/ for changes." in " ".join(text.split())
    assert "• A string: Long and thin." in text
    assert "01632 960777" not in text
    assert client.get(f"{HERE}nonsense.txt").status_code == 404


def test_what_does_not_exist_is_not_found(reads):
    for path in ("nonsense/", "referral/nonsense/", "?edition=nonsense", "compare/nonsense/", "own/nonsense/"):
        reads(path, status=404)


@pytest.mark.covers("GOV-H14")
def test_a_print_says_when_it_was_made_and_where_to_look_for_changes(reads):
    page = words(reads("kites/"))
    stamp = "Printed on 2 March 2026 12:00 ; edition 2024-06 of the procedures manual for Invented area."
    assert stamp in page
    assert "check http://testserver/guidance/invented-area/manual/kites/ for changes." in page


def test_the_number_for_workers_is_shown_to_workers_only(reads, sign_in):
    assert "01632 960123" in reads("kites/contacts/")
    assert "01632 960777" not in reads("kites/contacts/")
    assert "01632 960777" not in reads("kites/")
    sign_in("social-worker", "Wilhelmina Socialwork")
    assert "01632 960777" in reads("kites/contacts/")


@pytest.mark.covers("GOV-H13")
def test_an_earlier_edition_can_be_read_and_says_that_it_is_archived(reads, small_packs):
    # Given an edition that began before today
    new_edition(small_packs, starts="2026-02-01")
    # When somebody reads the edition before it
    now, before = words(reads("referral/clocks/")), words(reads("referral/clocks/?edition=2024-06"))
    # Then it says what held then, that it no longer holds, and its links stay in it
    assert "Within 2 hours" in now
    assert "no longer holds" not in now
    assert "Within 4 hours" in before
    assert "This is edition 2024-06, which no longer holds." in before
    assert f'href="{HERE}referral/steps/?edition=2024-06"' in reads("referral/clocks/?edition=2024-06")
    assert "2025-01 , since 1 Feb 2026 (holds today)" in words(reads())
    reads("referral/new-words/")
    reads("referral/new-words/?edition=2024-06", status=404)


def test_a_reader_who_is_signed_in_sees_the_same_and_may_follow(reads, sign_in):
    assert "Tell me of changes" not in reads("referral/")
    sign_in("social-worker", "Wilhelmina Socialwork")
    assert "Tell me of changes in this chapter" in reads("referral/")


# The packs as they are


@pytest.mark.parametrize("area", ["hampshire", "portsmouth", "stoke-on-trent", "cambridgeshire-peterborough"])
def test_every_chapter_of_an_area_is_a_sound_page(client, area):
    for heading in headings(real.pack(area)):
        page = client.get(f"/guidance/{area}/manual/{heading.name}/")
        html = page.content.decode()
        assert page.status_code == 200, heading.name
        assert html.count("<h1") == 1, heading.name
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), (heading.name, sorted({one for one in ids if ids.count(one) > 1}))
        inside = set(re.findall(r'href="#([^"]+)"', html))
        assert inside <= set(ids), (heading.name, sorted(inside - set(ids))[:5])
        levels = [int(one) for one in re.findall(r"<h([1-6])", html)]
        assert all(after - before <= 1 for before, after in pairwise(levels)), heading.name


def test_the_sources_of_a_chapter_are_named_by_document_and_lines(client):
    page = words(client.get("/guidance/southampton/manual/referral/sources/").content.decode())
    assert "Portsmouth and Southampton threshold documents, lines" in page


def test_worked_examples_are_those_of_the_area(client):
    page = words(unescape(client.get("/guidance/southampton/manual/referral/examples/").content.decode()))
    assert "The Friday referral, rated red for immediate risk" in page
    assert "“Call police on 999”: owed." in page


def test_a_number_that_the_area_has_corrected_in_its_directory_is_the_one_that_the_manual_prints(reads, sign_in):
    from tests.cast import MONDAY
    from waymark.ledger import actions as ledger
    from waymark.ledger.events import NewEvent
    from waymark.manual.directory.said import CORRECTED, stream_of

    said = {"channels": {"phone": "01632 960555"}, "printed": {"phone": "01632 960123"}, "reason": "It has moved"}
    event = NewEvent(payload=said, occurred_at=MONDAY, by="person:Nobody-Inparticular", type=CORRECTED)
    stream = stream_of("invented-area", "kite-line")
    ledger.append(stream=stream, expected_sequence=0, events=[event], now=MONDAY)
    assert "01632 960555" in reads("kites/contacts/")
    assert "01632 960123" not in reads("kites/")


def test_a_chapter_asks_the_database_little(client, small_packs, django_assert_max_num_queries):
    client.get(f"{HERE}referral/")
    with django_assert_max_num_queries(3):
        client.get(f"{HERE}kites/")
        client.get(f"{HERE}referral/")
