"""Lists and the numbers over them: each number is the length of its list, and both ask as often for many rows as for few."""

from random import Random

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from tests.cast import (
    AMBROSIA,
    BALTHAZAR,
    CLEMENTINA,
    FRIDAY,
    MONDAY,
    OFFICER,
    TUESDAY,
    WEDNESDAY,
    WORKER,
    on,
    refer,
    utc,
)
from tests.work.small_return import put
from tests.work.teams import ACKNOWLEDGE, DECIDE, IGNATIUS, TEAM, WILHELMINA, allocate, key
from waymark.casefile.actions import give
from waymark.procedures.history import Given
from waymark.procedures.time import Moment, first_instant_after
from waymark.work import managing, queries
from waymark.work.actions import take
from waymark.work.filters import Group, WorkFilter
from waymark.work.holding import matching
from waymark.work.models import Duty, Holders, OpenFile
from waymark.work.queries import by_child, by_date, by_family, child_duties, my_work, page, team_work, up_for_taking

pytestmark = pytest.mark.django_db

ALL = Q()
PEOPLE, TEAMS = ("", WILHELMINA, IGNATIUS.person), ("", TEAM, "team-south")
ROLES = ("|social-worker|", "|manager|social-worker|", "|police|", "|practitioner|")


def many(number=400, seed=1):
    """Rows of every sort, as no real week would have them."""
    refer(f"child:demo:first-of-{number}")
    like, chance = Duty.objects.filter(duty=DECIDE).values().get(), Random(seed)
    Duty.objects.all().delete()
    OpenFile.objects.all().delete()
    Holders.objects.bulk_create([Holders(words=words) for words in ROLES], ignore_conflicts=True)
    rows, files = [], []
    for place in range(number):
        due = chance.choice([None, *(Moment.on(utc(day).date()) for day in range(1, 14))])
        stream = f"child:demo:{place % (number // 4)}"
        rows.append(Duty(**like | {
            "key": f"{stream}|{place}", "stream": stream, "area": chance.choice(("national", "southampton")),
            "duty": chance.choice((DECIDE, ACKNOWLEDGE, "assessment/see-child")), "pathway": chance.choice(("referral", "assessment")),
            "kind": chance.choice(("do", "tell")), "urgent": chance.choice(("", "at once")), "holders": chance.choice(ROLES),
            "assigned_to": chance.choice(PEOPLE), "assigned_team": chance.choice(TEAMS), "listed": chance.random() < 0.8,
            "due": due.iso() if due else "", "late_from": first_instant_after(due) if due else None,
            "arose_at": utc(1, chance.randint(0, 23)),
        }))  # fmt: skip
        if place < number // 4:
            files.append(
                OpenFile(
                    stream=stream, area=chance.choice(("national", "southampton")), worker=chance.choice(PEOPLE), team=chance.choice(TEAMS),
                    family=stream, open_since=utc(1, chance.randint(0, 23)), wants_worker=chance.random() < 0.7,
                )
            )  # fmt: skip
    Duty.objects.bulk_create(rows)
    OpenFile.objects.bulk_create(files)


SCOPES = (Q(), Q(area="southampton"), Q(stream__in=[f"child:demo:{number}" for number in range(30)]))
NARROWER = (
    {}, {"person": WILHELMINA}, {"team": TEAM}, {"roles": frozenset({"police"})}, {"unassigned": True}, {"area": "national"},
    {"stream": "child:demo:7"}, {"duty": DECIDE}, {"pathway": "assessment"}, {"kind": "tell"}, {"due_by": utc(6)},
    {"team": TEAM, "unassigned": True, "roles": frozenset({"social-worker"})},
)  # fmt: skip


