"""What changed, what differs between areas, and how people hear of it."""

import shutil
from datetime import UTC, datetime
from html import unescape
from xml.etree import ElementTree

import pytest

from tests.cast import TUESDAY
from tests.manual.register.test_following import new_edition
from tests.web.manual.test_reading import HERE, words
from waymark.casefile import packs
from waymark.manual.register import own
from waymark.manual.speaking import the_machine
from waymark.web import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def reads(client, small_packs):
    def get(path):
        page = client.get(HERE + path)
        assert page.status_code == 200, path
        return words(unescape(page.content.decode()))

    return get


def test_with_one_edition_there_is_nothing_to_compare_yet(reads):
    assert "There is one edition so far, 2024-06" in reads("changes/")


def test_what_changed_shows_the_old_and_the_new_words_and_why(reads, small_packs):
    new_edition(small_packs)
    with clock.at(TUESDAY):
        page = reads("changes/")
        assert "From edition 2024-06 to edition 2025-01, which begins on Tuesday 3 March 2026." in page
        assert "Limit 4 hours 2 hours" in page
        assert "New words guide New." in page
        assert "invented for a test" in page
        assert "No rule differs." in reads("changes/?from=2025-01&to=2025-01")


def test_an_edition_to_come_can_be_read_before_it_holds(reads, small_packs):
    new_edition(small_packs)
    assert "Within 4 hours" in reads("referral/clocks/")
    assert "which holds only from Tuesday 3 March 2026" in reads("referral/clocks/?edition=2025-01")
    assert "Limit 4 hours 2 hours" in reads("changes/?from=2024-06&to=2025-01")


def test_two_areas_are_compared_side_by_side(reads, small_packs):
    # Given a second area over the same law
    shutil.copytree(small_packs / "invented-area", small_packs / "other-area")
    for path in (small_packs / "other-area").glob("*.yaml"):
        text = (
            path.read_text().replace("pack: invented-area", "pack: other-area").replace("Invented area", "Other area")
        )
        path.write_text(text.replace("within: 4 hours", "within: 6 hours"))
    packs.forget()
    assert "Other area" in reads("compare/referral/")
    page = reads("compare/referral/?with=other-area")
    assert "Invented area and Other area" in page
    assert "1 entry differs." in page
    assert "Limit 4 hours 6 hours" in page
    assert "This chapter says the same in both areas." in reads("compare/kites/?with=other-area")


def entries(client, path):
    answer = client.get(HERE + path)
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    return [one.findtext(f"{ATOM}title") for one in ElementTree.fromstring(answer.content).iter(f"{ATOM}entry")]


def test_anybody_can_follow_a_feed_of_editions_and_own_chapters(client, small_packs):
    new_edition(small_packs)
    written = own.Written(title="Bruises", owner="Us", text="x", review=TUESDAY.date().replace(year=2027))
    own.add_chapter(
        area="invented-area", name="bruises", part="", written=written, by=the_machine("invented-area"), now=TUESDAY
    )
    assert entries(client, "changes.atom") == ["Bruises, version 1", "Edition 2024-06"]
    with clock.at(datetime(2026, 3, 4, tzinfo=UTC)):
        assert entries(client, "changes.atom") == ["Bruises, version 1", "Edition 2025-01", "Edition 2024-06"]
        assert entries(client, "changes.atom?chapter=referral") == ["Edition 2025-01", "Edition 2024-06"]
        assert entries(client, "changes.atom?chapter=kites") == ["Edition 2024-06"]
    assert client.get(f"{HERE}changes.atom?chapter=nonsense").status_code == 404


def test_somebody_follows_a_chapter_sees_its_change_and_stops(client, sign_in, reads, small_packs):
    sign_in("social-worker", "Wilhelmina Socialwork")
    # When they follow a chapter, and an edition changes it
    said = client.post(
        f"{HERE}following/change/", {"do": "follow", "chapter": "referral"}, follow=True
    ).content.decode()
    assert "You are told when this changes" in said
    assert "What has changed since you last looked Nothing." in reads("following/")
    new_edition(small_packs, starts="2026-03-02")
    # Then their page says so until they say that they have seen it
    assert "Referral Invented area: changed" in reads("following/")
    client.post(f"{HERE}following/change/", {"do": "seen"})
    assert "What has changed since you last looked Nothing." in reads("following/")
    client.post(f"{HERE}following/change/", {"do": "stop", "chapter": "referral"})
    assert "None yet." in reads("following/")


def test_following_needs_somebody_to_tell(client, small_packs):
    assert "/account/login/" in client.get(f"{HERE}following/").headers["Location"]
    assert "/account/login/" in client.post(f"{HERE}following/change/", {"do": "follow"}).headers["Location"]
    assert client.get(f"{HERE}following/change/").status_code == 405


def test_a_chapter_that_does_not_exist_cannot_be_followed(client, sign_in, reads):
    sign_in("social-worker", "Wilhelmina Socialwork")
    said = client.post(
        f"{HERE}following/change/", {"do": "follow", "chapter": "nonsense"}, follow=True
    ).content.decode()
    assert "There is no such chapter." in said
