"""What the procedures keep back from partner agencies is on none of their pages."""

import pytest

from tests.access.people import AGENCIES
from tests.cast import EVERYTHING, Actor, utc
from tests.web.file.a_file import AREA, SCHOOL, by_worker, does, event, page, signed_in
from waymark.casefile import records
from waymark.people.details import Details

pytestmark = pytest.mark.django_db
NEIGHBOUR = "Nebuchadnezzar Nextdoor"


@pytest.fixture
def told_by_a_neighbour(db) -> str:
    """A child about whom a neighbour told; the school has acted since, so that its representative opens the file."""
    stream = records.open_file(details=Details(name="Balthazar Placeholder"), area=AREA, by=by_worker(), now=utc(2, 9))
    child = stream.removeprefix("child:")
    said = {"reporter-kind": "public", "referrer-name": NEIGHBOUR, "concern": "A child cries at night."}
    does(child, "referral/referral", utc(2, 10), answers=said)
    does(child, "assessment/assessment-started", utc(3))
    school = Actor(person="user:0", role="school", agency=SCHOOL, scope=EVERYTHING)
    does(child, "case-record/case-note", utc(4), by=school, answers={"note-text": "He sleeps in class."})
    return child


@pytest.fixture
def partner(db):
    """The school's representative."""
    assert SCHOOL in AGENCIES
    return signed_in("partner-representative", "Tarquin Headteacher", SCHOOL)


def test_a_partner_agency_reads_the_file_without_the_name_of_the_neighbour(partner, told_by_a_neighbour):
    told = event(told_by_a_neighbour, "referral/referral").id
    for path in ("", "chronology/", f"records/{told}/", "as-of/"):
        assert NEIGHBOUR not in page(partner, told_by_a_neighbour, path), path
    answer = partner.get(f"/child/{told_by_a_neighbour}/chronology.csv")
    assert NEIGHBOUR not in answer.content.decode()
    assert "A child cries at night." in page(partner, told_by_a_neighbour)


def test_the_page_says_what_is_kept_back_and_offers_no_correction(partner, told_by_a_neighbour):
    told = event(told_by_a_neighbour, "referral/referral").id
    said = page(partner, told_by_a_neighbour, f"records/{told}/")
    assert "The procedures keep these answers back from your agency: Name and post of the referrer" in said
    assert "Correct this" not in said
    assert partner.get(f"/child/{told_by_a_neighbour}/records/{told}/correct/").status_code == 404


def test_the_worker_reads_who_told(worker, told_by_a_neighbour):
    told = event(told_by_a_neighbour, "referral/referral").id
    assert NEIGHBOUR in page(worker, told_by_a_neighbour, f"records/{told}/")


def test_a_partner_who_adds_a_referral_of_their_own_does_not_see_the_neighbour_in_last_time_s_answers(
    partner, worker, told_by_a_neighbour
):
    who = "step/referral/referral/?topic=referral--who-tells-us"
    assert NEIGHBOUR not in page(partner, told_by_a_neighbour, who)
    assert NEIGHBOUR in page(worker, told_by_a_neighbour, who)