class TestEveryNumberIsTheLengthOfItsList:
    def test_for_every_filter_scope_and_moment(self):
        many()
        seen = set()
        for scope in SCOPES:
            for narrower in NARROWER:
                for now in (MONDAY, FRIDAY, utc(20)):
                    wanted = WorkFilter(scope=scope, **narrower)
                    numbers = queries.counts(wanted, now=now)
                    whole = page(wanted, now=now, limit=1000)
                    assert (whole.counts, whole.total) == (numbers, len(whole.rows))
                    for group, number in numbers.items():
                        listed = page(wanted.but(group=group), now=now, limit=1000)
                        assert len(listed.rows) == listed.total == number
                        seen |= {group} if number else set()
                    assert [one.row.key for one in whole.rows] == in_order(wanted, now)
        assert seen == set(Group)

    def test_the_pages_of_a_list_put_together_are_the_list(self):
        many()
        wanted = WorkFilter(scope=ALL)
        whole = [one.row.key for one in page(wanted, now=FRIDAY, limit=1000).rows]
        for limit in (1, 7, 50, 400):
            found, offset = [], 0
            while True:
                part = page(wanted, now=FRIDAY, offset=offset, limit=limit)
                found += [one.row.key for one in part.rows]
                offset += limit
                if not part.more:
                    break
            assert found == whole

    def test_what_is_overdue_by_type(self):
        many()
        for scope in SCOPES:
            for team in (None, TEAM):
                found = queries.overdue_by_type(scope, now=FRIDAY, team=team)
                assert found == sorted(found, key=lambda one: (-one[2], one[0]))
                for duty, title, number in found:
                    behind = page(WorkFilter(scope=scope, duty=duty, team=team, group=Group.OVERDUE), now=FRIDAY)
                    assert (behind.total, title) == (number, "Decide the next step")
                late = queries.counts(WorkFilter(scope=scope, team=team), now=FRIDAY)[Group.OVERDUE]
                assert sum(number for *_, number in found) == late > 0

    def test_what_each_worker_carries(self):
        many()
        for scope in SCOPES:
            found = managing.workloads(scope, now=FRIDAY)
            assert {one.worker for one in found} == {WILHELMINA, IGNATIUS.person}
            for one in found:
                theirs = WorkFilter(scope=scope, person=one.worker)
                assert managing.children_of(one.worker, scope, now=FRIDAY).total == one.children
                assert page(theirs, now=FRIDAY).total == one.owed
                assert page(theirs.but(group=Group.OVERDUE), now=FRIDAY).total == one.overdue

    def test_children_without_a_worker(self):
        many()
        for scope in SCOPES:
            found = managing.unallocated(scope, now=FRIDAY, limit=1000)
            assert found.total == len(found.rows) > 0
            assert [one.row.open_since for one in found.rows] == sorted(one.row.open_since for one in found.rows)
            for one in found.rows:
                theirs = WorkFilter(scope=ALL, stream=one.row.stream)
                owed, overdue = (page(each, now=FRIDAY).total for each in (theirs, theirs.but(group=Group.OVERDUE)))
                assert (one.row.worker, one.row.wants_worker) == ("", True)
                assert (one.owed, one.overdue) == (owed, overdue)

    def test_what_comes_first_for_each_child_is_the_first_of_its_own_list(self):
        many()
        streams = [f"child:demo:{number}" for number in range(40)]
        for now in (MONDAY, FRIDAY, utc(20)):
            found = queries.first_of(streams, now=now)
            lists = {one: page(WorkFilter(scope=ALL, stream=one), now=now).rows for one in streams}
            assert {stream: one.row.key for stream, one in found.items()} == {
                stream: rows[0].row.key for stream, rows in lists.items() if rows
            }
            assert len(found) > 20


def in_order(wanted, now):
    """The order in which a person should look at it, worked out the slow way."""

    def place(row):
        if row.late_from is None:
            return (1 if row.urgent else 3), row.arose_at, row.key
        return (0 if row.late_from <= now else 2), row.late_from, row.key

    return [row.key for row in sorted(wanted.rows(now), key=place)]


class TestWhatIsMine:
    def test_what_i_was_given_and_what_i_took_and_nothing_else(self):
        for stream in (AMBROSIA, BALTHAZAR, CLEMENTINA):
            refer(stream)
        allocate(AMBROSIA)
        take(duty=key(ACKNOWLEDGE, BALTHAZAR), by=WORKER, now=TUESDAY)
        found = my_work(WILHELMINA, ALL, now=TUESDAY)

        assert [(one.row.stream, one.row.duty) for one in found.rows] == [
            (AMBROSIA, ACKNOWLEDGE),
            (AMBROSIA, DECIDE),
            (BALTHAZAR, ACKNOWLEDGE),
        ]
        assert found.total == 3

    def test_not_what_i_may_not_see_any_more(self):
        refer()
        allocate()

        assert my_work(WILHELMINA, Q(area="southampton"), now=TUESDAY).total == 0

    def test_the_teams_is_that_of_its_children_whoever_has_it(self):
        for stream in (AMBROSIA, BALTHAZAR):
            refer(stream)
        allocate(AMBROSIA)
        allocate(BALTHAZAR, team="team-south")
        take(duty=key(DECIDE, AMBROSIA), by=IGNATIUS, now=TUESDAY)

        assert {one.row.assigned_to for one in team_work(TEAM, ALL, now=TUESDAY).rows} == {WILHELMINA, IGNATIUS.person}
        assert {one.row.stream for one in team_work(TEAM, ALL, now=TUESDAY).rows} == {AMBROSIA}

    def test_up_for_taking_is_what_nobody_has_and_my_role_may_do(self):
        refer(AMBROSIA)
        refer(BALTHAZAR)
        allocate(AMBROSIA)

        assert {one.row.stream for one in up_for_taking(["social-worker"], ALL, now=TUESDAY).rows} == {BALTHAZAR}
        assert up_for_taking([OFFICER.role], ALL, now=TUESDAY).total == 0


