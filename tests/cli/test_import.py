"""`waymark import cin`: what a person sees, what a program reads, and what happens when the file is no good."""

import csv
import io
import json

import pytest

from tests.exports.cin.builder import census, child, referral
from tests.work.small_return import xml
from waymark.exports.sheets import safe_cell, write_csv
from waymark.ledger.queries import last_position

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "return.xml"
    path.write_text(xml(), encoding="utf-8")
    return path


def faulty(folder):
    """A return with a child without a number, an unreadable date and one from the year 9999."""
    nameless = child(referral(), la_child_id="")
    odd = child(
        referral("<CINclosureDate>9999-12-31</CINclosureDate>"),
        identifiers="<PersonBirthDate>3/2/2015</PersonBirthDate>",
    )
    path = folder / "faulty.xml"
    path.write_text(census(nameless, odd), encoding="utf-8")
    return path


class TestASummary:
    def test_for_people(self, waymark, file):
        ran = waymark("import", "cin", file)

        assert ran.code == 0
        assert "return.xml: 7 children, under the procedures of cambridgeshire-peterborough." in ran.out
        assert "No problems." in ran.out
        assert ran.err == "", "no bar where nobody watches"

    def test_the_second_time_nothing_is_added(self, waymark, file):
        waymark("import", "cin", file)
        ran = waymark("import", "cin", file)

        assert "Events added 0, corrected 0, already there 35." in ran.out

    def test_for_programs(self, waymark, file):
        found = waymark("import", "cin", file, "--json").json

        assert (found["authority"], found["year"], found["children"]) == ("873", 2026, 7)
        assert found["events"] == {"added": 35, "corrected": 0, "already_there": 0}
        for count in found["counts"].values():
            assert count["found"] == count["read"] + count["refused"] + count["refused_with_parent"]

    def test_under_another_area(self, waymark, file):
        assert waymark("import", "cin", file, "--area", "southampton", "--json").json["area"] == "southampton"


class TestProblems:
    def test_every_row_that_was_not_used_is_shown_with_place_value_and_reason(self, waymark, tmp_path):
        ran = waymark("import", "cin", faulty(tmp_path))

        assert ran.code == 0
        assert "refused: line 4, Child 1 (no LAchildID): '' LAchildID is missing" in ran.out
        assert "'3/2/2015' is not written as a census date" in ran.out
        assert "date not used: Child 2 (LAchildID SYN00000001), CINdetails 1: 9999-12-31" in ran.out

    def test_all_of_them_go_into_a_file(self, waymark, tmp_path):
        out = tmp_path / "problems.csv"
        found = waymark("import", "cin", faulty(tmp_path), "--problems", out, "--json").json
        rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))

        assert len(rows) == len(found["problems"]) + len(found["unusable_dates"]) >= 3
        assert {row["severity"] for row in rows} >= {"refused", "value ignored", "date not used"}

    def test_a_value_that_a_spreadsheet_would_run_is_text_there(self, waymark, tmp_path):
        path, out = tmp_path / "trap.xml", tmp_path / "problems.csv"
        trap = "<PersonBirthDate>=cmd|' /C calc'!A0</PersonBirthDate>"
        path.write_text(census(child(referral(), identifiers=trap)), encoding="utf-8")
        waymark("import", "cin", path, "--problems", out)

        assert "'=cmd" in out.read_text(encoding="utf-8")
        assert not any(
            cell.startswith("=") for row in csv.reader(out.read_text(encoding="utf-8").splitlines()) for cell in row
        )

    def test_only_the_first_are_shown_and_it_says_where_the_rest_are(self, waymark, tmp_path):
        path = tmp_path / "many.xml"
        path.write_text(census(*[child(referral(), la_child_id="") for _ in range(30)]), encoding="utf-8")

        assert "… and 10 more; --problems FILE.csv or --json lists all." in waymark("import", "cin", path).out


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "Nothing was imported."),
            (b"not xml at all", "Nothing was imported."),
            (b"<html><body/></html>", "Nothing was imported."),
            (b"<Message><Header/><Children><Child>", "Nothing was imported."),
            (b"\xff\xfe\x00broken", "Nothing was imported."),
            (b"%PDF-1.7", "Nothing was imported."),
            (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Message>&b;</Message>', "Nothing was imported."),
        ],
    )
    def test_what_is_no_census_is_refused_in_one_sentence(self, waymark, tmp_path, content, says):
        path = tmp_path / "other.xml"
        path.write_bytes(content)
        sentence = waymark("import", "cin", path).refused(code=1)

        assert sentence.startswith(str(path))
        assert sentence.endswith(says)
        assert "root:" not in sentence
        assert last_position() == 0

    def test_another_collection(self, waymark, tmp_path):
        path = tmp_path / "other.xml"
        path.write_text(xml().replace(">CIN<", ">CLA<"), encoding="utf-8")

        assert "the file is the collection 'CLA', not 'CIN'" in waymark("import", "cin", path).refused(code=1)

    def test_a_file_that_is_not_there(self, waymark, tmp_path):
        assert "does not exist" in waymark("import", "cin", tmp_path / "none.xml").refused(code=2)

    def test_an_area_that_is_not_there(self, waymark, file):
        sentence = waymark("import", "cin", file, "--area", "narnia").refused(code=2)

        assert "There is no area 'narnia'. Choose one of: national, " in sentence
        assert last_position() == 0

    def test_a_folder_for_the_problems_that_is_not_there(self, waymark, file, tmp_path):
        assert "no folder" in waymark("import", "cin", file, "--problems", tmp_path / "no" / "p.csv").refused(code=2)
        assert last_position() == 0

    def test_json_stays_empty_when_it_is_refused(self, waymark, tmp_path):
        path = tmp_path / "other.xml"
        path.write_text("no")

        assert waymark("import", "cin", path, "--json").refused(code=1)

    def test_packs_that_do_not_load(self, waymark, file, own_packs):
        from waymark.casefile import packs

        (own_packs / "national" / "referral.yaml").write_text("pack: national\nedition: [broken")
        packs.forget()

        assert "packs/national/referral.yaml" in waymark("import", "cin", file).refused_in_lines(code=1)
        assert last_position() == 0


class TestSheets:
    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\r=x", "\n=x", "＝1"])
    def test_a_text_that_would_run_gets_an_apostrophe(self, text):
        assert safe_cell(text) == f"'{text}"

    @pytest.mark.parametrize("cell", ["ordinary", "1=1", -5, 3.5, ""])
    def test_what_would_not_is_left_as_it_is(self, cell):
        assert safe_cell(cell) == cell

    def test_nothing_is_an_empty_cell(self):
        out = io.StringIO()
        write_csv(out, ("a", "b"), [(None, -1)])

        assert out.getvalue() == "a,b\r\n,-1\r\n"


def test_json_has_no_progress_and_no_colour(waymark, file):
    ran = waymark("import", "cin", file, "--json")

    assert json.loads(ran.out)
    assert ran.err == ""
    assert "\x1b" not in ran.out
