"""How timely were we: figures that were worked out by hand first, and the children behind each of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as some

from tests.cast import FRIDAY, utc
from tests.work.small_return import END_OF_JULY, END_OF_SEPTEMBER, IMPORTED, LIMIT, put, stream
from waymark.procedures.time import Moment
from waymark.work.models import Duty
from waymark.work.timeliness import Standing, clock_of, percentile, rows_as_pinned, rows_under, timeliness

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(tmp_path):
    put(tmp_path)

    def at(as_of, rows=None):
        return timeliness(rows_as_pinned() if rows is None else rows, as_of)

    return at


def counts(figures):
    return {standing.value: number for standing, number in figures.counts.items()}


class TestUnderTheNationalLimit:
    def test_at_the_end_of_september(self, report):
        assert counts(report(END_OF_SEPTEMBER).figures[LIMIT]) == {
            "met": 3,
            "met late": 1,
            "overdue": 1,
            "running": 1,
            "ended otherwise": 1,
        }

    def test_how_long_it_took(self, report):
        """21, 39, 45 and 50 working days: the middle is 42, and nine tenths lie below 45 + 0.7 x 5."""
        figures = report(END_OF_SEPTEMBER).figures[LIMIT]

        assert sorted(figures.taken) == [21, 39, 45, 50]
        assert (figures.median, figures.ninetieth, figures.unit) == (42, 48.5, "working days")

    def test_at_the_end_of_july_two_were_done_three_ran_and_one_had_not_come_in(self, report):
        figures = report(END_OF_JULY).figures[LIMIT]

        assert counts(figures) == {"met": 2, "met late": 0, "overdue": 0, "running": 3, "ended otherwise": 1}
        assert (figures.median, figures.ninetieth) == (30, 37.2)

    def test_on_the_last_day_it_still_runs_and_in_the_night_after_it_is_overdue(self, report):
        last = report(utc(4, 22, 59, month=8, year=2025)).figures[LIMIT]
        after = report(utc(4, 23, 0, month=8, year=2025)).figures[LIMIT]

        assert (last.counts[Standing.OVERDUE], last.counts[Standing.RUNNING]) == (0, 2)
        assert (after.counts[Standing.OVERDUE], after.counts[Standing.RUNNING]) == (2, 0)

    def test_before_anything_happened_there_is_nothing(self, report):
        before = report(utc(1, month=6, year=2025))

        assert (before.figures, before.children) == ({}, 0)

    def test_children_are_counted_once(self, report):
        assert report(END_OF_SEPTEMBER).children == 7

    def test_what_a_return_cannot_show_is_counted_apart_and_named(self, report):
        september = report(END_OF_SEPTEMBER)

        assert "referral/acknowledge" in september.not_shown_duties
        assert "referral/acknowledge" not in september.figures
        assert september.not_shown >= 7


class TestUnderAnotherAreasLimit:
    def test_thirty_five_working_days_make_two_more_children_late(self, report):
        """Cambridgeshire and Peterborough allow 35: B after 39 and C after 45 are late as well."""
        rows = list(rows_under("cambridgeshire-peterborough", IMPORTED))
        figures = report(END_OF_SEPTEMBER, rows).figures[LIMIT]

        assert counts(figures) == {"met": 1, "met late": 3, "overdue": 1, "running": 1, "ended otherwise": 1}
        late = {row.stream: clock_of(row, END_OF_SEPTEMBER).over for row in rows if row.duty == LIMIT and row.overran}
        assert late == {stream("B"): 4, stream("C"): 10, stream("D"): 15}

    def test_how_long_it_took_is_the_same(self, report):
        figures = report(END_OF_SEPTEMBER, rows_under("cambridgeshire-peterborough", IMPORTED)).figures[LIMIT]

        assert (figures.median, figures.ninetieth) == (42, 48.5)

    def test_nothing_is_written_by_asking(self, report):
        before = list(Duty.objects.order_by("key").values())
        list(rows_under("southampton", IMPORTED))

        assert list(Duty.objects.order_by("key").values()) == before

    def test_the_area_under_which_they_stand_gives_what_is_kept(self, report):
        as_kept = report(END_OF_SEPTEMBER).figures[LIMIT]
        replayed = report(END_OF_SEPTEMBER, rows_under("national", IMPORTED)).figures[LIMIT]

        assert replayed == as_kept


class TestTheChildrenBehindANumber:
    def test_the_lists_hold_exactly_the_children_that_are_counted(self, report):
        behind = {}
        for row in rows_as_pinned():
            if row.duty == LIMIT:
                behind.setdefault(clock_of(row, END_OF_SEPTEMBER).standing, set()).add(row.stream)

        assert behind == {
            Standing.MET: {stream("A"), stream("B"), stream("C")},
            Standing.MET_LATE: {stream("D")},
            Standing.OVERDUE: {stream("E")},
            Standing.RUNNING: {stream("F")},
            Standing.ENDED_OTHERWISE: {stream("G")},
        }

    def test_how_late_each_is(self, report):
        """D was five working days over; E was forty over at the end of September."""
        over = {row.stream: clock_of(row, END_OF_SEPTEMBER).over for row in rows_as_pinned() if row.duty == LIMIT}

        assert {name: days for name, days in over.items() if days} == {stream("D"): 5, stream("E"): 40}

    @pytest.mark.parametrize("month", range(6, 13))
    @pytest.mark.parametrize("area", [None, "cambridgeshire-peterborough"])
    def test_on_every_day_the_lists_add_up_to_the_counts(self, report, month, area):
        rows = list(rows_as_pinned() if area is None else rows_under(area, IMPORTED))
        for day in (1, 15, 28):
            as_of = utc(day, month=month, year=2025)
            found = report(as_of, rows)
            clocks = [one for row in rows if row.observable and (one := clock_of(row, as_of)) is not None]

            assert len(clocks) == sum(sum(figures.counts.values()) for figures in found.figures.values())
            for duty, figures in found.figures.items():
                for standing, number in figures.counts.items():
                    assert number == sum(one.duty == duty and one.standing is standing for one in clocks)
            assert found.children == len({one.stream for one in clocks})

    def test_only_of_one_area(self, report):
        assert list(rows_as_pinned("southampton")) == []
        assert len(list(rows_as_pinned("national"))) == len(list(rows_as_pinned()))


class TestPercentiles:
    def test_of_nothing_there_is_none(self):
        assert percentile([], 50) is None

    @pytest.mark.parametrize(
        ("values", "percent", "wanted"),
        [([7], 90, 7), ([1, 2], 50, 1.5), ([3, 1, 2], 50, 2), ([1, 2, 3, 4, 5], 90, 4.6), ([5, 5, 5], 90, 5)],
    )
    def test_by_interpolation_between_ranks(self, values, percent, wanted):
        assert percentile(values, percent) == wanted

    @given(some.lists(some.integers(-5, 5000), min_size=1), some.sampled_from([50, 90]))
    def test_it_lies_between_the_least_and_the_most(self, values, percent):
        assert min(values) <= percentile(values, percent) <= max(values)


class TestOneClock:
    def row(self, **changes):
        values = {
            "stream": "child:demo:x", "duty": LIMIT, "title": "", "strength": "must", "state": "open", "arose_on": Moment.parse("2026-03-02").day,
            "arose_at": utc(2), "due": "2026-03-04", "late_from": utc(5, 0), "overran": False, "counts_working_days": False, "observable": True,
        }  # fmt: skip
        return Duty(**values | changes)

    def test_an_offer_is_never_overdue(self):
        assert clock_of(self.row(strength="may"), FRIDAY).standing is Standing.RUNNING

    def test_what_arose_later_is_not_there_yet(self):
        assert clock_of(self.row(), utc(1)) is None

    def test_what_was_done_later_ran_or_was_overdue_then(self):
        done = self.row(state="met late", ended_at=utc(9), ended_on=utc(9).date(), overran=True)

        assert clock_of(done, utc(4)).standing is Standing.RUNNING
        assert clock_of(done, utc(5)).standing is Standing.OVERDUE
        late = clock_of(done, utc(9))
        assert (late.standing, late.taken, late.over) == (Standing.MET_LATE, 7, 5)

    @pytest.mark.parametrize("state", ["waived", "lapsed", "superseded"])
    def test_what_ended_otherwise_is_neither_met_nor_late(self, state):
        ended = self.row(state=state, ended_at=utc(9), ended_on=utc(9).date(), overran=True)

        one = clock_of(ended, utc(9))
        assert (one.standing, one.over) == (Standing.ENDED_OTHERWISE, 0)


def test_the_report_asks_the_database_as_often_for_many_children_as_for_few(tmp_path, report):
    def asked(work_to_do):
        with CaptureQueriesContext(connection) as captured:
            work_to_do()
        return len(captured)

    def replayed():
        report(FRIDAY, rows_under("cambridgeshire-peterborough", IMPORTED))

    seven = asked(lambda: report(FRIDAY)), asked(replayed)
    copies = [
        Duty(**row | {"key": f"{row['key']}{number}", "stream": f"{row['stream']}{number}"})
        for row in Duty.objects.values()
        for number in range(9)
    ]
    Duty.objects.bulk_create(copies)

    assert (asked(lambda: report(FRIDAY)), asked(replayed)) == seven
