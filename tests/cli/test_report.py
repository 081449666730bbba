"""`waymark report timeliness` and `waymark worklist`: tables for people, JSON and CSV for programs."""

import csv
import io

import pytest

from tests.cast import AMBROSIA, FRIDAY, MONDAY, refer
from tests.exports.cin.builder import census, child, referral
from tests.work.small_return import LIMIT, put, stream, xml

pytestmark = pytest.mark.django_db

SEPTEMBER = ("--as-of", "2025-09-30")


@pytest.fixture
def report(waymark, tmp_path):
    put(tmp_path)

    def run(*words):
        return waymark("report", "timeliness", *words)

    return run


def of_the_limit(found):
    (clock,) = [one for one in found["clocks"] if one["duty"] == LIMIT]
    return clock


class TestFigures:
    def test_for_programs(self, report):
        found = report("--json", *SEPTEMBER).json

        assert (found["as_of"], found["area"], found["children"]) == ("2025-09-30T22:59:59+00:00", None, 7)
        assert of_the_limit(found) == {
            "duty": LIMIT,
            "title": "Conclude the assessment",
            "met": 3,
            "met_late": 1,
            "overdue": 1,
            "running": 1,
            "ended_otherwise": 1,
            "median": 42,
            "percentile_90": 48.5,
            "unit": "working days",
        }

    def test_against_another_areas_rules(self, report):
        found = report("--area", "cambridgeshire-peterborough", "--json", *SEPTEMBER).json

        clock = of_the_limit(found)
        assert found["area"] == "cambridgeshire-peterborough"
        assert (clock["met"], clock["met_late"], clock["overdue"]) == (1, 3, 1)

    def test_for_people(self, report):
        shown = report(*SEPTEMBER).out

        assert "Timeliness as of Tuesday 30 September 2025" in shown
        (line,) = [line for line in shown.splitlines() if "Conclude the assessment" in line]
        assert line.replace("│", " ").split()[3:] == ["3", "1", "1", "1", "1", "42", "wd", "48.5", "wd"]
        assert "7 children." in shown
        assert "that an imported return cannot show" in shown

    def test_as_a_sheet(self, report):
        rows = list(csv.DictReader(io.StringIO(report("--csv", *SEPTEMBER).out)))

        (clock,) = [row for row in rows if row["duty"] == LIMIT]
        assert (clock["met"], clock["met_late"], clock["median"]) == ("3", "1", "42.0")

    def test_of_one_duty(self, report):
        assert [one["duty"] for one in report("--duty", LIMIT, "--json").json["clocks"]] == [LIMIT]

    def test_only_cases_that_stand_under_an_area(self, report):
        assert report("--of", "southampton", "--json").json["children"] == 0
        assert report("--of", "national", "--json").json["children"] == 7

    def test_of_an_empty_ledger(self, waymark):
        found = waymark("report", "timeliness", "--json").json

        assert (found["children"], found["clocks"]) == (0, [])
        assert "0 children" in waymark("report", "timeliness").out


class TestTheChildrenBehindANumber:
    @pytest.mark.parametrize(
        ("standing", "letters"),
        [("met", "ABC"), ("met late", "D"), ("overdue", "E"), ("running", "F"), ("ended otherwise", "G")],
    )
    def test_each_number_lists_its_children(self, report, standing, letters):
        rows = report("--list", "--duty", LIMIT, "--standing", standing, "--json", *SEPTEMBER).json

        assert sorted(row["child"] for row in rows) == [stream(letter) for letter in letters]
        assert {row["standing"] for row in rows} == {standing}

    @pytest.mark.parametrize("area", [(), ("--area", "cambridgeshire-peterborough"), ("--area", "southampton")])
    @pytest.mark.parametrize("day", ["2025-06-30", "2025-07-31", "2025-09-30", "2026-03-01"])
    def test_all_lists_together_are_all_that_is_counted(self, report, area, day):
        counted = report("--json", "--as-of", day, *area).json
        listed = report("--list", "--json", "--as-of", day, *area).json

        for clock in counted["clocks"]:
            mine = [row["standing"] for row in listed if row["duty"] == clock["duty"]]
            for standing in ("met", "met late", "overdue", "running", "ended otherwise"):
                assert mine.count(standing) == clock[standing.replace(" ", "_")]
        assert {row["duty"] for row in listed} == {clock["duty"] for clock in counted["clocks"]}
        assert len({row["child"] for row in listed}) == counted["children"]

    def test_the_latest_first_with_what_each_took(self, report):
        rows = report("--list", "--duty", LIMIT, "--json", *SEPTEMBER).json

        assert [(row["child"], row["over"]) for row in rows[:2]] == [(stream("E"), 40), (stream("D"), 5)]
        assert rows[1] | {"arose": "2025-06-02", "due": "2025-08-04", "ended": "2025-08-11", "taken": 50} == rows[1]

    def test_for_people(self, report):
        shown = report("--list", "--duty", LIMIT, *SEPTEMBER).out

        assert "7 clocks. Why: waymark explain CHILD" in shown
        assert stream("E") in shown

    def test_as_a_sheet_in_which_nothing_runs(self, waymark, tmp_path):
        path = tmp_path / "trap.xml"
        path.write_text(census(child(referral(), la_child_id="=1+1")), encoding="utf-8")
        waymark("import", "cin", path, "--area", "national")
        waymark("import", "cin", path)
        text = waymark("report", "timeliness", "--list", "--csv").out

        assert text.splitlines()[0] == "child,duty,arose,due,standing,ended,taken,over"
        assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.startswith(("=", "@"))]

    def test_a_childs_number_is_shown_as_it_is(self, waymark, tmp_path):
        """Square brackets are no markup."""
        path = tmp_path / "odd.xml"
        path.write_text(xml().replace("SYN0000000A", "[/]"), encoding="utf-8")
        waymark("import", "cin", path)

        assert "child:873:[/]" in waymark("report", "timeliness", "--list").out
        (row, *_) = [one for one in waymark("report", "timeliness", "--list", "--json").json if "[" in one["child"]]
        assert row["child"] == "child:873:[/]"


