"""`waymark ledger …` and the database that the commands make for themselves."""

import pytest
from django.db import connection

from tests.casefile.tables import tables
from tests.cast import MONDAY, refer
from tests.ledger.attacker import guards_down
from waymark.work.models import Duty

pytestmark = pytest.mark.django_db


class TestVerify:
    def test_a_whole_record(self, waymark):
        refer()
        ran = waymark("ledger", "verify")

        assert ran.code == 0
        assert "2 events in 1 streams" in ran.out
        assert "the record is whole" in ran.out

    def test_an_altered_record_ends_with_1_and_names_the_event(self, waymark):
        _, act = refer()
        with guards_down(connection), connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_event SET role = 'wizard' WHERE id = %s", [act.id])
        ran = waymark("ledger", "verify")

        assert ran.code == 1
        assert act.id in ran.out or "position 2" in ran.out

    def test_for_programs(self, waymark):
        refer()
        found = waymark("ledger", "verify", "--json").json

        assert (found["events"], found["streams"], found["problems"]) == (2, 1, [])

    def test_a_head_that_is_none(self, waymark, tmp_path):
        path = tmp_path / "head.json"
        path.write_text("{}")

        assert "is not a ledger head" in waymark("ledger", "verify", "--head", path).refused(code=1)


class TestHead:
    @pytest.fixture(autouse=True)
    def _key(self, settings, tmp_path):
        settings.WAYMARK_LEDGER_KEY = tmp_path / "keys" / "ledger.pem"

    def test_it_is_signed_written_and_checked(self, waymark, tmp_path):
        refer()
        ran = waymark("ledger", "head", "--out", tmp_path / "head.json")

        assert "Signed head number 1 over 2 events" in ran.out
        assert "Made a signing key" in ran.err
        assert waymark("ledger", "verify", "--head", tmp_path / "head.json").code == 0

    def test_without_a_file_it_is_printed(self, waymark):
        refer()

        assert waymark("ledger", "head").json["events"] == 2

    def test_a_folder_that_is_not_there(self, waymark, tmp_path):
        waymark("ledger", "head")

        assert "No such file or directory" in waymark("ledger", "head", "--out", tmp_path / "no" / "h.json").refused(
            code=1
        )


class TestRebuild:
    def test_what_is_worked_out_is_made_again(self, waymark):
        refer()
        before = tables()
        Duty.objects.all().delete()

        assert waymark("ledger", "rebuild", now=MONDAY).out == "Worked out again: 1 subjects.\n"
        assert tables() == before
