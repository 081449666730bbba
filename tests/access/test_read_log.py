"""Who opened which file is written down, and stays."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.access.people import reader
from tests.cast import AMBROSIA, BALTHAZAR, MONDAY, TUESDAY
from waymark.access.models import ReadLog
from waymark.access.reading import log_read, log_reads, read_by, who_read
from waymark.ledger.errors import AppendOnly

pytestmark = pytest.mark.django_db


def test_a_reading_tells_who_in_which_role_what_and_when():
    # Given a manager and a nurse
    manager = reader("mash-manager")
    nurse = reader("partner-representative", "solent-health", "Hortensia Healthvisit")
    # When they open a child's file
    log_read(manager, AMBROSIA, "file", now=MONDAY)
    log_read(nurse, AMBROSIA, "information request", now=TUESDAY, why="Asked on Monday")
    log_read(manager, BALTHAZAR, "document", now=TUESDAY)
    # Then the child's readers are known, newest first, and so is what each has read
    assert [(one.person, one.role, one.agency, one.what, one.why, one.at) for one in who_read(AMBROSIA)] == [
        (nurse.person, "partner-representative", "solent-health", "information request", "Asked on Monday", TUESDAY),
        (manager.person, "mash-manager", "solent-city-council", "file", "", MONDAY),
    ]
    assert [(one.stream, one.what) for one in read_by(manager.person)] == [(BALTHAZAR, "document"), (AMBROSIA, "file")]


def test_reading_about_many_children_costs_one_question(django_assert_num_queries):
    manager = reader("mash-manager")
    with django_assert_num_queries(1):
        log_reads(manager, [f"child:demo:{number}" for number in range(40)], "export", now=MONDAY)
    assert len(read_by(manager.person)) == 40


@pytest.mark.parametrize(
    "change",
    [
        lambda: ReadLog.objects.update(person="user:0"),
        lambda: ReadLog.objects.all().delete(),
        lambda: ReadLog.objects.get().delete(),
        lambda: ReadLog.objects.filter(stream=AMBROSIA)._raw_delete("default"),
    ],
    ids=["update", "delete all", "delete one", "raw delete"],
)
def test_the_program_does_not_change_it(change):
    log_read(reader("mash-manager"), AMBROSIA, "file", now=MONDAY)
    with pytest.raises(AppendOnly):
        change()
    assert len(who_read(AMBROSIA)) == 1


#: Ways around the program: those that both sorts of database know, and those of one.
WAYS_AROUND = {
    "sqlite": ["INSERT OR REPLACE INTO access_readlog SELECT * FROM access_readlog"],
    "postgresql": ["TRUNCATE access_readlog", "SET session_replication_role = replica; DELETE FROM access_readlog"],
}


def test_the_database_does_not_let_anybody_change_it():
    log_read(reader("mash-manager"), AMBROSIA, "file", now=MONDAY)
    both = ["UPDATE access_readlog SET person = 'user:0'", "DELETE FROM access_readlog"]
    for statement in both + WAYS_AROUND[connection.vendor]:
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert len(who_read(AMBROSIA)) == 1


def test_a_reading_cannot_be_saved_anew():
    log_read(reader("mash-manager"), AMBROSIA, "file", now=MONDAY)
    line = ReadLog.objects.get()
    line.person = "user:0"
    with pytest.raises((AppendOnly, DatabaseError)), transaction.atomic():
        line.save()
    assert who_read(AMBROSIA)[0].person != "user:0"
