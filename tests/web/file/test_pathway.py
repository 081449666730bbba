"""The picture of where the child is, and the same as a list; of any pathway that a pack may bring."""

import re

import pytest

from tests.cast import utc
from tests.web.file.a_file import by, does, event, page

pytestmark = pytest.mark.django_db


def test_each_run_of_a_pathway_is_a_lane_with_what_it_came_from(worker, child):
    said = page(worker, child, "pathway/")
    assert "1. Contact, referral and screening Open" in said
    assert "2. Child and family assessment Open Began 3 Mar 2026. Came from Contact, referral and screening" in said


def test_what_was_done_opens_its_record_and_what_is_late_opens_its_step(worker, child):
    body = worker.get(f"/child/{child}/pathway/").content.decode()
    seen = event(child, "assessment/child-seen").id
    assert f'href="/child/{child}/records/{seen}/"' in body
    late = re.search(r'wm-node--late">.*?href="([^"]+)"', body, flags=re.DOTALL)
    assert late is not None
    assert late[1].startswith(f"/child/{child}/step/referral/next-step/")


def test_states_are_told_in_words(worker, child):
    said = page(worker, child, "pathway/")
    for words in (
        "Done 5 Mar 2026 Visit to the child",
        "Late Decide the next step Overdue by 18 working days",
        "Can be done now",
    ):
        assert words in said, words


def test_the_picture_says_nothing_that_the_list_does_not(worker, child):
    body = worker.get(f"/child/{child}/pathway/").content.decode()
    picture = re.search(r"<svg.*?</svg>", body, flags=re.DOTALL)
    assert picture is not None
    assert 'aria-hidden="true"' in picture[0]
    assert " style=" not in picture[0]


def test_an_ended_run_says_when_it_ended(worker, child):
    does(child, "referral/close-referral", utc(20), by=by("Montgomery Teamlead", "manager"))
    assert "Ended Began 2 Mar 2026, ended 20 Mar 2026" in page(worker, child, "pathway/")


def test_an_invented_pathway_is_drawn_with_no_line_of_python(worker, child, own_packs):
    folder = own_packs / "national"
    (folder / "kite-flying.yaml").write_text(
        """pack: national
edition: "2023-12"
from: 2023-12-15
pathway: kite-flying
title: Kite flying
about: child
starts: [kite-bought]
cites: [NAT-01]
steps:
  kite-bought: {title: Kite bought, by: social-worker, cites: [NAT-01]}
  kite-flown: {title: Kite flown, by: social-worker, cites: [NAT-01]}
  kite-put-away: {title: Kite put away, by: social-worker, acts: [close], closes: yes, cites: [NAT-01]}
duties:
  fly: {title: Fly the kite, upon: kite-bought, do: kite-flown, within: 2 working days, strength: must, cites: [NAT-01]}
""",
        encoding="utf-8",
    )
    does(child, "kite-flying/kite-bought", utc(16))
    said = page(worker, child, "pathway/")
    assert "3. Kite flying Open" in said
    assert "Late Kite flown Overdue by 7 working days Fly the kite" in said
    assert "Kite bought" in page(worker, child, "chronology/")
    assert "Fly the kite" in page(worker, child, "tasks/")