class TestRefusals:
    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("--area", "narnia"), "There is no area 'narnia'. Choose one of: national"),
            (("--of", "narnia"), "There is no area 'narnia'"),
            (("--as-of", "yesterday"), '--as-of: "yesterday" is not a date or time. Write a date as 2026-04-02'),
            (("--as-of", "2025-02-30"), "does not exist"),
            (("--as-of", "2025-03-30T01:30"), "never happened in London"),
            (("--standing", "met"), "give both"),
            (("--list", "--standing", "lost"), "is not one of"),
            (("--json", "--csv"), "Choose --json or --csv"),
        ],
    )
    def test_wrong_use_says_what_to_write(self, waymark, words, says):
        assert says in waymark("report", "timeliness", *words).refused(code=2)


class TestWorklist:
    def test_a_childs_number_is_shown_as_it_is(self, waymark):
        refer("child:873:[/]")

        assert "child:873:[/]" in waymark("worklist").out

    def test_for_programs(self, waymark):
        refer()
        found = waymark("worklist", "--json", now=FRIDAY).json

        assert found["counts"] == {"overdue": 2, "urgent": 0, "running": 0, "without a time": 0}
        first = found["owed"][0]
        assert (first["child"], first["due"], first["late"], first["since"]) == (
            AMBROSIA,
            "2026-03-03",
            True,
            "2026-03-02",
        )
        assert first["left"].startswith("late by")

    def test_for_people(self, waymark):
        refer()
        shown = waymark("worklist", now=MONDAY).out

        assert "Decide the next step" in shown
        assert "0 overdue, 0 urgent, 2 running, 0 without a time." in shown

    def test_what_has_become_owed_with_time_alone_is_there(self, waymark):
        from tests.cast import decide, utc

        refer()
        decide("section-17-assessment")
        found = waymark("worklist", "--json", now=utc(8, month=5)).json

        assert "assessment/say-why-over" in {row["duty"] for row in found["owed"]}

    def test_an_area_that_is_not_there(self, waymark):
        assert "There is no area 'narnia'" in waymark("worklist", "--area", "narnia").refused(code=2)


class TestTick:
    def test_it_works_out_what_time_has_changed_and_says_how_much(self, waymark):
        from tests.cast import decide, utc

        refer()
        decide("section-17-assessment")

        assert waymark("tick", now=utc(7, month=5)).out == "0 files worked out again, 0 waiting.\n"
        assert waymark("tick", now=utc(8, month=5)).out == "1 file worked out again, 0 waiting.\n"

    def test_at_most_so_many(self, waymark):
        from tests.cast import decide, utc

        for one in ("child:demo:a", "child:demo:b"):
            refer(one)
            decide("section-17-assessment", one)

        assert waymark("tick", "--at-most", "1", now=utc(8, month=5)).out == "1 file worked out again, 1 waiting.\n"
        assert "0 is not in the range" in waymark("tick", "--at-most", "0").refused(code=2)


class TestNotices:
    def test_they_are_sent_once(self, waymark):
        from django.core import mail

        from waymark.agencies.models import User
        from waymark.work.notices import ALLOCATED, notify

        user = User.objects.create(email="ambrose.worker@example.org", name="Ambrose Worker", joined_at=MONDAY)
        notify(person=user.person, kind=ALLOCATED, now=MONDAY)

        assert waymark("notices", "send").out == "1 e-mail sent.\n"
        assert waymark("notices", "send").out == "0 e-mails sent.\n"
        assert len(mail.outbox) == 1
