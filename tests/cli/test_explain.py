"""`waymark explain`: says who, counted how, and where it is written."""

import pytest

from tests.cast import AMBROSIA, MONDAY, refer
from tests.exports.cin.builder import census, child
from tests.work.small_return import LIMIT, put, stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def explain(waymark, tmp_path):
    put(tmp_path)

    def run(*words):
        return waymark("explain", *words)

    return run


class TestOneClock:
    def test_it_names_the_rule_the_arithmetic_and_the_source(self, explain):
        shown = explain(stream("D"), "--duty", LIMIT).out

        assert "1 clock" in shown
        assert "done Monday 11 August 2025, late by" in shown
        assert "it was due by the end of Monday 4 August 2025" in shown
        assert "Rule: Conclude the assessment" in shown
        assert "within 45 working days" in shown
        assert "It arose from “Referral”, Monday 2 June 2025." in shown
        assert "Day 45 is Monday 4 August 2025" in shown
        assert "NAT-03" in shown
        assert "(pack national@2023-12#" in shown
        assert "packs/national/assessment.yaml:" in shown

    def test_the_arithmetic_names_the_days_that_do_not_count(self, explain):
        shown = explain(stream("F"), "--duty", LIMIT).out

        assert "45 working days" in shown

    def test_under_another_areas_rules(self, explain):
        shown = explain(stream("C"), "--duty", LIMIT, "--area", "cambridgeshire-peterborough").out

        assert "it was due by the end of Monday 21 July 2025" in shown
        assert "35 working days" in shown

    def test_as_it_stood_earlier(self, explain):
        (clock,) = explain(stream("D"), "--duty", LIMIT, "--as-of", "2025-08-05", "--json").json["duties"]

        assert clock["state"] == "late"

    def test_for_programs(self, explain):
        found = explain(stream("E"), "--duty", LIMIT, "--json").json

        assert found["child"] == stream("E")
        (clock,) = found["duties"]
        assert (clock["duty"], clock["state"], clock["due"]) == (LIMIT, "late", "2025-08-04T23:59:59+01:00")
        assert "NAT-03" in clock["cites"]
        assert clock["explanation"][-1].startswith("Source: NAT-03")


class TestWhichClocks:
    def test_what_a_return_cannot_show_is_left_out_unless_all_are_asked_for(self, explain):
        few = {row["duty"] for row in explain(stream("E"), "--json").json["duties"]}
        everything = {row["duty"] for row in explain(stream("E"), "--all", "--json").json["duties"]}

        assert few == {LIMIT}
        assert everything > few
        assert "referral/acknowledge" in everything

    def test_every_clock_of_a_case_of_our_own_is_shown(self, waymark):
        refer()
        shown = {row["duty"] for row in waymark("explain", AMBROSIA, "--json", now=MONDAY).json["duties"]}

        assert shown == {"referral/acknowledge", "referral/decide-next-step"}

    def test_a_child_may_be_named_by_the_authoritys_number(self, explain):
        assert explain("SYN0000000D", "--json").json["child"] == stream("D")


class TestRefusals:
    def test_an_unknown_child(self, explain):
        assert explain("SYN9").refused(code=1).startswith("There is no child 'SYN9'")

    def test_a_number_that_two_authorities_use(self, explain):
        refer("child:850:SYN0000000D")

        assert "then give the stream, child:LEA:NUMBER" in explain("SYN0000000D").refused(code=1)

    def test_a_child_of_whom_a_return_says_nothing_but_a_birth_date(self, waymark, tmp_path):
        path = tmp_path / "return.xml"
        path.write_text(census(child(identifiers="<PersonBirthDate>2015-02-03</PersonBirthDate>")), encoding="utf-8")
        waymark("import", "cin", path)

        assert "has no episode" in waymark("explain", "SYN00000001").refused(code=1)

    def test_an_unknown_area_and_a_bad_date(self, explain):
        assert "There is no area 'narnia'" in explain(stream("D"), "--area", "narnia").refused(code=2)
        assert "--as-of" in explain(stream("D"), "--as-of", "31/03/2026").refused(code=2)
