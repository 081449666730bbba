"""What is owed now, in the order in which a person should look at it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import (
    AMBROSIA,
    BALTHAZAR,
    CLEMENTINA,
    FRIDAY,
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    WORKER,
    at,
    decide,
    refer,
)
from tests.work.small_return import put
from waymark.casefile.actions import record
from waymark.casefile.acts import Act
from waymark.work.models import Duty
from waymark.work.queries import worklist

pytestmark = pytest.mark.django_db


def owed(now, **more):
    return [(one.row.stream, one.row.duty, one.late) for one in worklist(now, **more)]


class TestOrder:
    def test_the_longest_overdue_comes_first_and_what_is_due_soon_after(self):
        refer(BALTHAZAR, TUESDAY)
        refer(AMBROSIA, MONDAY)
        refer(CLEMENTINA, THURSDAY)

        streams = [(stream, late) for stream, _, late in owed(FRIDAY)]
        assert streams == [(AMBROSIA, True)] * 2 + [(BALTHAZAR, True)] * 2 + [(CLEMENTINA, False)] * 2

    def test_what_is_urgent_without_a_time_stands_between_the_overdue_and_the_rest(self):
        refer(AMBROSIA, MONDAY)
        refer(BALTHAZAR, FRIDAY)
        doubt = {"age-uncertain": "yes", "grounds-for-under-18": "yes"}
        decide("section-17-assessment", BALTHAZAR, FRIDAY)
        for name, answers in (("assessment/assessment-started", {}), ("assessment/age-doubted", doubt)):
            act = Act(name=name, occurred=at(FRIDAY), answers=answers)
            record(stream=BALTHAZAR, act=act, by=WORKER, area="national", now=FRIDAY)

        duties = [duty for _, duty, _ in owed(FRIDAY)]
        assert duties == [
            "referral/acknowledge",
            "referral/decide-next-step",
            "assessment/treat-as-child",
            "referral/acknowledge",
            "assessment/conclude-assessment",
            "assessment/see-child",
        ]

    def test_on_the_last_day_nothing_is_late_yet(self):
        refer()

        assert [late for _, _, late in owed(TUESDAY.replace(hour=23, minute=59))] == [False, False]
        assert [late for _, _, late in owed(WEDNESDAY.replace(hour=0))] == [True, True]


class TestWhatStandsThere:
    def test_what_is_done_goes(self):
        refer()
        decide("no-further-action")

        assert [duty for _, duty, _ in owed(TUESDAY)] == ["referral/acknowledge"]

    def test_only_of_one_area(self):
        refer(AMBROSIA)
        refer(BALTHAZAR, area="stoke-on-trent")

        assert {stream for stream, _, _ in owed(FRIDAY, area="stoke-on-trent")} == {BALTHAZAR}
        assert owed(FRIDAY, area="southampton") == []

    def test_not_what_a_return_cannot_show(self, tmp_path):
        put(tmp_path)

        assert "referral/acknowledge" not in {duty for _, duty, _ in owed(FRIDAY)}
        assert Duty.objects.filter(duty="referral/acknowledge", state="open").exists()

    @pytest.mark.parametrize("limit", [1, 2, 3, 5])
    def test_no_more_than_asked_for_and_the_first_ones(self, limit):
        for stream in (AMBROSIA, BALTHAZAR, CLEMENTINA):
            refer(stream)

        assert owed(FRIDAY, limit=limit) == owed(FRIDAY)[:limit]


def test_the_worklist_asks_as_often_for_many_duties_as_for_few():
    def asked():
        with CaptureQueriesContext(connection) as captured:
            list(worklist(FRIDAY, limit=500))
        return len(captured)

    refer()
    few = asked()
    for number in range(20):
        refer(f"child:demo:{number}")

    assert asked() == few