class TestWhatARowShows:
    def test_its_clock_in_words_and_the_child(self):
        refer()
        late = page(WorkFilter(scope=ALL), now=FRIDAY).rows[0]
        running = page(WorkFilter(scope=ALL), now=TUESDAY).rows[0]

        assert (late.words, late.late) == ("Overdue by 3 working days", True)
        assert (running.words, running.late) == ("Due today", False)
        assert late.child.stream == AMBROSIA

    @pytest.mark.parametrize(("urgent", "words"), [("at once", "At once"), ("", "No time given")])
    def test_without_a_time(self, urgent, words):
        assert queries.words(Duty(due="", urgent=urgent), FRIDAY) == words

    def test_all_that_is_owed_for_one_child(self):
        refer(AMBROSIA)
        refer(BALTHAZAR)

        assert {one.row.stream for one in child_duties(AMBROSIA, now=TUESDAY)} == {AMBROSIA}


class TestGrouping:
    def test_by_child_the_most_pressing_first(self):
        refer(BALTHAZAR, TUESDAY)
        refer(AMBROSIA, MONDAY)
        found = by_child(page(WorkFilter(scope=ALL), now=FRIDAY).rows)

        assert [(one.key, len(one.rows)) for one in found] == [(AMBROSIA, 2), (BALTHAZAR, 2)]

    def test_by_family_who_live_together(self):
        for stream in (BALTHAZAR, AMBROSIA, CLEMENTINA):
            refer(stream)
        for stream, other, home in (
            (AMBROSIA, BALTHAZAR, "yes"),
            (BALTHAZAR, AMBROSIA, "yes"),
            (CLEMENTINA, AMBROSIA, "no"),
        ):
            row = {"name": "X Testcase", "stream": other, "in-household": home}
            give(stream=stream, given=[Given(name="person:1", value=row)], by=WORKER, occurred=on(TUESDAY), now=TUESDAY)
        found = by_family(page(WorkFilter(scope=ALL), now=FRIDAY).rows)

        assert {one.key: {owed.row.stream for owed in one.rows} for one in found} == {
            AMBROSIA: {AMBROSIA, BALTHAZAR},
            CLEMENTINA: {CLEMENTINA},
        }

    def test_by_date(self):
        refer(AMBROSIA, MONDAY)
        refer(BALTHAZAR, TUESDAY)
        found = by_date(page(WorkFilter(scope=ALL), now=MONDAY).rows)

        assert [one.key for one in found] == ["Tuesday 3 March 2026", "Wednesday 4 March 2026"]


LISTS = {
    "my work": lambda: my_work(WILHELMINA, ALL, now=FRIDAY),
    "a late page": lambda: page(WorkFilter(scope=ALL), now=FRIDAY, offset=60),
    "team work": lambda: team_work(TEAM, Q(area="southampton"), now=FRIDAY),
    "up for taking": lambda: up_for_taking(["social-worker"], ALL, now=FRIDAY),
    "counts": lambda: queries.counts(WorkFilter(scope=ALL), now=FRIDAY),
    "overdue by type": lambda: queries.overdue_by_type(ALL, now=FRIDAY),
    "first of each": lambda: queries.first_of([f"child:demo:{number}" for number in range(30)], now=FRIDAY),
    "unallocated": lambda: managing.unallocated(ALL, now=FRIDAY),
    "workloads": lambda: managing.workloads(ALL, now=FRIDAY),
    "authorisation": lambda: managing.waiting_for_authorisation(WILHELMINA, ["manager"], ALL),
}


@pytest.mark.parametrize("ask", LISTS.values(), ids=LISTS)
def test_it_asks_as_often_for_many_rows_as_for_some(ask):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            ask()
        return len(captured)

    many(120)
    some = asked()
    Duty.objects.all().delete()
    many(800)
    assert asked() <= some <= 8


def test_a_role_finds_its_sets_and_those_that_everybody_may_hold():
    assert matching(ROLES, ["police"]) == ["|police|", "|practitioner|"]
    assert matching(["|anyone|", "|police-liaison|"], ["police"]) == ["|anyone|"]


def test_the_lists_of_an_imported_return_are_counted_alike(tmp_path):
    put(tmp_path)
    refer(AMBROSIA, WEDNESDAY)
    whole = page(WorkFilter(scope=ALL), now=FRIDAY, limit=1000)

    assert whole.total == len(whole.rows) > 2
    assert not [one for one in whole.rows if not one.row.observable]
