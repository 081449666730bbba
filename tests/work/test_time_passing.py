"""Only files in which time has changed something are worked out again, a few in passing and the rest by `waymark tick`."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import OperationalError, connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from tests.casefile.tables import tables
from tests.cast import AMBROSIA, BALTHAZAR, CLEMENTINA, TUESDAY, decide, refer, utc
from waymark.casefile import projections as casefile
from waymark.work import projections, queries
from waymark.work.filters import WorkFilter
from waymark.work.models import Duty, Holders, Recheck

pytestmark = pytest.mark.django_db

#: Forty-five working days after the referral of 2 March are over: why the assessment took longer is to be said.
OVER = utc(7, 23, month=5)
BEFORE, AFTER = utc(7, 22, month=5), utc(8, 9, month=5)
SAY_WHY = "assessment/say-why-over"


def assess(*streams):
    for stream in streams:
        refer(stream)
        decide("section-17-assessment", stream)


def asked_why():
    return set(Duty.objects.filter(duty=SAY_WHY).values_list("stream", flat=True))


def test_the_file_knows_when_time_next_changes_something():
    assess(AMBROSIA)

    assert Recheck.objects.get(stream=AMBROSIA).at == OVER


def test_a_file_in_which_time_changes_nothing_waits_for_nothing():
    refer(AMBROSIA)
    assert not Recheck.objects.exists()
    assert projections.tick(now=utc(1, year=2030)) == 0


def test_only_what_has_come_due_is_worked_out():
    assess(AMBROSIA)
    refer(BALTHAZAR)

    assert projections.tick(now=BEFORE) == 0
    assert projections.tick(now=OVER) == 1
    assert asked_why() == {AMBROSIA}
    assert projections.tick(now=AFTER) == 0


def test_after_a_tick_all_stands_as_if_made_again():
    assess(AMBROSIA, BALTHAZAR)
    refer(CLEMENTINA)
    projections.tick(now=AFTER)
    ticked = tables()

    casefile.rebuild(now=AFTER)
    assert tables() == ticked


def test_bounded_it_takes_the_longest_waiting_first_and_says_what_is_left():
    assess(AMBROSIA, BALTHAZAR, CLEMENTINA)
    Recheck.objects.filter(stream=CLEMENTINA).update(at=TUESDAY)

    assert projections.tick(now=AFTER, at_most=1) == 1
    assert asked_why() == {CLEMENTINA}
    assert projections.waiting(AFTER) == 2
    assert projections.tick(now=AFTER) == 2


def test_a_list_that_is_opened_shows_what_time_has_brought():
    assess(AMBROSIA)
    found = queries.page(WorkFilter(scope=Q(), duty=SAY_WHY), now=AFTER)

    assert [one.row.stream for one in found.rows] == [AMBROSIA]


def test_in_passing_only_a_few_are_worked_out(monkeypatch):
    monkeypatch.setattr(projections, "IN_PASSING", 2)
    assess(AMBROSIA, BALTHAZAR, CLEMENTINA)
    queries.counts(WorkFilter(scope=Q()), now=AFTER)

    assert projections.waiting(AFTER) == 1


def test_where_nothing_has_come_due_a_list_costs_one_question_more():
    assess(AMBROSIA)
    with CaptureQueriesContext(connection) as captured:
        projections.tick(now=BEFORE, at_most=projections.IN_PASSING)

    assert len(captured) == 1


@pytest.mark.django_db(transaction=True)
def test_a_reader_does_not_wait_for_another_who_writes(monkeypatch):
    """SQLite lets one write at a time: the list is then shown as it stands."""
    refer(AMBROSIA)

    def failing(words):
        def tick(**_):
            raise OperationalError(words)

        monkeypatch.setattr(projections, "tick", tick)

    failing("database is locked")
    assert queries.page(WorkFilter(scope=Q()), now=TUESDAY).total == 2
    failing("no such table: work_duty")
    with pytest.raises(OperationalError):
        queries.page(WorkFilter(scope=Q()), now=TUESDAY)


@pytest.mark.django_db(transaction=True)
def test_what_is_recorded_while_a_file_is_worked_out_again_waits_for_its_turn(monkeypatch):
    """Else the row worked out from what was read before it would stand in the place of the newer one."""
    assess(AMBROSIA)
    work_out, turns = casefile.bring_up_to_date, []

    def watched(streams, **more):
        turns.append(connection.in_atomic_block)
        work_out(streams, **more)

    monkeypatch.setattr(casefile, "bring_up_to_date", watched)
    assert projections.tick(now=AFTER) == 1
    assert turns == [True]


def test_rows_from_before_there_were_these_columns_are_listed_at_once_and_filled_by_the_next_tick():
    assess(AMBROSIA)
    refer(BALTHAZAR)
    right = tables()
    Duty.objects.update(listed=False, holders="", assigned_to="", step="", why="")
    Recheck.objects.all().delete()
    import_module("waymark.work.migrations.0002_worklists").work_out_again(apps, None)
    assert set(Duty.objects.filter(listed=True).values_list("key", flat=True)) == {
        row["key"] for row in right["duties"] if row["listed"]
    }

    assert projections.tick(now=TUESDAY) == 2
    assert tables() == right


def test_the_sets_of_roles_are_made_again_too():
    refer(AMBROSIA)
    Holders.objects.all().delete()
    assert queries.up_for_taking(["social-worker"], Q(), now=TUESDAY).total == 0

    casefile.rebuild(now=TUESDAY)
    assert queries.up_for_taking(["social-worker"], Q(), now=TUESDAY).total == 2
